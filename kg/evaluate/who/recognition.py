"""How well names of people, organisations and places are recognised, beside what spaCy's own model finds.

A name is right if a careful reader marked the same words under the same class. Articles, genitive endings and punctuation
at the edges count nowhere, as the readers and spaCy's own data differ in them. Only articles that nothing was trained on count.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc

from kg import ontology
from kg.errors import KgError
from kg.evaluate import noise
from kg.evaluate.figures import ALL, CHOOSING, Figure, counted, half_of, in_parts
from kg.evaluate.noise import noisy
from kg.evaluate.who.newswire import Article, Name, is_held_out, read_articles
from kg.extract.extractor import read_doc
from kg.extract.language import load_language, load_plain
from kg.model import Document, Extraction, Span
from kg.settings import Settings

READERS = ("spaCy alone", "labels", "Parley")
NOISY = "all of these"  # the kind of noise that is measured with
KINDS = ("Person", "Organization", "Location")
KIND_OF_LABEL = {"PERSON": "Person", "ORG": "Organization", "GPE": "Location", "LOC": "Location"}
NAMING_FORMS = frozenset({"name", "metonym"})
LEAD = re.compile(r"(?:the|an?)\s+|\W+", re.IGNORECASE)
TAIL = re.compile(r"(?:\s*['’]s?|\W)+$")
CONTEXT = 40  # characters shown on either side of a wrong name
Names = frozenset[Name]


@dataclass(frozen=True)
class Reading:
    """An article, the names that people marked in it, and those that each reader found."""

    article: Article
    gold: Names
    found: Mapping[str, Names]


def bare(text: str, span: Span) -> Span:
    """Return a span without articles, genitive endings and punctuation at its edges."""
    start, end = span.start, span.end
    while lead := LEAD.match(text, start, end):
        start = lead.end()
    tail = TAIL.search(text[start:end])
    return Span(start, start + tail.start()) if tail else Span(start, end)


def compared(text: str, names: Iterable[tuple[Span, str]]) -> Names:
    """Return names of the three classes by their bare words."""
    return frozenset(Name(bare(text, span), kind) for span, kind in names if kind in KINDS)


def labelled(doc: Doc) -> Names:
    """Return the names that a spaCy pipeline labelled in a text."""
    return compared(doc.text, ((Span(e.start_char, e.end_char), KIND_OF_LABEL.get(e.label_, "")) for e in doc.ents))


def mentioned(extraction: Extraction) -> Names:
    """Return the names among the mentions of an extraction, those inside longer names left out."""
    names = [one for one in extraction.mentions if one.form in NAMING_FORMS]
    outer = [one for one in names if not any(other.span != one.span and other.span.covers(one.span) for other in names)]
    return compared(extraction.document.text, ((one.span, kind_of(one.kind)) for one in outer))


def kind_of(kind: str) -> str:
    """Return which of the three classes an entity's class belongs to, or "": buildings are none of them."""
    if ontology.is_a(kind, "Person"):
        return "Person"
    if kind in {"Country", "City", "Place"}:
        return "Location"
    return "Organization" if ontology.is_a(kind, "Organization") else ""


def score(folder: Path, settings: Settings) -> tuple[list[Figure], list[str]]:
    """Return how well three readers do on the articles that are measured on, and what Parley gets wrong in one half."""
    articles = [article for article in read_articles(folder) if is_held_out(article.name)]
    if not articles:
        raise KgError(f"none of the articles in {folder} is of the part that is measured on")
    readings = list(read_all(articles, settings))
    misspelt = list(read_all(map(with_noise, articles), settings))
    wrong = [line for one in readings if half_of(one.article.name) == CHOOSING for line in faults(one)]
    return [*in_parts(readings, lambda one: one.article.name, figures), *figures("with noise", misspelt)], wrong


def with_noise(article: Article) -> Article:
    """Return an article as careless typing and machine translation leave it, with its names where they are now."""
    changed = noisy(article.text, article.name, noise.KINDS[NOISY])
    places = ((changed.at(one.span.start), changed.at(one.span.end, end=True), one.kind) for one in article.names)
    return Article(article.name, changed.text, tuple(Name(Span(start, end), kind) for start, end, kind in places))


def read_all(articles: Iterable[Article], settings: Settings) -> Iterator[Reading]:
    """Yield each article with the names that spaCy's own model finds, that ours labels, and that become mentions."""
    alone, nlp = load_plain(settings.model), load_language(settings.model, "rules")
    for article in articles:
        doc = nlp(article.text)
        found = (labelled(alone(article.text)), labelled(doc), mentioned(read_doc(doc, Document(article.text))))
        yield Reading(article, marked(article), dict(zip(READERS, found, strict=True)))


def marked(article: Article) -> Names:
    """Return the names that a careful reader marked."""
    return compared(article.text, ((name.span, name.kind) for name in article.names))


def figures(part: str, readings: Sequence[Reading]) -> Iterator[Figure]:
    """Yield how well each reader does: on all names and, for all articles, on each class."""
    for reader in READERS:
        for kind in (*KINDS, "") if part == ALL else ("",):
            yield of_kind(kind, f"{reader}, {kind or 'all'}", part, [(one.gold, one.found[reader]) for one in readings])


def of_kind(kind: str, measure: str, part: str, sides: Iterable[tuple[Names, Names]]) -> Figure:
    """Return the figure of one class, or of all for "", from pairs of marked and found names."""
    right = found = gold = 0
    for wanted, names in sides:
        chosen = [{name for name in side if kind in {"", name.kind}} for side in (wanted, names)]
        right, gold, found = right + len(chosen[0] & chosen[1]), gold + len(chosen[0]), found + len(chosen[1])
    return counted(measure, part, right, found, gold)


def faults(one: Reading) -> Iterator[str]:
    """Yield a line for each name that Parley missed, took for another class, cut otherwise, or made up."""
    names = one.found[READERS[-1]]
    for name in sorted(one.gold - names, key=lambda name: name.span):
        other = next((found for found in names - one.gold if found.span.overlaps(name.span)), None)
        yield f"{fault(name, other)}: {in_context(one.article, name)}"
    for name in sorted(names - one.gold, key=lambda name: name.span):
        if not any(missed.span.overlaps(name.span) for missed in one.gold - names):
            yield f"too much: {in_context(one.article, name)}"


def fault(name: Name, other: Name | None) -> str:
    """Return what is wrong with a name that a reader marked, where `other` was found over some of its words."""
    if other is None:
        return "missed"
    return f"found as {other.kind}" if other.span == name.span else "cut otherwise"


def in_context(article: Article, name: Name) -> str:
    """Return a name with its class and the words around it."""
    start, end = name.span.start, name.span.end
    before, after = article.text[max(0, start - CONTEXT) : start], article.text[end : end + CONTEXT]
    around = " ".join(f"{before}[{name.span.of(article.text)}]{after}".split())
    return f"{name.kind}: {around}  ({article.name}, character {start})"
