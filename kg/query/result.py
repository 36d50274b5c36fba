"""What a query found, and how it is written down."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    RdfFormat,
    Triple,
    parse_query_results,
    serialize,
)

from kg import ontology
from kg.errors import UnknownFormat

if TYPE_CHECKING:
    from rich.table import Table

Term = NamedNode | BlankNode | Literal | Triple
ROW_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "tsv": QueryResultsFormat.TSV,
    "json": QueryResultsFormat.JSON,
    "xml": QueryResultsFormat.XML,
}
GRAPH_FORMATS = {
    "turtle": RdfFormat.TURTLE,
    "ntriples": RdfFormat.N_TRIPLES,
    "rdfxml": RdfFormat.RDF_XML,
    "jsonld": RdfFormat.JSON_LD,
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with which a spreadsheet takes a text for something to run
FORMATS = ("table", *ROW_FORMATS, *GRAPH_FORMATS)
NUMERIC = frozenset(ontology.xsd(name) for name in ("integer", "decimal", "double", "float"))
# Characters that a terminal would obey instead of showing.
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Result:
    """The answer to a query: rows of a SELECT, the truth of an ASK, or the triples of a CONSTRUCT or DESCRIBE."""

    kind: str  # solutions · truth · triples
    variables: tuple[str, ...] = ()
    rows: tuple[tuple[Term | None, ...], ...] = ()  # for triples: three columns
    truth: bool = False
    truncated: bool = False  # whether there were more rows than were asked for
    base: str = ontology.DEFAULT_BASE

    def __len__(self) -> int:
        """Return the number of rows or triples."""
        return len(self.rows)

    def __bool__(self) -> bool:
        """Return the answer to an ASK, else whether anything was found."""
        return self.truth if self.kind == "truth" else bool(self.rows)

    def __iter__(self) -> Iterator[dict[str, object]]:
        """Yield each row as variable → value: IRIs and strings as str, numbers and truth values as Python's own."""
        for row in self.rows:
            yield {name: python(term) for name, term in zip(self.variables, row, strict=True) if term is not None}

    def column(self, variable: str) -> list[object]:
        """Return the values of one variable, in the order of the rows, unbound ones left out."""
        return [row[variable] for row in self if variable in row]

    def write(self, kind: str) -> str:
        """Return the answer in a format of `FORMATS` other than "table".

        Raises `UnknownFormat` where the format does not exist or does not fit the kind of query.
        """
        if self.kind == "triples" and kind in GRAPH_FORMATS:
            return self._triples(kind)
        if self.kind != "triples" and kind in ROW_FORMATS:
            return self._rows(kind)
        raise UnknownFormat(self._misfit(kind))

    def _misfit(self, kind: str) -> str:
        if kind not in FORMATS:
            return f"cannot write results as {kind!r}; known: {', '.join(FORMATS)}"
        if self.kind == "triples":
            return f"a CONSTRUCT or DESCRIBE query gives triples, which {kind} cannot hold; use table, {', '.join(GRAPH_FORMATS)}"
        what = "an ASK query gives yes or no" if self.kind == "truth" else "a SELECT query gives rows"
        return f"{what}, which {kind} cannot hold; use table, {', '.join(ROW_FORMATS)}"

    def _triples(self, kind: str) -> str:
        triples = sorted((Triple(*row) for row in self.rows), key=str)  # type: ignore[arg-type]
        prefixes = ontology.prefixes(self.base) if kind in {"turtle", "rdfxml"} else None
        return bytes(serialize(triples, format=GRAPH_FORMATS[kind], prefixes=prefixes) or b"").decode()

    def _rows(self, kind: str) -> str:
        if kind in {"csv", "tsv"} and self.kind == "truth":
            return f"{str(self.truth).lower()}\n"
        if kind == "csv":
            guarded = tuple(tuple(_guarded(term) for term in row) for row in self.rows)
            standard = json.dumps(replace(self, rows=guarded).json(), ensure_ascii=False)
        else:
            standard = json.dumps(self.json(), ensure_ascii=False)
        if kind == "json":
            return standard + "\n"
        parsed = parse_query_results(standard, format=QueryResultsFormat.JSON)
        output = io.BytesIO()
        parsed.serialize(output, format=ROW_FORMATS[kind])
        return output.getvalue().decode() + ("\n" if kind == "xml" else "")

    def json(self) -> dict[str, object]:
        """Return the answer after the W3C's SPARQL 1.1 Query Results JSON Format."""
        if self.kind == "truth":
            return {"head": {}, "boolean": self.truth}
        bindings = [
            {name: _json(term) for name, term in zip(self.variables, row, strict=True) if term is not None}
            for row in self.rows
        ]
        return {"head": {"vars": list(self.variables)}, "results": {"bindings": bindings}}

    def table(self) -> Table:
        """Return a table for the terminal: IRIs with prefixes, numbers to the right, long text wrapped.

        Where the query asks for `x` and for `xLabel`, the label stands for the node.
        """
        from rich import box
        from rich.table import Table
        from rich.text import Text

        if self.kind == "truth":
            table = Table(box=None, show_header=False)
            table.add_row("yes" if self.truth else "no")
            return table
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
        headings, rows = self.cells()
        for index, heading in zip(self._columns(), headings, strict=True):
            numeric = bool(self.rows) and all(_is_number(row[index]) for row in self.rows)
            table.add_column(heading, justify="right" if numeric else "left", overflow="fold")
        for row in rows:
            table.add_row(*map(Text, row))
        return table

    def _repr_html_(self) -> str:
        """Return the answer as a notebook shows it."""
        from kg.query import markup

        return markup.answer(self)

    def cells(self) -> tuple[list[str], list[list[str]]]:
        """Return the headings and the rows of a table as people read them; `xLabel` stands for `x` where both are there."""
        columns = self._columns()
        headings = [self.variables[index].removesuffix("Label") or self.variables[index] for index in columns]
        return headings, [[self._cell(row[index]) for index in columns] for row in self.rows]

    def _columns(self) -> list[int]:
        return [index for index, name in enumerate(self.variables) if f"{name}Label" not in self.variables]

    def _cell(self, term: Term | None) -> str:
        return "" if term is None else visible(shown(term, self.base))


def shown(term: Term, base: str) -> str:
    """Return a term as people read it: an IRI with its prefix, a literal as its text."""
    if isinstance(term, NamedNode):
        return ontology.shorten(term.value, base)
    return term.value if isinstance(term, Literal) else str(term)


def visible(value: str) -> str:
    """Return text with the characters that would steer a terminal made visible as �."""
    return CONTROL.sub("�", value)


def python(term: Term) -> object:
    """Return a term as a Python value."""
    if isinstance(term, Literal) and term.datatype.value in NUMERIC:
        return int(term.value) if term.datatype.value == ontology.xsd("integer") else float(term.value)
    if isinstance(term, Literal) and term.datatype.value == ontology.xsd("boolean"):
        return term.value in {"true", "1"}
    return str(term) if isinstance(term, Triple) else term.value


def _is_number(term: Term | None) -> bool:
    return term is None or (isinstance(term, Literal) and term.datatype.value in NUMERIC)


def _guarded(term: Term | None) -> Term | None:
    """Return a text that a spreadsheet would run as a formula with an apostrophe before it, all else as it is."""
    if isinstance(term, Literal) and term.datatype.value not in NUMERIC and term.value.startswith(FORMULA):
        return Literal("'" + term.value)
    return term


def _json(term: Term) -> dict[str, object]:
    if isinstance(term, NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, Triple):
        names = ("subject", "predicate", "object")
        return {"type": "triple", "value": {name: _json(part) for name, part in zip(names, term, strict=True)}}
    if term.language:
        return {"type": "literal", "value": term.value, "xml:lang": term.language}
    if term.datatype.value == ontology.xsd("string"):
        return {"type": "literal", "value": term.value}
    return {"type": "literal", "value": term.value, "datatype": term.datatype.value}
