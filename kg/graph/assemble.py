"""Extractions and their resolution become one graph: the same set of inputs, the same quads in the same order."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cache
from typing import cast

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids, ontology
from kg.graph.actors import (
    write_delegation,
    write_document,
    write_event,
    write_evidence,
    write_mention,
    write_whereabouts,
)
from kg.graph.decisions import decisions
from kg.graph.sheet import Sheet
from kg.graph.statements import write_position, write_statement
from kg.graph.terms import Names, decimal, text
from kg.model import Entity, Extraction, Resolution, Span


def assemble(
    extractions: Iterable[Extraction],
    resolution: Resolution,
    base: str = ontology.DEFAULT_BASE,
    sources: Mapping[str, Collection[str]] | None = None,
) -> Iterator[Quad]:
    """Yield the quads of the whole graph, each once, sorted by graph, subject, predicate (types first) and object.

    One named graph for each document, one for the entities, one for the ontology. `sources` says where each document
    was read, by its id; without it the documents themselves say so. Raises `KgError` for a base that is no IRI.
    """
    graphs = Graphs(resolution, Names(base))
    by_id: dict[str, list[Extraction]] = defaultdict(list)
    for extraction in extractions:
        by_id[extraction.document.id].append(extraction)
    parts: dict[str, str] = {graphs.names.document(document_id).value: document_id for document_id in by_id}
    for graph in sorted({*parts, graphs.names.entities_graph.value, ontology.IRI}):
        if graph == ontology.IRI:
            quads = ontology_quads()
        elif graph in parts:
            same = by_id[parts[graph]]
            read_from = {each.document.source for each in same} if sources is None else sources.get(parts[graph], ())
            quads = graphs.of_document(same[0], read_from)
        else:
            quads = graphs.of_entities()
        yield from sorted(quads, key=order)


@cache
def version() -> str:
    """Return a name for all that a graph depends on besides its extractions: our code, the vocabulary, the gazetteer."""
    from kg import knowledge  # who only queries a graph has no use for the gazetteer

    code = ids.digest_of_code("ids", "model", "ontology", "knowledge", "resolve", "graph")
    return ids.digest(code, knowledge.version(), *map(str, ontology.triples()))


def order(quad: Quad) -> tuple[str, str, bool, str, str]:
    """Return the key by which quads are sorted everywhere."""
    # Without brackets a document stands before its spans, as its IRI is the shorter one.
    subject, predicate, graph = cast(NamedNode, quad.subject).value, quad.predicate.value, quad.graph_name
    place = graph.value if isinstance(graph, NamedNode) else ""
    return (place, subject, predicate != ontology.RDF_TYPE, predicate, str(quad.object))


def ontology_quads() -> set[Quad]:
    """Return the vocabulary in its own graph."""
    graph = NamedNode(ontology.IRI)
    return {Quad(triple.subject, triple.predicate, triple.object, graph) for triple in ontology.triples()}


class Graphs:
    """What every graph of one assembly needs of the resolution, looked up once."""

    def __init__(self, resolution: Resolution, names: Names) -> None:
        """Index the entities."""
        self.resolution = resolution
        self.names = names
        self.labels = {entity.id: entity.label for entity in resolution.entities}
        self.entities = {names.local(entity.id): entity for entity in resolution.entities}
        self.places = frozenset(node for node, entity in self.entities.items() if ontology.is_a(entity.kind, "Place"))
        self.countries = {
            entity.iso3166: names.local(entity.id)
            for entity in reversed(resolution.entities)
            if entity.iso3166 and ontology.is_a(entity.kind, "Country")
        }
        self.evidence: dict[str, list[tuple[Entity, Span]]] = defaultdict(list)
        for entity in resolution.entities:
            for document_id, span in entity.mentions:
                self.evidence[document_id].append((entity, span))

    def of_document(self, extraction: Extraction, sources: Iterable[str]) -> set[Quad]:
        """Return what one document says."""
        sheet = Sheet(extraction, self.resolution, self.names)
        write_document(sheet, sources)
        write_evidence(sheet, self.evidence.get(sheet.document_id, ()))
        for mention in extraction.mentions:
            write_mention(sheet, mention, self.countries)
            write_whereabouts(sheet, mention, self.entities)
        for delegation in extraction.delegations:
            write_delegation(sheet, delegation)
        for event in extraction.events:
            write_event(sheet, event, self.places)
        for statement in extraction.statements:
            write_statement(sheet, statement, self.labels)
        for position in extraction.positions:
            write_position(sheet, position)
        return sheet.quads

    def of_entities(self) -> set[Quad]:
        """Return what resolution found out: what each entity is, its names, its place in the world."""
        facts = {quad for entity in self.resolution.entities for quad in self.of_entity(entity)}
        return facts | decisions(self.resolution, self.names)

    def of_entity(self, entity: Entity) -> set[Quad]:
        """Return what resolution found out about one entity."""
        graph, subject = self.names.entities_graph, self.names.local(entity.id)
        return {Quad(subject, ontology.node(name), value, graph) for name, value in self._facts(entity)}

    def _facts(self, entity: Entity) -> Iterator[tuple[str, NamedNode | Literal]]:
        yield "rdf:type", ontology.node(entity.kind)
        yield "rdfs:label", text(entity.label)
        yield from (("skos:altLabel", text(name)) for name in entity.names)
        yield from (("foundAs", text(found)) for found in entity.found_as)
        yield from (("represents", self.names.local(other)) for other in entity.represents if other != entity.id)
        if entity.wikidata:
            yield "owl:sameAs", NamedNode(ontology.wikidata(entity.wikidata))
        if entity.iso3166:
            yield "iso3166", text(entity.iso3166)
        if entity.latitude is not None and entity.longitude is not None:
            yield "geo:lat", decimal(entity.latitude)
            yield "geo:long", decimal(entity.longitude)
        if entity.within and entity.within != entity.id:
            yield "within", self.names.local(entity.within)
