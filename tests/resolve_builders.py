"""Extractions made by hand: mentions are named by their words, and by `nth` where these stand more than once."""

from dataclasses import replace
from typing import Any

from kg.ids import digest
from kg.model import Anchor, Delegation, Document, Event, Extraction, Judgement, Mention, Resolution, Span, Thing, When


def span(text: str, words: str, nth: int = 1) -> Span:
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def name(words: str, kind: str = "Person", nth: int = 1, **fields: Any) -> tuple[str, str, int, dict[str, Any]]:
    return words, kind, nth, fields


def article(text: str, *marked: tuple[str, str, int, dict[str, Any]], date: str = "", **records: Any) -> Extraction:
    """Return an extraction; role, represents, affiliation, within and refers_to are given as words of the text."""
    mentions = []
    for words, kind, nth, given in marked:
        fields = dict(given)
        for single in ("role", "within"):
            if single in fields:
                fields[single] = span(text, fields[single])
        for several in ("represents", "affiliation", "refers_to"):
            if several in fields:
                fields[several] = tuple(span(text, one) for one in fields[several])
        mentions.append(Mention(span(text, words, nth), words, kind, **fields))
    return Extraction(Document(text, date=date), tuple(sorted(mentions, key=lambda one: one.span)), **records)


def event(text: str, words: str, *, kind: str = "Negotiation", day: str = "", venues=(), participants=()) -> Event:
    when = When(span(text, words), day, day) if day else None
    spans = [tuple(span(text, one) for one in found) for found in (participants, venues)]
    return Event((span(text, words),), kind, participants=spans[0], venues=spans[1], when=when)


def delegation(text: str, words: str, represents: str, of: str = "") -> Delegation:
    return Delegation((span(text, words),), (span(text, represents),), event=span(text, of) if of else None)


def names_of(resolution: Resolution) -> dict[str, set[str]]:
    """Return the surface forms of each entity by its id."""
    return {entity.id: set(entity.names) for entity in resolution.entities}


def together(resolution: Resolution, *words: str) -> bool:
    """Return whether one entity has all of these surface forms."""
    return any(set(words) <= set(entity.names) for entity in resolution.entities)


def thing(called: str, *where: Extraction, nth: int = 1, kind: str = "Person") -> Thing:
    """What a person points at: the words in these articles."""
    anchors = (Anchor(each.document.id, span(each.document.text, called, nth), called) for each in where)
    return Thing(called, kind, tuple(anchors))


def same(left: Thing, right: Thing, **more: str) -> Judgement:
    return judged("same", left, right, **more)


def different(left: Thing, right: Thing, **more: str) -> Judgement:
    return judged("different", left, right, **more)


def judged(verdict: str, *things: Thing, **more: str) -> Judgement:
    bare = Judgement(verdict, things, who="ana", when="2026-01-02T03:04:05Z", **more)
    return replace(bare, id=digest(repr(bare)))


def person(called: str, text: str = "", **fields: Any) -> Extraction:
    """Return an article in which one person speaks."""
    return article(f"{called} spoke. {text}", name(called, **fields))
