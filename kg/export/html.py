"""The page of the graph: one HTML file that needs no network. What it shows is up to `kg.view`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kg.export.target import Target, opened
from kg.graph.view import GraphView

if TYPE_CHECKING:
    from kg.resolve.doubts import Doubt


def write(graph: GraphView, target: Target, focus: str = "", doubts: Sequence[Doubt] = (), folder: str = "") -> None:
    """Write the page of `graph` to `target`; with the IRI of a node as `focus` it opens on what is near that.

    It asks about the doubtful pairs of names of the graph directory called `folder`.
    """
    from kg.view import render

    with opened(target) as stream:
        stream.write(render(graph.network(), "", focus, doubts, folder).encode("utf-8", "replace"))
