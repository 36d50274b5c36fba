"""Word documents (.docx): the words of the body, tables included, without headers, notes and deleted words."""

import struct
import zipfile
import zlib
from collections.abc import Iterator
from io import BufferedReader
from typing import Any, BinaryIO

from kg.errors import SkipDocument
from kg.read.article import Columns, Outcome, article, seekable
from kg.read.headline import headline

# A small file can unpack to gigabytes; no article does. XML takes ten times its size once it is a tree.
MAX_UNPACKED_BYTES = 200_000_000
MAX_XML_BYTES = 40_000_000
# All that zipfile, lxml and python-docx raise on files that are damaged or made to harm.
BROKEN = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, EOFError, OSError, RuntimeError),
    *(LookupError, ValueError, TypeError, AttributeError, SyntaxError, AssertionError, ArithmeticError),
)


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[Outcome]:
    """Yield the one article of the file, its paragraphs parted by a blank line; `columns` do not matter here."""
    from docx.opc.exceptions import OpcError

    try:
        archive = seekable(stream, name)
        refuse_bomb(archive, name)
        title, found = paragraphs(archive)
    except (OpcError, *BROKEN) as fault:
        raise SkipDocument(f"{name} is damaged or no Word document: {str(fault) or type(fault).__name__}.") from None
    text = "\n\n".join(found)
    yield article(name, text, title=title or headline(text))


def refuse_bomb(stream: BinaryIO, name: str) -> None:
    """Raise `SkipDocument` where the archive would unpack to more than an article can be."""
    with zipfile.ZipFile(stream) as archive:
        parts = archive.infolist()
    total = sum(part.file_size for part in parts)
    xml = max((part.file_size for part in parts if part.filename.lower().endswith((".xml", ".rels"))), default=0)
    if total > MAX_UNPACKED_BYTES or xml > MAX_XML_BYTES:
        raise SkipDocument(f"{name} unpacks to {total / 1e6:,.0f} MB and was not opened; save its text as .txt.")
    stream.seek(0)


def paragraphs(stream: BinaryIO) -> tuple[str, list[str]]:
    """Return the words of the first paragraph in the style "Title", or nothing, and those of every paragraph."""
    import docx
    from docx.oxml.ns import qn

    body = docx.Document(stream).element.body
    found = [(style(element), words(element)) for element in body.iter(qn("w:p"))]
    title = next((text for kind, text in found if kind == "Title"), "")
    return title, [text for _, text in found if text]


def style(paragraph: Any) -> str:
    """Return the id of the paragraph's style, or nothing."""
    return paragraph.style or ""


def words(paragraph: Any) -> str:
    """Return the words of a paragraph, also those in links, fields and accepted insertions, on one line."""
    from docx.oxml.ns import qn

    spaces = {qn("w:tab"), qn("w:br"), qn("w:cr")}
    # A text box is a paragraph inside a paragraph, and stands twice: for new and for old programs.
    outside = {qn("w:txbxContent"), "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}
    pieces: list[str] = []
    todo = [*reversed(paragraph)]
    while todo:
        element = todo.pop()
        if element.tag == qn("w:t"):
            pieces.append(element.text or "")
        elif element.tag in spaces:
            pieces.append(" ")
        elif element.tag not in outside:
            todo += reversed(element)
    return " ".join("".join(pieces).split())
