"""What is wrong with a graph is found, named and put into words."""

import graph_builders as build
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from kg import ontology
from kg.graph.check import check
from kg.graph.terms import Names, typed
from kg.graph.validate import validate

QUADS = tuple(build.quads())
NAMES = Names()
GRAPH = NAMES.document(build.DOCUMENT.id)
QUOTE = ontology.local(NAMES.statement(build.DOCUMENT.id, build.QUOTE.key).value)
SPAN = NAMES.span(build.DOCUMENT.id, build.at("Ana Arlo"))


def term(value):
    return NamedNode(ontology.DEFAULT_BASE + value) if isinstance(value, str) else value


def with_quad(subject, name, value):
    predicate = ontology.node(name) if not name.startswith("http") else NamedNode(name)
    return [*QUADS, Quad(term(subject), predicate, term(value), GRAPH)]


def without(subject, name):
    return [q for q in QUADS if not (q.subject == term(subject) and q.predicate == ontology.node(name))]


def test_whole_graph_conforms():
    report = validate(QUADS)
    assert report.conforms
    assert str(report) == "the graph conforms"


@pytest.mark.parametrize(
    ("subject", "name", "message"),
    [
        ("person-ana-arlo", "evidence", "rests on no words"),
        ("event-talks", "evidence", "rests on no words"),
        (QUOTE, "evidence", "rests on no words"),
        ("country-ar", "rdfs:label", "has no label"),
        (QUOTE, "content", "must have one content"),
        (QUOTE, "contentSpan", "content must stand in a document"),
        (QUOTE, "form", "must be direct, indirect or mixed"),
        (QUOTE, "act", "one speech act"),
        (SPAN, "exact", "must have its exact words"),
        (SPAN, "document", "exactly one document"),
        (GRAPH, "text", "must have one text"),
    ],
)
def test_what_is_missing_is_named(subject, name, message):
    report = validate(without(subject, name))
    assert message in str(report)
    assert ontology.shorten(term(subject).value) in str(report)


@pytest.mark.parametrize(
    ("subject", "name", "value", "message"),
    [
        (QUOTE, "speaker", "city-capital-city", "speaker is not an actor"),
        (QUOTE, "cue", Literal("added"), "one cue or none"),
        (QUOTE, "form", Literal("shouted"), "must be direct"),
        (QUOTE, "nestedIn", "country-ar", "nested in one statement"),
        (QUOTE, "event", "country-ar", "event is not an event"),
        (QUOTE, "confidence", typed("1.5", "decimal"), "from 0 to 1"),
        (QUOTE, "date", typed("2025-13-41", "date"), "well-formed day"),
        ("event-talks", "startDate", Literal("soon"), "well-formed day"),
        ("event-talks", "venue", "person-ana-arlo", "venue is not a place"),
        ("person-ana-arlo", "represents", "city-capital-city", "must represent an actor"),
        ("city-capital-city", "represents", "country-ar", "only an actor represents"),
        ("country-ar", "iso3166", Literal("ARL"), "two capital letters"),
        ("city-capital-city", "geo:lat", typed("91", "decimal"), "from -90 to 90"),
        ("building-lake-palace", "within", "person-ana-arlo", "must lie in a place"),
        ("person-ana-arlo", "evidence", "country-ar", "not a span"),
        (SPAN, "end", typed("3", "integer"), "must have one end"),
    ],
)
def test_what_does_not_fit_is_named(subject, name, value, message):
    assert message in str(validate(with_quad(subject, name, value)))


def test_span_that_ends_before_it_starts():
    swapped = [
        Quad(q.subject, q.predicate, typed("1", "integer"), q.graph_name)
        if q.subject == SPAN and q.predicate == ontology.node("end")
        else q
        for q in QUADS
    ]
    assert "must start before it ends" in str(validate(swapped))


def test_misspelt_property_is_found():
    report = check(with_quad("event-talks", ontology.NAMESPACE + "venu", "city-capital-city"))
    assert str(report) == "id:event-talks uses a property that the ontology does not declare (parley:venu)"


def test_misspelt_class_is_found():
    report = check(with_quad("event-talks", "rdf:type", NamedNode(ontology.NAMESPACE + "Sumit")))
    assert str(report) == "id:event-talks uses a class that the ontology does not declare (parley:Sumit)"


def test_fast_check_finds_a_node_without_a_span():
    report = check(without("person-ana-arlo", "evidence"))
    assert [violation.focus for violation in report.violations] == [ontology.DEFAULT_BASE + "person-ana-arlo"]


def test_fast_check_finds_a_span_that_misquotes():
    wrong = [
        Quad(q.subject, q.predicate, Literal("Anna Arlo"), q.graph_name)
        if q.subject == SPAN and q.predicate == ontology.node("exact")
        else q
        for q in QUADS
    ]
    assert "does not quote what stands there" in str(check(wrong))


def test_fast_check_finds_a_blank_node():
    assert "is a blank node" in str(
        check([*QUADS, Quad(BlankNode("b"), ontology.node("rdfs:label"), Literal("x"), GRAPH)])
    )


def test_long_report_counts_what_it_leaves_out():
    bad = [Quad(term(f"x{i}"), NamedNode(ontology.NAMESPACE + "nope"), Literal("x"), GRAPH) for i in range(30)]
    assert str(check([*QUADS, *bad])).endswith("… and 10 more")


def test_ill_formed_literals_are_reported_and_not_logged(caplog):
    validate(with_quad("event-talks", "startDate", typed("2025-13-41", "date")))
    assert not caplog.records
