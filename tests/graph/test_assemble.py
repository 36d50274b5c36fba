"""Extractions become quads: what is said, in which graph, in which order."""

import random
from dataclasses import replace

import graph_builders as build
import pytest
from graph_builders import at, find
from pyoxigraph import BlankNode, Literal, NamedNode, Store

from kg import ontology
from kg.errors import KgError, OntologyError
from kg.graph.assemble import assemble, order
from kg.graph.terms import Names, day, decimal, number, shortened
from kg.model import Document, Entity, Extraction, Mention, Resolution, When

QUADS = tuple(build.quads())
NAMES = Names()
DOCUMENT = NAMES.document(build.DOCUMENT.id)


def said(subject, name, graph=None):
    """Return the values of a property, as local names or texts, sorted."""
    node = NamedNode(ontology.DEFAULT_BASE + subject) if isinstance(subject, str) else subject
    found = [q for q in QUADS if q.subject == node and q.predicate == ontology.node(name)]
    found = [q for q in found if graph is None or q.graph_name == graph]
    return sorted(ontology.local(q.object.value) if isinstance(q.object, NamedNode) else q.object.value for q in found)


def statement(attribution):
    return NAMES.statement(build.DOCUMENT.id, attribution.key)


def test_quads_are_sorted_and_each_there_once():
    assert list(QUADS) == sorted(set(QUADS), key=order)


def test_there_are_no_blank_nodes_and_no_slashes_in_local_names():
    terms = {term for quad in QUADS for term in (quad.subject, quad.object)}
    assert not [term for term in terms if isinstance(term, BlankNode)]
    ours = [t.value for t in terms if isinstance(t, NamedNode) and t.value.startswith(ontology.DEFAULT_BASE)]
    assert ours
    assert not [iri for iri in ours if "/" in iri.removeprefix(ontology.DEFAULT_BASE)]


def test_graphs_are_documents_entities_and_ontology():
    assert {quad.graph_name.value for quad in QUADS} == {DOCUMENT.value, NAMES.entities_graph.value, ontology.IRI}


def test_every_predicate_is_declared():
    used = {quad.predicate.value for quad in QUADS if quad.graph_name.value != ontology.IRI}
    assert used <= set(ontology.declared_terms())


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("dct:title", ["Talks at the lake"]),
        ("dct:issued", ["2025-05-16"]),
        ("dct:source", ["talks.txt"]),
        ("outlet", ["Daily Post"]),
        ("text", [build.TEXT]),
    ],
)
def test_document(name, values):
    assert said(DOCUMENT, name) == values


def test_span_has_document_offsets_words_and_sentence():
    span = at("Ana Arlo")
    node = NAMES.span(build.DOCUMENT.id, span)
    assert node.value == f"{DOCUMENT.value}#char={span.start},{span.end}"
    assert said(node, "start") == [str(span.start)]
    assert said(node, "end") == [str(span.end)]
    assert said(node, "exact") == ["Ana Arlo"]
    (sentence,) = [q.object for q in QUADS if q.subject == node and q.predicate == ontology.node("sentence")]
    assert said(sentence, "exact")[0].startswith("Foreign Minister Ana Arlo, who leads")


@pytest.mark.parametrize(
    ("subject", "name", "values"),
    [
        ("person-ana-arlo", "role", ["Foreign Minister"]),
        ("person-ana-arlo", "represents", ["country-ar", "country-ar"]),  # by the document and by resolution
        ("person-ana-arlo", "country", ["country-ar"]),
        ("person-ana-arlo", "foundAs", ["person-arlo"]),
        ("person-ana-arlo", "skos:altLabel", ["Ana Arlo", "Arlo"]),
        ("country-ar", "country", []),  # nothing is its own country
        ("country-bo", "owl:sameAs", ["Q3"]),
        ("country-bo", "iso3166", ["BO"]),
        ("city-capital-city", "geo:lat", ["10.5"]),
        ("city-capital-city", "geo:long", ["-3.25"]),
        ("city-capital-city", "within", ["country-ar"]),
        ("building-lake-palace", "within", ["city-capital-city"]),
        ("building-lake-palace", "rdf:type", ["Building", "Venue"]),
        ("delegation-arland", "represents", ["country-ar"]),
        ("delegation-arland", "head", ["person-ana-arlo"]),
        ("delegation-arland", "participatesIn", ["event-talks"]),
        ("event-talks", "rdf:type", ["Negotiation"]),
        ("event-talks", "participant", ["country-bo", "delegation-arland"]),
        ("event-talks", "venue", ["building-lake-palace", "city-capital-city"]),
        ("event-talks", "eventCode", ["code-consult"]),
        ("event-talks", "duration", ["two hours"]),
        ("event-talks", "wording", ["Friday"]),
        ("event-talks", "startDate", ["2025-05-16"]),
    ],
)
def test_entities(subject, name, values):
    assert said(subject, name) == values


def test_what_a_document_states_stands_in_its_graph_and_what_was_resolved_in_another():
    assert said("person-ana-arlo", "role", DOCUMENT)
    assert said("person-ana-arlo", "evidence", DOCUMENT)
    assert said("person-ana-arlo", "rdfs:label", NAMES.entities_graph)
    assert not said("person-ana-arlo", "rdfs:label", DOCUMENT)


@pytest.mark.parametrize(
    ("attribution", "name", "values"),
    [
        (build.EXCHANGE, "speaker", ["person-ana-arlo"]),
        (build.EXCHANGE, "onBehalfOf", ["country-ar"]),
        (build.EXCHANGE, "addressee", ["outlet-daily-post"]),
        (build.EXCHANGE, "medium", ["outlet-daily-post"]),
        (build.EXCHANGE, "about", ["country-ar", "country-bo"]),
        (build.EXCHANGE, "event", ["event-talks"]),
        (build.EXCHANGE, "date", ["2025-05-16"]),
        (build.EXCHANGE, "wording", ["Friday"]),
        (build.EXCHANGE, "confidence", ["0.9"]),
        (build.EXCHANGE, "cue", ["told the Daily Post"]),
        (build.EXCHANGE, "content", ["that both sides agreed to exchange 200 prisoners"]),
        (build.EXCHANGE, "act", ["act-report"]),
        (build.EXCHANGE, "negated", []),
        (build.QUOTE, "form", ["direct"]),
        (build.UNNAMED, "negated", ["true"]),
        (build.EXCHANGE, "modality", []),
        (build.BELIEF, "modality", ["possible"]),
        (build.UNNAMED, "confidence", ["1"]),
    ],
)
def test_statements(attribution, name, values):
    assert said(statement(attribution), name) == values


def test_statement_rests_on_the_stretch_of_its_parts_and_names_each():
    (evidence,) = [
        q.object for q in QUADS if q.subject == statement(build.QUOTE) and q.predicate == ontology.node("evidence")
    ]
    assert said(evidence, "exact") == ['"We want a full ceasefire," Arlo said']
    for name in ("sourceSpan", "cueSpan", "contentSpan"):
        assert len(said(statement(build.QUOTE), name)) == 1


def test_nested_statement_names_the_one_around_it():
    assert said(statement(build.BELIEF), "nestedIn") == [ontology.local(statement(build.USELESS).value)]


def test_statement_label_says_who_says_what():
    assert said(statement(build.QUOTE), "rdfs:label") == ['Ana Arlo said: "We want a full ceasefire,"']


def position(kind):
    return next(q.subject for q in QUADS if q.object == ontology.node(kind) and q.graph_name == DOCUMENT)


@pytest.mark.parametrize(
    ("kind", "name", "values"),
    [
        ("Agreement", "party", ["country-ar", "country-bo"]),
        ("Agreement", "quantity", ["200"]),
        ("Agreement", "unit", ["prisoners"]),
        ("Agreement", "event", ["event-talks"]),
        ("Agreement", "subject", ["exchange 200 prisoners"]),
        ("Demand", "by", ["person-ana-arlo"]),
        ("Demand", "of", ["country-bo"]),
        ("Demand", "statedIn", [ontology.local(statement(build.QUOTE).value)]),
    ],
)
def test_positions(kind, name, values):
    assert said(position(kind), name) == values


def test_agreement_is_an_outcome_of_its_event_and_a_demand_is_not():
    assert said("event-talks", "outcome") == [ontology.local(position("Agreement").value)]


def test_parts_that_stand_apart_are_joined_by_an_ellipsis():
    parts = replace(build.QUOTE, content=(at("a full ceasefire"), at("talks are useless")))
    extraction = replace(
        build.extraction(), statements=(replace(build.extraction().statements[1], attribution=parts),), positions=()
    )
    contents = [
        q.object.value for q in assemble([extraction], build.resolution()) if q.predicate == ontology.node("content")
    ]
    assert contents == ["a full ceasefire … talks are useless"]


def other_document() -> Extraction:
    return Extraction(Document("Nothing is said here.", title="Other", source="b.txt"))


def test_order_of_documents_changes_nothing():
    extractions = [build.extraction(), other_document(), Extraction(Document("A third."))]
    first = list(assemble(extractions, build.resolution()))
    for _ in range(3):
        random.shuffle(extractions)
        assert list(assemble(extractions, build.resolution())) == first


def test_document_read_twice_is_there_once_with_both_sources():
    twice = [build.extraction(), replace(build.extraction(), document=replace(build.DOCUMENT, source="copy.txt"))]
    quads = list(assemble(twice, build.resolution()))
    assert sorted(q.object.value for q in quads if q.predicate == ontology.node("dct:source")) == [
        "copy.txt",
        "talks.txt",
    ]
    assert len(quads) == len(QUADS) + 1


def test_sources_given_take_the_place_of_those_in_the_documents():
    quads = assemble([build.extraction()], build.resolution(), sources={build.DOCUMENT.id: ("a", "b")})
    assert [q.object.value for q in quads if q.predicate == ontology.node("dct:source")] == ["a", "b"]


def test_a_store_keeps_every_literal_as_it_is():
    store = Store()
    store.bulk_extend(QUADS)
    assert set(store) == set(QUADS)


def test_base_is_that_of_every_instance():
    quads = list(build.quads(base="http://example.org/talks/"))
    assert {q.graph_name.value for q in quads} >= {"http://example.org/talks/graph-entities"}
    assert not [
        q for q in quads if q.graph_name.value != ontology.IRI and not q.subject.value.startswith("http://example.org/")
    ]


@pytest.mark.parametrize(
    "base",
    [
        "",
        "talks/",
        "http://example.org/talks",
        "http://example.org/talks#",
        "http://exa mple.org/",
        "http://e.org/<x>/",
    ],
)
def test_bad_base_is_refused_in_a_sentence(base):
    with pytest.raises(KgError, match="cannot be a base IRI"):
        list(build.quads(base=base))


def test_undeclared_kind_is_refused():
    resolution = build.resolution()
    bad = Resolution((replace(resolution.entities[0], kind="Castle"), *resolution.entities[1:]), resolution.referents)
    with pytest.raises(OntologyError, match="Castle"):
        list(assemble([build.extraction()], bad))


@pytest.mark.parametrize(
    ("literal", "written"),
    [
        (day("2025-05-16"), ("2025-05-16", "date")),
        (day("2025-05"), ("2025-05", "gYearMonth")),
        (day("2025"), ("2025", "gYear")),
        (day("2025-13-01"), ("2025-13-01", "string")),
        (day("Friday"), ("Friday", "string")),
        (number(1000.0), ("1000", "integer")),
        (number(2.5), ("2.5", "decimal")),
        (decimal(1.0), ("1", "decimal")),
        (decimal(0.0), ("0", "decimal")),
        (decimal(-0.0000001), ("0", "decimal")),
        (decimal(41.0136), ("41.0136", "decimal")),
    ],
)
def test_literals(literal: Literal, written):
    assert (literal.value, ontology.local(literal.datatype.value)) == written


@pytest.mark.parametrize("value", ["2025", "2025-05", "2025-05-16", "soon"])
def test_dates_by_precision_reach_the_graph(value):
    event = replace(build.extraction().events[0], when=When(at("Friday"), value))
    quads = assemble([replace(build.extraction(), events=(event,))], build.resolution())
    assert [q.object for q in quads if q.predicate == ontology.node("startDate")] == [day(value)]


@pytest.mark.parametrize(
    ("kind", "latitude", "expected"),
    [
        ("Building", None, {"within", "near"}),
        ("Organization", None, {"basedIn", "near"}),
        ("Building", 10.5, {"within"}),  # it is known where it is: nothing need be presumed
        ("Person", None, {"near"}),
    ],
)
def test_whereabouts_are_said_as_what_they_are(kind, latitude, expected):
    text = "Lake Hall in Bor."
    hall, town = find(text, "Lake Hall"), find(text, "Bor")
    found = Extraction(
        Document(text), (Mention(hall, "Lake Hall", kind, within=town, near=town), Mention(town, "Bor", "City"))
    )
    key = found.document.id
    entities = (
        Entity("bor", "City", "Bor", ((key, town),)),
        Entity("hall", kind, "Lake Hall", ((key, hall),), latitude=latitude, longitude=latitude),
    )
    resolution = Resolution(entities, {(key, hall): ("hall",), (key, town): ("bor",)})
    said = [quad for quad in assemble([found], resolution) if quad.object == NAMES.local("bor")]
    assert {ontology.local(quad.predicate.value) for quad in said} == expected


def test_long_label_is_cut_at_a_word():
    assert shortened("one two three", 10) == "one two…"
    assert shortened("one\n two") == "one two"


def test_ids_with_odd_characters_make_safe_iris():
    assert NAMES.local("a/b c<é>").value == ontology.DEFAULT_BASE + "a%2Fb%20c%3C%C3%A9%3E"
