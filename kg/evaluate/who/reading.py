"""Texts read and resolved for measuring, and which of our mentions stand where the gold annotation has one."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.evaluate.report import all_of
from kg.model import Document, Entity, Extraction, Mention, Resolution, Span
from kg.resolve import resolve
from kg.resolve.people import TITLES
from kg.settings import Settings

GAP = 3  # characters between office and name: a blank, "'s "
WORD_BEFORE = re.compile(r"(?<!\w)(?P<word>\w+)\.?[ ]$")
LONGEST_TITLE = 20  # characters
CONTEXT = 50  # characters shown on either side


@dataclass(frozen=True)
class Read:
    """One text with what was made of it."""

    name: str
    extraction: Extraction
    resolution: Resolution
    entities: Mapping[str, Entity]

    @property
    def text(self) -> str:
        """The words."""
        return self.extraction.document.text

    def meant(self, mention: Mention) -> tuple[str, ...]:
        """Return the ids of the entities that a mention means."""
        return self.resolution.of(self.extraction.document.id, mention.span)

    def at(self, span: Span) -> Mention | None:
        """Return the mention that fits a span best: equal, or sharing most of its words, the earlier and shorter among equals.

        The words before a name that say office and state belong to it: "Turkish Foreign Minister Hakan Fidan" is a person.
        """
        near = [one for one in self.extraction.mentions if self.titled(one).overlaps(span)]
        return max(near, key=lambda one: (self.fit(one, span), -one.span.start), default=None)

    def fit(self, mention: Mention, span: Span) -> float:
        """Return how well a mention fits a span, with the words before it or without them: 0.0 to 1.0."""
        return max(overlap(mention.span, span), overlap(self.titled(mention), span))

    def titled(self, mention: Mention) -> Span:
        """Return the span of a mention with the titles, the office and the state right before it."""
        start = mention.span.start
        pieces = (*((mention.role,) if mention.role else ()), *mention.represents, *mention.affiliation)
        for piece in sorted(pieces, reverse=True):
            if 0 < start - piece.end <= GAP:
                start = piece.start
        while mention.kind == "Person" and (word := WORD_BEFORE.search(self.text[max(0, start - LONGEST_TITLE) : start])):
            if word["word"].lower() not in TITLES:
                break
            start -= len(word[0])
        return Span(start, mention.span.end)

    def around(self, span: Span) -> str:
        """Return a span marked in its context, on one line."""
        before, after = self.text[max(0, span.start - CONTEXT) : span.start], self.text[span.end : span.end + CONTEXT]
        return " ".join(f"{before}[{span.of(self.text)}]{after}".split()) + f"  ({self.name}, character {span.start})"


def overlap(left: Span, right: Span) -> float:
    """Return the share of characters of two spans that they have in common (Jaccard), 0.0 to 1.0."""
    common = min(left.end, right.end) - max(left.start, right.start)
    return common / (left.end - left.start + right.end - right.start - common) if common > 0 else 0.0


def read_alone(texts: Mapping[str, Document], settings: Settings) -> list[Read]:
    """Return each text resolved by itself."""
    return [reading for one in _extracted(texts, settings) for reading in _resolved([one])]


def read_together(texts: Mapping[str, Document], settings: Settings) -> list[Read]:
    """Return the texts resolved together."""
    return _resolved(_extracted(texts, settings))


def _extracted(texts: Mapping[str, Document], settings: Settings) -> list[Extraction]:
    # Who said what is not asked here, and finding it by rules is the quicker way.
    return all_of(
        [replace(document, source=name) for name, document in texts.items()], replace(settings, finder="rules")
    )


def _resolved(extractions: Iterable[Extraction]) -> list[Read]:
    given = list(extractions)
    resolution = resolve(given)
    entities = {entity.id: entity for entity in resolution.entities}
    return [Read(one.document.source, one, resolution, entities) for one in given]
