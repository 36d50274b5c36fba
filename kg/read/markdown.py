"""Markdown: the text as it stands, with the front matter read as metadata and blanked out."""

import re
from collections.abc import Iterator
from io import BufferedReader

from kg.read.article import MAX_TEXT_BYTES, Columns, Outcome, article, read_all, too_long
from kg.read.dates import stated_day
from kg.read.decode import blank_controls, decode
from kg.read.headline import headline

FRONT_MATTER = re.compile(
    r"\s*?(?P<fence>---|\+\+\+)[ \t]*\r?\n(?P<body>.*?)^(?P=fence)[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE
)
ENTRY = re.compile(r"""^(?P<key>\w+)[ \t]*[:=][ \t]*(?P<quote>["']?)(?P<value>.*?)(?P=quote)[ \t\r]*$""", re.MULTILINE)
HEADING = re.compile(r"^#{1,2}[ \t]+(?P<title>.+?)[ \t#]*$", re.MULTILINE)


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[Outcome]:
    """Yield the one article of the file; of the front matter only flat entries are read, a nested one means nothing."""
    text, notes = decode(read_all(stream, MAX_TEXT_BYTES, too_long(name)), name)
    body = blank_controls(text)
    meta: dict[str, str] = {}
    matter = FRONT_MATTER.match(body)
    if matter:
        meta = {entry["key"].lower(): entry["value"] for entry in ENTRY.finditer(matter["body"])}
        body = re.sub(r"[^\r\n]", " ", matter[0]) + body[matter.end() :]
    yield article(
        name,
        body,
        title=meta.get("title") or first_heading(body) or headline(body),
        date=meta.get("date") or stated_day(body),
        outlet=meta.get("outlet", ""),
        url=meta.get("url", ""),
        notes=notes,
    )


def first_heading(body: str) -> str:
    """Return the words of the heading that opens the text, or nothing."""
    match = HEADING.match(body.lstrip())
    return match["title"] if match else ""
