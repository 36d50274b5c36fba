"""Text as the network reads it: word pieces with their letter case and their place in quotation marks."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.extract.lines import is_hard_wrapped

if TYPE_CHECKING:
    from tokenizers import Tokenizer

LINE_BREAK = re.compile(r"\s*\n\s*")
BLANK_LINE = re.compile(r"\s*\n[^\S\n]*\n\s*")

# Letter case of a word; the vocabulary itself is lower case.
LOWER, CAPITALISED, UPPER, OTHER = 0, 1, 2, 3
CASES = 4
# Where a word stands towards double quotation marks.
OUTSIDE, INSIDE, OPENS, CLOSES = 0, 1, 2, 3
PLACES = 4

OPENING, CLOSING, STRAIGHT = frozenset("“«„‟"), frozenset("”»"), frozenset('"＂')
SINGLE, PAIRS = frozenset("'`"), frozenset({"''", "``"})


@dataclass(frozen=True, slots=True)
class Word:
    """A run of letters and digits or one sign; `ids` are its pieces, offsets are characters, end excluded."""

    start: int
    end: int
    ids: tuple[int, ...]
    case: int
    place: int
    paragraph: int


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return start and end of each paragraph that is not empty, without the white space around it."""
    parting = BLANK_LINE if is_hard_wrapped(text) else LINE_BREAK
    edges = [0, *(edge for match in parting.finditer(text) for edge in match.span()), len(text)]
    return [(start, end) for start, end in zip(edges[::2], edges[1::2], strict=True) if text[start:end].strip()]


def case_of(word: str) -> int:
    """Return the letter-case class of one word; a single capital counts as capitalised."""
    if word.islower():
        return LOWER
    if word.isupper() and len(word) > 1:
        return UPPER
    return CAPITALISED if word[0].isupper() else OTHER


def quote_places(text: str, spans: list[tuple[int, int]]) -> list[int]:
    """Return for each word of one paragraph whether it is outside or inside quotation marks, or opens or closes them.

    A straight mark opens where none is open and no letter or digit stands before it; two apostrophes or grave accents
    side by side are a straight mark. A quote that the paragraph leaves open holds to its end.
    """
    places: list[int] = []
    inside = False
    for at, (start, end) in enumerate(spans):
        sign = text[start:end]
        if sign in SINGLE and at and text[spans[at - 1][0] : end] in PAIRS:
            places[-1:] = [CLOSES if inside else OPENS] * 2
            inside = not inside
        elif sign in OPENING or (sign in STRAIGHT and not inside and not text[max(start - 1, 0) : start].isalnum()):
            places.append(OPENS)
            inside = True
        elif sign in CLOSING or sign in STRAIGHT:
            places.append(CLOSES)
            inside = False
        else:
            places.append(INSIDE if inside else OUTSIDE)
    return places


def read_words(text: str, tokenizer: "Tokenizer") -> list[Word]:
    """Return the words of `text` in order."""
    bounds = paragraphs(text)
    words: list[Word] = []
    encodings = tokenizer.encode_batch([text[start:end] for start, end in bounds], add_special_tokens=False)
    for number, ((start, end), encoding) in enumerate(zip(bounds, encodings, strict=True)):
        runs: list[tuple[int, int, list[int]]] = []
        last = None
        for piece, (left, right), word in zip(encoding.ids, encoding.offsets, encoding.word_ids, strict=True):
            if word == last and runs:
                runs[-1] = (runs[-1][0], right, [*runs[-1][2], piece])
            else:
                runs.append((left, right, [piece]))
            last = word
        paragraph = text[start:end]
        places = quote_places(paragraph, [(left, right) for left, right, _ in runs])
        words += [
            Word(start + left, start + right, tuple(ids), case_of(paragraph[left:right]), place, number)
            for (left, right, ids), place in zip(runs, places, strict=True)
        ]
    return words
