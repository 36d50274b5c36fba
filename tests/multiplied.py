"""A graph of a million triples, multiplied from the extractions of real articles, to measure questions on.

It is made so: articles of seven outlets (PolNeAR, with outlet and day from their file names) and the articles that lie
in this repository are read as any others, and their quads copied as often as it takes. A copy is a later year: its
documents, their passages, statements, events, delegations and positions are new nodes, its days lie so many years
later. What is linked to Wikidata (states, capitals, people in office …) stays the same node in every copy, so that it
is named ever more often; everybody else becomes somebody new, with a second name of their own, as a growing archive
meets ever more people.
"""

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, Store

import kg
from kg import ontology

ROOT = Path(__file__).parents[1]
POLNEAR = ROOT.parent / "shared" / "corpora" / "polnear" / "data" / "train" / "text"
OWN = (ROOT / "kg" / "examples" / "istanbul-talks.txt", ROOT / "tests" / "integration" / "articles")
EACH = 17  # articles of each outlet
TRIPLES = 1_000_000
NAMED = re.compile(r"(?P<outlet>[a-z-]+)_(?P<day>\d{4}-\d\d-\d\d)_")
NAMES = frozenset({"rdfs:label", "skos:altLabel"})


def real(target: Path) -> Path:
    """Build the graph of the real articles at `target` and return it."""
    with tempfile.TemporaryDirectory() as folder:
        table = Path(folder) / "articles.jsonl"
        table.write_text("".join(json.dumps(row) + "\n" for row in _rows()), "utf-8")
        kg.build(table, *OWN, directory=target, jobs=1, finder="rules")
    return target


def _rows() -> Iterator[dict[str, str]]:
    taken: dict[str, int] = {}
    for path in sorted(POLNEAR.glob("*.txt")):
        found = NAMED.match(path.name)
        if found and taken.get(found["outlet"], 0) < EACH:
            taken[found["outlet"]] = taken.get(found["outlet"], 0) + 1
            yield {"text": path.read_text("utf-8"), "date": found["day"], "outlet": found["outlet"]}


def multiplied(store: Store, triples: int = TRIPLES) -> Iterator[Quad]:
    """Yield the quads of a store and of as many copies of it as make at least so many triples."""
    quads = list(store)
    shared = frozenset(quad.subject.value for quad in store.quads_for_pattern(None, ontology.node("owl:sameAs"), None))
    vocabulary = NamedNode(ontology.IRI)
    own = [quad for quad in quads if quad.graph_name != vocabulary]
    yield from quads
    made, copy = len(quads), 0
    while made < triples:
        copy += 1
        maker = Copy(copy, shared)
        for quad in own:
            yield maker.quad(quad)
        made += len(own)


class Copy:
    """What a quad of the real graph becomes in one copy."""

    def __init__(self, number: int, shared: frozenset[str]) -> None:
        self.number = number
        self.shared = shared
        self.made: dict[str, NamedNode] = {}

    def quad(self, quad: Quad) -> Quad:
        name = ontology.shorten(quad.predicate.value)
        is_new = quad.subject.value not in self.shared
        value = (
            self._literal(name, quad.object, is_new) if isinstance(quad.object, Literal) else self._node(quad.object)
        )
        return Quad(self._node(quad.subject), quad.predicate, value, self._node(quad.graph_name))

    def _node(self, node: NamedNode) -> NamedNode:
        iri = node.value
        if iri in self.shared or not iri.startswith(ontology.DEFAULT_BASE) or iri.endswith(ontology.ENTITIES):
            return node
        if iri not in self.made:
            whole, mark, place = iri.partition("#")
            self.made[iri] = NamedNode(f"{whole}-{self.number}{mark}{place}")
        return self.made[iri]

    def _literal(self, name: str, value: Literal, is_new: bool) -> Literal:
        if name in NAMES and is_new:
            return Literal(f"{value.value} Mc{self.number}")
        if value.datatype.value == ontology.xsd("date"):
            year = int(value.value[:4]) + self.number
            day = value.value[4:].replace("-02-29", "-02-28")
            return Literal(f"{year}{day}", datatype=value.datatype)
        return value
