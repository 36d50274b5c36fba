"""Statements and positions that people said are wrong: left out of what a document says, never out of its shard.

A statement is found again by the words of its content and cue, even if the extractor now draws their bounds a little
differently; where its article is gone, in any article that has the same words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.model import Anchor, Extraction, Judgement, Position, Span, Statement, Thing

ALIKE = 0.5  # share of characters that two stretches have in common, from which on they are taken for one


@dataclass(frozen=True, slots=True)
class Rejection:
    """What is left of the documents, and which judgements found nothing to leave out."""

    extractions: tuple[Extraction, ...]
    idle: tuple[Judgement, ...]


def without_rejected(extractions: Iterable[Extraction], judgements: Iterable[Judgement]) -> Rejection:
    """Return the documents without what judgements call wrong; positions that rest on such a statement go with it."""
    given = tuple(extractions)
    asked = sorted({each for each in judgements if each.verdict == "wrong"}, key=lambda each: each.id)
    if not asked:
        return Rejection(given, ())
    by_id = {extraction.document.id: extraction for extraction in given}
    wrong: defaultdict[str, set[Statement | Position]] = defaultdict(set)
    idle = []
    for judgement in asked:
        found = _meant(judgement.things[0], by_id)
        for document, one in found:
            wrong[document].add(one)
        if not found:
            idle.append(judgement)
    kept = (_without(each, wrong[each.document.id]) if each.document.id in wrong else each for each in given)
    return Rejection(tuple(kept), tuple(idle))


def _meant(thing: Thing, by_id: dict[str, Extraction]) -> list[tuple[str, Statement | Position]]:
    document = thing.anchors[0].document if thing.anchors else ""
    if document in by_id:
        one = _at(thing, by_id[document])
        return [] if one is None else [(document, one)]
    return [
        (key, one) for key, each in sorted(by_id.items()) for one in _candidates(thing, each) if _says(thing, one, each)
    ]


def _candidates(thing: Thing, extraction: Extraction) -> Sequence[Statement | Position]:
    if thing.kind == "Statement":
        return extraction.statements
    return tuple(position for position in extraction.positions if position.kind == thing.kind)


def content_of(one: Statement | Position) -> tuple[Span, ...]:
    """Return the words by which a statement or position is found again."""
    return one.attribution.content if isinstance(one, Statement) else (one.span,)


def cue_of(one: Statement | Position) -> tuple[Span, ...]:
    """Return the cue of a statement; of a position, of which a clause may hold several, what it is about."""
    return one.attribution.cue if isinstance(one, Statement) else (one.subject,)


def _at(thing: Thing, extraction: Extraction) -> Statement | Position | None:
    """Return the one whose content is the same, else the one that shares most of it and has a word of the cue."""
    content, cue = _spans(thing.anchors), _spans(thing.cue)
    found = _candidates(thing, extraction)
    ranked = [
        (_shared(content, content_of(one)), _shared(cue, cue_of(one)), -at)
        for at, one in enumerate(found)
        if not cue or _shared(cue, cue_of(one)) > 0
    ]
    best = max(ranked, default=(0.0, 0.0, 0))
    return found[-best[2]] if best[0] >= ALIKE else None


def _says(thing: Thing, one: Statement | Position, extraction: Extraction) -> bool:
    """Return whether content and cue are word for word those of a thing from another article."""
    text = extraction.document.text
    said = ((content_of(one), thing.anchors), (cue_of(one), thing.cue))
    return all(
        [_words(span.of(text)) for span in ours] == [_words(each.words) for each in asked] for ours, asked in said
    )


def _words(text: str) -> str:
    return " ".join(text.split())


def _spans(anchors: Iterable[Anchor]) -> tuple[Span, ...]:
    return tuple(anchor.span for anchor in anchors)


def _shared(left: Iterable[Span], right: Iterable[Span]) -> float:
    """Return how many characters two sets of spans have in common, as a share of all that either has."""
    ours, theirs = ({at for span in spans for at in range(span.start, span.end)} for spans in (left, right))
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 0.0


def _without(extraction: Extraction, wrong: set[Statement | Position]) -> Extraction:
    """Return an extraction without these; what was said inside a statement that is left out moves one step out."""
    gone = {one.key: one.nested_in for one in wrong if isinstance(one, Statement)}
    kept = (one for one in extraction.statements if one not in wrong)
    return replace(
        extraction,
        statements=tuple(replace(one, nested_in=_outside(one.nested_in, gone)) for one in kept),
        positions=tuple(one for one in extraction.positions if one not in wrong and one.stated_in not in gone),
    )


def _outside(key: str, gone: dict[str, str]) -> str:
    while key in gone:
        key = gone[key]
    return key
