"""A document as it was read, from what a graph says of it."""

from pyoxigraph import Literal, NamedNode, Store

from kg import ontology
from kg.graph.terms import Names
from kg.model import Document


def restored(store: Store, base: str, document_id: str) -> Document | None:
    """Return the document with this id, its text and metadata to the letter; None where the store lacks a part of it."""
    node = Names(base).document(document_id)
    literals = [
        (quad.predicate.value, quad.object)
        for quad in store.quads_for_pattern(node, None, None, node)
        if isinstance(quad.object, Literal)
    ]

    def value(name: str, datatype: str = "") -> str:
        predicate, wanted = ontology.node(name).value, NamedNode(ontology.xsd(datatype)) if datatype else None
        fitting = (said for term, said in literals if term == predicate and wanted in {None, said.datatype})
        return next((said.value for said in fitting), "")

    found = Document(
        value("text"), value("dct:title"), value("dct:issued"), value("outlet"), value("dct:source", "anyURI")
    )
    return found if found.id == document_id else None
