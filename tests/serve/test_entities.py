"""Every node at its own address: HTML for people, RDF for machines."""

import html
import json
import re

import pytest
from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from kg.serve import drawing
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


def test_the_graph_page_frames_the_one_that_kg_view_writes(server):
    answer = server.get("/graph")
    assert (answer.status, answer.kind) == (200, "text/html")
    assert "The whole graph." in answer.text
    assert 'src="/graph/drawn"' in answer.text
    drawn = server.get("/graph/drawn")
    assert "Vladimir Medinsky" in drawn.text
    assert drawn.headers["x-frame-options"] == "SAMEORIGIN"
    assert answer.headers["x-frame-options"] == "DENY"


def test_the_graph_page_opens_on_what_is_asked_for(server):
    assert 'href="/graph?focus=country-Q159"' in server.get("/id/country-Q159", "text/html").text
    page = server.get("/graph", focus="country-Q159").text
    assert "opened on" in page
    assert 'src="/graph/drawn?focus=country-Q159"' in page
    for path in ("/graph", "/graph/drawn"):
        assert server.get(path, focus="country-Q159").status == 200
        assert server.get(path, focus="nobody").status == 404
        assert server.get(path, focus="graph-entities").status == 404


def article(day: str, text: str) -> dict[str, str]:
    return {"text": text, "date": day, "title": f"News of {day}"}


@pytest.fixture(scope="module")
def large(tmp_path_factory):
    """A client of a graph of five articles, which is taken for too large to be drawn as a whole."""
    import kg

    folder = tmp_path_factory.mktemp("large")
    days = [f"2024-0{month}-02" for month in range(1, 6)]
    said = [f"{'Spain' if month % 2 else 'Peru'} said that Chad had agreed to number {month}." for month in range(1, 6)]
    rows = "".join(json.dumps(article(*each)) + "\n" for each in zip(days, said, strict=True))
    (folder / "news.jsonl").write_text(rows)
    kg.build(folder / "news.jsonl", directory=folder / "g", jobs=1, finder="rules")
    with pytest.MonkeyPatch.context() as patch, TestClient(create_app(folder / "g"), base_url="http://localhost") as client:
        patch.setattr(drawing, "DRAWN", 10)
        yield client


SPAIN, FIRST = "country-Q29", "News of 2024-01-02"


@pytest.mark.parametrize(
    ("asked", "said", "numbers"),
    [
        ("", "All 5 articles, the latest first", {1, 2, 3, 4, 5}),
        ("articles=2", "Articles 1 to 2 of 5, the latest first", {5, 4}),
        ("articles=2&skip=2", "Articles 3 to 4 of 5, the latest first", {3, 2}),
        ("articles=2&skip=4", "Articles 5 to 5 of 5, the latest first", {1}),
        (f"focus={SPAIN}", "All 3 articles that name Spain", {5, 3, 1}),
        (f"focus={SPAIN}&articles=1", "Articles 1 to 1 of 3 that name Spain", {5}),
        (f"focus={SPAIN}&from=2024-02-01&to=2024-04", "The one article that names Spain, from 2024-02-01, to 2024-04.", {3}),
        ("from=2024-04", "All 2 articles, from 2024-04, the latest first", {4, 5}),
        ("to=2024-02-02", "All 2 articles, to 2024-02-02, the latest first", {1, 2}),
        ("q=spain", "All 3 articles that name Spain", {5, 3, 1}),
        (f"q=peru&focus={SPAIN}", "All 2 articles that name Peru", {4, 2}),
        (f"q=&focus={SPAIN}", "All 5 articles, the latest first", {1, 2, 3, 4, 5}),
        (f"q={FIRST}", f"The article {FIRST}.", {1}),
    ],
)
def test_of_a_large_graph_articles_are_chosen_by_name_and_day(large, asked, said, numbers):
    page = large.get(f"/graph?{asked}").text
    assert said in " ".join(re.sub("<[^>]+>", "", page).split())
    drawn = large.get(html.unescape(re.search('<iframe [^>]*src="([^"]+)"', page)[1])).text
    assert {number for number in range(1, 6) if f"to number {number}." in drawn} == numbers


def test_the_rest_is_an_address_away(large):
    page = large.get(f"/graph?focus={SPAIN}&articles=1&skip=1").text
    assert f'rel="prev" href="/graph?focus={SPAIN}&amp;articles=1"' in page
    assert f'rel="next" href="/graph?focus={SPAIN}&amp;articles=1&amp;skip=2"' in page
    assert 'rel="next"' not in large.get(f"/graph?focus={SPAIN}&articles=1&skip=2").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [("q=Zzyzx", "Nothing is called “Zzyzx”"), ("to=1999", "No article is of these days"), ("skip=9", "There are no more")],
)
def test_where_nothing_is_to_be_drawn_it_says_so(large, asked, said):
    page = large.get(f"/graph?{asked}").text
    assert said in page
    assert "<iframe" not in page


@pytest.mark.parametrize("asked", ["from=yesterday", "to=2024-1-1", "articles=0", "articles=61", "skip=-1", "skip=x"])
def test_what_cannot_be_chosen_is_refused(large, asked):
    for path in ("/graph", "/graph/drawn"):
        answer = large.get(f"{path}?{asked}")
        assert answer.status_code == 400
        assert asked.partition("=")[0] in answer.json()["title"]


def test_an_article_leads_to_its_graph(large):
    (key,) = large.get("/api/documents?limit=1").json()["documents"]
    assert f'href="/graph?document={key["id"]}"' in large.get(f"/id/{key['id']}", headers={"accept": "text/html"}).text
    assert "The article" in large.get(f"/graph?document={key['id']}").text


def test_questions_are_asked_by_a_form_and_answered_by_a_table(server):
    assert 'href="/questions/said-by"' in server.get("/questions").text
    form = server.get("/questions/said-by")
    assert form.status == 200
    assert '<input name="speaker"' in form.text
    assert "<table>" not in form.text
    answer = server.get("/questions/said-by", speaker="Umerov", limit=1).text
    assert "1 row; there is more" in answer
    assert re.search(r'<td><a href="/id/statement-[0-9a-f]+">statement</a></td>', answer)
    assert "<td>Rustem Umerov</td>" in answer or ">Rustem Umerov</a></td>" in answer


@pytest.mark.parametrize(
    ("path", "status", "said"),
    [
        ("/questions/said-by?speaker=Zzyzx", 400, "The graph knows no actor called"),
        ("/questions/said-by?limit=many", 400, "needs speaker"),
        ("/questions/said-by?speaker=Umerov&nonsense=1", 400, "has no parameter"),
        ("/questions/none", 404, "there is no question"),
        ("/questions/said-when?speaker=Umerov&from=1999-01-01&to=1999-02-01", 200, "The graph knows no answer."),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(server, path, status, said):
    answer = server.get(path)
    assert (answer.status, said in html.unescape(answer.text)) == (status, True)


def test_the_first_page_leads_to_who_is_named_most_and_to_the_articles(server):
    page = server.get("/").text
    assert 'href="/id/country-Q159">Russia</a>' in page
    assert re.search('<a href="/id/document-[0-9a-f]+">', page)
