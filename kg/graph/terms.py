"""RDF terms of the instances: IRIs made from content, and literals in the one form that every store keeps."""

import re
from datetime import date
from functools import cache, cached_property
from urllib.parse import quote

from pyoxigraph import Literal, NamedNode

from kg import ids, ontology
from kg.errors import KgError
from kg.model import Position, Span

ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s#]*/")
MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
YEAR = re.compile(r"\d{4}")
LABEL_LENGTH = 90  # characters of a label that is made from a text


class Names:
    """The IRIs of instances under one base."""

    def __init__(self, base: str = ontology.DEFAULT_BASE) -> None:
        """Raise `KgError` where `base` is not an absolute IRI that ends in `/`; `#` is for the spans."""
        try:
            NamedNode(base)
        except ValueError as problem:
            raise KgError(f"{base!r} cannot be a base IRI: {problem}") from problem
        if not ABSOLUTE.fullmatch(base):
            raise KgError(f"{base!r} cannot be a base IRI: it must be absolute, hold no '#' and end in '/'")
        self.base = base

    def local(self, name: str) -> NamedNode:
        """Return the IRI of a local name; whatever could end or split an IRI is percent-encoded."""
        return NamedNode(self.base + quote(name, safe=""))

    @cached_property
    def entities_graph(self) -> NamedNode:
        """The graph of what resolution found out."""
        return self.local(ontology.ENTITIES)

    def document(self, document_id: str) -> NamedNode:
        """Return the IRI of a document, which is also that of the graph of what it says."""
        return self.local(f"document-{document_id}")

    def span(self, document_id: str, span: Span) -> NamedNode:
        """Return the IRI of words of a document, after RFC 5147."""
        return NamedNode(f"{self.base}document-{quote(document_id, safe='')}#char={span.start},{span.end}")

    def statement(self, document_id: str, key: str) -> NamedNode:
        """Return the IRI of a statement that a document reports, by its key there."""
        return self.local(f"statement-{ids.digest(document_id, key)}")

    def position(self, document_id: str, position: Position) -> NamedNode:
        """Return the IRI of a position that a document reports."""
        spans = (f"{span.start},{span.end}" for span in (position.span, position.subject))
        return self.local(f"{position.kind.lower()}-{ids.digest(document_id, position.stated_in, *spans)}")


def text(value: str) -> Literal:
    """Return a plain string."""
    return Literal(value)


def typed(value: str, datatype: str) -> Literal:
    """Return a literal of a datatype of XML Schema, named without prefix."""
    return Literal(value, datatype=_datatype(datatype))


@cache
def _datatype(name: str) -> NamedNode:
    return NamedNode(ontology.xsd(name))


def integer(value: int) -> Literal:
    """Return an xsd:integer."""
    return typed(str(value), "integer")


def decimal(value: float) -> Literal:
    """Return an xsd:decimal with at most six places and no trailing zeros, as Oxigraph would write it."""
    digits = f"{value:.6f}".rstrip("0").rstrip(".")
    return typed("0" if digits in {"-0", ""} else digits, "decimal")


def number(value: float) -> Literal:
    """Return an xsd:integer where the value is whole, else an xsd:decimal."""
    return integer(int(value)) if value == int(value) else decimal(value)


def day(value: str) -> Literal:
    """Return an xsd:date, xsd:gYearMonth or xsd:gYear by what `value` says; a plain string if it is none of them."""
    if MONTH.fullmatch(value):
        return typed(value, "gYearMonth")
    if YEAR.fullmatch(value):
        return typed(value, "gYear")
    try:
        return typed(date.fromisoformat(value).isoformat(), "date")
    except ValueError:
        return text(value)


def shortened(value: str, length: int = LABEL_LENGTH) -> str:
    """Return `value` on one line, cut at a word with an ellipsis if it is longer than `length` characters."""
    line = " ".join(value.split())
    if len(line) <= length:
        return line
    return f"{line[: length - 1].rsplit(' ', 1)[0]}…"
