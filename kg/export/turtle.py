"""Turtle: the triples of all named graphs together. Lost: which document asserts a triple (TriG keeps it)."""

from pyoxigraph import RdfFormat

from kg.export.columns import Loss
from kg.export.target import Target, opened
from kg.export.triples import serialize, triples
from kg.graph.view import GraphView


def write(graph: GraphView, target: Target) -> Loss:
    """Write `graph` to `target`, sorted, with prefixes; return what was lost."""
    loss: Loss = Loss()
    with opened(target) as stream:
        serialize(triples(graph, loss), stream, RdfFormat.TURTLE, graph.base)
    return loss
