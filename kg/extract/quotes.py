"""Quotation marks paired into quotations: straight, curly, guillemets, doubled apostrophes, marks that got lost."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.lines import is_hard_wrapped

OPENING = frozenset("“„«")
CLOSING = frozenset("”»")
MARK = re.compile("[\"“”„«»]|''|``|‘(?=\\w)|’(?!\\w)")
LINE = re.compile(r"[^\n]+")
BLOCK = re.compile(r"(?:[^\n]|\n(?!\s*\n))+")
SENTENCE_END = re.compile(r"[.!?…](?=\s|$)")
# A quotation left open is taken to lose its closing mark when it runs on for longer than this without one.
LONGEST_UNCLOSED = 1500
SHORTEST_SPEECH = 4


@dataclass(frozen=True, slots=True)
class Quote:
    """Tokens between two marks, marks included, end excluded."""

    start: int
    end: int
    closed: bool
    speech: bool  # reads like somebody talking, not like a title or a word held at arm's length


def paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Yield the character offsets of each paragraph: of each line, or of each block where lines are hard-wrapped."""
    for match in (BLOCK if is_hard_wrapped(text) else LINE).finditer(text):
        if not match.group().isspace():
            yield match.span()


def _opens(text: str, start: int, end: int, is_open: bool) -> bool:
    """Return whether a straight mark opens a quotation: the blanks around it tell, else marks alternate."""
    before, after = text[start - 1 : start], text[end : end + 1]
    blank_before = not before or before.isspace() or before in "([—–-"
    blank_after = not after or after.isspace() or after in ".,;:!?)]—–-"
    return blank_before if blank_before != blank_after else not is_open


def _pairs(text: str, begin: int, finish: int) -> Iterator[tuple[int, int, bool]]:
    """Yield start, end and whether it is closed for each quotation of one paragraph."""
    opened, single = -1, False
    for match in MARK.finditer(text, begin, finish):
        mark, (start, end) = match.group(), match.span()
        if mark in "‘’":
            # Single marks count only outside double ones, where they come as a pair.
            if mark == "‘" and opened < 0:
                opened, single = start, True
            elif mark == "’" and single and opened >= 0:
                yield opened, end, True
                opened, single = -1, False
            continue
        if single:
            opened, single = -1, False
        if mark in CLOSING and opened < 0:
            continue  # an apostrophe or a mark whose partner was lost: nothing says where it began
        opening = mark in OPENING and (opened < 0 or _opens(text, start, end, True))
        if mark not in OPENING | CLOSING:
            opening = _opens(text, start, end, opened >= 0)
        if opening:
            cut = _sentence_end(text, opened, start) if opened >= 0 else -1
            if cut > opened >= 0:
                yield opened, cut, False
            opened = start if opened < 0 or cut > opened else opened
        elif opened >= 0:
            yield opened, end, True
            opened = -1
    if opened >= 0 and not single:
        yield opened, finish, False


def _sentence_end(text: str, start: int, end: int) -> int:
    """Return where the last sentence that ends between the two offsets ends, or `start`."""
    return max((match.end() for match in SENTENCE_END.finditer(text, start, end)), default=start)


def _reopened(text: str, end: int) -> bool:
    """Return whether the next paragraph opens with a mark, as a quotation over several paragraphs does."""
    rest = text[end : end + 20].lstrip()
    return MARK.match(rest) is not None


def _closing(text: str, start: int, end: int) -> int:
    """Return the end of a quotation without a closing mark: the paragraph's if it goes on, else a sentence's."""
    if _reopened(text, end):
        return end
    first = SENTENCE_END.search(text, start, min(end, start + LONGEST_UNCLOSED))
    return first.end() if first else end


def _is_speech(doc: Doc, start: int, end: int) -> bool:
    words = [token for token in doc[start:end] if not (token.is_punct or token.is_space or token.is_quote)]
    ends_inside = end - 2 > start and doc[end - 2].text[-1] in ",.?!…"
    has_verb = any(token.pos_ in {"VERB", "AUX"} for token in words)
    return (len(words) >= SHORTEST_SPEECH and has_verb) or (ends_inside and bool(words) and words[0].is_title)


def find_quotes(doc: Doc) -> tuple[Quote, ...]:
    """Return the quotations of a text in order; they do not overlap, and a mark inside another's pair is not one."""
    found, last = [], -1
    text = doc.text  # spaCy joins it anew at each access
    for begin, finish in paragraphs(text):
        for start, end, closed in _pairs(text, begin, finish):
            stop = end if closed else _closing(text, start, end)
            span = doc.char_span(start, stop, alignment_mode="expand")
            if span is not None and span.start >= last:
                last = span.end
                found.append(Quote(span.start, span.end, closed, _is_speech(doc, span.start, span.end)))
    return tuple(found)
