"""JSON: an article a line, an array of articles, or one article."""

import json
from collections.abc import Iterable, Iterator
from io import BufferedReader
from itertools import chain

from kg.errors import SkipDocument
from kg.read.article import Columns, Outcome, read_all
from kg.read.decode import decode, utf8_stream
from kg.read.rows import row_article

# A text of a million characters takes up to 12 MB as JSON escapes; the rest is room for other fields.
MAX_LINE_BYTES = 32_000_000
MAX_FILE_BYTES = 256_000_000


def read_lines(stream: BufferedReader, name: str, columns: Columns) -> Iterator[Outcome]:
    """Yield the article of each line that is not blank, named by its line number. An array is read as one, too."""
    stream = utf8_stream(stream)
    if stream.peek(1).lstrip()[:1] == b"[":
        yield from read_whole(b"", stream, name, columns)
    else:
        yield from articles(lines(stream, name), name, columns)


def read_any(stream: BufferedReader, name: str, columns: Columns) -> Iterator[Outcome]:
    """Yield the articles of an array, the one article that the file is, or those of JSON lines under a wrong suffix."""
    stream = utf8_stream(stream)
    first = stream.readline(MAX_LINE_BYTES)
    if is_object(first) and stream.peek(1):
        yield from articles(chain([first], lines(stream, name)), name, columns)
    else:
        yield from read_whole(first, stream, name, columns)


def lines(stream: BufferedReader, name: str) -> Iterator[bytes]:
    """Yield each line, cut short where it is longer than any article."""
    while line := stream.readline(MAX_LINE_BYTES):
        yield line
        while len(line) == MAX_LINE_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_LINE_BYTES)


def articles(lines: Iterable[bytes], name: str, columns: Columns) -> Iterator[Outcome]:
    """Yield what the lines hold; a blank line is none."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield from read_line(line, name, number, columns)


def read_line(line: bytes, name: str, number: int, columns: Columns) -> Iterator[Outcome]:
    """Yield the article of one line, or why there is none."""
    place = f"{name}#{number}"
    try:
        if len(line) == MAX_LINE_BYTES:
            raise SkipDocument(f"{place} is a line of more than {MAX_LINE_BYTES // 1_000_000} MB.")
        text, notes = decode(line, place)
        row = parsed(text.removeprefix("\ufeff").rstrip("\r\n"), place)
    except SkipDocument as skip:
        yield skip
    else:
        yield json_article(row, name, number, columns, notes)


def read_whole(start: bytes, stream: BufferedReader, name: str, columns: Columns) -> Iterator[Outcome]:
    """Yield the articles of the array, or the one article, that `start` and the rest of `stream` are."""
    refusal = f"{name} is over {MAX_FILE_BYTES // 1_000_000} MB; write one article a line and name it .jsonl."
    text, notes = decode(start + read_all(stream, MAX_FILE_BYTES, refusal), name)
    content = parsed(text.removeprefix("\ufeff"), name)
    if isinstance(content, list):
        for number, row in enumerate(content, start=1):
            yield json_article(row, name, number, columns, notes)
    else:
        yield json_article(content, name, 0, columns, notes)


def is_object(line: bytes) -> bool:
    """Return whether the line is a whole JSON object."""
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def parsed(text: str, place: str) -> object:
    """Return the JSON value; raises `SkipDocument` with the position of the fault."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as fault:
        where = f"line {fault.lineno}, column {fault.colno}" if fault.lineno > 1 else f"column {fault.colno}"
        raise SkipDocument(f"{place} is not valid JSON: {fault.msg} at {where}.") from None
    except ValueError:
        raise SkipDocument(f"{place} is not usable JSON: it has a number of thousands of digits.") from None
    except RecursionError:
        raise SkipDocument(f"{place} is not usable JSON: it is nested too deeply.") from None


def json_article(row: object, name: str, number: int, columns: Columns, notes: tuple[str, ...]) -> Outcome:
    """Return the article of one JSON value, or why there is none."""
    if isinstance(row, dict):
        return row_article(name, number, row, columns, notes)
    return SkipDocument(f"{name}{f'#{number}' if number else ''} is not a JSON object with a text.")
