"""What the JSON interface and the pages tell of documents, entities, statements and the words they rest on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from pyoxigraph import Literal, NamedNode, Store

from kg import ontology
from kg.query import names
from kg.query.card import Card, Passage, card_of
from kg.query.names import Match
from kg.query.result import python
from kg.serve.faults import Fault

Record = dict[str, Any]
LOOKED_AT = 1000  # values of one property, and passages, that one answer holds
# What a statement says of others, by the name it has in JSON.
ENDS = {
    "speakers": "speaker",
    "on_behalf_of": "onBehalfOf",
    "addressees": "addressee",
    "media": "medium",
    "about": "about",
}


def node_of(store: Store, base: str, local: str) -> NamedNode:
    """Return the node with this local name. Raises a `Fault` of 404 where the graph says nothing of it."""
    try:
        node = NamedNode(base + local)
    except ValueError as problem:
        raise Fault(404, f"the graph says nothing of {local!r}") from problem
    if next(store.quads_for_pattern(node, None, None), None) is None:
        raise Fault(404, f"the graph says nothing of {local!r}")
    return node


def match(found: Match) -> Record:
    """Return what a name may mean."""
    return {
        "iri": found.iri,
        "id": ontology.local(found.iri),
        "label": found.label,
        "kind": found.kind,
        "passages": found.weight,
    }


def brief(store: Store, node: NamedNode) -> Record:
    """Return a node by IRI, identifier, label and kind."""
    return {
        "iri": node.value,
        "id": ontology.local(node.value),
        "label": names.label_of(store, node),
        "kind": names.kind_of(store, node),
    }


def entity(store: Store, node: NamedNode) -> Record:
    """Return all that the graph says of a node: names, links both ways, and how many passages it rests on."""
    found = card_of(store, node, LOOKED_AT)
    return brief(store, node) | {
        "names": list(found.names),
        "kinds": found.kind.split(", "),
        "same_as": sorted(each.value for each in names.values(store, node, "owl:sameAs")),
        "links": [asdict(link) | {"values": list(link.values)} for link in found.links],
        "passages": len(found.passages) + found.more,
    }


def evidence(found: Card) -> Iterator[Record]:
    """Yield the sentences on which a node rests, with the words marked."""
    yield from map(passage, found.passages)


def passage(found: Passage) -> Record:
    """Return a sentence with its place and the words in it that count."""
    return {
        "document": found.document_iri,
        "document_label": found.document,
        "start": found.start,
        "sentence": found.sentence,
        "marks": [{"start": start, "end": end, "role": role} for start, end, role in found.marks],
    }


def statement(store: Store, node: NamedNode) -> Record:
    """Return who said what."""
    told: Record = {"iri": node.value, "id": ontology.local(node.value)}
    for key, name in ENDS.items():
        told[key] = [brief(store, each) for each in names.values(store, node, name) if isinstance(each, NamedNode)]
    for key in ("content", "cue", "form"):
        told[key] = " … ".join(each.value for each in names.values(store, node, key))
    told["act"] = next((names.label_of(store, each) for each in _nodes(store, node, "act")), "")
    told["date"] = next((each.value for each in names.values(store, node, "date")), None)
    told["confidence"] = next((_number(each) for each in names.values(store, node, "confidence")), None)
    told["nested_in"] = next((each.value for each in _nodes(store, node, "nestedIn")), None)
    told["document"] = next((document(store, each) for each in _documents(store, node)), None)
    return told


def document(store: Store, node: NamedNode) -> Record:
    """Return an article by label, outlet, day and where it was read."""

    def literal(name: str) -> str | None:
        return next((each.value for each in names.values(store, node, name)), None)

    return {
        "iri": node.value,
        "id": ontology.local(node.value),
        "label": names.label_of(store, node),
        "outlet": literal("outlet"),
        "issued": literal("dct:issued"),
        "sources": sorted(each.value for each in names.values(store, node, "dct:source")),
    }


def _nodes(store: Store, node: NamedNode, name: str) -> list[NamedNode]:
    return [each for each in names.values(store, node, name) if isinstance(each, NamedNode)]


def _documents(store: Store, node: NamedNode) -> list[NamedNode]:
    spans = _nodes(store, node, "evidence")
    return sorted({each for span in spans for each in _nodes(store, span, "document")}, key=str)


def _number(value: NamedNode | Literal) -> object:
    return python(value)
