"""How much a graph holds."""

from collections.abc import Iterable

from pyoxigraph import NamedNode, Store

from kg import ontology


def count_kinds(store: Store, kinds: Iterable[str]) -> dict[str, int]:
    """Return, for each class, how many things in the store are of it or of a class below it."""
    return {kind: len(members(store, kind)) for kind in kinds}


def members(store: Store, kind: str) -> set[str]:
    """Return the IRIs of the things that are of a class or of one below it."""
    rdf_type = NamedNode(ontology.RDF_TYPE)
    below = [kind, *ontology.subclasses(kind)]
    found = (
        quad.subject
        for name in below
        for quad in store.quads_for_pattern(None, rdf_type, NamedNode(ontology.iri(name)), None)
    )
    return {subject.value for subject in found if isinstance(subject, NamedNode)}
