"""A sheet of paper for each document, on which the other modules write what it says."""

from bisect import bisect_left, bisect_right

from pyoxigraph import Literal, NamedNode, Quad

from kg import ontology
from kg.graph.terms import Names, integer, text
from kg.model import Extraction, Resolution, Span


class Sheet:
    """The graph of one document, as a set of quads that grows."""

    def __init__(self, extraction: Extraction, resolution: Resolution, names: Names) -> None:
        """Start empty."""
        self.extraction = extraction
        self.document = extraction.document
        self.document_id = extraction.document.id
        self.resolution = resolution
        self.names = names
        self.iri = names.document(self.document_id)
        self.quads: set[Quad] = set()
        self._spans: dict[Span, NamedNode] = {}
        self._sentence_starts = [sentence.start for sentence in extraction.sentences]
        self._sentence_ends = [sentence.end for sentence in extraction.sentences]

    def say(self, subject: NamedNode, name: str, *objects: NamedNode | Literal) -> None:
        """Write that `subject` has these values of a declared property; nothing is its own value."""
        predicate = ontology.node(name)
        for each in objects:
            if each != subject:
                self.quads.add(Quad(subject, predicate, each, self.iri))

    def type(self, subject: NamedNode, kind: str) -> None:
        """Write that `subject` is of a declared class."""
        self.say(subject, "rdf:type", ontology.node(kind))

    def words(self, *spans: Span) -> str:
        """Return what stands there, parts joined by an ellipsis."""
        return " … ".join(" ".join(span.of(self.document.text).split()) for span in spans)

    def entities(self, *spans: Span) -> tuple[NamedNode, ...]:
        """Return the entities that mentions or keys of events and delegations mean."""
        return tuple(self.names.local(entity) for entity in self.resolution.of(self.document_id, *spans))

    def rest(self, subject: NamedNode, *spans: Span) -> None:
        """Write that `subject` rests on these words."""
        self.say(subject, "evidence", *(self.span(span) for span in spans))

    def span(self, span: Span) -> NamedNode:
        """Return the node of these words, written down with its sentence the first time."""
        found = self._spans.get(span)
        if found is None:
            found = self._bare_span(span)
            self._spans[span] = found
            sentence = self._sentence(span)
            if sentence is not None:
                self.quads.add(Quad(found, ontology.node("sentence"), self._bare_span(sentence), self.iri))
        return found

    def _bare_span(self, span: Span) -> NamedNode:
        node = self.names.span(self.document_id, span)
        self.type(node, "Span")
        self.say(node, "document", self.iri)
        self.say(node, "start", integer(span.start))
        self.say(node, "end", integer(span.end))
        self.say(node, "exact", text(span.of(self.document.text)))
        return node

    def _sentence(self, span: Span) -> Span | None:
        """Return the stretch from the start of the first sentence touched to the end of the last; None if none is."""
        first = bisect_right(self._sentence_ends, span.start)
        last = bisect_left(self._sentence_starts, span.end) - 1
        if first > last:
            return None
        return Span(self._sentence_starts[first], self._sentence_ends[last])
