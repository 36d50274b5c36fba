"""The Graph Store Protocol, for reading."""

import pytest
from pyoxigraph import RdfFormat, parse

ENTITIES = "https://w3id.org/parley/id/graph-entities"


def triples(answer):
    return {quad.triple for quad in parse(answer.body, format=RdfFormat.N_TRIPLES)}


def test_a_graph_by_its_iri(server, example):
    found = triples(server.get("/graphs", "application/n-triples", graph=ENTITIES))
    assert found == {quad.triple for quad in example._view.quads() if quad.graph_name.value == ENTITIES}


def test_the_default_graph_is_all_graphs_together(server, example):
    assert triples(server.get("/graphs?default", "application/n-triples")) == {
        quad.triple for quad in example._view.quads()
    }


def test_turtle_unless_asked_otherwise(server):
    assert server.get("/graphs", graph=ENTITIES).kind == "text/turtle"


def test_head(server):
    assert server.ask("HEAD", "/graphs?default").status == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/graphs?graph=https%3A%2F%2Fexample.org%2Fnone", 404),
        ("GET", "/graphs?graph=no%20iri", 400),
        ("GET", "/graphs", 400),
        ("GET", f"/graphs?default&graph={ENTITIES}", 400),
        ("GET", f"/graphs?graph={ENTITIES}&graph={ENTITIES}", 400),
        ("PUT", "/graphs?default", 405),
        ("POST", "/graphs?default", 405),
        ("DELETE", "/graphs?default", 405),
        ("PATCH", "/graphs?default", 405),
    ],
)
def test_what_is_refused(server, method, path, status):
    answer = server.ask(method, path)
    assert answer.status == status
    assert (answer.headers.get("allow") is not None) == (status == 405)


def test_a_format_nobody_has_is_not_acceptable(server):
    assert server.get("/graphs?default", "image/png").status == 406
