"""CSV after RFC 4180, in which what is missing differs from what is empty: only texts stand in quotes."""

from collections.abc import Iterable
from typing import BinaryIO


def write_row(stream: BinaryIO, cells: Iterable[str | None]) -> None:
    """Write one row; None is a cell without anything in it."""
    stream.write(",".join("" if cell is None else quoted(cell) for cell in cells).encode() + b"\n")


def quoted(text: str) -> str:
    """Return `text` in double quotes, those inside it doubled."""
    return '"' + text.replace('"', '""') + '"'
