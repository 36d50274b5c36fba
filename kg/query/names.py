"""Which nodes people mean by a name: by identifier, label or any name as found, in whatever case and accents."""

from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from kg import ontology
from kg.errors import QueryError
from kg.knowledge.names import fold

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


def find(store: Store, name: str, kinds: Iterable[str] = ("Entity",)) -> list[Match]:
    """Return the nodes of these classes or their subclasses that a name may mean, best first.

    An identifier or IRI fits before a label, that before another name, that before a part of a name ("Lavrov"), that
    before the beginning of one ("Lav").
    """
    wanted = {name for kind in kinds for name in (kind, *ontology.subclasses(kind))}
    types = [ontology.iri(kind) for kind in sorted(wanted)]
    nodes = {node for kind in types for node in instances(store, kind)}
    sought = fold(name)
    found = ((_rank(store, node, name, sought), node) for node in nodes)
    return sorted(
        Match(rank, label_of(store, node), node.value, kind_of(store, node)) for rank, node in found if rank is not None
    )


def meant(store: Store, name: str, kind: str) -> list[Match]:
    """Return the best matches alone: all that fit wholly, else all of which the name is a part.

    Raises `QueryError` with similar names where none fits.
    """
    matches = find(store, name, (kind,))
    if not matches:
        raise QueryError(nobody(store, name, kind))
    whole = [match for match in matches if match.rank <= OTHER_NAME]
    return whole or [match for match in matches if match.rank == matches[0].rank]


def nobody(store: Store, name: str, kind: str) -> str:
    """Return one sentence that says that no node fits a name, and which come near."""
    from rapidfuzz import process

    names = sorted({each for iri in _all_of(store, kind) for each in names_of(store, iri)})
    near = process.extract(name, names, limit=SUGGESTIONS, processor=fold, score_cutoff=60)
    hint = f"; did you mean {', '.join(each for each, *_ in near)}?" if near else ""
    return f"the graph knows no {ontology.label(kind)} called {name!r}{hint}"


def _all_of(store: Store, kind: str) -> set[NamedNode]:
    return {node for each in (kind, *ontology.subclasses(kind)) for node in instances(store, ontology.iri(each))}


def instances(store: Store, kind: str) -> set[NamedNode]:
    """Return the nodes of a class, without its subclasses, by IRI."""
    quads = store.quads_for_pattern(None, NamedNode(ontology.RDF_TYPE), NamedNode(kind))
    return {quad.subject for quad in quads if isinstance(quad.subject, NamedNode)}


def values(store: Store, node: NamedNode, name: str) -> list[NamedNode | Literal]:
    """Return the values of a property of a node over all graphs, each once, sorted."""
    quads = store.quads_for_pattern(node, ontology.node(name), None)
    return sorted({quad.object for quad in quads if isinstance(quad.object, NamedNode | Literal)}, key=str)


def names_of(store: Store, node: NamedNode) -> list[str]:
    """Return the label and all other names of a node."""
    return [value.value for name in ("rdfs:label", "skos:altLabel") for value in values(store, node, name)]


def label_of(store: Store, node: NamedNode) -> str:
    """Return the label of a node, else its local name."""
    return next((value.value for value in values(store, node, "rdfs:label")), ontology.local(node.value))


def kind_of(store: Store, node: NamedNode) -> str:
    """Return the most specific class of a node; empty where it has none of ours."""
    from kg.graph.kinds import most_specific

    kinds = (value.value for value in values(store, node, "rdf:type"))
    return most_specific(ontology.local(kind) for kind in kinds if kind.startswith(ontology.NAMESPACE))


def _rank(store: Store, node: NamedNode, name: str, sought: str) -> int | None:
    if name in {node.value, ontology.local(node.value), f"id:{ontology.local(node.value)}"}:
        return IDENTIFIER
    if not sought:
        return None
    ranks = (
        _rank_name(value.value, sought, whole)
        for property_name, whole in (("rdfs:label", LABEL), ("skos:altLabel", OTHER_NAME))
        for value in values(store, node, property_name)
    )
    return min((rank for rank in ranks if rank is not None), default=None)


def _rank_name(name: str, sought: str, whole: int) -> int | None:
    folded = f" {fold(name)} "
    if folded == f" {sought} ":
        return whole
    if f" {sought} " in folded:
        return WORDS
    return BEGINNING if f" {sought}" in folded else None
