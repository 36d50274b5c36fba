"""The graph of a directory made anew from its shards, as far as anything has changed."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from kg import ids
from kg.model import Extraction

if TYPE_CHECKING:
    from kg.graph.parts import Parts
    from kg.store import GraphDirectory
    from kg.store.versions import Part

# Where more of the parts than this have changed, all are loaded anew, which is quicker then.
MOST = 0.3


def refresh(directory: "GraphDirectory") -> None:
    """Make the graph of a directory, open to write, what its documents say; only parts that have changed are written."""
    from kg import resolve
    from kg.graph.assemble import assemble
    from kg.graph.parts import Parts

    whole = list(directory.extractions())
    extractions = {each.document.id: each for each in resolve.without_rejected(whole, directory.judgements).extractions}
    resolution = resolve.resolve(extractions.values(), directory.judgements)
    parts = Parts(resolution, extractions.__getitem__, directory.sources, directory.base)
    marks = parts.marks({each.document.id: mark_of(directory, each, extractions) for each in whole})
    before = directory.state()
    changed = [] if before is None else changes(before.parts, marks)
    if before is None or len(changed) > MOST * len(marks):
        directory.load(assemble(extractions.values(), resolution, directory.base, directory.sources), marks)
    else:
        directory.amend(rewritten(parts, changed), marks)


def mark_of(directory: "GraphDirectory", whole: Extraction, judged: Mapping[str, Extraction]) -> str:
    """Return a mark of what is left of an extraction: the name of its shard, and what people called wrong."""
    key = whole.document.id
    shard = directory.documents[key].shard
    return shard if judged[key] is whole else ids.digest(shard, repr(judged[key]))


def changes(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Return the names of the parts that came, went or changed, sorted."""
    return sorted(name for name in before.keys() | after.keys() if before.get(name) != after.get(name))


def rewritten(parts: "Parts", names: list[str]) -> Iterator["Part"]:
    """Yield parts with what they shall hold."""
    from kg.store.versions import Part

    for name in names:
        graph, subject = parts.place(name)
        yield Part(graph, subject, frozenset(parts.quads(name)))
