"""Whether a new judgement fits those that hold already: A and B the same, B and C the same, but A and C not, cannot be."""

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

from kg.model import Extraction, Judgement
from kg.resolve import judged, within
from kg.resolve.judged import Key, Tie, Ties


def contradiction(
    extractions: Sequence[Extraction], held: Sequence[Judgement], new: Judgement
) -> tuple[Judgement, ...] | None:
    """Return the judgements among `held` that a new one cannot stand beside, or None if it can.

    Only the documents that judgements point into matter. Empty where the two sides of the new one cannot be told apart,
    or are nowhere mentioned.
    """
    everything = (*held, new)
    ties = judged.bind(everything, extractions)
    if new in ties.idle:
        return ()
    found = next((each for each in _conflicts(extractions, ties) if new in each), None)
    return None if found is None else tuple(sorted(found - {new}, key=lambda each: each.id))


def conflicts(extractions: Sequence[Extraction], judgements: Sequence[Judgement]) -> Iterator[frozenset[Judgement]]:
    """Yield the sets of judgements that cannot hold together."""
    return _conflicts(extractions, judged.bind(judgements, extractions))


def _conflicts(extractions: Sequence[Extraction], ties: Ties) -> Iterator[frozenset[Judgement]]:
    part = _parts(extractions, ties)
    joined: defaultdict[int, list[tuple[int, Judgement]]] = defaultdict(list)
    for tie in ties.same:
        left, right = part[tie.left[0]], part[tie.right[0]]
        joined[left].append((right, tie.judgement))
        joined[right].append((left, tie.judgement))
    for tie in ties.different:
        for path in _paths(tie, part, joined):
            yield frozenset((tie.judgement, *path))


def _parts(extractions: Iterable[Extraction], ties: Ties) -> dict[Key, int]:
    """Return a number for each judged mention; those that no judgement can part have the same."""
    part = {key: at for at, key in enumerate(sorted(ties.keys))}
    clusters = chain.from_iterable(within.clusters(extraction) for extraction in extractions)
    for cluster in chain.from_iterable(judged.parted(cluster, ties) for cluster in clusters):
        spots = sorted(ties.keys.intersection(cluster.spots()))
        part.update(dict.fromkeys(spots, part[spots[0]] if spots else 0))
    return part


def _paths(
    tie: Tie, part: dict[Key, int], joined: dict[int, list[tuple[int, Judgement]]]
) -> Iterable[tuple[Judgement, ...]]:
    """Yield the judgements by which the two sides of a tie are the same nevertheless, the fewest."""
    goals = {part[key] for key in tie.right}
    starts = {part[key] for key in tie.left}
    seen = set(starts)
    waiting: deque[tuple[int, tuple[Judgement, ...]]] = deque((start, ()) for start in sorted(starts))
    while waiting:
        at, path = waiting.popleft()
        if at in goals:
            yield path
            return
        for other, judgement in joined.get(at, ()):
            if other not in seen:
                seen.add(other)
                waiting.append((other, (*path, judgement)))
