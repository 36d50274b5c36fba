"""The graph in parts: each document, each entity, each decision; and a mark of each part, which changes when it does.

A mark is made from what a part is made from, so that of a big graph only what has changed need be assembled again. The
decisions inside a document belong to the document.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from pyoxigraph import NamedNode, Quad, Store

from kg import ids, ontology
from kg.graph.assemble import Graphs, version
from kg.graph.decisions import merge_id
from kg.graph.part import Part
from kg.graph.terms import Names
from kg.model import Entity, Extraction, Merge, Resolution
from kg.resolve.joined import Joined

# How the names of parts begin; CODE is no part, but its mark changes when all parts must be made anew.
CODE, DOCUMENT, ENTITY, DECISION = "code", "document ", "entity ", "decision "


@dataclass(frozen=True, slots=True)
class Documents:
    """What parts are made from besides the resolution."""

    extraction: Callable[[str], Extraction]
    merges: Callable[[str], Iterable[Merge]]  # those inside a document
    marks: Mapping[str, str]  # of extractions
    sources: Mapping[str, Collection[str]]


class Parts:
    """The parts of one graph."""

    def __init__(self, joined: Joined, documents: Documents, base: str = ontology.DEFAULT_BASE) -> None:
        """Use what is known of these documents."""
        self._joined = joined
        self._documents = documents
        self._names = Names(base)

    # -------- Marks

    def marks(self) -> dict[str, str]:
        """Return the mark of each part by its name."""
        marks = {CODE: version()}
        for key, draft in self._joined.drafts.items():
            marks[ENTITY + key] = draft.mark()
        for key, entity in self._joined.happened.items():
            marks[ENTITY + key] = ids.digest(entity.label, *entity.names, "", *entity.found_as)
        for name, quads in self._own_decisions.items():
            marks[DECISION + name] = quads
        for key, mark in self._documents.marks.items():
            marks[DOCUMENT + key] = ids.digest(mark, *sorted(self._documents.sources[key]), "", *self._surroundings(key))
        return marks

    @cached_property
    def _own_decisions(self) -> dict[str, str]:
        """The marks of the decisions that concern more than one document, by local name."""
        found: dict[str, list[str]] = defaultdict(list)
        for merge in self._joined.merges:
            concerned = (entity for key in merge.spans for entity in self._joined.referents.get(key, ()))
            reasons = (f"{reason.score} {reason.words}" for reason in merge.reasons)
            found[merge_id(merge)].append(ids.digest(str(merge.score), *reasons, "", *concerned))
        for ruling in self._joined.rulings:
            concerned = (entity for key in ruling.spans for entity in self._joined.referents.get(key, ()))
            found[f"judgement-{ruling.judgement.id}"].append(ids.digest(repr(ruling), *concerned))
        return {name: ids.digest(*sorted(marks)) for name, marks in found.items()}

    def _surroundings(self, document: str) -> Iterator[str]:
        """Yield what the graph of a document depends on besides its extraction."""
        joined = self._joined
        reading = joined.readings[document]
        for at in range(len(reading.clusters)):
            id = joined.entity_of(reading, at)
            yield id
            yield joined.drafts[id].label
        for entity in joined.happened_in(document):
            yield entity.id
            yield entity.label
        yield from (f"{draft.id} {draft.mentions({document})}" for draft in joined.resting_in(document))
        yield from (f"{code} {self._countries.get(code, '')}" for code in reading.codes)

    @cached_property
    def _countries(self) -> dict[str, str]:
        """The country of each code, the first by id."""
        found: dict[str, str] = {}
        for id, draft in sorted(self._joined.drafts.items()):
            if draft.known and draft.kind == "Country" and draft.known.country:
                found.setdefault(draft.known.country, id)
        return found

    # -------- Quads

    def rewritten(self, names: Iterable[str], before: Mapping[str, str], store: Store) -> Iterator[Part]:
        """Yield the named parts with what they shall hold; `before` are the marks of those that `store` has."""
        wanted = list(names)
        documents = {name.removeprefix(DOCUMENT) for name in wanted if name.startswith(DOCUMENT)}
        there = {document for document in documents if document in self._documents.marks}
        entities = {name.removeprefix(ENTITY) for name in wanted if name.startswith(ENTITY)}
        decided = {name.removeprefix(DECISION) for name in wanted if name.startswith(DECISION)}
        graphs = Graphs(self._some(there, entities, decided), self._names)
        found: dict[NamedNode, set[Quad]] = defaultdict(set)
        for quad in graphs.of_entities():
            if isinstance(quad.subject, NamedNode):
                found[quad.subject].add(quad)
        subjects = {self._names.local(name) for name in (*entities, *decided)}
        own = {self._names.local(name.removeprefix(DECISION)) for name in before if name.startswith(DECISION)}
        for document in sorted(documents):
            subjects |= inner_decisions(store, self._names, document) - own
            quads = self._of_document(graphs, document) if document in there else set()
            yield Part(self._names.document(document), None, frozenset(quads))
        for document in there:
            subjects |= {self._names.local(merge_id(merge)) for merge in self._documents.merges(document)}
        for subject in sorted(subjects, key=str):
            yield Part(self._names.entities_graph, subject, frozenset(found.get(subject, ())))

    def _of_document(self, graphs: Graphs, document: str) -> set[Quad]:
        return graphs.of_document(self._documents.extraction(document), self._documents.sources[document])

    def _some(self, documents: Collection[str], entities: Collection[str], decided: Collection[str]) -> Resolution:
        """Return the resolution as far as these documents, entities and decisions need it."""
        joined = self._joined
        inner = [merge for document in documents for merge in self._documents.merges(document)]
        outer = [merge for merge in joined.merges if merge_id(merge) in decided]
        return Resolution(
            tuple(sorted(self._entities(documents, entities), key=lambda entity: entity.id)),
            joined.referents,
            tuple(sorted({*joined.obeyed(inner), *outer})),
            tuple(ruling for ruling in joined.rulings if f"judgement-{ruling.judgement.id}" in decided),
        )

    def _entities(self, documents: Collection[str], entities: Collection[str]) -> Iterator[Entity]:
        joined = self._joined
        near = {joined.entity_of(joined.readings[each], at) for each in documents for at in range(joined.size(each))}
        near |= {draft.id for each in documents for draft in joined.resting_in(each)} | {*self._countries.values()}
        for id in near | {each for each in entities if each in joined.drafts}:
            draft = joined.drafts[id]
            yield draft.entity(documents) if id in entities else draft.brief(documents)
        happened = {entity.id for each in documents for entity in joined.happened_in(each)}
        for id in happened | {each for each in entities if each in joined.happened}:
            entity = joined.happened[id]
            mentions = tuple(key for key in entity.mentions if key[0] in documents)
            yield replace(entity, mentions=mentions)


def inner_decisions(store: Store, names: Names, document: str) -> set[NamedNode]:
    """Return the decisions of a store that rest on words of one document only."""
    graph, evidence = names.document(document), ontology.node("evidence")
    found: set[NamedNode] = set()
    for span in store.quads_for_pattern(None, ontology.node("rdf:type"), ontology.node("Span"), graph):
        for quad in store.quads_for_pattern(None, evidence, span.subject, names.entities_graph):
            if isinstance(quad.subject, NamedNode):
                found.add(quad.subject)
    prefix = f"{graph.value}#"
    return {
        decision
        for decision in found
        if all(
            str(quad.object)[1:].startswith(prefix)
            for quad in store.quads_for_pattern(decision, evidence, None, names.entities_graph)
        )
    }
