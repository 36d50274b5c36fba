"""The graph as a NetworkX MultiDiGraph: typed nodes with their evidence, typed edges with the documents behind them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from pyoxigraph import Literal, NamedNode, Quad

from kg import ontology

if TYPE_CHECKING:
    import networkx

Passage = dict[str, Any]  # {"document", "start", "end", "exact", "sentence": {"start", "end"}}
SPAN_LISTS = {
    "evidence": "evidence",
    "sourceSpan": "source_spans",
    "cueSpan": "cue_spans",
    "contentSpan": "content_spans",
}
NUMBERS: dict[str, Callable[[str], Any]] = {"integer": int, "decimal": float, "boolean": lambda value: value == "true"}


def network(quads: Iterable[Quad]) -> networkx.MultiDiGraph[str]:
    """Return the graph that the quads say, without the ontology.

    Nodes are entities, statements, positions and documents, keyed by IRI, with `label`, `type` (the most specific
    class), `types` (all of them with their superclasses), a sorted list for each literal property under its local
    name, and `evidence` (for statements also `source_spans`, `cue_spans`, `content_spans`): passages of the form
    `{"document": IRI, "start", "end", "exact", "sentence": {"start", "end"}}` in text order; `decisions` tells in
    sentences why names became one entity. Concepts stand by their label. Edges are keyed by property, with `type`,
    `label` and `documents`, the IRIs of those that assert them.
    """
    import networkx

    reader = _Reader()
    for quad in quads:
        reader.read(quad)
    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    for iri in sorted(reader.types):
        graph.add_node(iri, **reader.node(iri))
    for (subject, name, target), documents in sorted(reader.edges.items()):
        if subject in reader.types and target in reader.types:
            attributes = {
                "type": name,
                "label": ontology.label(name),
                "documents": sorted(documents & reader.documents),
            }
            graph.add_edge(subject, target, key=name, **attributes)
    return graph


class _Reader:
    """Quads sorted into what becomes a node, an edge, a value or a passage."""

    def __init__(self) -> None:
        self.types: dict[str, set[str]] = defaultdict(set)
        self.values: dict[str, dict[str, set[Any]]] = defaultdict(lambda: defaultdict(set))
        self.edges: dict[tuple[str, str, str], set[str]] = defaultdict(set)
        self.spans: dict[str, Passage] = defaultdict(dict)
        self.documents: set[str] = set()
        self.decisions: dict[str, set[str]] = defaultdict(set)

    def read(self, quad: Quad) -> None:
        graph, subject, value = quad.graph_name, quad.subject, quad.object
        if not isinstance(graph, NamedNode) or not isinstance(subject, NamedNode) or graph.value == ontology.IRI:
            return
        name = ontology.local(quad.predicate.value)
        if isinstance(value, Literal):
            self._read_literal(subject.value, name, value)
        elif isinstance(value, NamedNode):
            self._read_link(subject.value, name, value.value, graph.value)

    def _read_literal(self, subject: str, name: str, value: Literal) -> None:
        python = NUMBERS.get(ontology.local(value.datatype.value), str)(value.value)
        if name in {"start", "end", "exact"}:
            self.spans[subject][name] = python
        else:
            self.values[subject][name].add(python)

    def _read_link(self, subject: str, name: str, target: str, graph: str) -> None:
        if name == "type":
            kind = ontology.local(target)
            if kind != "Span" and not ontology.is_a(kind, "Decision"):
                self.types[subject].add(kind)
            if kind == "Document":
                self.documents.add(subject)
        elif name == "concerns":
            self.decisions[target].add(subject)
        elif name in {"document", "sentence"}:
            self.spans[subject][name] = target
        elif name in SPAN_LISTS:
            self.values[subject][SPAN_LISTS[name]].add(target)
        elif name in {"sameAs", "act", "eventCode"}:
            concept = ontology.local(target)
            self.values[subject][name].add(target if name == "sameAs" else ontology.label(concept))
        else:
            self.edges[subject, name, target].add(graph)

    def node(self, iri: str) -> dict[str, Any]:
        """Return the attributes of a node."""
        kinds = self.types[iri]
        types = sorted(kinds | {upper for kind in kinds for upper in ontology.superclasses(kind)})
        attributes: dict[str, Any] = {"label": ontology.local(iri), "type": most_specific(kinds), "types": types}
        for name, values in sorted(self.values[iri].items()):
            if name in SPAN_LISTS.values():
                attributes[name] = self._passages(values)
            elif name == "label":
                attributes[name] = min(values)
            else:
                attributes[name] = sorted(values, key=lambda value: (str(type(value)), value))
        attributes.setdefault("evidence", [])
        if iri in self.decisions:
            attributes["decisions"] = sorted({self._decision(each) for each in self.decisions[iri]})
        return attributes

    def _decision(self, iri: str) -> str:
        """Return "Fida = Hakan Fidan: fida is fidan cut short (+0.85)"."""
        said = self.values[iri]
        return ": ".join(filter(None, ("; ".join(sorted(said[name])) for name in ("label", "reason"))))

    def _passages(self, spans: Iterable[str]) -> list[Passage]:
        passages = [self._passage(span) for span in spans if {"document", "start", "end"} <= self.spans[span].keys()]
        return sorted(passages, key=lambda passage: (passage["document"], passage["start"], passage["end"]))

    def _passage(self, span: str) -> Passage:
        said = self.spans[span]
        around = self.spans[said["sentence"]] if said.get("sentence") in self.spans else said
        sentence = {"start": around.get("start", said["start"]), "end": around.get("end", said["end"])}
        return {key: said[key] for key in ("document", "start", "end", "exact") if key in said} | {"sentence": sentence}


def most_specific(kinds: Iterable[str]) -> str:
    """Return the class that says most; what a thing is comes before its being a venue, then the alphabet decides."""
    found = set(kinds)
    general = {upper for kind in found for upper in ontology.superclasses(kind)}
    lowest = sorted(found - general, key=lambda kind: (kind == "Venue", kind))
    return lowest[0] if lowest else ""
