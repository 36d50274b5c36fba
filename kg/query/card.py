"""One thing of the graph on one card: what it is, its names, its links, and the sentences it rests on."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pyoxigraph import Literal, NamedNode, Store

from kg import ontology
from kg.errors import QueryError
from kg.query import names
from kg.query.indexing import KINDS
from kg.query.names import Match
from kg.query.result import visible
from kg.store.directory import GraphDirectory

if TYPE_CHECKING:
    from rich.console import Group
    from rich.text import Text

# Span properties by what their words are for, the least telling first.
MARKS = {"evidence": "evidence", "sourceSpan": "source", "cueSpan": "cue", "contentSpan": "content"}
STYLES = {"evidence": "bold yellow", "source": "bold cyan", "cue": "bold magenta", "content": "bold yellow"}
APART = frozenset({"rdf:type", "rdfs:label", "skos:altLabel", "text", *MARKS})  # shown elsewhere on a card, or nowhere
LISTED = 12  # links of one kind that a rendered card spells out
OTHERS = 5  # other matches that a rendered card names


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence with the words in it on which something rests."""

    document: str  # label
    document_iri: str
    start: int  # of the sentence, in characters of the text
    sentence: str
    marks: tuple[tuple[int, int, str], ...]  # start, end within the sentence; evidence · source · cue · content


@dataclass(frozen=True, slots=True)
class Link:
    """What a property says of the thing, or of others about it."""

    label: str  # of the property; read backwards for what others say
    values: tuple[str, ...]  # labels of nodes, or literals
    incoming: bool = False
    more: int = 0  # values that are left out


@dataclass(frozen=True, slots=True)
class Card:
    """What the graph knows of one node."""

    iri: str
    label: str
    kind: str  # most specific class, in words
    names: tuple[str, ...]  # as found
    links: tuple[Link, ...]
    passages: tuple[Passage, ...]
    others: tuple[Match, ...] = ()  # what else the name could mean, best first
    more: int = 0  # passages, or a few less, that are left out

    def _repr_html_(self) -> str:
        """Return the card as a notebook shows it."""
        from kg.query import markup

        return markup.card(self)


def card(source: GraphDirectory | Store, name: str, most: int = sys.maxsize) -> Card:
    """Return the card of the node that a name, identifier or IRI means best. Raises `QueryError` where none fits.

    At most so many values of each link, and so many passages, are looked up; what is named ten thousand times takes long.
    """
    matches = sorted(names.find(source, name, KINDS), key=_by_weight)
    if not matches:
        raise QueryError(names.nobody(source, name, "Entity"))
    store = source.store() if isinstance(source, GraphDirectory) else source
    others = (other for other in matches[1:] if _by_weight(other)[:2] == _by_weight(matches[0])[:2])
    return card_of(store, NamedNode(matches[0].iri), most, tuple(others))


def card_of(store: Store, node: NamedNode, most: int = sys.maxsize, others: tuple[Match, ...] = ()) -> Card:
    """Return the card of a node; `others` is what else the name could mean under which it was found."""
    links = (*_outgoing(store, node, most), *_incoming(store, node, most))
    return replace(card_without_links(store, node, most), links=links, others=others)


def card_without_links(store: Store, node: NamedNode, most: int = sys.maxsize) -> Card:
    """Return the card of a node without what it is linked with."""
    passages, more = _passages(store, node, most)
    return Card(
        iri=node.value,
        label=names.label_of(store, node),
        kind=", ".join(_kinds(store, node)),
        names=tuple(value.value for value in names.values(store, node, "skos:altLabel")),
        links=(),
        passages=passages,
        more=more,
    )


def _by_weight(match: Match) -> tuple[int, bool, str, str]:
    """Return the order of what a name may mean: of two that fit alike, the one people name before what they said."""
    return (match.rank, match.kind in {"Statement", "Document"}, match.label, match.iri)


def _kinds(store: Store, node: NamedNode) -> list[str]:
    """Return the labels of the classes of a node, the most specific first."""
    first = names.kind_of(store, node)
    kinds = {ontology.local(value.value) for value in names.values(store, node, "rdf:type")}
    return [ontology.label(kind) for kind in sorted(kinds, key=lambda kind: (kind != first, kind))]


def _outgoing(store: Store, node: NamedNode, most: int) -> list[Link]:
    found: dict[str, set[NamedNode | Literal]] = defaultdict(set)
    for quad in store.quads_for_pattern(node, None, None):
        name = _name(quad.predicate)
        if name not in APART and isinstance(quad.object, NamedNode | Literal):
            found[name].add(quad.object)
    return [
        Link(ontology.label(name), texts(store, values, most), more=max(0, len(values) - most))
        for name, values in sorted(found.items())
    ]


def _incoming(store: Store, node: NamedNode, most: int) -> list[Link]:
    found: dict[str, set[NamedNode | Literal]] = defaultdict(set)
    for quad in store.quads_for_pattern(None, None, node):
        name = _name(quad.predicate)
        if name not in {"document", *MARKS} and isinstance(quad.subject, NamedNode):
            found[name].add(quad.subject)
    return [
        Link(ontology.reverse_label(name), texts(store, values, most), incoming=True, more=max(0, len(values) - most))
        for name, values in sorted(found.items())
    ]


def texts(store: Store, values: Collection[NamedNode | Literal], most: int) -> tuple[str, ...]:
    """Return what values are called, each once, sorted; of too many those first by identifier."""
    shown = values if len(values) <= most else sorted(values, key=str)[:most]
    return tuple(sorted({_text(store, value) for value in shown}))


def _name(predicate: NamedNode) -> str:
    """Return the name under which the ontology declares a property."""
    return ontology.shorten(predicate.value).removeprefix("parley:")


def _text(store: Store, term: NamedNode | Literal) -> str:
    if isinstance(term, Literal):
        return term.value
    return next((value.value for value in names.values(store, term, "rdfs:label")), ontology.shorten(term.value))


def _passages(store: Store, node: NamedNode, most: int) -> tuple[tuple[Passage, ...], int]:
    """Return the sentences the node rests on, by document and place, each once with all its marks; and how many more there are."""
    marks: dict[tuple[str, int, str], set[tuple[int, int, str]]] = defaultdict(set)
    more = 0
    for name, role in MARKS.items():
        for span in names.values(store, node, name):
            if len(marks) >= most:
                more += 1
            elif isinstance(span, NamedNode):
                document, start, words = _span(store, span)
                sentence = next(
                    (each for each in names.values(store, span, "sentence") if isinstance(each, NamedNode)), span
                )
                _, sentence_start, text = _span(store, sentence)
                first = start - sentence_start
                marks[document, sentence_start, text].add((first, first + len(words), role))
    passages = tuple(
        Passage(names.label_of(store, NamedNode(document)), document, start, text, _telling(found))
        for (document, start, text), found in sorted(marks.items())
    )
    return passages, more


def _span(store: Store, span: NamedNode) -> tuple[str, int, str]:
    """Return document, start and words of a span."""
    document, start, words = (next(iter(names.values(store, span, name))) for name in ("document", "start", "exact"))
    return document.value, int(start.value), words.value


def _telling(marks: set[tuple[int, int, str]]) -> tuple[tuple[int, int, str], ...]:
    """Return the marks in order; where source, cue and content are known, the stretch around them says no more."""
    parts = {mark for mark in marks if mark[2] != "evidence"}
    return tuple(sorted(parts or marks))


def render(shown: Card) -> Group:
    """Return a card for the terminal."""
    from rich.console import Group
    from rich.table import Table
    from rich.text import Text

    head = Text.assemble((visible(shown.label), "bold"), "  ", (shown.kind, "dim"))
    table = Table(box=None, show_header=False, pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    if shown.names:
        table.add_row("found as", Text(visible(", ".join(shown.names))))
    for link in shown.links:
        table.add_row(link.label, Text(visible(_listed(link.values))))
    table.add_row("identifier", Text(visible(shown.iri)))
    passages = [_marked(passage) for passage in shown.passages]
    others = [f"{other.label} ({ontology.label(other.kind)})" for other in shown.others[:OTHERS]]
    also = [Text(f"\nThe name may also mean: {visible(', '.join(others))}", "dim")] if others else []
    return Group(head, table, *passages, *also)


def _listed(values: tuple[str, ...]) -> str:
    more = len(values) - LISTED
    return "\n".join([*values[:LISTED], f"… and {more} more"] if more > 0 else values)


def _marked(passage: Passage) -> Text:
    """Return a passage with its words marked, its document before it."""
    from rich.text import Text

    text = Text(visible(passage.sentence))
    for start, end, role in passage.marks:
        text.stylize(STYLES[role], start, end)
    return Text.assemble("\n", (f"{visible(passage.document)}, character {passage.start}\n", "dim"), text)
