"""Doubtful pairs of names as the page asks about them, with all that an answer needs to be taken over by `kg judgements`."""

import shlex
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg import ids, ontology
from kg.model import Thing
from kg.view import kinds, nodes
from kg.view.records import Index

if TYPE_CHECKING:
    from kg.resolve.doubts import Doubt
    from kg.view.nodes import Network

MOST = 100  # pairs on a page, the most valuable

Spot = tuple[int, int, int]  # number of the document, characters, end excluded


def review(network: "Network", index: Index, doubts: "Sequence[Doubt]", folder: str) -> dict[str, Any]:
    """Return the pairs that the page asks about, with the ids of the documents; empty where there is no doubt.

    `folder` is what the graph directory is called, for the command that takes the answers over.
    """
    if not doubts:
        return {}
    documents = [node.rpartition("document-")[2] for node in index.documents]
    numbered = _Numbered(network, index, {key: number for number, key in enumerate(documents)})
    pairs = [numbered.pair(doubt) for doubt in islice(filter(numbered.holds, doubts), MOST)]
    told = {"documents": documents, "pairs": pairs, "all": len(doubts), "folder": shlex.quote(folder or "DIR")}
    return told if pairs else {}


class _Numbered:
    """What the page calls the documents, words and things of a doubt."""

    def __init__(self, network: "Network", index: Index, numbers: dict[str, int]) -> None:
        self.index = index
        self.numbers = numbers  # of documents, by id
        self.iris = dict(enumerate(index.documents))
        self.texts = {number: nodes.first(network, iri, "text") for number, iri in self.iris.items()}
        self.places: dict[Spot, nodes.Place] = {}
        self.things: dict[Spot, int] = {}
        for node, number in index.things.items():
            for place in nodes.places(network, node) if not network.nodes[node].get("content_spans") else ():
                spot = (index.documents[place.document], place.start, place.end)
                self.places[spot] = place
                self.things.setdefault(spot, number)

    def holds(self, doubt: "Doubt") -> bool:
        """Return whether the page has every document of a doubt."""
        return all(anchor.document in self.numbers for thing in (doubt.left, doubt.right) for anchor in thing.anchors)

    def pair(self, doubt: "Doubt") -> dict[str, Any]:
        """Return a doubt as the page holds it."""
        sides = (doubt.left, doubt.right)
        first = (part for thing in sides for part in _told(thing))
        return {
            "id": ids.digest(*first)[:8],
            "sides": [self._side(thing) for thing in sides],
            "joined": doubt.joined,
            "score": doubt.compared.score,
            "asked": doubt.compared.asked,
            "reasons": [[reason.score, reason.words] for reason in doubt.compared.reasons],
        }

    def _side(self, thing: Thing) -> dict[str, Any]:
        spots = [(self.numbers[each.document], each.span.start, each.span.end) for each in thing.anchors]
        node = next((self.things[spot] for spot in spots if spot in self.things), -1)
        return {
            "name": thing.name,
            "kind": thing.kind,
            "family": kinds.family((thing.kind, *ontology.superclasses(thing.kind))),
            "type": ontology.label(thing.kind),
            "thing": node,
            "places": [self.index.place(self._place(spot)) for spot in spots],
        }

    def _place(self, spot: Spot) -> nodes.Place:
        number, start, end = spot
        return self.places.get(spot) or nodes.in_paragraph(self.iris[number], self.texts[number], start, end)


def _told(thing: Thing) -> Iterator[str]:
    """Yield what tells a thing apart from all others: its name, and the words it is bound to first."""
    yield thing.name
    for anchor in thing.anchors[:1]:
        yield from (anchor.document, str(anchor.span.start), str(anchor.span.end))
