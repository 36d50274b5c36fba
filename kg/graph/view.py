"""What exporters and the page get to see of a graph, wherever it lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from kg import ontology

if TYPE_CHECKING:
    import networkx
    import rdflib

    from kg.graph.properties import PropertyGraph


class GraphView:
    """A graph to read: as sorted quads, as a NetworkX graph, as an rdflib dataset."""

    def __init__(
        self,
        read: Callable[[], Iterable[Quad]],
        base: str = ontology.DEFAULT_BASE,
        read_unsorted: Callable[[], Iterable[Quad]] | None = None,
    ) -> None:
        """`read` gives the quads, sorted as `assemble` sorts them, anew each time; `base` is that of the instances.

        `read_unsorted` gives the same in the order that is quickest to read.
        """
        self._read = read
        self._read_unsorted = read_unsorted or read
        self.base = base

    @classmethod
    def of(cls, quads: Iterable[Quad], base: str = ontology.DEFAULT_BASE) -> GraphView:
        """Return a view of quads held in memory, which are already sorted."""
        held = tuple(quads)
        return cls(lambda: held, base)

    def quads(self) -> Iterator[Quad]:
        """Yield every quad once, sorted."""
        yield from self._read()

    def unsorted(self) -> Iterator[Quad]:
        """Yield every quad once, for those who sort them anew or need no order."""
        yield from self._read_unsorted()

    def network(self) -> networkx.MultiDiGraph[str]:
        """Return the typed property graph; see `kg.graph.network`."""
        from kg.graph.network import network

        return network(self.unsorted())

    def properties(self) -> AbstractContextManager[PropertyGraph]:
        """Give the same property graph node by node, in bounded memory; see `kg.graph.properties`."""
        from kg.graph.properties import property_graph

        return property_graph(self.unsorted())

    def to_rdflib(self) -> rdflib.Dataset:
        """Return the named graphs with their union as default graph; see `kg.graph.rdf`."""
        from kg.graph.rdf import to_rdflib

        return to_rdflib(self.quads(), self.base)
