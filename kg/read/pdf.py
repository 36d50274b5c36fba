"""PDF: lines are joined to paragraphs again, words broken at line ends are mended, page numbers left out."""

import logging
import re
from collections import Counter
from collections.abc import Iterator
from io import BufferedReader
from typing import BinaryIO

from kg.errors import SkipDocument
from kg.read.article import MAX_CHARACTERS, Columns, Outcome, article, seekable, too_long
from kg.read.headline import headline

# Whatever pypdf may raise on files that are damaged or made to harm: its own errors come on top.
BROKEN = (
    *(OSError, EOFError, LookupError, ValueError, TypeError, AttributeError, RuntimeError, ArithmeticError),
    *(AssertionError, MemoryError),
)
SENTENCE_END = re.compile(r"""[.!?:]["'”’)\]]*$""")
FULL_LINE = 0.75  # a line shorter than this share of the longest one may end a paragraph
PAGE_NUMBER = re.compile(r"(?:page\s*)?[-–—\s]*\d{1,4}[-–—\s]*(?:(?:of|/)\s*\d{1,4})?", re.IGNORECASE)
BROKEN_WORD = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]$")
RUNNING = 3  # a line that heads or ends this many pages is no part of the article


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[Outcome]:
    """Yield the one article of the file, its paragraphs parted by a blank line; `columns` do not matter here."""
    from pypdf.errors import DependencyError, PyPdfError

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings on sloppy files would drown ours
    try:
        title, pages = content(seekable(stream, name), name)
    except DependencyError:
        raise SkipDocument(f"{name} is encrypted; save a copy that is not.") from None
    except (PyPdfError, *BROKEN) as fault:
        raise SkipDocument(f"{name} is damaged or no PDF: {str(fault) or type(fault).__name__}.") from None
    text = "\n\n".join(joined([line for page in without_running_lines(pages) for line in page]))
    if not text.strip():
        raise SkipDocument(f"{name} holds pictures but no text; if it is a scan, recognise its text (OCR) first.")
    yield article(name, text, title=headline(text) or title)


def content(stream: BinaryIO, name: str) -> tuple[str, list[list[str]]]:
    """Return the title in the file's metadata and the lines of each page."""
    from pypdf import PdfReader
    from pypdf.generic import IndirectObject

    reader = PdfReader(stream)
    if reader.is_encrypted and not reader.decrypt(""):
        raise SkipDocument(f"{name} is protected by a password; save a copy that is not.")
    pages, length = [], 0
    for page in reader.pages:
        lines = page.extract_text().splitlines()
        length += sum(map(len, lines))
        if length > 2 * MAX_CHARACTERS:
            raise SkipDocument(too_long(name))
        pages.append([line.rstrip() for line in lines])
    title = reader.metadata.title if reader.metadata else ""
    return ("" if isinstance(title, IndirectObject) else str(title or "")), pages


def without_running_lines(pages: list[list[str]]) -> list[list[str]]:
    """Return the pages without their numbers and without lines that head or end page after page."""
    edges = Counter(key(line) for page in pages for line in {*page[:1], *page[-1:]})
    running = {line for line, times in edges.items() if times >= RUNNING}

    def kept(page: list[str], number: int) -> bool:
        edge = number in {0, len(page) - 1}
        return not edge or not (key(page[number]) in running or PAGE_NUMBER.fullmatch(page[number].strip()))

    return [[line for number, line in enumerate(page) if kept(page, number)] for page in pages]


def key(line: str) -> str:
    """Return the line with every number alike, since running lines often count the pages."""
    return re.sub(r"\d+", "0", line.strip())


def joined(lines: list[str]) -> list[str]:
    """Return the paragraphs that the lines make up, each on one line.

    A paragraph ends at an empty line, or where a line both ends a sentence and falls short of the page's width.
    """
    width = max(map(len, lines), default=0)
    paragraphs = [""]
    for line in lines:
        words = " ".join(line.split())
        if words:
            paragraphs[-1] = appended(paragraphs[-1], words)
        if not words or (len(line) < FULL_LINE * width and SENTENCE_END.search(words)):
            paragraphs.append("")
    return [paragraph for paragraph in paragraphs if paragraph]


def appended(paragraph: str, line: str) -> str:
    """Return the paragraph with one more line, a word that was broken between the two made whole."""
    if BROKEN_WORD.search(paragraph) and line[0].islower():
        return paragraph[:-1] + line
    return f"{paragraph} {line}" if paragraph else line
