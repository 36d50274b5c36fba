"""The page of the graph: one HTML file that needs no network. What it shows is up to `kg.view`."""

from kg.export.target import Target, opened
from kg.graph.view import GraphView


def write(graph: GraphView, target: Target, focus: str = "") -> None:
    """Write the page of `graph` to `target`; with the IRI of a node as `focus` it opens on what is near that."""
    from kg.view import render

    with opened(target) as stream:
        stream.write(render(graph.network(), focus=focus).encode("utf-8", "replace"))
