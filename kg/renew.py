"""The graph of a directory made anew from its shards, as far as anything has changed.

What each document gives to the resolution of all is kept from one time to the next, so that only new documents are read;
all are then joined, and of the graph only the parts are assembled and written whose marks have changed.
"""

import gc
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg import ids
from kg.model import Extraction, Merge

if TYPE_CHECKING:
    from kg.resolve.judged import Ties
    from kg.resolve.reading import Reading
    from kg.store import GraphDirectory

# Where more of the parts than this have changed, all are loaded anew, which is quicker then.
MOST = 0.3
HELD = 64  # extractions held in memory while documents are looked at one by one


@dataclass(frozen=True, slots=True)
class Source:
    """What the graph of a directory is made from."""

    readings: Iterable["Reading"]
    ties: "Ties"
    extraction: Callable[[str], Extraction]
    merges: Callable[[str], tuple[Merge, ...]]  # why names inside a document were joined
    marks: Mapping[str, str]  # of extractions, by document


def refresh(directory: "GraphDirectory") -> None:
    """Make the graph of a directory, open to write, what its documents say, as people judged."""
    from kg.graph.assemble import assemble
    from kg.graph.parts import CODE, Documents, Parts
    from kg.resolve.across import Compared
    from kg.resolve.joined import Joined

    with much_made():
        source = source_of(directory)
        memory = directory.memory()
        compared = Compared(memory.compared())
        joined = Joined(source.readings, source.ties, compared)
        memory.keep_compared(compared.found)
        documents = Documents(source.extraction, source.merges, source.marks, directory.sources)
        parts = Parts(joined, documents, directory.base)
        marks, state = parts.marks(), directory.state()
        before = state.parts if state is not None and state.parts.get(CODE) == marks[CODE] else {}
        changed = sorted(name for name in before.keys() | marks.keys() if before.get(name) != marks.get(name))
        if not before or len(changed) > MOST * len(marks):
            keys = sorted(source.marks)
            resolution = joined.resolution(merge for key in keys for merge in source.merges(key))
            directory.load(assemble(map(source.extraction, keys), resolution, directory.base, directory.sources), marks)
        else:
            directory.amend(parts.rewritten(changed, before, directory.store()), marks)


@contextmanager
def much_made() -> Iterator[None]:
    """Make many things that stay without looking through all of them for garbage again and again."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def source_of(directory: "GraphDirectory") -> Source:
    """Return what the graph of a directory is made from, as people judged."""
    return judged(directory) if directory.judgements else unjudged(directory)


def unjudged(directory: "GraphDirectory") -> Source:
    """Return what a graph is made from about which nobody has judged anything: no old extraction is looked at."""
    from kg.resolve.judged import Ties

    extraction = lru_cache(HELD)(directory.extraction)
    return kept_source(directory, extraction, Ties(), {key: entry.shard for key, entry in directory.documents.items()})


def judged(directory: "GraphDirectory") -> Source:
    """Return what a graph is made from, as people judged: only the articles whose words they judged are looked at.

    Where some of these words are gone, what they meant is looked for in all.
    """
    from kg.resolve import without_rejected
    from kg.resolve.judged import bind, documents_of, is_bound

    judgements, shards = directory.judgements, {key: entry.shard for key, entry in directory.documents.items()}
    near = [directory.extraction(key) for key in sorted(documents_of(judgements) & shards.keys())]
    whole = near if is_bound(judgements, near) else list(directory.extractions())
    left = {each.document.id: each for each in without_rejected(whole, judgements).extractions}
    ties = bind(judgements, list(left.values()))
    marks = shards | {
        each.document.id: mark_of(shards[each.document.id], each, left[each.document.id]) for each in whole
    }
    other = lru_cache(HELD)(directory.extraction)
    return kept_source(directory, lambda key: left[key] if key in left else other(key), ties, marks)


def kept_source(
    directory: "GraphDirectory", extraction: Callable[[str], Extraction], ties: "Ties", marks: Mapping[str, str]
) -> Source:
    """Return what a graph is made from. Readings are kept from before but for documents about which people judged."""
    from kg.knowledge import Known
    from kg.resolve.reading import decoded, decoded_merges, encoded, encoded_merges, read

    memory, shards = directory.memory(), {key: entry.shard for key, entry in directory.documents.items()}
    own = {document for document, _ in ties.keys} | {key for key, shard in shards.items() if marks[key] != shard}
    kept, known, made = memory.readings(), dict[str, Known | None](), {}
    readings: dict[str, Reading] = {}
    for key, shard in sorted(shards.items()):
        if shard in kept and key not in own:
            readings[key] = decoded(kept[shard], known)
        else:
            readings[key] = read(extraction(key), ties)
            if key not in own:
                made[shard] = encoded(readings[key]), encoded_merges(readings[key].merges)
    memory.keep(made, shards.values())

    def merges(document: str) -> tuple[Merge, ...]:
        if document in own:
            return readings[document].merges
        found = memory.merges([shards[document]])
        return decoded_merges(found[shards[document]]) if found else read(extraction(document), ties).merges

    return Source(readings.values(), ties, extraction, lru_cache(HELD)(merges), marks)


def mark_of(shard: str, whole: Extraction, left: Extraction) -> str:
    """Return a mark of what is left of an extraction: the name of its shard, and what people called wrong."""
    return shard if left is whole else ids.digest(shard, repr(left))
