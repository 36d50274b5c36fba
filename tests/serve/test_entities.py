"""Every node at its own address: HTML for people, RDF for machines."""

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from kg.serve import pages
from kg.serve.app import create_app

RUSSIA = "/id/country-Q159"
CHROME = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        (CHROME, "text/html"),
        ("text/html", "text/html"),
        ("", "text/turtle"),
        ("*/*", "text/turtle"),
        ("application/ld+json", "application/ld+json"),
        ("application/rdf+xml, text/html;q=0.5", "application/rdf+xml"),
        ("text/*", "text/turtle"),
    ],
)
def test_what_comes_back_is_what_is_accepted(server, accept, kind):
    answer = server.get(RUSSIA, accept)
    assert (answer.status, answer.kind) == (200, kind)
    assert "Accept" in answer.headers["vary"]


def test_machines_get_what_is_said_of_a_node_and_by_others_of_it(server):
    answer = server.get(RUSSIA, "application/n-triples")
    triples = list(parse(answer.body, format=RdfFormat.N_TRIPLES))
    iri = "https://w3id.org/parley/id/country-Q159"
    assert any(triple.subject.value == iri for triple in triples)
    assert any(getattr(triple.object, "value", "") == iri for triple in triples)
    assert answer.headers["link"] == f'<{iri}>; rel="describes"'


def test_people_get_names_links_and_the_words_it_rests_on(server):
    page = server.get("/id/country-Q159", "text/html").text
    assert "<h1>Russia</h1>" in page
    assert '<mark data-role="evidence">' in page
    assert 'href="/id/' in page


def test_a_document_shows_its_text(server):
    document = server.get("/api/documents").json()["documents"][0]
    assert "<h2>The article</h2>" in server.get(f"/id/{document['id']}", "text/html").text


@pytest.mark.parametrize(
    "path", ["/id/nobody", "/id/", "/id/..%2F..%2Fetc%2Fpasswd", "/id/a%20b", "/id/%3Cscript%3E", "/id/%F0%9F%98%80"]
)
def test_what_is_unknown_is_not_found(server, path):
    for accept in ("text/html", "text/turtle"):
        assert server.get(path, accept).status == 404


def test_search_without_scripts(server):
    page = server.get("/search", "text/html", q="Medinsky").text
    assert "Vladimir Medinsky" in page
    assert "Nothing is called that." in server.get("/search", "text/html", q="Zzyzx").text


def test_the_graph_page_is_the_one_that_kg_view_writes(server):
    answer = server.get("/graph")
    assert (answer.status, answer.kind) == (200, "text/html")
    assert "Vladimir Medinsky" in answer.text


def test_the_graph_page_opens_on_what_is_asked_for(server):
    assert 'href="/graph?focus=country-Q159"' in server.get("/id/country-Q159", "text/html").text
    assert server.get("/graph", focus="country-Q159").status == 200
    assert server.get("/graph", focus="nobody").status == 404
    assert server.get("/graph", focus="graph-entities").status == 404


def test_of_a_large_graph_the_latest_articles_are_drawn(example_directory, monkeypatch):
    monkeypatch.setattr(pages, "DRAWN", 10)
    with TestClient(create_app(example_directory), base_url="http://localhost") as client:
        for path in ("/graph", "/graph?focus=country-Q159"):
            answer = client.get(path)
            assert answer.status_code == 200
            assert "The latest 1 articles" in answer.text
            assert "Vladimir Medinsky" in answer.text


def test_questions_link_to_answers(server):
    page = server.get("/questions").text
    assert 'href="/api/questions/said-by?speaker=Lavrov"' in page
