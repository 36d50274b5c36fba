"""TriG: Turtle with named graphs; nothing is lost."""

from pyoxigraph import RdfFormat

from kg.export.target import Target, opened
from kg.export.triples import serialize
from kg.graph.view import GraphView


def write(graph: GraphView, target: Target) -> None:
    """Write `graph` to `target`, sorted, with prefixes."""
    with opened(target) as stream:
        serialize(graph.quads(), stream, RdfFormat.TRIG, graph.base)
