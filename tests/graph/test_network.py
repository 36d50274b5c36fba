"""The graph as NetworkX sees it."""

import graph_builders as build
import pytest
from pyoxigraph import Literal, NamedNode, Quad

from kg import ontology
from kg.graph.kinds import most_specific
from kg.graph.network import network
from kg.graph.terms import Names

NAMES = Names()
NETWORK = network(build.quads())
DOCUMENT = NAMES.document(build.DOCUMENT.id).value


def node(local):
    return NETWORK.nodes[ontology.DEFAULT_BASE + local]


def test_nodes_are_entities_statements_positions_and_documents():
    types = [attributes["type"] for _, attributes in NETWORK.nodes(data=True)]
    names = "Building City Country Country Delegation Negotiation NewsOrganization Person UnnamedSource"
    assert sorted(types) == sorted([*names.split(), "Agreement", "Demand", "Document", *["Statement"] * 5])


def test_node_has_label_type_and_all_types():
    assert node("building-lake-palace")["label"] == "Lake Palace"
    assert node("building-lake-palace")["type"] == "Building"
    assert node("building-lake-palace")["types"] == ["Building", "Entity", "Evidenced", "Place", "Venue"]


def test_literals_stand_under_local_names_as_sorted_lists():
    assert node("person-ana-arlo")["altLabel"] == ["Ana Arlo", "Arlo"]
    assert node("city-capital-city")["lat"] == [10.5]
    assert NETWORK.nodes[DOCUMENT]["title"] == ["Talks at the lake"]
    assert NETWORK.nodes[DOCUMENT]["text"] == [build.TEXT]


def test_numbers_and_truth_values_are_pythons_own():
    agreement = next(a for _, a in NETWORK.nodes(data=True) if a["type"] == "Agreement")
    negated = [a["negated"] for _, a in NETWORK.nodes(data=True) if "negated" in a]
    assert agreement["quantity"] == [200]
    assert isinstance(agreement["quantity"][0], int)
    assert negated == [[True]]


def test_concepts_stand_by_their_label():
    assert node("event-talks")["eventCode"] == ["consult"]
    assert NETWORK.nodes[NAMES.statement(build.DOCUMENT.id, build.QUOTE.key).value]["act"] == ["demand"]


def test_evidence_is_passages_in_text_order():
    evidence = node("person-ana-arlo")["evidence"]
    assert [passage["exact"] for passage in evidence] == ["Ana Arlo", "Arlo", "she"]
    first = evidence[0]
    assert first["document"] == DOCUMENT
    assert build.TEXT[first["start"] : first["end"]] == "Ana Arlo"
    sentence = build.TEXT[first["sentence"]["start"] : first["sentence"]["end"]]
    assert sentence.startswith("Foreign Minister Ana Arlo")
    assert sentence.endswith("200 prisoners.")


def test_statement_names_the_words_of_its_parts():
    statement = NETWORK.nodes[NAMES.statement(build.DOCUMENT.id, build.QUOTE.key).value]
    assert [p["exact"] for p in statement["source_spans"]] == ["Arlo"]
    assert [p["exact"] for p in statement["cue_spans"]] == ["said"]
    assert [p["exact"] for p in statement["content_spans"]] == ['"We want a full ceasefire,"']


def test_edge_has_key_type_label_and_documents():
    base = ontology.DEFAULT_BASE
    statement = NAMES.statement(build.DOCUMENT.id, build.EXCHANGE.key).value
    edge = NETWORK.edges[statement, base + "country-ar", "onBehalfOf"]
    assert edge == {"type": "onBehalfOf", "label": "on behalf of", "documents": [DOCUMENT]}


def test_edge_that_resolution_found_has_no_document():
    base = ontology.DEFAULT_BASE
    assert NETWORK.edges[base + "city-capital-city", base + "country-ar", "within"]["documents"] == []


def test_spans_and_concepts_and_ontology_are_no_nodes():
    assert not [iri for iri in NETWORK if "#char=" in iri or iri.startswith(ontology.NAMESPACE)]


def test_nodes_and_edges_come_in_the_same_order_whatever_the_order_of_quads():
    again = network(reversed(list(build.quads())))
    assert list(again.nodes(data=True)) == list(NETWORK.nodes(data=True))
    assert list(again.edges(keys=True, data=True)) == list(NETWORK.edges(keys=True, data=True))


@pytest.mark.parametrize(
    ("kinds", "kind"),
    [
        ({"Building", "Venue"}, "Building"),
        ({"Venue"}, "Venue"),
        ({"Place", "Venue"}, "Venue"),
        ({"Meeting", "Summit"}, "Summit"),
        (set(), ""),
    ],
)
def test_most_specific_class(kinds, kind):
    assert most_specific(kinds) == kind


def test_edges_to_nodes_without_a_type_are_left_out():
    graph = NamedNode(ontology.DEFAULT_BASE + "g")
    here = NamedNode(ontology.DEFAULT_BASE + "a")
    quads = [
        Quad(here, ontology.node("rdf:type"), ontology.node("Country"), graph),
        Quad(here, ontology.node("rdfs:label"), Literal("A"), graph),
        Quad(here, ontology.node("represents"), NamedNode(ontology.DEFAULT_BASE + "nowhere"), graph),
    ]
    assert list(network(quads)) == [here.value]
