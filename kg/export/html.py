"""The page of the graph: one HTML file that needs no network. What it shows is up to `kg.view`."""

from kg.export.target import Target, opened
from kg.graph.view import GraphView


def write(graph: GraphView, target: Target) -> None:
    """Write the page of `graph` to `target`."""
    from kg.view import render

    with opened(target) as stream:
        stream.write(render(graph.network()).encode("utf-8", "replace"))
