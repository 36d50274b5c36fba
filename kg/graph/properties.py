"""The graph as a property graph, read from quads once, in memory that does not grow with their number.

Nodes are entities, statements, positions and documents; edges are the properties between them. What a node rests on
stands at the node, as passages. The ontology itself is left out, and of named graphs only the documents stay that
assert an edge. Everything that is no RDF is written from this.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from itertools import groupby

from pyoxigraph import Literal, NamedNode, Quad

from kg import ontology
from kg.errors import KgError
from kg.graph import left_out
from kg.graph.kinds import Value, common, functional, kind_of, label, most_specific, python, superclasses
from kg.graph.sorting import workspace

SPAN_LISTS = {
    "evidence": "evidence",
    "sourceSpan": "source_spans",
    "cueSpan": "cue_spans",
    "contentSpan": "content_spans",
}
PARTS_OF_A_SPAN = ("document", "start", "end", "exact", "sentence")
DECISION, DECISIONS = "Decision", "decisions"  # a class of what is told at the entities that it concerns, and how
CONCEPTS = ("act", "eventCode")  # their values stand by their label
TABLES = """
CREATE TABLE types (subject TEXT, kind TEXT);
CREATE TABLE facts (subject TEXT, name TEXT, kind TEXT, value TEXT);
CREATE TABLE passages (subject TEXT, name TEXT, span TEXT);
CREATE TABLE parts (span TEXT, name TEXT, value TEXT);
CREATE TABLE concerns (subject TEXT, target TEXT);
CREATE TABLE links (subject TEXT, name TEXT, target TEXT, graph TEXT);
"""
# What stands in the tables once all quads are read: the nodes with their numbers, the places of all passages.
INDEXES = """
CREATE TABLE labels AS SELECT subject, MIN(value) AS label FROM facts WHERE name = 'label' GROUP BY subject;
CREATE TABLE nodes (number INTEGER PRIMARY KEY, id TEXT, label TEXT);
INSERT INTO nodes (id, label) SELECT subject, label FROM (SELECT DISTINCT subject FROM types)
  LEFT JOIN labels USING (subject) ORDER BY subject;
CREATE UNIQUE INDEX node ON nodes (id);
CREATE TABLE documents (id TEXT PRIMARY KEY);
INSERT INTO documents SELECT DISTINCT subject FROM types WHERE kind = 'Document';
CREATE TABLE places (span TEXT PRIMARY KEY, document TEXT, start INT, end INT, exact TEXT, sentence TEXT) WITHOUT ROWID;
INSERT INTO places SELECT span,
  MAX(CASE name WHEN 'document' THEN value END), CAST(MAX(CASE name WHEN 'start' THEN value END) AS INT),
  CAST(MAX(CASE name WHEN 'end' THEN value END) AS INT), MAX(CASE name WHEN 'exact' THEN value END),
  MAX(CASE name WHEN 'sentence' THEN value END) FROM parts GROUP BY span;
"""
# One row for each thing said about a node: 0 is a class, 1 a value, 2 a passage.
NODES = """
SELECT n.number AS number, n.id AS id, 0 AS sort, '' AS name, t.kind AS kind, '' AS value,
  NULL AS document, 0 AS start, 0 AS end, NULL AS exact, 0 AS first, 0 AS last
  FROM types t JOIN nodes n ON n.id = t.subject
UNION ALL SELECT n.number, n.id, 1, f.name, f.kind, f.value, NULL, 0, 0, NULL, 0, 0
  FROM facts f JOIN nodes n ON n.id = f.subject
UNION ALL SELECT n.number, n.id, 2, p.name, '', '', s.document, s.start, s.end, s.exact,
  COALESCE(around.start, s.start), COALESCE(around.end, s.end)
  FROM passages p JOIN nodes n ON n.id = p.subject JOIN places s ON s.span = p.span
  LEFT JOIN places around ON around.span = s.sentence
  WHERE s.document IS NOT NULL AND s.start IS NOT NULL AND s.end IS NOT NULL
ORDER BY 1, 3, 4, 7, 8, 9, 5, 6
"""
EDGES = """
SELECT l.subject, l.name, l.target, d.id, a.number, b.number, b.label FROM links l
  JOIN nodes a ON a.id = l.subject JOIN nodes b ON b.id = l.target LEFT JOIN documents d ON d.id = l.graph
ORDER BY {order}, 4
"""
HOLDING = "SELECT 1 FROM facts WHERE INSTR(value, ?1) UNION ALL SELECT 1 FROM parts WHERE INSTR(value, ?1)"
EDGE_ORDERS = {"source": "5, 2, 6", "target": "6, 2, 5", "type": "2, 5, 6"}


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a document on which something rests, and where the sentence around them stands."""

    document: str  # IRI
    start: int  # characters of the document's text, end excluded
    end: int
    exact: str | None
    sentence: tuple[int, int]

    @property
    def iri(self) -> str:
        """The IRI of the words after RFC 5147."""
        return f"{self.document}#char={self.start},{self.end}"


@dataclass(frozen=True, slots=True)
class Node:
    """Something that the graph speaks of."""

    number: int  # from 1, in the order of the identifiers
    id: str  # IRI
    label: str
    type: str  # the most specific class
    types: tuple[str, ...]  # all classes with their superclasses, sorted
    values: Mapping[str, tuple[Value, ...]]  # sorted, by local name
    passages: Mapping[str, tuple[Passage, ...]]  # in text order, by name; "evidence" is always there


@dataclass(frozen=True, slots=True)
class Edge:
    """One thing said of two nodes."""

    source: str
    type: str  # the local name of a property
    target: str
    documents: tuple[str, ...]  # those that assert it, sorted
    ends: tuple[int, int]  # the numbers of the two nodes
    target_label: str

    @property
    def label(self) -> str:
        """How people call it."""
        return label(self.type)


@dataclass(frozen=True, slots=True)
class Column:
    """What values a property has all over the graph."""

    kind: str  # integer · float · boolean · date · string
    many: bool  # whether a node may have several


class PropertyGraph:
    """Nodes and edges in a fixed order, as often as they are asked for."""

    def __init__(self, database: sqlite3.Connection, read: Counter[str]) -> None:
        """`database` holds the tables as `property_graph` fills them; `read` is what was left out when it did."""
        self._database, self._read = database, read

    def nodes(self) -> Iterator[Node]:
        """Yield every node, sorted by identifier."""
        for (number, name), rows in groupby(self._database.execute(NODES), key=lambda row: row[:2]):
            yield node(number, name, rows)

    def edges(self, by: str = "source") -> Iterator[Edge]:
        """Yield every edge, sorted by "source", type and target, or by "target" or "type" first."""
        rows = self._database.execute(EDGES.format(order=EDGE_ORDERS[by]))
        for (source, name, target), same in groupby(rows, key=lambda row: row[:3]):
            found = list(same)
            documents = dict.fromkeys(row[3] for row in found if row[3])
            ends, words = found[0][4:6], found[0][6]
            yield Edge(source, name, target, tuple(documents), ends, ontology.local(target) if words is None else words)

    def stars(self) -> Iterator[tuple[Node, list[Edge]]]:
        """Yield every node with the edges that leave it."""
        groups = groupby(self.edges(), key=lambda edge: edge.source)
        source, leaving = next(groups, ("", iter(())))
        for each in self.nodes():
            if each.id == source:
                yield each, list(leaving)
                source, leaving = next(groups, ("", iter(())))
            else:
                yield each, []

    def counts(self) -> tuple[int, int]:
        """Return how many nodes and edges there are."""
        (nodes,) = self._database.execute("SELECT COUNT(*) FROM nodes").fetchone()
        (edges,) = self._database.execute(
            "SELECT COUNT(*) FROM (SELECT DISTINCT subject, name, target FROM links"
            " WHERE subject IN (SELECT id FROM nodes) AND target IN (SELECT id FROM nodes))"
        ).fetchone()
        return nodes, edges

    def parallel_edges(self) -> int:
        """Return how many edges join two nodes, in one direction, that another joins already."""
        pairs = (
            "SELECT COUNT(*) FROM (SELECT DISTINCT subject, target FROM links"
            " WHERE subject IN (SELECT id FROM nodes) AND target IN (SELECT id FROM nodes))"
        )
        return self.counts()[1] - int(self._database.execute(pairs).fetchone()[0])

    def columns(self) -> dict[str, Column]:
        """Return what values the properties have, by name, sorted; without what all nodes have."""
        kinds = self._database.execute("SELECT DISTINCT name, kind FROM facts JOIN nodes ON id = subject")
        found: dict[str, set[str]] = defaultdict(set)
        for name, kind in kinds:
            found[name].add(kind)
        several = self._database.execute(
            "SELECT DISTINCT name FROM facts JOIN nodes ON id = subject GROUP BY subject, name"
            " HAVING COUNT(DISTINCT value) > 1"
        )
        repeated = {name for (name,) in several}
        return {
            name: Column(common(found[name]), name in repeated or not functional(name))
            for name in sorted(found)
            if name != "label"
        }

    def passage_names(self) -> tuple[str, ...]:
        """Return under which names nodes have passages, sorted."""
        rows = self._database.execute("SELECT DISTINCT name FROM passages")
        return tuple(sorted({"evidence", *(name for (name,) in rows)}))

    def edge_types(self) -> tuple[str, ...]:
        """Return the types of edges, sorted."""
        rows = self._database.execute("SELECT DISTINCT name FROM links ORDER BY name")
        return tuple(name for (name,) in rows)

    def types(self) -> tuple[str, ...]:
        """Return the most specific classes that nodes have, sorted."""
        rows = self._database.execute("SELECT DISTINCT subject, kind FROM types ORDER BY subject, kind")
        each = {tuple(kind for _, kind in kinds) for _, kinds in groupby(rows, key=lambda row: row[0])}
        return tuple(sorted({most_specific(kinds) for kinds in each}))

    def has_text(self, words: str) -> bool:
        """Return whether any value or passage of a node holds `words`."""
        return self._database.execute(f"{HOLDING} LIMIT 1", (words,)).fetchone() is not None

    def texts_with(self, words: str) -> int:
        """Return how many values and passages hold `words`."""
        return int(self._database.execute(f"SELECT COUNT(*) FROM ({HOLDING})", (words,)).fetchone()[0])

    def days(self) -> int:
        """Return how many values of nodes are days."""
        query = "SELECT COUNT(*) FROM facts JOIN nodes ON id = subject WHERE kind = 'date'"
        return int(self._database.execute(query).fetchone()[0])

    def left_out(self) -> Counter[str]:
        """Return how much of the graph is not here, or not as it was, by the kinds of `kg.graph.left_out`."""
        return left_out.counted(self._database, self._read)


@contextmanager
def property_graph(quads: Iterable[Quad]) -> Iterator[PropertyGraph]:
    """Give the property graph that the quads say; raises `KgError` where the disk of temporary files is full."""
    try:
        with closing(workspace()) as database:
            database.executescript(TABLES)
            database.execute("BEGIN")  # a script ends the transaction that was under way
            reader = _Reader(database)
            reader.read(quads)
            tell_decisions(database)
            database.executescript(INDEXES)
            yield PropertyGraph(database, reader.left_out)
    except sqlite3.Error as problem:
        raise KgError(f"cannot work on disk: {problem}; is the folder of temporary files (TMPDIR) full?") from problem


class _Reader:
    """Quads sorted into what becomes a node, an edge, a value or a passage, and a count of those that become nothing."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.rows: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self.left_out: Counter[str] = Counter()

    def read(self, quads: Iterable[Quad]) -> None:
        for number, quad in enumerate(quads):
            self._read_quad(quad)
            if number % 20_000 == 0:
                self._write()
        self._write()

    def _read_quad(self, quad: Quad) -> None:
        graph, subject, value = quad.graph_name, quad.subject, quad.object
        if isinstance(graph, NamedNode) and graph.value == ontology.IRI:
            self.left_out[left_out.VOCABULARY] += 1
        elif not isinstance(graph, NamedNode) or not isinstance(subject, NamedNode):
            self.left_out[left_out.NO_NODE] += 1
        elif isinstance(value, Literal):
            self._read_literal(subject.value, self._name(quad.predicate), value)
        elif isinstance(value, NamedNode):
            self._read_link(subject.value, self._name(quad.predicate), value.value, graph.value)
        else:
            self.left_out[left_out.NO_NODE] += 1

    def _name(self, predicate: NamedNode) -> str:
        self.left_out[left_out.FOREIGN] += not left_out.is_known(predicate.value)
        return ontology.local(predicate.value)

    def _write(self) -> None:
        for table, rows in self.rows.items():
            self.database.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        self.rows.clear()

    def _read_literal(self, subject: str, name: str, value: Literal) -> None:
        text, datatype = value.value, value.datatype.value
        kind = kind_of(text, datatype)
        self.left_out[left_out.WORDING] += left_out.is_changed(text, datatype, kind)
        if name in PARTS_OF_A_SPAN:
            self.rows["parts"].append((subject, name, text))
        else:
            self.rows["facts"].append((subject, name, kind, text))

    def _read_link(self, subject: str, name: str, target: str, graph: str) -> None:
        if name == "type":
            kind = ontology.local(target)
            self.left_out[left_out.FOREIGN] += not left_out.is_known(target)
            if kind != "Span" and DECISION not in (kind, *superclasses(kind)):
                self.rows["types"].append((subject, kind))
        elif name == "concerns":
            self.rows["concerns"].append((subject, target))
        elif name in PARTS_OF_A_SPAN:
            self.left_out[left_out.SENTENCES] += name == "sentence"
            self.rows["parts"].append((subject, name, target))
        elif name in SPAN_LISTS:
            self.rows["passages"].append((subject, SPAN_LISTS[name], target))
        elif name == "sameAs":
            self.rows["facts"].append((subject, name, "string", target))
        elif name in CONCEPTS:
            self.rows["facts"].append((subject, name, "string", label(ontology.local(target))))
        else:
            self.rows["links"].append((subject, name, target, graph))


def tell_decisions(database: sqlite3.Connection) -> None:
    """Tell in a sentence at each entity why names became one: "Fida = Hakan Fidan: fida is fidan cut short (+0.85)"."""
    rows = database.execute(
        "SELECT DISTINCT c.target, c.subject, f.name, f.value FROM concerns c JOIN facts f ON f.subject = c.subject"
        " WHERE f.name IN ('label', 'reason') ORDER BY 1, 2, 3, 4"
    )
    told = (
        (target, DECISIONS, "string", ": ".join(sentence(said)))
        for (target, _), said in groupby(rows, key=lambda row: row[:2])
    )
    database.executemany("INSERT INTO facts VALUES (?, ?, ?, ?)", told)


def sentence(said: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the label of a decision and its reasons."""
    for _, same in groupby(said, key=lambda row: row[2]):
        yield "; ".join(value for *_, value in same)


def node(number: int, name: str, rows: Iterable[tuple[object, ...]]) -> Node:
    """Return the node of which these rows of `NODES` speak, sorted as there."""
    kinds: set[str] = set()
    values: dict[str, dict[Value, None]] = {}
    passages: dict[str, dict[Passage, None]] = {"evidence": {}}
    for _, _, sort, key, kind, value, document, start, end, exact, *sentence in rows:
        if sort == 0:
            kinds.add(str(kind))
        elif sort == 1:
            values.setdefault(str(key), {})[python(str(kind), str(value))] = None
        else:
            passage = Passage(str(document), start, end, exact, tuple(sentence))  # type: ignore[arg-type]
            passages.setdefault(str(key), {})[passage] = None
    labels = values.pop("label", {ontology.local(name): None})
    return Node(
        number,
        name,
        min(map(str, labels)),
        most_specific(kinds),
        tuple(sorted(kinds | {upper for kind in kinds for upper in superclasses(kind)})),
        {key: tuple(sorted(found, key=lambda value: (str(type(value)), value))) for key, found in values.items()},
        {key: tuple(found) for key, found in sorted(passages.items())},
    )
