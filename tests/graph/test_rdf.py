"""The graph as rdflib sees it."""

import graph_builders as build
import rdflib
from pyoxigraph import Literal, NamedNode, Quad

from kg import ontology
from kg.graph.rdf import to_rdflib
from kg.graph.view import GraphView

QUADS = tuple(build.quads())
DATASET = to_rdflib(QUADS)
PARLEY = rdflib.Namespace(ontology.NAMESPACE)


def test_every_quad_is_there_in_its_graph():
    assert len(list(DATASET.quads())) == len(QUADS)
    names = {graph.identifier for graph in DATASET.graphs()} - {rdflib.graph.DATASET_DEFAULT_GRAPH_ID}
    assert names == {rdflib.URIRef(quad.graph_name.value) for quad in QUADS}


def test_default_graph_is_the_union():
    found = DATASET.query("SELECT ?label { ?s parley:speaker/rdfs:label ?label }", initNs={"parley": PARLEY})
    assert {str(row.label) for row in found} == {"Ana Arlo", "Borländ", "unnamed officials"}


def test_literals_keep_their_form_datatype_and_language():
    graph, here = NamedNode("http://e.org/g"), NamedNode("http://e.org/s")
    literals = [
        Literal("007", datatype=NamedNode(ontology.xsd("integer"))),
        Literal("oui", language="fr"),
        Literal("a\nb"),
    ]
    dataset = to_rdflib(Quad(here, here, literal, graph) for literal in literals)
    assert {term.n3() for term in dataset.objects()} == {
        '"007"^^<http://www.w3.org/2001/XMLSchema#integer>',
        '"oui"@fr',
        '"""a\nb"""',
    }


def test_prefixes_are_bound():
    assert dict(DATASET.namespaces())["parley"] == rdflib.URIRef(ontology.NAMESPACE)


def test_view_gives_the_same_three_ways():
    view = GraphView.of(QUADS)
    assert tuple(view.quads()) == tuple(view.quads()) == QUADS
    assert len(view.network()) == 17
    assert len(list(view.to_rdflib().quads())) == len(QUADS)
