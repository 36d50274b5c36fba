"""N-Quads: one statement a line with the graph that asserts it; nothing is lost. Written as it is read."""

import pyoxigraph
from pyoxigraph import RdfFormat

from kg.export.target import Target, opened
from kg.graph.view import GraphView


def write(graph: GraphView, target: Target) -> None:
    """Write `graph` to `target`, sorted."""
    with opened(target) as stream:
        pyoxigraph.serialize(graph.quads(), stream, RdfFormat.N_QUADS)
