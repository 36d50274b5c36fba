"""The names of a graph, sorted so that one is found at once: a small SQLite file beside the store.

It holds nothing that the store does not say, is made when it is first asked for and whenever the graph has changed, and
may be deleted at any time. Where the directory cannot be written, and for a graph that lies nowhere on disk, it is kept
in memory. Making it takes about two seconds for a million triples.
"""

from __future__ import annotations

import os
import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg import ontology
from kg.graph.kinds import most_specific
from kg.knowledge.names import fold
from kg.store.directory import GraphDirectory

FILE = "names.sqlite"
FORMAT = "1"  # raised when an older index no longer fits the code
KINDS = ("Entity", "Statement", "Position", "Document")
STATEMENT = "Statement"  # found by identifier alone: its label is made of what it says
MANY = 2000  # matches for part of a name that are looked at, those named most often first

SCHEMA = """
CREATE TABLE made (stamp TEXT);
CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT, local TEXT, label TEXT, kind TEXT, kinds TEXT, weight INTEGER);
CREATE TABLE name (id INTEGER PRIMARY KEY, node INTEGER, name TEXT, folded TEXT, is_label INTEGER);
CREATE VIRTUAL TABLE words USING fts5(folded, content='', columnsize=0, prefix='1 2 3');
"""
LOOKUPS = """
CREATE INDEX by_iri ON node (iri);
CREATE INDEX by_local ON node (local);
CREATE INDEX by_name ON name (folded);
"""
WEIGHTS = "SELECT ?node (COUNT(*) AS ?passages) WHERE { ?node parley:evidence ?span } GROUP BY ?node"
FOUND = "SELECT node.iri, node.label, node.kind, node.kinds, node.weight, name.folded, name.is_label FROM "


@dataclass(frozen=True, slots=True)
class Named:
    """A node with one of its names."""

    iri: str
    label: str
    kind: str  # most specific class
    kinds: str  # all its classes, separated by blanks
    weight: int  # number of passages it rests on
    folded: str  # the name
    is_label: bool


class Index:
    """The names of one graph."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use `index_of`."""
        self._connection = connection

    def identified(self, identifier: str) -> list[Named]:
        """Return the node with this IRI or local name, if there is one, under an empty name."""
        rows = self._connection.execute(
            "SELECT iri, label, kind, kinds, weight, '', 0 FROM node WHERE iri = ? OR local = ?",
            (identifier, identifier.removeprefix("id:")),
        )
        return [Named(*row) for row in rows]

    def called(self, folded: str) -> list[Named]:
        """Return the nodes with exactly this folded name."""
        rows = self._connection.execute(FOUND + "name JOIN node ON node.id = name.node WHERE folded = ?", (folded,))
        return [Named(*row) for row in rows]

    def beginning(self, folded: str) -> list[Named]:
        """Return names that hold these words one after the other, the last of which may be the beginning of a word."""
        phrase = '"' + folded.replace('"', "") + '" *'
        rows = self._connection.execute(
            FOUND + "words JOIN name ON name.id = words.rowid JOIN node ON node.id = name.node "
            "WHERE words MATCH ? ORDER BY node.weight DESC, node.iri LIMIT ?",
            (phrase, MANY),
        )
        return [Named(*row) for row in rows]

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield every name as it is written, with the classes of its node."""
        yield from self._connection.execute("SELECT name.name, node.kinds FROM name JOIN node ON node.id = name.node")


def index_of(source: GraphDirectory | Store) -> Index:
    """Return the names of a graph, read from the file beside the store, or made where that is missing or outdated."""
    if isinstance(source, GraphDirectory):
        return _of_directory(source.path, source.stamp)
    return _of_memory(source, len(source))


@lru_cache(maxsize=4)
def _of_memory(store: Store, _size: int) -> Index:
    return Index(_made(":memory:", store, ""))


@lru_cache(maxsize=4)
def _of_directory(path: Path, _stamp: str) -> Index:
    directory = GraphDirectory.open(path)
    file, wanted = path / FILE, f"{FORMAT} {directory.stamp}"
    found = _opened(file, wanted)
    if found is None:
        found = _written(file, directory.store(), wanted) or _made(":memory:", directory.store(), wanted)
    return Index(found)


def _opened(file: Path, wanted: str) -> sqlite3.Connection | None:
    """Return the file, opened to read, if it is of this state of the graph."""
    if not file.is_file():
        return None
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    with suppress(sqlite3.DatabaseError):
        if connection.execute("SELECT stamp FROM made").fetchone() == (wanted,):
            return connection
    connection.close()
    return None


def _written(file: Path, store: Store, wanted: str) -> sqlite3.Connection | None:
    """Write the file, whole or not at all, and return it; None where that cannot be done."""
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        _made(str(unfinished), store, wanted).close()
        unfinished.replace(file)
    except (OSError, sqlite3.Error):
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        return None
    return _opened(file, wanted)


def _made(where: str, store: Store, wanted: str) -> sqlite3.Connection:
    connection = sqlite3.connect(where, check_same_thread=False)
    # Whoever is killed here leaves a file that nobody reads; so nothing need be safe on disk step by step.
    connection.executescript(f"PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; {SCHEMA}")
    nodes = sorted(_kinds(store).items())
    ids = {iri: number for number, (iri, _) in enumerate(nodes, start=1)}
    statements = {ids[iri] for iri, kinds in nodes if STATEMENT in kinds}
    labels, names = _names(store, ids)
    weights = _weights(store)
    rows = (
        (ids[iri], iri, ontology.local(iri), labels.get(iri) or ontology.local(iri), most_specific(kinds),
         " ".join(sorted(kinds)), weights.get(iri, 0))
        for iri, kinds in nodes
    )  # fmt: skip
    connection.executemany("INSERT INTO node VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    by_name = sorted(each for each in names if ids[each[0]] not in statements)
    for number, (iri, name, is_label) in enumerate(by_name, start=1):
        folded = fold(name)
        connection.execute("INSERT INTO name VALUES (?, ?, ?, ?, ?)", (number, ids[iri], name, folded, is_label))
        connection.execute("INSERT INTO words (rowid, folded) VALUES (?, ?)", (number, folded))
    connection.executescript(LOOKUPS)
    connection.execute("INSERT INTO made VALUES (?)", (wanted,))
    connection.commit()
    return connection


def _kinds(store: Store) -> dict[str, set[str]]:
    """Return the classes of everything that can be looked up by name."""
    found: dict[str, set[str]] = defaultdict(set)
    rdf_type = NamedNode(ontology.RDF_TYPE)
    for kind in sorted({name for upper in KINDS for name in (upper, *ontology.subclasses(upper))}):
        for quad in store.quads_for_pattern(None, rdf_type, ontology.node(kind)):
            if isinstance(quad.subject, NamedNode):
                found[quad.subject.value].add(kind)
    return found


def _names(store: Store, known: dict[str, int]) -> tuple[dict[str, str], set[tuple[str, str, bool]]]:
    """Return the label of each node, the first by alphabet, and all names as (IRI, name, whether it is a label)."""
    labels: dict[str, str] = {}
    names: set[tuple[str, str, bool]] = set()
    for predicate, is_label in (("rdfs:label", True), ("skos:altLabel", False)):
        for quad in store.quads_for_pattern(None, ontology.node(predicate), None):
            node, name = quad.subject, quad.object
            if isinstance(node, NamedNode) and isinstance(name, Literal) and node.value in known:
                names.add((node.value, name.value, is_label))
                if is_label:
                    labels[node.value] = min(name.value, labels.get(node.value, name.value))
    return labels, names


def _weights(store: Store) -> dict[str, int]:
    """Return how many passages each node rests on."""
    counted = store.query(WEIGHTS, prefixes=ontology.prefixes(), use_default_graph_as_union=True)
    if not isinstance(counted, QuerySolutions):
        return {}
    return {found["node"].value: int(found["passages"].value) for found in counted}
