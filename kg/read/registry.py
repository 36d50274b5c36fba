"""One row for each kind of file, and `read`, which picks the row."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BufferedReader, RawIOBase
from pathlib import Path
from typing import TypeAlias, cast

from kg.errors import SkipDocument
from kg.model import Document
from kg.read import json_rows, markdown, pdf, plain, table, webpage, word
from kg.read.article import Columns, Outcome
from kg.read.rows import checked

# Takes the open file at its start, the name to call it by, and the column names; yields what it finds or raises
# `SkipDocument` where the file as a whole is of no use.
Reader: TypeAlias = Callable[[BufferedReader, str, Columns], Iterator[Outcome]]
READERS: dict[str, Reader] = {
    ".txt": plain.read,
    ".md": markdown.read,
    ".html": webpage.read,
    ".htm": webpage.read,
    ".jsonl": json_rows.read_lines,
    ".ndjson": json_rows.read_lines,
    ".json": json_rows.read_any,
    ".csv": table.read,
    ".tsv": table.read,
    ".docx": word.read,
    ".pdf": pdf.read,
}
STANDARD_INPUT = Path("-")
# What standard input may be, known by how it begins; anything else is plain text.
BEGINNINGS: tuple[tuple[re.Pattern[bytes], Reader], ...] = (
    (re.compile(rb'\s*\{\s*"'), json_rows.read_any),
    (re.compile(rb"\s*\[\s*\{"), json_rows.read_any),
    (
        re.compile(rb"\s*(?:<!--(?:(?!-->).)*-->\s*|<\?[^>]*>\s*)*<(?:!doctype|html|head|body)\b", re.I | re.S),
        webpage.read,
    ),
    (re.compile(rb"%PDF-"), pdf.read),
    (re.compile(rb"PK\x03\x04"), word.read),
)


def read(path: Path | str, columns: Columns | None = None) -> Iterator[Outcome]:
    """Yield, in order, each article of the file at `path`, and a `SkipDocument` in place of each that cannot be used.

    `path` "-" is standard input. `columns` maps a field (text, title, url, date, outlet, id) to the column of a table
    or the key of a JSON object that holds it, where it has another name. Nothing is raised for what a file holds, but
    a `KgError` for a field in `columns` that does not exist.
    """
    return outcomes(Path(path), checked(columns or {}))


def outcomes(path: Path, columns: Columns) -> Iterator[Outcome]:
    """Yield what the reader for `path` finds, with what goes wrong as the last outcome."""
    name = "-" if path == STANDARD_INPUT else path.name
    try:
        with opened(path) as stream:
            for outcome in reader_for(path, stream)(stream, name, columns):
                yield outcome if isinstance(outcome, SkipDocument) else placed(outcome, path)
    except SkipDocument as skip:
        yield skip
    except OSError as fault:
        yield SkipDocument(f"{path} cannot be read: {(fault.strerror or 'unknown fault').lower()}.")


def placed(document: Document, path: Path) -> Document:
    """Return a document with the whole path that it was read from; what comes through standard input has none."""
    return document if path == STANDARD_INPUT else replace(document, origin=os.path.realpath(path))


@contextmanager
def opened(path: Path) -> Iterator[BufferedReader]:
    """Give the open file, or standard input, which stays open after."""
    if path != STANDARD_INPUT:
        with path.open("rb") as stream:
            yield stream
        return
    stream = BufferedReader(cast(RawIOBase, sys.stdin.buffer))
    try:
        yield stream
    finally:
        stream.detach()


def reader_for(path: Path, stream: BufferedReader) -> Reader:
    """Return the reader for this suffix, or for what standard input begins with."""
    if path == STANDARD_INPUT:
        start = stream.peek(4096)[:4096].removeprefix(b"\xef\xbb\xbf")
        return next((reader for beginning, reader in BEGINNINGS if beginning.match(start)), plain.read)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = " ".join(sorted(READERS))
        raise SkipDocument(f"{path} is of no known kind; rename it to one of {known}, or pipe its text in through '-'.")
    return reader
