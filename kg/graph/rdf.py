"""The graph for users of rdflib."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import Quad

from kg import ontology

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Identifier

Term = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Literal


def to_rdflib(quads: Iterable[Quad], base: str = ontology.DEFAULT_BASE) -> rdflib.Dataset:
    """Return an in-memory dataset with the named graphs as they are and their union as default graph."""
    import rdflib

    dataset = rdflib.Dataset(default_union=True)
    for prefix, namespace in ontology.prefixes(base).items():
        dataset.bind(prefix, namespace, replace=True)
    terms = Terms()
    graphs: dict[str, rdflib.Graph] = {}
    for quad in quads:
        name = str(quad.graph_name)
        if name not in graphs:
            is_default = isinstance(quad.graph_name, pyoxigraph.DefaultGraph)
            graphs[name] = dataset.default_graph if is_default else dataset.graph(terms.of(quad.graph_name))
        graphs[name].add((terms.of(quad.subject), terms.of(quad.predicate), terms.of(quad.object)))
    return dataset


def to_rdflib_graph(quads: Iterable[Quad]) -> rdflib.Graph:
    """Return one in-memory graph that holds the triples of all graphs together."""
    import rdflib

    graph = rdflib.Graph()
    terms = Terms()
    for quad in quads:
        graph.add((terms.of(quad.subject), terms.of(quad.predicate), terms.of(quad.object)))
    return graph


class Terms:
    """pyoxigraph's terms as rdflib's; IRIs, which come back often, are made once."""

    def __init__(self) -> None:
        """Start with none made."""
        self.made: dict[str, Identifier] = {}

    def of(self, term: object) -> Identifier:
        """Return the same term. Triple terms (RDF 1.2) are not known to rdflib 7 and raise TypeError."""
        import rdflib

        if isinstance(term, pyoxigraph.NamedNode):
            found = self.made.get(term.value)
            if found is None:
                found = self.made[term.value] = rdflib.URIRef(term.value)
            return found
        if isinstance(term, pyoxigraph.BlankNode):
            return rdflib.BNode(term.value)
        if isinstance(term, pyoxigraph.Literal):
            return _literal(term)
        raise TypeError(f"rdflib has no term for {term}")


def _literal(term: pyoxigraph.Literal) -> rdflib.Literal:
    import rdflib

    if term.language:
        return rdflib.Literal(term.value, lang=term.language)
    if term.datatype.value == ontology.xsd("string"):
        return rdflib.Literal(term.value)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value), normalize=False)
