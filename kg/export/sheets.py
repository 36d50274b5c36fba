"""The tables as CSV files that a spreadsheet opens: nothing in them is taken for a formula."""

import csv
import io
from pathlib import Path

from kg.export.columns import Cell, shown
from kg.export.tables import LOST as LOST_IN_TABLES
from kg.export.tables import tables
from kg.export.target import Target, opened
from kg.graph.view import GraphView

SEPARATOR = " | "
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
LOST = (
    *LOST_IN_TABLES,
    f"several values stand in one cell, joined by {SEPARATOR!r}; what is empty and what is missing look alike",
    "a text that a spreadsheet might take for a formula, or that begins with an apostrophe, has one more before it",
    "NUL characters, which spreadsheets cut a text at: they become U+FFFD",
)
LOAD = "libreoffice {path}/statements.csv"


def write(graph: GraphView, target: Target) -> None:
    """Write one file for each table into the folder `target`, rows sorted."""
    with graph.properties() as found:
        for table in tables(found):
            with opened(Path(str(target)) / f"{table.name}.csv") as stream:
                # The mark at the beginning tells Excel that this is UTF-8.
                text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
                writer = csv.writer(text)
                writer.writerow(table.columns)
                names = table.columns.items()
                writer.writerows([cell(row.get(name), each.kind) for name, each in names] for row in table.rows)
                text.detach()


def cell(value: Cell | None, kind: str) -> str:
    """Return a cell as text that is no formula; numbers stay numbers."""
    if value is None:
        return ""
    text = SEPARATOR.join(map(shown, value)) if isinstance(value, tuple) else shown(value)
    text = text.replace("\0", "\ufffd")
    is_number = kind != "string" and not (isinstance(value, tuple) and len(value) > 1)
    return f"'{text}" if text.startswith(FORMULA) and not is_number else text
