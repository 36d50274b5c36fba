"""The SPARQL 1.1 Protocol: the cases of the W3C's test manifest in our own words, and what it leaves open."""

import json
from urllib.parse import urlencode

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse
from serve_builders import serving

from kg import ontology
from kg.store.directory import GraphDirectory

FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
GRAPHS = [f"https://example.org/graph{number}" for number in (1, 2, 3)]
SELECT = "SELECT ?s { ?s a parley:Delegation }"


@pytest.fixture(scope="module")
def three_graphs(tmp_path_factory):
    """A server on three graphs, each of which says one thing of itself."""
    path = tmp_path_factory.mktemp("three") / "graph"
    said = NamedNode(ontology.RDFS_LABEL)
    quads = [Quad(NamedNode(iri), said, Literal(iri[-1]), NamedNode(iri)) for iri in GRAPHS]
    with GraphDirectory.create(path) as directory:
        directory.load(quads)
    with serving(path) as running:
        yield running


def labels(found):
    return sorted(row["l"]["value"] for row in found.json()["results"]["bindings"])


def dataset(default=(), named=()):
    return {"default-graph-uri": default, "named-graph-uri": named}


LABELS = "SELECT ?l { ?s rdfs:label ?l }"
NAMED_LABELS = "SELECT ?l { GRAPH ?g { ?s rdfs:label ?l } }"


def test_query_by_get(server):
    answer = server.sparql("ASK { ?s a parley:Delegation }")
    assert (answer.status, answer.json()["boolean"]) == (200, True)


def test_query_by_form(server):
    answer = server.ask("POST", "/sparql", urlencode({"query": "ASK {}"}), content_type=FORM)
    assert (answer.status, answer.json()["boolean"]) == (200, True)


def test_query_by_itself(server):
    answer = server.ask("POST", "/sparql", "ASK {}", content_type=f"{DIRECT}; charset=utf-8")
    assert (answer.status, answer.json()["boolean"]) == (200, True)


def test_endpoint_with_a_slash_is_the_same(server):
    assert server.get("/sparql/", query="ASK {}").status == 200


@pytest.mark.parametrize("method", ["GET", "form", "direct"])
@pytest.mark.parametrize(
    ("query", "graphs", "found"),
    [
        (LABELS, dataset(), ["1", "2", "3"]),  # the union of all
        (LABELS, dataset(GRAPHS[:1]), ["1"]),
        (LABELS, dataset(GRAPHS[:2]), ["1", "2"]),
        (LABELS, dataset(named=GRAPHS[:2]), []),
        (NAMED_LABELS, dataset(named=GRAPHS[:2]), ["1", "2"]),
        (NAMED_LABELS, dataset(GRAPHS[:2]), []),
        (NAMED_LABELS, dataset(GRAPHS[:1], GRAPHS[1:2]), ["2"]),
        (LABELS, dataset(GRAPHS[:1], GRAPHS[1:2]), ["1"]),
        (f"SELECT ?l FROM <{GRAPHS[2]}> {{ ?s rdfs:label ?l }}", dataset(), ["3"]),
        (f"SELECT ?l FROM <{GRAPHS[2]}> {{ ?s rdfs:label ?l }}", dataset(GRAPHS[:1]), ["1"]),  # the protocol wins
        (LABELS, dataset(["https://example.org/none"]), []),
    ],
)
def test_dataset_of_the_protocol(three_graphs, method, query, graphs, found):
    if method == "GET":
        answer = three_graphs.get("/sparql", query=query, **graphs)
    elif method == "form":
        body = urlencode({"query": query, **graphs}, doseq=True)
        answer = three_graphs.ask("POST", "/sparql", body, content_type=FORM)
    else:
        answer = three_graphs.ask("POST", f"/sparql?{urlencode(graphs, doseq=True)}", query, content_type=DIRECT)
    assert labels(answer) == found


@pytest.mark.parametrize(
    ("query", "accept", "kind"),
    [
        (SELECT, "", "application/sparql-results+json"),
        (SELECT, "*/*", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+xml", "application/sparql-results+xml"),
        (SELECT, "application/xml;q=0.9, text/csv;q=0.5", "application/xml"),
        (SELECT, "text/csv", "text/csv"),
        (SELECT, "text/tab-separated-values", "text/tab-separated-values"),
        (SELECT, "text/html, */*;q=0.1", "application/sparql-results+json"),
        (SELECT, "application/sparql-results+json;q=0, text/*", "text/csv"),
        ("ASK {}", "application/sparql-results+xml", "application/sparql-results+xml"),
        ("DESCRIBE id:country-Q159", "", "text/turtle"),
        ("CONSTRUCT WHERE { ?s a parley:Country }", "application/rdf+xml", "application/rdf+xml"),
        ("CONSTRUCT WHERE { ?s a parley:Country }", "application/n-triples", "application/n-triples"),
        ("CONSTRUCT WHERE { ?s a parley:Country }", "application/ld+json", "application/ld+json"),
        ("CONSTRUCT { <a> <b> 1 } WHERE {}", "text/turtle;q=0.2, */*;q=0.1", "text/turtle"),
    ],
)
def test_format_is_what_the_client_likes_best(server, query, accept, kind):
    answer = server.sparql(query, accept)
    assert (answer.status, answer.kind) == (200, kind)
    assert "Accept" in answer.headers["vary"]


def test_triples_come_whole_in_every_format(server):
    query = "CONSTRUCT WHERE { ?s a parley:Country ; rdfs:label ?l }"
    formats = {
        "text/turtle": RdfFormat.TURTLE,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "application/ld+json": RdfFormat.JSON_LD,
    }
    read = [set(parse(server.sparql(query, kind).body, format=known)) for kind, known in formats.items()]
    assert read[0]
    assert read[0] == read[1] == read[2]


@pytest.mark.parametrize(
    ("method", "path", "body", "headers", "status"),
    [
        ("PUT", "/sparql?query=ASK%7B%7D", None, {}, 405),
        ("DELETE", "/sparql?query=ASK%7B%7D", None, {}, 405),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, {}, 400),
        ("GET", "/sparql?nothing=x", None, {}, 400),
        ("GET", "/sparql?query=", None, {}, 400),
        ("POST", "/sparql", "query=ASK%7B%7D&query=ASK%7B%7D", {"content_type": FORM}, 400),
        ("POST", "/sparql", "ASK {}", {"content_type": "text/plain"}, 415),
        ("POST", "/sparql", "ASK {}", {}, 415),
        ("POST", "/sparql", "query=ASK%7B%7D", {}, 415),
        ("POST", "/sparql", "ASK {}".encode("utf-16"), {"content_type": f"{DIRECT}; charset=UTF-16"}, 415),
        ("POST", "/sparql", b"ASK { ?s ?p '\xff' }", {"content_type": DIRECT}, 400),
        ("POST", "/sparql", "query=ASK%7B%7D%FF", {"content_type": FORM}, 400),
        ("POST", "/sparql?query=ASK%7B%7D", "ASK {}", {"content_type": DIRECT}, 400),
        ("GET", "/sparql?query=ASK%20%7B", None, {}, 400),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=no%20iri", None, {}, 400),
        ("GET", "/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%201", None, {"accept": "image/png"}, 406),
        (
            "GET",
            "/sparql?query=SELECT%20*%20%7B%3Fs%20%3Fp%20%3Fo%7D%20LIMIT%201",
            None,
            {"accept": "text/turtle"},
            406,
        ),
        ("GET", "/sparql?update=CLEAR%20ALL", None, {}, 403),
        ("POST", "/sparql", "update=CLEAR%20ALL", {"content_type": FORM}, 403),
        ("POST", "/sparql", "CLEAR ALL", {"content_type": UPDATE}, 403),
        ("POST", "/sparql", "CLEAR ALL", {"content_type": DIRECT}, 400),
        ("GET", "/sparql?query=SELECT%20*%20%7BSERVICE%20%3Chttp://localhost/%3E%20%7B%7D%7D", None, {}, 400),
    ],
)
def test_what_cannot_be_answered_has_the_right_status_and_one_sentence(server, method, path, body, headers, status):
    answer = server.ask(method, path, body, **headers)
    assert (answer.status, answer.kind) == (status, "application/problem+json")
    assert answer.json()["status"] == status
    assert answer.json()["title"]


def test_a_bad_query_is_told_its_place(server):
    assert "line 1, column 15" in server.sparql("ASK { nonsense }").json()["title"]


def test_head_has_no_body(server):
    answer = server.ask("HEAD", "/sparql?query=ASK%7B%7D")
    assert (answer.status, answer.body) == (200, b"")


@pytest.mark.parametrize(("accept", "kind"), [("", "text/turtle"), ("application/ld+json", "application/ld+json")])
def test_without_a_query_machines_get_a_service_description(server, accept, kind):
    answer = server.get("/sparql", accept)
    assert (answer.status, answer.kind) == (200, kind)
    known = {"text/turtle": RdfFormat.TURTLE, "application/ld+json": RdfFormat.JSON_LD}[kind]
    said = {(quad.predicate.value.rpartition("#")[2], quad.object.value) for quad in parse(answer.body, format=known)}
    assert ("endpoint", f"{server.url}/sparql") in said
    assert "SPARQL11Query" in {value.rpartition("#")[2] for _, value in said}


def test_too_many_rows_are_cut_and_the_answer_says_so(example_directory):
    with serving(example_directory, "--max-rows", "3") as running:
        answer = running.sparql("SELECT * { ?s ?p ?o }")
    assert len(answer.json()["results"]["bindings"]) == 3
    assert answer.headers["parley-truncated"] == "3"


def test_a_runaway_query_is_stopped_and_others_are_answered_meanwhile(example_directory):
    runaway = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
    with serving(example_directory, "--timeout", "1") as running:
        answer = running.sparql(runaway)
        assert (answer.status, answer.headers["retry-after"]) == (503, "5")
        assert "ran longer than 1 s" in json.loads(answer.body)["title"]
        assert running.sparql("ASK {}").status == 200
