"""A graph of texts that are hard to carry, and what a property graph database should hold of a graph."""

from datetime import date

from export_builders import DOCUMENT, ID, NASTY, said, view
from pyoxigraph import Literal, NamedNode

from kg import ontology
from kg.export.columns import Columns, as_word, edge_row
from kg.graph.view import GraphView

NAME = DOCUMENT.removeprefix(ID)
# What few tools carry: a line between the values of a list, what is empty, escapes of escapes.
TEXTS = [
    *NASTY,
    "a\x1fb\x1ec",
    "a;b\\;c|d",
    "\\",
    "\\'",
    "\\\\u0041",
    "$$; DROP",
    "`a`",
    "NULL",
    "null",
    "NaN",
    "[1,2]",
    " x ",
]


def nasty_graph() -> GraphView:
    """One statement for each text, which is its label, content, role and evidence; each is about the next."""
    integer = NamedNode(ontology.xsd("integer"))
    quads = [said(NAME, "rdf:type", ontology.node("Document")), said(NAME, "text", "whole")]
    for number, text in enumerate(TEXTS):
        name, span = f"statement-{number:02}", f"{NAME}#char={number},{number + 1}"
        quads += [
            said(name, "rdf:type", ontology.node("Statement")),
            said(name, "rdfs:label", text),
            said(name, "content", text),
            said(name, "role", text),
            said(name, "role", "another"),
            said(name, "confidence", Literal("0.5", datatype=NamedNode(ontology.xsd("decimal")))),
            said(name, "date", Literal("2025-05-16", datatype=NamedNode(ontology.xsd("date")))),
            said(name, "negated", Literal("true", datatype=NamedNode(ontology.xsd("boolean")))),
            said(name, "about", NamedNode(f"{ID}statement-{(number + 1) % len(TEXTS):02}")),
            said(name, "evidence", NamedNode(ID + span)),
            said(span, "rdf:type", ontology.node("Span")),
            said(span, "document", NamedNode(DOCUMENT)),
            said(span, "start", Literal(str(number), datatype=integer)),
            said(span, "end", Literal(str(number + 1), datatype=integer)),
            said(span, "exact", text),
        ]
    return view(*quads)


def expected_nodes(graph: GraphView) -> dict[str, tuple[set[str], dict[str, object]]]:
    """IRI → classes and values of every node."""
    with graph.properties() as found:
        columns = Columns(found)
        return {node.id: (set(node.types), lists(columns.row(node))) for node in found.nodes()}


def expected_edges(graph: GraphView) -> dict[tuple[str, str, str], dict[str, object]]:
    """Source, type and target → values of every edge."""
    with graph.properties() as found:
        return {(edge.source, as_word(edge.type), edge.target): lists(edge_row(edge)) for edge in found.edges()}


def lists(row: dict[str, object]) -> dict[str, object]:
    return {name: list(cell) if isinstance(cell, tuple) else cell for name, cell in row.items()}


def without_days(value: object) -> object:
    """What stays of a value where days are text."""
    if isinstance(value, dict):
        return {name: without_days(each) for name, each in value.items()}
    if isinstance(value, list):
        return [without_days(each) for each in value]
    return value.isoformat() if isinstance(value, date) else value


def without_nul(value: object) -> object:
    """What stays of a value where no text may hold U+0000."""
    if isinstance(value, dict):
        return {name: without_nul(each) for name, each in value.items()}
    if isinstance(value, list):
        return [without_nul(each) for each in value]
    return value.replace("\0", "\ufffd") if isinstance(value, str) else value
