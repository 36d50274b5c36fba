"""Quotations and the words beside them: surface rules for where the parse breaks at a quotation mark."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

import numpy
from spacy.attrs import ORTH
from spacy.tokens import Doc, Token

from kg.extract.attribution_candidates import (
    SUBJECTS,
    Candidate,
    Range,
    ranges,
    source_range,
    subject_of,
    trimmed,
    verb_group,
)
from kg.extract.quotes import Quote

LONGEST_NAME = 7  # tokens before the colon of "Foreign minister: talks to go on"
WINDOW = 40  # tokens beside a quotation in which its cue is sought
END = frozenset(".!?…")
NOMINAL = frozenset({"PROPN", "NOUN", "PRON"})
NOT_SUBJECTS = frozenset({"compound", "poss", "npadvmod", "dobj", "pobj"})


class Quotations:
    """The quotations of one text, found by token in logarithmic time."""

    def __init__(self, doc: Doc, quotes: Sequence[Quote]) -> None:
        self.doc, self.quotes = doc, quotes
        self.starts = [quote.start for quote in quotes]
        self.lines = _line_numbers(doc)

    def around(self, token: int) -> Quote | None:
        """Return the quotation that holds a token."""
        place = bisect_right(self.starts, token) - 1
        return self.quotes[place] if place >= 0 and token < self.quotes[place].end else None

    def within(self, start: int, end: int) -> Iterator[Quote]:
        """Yield the quotations that share a token with a range."""
        place = max(0, bisect_right(self.starts, start) - 1)
        while place < len(self.quotes) and self.quotes[place].start < end:
            if self.quotes[place].end > start:
                yield self.quotes[place]
            place += 1

    def relation(self, candidate: Candidate) -> str:
        """Return how a candidate stands to quotations: its cue inside one, its content all one, opening with one …"""
        around = self.around(candidate.head)
        if around is not None and around.closed and around.speech:
            return "inside"
        found = [quote for part in candidate.content for quote in self.within(*part)]
        if not found:
            return "none"
        covered = sum(quote.end - quote.start for quote in found)
        if covered + 2 >= candidate.size:
            return "all" if any(quote.speech for quote in found) else "words"
        return "opens" if found[0].start <= candidate.content[0][0] + 1 else "holds"

    def widened(self, candidate: Candidate) -> Candidate:
        """Return the candidate with each quotation that its content touches taken in whole."""
        around = self.around(candidate.head)
        if around is not None:
            lost = not around.closed and candidate.content[0][0] == around.start + 1  # “We waited, said the driver.
            opened = ((around.start, candidate.content[0][1]), *candidate.content[1:])
            return replace(candidate, content=opened) if lost else candidate
        parts = list(candidate.content)
        for part in candidate.content:
            for quote in self.within(*part):
                if quote.start < candidate.cue[1] and candidate.cue[0] < quote.end:
                    continue
                if candidate.source and quote.start < candidate.source[1] and candidate.source[0] < quote.end:
                    continue
                parts.append((quote.start, quote.end))
        merged = _merged(parts)
        return candidate if tuple(merged) == candidate.content else replace(candidate, content=tuple(merged))

    def candidates(self) -> Iterator[Candidate]:
        """Yield, for each quotation that sounds like speech, the cues that stand beside it."""
        for quote in self.quotes:
            if quote.speech:
                yield from _after(self, quote)
                yield from _before(self, quote)
        yield from _colons(self)


def _merged(parts: list[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted(parts):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


# Candidates are read one text at a time; a larger cache would keep texts in memory.
@lru_cache(maxsize=2)
def _line_numbers(doc: Doc) -> list[int]:
    """Return for each token the number of its paragraph, from the line breaks before it."""
    numbers, line = [], 0
    for token in doc:
        numbers.append(line)
        if "\n" in token.text or "\n" in token.whitespace_:
            line += 1
    return numbers


def _verbs(doc: Doc, start: int, end: int) -> list[Token]:
    return [t for t in doc[start:end] if t.pos_ in {"VERB", "AUX"} and t.dep_ not in {"aux", "auxpass"}]


def nearest_subject(verb: Token, start: int, end: int) -> Token | None:
    """Return the noun that surface order makes the subject: inverted right after the verb, else the last before it."""
    doc = verb.doc
    parsed = subject_of(verb)
    if parsed is not None and start <= parsed.i < end:
        return parsed
    for token in doc[verb.i + 1 : min(verb.i + 6, end)]:
        if token.is_punct:
            break
        if token.pos_ in NOMINAL and token.dep_ not in NOT_SUBJECTS:
            return token
    before = [token for token in doc[start : verb.i] if token.dep_ in SUBJECTS or token.pos_ in {"PROPN", "PRON"}]
    heads = [token for token in before if token.dep_ not in {"compound", "poss", "pobj", "appos"}]
    return heads[-1] if heads else None


def _make(quotes: Quotations, quote: Quote, verb: Token, frame: str, window: Range) -> Iterator[Candidate]:
    doc = quotes.doc
    cue = verb_group(verb)
    subject = nearest_subject(verb, *window)
    source = source_range(subject, cue)
    if source is not None:
        source = trimmed(doc, max(source[0], window[0]), min(source[1], window[1]))
    if subject is None or source is None:
        yield Candidate(verb.i, frame, cue, None, ((quote.start, quote.end),))
    else:
        yield Candidate(verb.i, frame, cue, source, ((quote.start, quote.end),), subject.i)


def _after(quotes: Quotations, quote: Quote) -> Iterator[Candidate]:
    """Yield the cue of "…," X said and "…," said X."""
    doc, start = quotes.doc, quote.end
    if start >= len(doc):
        return
    end = start
    while end < min(len(doc), start + WINDOW) and quotes.lines[end] == quotes.lines[start - 1]:
        if doc[end].text in END or quotes.around(end) is not None:
            break
        end += 1
    for rank, verb in enumerate(_verbs(doc, start, end)[:2]):
        yield from _make(quotes, quote, verb, f"quote:after{rank}", (start, end))


def _before(quotes: Quotations, quote: Quote) -> Iterator[Candidate]:
    """Yield the cue of X said: "…"."""
    doc, end = quotes.doc, quote.start
    start = end
    while start > max(0, end - WINDOW) and quotes.lines[start - 1] == quotes.lines[quote.start]:
        if (doc[start - 1].text in END) or quotes.around(start - 1) is not None:
            break
        start -= 1
    mark = {",": "comma", ":": "colon"}.get(doc[end - 1].text if end > start else "", "flow")
    for rank, verb in enumerate(reversed(_verbs(doc, start, end)[-2:])):
        for candidate in _make(quotes, quote, verb, f"quote:{mark}{rank}", (start, end)):
            if mark == "flow":
                lead = ranges(doc, (candidate.cue[1], quote.start))
                if lead and not (candidate.source and candidate.source[0] >= candidate.cue[1]):
                    yield replace(candidate, content=((candidate.cue[1], quote.end),))
                    continue
            yield candidate


def _names_somebody(doc: Doc, source: Range) -> bool:
    """Return whether words beside a colon could name a speaker: no verb, no number, no bracket among them."""
    return not _verbs(doc, *source) and not any(t.like_num or t.text in {"(", "["} for t in doc[slice(*source)])


def _colons(quotations: Quotations) -> Iterator[Candidate]:
    """Yield "X: …" at the start of a paragraph, as headlines and transcripts have it, and "…: X" of a headline."""
    doc, lines = quotations.doc, quotations.lines
    for place in numpy.flatnonzero(doc.to_array(ORTH) == doc.vocab.strings[":"]).tolist():
        token = doc[place]
        if quotations.around(place) is not None:
            continue
        start, end = bisect_left(lines, lines[token.i]), bisect_right(lines, lines[token.i])
        if min(token.i - start, end - token.i) > 2 * LONGEST_NAME:
            continue
        before, after = trimmed(doc, start, token.i), trimmed(doc, token.i + 1, end)
        if before is None or after is None:
            continue
        closed = (
            "text" if doc[after[1] - 1].text[-1] in END or (after[1] < end and doc[after[1]].text in END) else "head"
        )
        for frame, source, content in ((f"colon:{closed}", before, after), (f"colon:last:{closed}", after, before)):
            if source[1] - source[0] <= LONGEST_NAME and _names_somebody(doc, source):
                subject = doc[source[0] : source[1]].root.i
                case = "upper" if doc[subject].is_upper else "lower" if doc[subject].is_lower else "title"
                yield Candidate(token.i, f"{frame}:{case}", (token.i, token.i + 1), source, (content,), subject)
