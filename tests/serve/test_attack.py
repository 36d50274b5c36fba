"""Short runs of the attacks in `tests/attack.py`, and an article that tries everything in a browser."""

import csv
import io

import pytest
from attack import attacked_by_protocol, attacked_by_schema
from pyoxigraph import RdfFormat, parse
from serve_browser import in_browser
from serve_builders import serving

import kg

CASES = 40
SCRIPT = "<script>document.title='owned'</script>"
IMAGE = '"><img src=x onerror="document.title=\'owned\'">'
HOSTILE = (
    f"Foreign Minister Ana {SCRIPT} Arlo told Reuters on Friday that {IMAGE} was unacceptable to Russia.\n\n"
    '"=HYPERLINK is what we want from Ukraine, and we will wait for it," Sergei Lavrov said in Moscow.\n\n'
    f'"We will sign {SCRIPT} </textarea> ${{7*7}} <http://x> . <a> <b> <c> \u202e at once," Lavrov said.\n'
)


def test_requests_by_the_openapi_document(server):
    assert attacked_by_schema(server, CASES, derandomize=True) >= CASES // 2


def test_odd_requests(server):
    assert attacked_by_protocol(server, CASES, derandomize=True) >= CASES // 2


@pytest.fixture(scope="module")
def hostile(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    article = folder / "<img src=x onerror=alert(1)>.txt"
    article.write_text(HOSTILE, "utf-8")
    kg.build(article, directory=folder / "graph", jobs=1)
    with serving(folder / "graph") as running:
        yield running


@pytest.mark.browser
def test_no_page_runs_what_an_article_says(hostile):
    found = [each["id"] for each in hostile.get("/api/statements", limit=100).json()["statements"]]
    found += [each["id"] for each in hostile.get("/api/entities", limit=100).json()["entities"]]
    found += [each["id"] for each in hostile.get("/api/documents").json()["documents"]]
    pages = ["/", "/graph", "/graph/drawn", f"/search?q={SCRIPT}", "/search?q=Ana", "/questions", "/questions/people"]
    paths = [*pages, f"/graph?q={SCRIPT}", f"/questions/said-by?speaker={SCRIPT}", *(f"/id/{each}" for each in found)]

    def act(page):
        page.on("dialog", lambda dialog: pytest.fail(dialog.message))
        for path in paths:
            page.goto(hostile.url + path)
            assert page.title() != "owned", path
        page.goto(hostile.url)
        page.fill("input[name=q]", "img")
        page.wait_for_timeout(300)
        page.goto(f"{hostile.url}/sparql#query=SELECT+*+%7B+%3Fs+parley%3Acontent+%3Fc+%7D")
        page.wait_for_selector(".yasqe .CodeMirror")
        page.click(".yasqe_queryButton")
        page.wait_for_selector(".yasr table tbody tr")
        assert page.title() != "owned"

    _, asked = in_browser(act)
    assert all(url.startswith((hostile.url, "data:")) for url in asked)


def test_what_an_article_says_stays_text_in_every_format(hostile):
    query = "CONSTRUCT WHERE { ?s parley:text ?text }"
    formats = {
        "text/turtle": RdfFormat.TURTLE,
        "application/rdf+xml": RdfFormat.RDF_XML,
        "application/n-triples": RdfFormat.N_TRIPLES,
    }
    read = [
        {each.object.value for each in parse(hostile.sparql(query, kind).body, format=known)}
        for kind, known in formats.items()
    ]
    assert read[0] == read[1] == read[2]
    assert any(SCRIPT in text for text in read[0])


def test_no_cell_of_a_table_begins_as_a_formula(hostile):
    values = ("=1+1", "+1", "-1", "@x", "plain")
    query = f"SELECT ?text {{ VALUES ?text {{ {' '.join(repr(each) for each in values)} }} }}"
    rows = list(csv.reader(io.StringIO(hostile.sparql(query, "text/csv").text)))[1:]
    assert [cell for row in rows for cell in row] == ["'=1+1", "'+1", "'-1", "'@x", "plain"]
