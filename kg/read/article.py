"""What every reader ends with: one checked `Document`, or one sentence why there is none."""

from collections.abc import Mapping
from io import BufferedReader, BytesIO
from typing import BinaryIO, TypeAlias

from kg.errors import SkipDocument
from kg.model import Document
from kg.read import dates, decode, language

# spaCy's parser refuses longer texts (`Language.max_length`), because its memory grows with them.
MAX_CHARACTERS = 1_000_000
# No encoding we read takes more than four bytes a character.
MAX_TEXT_BYTES = 4 * MAX_CHARACTERS + 4

MAX_PIPED_BYTES = 256_000_000

# A field of `Document` → the column of a table that holds it.
Columns: TypeAlias = Mapping[str, str]
# What comes out of reading, in the order of the file: an article, or why one could not be used.
Outcome: TypeAlias = Document | SkipDocument


def article(  # noqa: PLR0913 - the fields of a document, by name
    name: str,
    text: str,
    *,
    title: str = "",
    date: str = "",
    outlet: str = "",
    url: str = "",
    notes: tuple[str, ...] = (),
    declared_language: str = "",
) -> Document:
    """Return the document that was read from `name`; `text` keeps its length, metadata is put on one line.

    `date` may be written in any way that `dates.iso_day` understands; what it does not understand is left out with a
    note. Raises `SkipDocument` where there are no words or more than the parser can take.
    """
    if len(text) > MAX_CHARACTERS:
        raise SkipDocument(too_long(name))
    clean = decode.blank_controls(text)
    if not clean.strip():
        raise SkipDocument(f"{name} is empty: there is no text in it.")
    day = dates.iso_day(date)
    if date.strip() and not day:
        notes = (*notes, f"the date {shortened(date)!r} is not a clear day and was left out")
    return Document(
        text=clean,
        title=decode.one_line(title),
        date=day,
        outlet=decode.one_line(outlet),
        url=decode.one_line(url),
        source=name,
        notes=notes + language.notes(clean, declared_language),
    )


def read_all(stream: BinaryIO, limit: int, refusal: str) -> bytes:
    """Return all bytes of `stream`; raises `SkipDocument(refusal)` where there are more than `limit`."""
    octets = stream.read(limit + 1)
    if len(octets) > limit:
        raise SkipDocument(refusal)
    return octets


def seekable(stream: BufferedReader, name: str) -> BinaryIO:
    """Return `stream`, or where it is a pipe its bytes, since archives are read from their end."""
    if stream.seekable():
        return stream
    return BytesIO(read_all(stream, MAX_PIPED_BYTES, f"{name} brings more than {MAX_PIPED_BYTES // 1_000_000} MB."))


def too_long(name: str) -> str:
    """Return the sentence that refuses a text over `MAX_CHARACTERS`."""
    return (
        f"{name} is longer than the {MAX_CHARACTERS:,} characters that the parser can take; "
        "split it into articles, or into parts with `split -C 900k FILE`."
    )


def shortened(value: str, width: int = 40) -> str:
    """Return `value` on one line and cut to `width` characters, to be named in a message."""
    line = decode.one_line(value)
    return line if len(line) <= width else line[: width - 1] + "…"
