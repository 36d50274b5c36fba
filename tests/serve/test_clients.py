"""Clients that others wrote: SPARQLWrapper, rdflib's SPARQLStore, curl, and a browser."""

import json
import shutil
import subprocess

import pytest
from cli_runner import kg
from serve_browser import in_browser

SPEAKERS = "SELECT DISTINCT ?l { ?s parley:speaker/rdfs:label ?l } ORDER BY ?l"
PREFIXED = f"PREFIX parley: <https://w3id.org/parley#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> {SPEAKERS}"


@pytest.mark.parametrize("method", ["GET", "POST", "direct"])
@pytest.mark.parametrize("kind", ["json", "xml", "csv", "tsv"])
def test_sparqlwrapper_selects(server, example, method, kind):
    from SPARQLWrapper import SPARQLWrapper

    client = SPARQLWrapper(f"{server.url}/sparql", returnFormat=kind)
    client.setMethod("GET" if method == "GET" else "POST")
    client.setRequestMethod("postdirectly" if method == "direct" else "urlencoded")
    client.setQuery(PREFIXED)
    answer = client.query().convert()
    names = example.query(SPEAKERS).column("l")
    if kind == "json":
        assert [row["l"]["value"] for row in answer["results"]["bindings"]] == names
    elif kind == "xml":
        assert [node.firstChild.data for node in answer.getElementsByTagName("literal")] == names
    else:
        assert len(answer.decode().strip().splitlines()) == len(names) + 1


def test_sparqlwrapper_asks_constructs_and_describes(server):
    from SPARQLWrapper import JSON, RDFXML, TURTLE, SPARQLWrapper

    client = SPARQLWrapper(f"{server.url}/sparql")
    client.setReturnFormat(JSON)
    client.setQuery("ASK { ?s ?p ?o }")
    assert client.query().convert()["boolean"] is True
    for kind in (RDFXML, TURTLE):
        client.setReturnFormat(kind)
        client.setQuery("DESCRIBE <https://w3id.org/parley/id/country-Q159>")
        found = client.query().convert()
        assert len(found) > 3 if kind == RDFXML else b"country-Q159" in found


def test_rdflib_reads_the_server_as_a_store(server, example):
    import rdflib
    from rdflib.plugins.stores.sparqlstore import SPARQLStore

    graph = rdflib.Graph(SPARQLStore(f"{server.url}/sparql"))
    assert [str(row.l) for row in graph.query(PREFIXED)] == example.query(SPEAKERS).column("l")
    russia = rdflib.URIRef("https://w3id.org/parley/id/country-Q159")
    assert rdflib.Literal("Russia") in set(graph.objects(russia, rdflib.RDFS.label))
    assert len(set(graph)) == len({quad.triple for quad in example._view.quads()})


def test_rdflib_follows_an_address(server):
    import rdflib

    graph = rdflib.Graph().parse(f"{server.url}/id/country-Q159")
    assert (
        rdflib.URIRef("https://w3id.org/parley/id/country-Q159"),
        rdflib.RDFS.label,
        rdflib.Literal("Russia"),
    ) in graph


def test_curl(server):
    if shutil.which("curl") is None:
        pytest.skip("no curl found; the server was not asked by it")
    ask = ["curl", "-sS", "--fail", "--data-urlencode", f"query={SPEAKERS}", f"{server.url}/sparql"]
    posted = json.loads(subprocess.run(ask, capture_output=True, check=True).stdout)
    got = subprocess.run([*ask, "-G", "-H", "Accept: text/csv"], capture_output=True, check=True, text=True).stdout
    assert len(posted["results"]["bindings"]) == len(got.splitlines()) - 1 > 3
    head = subprocess.run(
        ["curl", "-sSI", f"{server.url}/id/country-Q159"], capture_output=True, check=True, text=True
    ).stdout
    assert head.startswith("HTTP/1.1 200")


@pytest.mark.browser
def test_browser_searches_as_one_types_and_opens_a_card(server):
    def act(page):
        page.goto(server.url)
        page.fill("input[name=q]", "medes")
        page.wait_for_selector("#suggestions a")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:has-text('Vladimir Medinsky')")
        assert page.locator("mark").count() > 0
        page.fill("input[name=q]", "Istanbul")
        page.keyboard.press("Enter")
        page.wait_for_selector("h1:has-text('Search')")
        assert page.locator("main li a").count() > 0

    complaints, asked = in_browser(act)
    assert complaints == []
    assert all(url.startswith((server.url, "data:")) for url in asked)


@pytest.mark.browser
def test_browser_runs_a_query_in_the_editor_and_sees_table_and_chart(server):
    def act(page):
        page.goto(f"{server.url}/sparql")
        page.wait_for_selector(".yasqe .CodeMirror")
        page.click(".yasqe_queryButton")
        page.wait_for_selector(".yasr table tbody tr")
        assert page.locator(".yasr table tbody tr").count() > 3
        page.click(".yasr_btn.select_chart")
        page.wait_for_selector("svg.chart rect")
        page.evaluate("yasgui.getTab().getYasqe().setValue('SELECT * { ?s a <https://w3id.org/parley#Del')")
        page.evaluate(
            "(() => { const q = yasgui.getTab().getYasqe(); q.focus(); q.setCursor({line: 0, ch: 50}); q.autocomplete(); })()"
        )
        page.wait_for_selector(".CodeMirror-hints")
        assert "Delegation" in page.inner_text(".CodeMirror-hints")

    complaints, asked = in_browser(act)
    assert complaints == []
    assert all(url.startswith((server.url, "data:")) for url in asked)


@pytest.mark.browser
def test_browser_opens_the_graph(server):
    def act(page):
        page.goto(f"{server.url}/graph?q=medinsky")
        assert "opened on" in page.inner_text("[role=status]")
        page.frame_locator("iframe").locator("canvas").first.wait_for()

    complaints, _ = in_browser(act)
    assert complaints == []


@pytest.mark.browser
def test_the_graph_asks_about_doubtful_names(server):
    answered = []

    def act(page):
        page.goto(f"{server.url}/graph")
        drawn = page.frame_locator("#drawn")
        drawn.get_by_role("button", name="Review").click()
        drawn.locator("#review .asked >> text=Medeski").first.wait_for()
        page.keyboard.press("u")
        answered.append(drawn.locator("#review .keeping").inner_text())

    complaints, _ = in_browser(act)
    assert complaints == []
    assert "1 of " in answered[0]
    assert " --import judgements-of-" in answered[0]


def test_a_query_asks_another_server_only_where_that_is_allowed(server, example_directory):
    query = (
        f"SELECT ?l {{ SERVICE <{server.url}/sparql> {{ SELECT ?l {{ ?s a parley:Delegation ; rdfs:label ?l }} }} }}"
    )
    prefixes = "PREFIX parley: <https://w3id.org/parley#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> "
    assert kg("query", example_directory, prefixes + query).code == 2
    allowed = kg("query", example_directory, prefixes + query, "--allow-service", "--format", "csv")
    assert "Russian delegation" in allowed.out
