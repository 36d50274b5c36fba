"""Attributions inside the content of another: what a speaker says that somebody else believes, wants or demands."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from spacy.tokens import Doc, Token

from kg.extract.acts import tells
from kg.extract.attribution import Judged, attribution, judge, select
from kg.extract.attribution_quotes import Quotations
from kg.extract.cues import CLASS_OF
from kg.model import Attribution, Span

# Raising verbs and bare intentions are worth a node at the top level only, where the article itself vouches for them.
LEAST_LIKELY = 0.5
# Words that tell of speech or thought inside a content, beside those that do everywhere.
TELLING = frozenset("statement clear decide repudiate advocate push seek conclude signal signalize resolve reassure".split())


def _holder(span: Span, contents: Sequence[Span], starts: Sequence[int]) -> int:
    """Return the number of the content that holds a span, or -1."""
    place = bisect_right(starts, span.start) - 1
    return place if place >= 0 and contents[place].covers(span) else -1


def _inside(found: Attribution, contents: Sequence[Span], starts: Sequence[int]) -> bool:
    """Return whether source, cue and content of an attribution stand inside one content, short of all of it."""
    holder = _holder(found.cue[0], contents, starts)
    parts = (*found.source, *found.content)
    if holder < 0 or contents[holder] in found.content:
        return False
    return all(_holder(one, contents, starts) == holder for one in parts)


def _tells(cue: Iterable[Token]) -> bool:
    """Return whether a word of a cue tells of speech or thought."""
    return any(tells(token) or token.lemma_.lower() in CLASS_OF or token.lemma_.lower() in TELLING for token in cue)


def tokens_in(doc: Doc, contents: Sequence[Span]) -> list[int]:
    """Return the places of the tokens that begin inside one of the contents, in order."""
    begins = [token.idx for token in doc]
    places: set[int] = set()
    for span in contents:
        places.update(range(bisect_left(begins, span.start), bisect_left(begins, span.end)))
    return sorted(places)


def find_nested(doc: Doc, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions inside the contents of the given ones, in the order of their cues.

    One level is found: of two that stand in each other inside a content, the outer one. An attribution without a source
    is left out, since it would say of nobody what the speaker leaves open, and so is one whose cue tells of no speech or
    thought ("included ideas that reflect a wish").
    """
    contents = sorted(span for one in attributions for span in one.content)
    starts = [span.start for span in contents]
    quotations = Quotations(doc, ())
    judged: list[Judged] = []
    for one in judge(doc, quotations, tokens_in(doc, contents)):
        record = attribution(doc, one)
        if one.probability < LEAST_LIKELY or not record.source or not _tells(doc[slice(*one.candidate.cue)]):
            continue
        if _inside(record, contents, starts):
            judged.append(one)
    return tuple(attribution(doc, one) for one in select(doc, judged))
