"""Turtle: the triples of all named graphs together. Lost: which document asserts a triple (TriG keeps it)."""

from pyoxigraph import RdfFormat

from kg.export.target import Target, opened
from kg.export.triples import serialize, triples
from kg.graph.view import GraphView


def write(graph: GraphView, target: Target) -> None:
    """Write `graph` to `target`, sorted, with prefixes."""
    with opened(target) as stream:
        serialize(triples(graph), stream, RdfFormat.TURTLE, graph.base)
