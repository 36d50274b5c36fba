"""Who said what: the bare spans of source, cue and content, by rules over the parse and over quotation marks.

Conventions are those of the PolNeAR corpus (annotation guidelines of 2018): the source is the whole noun phrase, the
cue the verb group, the content the whole clause with its "that" and its quotation marks; the addressee belongs to none
of them; a token belongs to the content of one attribution at most. `kg.extract.nested` finds those inside a content.
"""

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from kg.extract import cues
from kg.extract.attribution_candidates import Candidate, Range, candidates, trimmed
from kg.extract.attribution_quotes import Quotations
from kg.extract.quotes import Quote, find_quotes
from kg.model import Attribution, Span

# Candidates less likely than this are no attributions; chosen on a part of the training split.
THRESHOLD = 0.45
LEAST_OWN_WORDS = 0.5  # share of its content that a candidate must have for itself
LOOSE_WORDS = 4  # words a sentence may hold outside a quotation that continues the one before
SENTENCE_ENDS = frozenset(".!?…")
LEAST_SHARE = 0.5  # how likely the reading that a rule prefers must be, as a share of the likeliest one


@dataclass(frozen=True, slots=True)
class Judged:
    """A candidate and how likely it is."""

    candidate: Candidate
    probability: float


Readings = dict[int, dict[tuple[object, ...], Judged]]  # by head, then by source and content


def readings(doc: Doc, quotations: Quotations, tokens: Sequence[int] | None = None) -> Readings:
    """Return for each head, or each at `tokens`, its readings; of those with the same source and content the likeliest."""
    found: Readings = {}
    beside = [one for one in quotations.candidates() if tokens is None or one.head in tokens]
    heads = [place for place in (range(len(doc)) if tokens is None else tokens) if not cues.is_dull(doc[place])]
    for bare in (*candidates(doc, heads), *beside):
        candidate = quotations.widened(bare)
        one = Judged(candidate, cues.probability(doc, candidate, quotations.relation(candidate)))
        same, key = found.setdefault(candidate.head, {}), (candidate.source, candidate.content)
        if key not in same or one.probability > same[key].probability:
            same[key] = one
    return found


def judge(doc: Doc, quotations: Quotations, tokens: Sequence[int] | None = None) -> list[Judged]:
    """Return the likeliest reading of each head, or each at `tokens`; those below the threshold left out, in text order.

    The readings of a head exclude each other, so that their probabilities add up to that of the head.
    """
    found = readings(doc, quotations, tokens)
    best: dict[int, Judged] = {}
    for head, contents in found.items():
        likely = min(1.0, math.fsum(one.probability for one in contents.values()))
        if likely >= THRESHOLD:
            best[head] = replace(max(contents.values(), key=lambda one: one.probability), probability=likely)
    for head in _swallowed(doc, found, best):
        best.pop(head, None)
    best |= _distant_speakers(found, best)
    best |= _resumed(found, best)
    return [best[head] for head in sorted(best)]


def _likeliest(found: Readings, head: int) -> float:
    return max(one.probability for one in found[head].values())


def _swallowed(doc: Doc, found: Readings, best: dict[int, Judged]) -> list[int]:
    """Return the verbs whose reading with a bare object yields to the noun's: "expressed" to "expressed hope"."""
    verbs = []
    for head, one in best.items():
        verb = best.get(doc[head].head.i) if doc[head].pos_ == "NOUN" and "+" in one.candidate.frame else None
        if verb is None or not verb.candidate.frame.startswith("dobj"):
            continue
        if _likeliest(found, head) > LEAST_SHARE * _likeliest(found, verb.candidate.head):
            verbs.append(verb.candidate.head)
    return verbs


def _distant_speakers(found: Readings, best: dict[int, Judged]) -> dict[int, Judged]:
    """Return "adding that" with a speaker further up where only that one says something else, too."""
    speakers = Counter(one.candidate.subject for one in best.values())
    changed = {}
    for head, one in best.items():
        if one.candidate.frame != "ccomp" or speakers[one.candidate.subject] > 1:
            continue
        for other in found[head].values():
            likely = other.probability > LEAST_SHARE * _likeliest(found, head)
            if other.candidate.frame == "far+ccomp" and likely and other.candidate.subject in speakers:
                changed[head] = replace(other, probability=one.probability)
    return changed


def _resumed(found: Readings, best: dict[int, Judged]) -> dict[int, Judged]:
    """Return the longer reading of cues whose speaker is heard again: "said A, and B did C, adding that D".

    What stands between the two is the speaker's too, though the parse takes it for the article's own words.
    """
    distant = [one.candidate for one in best.values() if one.candidate.frame == "far+ccomp"]
    changed = {}
    for head, one in best.items() if distant else ():
        for longer in found[head].values():
            start, end = longer.candidate.content[-1]
            again = any(start <= far.head < end and far.subject == one.candidate.subject for far in distant)
            if "ccomp+conj" in longer.candidate.frame and again:
                changed[head] = replace(longer, probability=one.probability)
    return changed


def _own(candidate: Candidate, taken: set[int]) -> tuple[Range, ...]:
    """Return the parts of a content that no other attribution has taken."""
    parts: list[Range] = []
    for start, end in candidate.content:
        run = start
        for token in range(start, end + 1):
            if token == end or token in taken:
                if run < token:
                    parts.append((run, token))
                run = token + 1
    return tuple(parts)


def select(doc: Doc, judged: Sequence[Judged]) -> list[Judged]:
    """Return attributions that share no token of content or cue: of two that meet, the outer one is kept."""
    taken: set[int] = set()
    cue_tokens: set[int] = set()
    kept: list[Judged] = []
    for one in sorted(judged, key=lambda each: (-each.candidate.size, -each.probability, each.candidate.head)):
        candidate = one.candidate
        if any(token in taken for token in range(*candidate.cue)):
            continue
        parts = _own(candidate, taken | cue_tokens)
        parts = tuple(part for part in parts if trimmed(doc, *part))
        if sum(end - start for start, end in parts) < LEAST_OWN_WORDS * candidate.size:
            continue
        taken.update(token for part in parts for token in range(*part))
        cue_tokens.update(range(*candidate.cue))
        kept.append(replace(one, candidate=replace(candidate, content=parts)))
    return sorted(kept, key=lambda each: each.candidate.head)


def _loose_words(doc: Doc, quotations: Quotations, quote: Quote) -> int:
    """Return how many words stand outside a quotation before and after it in its own sentence, by punctuation.

    The parse is no help: it often leaves an opening mark with the sentence before.
    """
    line, count = quotations.lines[quote.start], 0
    for step, edge in ((-1, quote.start - 1), (1, quote.end)):
        token: int = edge
        if step == 1 and doc[quote.end - 2].text[-1] in SENTENCE_ENDS:
            break
        while 0 <= token < len(doc) and quotations.lines[token] == line and quotations.around(token) is None:
            if doc[token].text[-1] in SENTENCE_ENDS and not doc[token].text[:-1].isalpha():
                break
            count += doc[token].is_alpha
            token += step
    return count


def continue_quotes(doc: Doc, quotations: Quotations, kept: list[Judged]) -> list[Judged]:
    """Return the attributions with each speaker's further quotations added to the nearest one that quotes."""
    owner: dict[int, int] = {}
    for index, one in enumerate(kept):
        for part in one.candidate.content:
            owner.update((quote.start, index) for quote in quotations.within(*part))
    extra: dict[int, list[Range]] = {}
    for place, quote in enumerate(quotations.quotes):
        if quote.speech and quote.start not in owner:
            found = _continued(doc, quotations, kept, owner, place)
            if found is not None:
                owner[quote.start] = found
                extra.setdefault(found, []).append((quote.start, quote.end))
    return [_with(one, extra.get(index, [])) for index, one in enumerate(kept)]


def _with(one: Judged, more: list[Range]) -> Judged:
    content = tuple(sorted((*one.candidate.content, *more)))
    return replace(one, candidate=replace(one.candidate, content=content))


def _continued(doc: Doc, quotations: Quotations, kept: list[Judged], owner: dict[int, int], place: int) -> int | None:
    """Return which attribution the quotation at `place` goes on with, having no cue of its own."""
    quote = quotations.quotes[place]
    loose = _loose_words(doc, quotations, quote)
    if loose > LOOSE_WORDS:
        return None
    line = quotations.lines[quote.start]
    if place and (previous := quotations.quotes[place - 1]).start in owner:
        gap = line - quotations.lines[previous.end - 1]
        if gap == 0 or (doc[quote.start - 1].is_space and not loose and gap <= 1):
            return owner[previous.start]
    heads = [one.candidate.head for one in kept]
    before = bisect_left(heads, quote.start) - 1
    return before if before >= 0 and quotations.lines[heads[before]] == line else None


def _characters(doc: Doc, part: Range) -> Span:
    last = doc[part[1] - 1]
    return Span(doc[part[0]].idx, last.idx + len(last))


def attribution(doc: Doc, one: Judged) -> Attribution:
    """Return a judged candidate as a record over characters."""
    found = one.candidate
    source = () if found.source is None else (_characters(doc, found.source),)
    content = tuple(_characters(doc, part) for part in found.content)
    return Attribution(source, (_characters(doc, found.cue),), content, round(one.probability, 3))


def find_attributions(doc: Doc) -> tuple[Attribution, ...]:
    """Return the attributions of a text in the order of their cues; no token lies in the contents of two."""
    quotations = Quotations(doc, find_quotes(doc))
    kept = continue_quotes(doc, quotations, select(doc, judge(doc, quotations)))
    return tuple(attribution(doc, one) for one in kept)
