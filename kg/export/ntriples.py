"""N-Triples: the triples of all named graphs together, one a line. Lost: which document asserts a triple."""

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.export.columns import Loss
from kg.export.target import Target, opened
from kg.export.triples import triples
from kg.graph.view import GraphView


def write(graph: GraphView, target: Target) -> Loss:
    """Write `graph` to `target`, sorted; return what was lost."""
    loss: Loss = Loss()
    with opened(target) as stream:
        pyoxigraph.serialize(triples(graph, loss), stream, RdfFormat.N_TRIPLES)
    return loss
