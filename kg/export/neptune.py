"""Amazon Neptune's bulk loader: Gremlin CSV and openCypher CSV (for RDF it takes N-Quads as they are)."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from kg.export import columns
from kg.export.columns import EDGE_COLUMNS, Cell, Columns, Loss, as_word, edge_row, node_labels, shown
from kg.export.csv_text import write_row
from kg.export.target import Target, opened
from kg.graph.properties import Column
from kg.graph.view import GraphView

BACKSLASH = "texts in lists with a backslash at the end or before a semicolon, which reads as an escaped semicolon"
ONE_TEXT = "edges whose documents stand in one text, separated by spaces (Neptune's edges hold no lists)"
LOST = (*columns.LOST, BACKSLASH, ONE_TEXT)
LOAD = (
    "aws s3 cp --recursive {path} s3://BUCKET/talks/\n"
    "curl -X POST -H 'Content-Type: application/json' https://NEPTUNE:8182/loader -d"
    ' \'{{"source": "s3://BUCKET/talks/", "format": "%s", "iamRoleArn": "ROLE", "region": "REGION"}}\''
)
GREMLIN_LOAD, OPENCYPHER_LOAD = LOAD % "csv", LOAD % "opencypher"
GREMLIN_TYPES = {"integer": "Long", "float": "Double", "boolean": "Bool", "date": "Date", "string": "String"}
OPENCYPHER_TYPES = {**GREMLIN_TYPES, "date": "DateTime"}


def write(graph: GraphView, target: Target, ends: tuple[str, ...], header: Callable[[str, Column], str]) -> Loss:
    """Write `nodes.csv` and `edges.csv` into the folder `target` and return what was lost.

    `ends` are the headings of the system columns.
    """
    loss: Loss = Loss()
    folder, (node_id, labels, edge, start, end, kind) = Path(str(target)), ends
    with graph.properties() as found:
        nodes = Columns(found)
        with opened(folder / "nodes.csv") as stream:
            write_row(stream, [node_id, labels, *(header(name, each) for name, each in nodes.columns.items())])
            for node in found.nodes():
                row = nodes.row(node)
                names = ";".join(map(as_word, filter(None, node_labels(node))))
                write_row(stream, [node.id, names, *(text(row.get(name)) for name in nodes.columns)])
                loss[BACKSLASH] += sum(map(misread, row.values()))
        with opened(folder / "edges.csv") as stream:
            own = {name: header(name, columns.TEXT) for name in EDGE_COLUMNS if name != "id"}
            write_row(stream, [edge, start, end, kind, *own.values()])
            for each in found.edges():
                row = {**edge_row(each), "documents": " ".join(each.documents)}
                cells = [str(row["id"]), each.source, each.target, as_word(each.type)]
                write_row(stream, [*cells, *(text(row[name]) for name in own)])
                loss[ONE_TEXT] += len(each.documents) > 1
        return columns.lost(found) + loss


def gremlin_header(name: str, column: Column) -> str:
    """Return the heading of a column; without "(single)" the loader would make a set of one value."""
    return f"{name}:{GREMLIN_TYPES[column.kind]}{'[]' if column.many else '(single)'}"


def opencypher_header(name: str, column: Column) -> str:
    """Return the heading of a column."""
    return f"{name}:{OPENCYPHER_TYPES[column.kind]}{'[]' if column.many else ''}"


def text(cell: Cell | None) -> str | None:
    """Return a cell as text, semicolons in a list escaped."""
    if cell is None:
        return None
    return ";".join(shown(each).replace(";", "\\;") for each in cell) if isinstance(cell, tuple) else shown(cell)


def misread(cell: Cell) -> int:
    """Return how many texts of a list hold a backslash where it seems to escape a semicolon."""
    texts = list(map(shown, cell)) if isinstance(cell, tuple) else []
    return sum("\\;" in each for each in texts) + sum(each.endswith("\\") for each in texts[:-1])


GREMLIN_ENDS = ("~id", "~label", "~id", "~from", "~to", "~label")
OPENCYPHER_ENDS = (":ID", ":LABEL", ":ID", ":START_ID", ":END_ID", ":TYPE")
write_gremlin = partial(write, ends=GREMLIN_ENDS, header=gremlin_header)
write_opencypher = partial(write, ends=OPENCYPHER_ENDS, header=opencypher_header)
