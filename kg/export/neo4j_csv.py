"""CSV for `neo4j-admin database import full`: one file of nodes, one of edges, one of constraints and indexes."""

from pathlib import Path

from kg.export import columns
from kg.export.columns import EDGE_COLUMNS, IRI, Cell, Columns, Loss, as_word, edge_row, node_labels, shown
from kg.export.csv_text import write_row
from kg.export.cypher import COMMON, SCHEMA
from kg.export.target import Target, opened
from kg.graph.properties import Column, PropertyGraph
from kg.graph.view import GraphView

TYPE_NAMES = {"integer": "long", "float": "double", "boolean": "boolean", "date": "date", "string": "string"}
# Between the values of a list; the next one where a text holds the first.
DELIMITERS = ("\x1f", "\x1e", "\x1d", "\x1c", *map(chr, range(0xE000, 0xE100)))
EMPTY = "lists of one empty text, which are missing"
NUL = "texts with NUL characters, which neo4j-admin cannot read: they become U+FFFD"
LOST = (*columns.LOST, EMPTY, NUL)
LOAD = (
    "bash {path}/import.sh DATABASE   # with neo4j-admin on the PATH and the database stopped\n"
    "cypher-shell -d DATABASE -f {path}/schema.cypher"
)
COMMAND = """#!/usr/bin/env bash
# Usage: import.sh [DATABASE]; what the database held is gone.
set -euo pipefail
cd "$(dirname "$0")"
neo4j-admin database import full "${{1:-neo4j}}" --overwrite-destination --id-type=string \\
  --nodes=nodes.csv --relationships=edges.csv --array-delimiter={delimiter} --multiline-fields=true
"""


def write(graph: GraphView, target: Target) -> Loss:
    """Write the files into the folder `target`, rows sorted; return what was lost."""
    folder = Path(str(target))
    with graph.properties() as found:
        delimiter = next((each for each in DELIMITERS if not found.has_text(each)), DELIMITERS[0])
        empty = write_nodes(found, folder / "nodes.csv", delimiter)
        write_edges(found, folder / "edges.csv", delimiter)
        loss = columns.lost(found) + Loss({EMPTY: empty, NUL: found.texts_with("\0")})
    with opened(folder / "schema.cypher") as stream:
        stream.write("".join(f"{line};\n" for line in SCHEMA).encode())
    with opened(folder / "import.sh") as stream:
        stream.write(COMMAND.format(delimiter=f"U+{ord(delimiter):04X}").encode())
    return loss


def write_nodes(graph: PropertyGraph, path: Path, delimiter: str) -> int:
    """Write every node with its labels; return how many lists hold one empty text."""
    nodes, empty = Columns(graph), 0
    with opened(path) as stream:
        head = [f"{IRI}:ID", *(header(name, column) for name, column in nodes.columns.items()), ":LABEL"]
        write_row(stream, head)
        for node in graph.nodes():
            row = nodes.row(node)
            cells = [text(row.get(name), delimiter) for name in nodes.columns]
            labels = delimiter.join((COMMON, *map(as_word, filter(None, node_labels(node)))))
            write_row(stream, [node.id, *cells, labels])
            empty += sum(cell == ("",) for cell in row.values())
    return empty


def write_edges(graph: PropertyGraph, path: Path, delimiter: str) -> None:
    """Write every edge."""
    with opened(path) as stream:
        head = [header(name, column) for name, column in EDGE_COLUMNS.items()]
        write_row(stream, [":START_ID", *head, ":END_ID", ":TYPE"])
        for edge in graph.edges():
            cells = (text(cell, delimiter) for cell in edge_row(edge).values())
            write_row(stream, [edge.source, *cells, edge.target, as_word(edge.type)])


def header(name: str, column: Column) -> str:
    """Return the heading of a column with its type."""
    return f"{name}:{TYPE_NAMES[column.kind]}{'[]' if column.many else ''}"


def text(cell: Cell | None, delimiter: str) -> str | None:
    """Return a cell as text; an empty list is none."""
    if cell is None or cell == ():
        return None
    whole = delimiter.join(map(shown, cell)) if isinstance(cell, tuple) else shown(cell)
    return whole.replace("\0", "\ufffd")
