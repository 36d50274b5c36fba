"""A graph directory as a store of rdflib, read only: `rdflib.Dataset(store="Parley", default_union=True).open("talks")`.

Nothing is copied: what is asked for is looked up in the directory, and SPARQL is answered by Oxigraph.
"""

from pathlib import Path

import rdflib
from oxrdflib import OxigraphStore
from rdflib.store import VALID_STORE

from kg import ontology
from kg.errors import GraphDirectoryError
from kg.store.directory import GraphDirectory

READ_ONLY = GraphDirectoryError("rdflib reads a graph directory only; change it with kg add, kg update and kg retract")


class ParleyStore(OxigraphStore):
    """The store of a graph directory. rdflib finds it under the name "Parley"."""

    def open(self, configuration: str | tuple[str, str], create: bool = False) -> int | None:
        """Open the graph directory at `configuration`. Raises `GraphDirectoryError` where there is none."""
        if create:
            raise GraphDirectoryError(f"rdflib cannot make a graph; make it with: kg build ARTICLE... -o {configuration}")
        directory = GraphDirectory.open(Path(str(configuration)))
        self._store = directory.store()
        for prefix, namespace in ontology.prefixes(directory.base).items():
            self.bind(prefix, rdflib.URIRef(namespace))
        return VALID_STORE

    def destroy(self, configuration: str) -> None:
        """Refuse: a graph is no more rdflib's to delete than to change."""
        raise GraphDirectoryError(f"rdflib only reads {configuration}; delete the directory yourself")

    def add(self, *_: object, **__: object) -> None:
        """Refuse to change the graph."""
        raise READ_ONLY

    def addN(self, *_: object, **__: object) -> None:
        """Refuse to change the graph."""
        raise READ_ONLY

    def remove(self, *_: object, **__: object) -> None:
        """Refuse to change the graph."""
        raise READ_ONLY

    def update(self, *_: object, **__: object) -> None:
        """Refuse to change the graph."""
        raise READ_ONLY

    def add_graph(self, graph: rdflib.Graph) -> None:
        """Do nothing: rdflib asks for this when it names a graph to read."""

    def remove_graph(self, graph: rdflib.Graph) -> None:
        """Refuse to change the graph."""
        raise READ_ONLY
