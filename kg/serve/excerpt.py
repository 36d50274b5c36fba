"""Some articles of a graph, chosen by what they name and when they came out, and all that is known of what they say."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import ontology
from kg.graph.assemble import order


def quads_of(store: Store, base: str, documents: list[NamedNode]) -> Iterator[Quad]:
    """Yield what these documents say and what is known of all that they name, sorted as the whole graph is."""
    found = {quad for document in documents for quad in store.quads_for_pattern(None, None, None, document)}
    entities = NamedNode(base + ontology.ENTITIES)
    todo = {node for quad in found for node in (quad.subject, quad.object) if isinstance(node, NamedNode)}
    known: set[NamedNode] = set()
    while todo:
        known |= todo
        said = [quad for node in todo for quad in store.quads_for_pattern(node, None, None, entities)]
        found.update(said)
        todo = {quad.object for quad in said if isinstance(quad.object, NamedNode)} - known
    found.update(store.quads_for_pattern(None, None, None, NamedNode(ontology.IRI)))
    yield from sorted(found, key=order)


@dataclass(frozen=True, slots=True)
class Selection:
    """Which articles are meant."""

    focus: NamedNode | None = None  # that they must name
    document: NamedNode | None = None  # the only one
    since: str = ""
    until: str = ""

    def latest(self, number: int, skip: int = 0) -> str:
        """Return the query for so many of them, the latest first."""
        return f"SELECT DISTINCT ?document {self._where()} ORDER BY DESC(?day) ?document LIMIT {number} OFFSET {skip}"

    def count(self) -> str:
        """Return the query for how many there are."""
        return f"SELECT (COUNT(DISTINCT ?document) AS ?n) {self._where()}"

    def _where(self) -> str:
        only = f"VALUES ?document {{ {self.document} }}" if self.document else ""
        named = f"GRAPH ?document {{ {self.focus} parley:evidence ?span }}" if self.focus else ""
        # A day fits a month or year that it begins with.
        days = [f"SUBSTR(STR(?day), 1, {len(each)}) {sign} {Literal(each)}" for sign, each in self._bounds()]
        dated = f"FILTER({' && '.join(days)})" if days else ""
        return f"""WHERE {{
          {only} ?document a parley:Document . {named}
          OPTIONAL {{ {{ SELECT ?document ?day WHERE {{ ?document dct:issued ?day }} }} }}
          {dated}
        }}"""

    def _bounds(self) -> list[tuple[str, str]]:
        return [(sign, day) for sign, day in ((">=", self.since), ("<=", self.until)) if day]
