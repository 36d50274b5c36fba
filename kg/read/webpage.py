"""Web pages: the article without what stands around it, and the metadata that the page declares."""

from collections.abc import Iterator
from io import BufferedReader
from typing import Any

from kg.errors import SkipDocument
from kg.read.article import Columns, Outcome, article, read_all
from kg.read.decode import blank_controls, mended
from kg.read.webpage_metadata import metadata, page_text

MAX_PAGE_BYTES = 20_000_000
# The parser drops what lies deeper.
MAX_DEPTH = 255


def read(stream: BufferedReader, name: str, columns: Columns) -> Iterator[Outcome]:
    """Yield the one article of the page, its paragraphs parted by a blank line; `columns` do not matter here."""
    refusal = f"{name} is a web page of over {MAX_PAGE_BYTES // 1_000_000} MB."
    page, notes = page_text(read_all(stream, MAX_PAGE_BYTES, refusal), name)
    tree = parsed(page, name)
    meta = metadata(tree)
    if depth(tree) >= MAX_DEPTH:
        notes = (*notes, "its elements are nested so deeply that words may be missing")
    text, mending = mended(main_text(tree, name))
    yield article(name, text, **{key: mended(value)[0] for key, value in meta.items()}, notes=notes + mending)


def parsed(page: str, name: str) -> Any:
    """Return the tree of the page; entities and external files that it names are never loaded."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(blank_controls(page).encode("utf-8"), parser=parser)
    except (etree.LxmlError, AssertionError):
        raise SkipDocument(f"{name} is empty: there is no text in it.") from None


def depth(tree: Any) -> int:
    """Return how many elements lie inside each other at most."""
    from lxml import etree

    level = deepest = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        level += 1 if event == "start" else -1
        deepest = max(deepest, level)
    return deepest


def main_text(tree: Any, name: str) -> str:
    """Return the article's paragraphs parted by blank lines; raises `SkipDocument` where no article is found."""
    import trafilatura

    text = trafilatura.extract(tree, output_format="txt", include_comments=False, with_metadata=False) or ""
    paragraphs = [line.strip() for line in text.split("\n")]
    joined = "\n\n".join(line for line in paragraphs if line)
    if not joined:
        raise SkipDocument(f"{name} holds no article that can be told from what stands around it.")
    return joined
