"""The graph as tables that an analyst knows what to do with: one for each kind of thing, one of mentions, one of edges.

What is linked to a row stands in it by name: a statement has its speakers, an event its participants. The table of
edges has the same with identifiers.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.export import columns
from kg.export.columns import (
    IRI,
    LABEL,
    LEFT_OUT,
    TEXT,
    TEXTS,
    TYPE,
    TYPES,
    Cell,
    Columns,
    Loss,
    distinct,
    edge_row,
)
from kg.graph.left_out import SENTENCES
from kg.graph.properties import Column, Edge, Node, PropertyGraph

LOST = tuple(words for kind, words in LEFT_OUT.items() if kind != SENTENCES)  # the table of mentions has those
# Which classes stand in which table; what is in none of them is an entity.
TABLES = {"documents": "Document", "events": "Event", "statements": "Statement", "positions": "Position"}
ENTITIES = "entities"
NUMBER = Column("integer", False)
MENTIONS = {
    IRI: TEXT,
    LABEL: TEXT,
    TYPE: TEXT,
    "as": TEXT,
    "document": TEXT,
    "start": NUMBER,
    "end": NUMBER,
    "exact": TEXT,
    "sentence_start": NUMBER,
    "sentence_end": NUMBER,
}
EDGES = {"id": TEXT, "source": TEXT, TYPE: TEXT, LABEL: TEXT, "target": TEXT, "target_label": TEXT, "documents": TEXTS}


def lost_in_tables(graph: PropertyGraph) -> Loss:
    """Return how much of a graph is not in the tables."""
    return Loss({words: count for words, count in columns.lost(graph).items() if words in LOST})


@dataclass(frozen=True, slots=True)
class Table:
    """A table, whose rows can be read once."""

    name: str
    columns: dict[str, Column]
    rows: Iterator[dict[str, Cell]]


def tables(graph: PropertyGraph) -> Iterator[Table]:
    """Yield the tables, one after the other; each is to be read before the next."""
    nodes = Columns(graph)
    seen = Seen(graph)
    for name in (ENTITIES, *TABLES):
        own = {nodes.names[each]: nodes.columns[nodes.names[each]] for each in sorted(seen.values[name])}
        links = distinct(sorted(seen.links[name]), {*own, IRI, LABEL, TYPE, TYPES})
        chosen = {IRI: TEXT, LABEL: TEXT, TYPE: TEXT, TYPES: TEXTS, **own, **dict.fromkeys(links.values(), TEXTS)}
        yield Table(name, chosen, rows(graph, nodes, name, links))
    yield Table("mentions", MENTIONS, mentions(graph))
    yield Table("edges", EDGES, map(edge_cells, graph.edges()))


class Seen:
    """Which values and links the nodes of each table have."""

    def __init__(self, graph: PropertyGraph) -> None:
        """Look at every node and edge once."""
        self.values: dict[str, set[str]] = {name: set() for name in (ENTITIES, *TABLES)}
        self.links: dict[str, set[str]] = {name: set() for name in (ENTITIES, *TABLES)}
        for node, edges in graph.stars():
            name = table_of(node)
            self.values[name].update(node.values)
            self.links[name].update(edge.type for edge in edges)


def table_of(node: Node) -> str:
    """Return the name of the table in which a node stands."""
    return next((name for name, kind in TABLES.items() if kind in node.types), ENTITIES)


def rows(graph: PropertyGraph, nodes: Columns, name: str, links: dict[str, str]) -> Iterator[dict[str, Cell]]:
    """Yield the rows of one of the tables of nodes."""
    passages = {each for column in graph.passage_names() for each in (column, f"{column}_at")}
    for node, edges in graph.stars():
        if table_of(node) == name:
            cells = {key: cell for key, cell in nodes.row(node).items() if key not in passages}
            yield {IRI: node.id, TYPES: node.types, **cells, **linked(edges, links)}


def linked(edges: list[Edge], links: dict[str, str]) -> dict[str, Cell]:
    """Return the labels of what a node is linked to, by the names of the columns."""
    found: dict[str, list[str]] = {}
    for edge in edges:
        found.setdefault(links[edge.type], []).append(edge.target_label)
    return {name: tuple(labels) for name, labels in found.items()}


def mentions(graph: PropertyGraph) -> Iterator[dict[str, Cell]]:
    """Yield one row for each passage on which a node rests."""
    for node in graph.nodes():
        for name, passages in node.passages.items():
            for each in passages:
                start, end = each.sentence
                row: dict[str, Cell] = {IRI: node.id, LABEL: node.label, TYPE: node.type, "as": name}
                row |= {"document": each.document, "start": each.start, "end": each.end, "exact": each.exact or ""}
                yield {**row, "sentence_start": start, "sentence_end": end}


def edge_cells(edge: Edge) -> dict[str, Cell]:
    """Return the row of an edge."""
    ends = {"source": edge.source, TYPE: edge.type, "target": edge.target, "target_label": edge.target_label}
    return {**ends, **edge_row(edge)}
