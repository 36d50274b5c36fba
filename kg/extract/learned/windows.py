"""Stretches of a document that fit the network: whole paragraphs, with what stands before them as context."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.learned.pieces import Word

CORE_PIECES = 250  # pieces a window answers for
CONTEXT_PIECES = 50  # pieces before it (and after it, where a paragraph had to be cut) that it may look at
CLS, SEP = 101, 102  # as the vocabulary numbers them
SENTENCE_ENDS = frozenset({1012, 999, 1029, 1524, 1000})  # . ! ? ” "


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` to `last` of a document, answerable for `core_first` to `core_last`; ends excluded."""

    first: int
    last: int
    core_first: int
    core_last: int


@dataclass(frozen=True, slots=True)
class Inputs:
    """What the network is given for one window, one entry a piece, and the piece each word begins with."""

    ids: list[int]
    cases: list[int]
    places: list[int]
    starts: list[int]


def _cost(words: Sequence[Word], at: int) -> int:
    """Return the pieces word `at` takes, counting the mark that parts it from the paragraph before."""
    return len(words[at].ids) + (at > 0 and words[at].paragraph != words[at - 1].paragraph)


def _reach(words: Sequence[Word], start: int, step: int, limit: int) -> int:
    """Return how far at most `limit` pieces reach from `start`, backwards (-1) or forwards (1)."""
    at, used = start, 0
    while 0 <= (following := at - 1 if step < 0 else at) < len(words):
        used += _cost(words, following)
        if used > limit:
            break
        at += step
    return at


def _core_end(words: Sequence[Word], first: int, limit: int) -> int:
    """Return where a core that begins at `first` ends: after a paragraph, else after a sentence, else anywhere."""
    furthest = max(_reach(words, first, 1, limit), first + 1)
    if furthest == len(words):
        return furthest
    for end in range(furthest, first, -1):
        if words[end].paragraph != words[end - 1].paragraph:
            return end
    for end in range(furthest, (first + furthest) // 2, -1):
        if words[end - 1].ids[0] in SENTENCE_ENDS:
            return end
    return furthest


def cut(words: Sequence[Word], core: int = CORE_PIECES, context: int = CONTEXT_PIECES) -> Iterator[Window]:
    """Yield windows whose cores follow each other and cover `words`."""
    first = 0
    while first < len(words):
        last = _core_end(words, first, core)
        inside = last < len(words) and words[last].paragraph == words[last - 1].paragraph
        yield Window(
            _reach(words, first, -1, context), _reach(words, last, 1, context) if inside else last, first, last
        )
        first = last


def inputs(words: Sequence[Word], window: Window) -> Inputs:
    """Return what the network reads: the words of `window`, a separator before each new paragraph."""
    ids, cases, places, starts = [CLS], [3], [0], []
    for at in range(window.first, window.last):
        word = words[at]
        if at > window.first and word.paragraph != words[at - 1].paragraph:
            ids.append(SEP)
            cases.append(3)
            places.append(0)
        starts.append(len(ids))
        ids += word.ids
        cases += [word.case] * len(word.ids)
        places += [word.place] * len(word.ids)
    return Inputs([*ids, SEP], [*cases, 3], [*places, 0], starts)
