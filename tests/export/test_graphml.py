"""GraphML and GEXF: valid files that NetworkX reads back."""

import io

import graph_builders
import networkx
import pytest
from export_builders import NASTY, graphs, said, view, written
from hypothesis import given
from lxml import etree
from pyoxigraph import Literal, NamedNode

from kg import ontology
from kg.export.gexf import day
from kg.export.xml_text import legal
from kg.graph.view import GraphView

READERS = {"graphml": networkx.read_graphml, "gexf": networkx.read_gexf}


def come_back(graph, name):
    return READERS[name](io.BytesIO(written(graph, name)))


@pytest.fixture(scope="module")
def example():
    return GraphView.of(graph_builders.quads())


@pytest.mark.parametrize("name", READERS)
def test_nodes_edges_labels_and_classes_come_back(example, name):
    network, found = example.network(), come_back(example, name)
    assert set(found) == set(network)
    assert dict(found.nodes(data="label")) == dict(network.nodes(data="label"))
    assert dict(found.nodes(data="type")) == dict(network.nodes(data="type"))
    assert {iri: types.split(" | ") for iri, types in found.nodes(data="types")} == dict(network.nodes(data="types"))
    ends = sorted((start, end, attributes["type"]) for start, end, attributes in network.edges(data=True))
    assert sorted((start, end, attributes["type"]) for start, end, attributes in found.edges(data=True)) == ends


@pytest.mark.parametrize("name", READERS)
def test_evidence_comes_back_as_words_and_places(example, name):
    network, found = example.network(), come_back(example, name)
    for iri, attributes in network.nodes(data=True):
        if attributes["evidence"]:
            assert found.nodes[iri]["evidence"] == " | ".join(passage["exact"] for passage in attributes["evidence"])
            places = found.nodes[iri]["evidence_at"].split(" | ")
            assert [place.rpartition("#char=")[2] for place in places] == [
                f"{passage['start']},{passage['end']}" for passage in attributes["evidence"]
            ]


def test_a_name_is_declared_once_with_one_type(example):
    keys = etree.fromstring(written(example, "graphml")).findall("{*}key")
    names = [(key.get("for"), key.get("attr.name")) for key in keys]
    assert len(names) == len(set(names))
    assert names[:2] == [("node", "label"), ("node", "type")]


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("text", NASTY, ids=lambda text: repr(text[:12]))
def test_nasty_text_comes_back(name, text):
    graph = view(
        said("a", "rdf:type", ontology.node("Statement")), said("a", "rdfs:label", text), said("a", "form", text)
    )
    found = come_back(graph, name).nodes[ontology.DEFAULT_BASE + "a"]
    assert (found.get("label") or "") == legal(text)
    assert (found.get("form") or "") == legal(text)


@pytest.mark.parametrize("name", READERS)
@given(graph=graphs)
def test_any_graph_is_a_valid_file_with_all_nodes_and_edges(name, graph):
    tree = etree.fromstring(written(graph, name), etree.XMLParser(huge_tree=True))
    with graph.properties() as found:
        assert (len(tree.findall(".//{*}node")), len(tree.findall(".//{*}edge"))) == found.counts()


def test_what_took_place_on_days_has_a_span_of_time(example):
    tree = etree.fromstring(written(example, "gexf"))
    assert tree.find("{*}graph").get("timeformat") == "date"
    (talks,) = [node for node in tree.iter("{*}node") if node.get("id").endswith("event-talks")]
    assert (talks.get("start"), talks.get("end")) == ("2025-05-16", "2025-05-16")
    lasting = [edge for edge in tree.iter("{*}edge") if edge.get("source").endswith("event-talks")]
    assert lasting
    assert all(edge.get("start") == "2025-05-16" for edge in lasting)


def test_a_span_of_time_that_ends_before_it_begins_is_none():
    date = NamedNode(ontology.xsd("date"))
    graph = view(
        said("a", "rdf:type", ontology.node("Event")),
        said("a", "startDate", Literal("2025-05-16", datatype=date)),
        said("a", "endDate", Literal("2025-05-15", datatype=date)),
    )
    (node,) = etree.fromstring(written(graph, "gexf")).iter("{*}node")
    assert node.get("start") is None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-02-03", "2024-02-03", "2024-02-03"),
        ("2024-13", "", ""),
        ("soon", "", ""),
        ("", "", ""),
    ],
)
def test_a_month_or_year_lasts_from_its_first_to_its_last_day(text, first, last):
    assert (day(text, 0), day(text, 1)) == (first, last)
