"""The graph in parts: each document, each entity, each decision, the vocabulary; and a mark of each part, which changes
when the part does.

A mark is made from what a part is made from, so that of a big graph only what has changed need be assembled again.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import cast

from pyoxigraph import NamedNode, Quad

from kg import ids, ontology
from kg.graph.assemble import Graphs, ontology_quads
from kg.graph.decisions import decisions
from kg.graph.terms import Names
from kg.model import Extraction, Resolution, Span

DOCUMENT, ENTITY, DECISION, VOCABULARY = "document ", "entity ", "decision ", "vocabulary"  # how the names begin


class Parts:
    """The parts of one graph. `extraction` gives that of a document by its id, `sources` where each was read."""

    def __init__(
        self,
        resolution: Resolution,
        extraction: Callable[[str], Extraction],
        sources: Mapping[str, Collection[str]],
        base: str = ontology.DEFAULT_BASE,
    ) -> None:
        """Index the resolution."""
        self._extraction = extraction
        self._sources = sources
        self._graphs = Graphs(resolution, Names(base))
        self._entities = {entity.id: entity for entity in resolution.entities}
        self._decisions: dict[str, set[Quad]] = defaultdict(set)
        for quad in decisions(resolution, self._graphs.names):
            self._decisions[cast(NamedNode, quad.subject).value].add(quad)
        self._meant: dict[str, list[tuple[Span, tuple[str, ...]]]] = defaultdict(list)
        for (document, span), found in resolution.referents.items():
            self._meant[document].append((span, found))

    def marks(self, extracted: Mapping[str, str]) -> dict[str, str]:
        """Return the mark of each part by its name; `extracted` is a mark of the extraction of each document."""
        marks = {VOCABULARY: ids.digest(*map(str, ontology.triples()))}
        for key, entity in self._entities.items():
            marks[ENTITY + key] = ids.digest(repr(replace(entity, mentions=())))
        for iri, quads in self._decisions.items():
            marks[DECISION + iri] = ids.digest(*sorted(map(str, quads)))
        for key, mark in extracted.items():
            marks[DOCUMENT + key] = ids.digest(mark, *sorted(self._sources[key]), *self._surroundings(key))
        return marks

    def _surroundings(self, document: str) -> list[str]:
        """Return what the graph of a document depends on besides its extraction, in words."""
        meant = self._meant[document]
        labels = {each: self._entities[each].label for _, found in meant for each in found if each in self._entities}
        evidence = [(entity.id, span) for entity, span in self._graphs.evidence.get(document, ())]
        codes = {mention.country for mention in self._extraction(document).mentions}
        countries = sorted((code, str(self._graphs.countries.get(code))) for code in codes)
        return [repr(meant), repr(labels), repr(evidence), repr(countries)]

    def place(self, name: str) -> tuple[NamedNode, NamedNode | None]:
        """Return the graph in which a part stands, and the subject, if the graph is not the part's alone."""
        names = self._graphs.names
        if name == VOCABULARY:
            return NamedNode(ontology.IRI), None
        if name.startswith(DECISION):
            return names.entities_graph, NamedNode(name.removeprefix(DECISION))
        if name.startswith(DOCUMENT):
            return names.document(name.removeprefix(DOCUMENT)), None
        return names.entities_graph, names.local(name.removeprefix(ENTITY))

    def quads(self, name: str) -> set[Quad]:
        """Return what a part says; nothing if the graph does not have it."""
        if name == VOCABULARY:
            return ontology_quads()
        if name.startswith(DECISION):
            return self._decisions.get(name.removeprefix(DECISION), set())
        if name.startswith(ENTITY):
            entity = self._entities.get(name.removeprefix(ENTITY))
            return self._graphs.of_entity(entity) if entity else set()
        document = name.removeprefix(DOCUMENT)
        if document not in self._sources:
            return set()
        return self._graphs.of_document(self._extraction(document), self._sources[document])
