"""N-Triples: the triples of all named graphs together, one a line. Lost: which document asserts a triple."""

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.export.target import Target, opened
from kg.export.triples import triples
from kg.graph.view import GraphView

LOST = ("which document asserts a triple (N-Quads, TriG and RDF 1.2 Turtle keep it)",)


def write(graph: GraphView, target: Target) -> None:
    """Write `graph` to `target`, sorted."""
    with opened(target) as stream:
        pyoxigraph.serialize(triples(graph), stream, RdfFormat.N_TRIPLES)
