"""A part of a graph, to be written in place of what stood there."""

from dataclasses import dataclass

from pyoxigraph import NamedNode, Quad


@dataclass(frozen=True, slots=True)
class Part:
    """What a named graph, or one subject in it, shall hold; nothing, if it shall go."""

    graph: NamedNode
    subject: NamedNode | None
    quads: frozenset[Quad]
