"""CSV and TSV: an article a row, the first row names the columns."""

import csv
from collections.abc import Iterator
from io import BufferedReader, TextIOWrapper

from kg.errors import SkipDocument
from kg.read.article import Columns, Outcome
from kg.read.decode import ESCAPED, decode_foreign, escaped_bytes, utf8_stream
from kg.read.rows import row_article

DELIMITERS = ",;\t|"
MAX_FIELD = 16_000_000  # characters
MAX_LINE = 64_000_000


class Lines:
    """The lines of a table, and the way back to the second line of a row that turned out to be broken."""

    def __init__(self, characters: TextIOWrapper, name: str) -> None:
        self.characters, self.name = characters, name
        self.row: list[str] = []
        self.again: list[str] = []

    def __iter__(self) -> "Lines":
        """Return itself."""
        return self

    def __next__(self) -> str:
        """Return the next line with its end."""
        line = self.again.pop() if self.again else self.characters.readline(MAX_LINE)
        if not line:
            raise StopIteration
        if len(line) == MAX_LINE:
            raise SkipDocument(f"{self.name} has a line of over {MAX_LINE // 1_000_000} MB; what follows was not read.")
        self.row.append(line)
        return line

    def rewind(self) -> None:
        """Go back to the second line of this row: an unclosed quotation mark must not swallow the rows after it."""
        self.again += reversed(self.row[1:])


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[Outcome]:
    """Yield the article of each row; rows are counted from 1 below the header, blank lines are not rows."""
    csv.field_size_limit(MAX_FIELD)
    characters = TextIOWrapper(utf8_stream(stream), "utf-8-sig", "surrogateescape", newline="")
    try:
        yield from articles(Lines(characters, name), name, columns)
    finally:
        characters.detach()


def articles(lines: Lines, name: str, columns: Columns) -> Iterator[Outcome]:
    """Yield what the rows below the header hold."""
    first = next((line for line in lines if line.strip()), "")
    wanted = columns.get("text", "text")
    delimiter = likely_delimiter(first, wanted)
    header = next(csv.reader([first], delimiter=delimiter), [])
    if wanted.strip().lower() not in (column.strip().lower() for column in header):
        found = ", ".join(repr(column) for column in header[:12]) or "none"
        raise SkipDocument(f"{name} has no column {wanted!r} for the text; its columns are: {found}.")
    for number, row in enumerate(rows(lines, delimiter), start=1):
        if isinstance(row, csv.Error):
            yield SkipDocument(f"{name}#{number} is a broken row: {row}.")
        elif len(row) > len(header):
            yield SkipDocument(f"{name}#{number} is a broken row: it has {len(row)} fields, the header {len(header)}.")
        else:
            yield decoded_article(name, number, dict(zip(header, row, strict=False)), columns)


def rows(lines: Lines, delimiter: str) -> Iterator[list[str] | csv.Error]:
    """Yield each row that is not blank, or what is wrong with it."""
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        lines.row = []
        try:
            row = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            lines.rewind()
            yield fault
        else:
            if any(field.strip() for field in row):
                yield row


def likely_delimiter(header: str, wanted: str) -> str:
    """Return the delimiter that makes `wanted` a column of the header, else the one seen most often there."""
    for delimiter in DELIMITERS:
        if wanted.strip().lower() in (column.strip('" \r\n').lower() for column in header.split(delimiter)):
            return delimiter
    return max(DELIMITERS, key=header.count)


def decoded_article(name: str, number: int, row: dict[str, str], columns: Columns) -> Outcome:
    """Return the article of a row whose bytes may not all be UTF-8."""
    if not any(ESCAPED.search(field) for field in row.values()):
        return row_article(name, number, row, columns)
    notes = decode_foreign(escaped_bytes("\n".join(row.values())))[1]
    decoded = {key: decode_foreign(escaped_bytes(field))[0] for key, field in row.items()}
    return row_article(name, number, decoded, columns, notes)
