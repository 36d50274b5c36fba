"""Plain text: every character stays where it is in the file, so that offsets are those of the file itself."""

from collections.abc import Iterator
from io import BufferedReader

from kg.read.article import MAX_TEXT_BYTES, Columns, Outcome, article, read_all, too_long
from kg.read.dates import stated_day
from kg.read.decode import blank_controls, decode
from kg.read.headline import headline


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[Outcome]:
    """Yield the one article of the file; `columns` do not matter here."""
    text, notes = decode(read_all(stream, MAX_TEXT_BYTES, too_long(name)), name)
    visible = blank_controls(text)
    yield article(name, text, title=headline(visible), date=stated_day(visible), notes=notes)
