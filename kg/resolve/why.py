"""Why two names are the same, or are not: the chain of merges between them, or what speaks for and against one."""

import heapq
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import count

from kg import ontology
from kg.knowledge import names
from kg.model import Anchor, Judgement, Merge, Reason, Resolution, Ruling
from kg.resolve import across, happenings, people, within
from kg.resolve.happenings import Happening
from kg.resolve.records import GAZETTEER, Cluster, without_article
from kg.resolve.resolver import Solution

STEP, TOGETHER = 1, 10  # how far a merge leads from name to name, and that both stand in one article
SAME_DAY = 0.9  # the score from which events are one
AGAINST = -1.0
LONE_SURNAME = -0.2


@dataclass(frozen=True, slots=True)
class Comparison:
    """What speaks for and against two clusters or happenings being one, and the score that was asked for."""

    reasons: tuple[Reason, ...]
    asked: float

    @property
    def score(self) -> float:
        """The sum of what the reasons count, from 0 to 1."""
        return round(max(0.0, min(1.0, sum(reason.score for reason in self.reasons))), 4)


@dataclass(frozen=True, slots=True)
class Why:
    """Whether two names mean one entity, and why."""

    same: bool
    steps: tuple[Merge | Ruling, ...] = ()  # from the one to the other, where they are the same; empty: written alike
    judged: tuple[Judgement, ...] = ()  # that they are different
    compared: Comparison | None = None  # where they are not the same


def why(solution: Solution, left: Sequence[Anchor], right: Sequence[Anchor]) -> Why:
    """Return why names, given by words of articles, are the same or not."""
    found = solution.resolution
    ours, theirs = (_meant(found, side) for side in (left, right))
    if ours & theirs:
        return Why(True, _Paths(found, min(ours & theirs)).between(left, right))
    judged = [
        ruling.judgement
        for ruling in found.rulings
        if ruling.judgement.verdict == "different" and _is_between(ruling, found, ours, theirs)
    ]
    pairs = [
        compare(one, other) for one in _members(solution, ours, left) for other in _members(solution, theirs, right)
    ]
    return Why(False, judged=tuple(judged), compared=max(pairs, key=lambda pair: pair.score, default=None))


def _meant(found: Resolution, anchors: Iterable[Anchor]) -> set[str]:
    return {entity for each in anchors for entity in found.of(each.document, each.span)}


def _members(solution: Solution, entities: set[str], anchors: Sequence[Anchor]) -> list[Cluster | Happening]:
    """Return the clusters or happenings of these entities that the words mean."""
    asked = {(anchor.document, anchor.span) for anchor in anchors}
    return [
        member
        for entity in sorted(entities)
        for member in solution.members.get(entity, ())
        if not asked.isdisjoint(member.spots())
    ]


def _is_between(ruling: Ruling, found: Resolution, ours: set[str], theirs: set[str]) -> bool:
    one, other = ({*found.of(document, span)} for document, span in ruling.spans)
    return bool((one & ours and other & theirs) or (one & theirs and other & ours))


# Compared


def compare(left: Cluster | Happening, right: Cluster | Happening) -> Comparison:
    """Return what speaks for and against two clusters or two happenings being one."""
    if isinstance(left, Happening) or isinstance(right, Happening):
        if isinstance(left, Happening) and isinstance(right, Happening):
            return _compare_happenings(left, right)
        return Comparison((_other_kind(left.kind, right.kind),), 1.0)
    if left.known and right.known:
        known = left.known.name, right.known.name
        return Comparison((Reason(AGAINST, f"the gazetteer knows one as {known[0]}, the other as {known[1]}"),), 1.0)
    if left.kind != right.kind and "Person" in {left.kind, right.kind}:
        return Comparison((_other_kind(left.kind, right.kind),), 1.0)
    if left.kind == "Person":
        return _compare_people(left, right)
    return _compare_names(left, right)


def _compare_names(left: Cluster, right: Cluster) -> Comparison:
    alike, asked = across.alikeness(left, right)
    if alike >= asked or not within.agree(left, right):
        return Comparison(across.compare(left, right), across.SAME)
    words = f"{left.best_name()} and {right.best_name()} are not alike enough ({alike:.2f})"
    return Comparison((Reason(alike, words),), asked)


def _other_kind(left: str, right: str) -> Reason:
    return Reason(AGAINST, f"one is of the kind {ontology.label(left)}, the other {ontology.label(right)}")


def _compare_people(left: Cluster, right: Cluster) -> Comparison:
    bare, full = sorted((left, right), key=lambda cluster: people.is_full(cluster.best_name()))
    if people.is_full(bare.best_name()):
        return _compare_names(left, right)
    if bare.document == full.document and people.is_full(full.best_name()):
        return Comparison(within.score_bare(bare, full), within.JOIN)
    compared = _compare_names(left, right)
    alone = Reason(LONE_SURNAME, "a surname alone says too little in another article")
    return Comparison((*compared.reasons, alone), compared.asked)


def _compare_happenings(left: Happening, right: Happening) -> Comparison:
    if left.kind != right.kind:
        return Comparison((_other_kind(left.kind, right.kind),), SAME_DAY)
    shared = happenings.shared(left, right) if left.days[0] and right.days[0] else ()
    if shared:
        return Comparison(shared, SAME_DAY)
    if not left.days[0] or not right.days[0]:
        return Comparison((Reason(0.0, "not both have a day"),), SAME_DAY)
    days = f"one is dated {left.days[0]}, the other {right.days[0]}"
    return Comparison((Reason(0.0, f"{days}; they share no place and no two countries"),), SAME_DAY)


# The way from one name to another

Node = tuple[str, ...]  # document id and folded words; the document id alone for all that stands in it


class _Paths:
    """The merges and judgements of one entity as a graph of its names."""

    def __init__(self, found: Resolution, entity: str) -> None:
        self.edges: defaultdict[Node, list[tuple[int, Node, Merge | Ruling | None]]] = defaultdict(list)
        rulings = [ruling for ruling in found.rulings if ruling.judgement.verdict == "same"]
        decisions: list[Merge | Ruling] = [*found.merges, *rulings]
        for decision in decisions:
            if entity in found.referents.get(decision.spans[0], ()):
                one, other = (_node(*side) for side in _sides(decision))
                self._connect(one, other, STEP, decision)
        for document, words in [node for node in self.edges if node[0] != GAZETTEER]:
            self._connect((document, words), (document,), TOGETHER)

    def _connect(self, one: Node, other: Node, length: int, decision: Merge | Ruling | None = None) -> None:
        self.edges[one].append((length, other, decision))
        self.edges[other].append((length, one, decision))

    def between(self, left: Iterable[Anchor], right: Iterable[Anchor]) -> tuple[Merge | Ruling, ...]:
        """Return the decisions on the shortest way from any words on the left to any on the right."""
        starts, goals = ({_node(anchor.document, anchor.words) for anchor in side} for side in (left, right))
        for document, words in sorted((starts | goals) - self.edges.keys()):
            self._connect((document, words), (document,), TOGETHER)
        tie = count()  # of two ways as long, the one found first
        waiting: list[tuple[int, int, Node, tuple[Merge | Ruling, ...]]]
        waiting = [(0, next(tie), start, ()) for start in sorted(starts)]
        seen: set[Node] = set()
        while waiting:
            far, _, at, path = heapq.heappop(waiting)
            if at in goals:
                return path
            if at not in seen:
                seen.add(at)
                for length, other, decision in self.edges[at]:
                    if other not in seen:
                        heapq.heappush(
                            waiting, (far + length, next(tie), other, (*path, decision) if decision else path)
                        )
        return ()


def _sides(decision: Merge | Ruling) -> tuple[tuple[str, str], tuple[str, str]]:
    """Return document and words of both sides."""
    if isinstance(decision, Merge):
        return decision.left, decision.right
    (one, _), (other, _) = decision.spans
    left, right = decision.judgement.things
    return (one, left.name), (other, right.name)


def _node(document: str, words: str) -> Node:
    return document, names.fold(without_article(words))
