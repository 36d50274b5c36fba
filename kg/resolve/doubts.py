"""Which pairs of names a person should look at: those about which the rules were least sure, and that matter most.

Two kinds: names that were joined with a low score, and entities that stayed apart although their names are alike. A pair
is worth the more the nearer its score is to what was asked for, and the more often both are mentioned.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from math import log2

from kg.knowledge import names
from kg.model import Anchor, Extraction, Judgement, Merge, Resolution, Thing
from kg.resolve import across, people, within
from kg.resolve.happenings import Happening
from kg.resolve.judged import family_of
from kg.resolve.records import Cluster, without_article
from kg.resolve.resolver import Solution
from kg.resolve.why import Comparison, compare

SURE = 0.93  # merges from this score on are not asked about
LIKELY = 0.5  # nor pairs that stayed apart below this one
WIDTH = 0.35  # how far a score may lie from what was asked for and still leave a doubt
LARGEST_BLOCK = 40  # entities of like names that are compared with each other, the most mentioned
COMPARED = 3  # clusters of an entity that are compared, the most mentioned
SHORTEST_WORD = 4  # letters by which two names may be alike
ANCHORS = 50

Member = Cluster | Happening


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two names of which it is doubtful whether they mean the same."""

    value: float  # what an answer is worth
    left: Thing
    right: Thing
    joined: bool  # whether they are one as things stand
    compared: Comparison


def doubts(solution: Solution, extractions: Sequence[Extraction], judgements: Iterable[Judgement]) -> list[Doubt]:
    """Return the doubtful pairs that nobody has judged yet, the most valuable first."""
    texts = _Texts(solution.resolution, extractions)
    found = [*_joined(solution, texts), *_apart(solution, texts)]
    told = {pair for judgement in judgements for pair in _pairs(judgement.things)}
    ranked = sorted(found, key=lambda doubt: (-doubt.value, doubt.left, doubt.right))
    asked: dict[Hashable, Doubt] = {}
    for doubt in ranked:
        if told.isdisjoint(_pairs((doubt.left, doubt.right))):
            asked.setdefault(_question(doubt), doubt)
    return list(asked.values())


def _question(doubt: Doubt) -> Hashable:
    """Return what two doubts share that ask the same: the names, where one entity has both in many articles."""
    called = frozenset(_called(thing.name) for thing in (doubt.left, doubt.right))
    if doubt.joined and len(called) == len((doubt.left, doubt.right)):
        return called
    return doubt.left.anchors[0], doubt.right.anchors[0]


def _pairs(things: Sequence[Thing]) -> Iterator[frozenset[tuple[str, str]]]:
    """Yield the names of two things, as they stand in their articles, in all combinations."""
    if len(things) == 2:
        left, right = ({(anchor.document, names.fold(anchor.words)) for anchor in thing.anchors} for thing in things)
        yield from (frozenset((one, other)) for one in left for other in right)


class _Texts:
    """The words of articles, and how often names stand for entities."""

    def __init__(self, found: Resolution, extractions: Sequence[Extraction]) -> None:
        self.text = {extraction.document.id: extraction.document.text for extraction in extractions}
        self.entities = {entity.id: entity for entity in found.entities}
        self._anchors: dict[str, dict[str, list[Anchor]]] = {}

    def anchors(self, entity: str) -> dict[str, list[Anchor]]:
        """Return where the names of an entity stand, by the folded name; looked for when it is first asked for."""
        if entity not in self._anchors:
            found = self._anchors[entity] = defaultdict(list)
            known = {_called(name) for name in self.entities[entity].names}
            for document, span in self.entities[entity].mentions:
                words = span.of(self.text[document])
                if _called(words) in known:
                    found[_called(words)].append(Anchor(document, span, words))
        return self._anchors[entity]

    def thing(self, entity: str, words: str, first: str = "") -> Thing:
        """Return what some words mean that stand for an entity, those of the document `first` before the others."""
        called = self.anchors(entity)
        found = called.get(_called(words)) or [each for some in called.values() for each in some]
        ranked = sorted(found, key=lambda anchor: (anchor.document != first, anchor))
        return Thing(" ".join(words.split()), self.entities[entity].kind, tuple(ranked[:ANCHORS]))

    def weight(self, left: Thing, right: Thing) -> float:
        """Return how much an answer about two things changes."""
        return log2(1 + min(len(left.anchors), len(right.anchors)))


def _called(words: str) -> str:
    return names.fold(without_article(words))


def _value(compared: Comparison) -> float:
    return max(0.0, 1 - abs(compared.score - compared.asked) / WIDTH)


# Names that were joined


def _joined(solution: Solution, texts: _Texts) -> Iterator[Doubt]:
    for merge in solution.resolution.merges:
        if len(merge.spans) == 2 and merge.score < SURE:
            (document, span), (other, _) = merge.spans
            entity = solution.resolution.of(document, span)[0]
            left = texts.thing(entity, merge.left[1], document)
            right = texts.thing(entity, merge.right[1], other)
            if _called(left.name) == _called(right.name):  # namesakes can only be told apart by their articles
                left, right = (_within(thing, key) for thing, key in ((left, document), (right, other)))
            compared = Comparison(merge.reasons, _asked(merge))
            if left.anchors[:1] != right.anchors[:1] and left.anchors and right.anchors:
                yield Doubt(round(_value(compared) * texts.weight(left, right), 4), left, right, True, compared)


def _within(thing: Thing, document: str) -> Thing:
    return replace(thing, anchors=tuple(anchor for anchor in thing.anchors if anchor.document == document))


def _asked(merge: Merge) -> float:
    return within.JOIN if merge.left[0] == merge.right[0] else across.SAME


# Entities that stayed apart


def _apart(solution: Solution, texts: _Texts) -> Iterator[Doubt]:
    blocks: defaultdict[Hashable, set[str]] = defaultdict(set)
    members: dict[str, list[Member]] = {}
    for entity, found in solution.members.items():
        all_members: list[Member] = list(found)
        members[entity] = sorted(all_members, key=lambda one: (-_size(one), one.document))[:COMPARED]
        for key in _keys(members[entity]):
            blocks[key].add(entity)
    pairs = {pair for key in blocks for pair in combinations(_largest(blocks[key], solution), 2)}
    for one, other in sorted(pairs):
        if family_of(members[one][0].kind) != family_of(members[other][0].kind):
            continue
        told = ((a, b) for a in members[one] for b in members[other] if not _are_bare(a, b) and _are_near(a, b))
        best = max((_compared(a, b) for a, b in told), key=lambda found: found[0].score, default=None)
        if best is None:
            continue
        compared, left, right = best
        if compared.score >= LIKELY and _value(compared):
            things = texts.thing(one, _name(left), left.document), texts.thing(other, _name(right), right.document)
            if all(thing.anchors for thing in things):
                yield Doubt(round(_value(compared) * texts.weight(*things), 4), *things, False, compared)


def _are_bare(left: Member, right: Member) -> bool:
    """Return whether two people are both called by a surname alone: there is nothing to tell by."""
    return {left.kind, right.kind} == {"Person"} and not any(people.is_full(_name(one)) for one in (left, right))


def _are_near(left: Member, right: Member) -> bool:
    """Return whether two names may be like enough for a doubt: of bodies and places, not where one is twice as long."""
    if isinstance(left, Happening) or isinstance(right, Happening) or "Person" in {left.kind, right.kind}:
        return True
    short, long = sorted(len(across.folded(one)) for one in (left, right))
    return short >= LIKELY * long


def _compared(left: Member, right: Member) -> tuple[Comparison, Member, Member]:
    return compare(left, right), left, right


def _largest(block: Iterable[str], solution: Solution) -> list[str]:
    sizes = {entity: sum(map(_size, solution.members[entity])) for entity in block}
    return sorted(sorted(sizes, key=lambda entity: (-sizes[entity], entity))[:LARGEST_BLOCK])


def _size(member: Member) -> int:
    """Return how many mentions mean a member."""
    if isinstance(member, Cluster) and member.told:
        return len(member.told.spots) // 2
    return sum(1 for _ in member.spots())


def _name(member: Member) -> str:
    return member.label if isinstance(member, Happening) else member.best_name()


def _keys(members: Iterable[Member]) -> Iterator[Hashable]:
    """Yield what two entities share that may be the same."""
    for member in members:
        if isinstance(member, Happening):
            if member.days[0]:
                yield member.kind, member.days[0]
        elif member.kind == "Person":
            surname = people.surname_of(member.best_name())
            yield from ((member.kind, names.skeleton(surname)), (member.kind, surname[:SHORTEST_WORD]))
        elif member.kind != "Country":
            plain = across.plain_words()
            words = (word for word in _called(member.best_name()).split() if len(word) >= SHORTEST_WORD)
            yield from (("word", names.skeleton(word)) for word in words if word not in plain)
