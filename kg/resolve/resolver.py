"""From all extractions to entities: within documents, against the gazetteer, across documents, then what happened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.model import Extraction, Judgement, Resolution
from kg.resolve import judged
from kg.resolve.happenings import Happening
from kg.resolve.joined import Joined
from kg.resolve.reading import read
from kg.resolve.records import Cluster


@dataclass(frozen=True, slots=True)
class Solution:
    """A resolution, and what each entity is made of: clusters, or happenings, by entity id."""

    resolution: Resolution
    members: Mapping[str, Sequence[Cluster] | Sequence[Happening]]


def resolve(extractions: Iterable[Extraction], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Return the entities of all documents and which mention, event and delegation means which.

    `judgements` are those that hold; they are obeyed before all else. A pure function of the sets of extractions and
    judgements: their order, and one given twice, change nothing.
    """
    return solve(extractions, judgements).resolution


def solve(extractions: Iterable[Extraction], judgements: Iterable[Judgement] = ()) -> Solution:
    """Return what `resolve` does, with what each entity is made of, to explain it."""
    given = as_set(extractions)
    ties = judged.bind(judgements, given)
    joined = Joined((read(extraction, ties) for extraction in given), ties)
    inside = [merge for reading in joined.readings.values() for merge in reading.merges]
    return Solution(joined.resolution(inside), joined.members)


def as_set(extractions: Iterable[Extraction]) -> list[Extraction]:
    """Return each document's extraction once, sorted by id."""
    by_id: defaultdict[str, list[Extraction]] = defaultdict(list)
    for extraction in extractions:
        by_id[extraction.document.id].append(extraction)
    return [by_id[key][0] if len(by_id[key]) == 1 else min(by_id[key], key=repr) for key in sorted(by_id)]
