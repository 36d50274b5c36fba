"""Fast checks of our own laws in one pass: terms are declared, nodes have spans, spans have their words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Quad

from kg import ontology

LISTED = 20  # violations that a report spells out


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One thing that is wrong: with which node, at which property, in words."""

    focus: str  # IRI
    path: str  # a property as people write it ("parley:evidence"), or empty
    message: str
    value: str = ""

    def __str__(self) -> str:
        """Return one line for people."""
        at = f" ({self.path})" if self.path else ""
        value = f": {self.value}" if self.value else ""
        return f"{ontology.shorten(self.focus)} {self.message}{at}{value}"


@dataclass(frozen=True, slots=True)
class Report:
    """What a check found; empty is good."""

    violations: tuple[Violation, ...] = ()

    @property
    def conforms(self) -> bool:
        """Whether nothing is wrong."""
        return not self.violations

    def __str__(self) -> str:
        """Return the report for people: one line for each violation, the first `LISTED` of them."""
        if self.conforms:
            return "the graph conforms"
        lines = [str(violation) for violation in self.violations[:LISTED]]
        more = len(self.violations) - LISTED
        return "\n".join([*lines, f"… and {more} more"] if more > 0 else lines)


def check(quads: Iterable[Quad]) -> Report:
    """Return what breaks our own laws: undeclared terms, nodes without a span, spans that misquote their document."""
    laws = _Laws()
    for quad in quads:
        laws.read(quad)
    return Report(tuple(sorted({*laws.violations, *laws.unevidenced(), *laws.misquoted()})))


class _Laws:
    """What one pass over the quads gathers."""

    def __init__(self) -> None:
        self.violations: set[Violation] = set()
        self.evidenced: set[str] = set()
        self.needs_evidence: set[str] = set()
        self.texts: dict[str, str] = {}
        self.spans: dict[str, dict[str, str]] = defaultdict(dict)
        self.known = frozenset(ontology.declared_terms())

    def read(self, quad: Quad) -> None:
        subject, predicate, value = quad.subject, quad.predicate.value, quad.object
        if not isinstance(subject, NamedNode):
            self.violations.add(Violation(str(subject), "", "is a blank node; every node must have an IRI"))
            return
        if isinstance(quad.graph_name, NamedNode) and quad.graph_name.value == ontology.IRI:
            return
        if predicate not in self.known:
            self._undeclared(subject.value, predicate, "property")
        if predicate == ontology.RDF_TYPE and isinstance(value, NamedNode):
            self._read_type(subject.value, value.value)
        elif predicate == ontology.iri("evidence"):
            self.evidenced.add(subject.value)
        elif predicate == ontology.iri("text"):
            self.texts[subject.value] = value.value if isinstance(value, Literal) else ""
        elif predicate.startswith(ontology.NAMESPACE) and isinstance(value, NamedNode | Literal):
            self._read_span(subject.value, ontology.local(predicate), value.value)

    def _undeclared(self, subject: str, term: str, what: str) -> None:
        message = f"uses a {what} that the ontology does not declare"
        self.violations.add(Violation(subject, ontology.shorten(term), message))

    def _read_type(self, subject: str, kind: str) -> None:
        if kind not in self.known:
            self._undeclared(subject, kind, "class")
        elif ontology.is_a(ontology.local(kind), "Evidenced"):
            self.needs_evidence.add(subject)

    def _read_span(self, subject: str, name: str, value: str) -> None:
        if name in {"document", "start", "end", "exact"}:
            self.spans[subject][name] = value

    def unevidenced(self) -> Iterable[Violation]:
        for subject in self.needs_evidence - self.evidenced:
            yield Violation(subject, "parley:evidence", "rests on no words of any document")

    def misquoted(self) -> Iterable[Violation]:
        for subject, said in self.spans.items():
            text = self.texts.get(said.get("document", ""))
            whole = {"start", "end", "exact"} <= said.keys() and (said["start"] + said["end"]).isdigit()
            if text is not None and whole and text[int(said["start"]) : int(said["end"])] != said["exact"]:
                yield Violation(subject, "parley:exact", "does not quote what stands there", said["exact"])
