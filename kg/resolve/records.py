"""What resolving works on: clusters of mentions in one document, and the reasons for joining them."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import msgspec

from kg import ids, knowledge
from kg.knowledge import names
from kg.model import Mention, Merge, Reason, Span
from kg.resolve import people

ARTICLES = ("the ", "a ", "an ", "both ")
GAZETTEER = "gazetteer"  # stands for the document of what the gazetteer knows


class Told(msgspec.Struct, frozen=True, array_like=True):
    """What is asked of a cluster again and again once it is gathered, worked out once and kept on disk."""

    name: str
    folded: str
    named_at: Span
    found_as: str
    names: dict[str, int]  # how often each surface form stands for it
    full: tuple[str, ...]  # the surface forms that are full names of people, folded
    wordings: tuple[str, ...]  # all that it is called by, each on one line
    heads: tuple[str, ...]  # nouns of its offices: "minister" of "foreign minister"
    spots: tuple[int, ...]  # starts and ends of its mentions and of what refers to it, sorted
    block: tuple[str, ...]  # what it shares with all that it may be joined to; empty where it is joined to nothing


@dataclass
class Cluster:
    """Mentions of one document that mean the same, while they are being gathered; then `told` says what they tell."""

    document: str
    kind: str
    mentions: list[Mention] = field(default_factory=list)
    referring: list[Mention] = field(default_factory=list)  # noun phrases and pronouns that mean it and nothing else
    country: str = ""  # ISO code the words around it name; for places, where it lies
    roles: set[str] = field(default_factory=set)  # folded words of offices
    bodies: set[str] = field(default_factory=set)  # folded names of the bodies that the words around it join it to
    acts_for: set[str] = field(default_factory=set)  # ISO codes of the states that its office or the words make it act for
    within: str = ""  # the words of the place it lies in
    known: knowledge.Known | None = None
    label: str = ""  # set for events and delegations; else see `best_name`
    reasons: list[Merge] = field(default_factory=list)
    told: Told | None = None

    @property
    def names(self) -> Counter[str]:
        """How often each surface form stands for it."""
        return Counter(self.told.names) if self.told else Counter(mention.text for mention in self.mentions)

    def spots(self) -> Iterator[tuple[str, Span]]:
        """Return the mentions that mean it, as (document id, span)."""
        if self.told:
            ends = iter(self.told.spots)
            return ((self.document, Span(start, end)) for start, end in zip(ends, ends, strict=True))
        return ((self.document, mention.span) for mention in (*self.mentions, *self.referring))

    @property
    def first(self) -> Span:
        """Where it is first mentioned."""
        if self.told:
            return Span(*self.told.spots[:2])
        return min(mention.span for mention in (*self.mentions, *self.referring))

    def has_office(self) -> bool:
        """Return whether the words around one of its mentions give it an office."""
        return bool(self.told.heads) if self.told else any(mention.role for mention in self.mentions)

    def best_name(self) -> str:
        """Return the fullest of its names, among equals the most frequent, then the first in the alphabet."""
        if self.label:
            return self.label
        if self.told:
            return self.told.name
        counted = self.names or Counter(mention.text for mention in self.referring)
        return without_article(fullest(counted.items()))

    def named_at(self) -> Span:
        """Return where its best name stands first."""
        if self.told:
            return self.told.named_at
        best = self.best_name()
        fitting = [mention.span for mention in self.mentions if without_article(mention.text) == best]
        return min(fitting, default=self.first)

    def absorb(self, other: "Cluster") -> None:
        """Take over everything of a cluster that turned out to mean the same."""
        self.mentions += other.mentions
        self.referring += other.referring
        self.country = self.country or other.country
        self.roles |= other.roles
        self.bodies |= other.bodies
        self.acts_for |= other.acts_for
        self.within = self.within or other.within
        self.known = self.known or other.known
        self.reasons += other.reasons

    def found_as(self) -> str:
        """Return the id it has as long as nothing but its document is known."""
        if self.told:
            return self.told.found_as
        slug = ids.slug(names.fold(self.best_name()))
        where = sorted((mention.span.start, mention.span.end) for mention in (*self.mentions, *self.referring))
        return f"{self.kind.lower()}-{slug}-{ids.digest(self.document, repr(where))[:8]}"


def merge(left: Cluster, right: Cluster, score: float, reasons: tuple[Reason, ...]) -> Merge:
    """Return the record that two clusters are taken for the same."""
    sides = (left.document, left.best_name()), (right.document, right.best_name())
    spans = (left.document, left.named_at()), (right.document, right.named_at())
    return Merge(*sides, round(min(1.0, score), 4), reasons, spans)


def linked(cluster: Cluster, known: knowledge.Known, score: float, reasons: tuple[Reason, ...]) -> Merge:
    """Return the record that a cluster is taken for something that the gazetteer knows."""
    sides = (cluster.document, cluster.best_name()), (GAZETTEER, f"{known.name} ({known.id})")
    return Merge(*sides, round(min(1.0, score), 4), reasons, ((cluster.document, cluster.named_at()),))


def fullest(counted: Iterable[tuple[str, int]]) -> str:
    """Return the name with the most parts, then the most frequent, then the longest, then the first in the alphabet."""
    return min(
        counted, key=lambda item: (-len(people.parts(item[0])), -item[1], -len(item[0]), item[0]), default=("", 0)
    )[0]


def without_article(name: str) -> str:
    """Return a name without the possessive ending and the article it was found with."""
    name = " ".join(name.split()).removesuffix("’s").removesuffix("'s")
    lowered = name.lower()
    return next((name[len(article) :] for article in ARTICLES if lowered.startswith(article)), name)
