"""Why two names of a graph directory are the same or not, in words."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from kg.judging.things import entity_called, without
from kg.model import Judgement, Merge, Reason
from kg.renew import source_of
from kg.resolve.across import Compared
from kg.resolve.joined import Joined
from kg.resolve.records import GAZETTEER
from kg.resolve.resolver import Solution
from kg.resolve.why import AGAINST, Why, why
from kg.store.directory import GraphDirectory


@dataclass(frozen=True, slots=True)
class Step:
    """One step from the one name to the other, or the one comparison of both, with what counted."""

    words: str
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """Whether two names mean the same, and why; as a string a paragraph for people."""

    left: str
    right: str
    same: bool
    steps: tuple[Step, ...]

    def __str__(self) -> str:
        """Return the explanation in lines."""
        return "\n".join(self._lines())

    def _lines(self) -> Iterator[str]:
        yield f"“{self.left}” and “{self.right}” are {'the same' if self.same else 'not the same'}."
        for step in self.steps:
            yield f"  {step.words}"
            yield from (f"    {reason.score:+.2f}  {reason.words}" for reason in step.reasons)


def solved(directory: GraphDirectory) -> Solution:
    """Return who is who in a graph directory, as people judged, with what each entity is made of."""
    source = source_of(directory)
    joined = Joined(source.readings, source.ties, Compared(directory.memory().compared()))
    inside = (merge for document in sorted(source.marks) for merge in source.merges(document))
    return Solution(joined.resolution(inside), joined.members)


def explain(path: Path, left: str, right: str) -> Explanation:
    """Return why two names are the same or not, in the graph directory at `path`."""
    directory = GraphDirectory.open(path)
    one, other = entity_called(directory, left), entity_called(directory, right)
    found = why(solved(directory), without(one, other).anchors or one.anchors, other.anchors)
    return Explanation(one.name, other.name, found.same, tuple(steps(found, named_documents(directory))))


def named_documents(directory: GraphDirectory) -> dict[str, str]:
    """Return how people call each document: where it was read, else its title, by id."""
    return {key: next(iter(entry.sources), "") or entry.title or key for key, entry in directory.documents.items()}


def steps(found: Why, documents: Mapping[str, str]) -> Iterator[Step]:
    """Yield what to tell of the reasons; `documents` says how documents are called."""
    for judgement in found.judged:
        yield Step(judged(judgement))
    for decision in found.steps:
        if isinstance(decision, Merge):
            yield Step(merged(decision, documents), decision.reasons)
        else:
            yield Step(judged(decision.judgement))
    if found.same and not found.steps:
        yield Step("They are written alike, or stand for each other in one article.")
    if found.compared is not None:
        score, asked = found.compared.score, found.compared.asked
        if any(reason.score <= AGAINST for reason in found.compared.reasons):
            words = "They cannot be the same:"
        elif score < asked:
            words = f"What speaks for it comes to {score:.2f}; {asked:.2f} is needed."
        else:
            words = f"What speaks for it comes to {score:.2f}, which would do, but other names of the two do not fit."
        yield Step(words, found.compared.reasons)


def merged(merge: Merge, documents: Mapping[str, str]) -> str:
    """Return in words what a merge joined, and how surely."""
    (source, left), (other, right) = merge.left, merge.right
    if other == GAZETTEER:
        return f"“{left}” ({documents[source]}) is known to the gazetteer as {right}: {merge.score:.2f}"
    return f"“{left}” ({documents[source]}) = “{right}” ({documents[other]}): {merge.score:.2f}"


def judged(judgement: Judgement) -> str:
    """Return in words who judged what, when and why."""
    why = f": {judgement.why}" if judgement.why else ""
    if judgement.verdict == "undo":
        return f"{judgement.who} undid {judgement.undoes} on {judgement.when[:10]}{why} ({judgement.id})"
    return f"{judgement.who} judged on {judgement.when[:10]} that {judgement.words}{why} ({judgement.id})"
