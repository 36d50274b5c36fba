"""The index of names made: whole, or where an older one is there, as far as the graph has changed since.

What has changed is told by the marks of the parts of a graph (`kg.graph.parts`): an entity is looked up again if its
mark is another one, and so is all that a document says or rests on if the document's is.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass

import msgspec
from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg import ontology
from kg.graph.kinds import most_specific
from kg.knowledge.names import fold
from kg.store import notes
from kg.store.directory import GraphDirectory

FORMAT = "2"  # raised when an older index no longer fits the code
KINDS = ("Entity", "Statement", "Position", "Document")
STATEMENT = "Statement"  # found by identifier alone: its label is made of what it says
MOST = 0.2  # of the parts; where more have changed, the whole index is made anew, which is quicker then
CODE, DOCUMENT, ENTITY = "code", "document ", "entity "  # how the names of parts begin, see `kg.graph.parts`

SCHEMA = """
CREATE TABLE made (stamp TEXT, notes TEXT, parts BLOB);
CREATE TABLE node (id INTEGER PRIMARY KEY, iri TEXT, local TEXT, label TEXT, kind TEXT, kinds TEXT, weight INTEGER);
CREATE TABLE name (id INTEGER PRIMARY KEY, node INTEGER, name TEXT, folded TEXT, is_label INTEGER);
CREATE TABLE rests (document TEXT, iri TEXT, passages INTEGER);
CREATE VIRTUAL TABLE words USING fts5(folded, content='', columnsize=0, prefix='1 2 3');
"""
LOOKUPS = """
CREATE INDEX by_iri ON node (iri);
CREATE INDEX by_local ON node (local);
CREATE INDEX by_name ON name (folded);
CREATE INDEX by_node ON name (node);
CREATE INDEX by_document ON rests (document);
CREATE INDEX by_resting ON rests (iri);
"""
# Whoever is killed here leaves a file that nobody reads; so nothing need be safe on disk step by step.
HASTE = "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
RESTS = """
SELECT ?document ?node (COUNT(*) AS ?passages)
WHERE {{ {} GRAPH ?document {{ ?node parley:evidence ?span }} }} GROUP BY ?document ?node
"""


@dataclass(frozen=True, slots=True)
class State:
    """Of what state of a graph an index is."""

    stamp: str = ""
    notes: str = ""
    parts: bytes = b""  # marks by name of part, packed

    @classmethod
    def of(cls, directory: GraphDirectory) -> State:
        """Return the state of a directory as it is now."""
        state = directory.state()
        parts = msgspec.msgpack.encode(dict(state.parts)) if state else b""
        return cls(f"{FORMAT} {directory.stamp}", notes.stamp(directory.path), parts)

    def changed(self, now: State) -> list[str] | None:
        """Return the parts that are others now; None where all must be taken to be."""
        before, after = (_marks(each.parts) for each in (self, now))
        if not before or before.get(CODE) != after.get(CODE) or self.notes != now.notes:
            return None
        names = [name for name in before.keys() | after.keys() if before.get(name) != after.get(name)]
        return names if len(names) <= MOST * len(after) else None


def _marks(parts: bytes) -> dict[str, str]:
    return msgspec.msgpack.decode(parts, type=dict[str, str]) if parts else {}


def made(where: str, store: Store, state: State) -> sqlite3.Connection:
    """Return the whole index, made in this file or in ":memory:"."""
    connection = sqlite3.connect(where, check_same_thread=False)
    connection.executescript(HASTE + SCHEMA)
    rests = list(_rests(store))
    connection.executemany("INSERT INTO rests VALUES (?, ?, ?)", rests)
    weights: dict[str, int] = defaultdict(int)
    for _, iri, passages in rests:
        weights[iri] += passages
    _insert(connection, _kinds(store), _names(store), weights)
    connection.executescript(LOOKUPS)
    _finish(connection, state)
    return connection


def amended(file: str, store: Store, base: str, now: State) -> sqlite3.Connection | None:
    """Return the index in this file, brought up to date; None where too much has changed since it was made."""
    from kg.graph.terms import Names

    connection = sqlite3.connect(file, check_same_thread=False)
    with closing(connection.execute("SELECT stamp, notes, parts FROM made")) as row:
        changed = State(*row.fetchone()).changed(now)
    if changed is None:
        connection.close()
        return None
    connection.executescript(HASTE)
    names = Names(base)
    documents = {names.document(each.removeprefix(DOCUMENT)).value for each in changed if each.startswith(DOCUMENT)}
    nodes = {names.local(each.removeprefix(ENTITY)).value for each in changed if each.startswith(ENTITY)}
    nodes |= documents | _amend_rests(connection, store, documents)
    _take_out(connection, nodes)
    terms = [NamedNode(iri) for iri in sorted(nodes)]
    kinds = {node.value: found for node in terms if (found := _kinds_of(store, node))}
    called = [each for node in terms for each in _names_of(store, node)]
    _insert(connection, kinds, called, _weights(connection, nodes))
    connection.execute("DELETE FROM made")
    _finish(connection, now)
    return connection


def _finish(connection: sqlite3.Connection, state: State) -> None:
    connection.execute("INSERT INTO made VALUES (?, ?, ?)", (state.stamp, state.notes, state.parts))
    connection.commit()


Name = tuple[str, str, bool]  # IRI, name, whether it is a label


def _insert(
    connection: sqlite3.Connection, kinds: Mapping[str, set[str]], names: Iterable[Name], weights: Mapping[str, int]
) -> None:
    """Put nodes in, with their names."""
    nodes, labels, called = sorted(kinds), dict[str, str](), set[Name]()
    first = (connection.execute("SELECT MAX(id) FROM node").fetchone()[0] or 0) + 1
    ids = {iri: number for number, iri in enumerate(nodes, start=first)}
    for iri, name, is_label in names:
        if iri in ids:
            if is_label:
                labels[iri] = min(name, labels.get(iri, name))
            if STATEMENT not in kinds[iri]:
                called.add((iri, name, is_label))
    rows = (
        (ids[iri], iri, ontology.local(iri), labels.get(iri) or ontology.local(iri), most_specific(kinds[iri]),
         " ".join(sorted(kinds[iri])), weights.get(iri, 0))
        for iri in nodes
    )  # fmt: skip
    connection.executemany("INSERT INTO node VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    last = connection.execute("SELECT MAX(id) FROM name").fetchone()[0] or 0
    for number, (iri, name, is_label) in enumerate(sorted(called), start=last + 1):
        folded = fold(name)
        connection.execute("INSERT INTO name VALUES (?, ?, ?, ?, ?)", (number, ids[iri], name, folded, is_label))
        connection.execute("INSERT INTO words (rowid, folded) VALUES (?, ?)", (number, folded))


def _take_out(connection: sqlite3.Connection, nodes: Iterable[str]) -> None:
    """Take nodes out, with their names."""
    for iri in nodes:
        for (node,) in connection.execute("SELECT id FROM node WHERE iri = ?", (iri,)).fetchall():
            names = connection.execute("SELECT id, folded FROM name WHERE node = ?", (node,)).fetchall()
            connection.executemany("INSERT INTO words (words, rowid, folded) VALUES ('delete', ?, ?)", names)
            connection.execute("DELETE FROM name WHERE node = ?", (node,))
            connection.execute("DELETE FROM node WHERE id = ?", (node,))


def _amend_rests(connection: sqlite3.Connection, store: Store, documents: set[str]) -> set[str]:
    """Bring up to date what rests on documents; return all that did or does."""
    found: set[str] = set()
    for document in documents:
        rows = connection.execute("SELECT iri FROM rests WHERE document = ?", (document,))
        found.update(iri for (iri,) in rows)
        connection.execute("DELETE FROM rests WHERE document = ?", (document,))
        rests = list(_rests(store, NamedNode(document)))
        connection.executemany("INSERT INTO rests VALUES (?, ?, ?)", rests)
        found.update(iri for _, iri, _ in rests)
    return found


def _weights(connection: sqlite3.Connection, nodes: Iterable[str]) -> dict[str, int]:
    query = "SELECT SUM(passages) FROM rests WHERE iri = ?"
    return {iri: connection.execute(query, (iri,)).fetchone()[0] or 0 for iri in nodes}


# -------- What the store says


def _searched() -> list[str]:
    return sorted({name for upper in KINDS for name in (upper, *ontology.subclasses(upper))})


def _kinds(store: Store) -> dict[str, set[str]]:
    """Return the classes of everything that can be looked up by name."""
    found: dict[str, set[str]] = defaultdict(set)
    rdf_type = NamedNode(ontology.RDF_TYPE)
    for kind in _searched():
        for quad in store.quads_for_pattern(None, rdf_type, ontology.node(kind)):
            if isinstance(quad.subject, NamedNode):
                found[quad.subject.value].add(kind)
    return found


def _kinds_of(store: Store, node: NamedNode) -> set[str]:
    wanted = {ontology.iri(kind): kind for kind in _searched()}
    types = store.quads_for_pattern(node, NamedNode(ontology.RDF_TYPE), None)
    return {wanted[quad.object.value] for quad in types if isinstance(quad.object, NamedNode) and quad.object.value in wanted}


def _names(store: Store) -> Iterator[Name]:
    """Yield all names."""
    for predicate, is_label in (("rdfs:label", True), ("skos:altLabel", False)):
        for quad in store.quads_for_pattern(None, ontology.node(predicate), None):
            if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
                yield quad.subject.value, quad.object.value, is_label


def _names_of(store: Store, node: NamedNode) -> Iterator[Name]:
    for predicate, is_label in (("rdfs:label", True), ("skos:altLabel", False)):
        for quad in store.quads_for_pattern(node, ontology.node(predicate), None):
            if isinstance(quad.object, Literal):
                yield node.value, quad.object.value, is_label


def _rests(store: Store, document: NamedNode | None = None) -> Iterator[tuple[str, str, int]]:
    """Yield on how many passages of each document, or of this one, each node rests."""
    only = f"VALUES ?document {{ {document} }}" if document else ""
    counted = store.query(RESTS.format(only), prefixes=ontology.prefixes())
    if isinstance(counted, QuerySolutions):
        for found in counted:
            yield found["document"].value, found["node"].value, int(found["passages"].value)
