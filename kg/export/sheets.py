"""The tables as CSV files that a spreadsheet opens: nothing in them is taken for a formula."""

import csv
import io
from pathlib import Path

from kg.export.columns import Cell, Loss, shown
from kg.export.tables import LOST as LOST_IN_TABLES
from kg.export.tables import lost_in_tables, tables
from kg.export.target import Target, opened
from kg.graph.view import GraphView

SEPARATOR = " | "
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "'")
JOINED = f"cells of several values, joined by {SEPARATOR!r}"
EMPTY = "empty texts, which look as if they were missing"
APOSTROPHE = "texts with an apostrophe before them, as they begin with one or like a formula"
NUL = "texts with NUL characters, which spreadsheets cut a text at: they become U+FFFD"
LOST = (*LOST_IN_TABLES, JOINED, EMPTY, APOSTROPHE, NUL)
LOAD = "libreoffice {path}/statements.csv"


def write(graph: GraphView, target: Target) -> Loss:
    """Write one file for each table into the folder `target`, rows sorted; return what was lost."""
    loss: Loss = Loss()
    with graph.properties() as found:
        for table in tables(found):
            with opened(Path(str(target)) / f"{table.name}.csv") as stream:
                # The mark at the beginning tells Excel that this is UTF-8.
                text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
                writer = csv.writer(text)
                writer.writerow(table.columns)
                names = table.columns.items()
                writer.writerows([cell(row.get(name), each.kind, loss) for name, each in names] for row in table.rows)
                text.detach()
        return lost_in_tables(found) + loss


def cell(value: Cell | None, kind: str, loss: Loss) -> str:
    """Return a cell as text that is no formula, and count in `loss` what that changes; numbers stay numbers."""
    if value is None:
        return ""
    values = value if isinstance(value, tuple) else (value,)
    text = SEPARATOR.join(map(shown, values))
    is_formula = text.startswith(FORMULA) and (kind == "string" or len(values) > 1)
    loss.update({JOINED: len(values) > 1, EMPTY: values == ("",), APOSTROPHE: is_formula, NUL: "\0" in text})
    text = text.replace("\0", "\ufffd")
    return f"'{text}" if is_formula else text
