"""Training examples: paragraphs of articles with their labels, each time with other noise."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from kg.evaluate.noise import Strength, noisy
from kg.evaluate.who.newswire import is_held_out, read_articles
from training.names.labels import guessed, merged

PARAGRAPH = re.compile(r"\n\s*\n|\Z")
CHARACTERS = 600  # of a passage at least, where the article has as many
EVERY = 4  # of the articles that nobody marked, each fourth is read
SPELLING = Strength(names=0.3, articles=0.05, tenses=0.02, letters=0.02, capitals=0.05)
# The share of passages, 0.0 to 1.0, that are changed in one way each: spelling, capitals, small letters, headline letters.
NOISY, CAPITALS, SMALL, HEADLINE = 0.35, 0.02, 0.015, 0.02
LONG_WORD = re.compile(r"\b[a-z]{4,}")
Labels = tuple[tuple[int, int, str], ...]


@dataclass(frozen=True)
class Passage:
    """Some paragraphs and the labels in them, by characters."""

    text: str
    labels: Labels


def marked_passages(folder: Path, parent: Language) -> list[Passage]:
    """Return the passages of the articles that readers marked, those that are measured on left out."""
    articles = [article for article in read_articles(folder) if not is_held_out(article.name)]
    return [
        passage
        for article in articles
        for doc in [parent(article.text)]
        for passage in passages(doc.text, merged(article, doc))
    ]


def guessed_passages(folder: Path, parent: Language) -> list[Passage]:
    """Return the passages of every fourth of the texts in a folder, with the labels of the parent model."""
    docs = (parent(path.read_text("utf-8")) for path in sorted(folder.glob("*.txt"))[::EVERY])
    return [passage for doc in docs for passage in passages(doc.text, guessed(doc))]


def passages(text: str, spans: list[Span]) -> Iterator[Passage]:
    """Yield an article in passages of whole paragraphs."""
    start = 0
    for gap in PARAGRAPH.finditer(text):
        end = gap.start()
        if end - start >= CHARACTERS or gap.end() == len(text):
            inside = (one for one in spans if start <= one.start_char and one.end_char <= end)
            labels = tuple((one.start_char - start, one.end_char - start, one.label_) for one in inside)
            if text[start:end].strip():
                yield Passage(text[start:end], labels)
            start = gap.end()


def varied(passage: Passage, chance: random.Random) -> Passage:
    """Return a passage as it might have been written: misspelt, or in other letters."""
    fate = chance.random()
    if fate < NOISY:
        return misspelt(passage, chance)
    text = passage.text
    if fate < NOISY + CAPITALS:
        text = text.upper()
    elif fate < NOISY + CAPITALS + SMALL:
        text = text.lower()
    elif fate < NOISY + CAPITALS + SMALL + HEADLINE:
        text = LONG_WORD.sub(lambda word: word[0].capitalize(), text)
    # A few letters are two in the other case; then every label would be off.
    return Passage(text, passage.labels) if len(text) == len(passage.text) else passage


def misspelt(passage: Passage, chance: random.Random) -> Passage:
    """Return a passage with the noise of careless typing and machine translation."""
    changed = noisy(passage.text, str(chance.random()), SPELLING)
    return Passage(
        changed.text,
        tuple((changed.at(start), changed.at(end, end=True), label) for start, end, label in passage.labels),
    )


def example(nlp: Language, passage: Passage) -> Example:
    """Return a passage as spaCy learns from it; a label that now cuts a token takes the whole of it."""
    doc = nlp.make_doc(passage.text)
    reference = doc.copy()
    spans: list[Span] = []
    for start, end, label in passage.labels:
        span = reference.char_span(start, end, label=label, alignment_mode="expand")
        span = without_blanks(span) if span is not None else None
        if span is not None and (not spans or spans[-1].end <= span.start):
            spans.append(span)
    reference.ents = spans
    return Example(doc, reference)


def without_blanks(span: Span) -> Span | None:
    """Return a span without blank tokens at its edges, or nothing; spaCy learns no name that begins or ends blank."""
    start, end = span.start, span.end
    doc: Doc = span.doc
    while start < end and doc[start].is_space:
        start += 1
    while start < end and doc[end - 1].is_space:
        end -= 1
    return Span(doc, start, end, label=span.label) if start < end else None
