"""Which nodes people mean by a name: by identifier, label or any name as found, in whatever case and accents."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg import ontology
from kg.errors import QueryError
from kg.graph.kinds import most_specific
from kg.knowledge.names import fold
from kg.query.index import Named, index_of
from kg.store.directory import GraphDirectory

SUGGESTIONS = 5
# How well a name fits, best first.
IDENTIFIER, LABEL, OTHER_NAME, WORDS, BEGINNING = range(5)


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """A node that a name may mean."""

    rank: int
    label: str
    iri: str
    kind: str  # most specific class
    weight: int = 0  # number of passages it rests on


def find(source: GraphDirectory | Store, name: str, kinds: Iterable[str] = ("Entity",)) -> list[Match]:
    """Return the nodes of these classes or their subclasses that a name may mean, best first.

    An identifier or IRI fits before a label, that before another name, that before a part of a name ("Lavrov"), that
    before the beginning of one ("Lav").
    """
    wanted = {name for kind in kinds for name in (kind, *ontology.subclasses(kind))}
    index, sought = index_of(source), fold(name)
    ranked = [(IDENTIFIER, found) for found in index.identified(name.strip())]
    if sought:
        ranked += [(LABEL if found.is_label else OTHER_NAME, found) for found in index.called(sought)]
        ranked += [(rank, found) for found in index.beginning(sought) if (rank := _part(found, sought)) is not None]
    best: dict[str, Match] = {}
    for rank, found in sorted(ranked, key=lambda pair: pair[0]):
        if not wanted.isdisjoint(found.kinds.split()):
            best.setdefault(found.iri, Match(rank, found.label, found.iri, found.kind, found.weight))
    return sorted(best.values())


def _part(found: Named, sought: str) -> int | None:
    folded = f" {found.folded} "
    if f" {sought} " in folded:
        return WORDS
    return BEGINNING if f" {sought}" in folded else None


def meant(source: GraphDirectory | Store, name: str, kind: str) -> list[Match]:
    """Return the best matches alone: all that fit wholly, else all of which the name is a part.

    Raises `QueryError` with similar names where none fits.
    """
    matches = find(source, name, (kind,))
    if not matches:
        raise QueryError(nobody(source, name, kind))
    whole = [match for match in matches if match.rank <= OTHER_NAME]
    return whole or [match for match in matches if match.rank == matches[0].rank]


def nobody(source: GraphDirectory | Store, name: str, kind: str) -> str:
    """Return one sentence that says that no node fits a name, and which come near."""
    from rapidfuzz import process

    wanted = {kind, *ontology.subclasses(kind)}
    names = sorted({each for each, kinds in index_of(source).names() if not wanted.isdisjoint(kinds.split())})
    near = process.extract(name, names, limit=SUGGESTIONS, processor=fold, score_cutoff=60)
    hint = f"; did you mean {', '.join(each for each, *_ in near)}?" if near else ""
    return f"the graph knows no {ontology.label(kind)} called {name!r}{hint}"


def values(store: Store, node: NamedNode, name: str) -> list[NamedNode | Literal]:
    """Return the values of a property of a node over all graphs, each once, sorted."""
    quads = store.quads_for_pattern(node, ontology.node(name), None)
    return sorted({quad.object for quad in quads if isinstance(quad.object, NamedNode | Literal)}, key=str)


def label_of(store: Store, node: NamedNode) -> str:
    """Return the label of a node, else its local name."""
    return next((value.value for value in values(store, node, "rdfs:label")), ontology.local(node.value))


def kind_of(store: Store, node: NamedNode) -> str:
    """Return the most specific class of a node; empty where it has none of ours."""
    kinds = (value.value for value in values(store, node, "rdf:type"))
    return most_specific(ontology.local(kind) for kind in kinds if kind.startswith(ontology.NAMESPACE))
