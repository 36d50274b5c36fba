"""What people decided, bound to the words of these documents: names that must be one, and names that must not.

A judgement is bound by the words a person pointed at, as long as their document is there and something is mentioned at
them; else by its names, wherever these stand. What is bound to nothing changes nothing (`Ties.idle` says which).
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from typing import Protocol, TypeVar

from kg import ontology
from kg.knowledge import names
from kg.model import Anchor, Extraction, Judgement, Mention, Ruling, Span, Thing
from kg.resolve.across import LOCAL
from kg.resolve.records import GAZETTEER, Cluster, without_article

Key = tuple[str, Span]


class Mentioned(Protocol):
    """Something that mentions of one document mean: a cluster, an event, a delegation."""

    def spots(self) -> Iterable[Key]:
        """Return the mentions that mean it, as (document id, span)."""


M = TypeVar("M", bound=Mentioned)
Likeness = Callable[[M, M], float]


@dataclass(frozen=True, slots=True)
class Tie:
    """A judgement and the mentions that it is bound to on both sides, the most telling first."""

    judgement: Judgement
    left: tuple[Key, ...]
    right: tuple[Key, ...]

    @property
    def ruling(self) -> Ruling:
        """The judgement with the most telling words on both sides."""
        return Ruling(self.judgement, (self.left[0], self.right[0]))


@dataclass(frozen=True)
class Ties:
    """The judgements about names, bound to mentions."""

    same: tuple[Tie, ...] = ()
    different: tuple[Tie, ...] = ()
    idle: tuple[Judgement, ...] = ()  # whose words nothing mentions any more

    @cached_property
    def at(self) -> dict[Key, list[int]]:
        """Which of all ties, those that join first, are bound to each mention."""
        found: defaultdict[Key, list[int]] = defaultdict(list)
        for number, tie in enumerate((*self.same, *self.different)):
            for key in dict.fromkeys((*tie.left, *tie.right)):
                found[key].append(number)
        return found

    def about(self, keys: Iterable[Key]) -> tuple[list[Tie], list[Tie]]:
        """Return the ties that join and those that part, as far as they are bound to one of these mentions."""
        everything = (*self.same, *self.different)
        numbers = sorted({number for key in keys for number in self.at[key]})
        joining = [everything[number] for number in numbers if number < len(self.same)]
        return joining, [everything[number] for number in numbers if number >= len(self.same)]

    @cached_property
    def keys(self) -> frozenset[Key]:
        """Every mention that a judgement is bound to."""
        return frozenset(self.at)

    def judge(self, member: Mentioned) -> bool:
        """Return whether a judgement is about this thing."""
        return bool(self.keys) and not self.keys.isdisjoint(member.spots())

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """All of them with the words they are bound to, sorted."""
        return tuple(sorted(tie.ruling for tie in (*self.same, *self.different)))


# Binding


def bind(judgements: Iterable[Judgement], extractions: Sequence[Extraction]) -> Ties:
    """Return the judgements about names bound to what these documents mention; their order does not matter."""
    asked = sorted({each for each in judgements if each.verdict in {"same", "different"}}, key=lambda each: each.id)
    if not asked:
        return Ties()
    words = _Words(extractions)
    ties = [Tie(each, *(words.of(thing) for thing in each.things)) for each in asked]
    bound: dict[str, list[Tie]] = {"same": [], "different": [], "idle": []}
    for tie in ties:
        finds_both = tie.left and tie.right and not {*tie.left} & {*tie.right}
        bound[tie.judgement.verdict if finds_both else "idle"].append(tie)
    return Ties(tuple(bound["same"]), tuple(bound["different"]), tuple(tie.judgement for tie in bound["idle"]))


def documents_of(judgements: Iterable[Judgement]) -> frozenset[str]:
    """Return the ids of the documents in which stand the words that people pointed at."""
    return frozenset(anchor.document for each in judgements for thing in each.things for anchor in thing.anchors)


def is_bound(judgements: Iterable[Judgement], extractions: Sequence[Extraction]) -> bool:
    """Return whether all that judgements mean stands in these documents, so that no other need be looked at."""
    words, given = _Words(extractions), {each.document.id for each in extractions}
    things = [
        (each.verdict, thing)
        for each in judgements
        if each.verdict in {"same", "different", "wrong"}
        for thing in each.things
    ]
    return all(
        bool(thing.anchors) and thing.anchors[0].document in given if verdict == "wrong" else words.is_anchored(thing)
        for verdict, thing in things
    )


class _Words:
    """Where documents mention something: spans by document and family."""

    def __init__(self, extractions: Sequence[Extraction]) -> None:
        self.extractions = {extraction.document.id: extraction for extraction in extractions}
        self.called: dict[tuple[str, str], list[Key]] = {}

    def of(self, thing: Thing) -> tuple[Key, ...]:
        """Return the mentions that a person meant, the most telling first."""
        found = self._anchored(thing)
        return tuple(dict.fromkeys(found if found or not _is_found_by_name(thing) else self._called(thing)))

    def is_anchored(self, thing: Thing) -> bool:
        """Return whether only the words that a person pointed at tell what is meant, wherever its name stands else."""
        return not _is_found_by_name(thing) or bool(self._anchored(thing))

    def _anchored(self, thing: Thing) -> list[Key]:
        family = family_of(thing.kind)
        return [
            (anchor.document, span)
            for anchor in thing.anchors
            if anchor.document in self.extractions
            and (span := _at(anchor, _spans(self.extractions[anchor.document], family))) is not None
        ]

    def _called(self, thing: Thing) -> list[Key]:
        if not self.called:
            for document, extraction in sorted(self.extractions.items()):
                for mention in extraction.mentions:
                    key = (mention.kind, names.fold(without_article(mention.text)))
                    self.called.setdefault(key, []).append((document, mention.span))
        return self.called.get((thing.kind, names.fold(without_article(thing.name))), [])


def _is_found_by_name(thing: Thing) -> bool:
    return family_of(thing.kind) == "name" and thing.kind not in LOCAL


def family_of(kind: str) -> str:
    """Return what things of a class can be the same as: event · delegation · name."""
    if ontology.is_a(kind, "Event"):
        return "event"
    return "delegation" if ontology.is_a(kind, "Delegation") else "name"


def _spans(extraction: Extraction, family: str) -> list[Span]:
    delegated = {span for one in extraction.delegations for span in one.mentions}
    if family == "event":
        return [span for event in extraction.events for span in event.mentions]
    if family == "delegation":
        return sorted(delegated)
    return [mention.span for mention in extraction.mentions if mention.span not in delegated]


def _at(anchor: Anchor, spans: Sequence[Span]) -> Span | None:
    """Return the mention at the words of an anchor: the same span, else the one that shares most characters with it."""
    if anchor.span in spans:
        return anchor.span
    shared = [(min(span.end, anchor.span.end) - max(span.start, anchor.span.start), span) for span in spans]
    return min(((-length, span) for length, span in shared if length > 0), default=(0, None))[1]


# Dividing


def divided(groups: Sequence[list[M]], ties: Ties, likeness: Likeness[M]) -> list[list[M]]:
    """Return groups with judgements obeyed: what is the same in one group, what is different in two.

    Whatever nobody judged stays with those of its group that it is most like.
    """
    bound = _Bound([member for group in groups for member in group], ties)
    if not bound.judged:
        return list(groups)
    bound.join_the_alike(groups, likeness)
    parts: defaultdict[int, list[M]] = defaultdict(list)
    kept = []
    for group in groups:
        judged = [member for member in group if id(member) in bound.judged]
        if not judged:
            kept.append(group)
        for member in group if judged else ():
            nearest = member if id(member) in bound.judged else max(judged, key=lambda one: likeness(one, member))
            parts[bound.part(nearest)].append(member)
    return [*kept, *(parts[at] for at in sorted(parts))]


class _Bound:
    """Which of the judged things must be one, and which must not: disjoint sets that never join against a judgement."""

    def __init__(self, members: Sequence[Mentioned], ties: Ties) -> None:
        home = {key: at for at, member in enumerate(members) for key in member.spots() if key in ties.keys}
        self.judged = {id(members[at]): at for at in home.values()}
        self.parts = {at: at for at in self.judged.values()}
        self.members = {at: [at] for at in self.parts}
        self.rivals: defaultdict[int, set[int]] = defaultdict(set)
        joining, parting = ties.about(home)
        for tie in joining:
            left, right = (next((home[key] for key in side if key in home), None) for side in (tie.left, tie.right))
            if left is not None and right is not None:
                self._join(left, right)
        for tie in parting:
            sides = ({self.parts[home[key]] for key in side if key in home} for side in (tie.left, tie.right))
            for left, right in product(*sides):
                if left != right:
                    self.rivals[left].add(right)
                    self.rivals[right].add(left)

    def part(self, member: Mentioned) -> int:
        """Return the number of the part to which a judged member belongs."""
        return self.parts[self.judged[id(member)]]

    def _join(self, left: int, right: int) -> None:
        kept, gone = sorted((self.parts[left], self.parts[right]))
        if kept == gone:
            return
        self.parts.update(dict.fromkeys(self.members[gone], kept))
        self.members[kept] += self.members.pop(gone)
        for rival in self.rivals.pop(gone, ()):
            self.rivals[rival].discard(gone)
            self.rivals[rival].add(kept)
            self.rivals[kept].add(rival)

    def join_the_alike(self, groups: Sequence[list[M]], likeness: Likeness[M]) -> None:
        """Join the judged members that were in one group anyway, the likeliest first, where no judgement forbids it."""
        pairs = []
        for group in groups:
            judged = [member for member in group if id(member) in self.judged]
            for left, right in combinations(judged, 2):
                pairs.append((-likeness(left, right), self.judged[id(left)], self.judged[id(right)]))
        for _, ours, theirs in sorted(pairs):
            if self.parts[theirs] not in self.rivals[self.parts[ours]]:
                self._join(ours, theirs)


# Clusters


@dataclass(frozen=True, slots=True)
class Called:
    """The mentions of one document that are called alike."""

    document: str
    name: str
    mentions: tuple[Mention, ...]

    def spots(self) -> Iterable[Key]:
        """Return the mentions, as (document id, span)."""
        return ((self.document, mention.span) for mention in self.mentions)


def parted(cluster: Cluster, ties: Ties) -> list[Cluster]:
    """Return a cluster divided as judgements ask for; mentions called alike stay together."""
    if not ties.different or not ties.judge(cluster):
        return [cluster]
    called: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in cluster.mentions:
        called[names.fold(without_article(mention.text))].append(mention)
    named = [Called(cluster.document, name, tuple(found)) for name, found in sorted(called.items())]
    parts = divided([named], ties, lambda one, other: names.similarity(one.name, other.name))
    return [cluster] if len(parts) == 1 else [_part(cluster, part) for part in parts]


def _part(cluster: Cluster, called: Iterable[Called]) -> Cluster:
    mentions = sorted((mention for one in called for mention in one.mentions), key=lambda mention: mention.span)
    countries = {mention.country for mention in mentions if mention.country}
    spans = {(cluster.document, mention.span) for mention in mentions}
    return replace(
        cluster,
        mentions=mentions,
        country=min(countries) if len(countries) == 1 else "",
        reasons=[merge for merge in cluster.reasons if spans.issuperset(merge.spans)],
    )


def settled(groups: Sequence[list[Cluster]], ties: Ties, likeness: Likeness[Cluster]) -> list[list[Cluster]]:
    """Return groups with judgements obeyed, and each thing of the gazetteer in one group only: where it fits best.

    What the gazetteer knows a group as stands in the first cluster of the group.
    """
    if not ties.keys:
        return list(groups)
    found = divided(groups, ties, likeness)
    while shared := _shared(found):
        for known, sharing in shared:
            fits = sorted((_fit(group, known), at) for at, group in enumerate(sharing))
            for _, at in fits[:-1]:
                _forget(cluster for cluster in sharing[at] if cluster.known and cluster.known.id == known)
    for group in found:
        best = _known(group)
        _forget(cluster for cluster in group if cluster.known and cluster.known.id != best)
        group.sort(key=lambda cluster: cluster.known is None)
    return found


def _forget(clusters: Iterable[Cluster]) -> None:
    """Let clusters not be known as what judgements say they are not."""
    for cluster in clusters:
        cluster.known = None
        cluster.reasons = [merge for merge in cluster.reasons if merge.right[0] != GAZETTEER]


def _known(group: Iterable[Cluster]) -> str:
    """Return the id of what most clusters of a group are known as; among equals the first in the alphabet."""
    counted = Counter(cluster.known.id for cluster in group if cluster.known)
    return min(counted, key=lambda id: (-counted[id], id), default="")


def _shared(groups: Iterable[list[Cluster]]) -> list[tuple[str, list[list[Cluster]]]]:
    called: defaultdict[str, list[list[Cluster]]] = defaultdict(list)
    for group in groups:
        called[_known(group)].append(group)
    return [(id, sharing) for id, sharing in sorted(called.items()) if id and len(sharing) > 1]


def _fit(group: Iterable[Cluster], id: str) -> tuple[float, int]:
    """Return how well a group fits something known: how like its names are, then how often it is mentioned."""
    known = next(cluster.known for cluster in group if cluster.known and cluster.known.id == id)
    alike = max(names.similarity(name, known.name) for cluster in group for name in cluster.names)
    return alike, sum(len(cluster.mentions) for cluster in group)
