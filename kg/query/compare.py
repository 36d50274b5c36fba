"""What two graphs say differently: documents, statements, entities, and who was taken for the same."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg import ontology
from kg.graph.kinds import most_specific

Facts = Mapping[str, tuple[str, ...]]  # property → values, IRIs by local name
PASSAGE = "#char="
KINDS = ("Document", "Statement", "Position", "Merge", "Judgement")


@dataclass(frozen=True, slots=True, order=True)
class Difference:
    """One thing that two graphs do not have alike."""

    what: str  # document · statement · agreement … · merge · judgement · entity
    change: str  # "-" only in the first · "+" only in the second · "~" in both, but not alike
    id: str  # local name
    label: str
    details: tuple[str, ...] = ()  # what differs, in words


def differences(left: Store, right: Store) -> list[Difference]:
    """Return what differs from the first graph to the second, sorted; passages of text count with what rests on them."""
    ours, theirs = Reading(left), Reading(right)
    return sorted(things(ours, theirs))


class Reading:
    """The things of one graph with what it says of each, by local name."""

    def __init__(self, store: Store) -> None:
        """Read everything but the vocabulary and the passages."""
        found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
        for quad in store.quads_for_pattern(None, None, None):
            subject, graph = quad.subject, quad.graph_name
            if not isinstance(subject, NamedNode) or not isinstance(graph, NamedNode):
                continue
            if graph.value != ontology.IRI and "#" not in subject.value:
                found[local(subject)][ontology.local(quad.predicate.value)].add(local(quad.object))
        self.things: dict[str, Facts] = {
            name: {key: tuple(sorted(values)) for key, values in facts.items()}
            for name, facts in found.items()
            if "type" in facts
        }

    def what(self, name: str) -> str:
        """Return in a word what a thing is: the class of documents, of what they say and of decisions, else "entity"."""
        kinds = self.things[name]["type"]
        said = any(kind == upper or ontology.is_a(kind, upper) for kind in kinds for upper in KINDS)
        return most_specific(kinds).lower() if said else "entity"

    def label(self, name: str) -> str:
        """Return the name of a thing for people."""
        return next(iter(self.things[name].get("label", ())), name)


def local(term: object) -> str:
    """Return a literal's text, or the part of an IRI that does not depend on the base of its graph."""
    if isinstance(term, Literal):
        return term.value
    iri = term.value if isinstance(term, NamedNode) else str(term)
    tail = iri.rpartition("/")[2]
    return tail if PASSAGE in tail else ontology.local(iri)


def things(ours: Reading, theirs: Reading) -> Iterator[Difference]:
    """Yield the things that only one graph has, or of which they say different things."""
    for name in ours.things.keys() - theirs.things.keys():
        yield Difference(ours.what(name), "-", name, ours.label(name))
    for name in theirs.things.keys() - ours.things.keys():
        yield Difference(theirs.what(name), "+", name, theirs.label(name))
    for name in ours.things.keys() & theirs.things.keys():
        details = tuple(changes(ours.things[name], theirs.things[name]))
        if details:
            yield Difference(theirs.what(name), "~", name, theirs.label(name), details)


def changes(ours: Facts, theirs: Facts) -> Iterator[str]:
    """Yield in words each value that only one of them has."""
    for key in sorted(ours.keys() | theirs.keys()):
        before, after = set(ours.get(key, ())), set(theirs.get(key, ()))
        yield from (f"- {key} {value}" for value in sorted(before - after))
        yield from (f"+ {key} {value}" for value in sorted(after - before))
