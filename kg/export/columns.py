"""Nodes and edges as rows with one type for each name, for formats that want to know the columns before the rows."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date

from kg import ids
from kg.graph import left_out
from kg.graph.kinds import Value
from kg.graph.properties import Column, Edge, Node, PropertyGraph

Cell = Value | tuple[Value, ...]
IRI, LABEL, NAME, TYPE, TYPES = "iri", "label", "name", "type", "types"
NO_WORD = re.compile(r"\W", re.ASCII)
TEXT, TEXTS = Column("string", False), Column("string", True)
# Of an edge.
EDGE_COLUMNS = {"id": TEXT, LABEL: TEXT, "documents": TEXTS}
# What every property graph leaves behind.
LEFT_OUT = {
    left_out.VOCABULARY: "triples of the vocabulary (classes, properties, their labels); node labels and edge types are"
    " its names",
    left_out.GRAPHS: "triples whose graph is not kept: the classes, values and passages of nodes, and edges that no"
    " document asserts (other edges keep their documents; TriG and N-Quads keep all)",
    left_out.SENTENCES: "sentences around a passage (the text of the document is there, and the offsets of the passage)",
    left_out.WORDING: "values without their language, or in another datatype or form (text, whole number, decimal number,"
    " truth value and day are kept; 05 becomes 5)",
    left_out.MIXED: "values of another type than others of their property; they have the type that holds all",
    left_out.DECISIONS: "values of decisions about names; what was decided and why is told in a sentence at each name",
    left_out.LABELS: "labels of a node beyond the first (other names are in altLabel)",
    left_out.FOREIGN: "triples with names of other vocabularies: the end of the name is kept, in it _ for what is neither"
    " letter nor digit",
    left_out.NO_NODE: "triples about or to what is no node: it has no class or no name, or they stand in no graph",
}
LOST = tuple(LEFT_OUT.values())
Loss = Counter[str]  # how often something was lost, by what a format says it cannot carry


def lost(graph: PropertyGraph) -> Loss:
    """Return how much of what every property graph leaves behind was in this one."""
    counts = graph.left_out()
    return Counter({words: counts[kind] for kind, words in LEFT_OUT.items()})


class Columns:
    """The columns of nodes, and how a node becomes a row."""

    def __init__(self, graph: PropertyGraph) -> None:
        """Look at all values of `graph` once."""
        passages = [each for name in graph.passage_names() for each in (name, f"{name}_at")]
        self.names = distinct(graph.columns(), {IRI, "id", LABEL, NAME, TYPE, TYPES, *passages})
        values = {self.names[name]: column for name, column in graph.columns().items()}
        self.columns = {LABEL: TEXT, TYPE: TEXT, **values, **dict.fromkeys(passages, TEXTS)}

    def row(self, node: Node) -> dict[str, Cell]:
        """Return the values of a node in the order of the columns; what it has not is left out."""
        found: dict[str, Cell] = {LABEL: node.label, TYPE: node.type}
        for name, values in node.values.items():
            column = self.columns[self.names[name]]
            cells = tuple(dict.fromkeys(as_kind(value, column.kind) for value in values))
            found[self.names[name]] = cells if column.many else cells[0]
        for name, passages in node.passages.items():
            if passages:
                found[name] = tuple(passage.exact or "" for passage in passages)
                found[f"{name}_at"] = tuple(passage.iri for passage in passages)
        return {name: found[name] for name in self.columns if name in found}


def distinct(names: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """Return for each name a word that is no other's, nor one of those taken, whatever their case."""
    found: dict[str, str] = {}
    used = {name.lower() for name in taken}
    for name in names:
        word = as_word(name)
        while word.lower() in used:
            word += "_"
        used.add(word.lower())
        found[name] = word
    return found


def as_word(name: str) -> str:
    """Return a name of ASCII letters, digits and underscores, as every database takes it."""
    word = NO_WORD.sub("_", name)
    return word if word[:1].isalpha() else f"x{word}"


def edge_row(edge: Edge) -> dict[str, Cell]:
    """Return the values of an edge in the order of `EDGE_COLUMNS`."""
    return {"id": edge_id(edge), LABEL: edge.label, "documents": edge.documents}


def edge_id(edge: Edge) -> str:
    """Return an identifier that depends on nothing but the two nodes and the type."""
    return ids.digest(edge.source, edge.type, edge.target)


def as_kind(value: Value, kind: str) -> Value:
    """Return a value as one of a kind that holds it (see `kg.graph.kinds.common`)."""
    if kind == "string":
        return shown(value)
    return float(value) if kind == "float" and isinstance(value, int) else value


def shown(value: Value) -> str:
    """Return a value as text, in the form that RDF gives it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return value.isoformat() if isinstance(value, date) else str(value)


def plain(cell: Cell) -> str | int | float | bool | list[str | int | float | bool]:
    """Return a cell as JSON has it: days as text, several values as a list."""
    if isinstance(cell, tuple):
        return [value.isoformat() if isinstance(value, date) else value for value in cell]
    return cell.isoformat() if isinstance(cell, date) else cell


def plain_row(row: Mapping[str, Cell]) -> dict[str, object]:
    """Return a row as JSON has it."""
    return {name: plain(cell) for name, cell in row.items()}


def node_labels(node: Node) -> tuple[str, ...]:
    """Return the labels of a node in a property graph: its most specific class first, then the others, sorted."""
    return (node.type, *(kind for kind in node.types if kind != node.type))
