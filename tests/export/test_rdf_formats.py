"""What the RDF formats promise: the same graph comes back, and the same graph is the same file."""

import graph_builders
import pytest
import rdflib
import rdflib.compare
from export_builders import DOCUMENT, ID, NASTY, flattened, graphs, parsed, said, view, written
from hypothesis import given
from lxml import etree
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat

from kg import ontology
from kg.errors import KgError
from kg.export.xml_text import legal
from kg.graph.rdf import to_rdflib, to_rdflib_graph
from kg.graph.view import GraphView

WITH_GRAPHS = {"nquads": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "jsonld": RdfFormat.JSON_LD}
TRIPLES = {"ntriples": RdfFormat.N_TRIPLES, "turtle": RdfFormat.TURTLE, "rdfxml": RdfFormat.RDF_XML}
FOREIGN = {
    "nquads": "nquads",
    "trig": "trig",
    "jsonld": "json-ld",
    "ntriples": "nt",
    "turtle": "turtle",
    "rdfxml": "xml",
}


@pytest.fixture(scope="module")
def example():
    return GraphView.of(graph_builders.quads())


@pytest.mark.parametrize("name", WITH_GRAPHS)
@given(graph=graphs)
def test_any_graph_comes_back_with_its_named_graphs(name, graph):
    assert parsed(written(graph, name), WITH_GRAPHS[name]) == set(graph.quads())


@pytest.mark.parametrize("name", ["ntriples", "turtle"])
@given(graph=graphs)
def test_the_triples_of_any_graph_come_back(name, graph):
    assert parsed(written(graph, name), TRIPLES[name]) == flattened(graph)


@given(graph=graphs)
def test_the_triples_of_any_graph_come_back_from_valid_xml(graph):
    octets = written(graph, "rdfxml")
    etree.fromstring(octets, etree.XMLParser(huge_tree=True))
    expected = {Quad(quad.subject, quad.predicate, readable(quad.object)) for quad in flattened(graph)}
    assert parsed(octets, RdfFormat.RDF_XML) == expected


def readable(term):
    if not isinstance(term, Literal):
        return term
    kind = {"language": term.language} if term.language else {"datatype": term.datatype}
    return Literal(legal(term.value), **kind)


@pytest.mark.parametrize("name", WITH_GRAPHS | TRIPLES)
@pytest.mark.parametrize("text", NASTY, ids=lambda text: repr(text[:12]))
def test_nasty_text_comes_back(name, text):
    graph = view(said("a", "exact", text))
    (quad,) = parsed(written(graph, name), (WITH_GRAPHS | TRIPLES)[name])
    assert quad.object.value == (legal(text) if name == "rdfxml" else text)


@pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")
@pytest.mark.parametrize("name", FOREIGN)
def test_the_example_comes_back_through_rdflib(example, name):
    found = rdflib.Dataset()
    found.parse(data=written(example, name), format=FOREIGN[name])
    expected = to_rdflib(example.quads())
    if name in TRIPLES:
        assert set(found.default_graph) == set(to_rdflib_graph(example.quads()))
    else:
        graphs_found = {graph.identifier: set(graph) for graph in found.graphs() if len(graph)}
        assert graphs_found == {graph.identifier: set(graph) for graph in expected.graphs() if len(graph)}


@pytest.mark.parametrize("name", FOREIGN)
def test_writing_what_was_read_gives_the_same_bytes(example, name):
    octets = written(example, name)
    assert written(view(*parsed(octets, (WITH_GRAPHS | TRIPLES)[name])), name) == octets


def test_types_come_first_and_prefixes_are_sorted(example):
    lines = written(example, "turtle").decode().split("\n")
    prefixes = [line for line in lines if line.startswith("@prefix")]
    assert prefixes == sorted(prefixes)
    assert "@prefix id: <" in prefixes[[line.startswith("@prefix id") for line in prefixes].index(True)]
    assert "id:person-ana-arlo a parley:Person ;" in lines
    assert sum(line.startswith("@prefix") for line in lines) == len(ontology.prefixes())


def test_the_prefix_of_instances_is_their_base():
    base = "https://example.org/talks/"
    quad = Quad(NamedNode(base + "a"), ontology.node("rdfs:label"), Literal("A"), NamedNode(base + "g"))
    graph = GraphView.of([quad], base)
    for name in ("turtle", "trig"):
        assert b'id:a rdfs:label "A" .' in written(graph, name)
    assert b'{"@id": "id:a", "label": "A"}' in written(graph, "jsonld")
    assert parsed(written(graph, "jsonld"), RdfFormat.JSON_LD) == {quad}


def test_a_triple_in_two_graphs_is_written_once_where_graphs_are_merged():
    graph = view(said("a", "exact", "x"), said("a", "exact", "x", graph=f"{ID}other"))
    assert written(graph, "ntriples").count(b"\n") == 1
    assert written(graph, "nquads").count(b"\n") == 2


@pytest.mark.parametrize("name", WITH_GRAPHS | TRIPLES)
def test_an_empty_graph_is_a_valid_file(name):
    assert parsed(written(view(), name), (WITH_GRAPHS | TRIPLES)[name]) == set()


def test_a_property_that_is_no_xml_name_is_an_error():
    quad = Quad(NamedNode(ID + "a"), NamedNode("https://example.org/1"), Literal("x"), NamedNode(DOCUMENT))
    with pytest.raises(KgError, match=r"RDF/XML cannot hold the property <https://example.org/1>; export to turtle"):
        written(view(quad), "rdfxml")


@pytest.mark.parametrize("scheme", ["id:x", "schema:Person", "speaker:x"])
def test_a_scheme_that_json_ld_would_take_for_a_prefix_is_an_error(scheme):
    quad = Quad(NamedNode(scheme), ontology.node("exact"), Literal("x"), NamedNode(DOCUMENT))
    with pytest.raises(KgError, match="would take the scheme of"):
        written(view(quad), "jsonld")


def test_compact_json_ld_reads_like_json():
    number = Literal("5", datatype=NamedNode(ontology.xsd("integer")))
    graph = view(
        said("a", "rdf:type", ontology.node("Statement")),
        said("a", "speaker", NamedNode(ID + "b")),
        said("a", "speaker", NamedNode(ID + "c")),
        said("a", "start", number),
        said("a", "exact", "x"),
        said("a", "act", NamedNode(ontology.act("Demand"))),
    )
    line = '{"@id": "id:a", "@type": "Statement", "act": "speechact:demand", "exact": "x", '
    assert (line + '"speaker": ["id:b", "id:c"], "start": 5}').encode() in written(graph, "jsonld").split(b"\n")
