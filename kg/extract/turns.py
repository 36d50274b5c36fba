"""The turns of a transcript: paragraphs that begin with who speaks and a colon ("LAVROV: We are ready.").

Such a text has no verbs of saying; it is told by its layout alone. What stands after "Question" or "Q" ends the turn
before it, but is nobody's statement, since the label names nobody.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.extract.quotes import paragraphs
from kg.model import Attribution, Span

LABEL = re.compile(
    r"[\"“„«]?(?P<name>(?:[A-Z][\w.’'\-]*[^\S\n]?){1,4}(?:[^\S\n]?\([^()\n]{1,40}\))?)[^\S\n]?(?P<colon>:)[^\S\n]+(?=\S)"
)
WORD = re.compile(r"[^\W\d_]+")
OPENING = '"“„«'
SPOKEN = re.compile(r"[.?!…—–-][\"”»’)\]]*$")
# A transcript has as many turns, one speaker who comes back, and between two turns at most as many paragraphs of one speech.
LEAST_TURNS, LEAST_RETURNS, LONGEST_SPEECH = 3, 2, 4
LEAST_WORDS = 4
SURE = 0.9  # confidence of a turn
NOBODY = frozenset({"q", "a", "question", "questions", "answer"})


@dataclass(frozen=True, slots=True)
class Turn:
    """Who speaks, the colon, and the first paragraph of what is said, without marks around it."""

    paragraph: int
    name: Span
    colon: Span
    words: Span

    def speaker(self, text: str) -> str:
        """Return the last word of the name, by which one speaker is known in "Jake Tapper" and "TAPPER"."""
        words: list[str] = WORD.findall(self.name.of(text).partition("(")[0])
        return words[-1].casefold()


def find_turns(text: str) -> tuple[Attribution, ...]:
    """Return the turns of a text as attributions, in text order; none where it does not look like a transcript."""
    blocks = list(paragraphs(text))
    turns = [turn for turn in candidates(text, blocks) if reads_as_speech(turn.words.of(text))]
    speakers = [turn.speaker(text) for turn in turns]
    returns = Counter(speakers)
    if len(turns) < LEAST_TURNS or len(returns) < 2 or max(returns.values()) < LEAST_RETURNS:
        return ()
    nexts = [*(turn.paragraph for turn in turns[1:]), len(blocks)]
    return tuple(
        Attribution((turn.name,), (turn.colon,), (turn.words, *rest_of(turn, last, text, blocks)), SURE)
        for turn, speaker, last in zip(turns, speakers, nexts, strict=True)
        if speaker not in NOBODY
    )


def candidates(text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[Turn]:
    """Yield the paragraphs that begin with a name and a colon; the first is the headline, where a colon means something else."""
    for number, (start, end) in enumerate(blocks[1:], 1):
        if found := LABEL.match(text, start, end):
            name = Span(found.start("name"), found.start("name") + len(found["name"].rstrip()))
            yield Turn(number, name, Span(*found.span("colon")), bare(text, found.end(), end))


def bare(text: str, start: int, end: int) -> Span:
    """Return the characters of a paragraph without blanks and an opening mark around them."""
    inside = text[start:end]
    start += len(inside) - len(inside.lstrip(" \t" + OPENING))
    return Span(start, max(start, start + len(text[start:end].rstrip())))


def reads_as_speech(words: str) -> bool:
    """Return whether a paragraph is a sentence that somebody may have said: a few words that come to an end."""
    return len(WORD.findall(words)) >= LEAST_WORDS and SPOKEN.search(words) is not None


def rest_of(turn: Turn, last: int, text: str, blocks: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield the further paragraphs of a turn: those before the next turn; if it opens with a mark, those that do so too.

    Paragraphs in brackets say what happens meanwhile. After the last turn, and where many paragraphs without a mark stand
    between two turns, the article speaks again.
    """
    marked = text[blocks[turn.paragraph][0]] in OPENING
    following = range(turn.paragraph + 1, last)
    if last == len(blocks) or (len(following) >= LONGEST_SPEECH and not marked):
        return
    for number in following:
        start, end = blocks[number]
        words = bare(text, start, end)
        if marked and text[start] not in OPENING:
            return
        if words.of(text).startswith(("(", "[")) or not reads_as_speech(words.of(text)):
            continue
        yield words


def with_turns(found: Sequence[Attribution], turns: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return attributions and turns in the order of their cues; what stands in a turn is left out, being said by its speaker."""
    if not turns:
        return tuple(found)
    taken = [Span(turn.source[0].start, turn.content[-1].end) for turn in turns]
    apart = [
        one
        for one in found
        if not any(span.overlaps(place) for span in (*one.source, *one.cue, *one.content) for place in taken)
    ]
    return tuple(sorted((*apart, *turns), key=lambda one: one.cue or one.content))
