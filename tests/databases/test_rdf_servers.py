"""RDF stores over HTTP: what was sent by the Graph Store Protocol and by SPARQL Update, read back and counted."""

import urllib.parse

import graph_builders
import pyoxigraph
import pytest
from cli_runner import kg
from property_builders import nasty_graph
from pyoxigraph import DefaultGraph, Quad
from servers import post, select

from kg import ontology
from kg.export.upload import upload
from kg.graph.view import GraphView

# Server → below the URL that a user gives: where it takes SPARQL Update, where it answers queries.
SERVERS = {"fuseki": ("/update", "/query"), "rdf4j": ("/statements", ""), "oxigraph": ("/update", "/query")}


@pytest.fixture(params=SERVERS)
def server(request):
    """The URL of an empty dataset, its endpoint for updates and that for queries."""
    url = request.getfixturevalue(request.param)
    update, query = SERVERS[request.param]
    post(url + update, "DROP ALL", "application/sparql-update")
    return url, url + update, url + query


def held(url):
    """Every quad that a server holds, by asking for one graph after the other."""
    quads = set()
    for row in select(url, "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"):
        query = urllib.parse.urlencode({"query": f"CONSTRUCT {{ ?s ?p ?o }} {{ GRAPH <{row['g']}> {{ ?s ?p ?o }} }}"})
        triples = post(url, query, "application/x-www-form-urlencoded", "application/n-triples")
        graph = pyoxigraph.NamedNode(row["g"])
        quads |= {Quad(*quad.triple, graph) for quad in pyoxigraph.parse(triples, pyoxigraph.RdfFormat.N_TRIPLES)}
    return quads


@pytest.mark.parametrize("by_update", [False, True], ids=["graph store protocol", "update"])
@pytest.mark.parametrize("name", ["example", "nasty"])
def test_every_quad_arrives_and_nothing_doubles(server, name, by_update):
    url, update, query = server
    graph = nasty_graph() if name == "nasty" else GraphView.of(graph_builders.quads())
    told = [upload(graph, update if by_update else url, update=by_update) for _ in range(2)]
    quads = set(graph.quads())
    assert told[0].startswith(
        f"{len(quads):,} triples in {len({quad.graph_name for quad in quads})} graphs are in {url}"
    )
    assert held(query) == quads


def test_a_graph_is_replaced_and_others_stay(server):
    url, _, query = server
    one, other = (pyoxigraph.NamedNode(ontology.DEFAULT_BASE + name) for name in ("one", "other"))
    label = ontology.node("rdfs:label")
    first = [Quad(one, label, pyoxigraph.Literal("a"), one), Quad(one, label, pyoxigraph.Literal("b"), other)]
    upload(GraphView.of(first), url)
    upload(GraphView.of([Quad(one, label, pyoxigraph.Literal("c"), one)]), url)
    assert {(row["g"], row["o"]) for row in select(query, "SELECT ?g ?o { GRAPH ?g { ?s ?p ?o } }")} == {
        (one.value, "c"),
        (other.value, "b"),
    }


def test_the_default_graph_arrives(fuseki):
    quad = Quad(ontology.node("speaker"), ontology.node("rdfs:label"), pyoxigraph.Literal("x"), DefaultGraph())
    for by_update in (False, True):
        upload(GraphView.of([quad]), fuseki + ("/update" if by_update else ""), update=by_update)
        assert [row["o"] for row in select(f"{fuseki}/query", "SELECT ?o { ?s ?p ?o }")] == ["x"]


def test_the_command_sends_the_example(oxigraph, example_directory, example):
    post(f"{oxigraph}/update", "DROP ALL", "application/sparql-update")
    outcome = kg("export", example_directory, "--to", oxigraph)
    assert (outcome.code, outcome.out) == (0, "")
    question = f"SELECT (COUNT(*) AS ?n) {{ GRAPH ?g {{ ?s a <{ontology.iri('Statement')}> }} }}"
    assert select(f"{oxigraph}/query", question) == [{"n": str(len(example.statements))}]


def test_a_server_that_takes_no_graphs_is_one_sentence(fuseki, example_directory):
    nowhere = fuseki.replace("/talks", "/nowhere")
    outcome = kg("export", example_directory, "--to", nowhere)
    assert outcome.code == 2
    assert f"{nowhere}/store did not take the graph: it " in outcome.sentence
