"""Training examples: windows of articles with the tags and links to be learnt."""

import random
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tokenizers import Tokenizer

from kg.evaluate.noise import Strength, noisy
from kg.extract.learned.decode import CONTENT, CUE, SOURCE, Stretch
from kg.extract.learned.pieces import Word, read_words
from kg.extract.learned.windows import Window, cut
from training.attribution.corpus import ROLES, Article, Spans

Links = dict[Stretch, frozenset[Stretch]]
Noise = tuple[str, Strength]  # seed and strength


@dataclass(frozen=True)
class Reading:
    """An article as words, a tag for each, and what each content (its cue) and cue (its sources) points to."""

    name: str
    words: list[Word]
    tags: list[int]
    links: Links


@dataclass(frozen=True)
class Example:
    """One window of a reading."""

    reading: Reading
    window: Window


def stretch_of(middles: Sequence[float], start: int, end: int, role: int) -> Stretch | None:
    """Return the words whose middle lies in characters `start` to `end`, or None."""
    first, last = bisect_left(middles, start), bisect_left(middles, end) - 1
    return Stretch(first, last, role) if first <= last else None


def read(article: Article, tokenizer: Tokenizer, annotator: int = 0, noise: Noise | None = None) -> Reading:
    """Return an article as one annotator read it; `noise` is a seed and a strength."""
    text, reading = article.text, article.readings[annotator % len(article.readings)]
    if noise:
        changed = noisy(text, *noise)
        text = changed.text

        def moved(spans: Spans) -> Spans:
            return tuple((changed.at(start), changed.at(end, end=True)) for start, end in spans)

        reading = tuple({role: moved(spans) for role, spans in attribution.items()} for attribution in reading)
    words = read_words(text, tokenizer)
    return Reading(article.name, words, *_gold(words, reading))


def _gold(words: list[Word], reading: Sequence[dict[str, Spans]]) -> tuple[list[int], Links]:
    tags, owner = [0] * len(words), {}
    middles = [(word.start + word.end - 1) / 2 for word in words]
    links: dict[Stretch, set[Stretch]] = defaultdict(set)
    for attribution in reading:
        found: dict[int, list[Stretch]] = {SOURCE: [], CUE: [], CONTENT: []}
        for role, name in enumerate(ROLES):
            for start, end in attribution[name]:
                span = stretch_of(middles, start, end, role)
                if span is None or any(owner.get(at, span) != span for at in range(span.first, span.last + 1)):
                    continue
                for at in range(span.first, span.last + 1):
                    owner[at] = span
                    tags[at] = 2 * role + (1 if at == span.first else 2)
                found[role].append(span)
        for cue in found[CUE]:
            links[cue] |= set(found[SOURCE])
            for content in found[CONTENT]:
                links[content].add(cue)
    return tags, {span: frozenset(links[span]) for span in sorted(links)}


def examples(readings: Sequence[Reading], core: int, context: int) -> Iterator[Example]:
    """Yield the windows of each reading."""
    for reading in readings:
        for window in cut(reading.words, core, context):
            yield Example(reading, window)


def strength(chance: random.Random) -> Strength:
    """Return a random strength of noise, for training."""
    level = chance.random()
    return Strength(
        names=0.15 * level, articles=0.15 * level, tenses=0.15 * level, letters=0.03 * level,
        lost_quotes=0.15 * level, doubled_quotes=0.05 * level, capitals=0.1 * level,
        other_quotes=chance.random() < 0.6, lower_case=chance.random() < 0.08,
    )  # fmt: skip
