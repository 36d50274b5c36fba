"""SPARQL on a graph: what is found, what is refused, what is stopped."""

import http.server
import subprocess
import sys
import threading
import time
from multiprocessing import active_children
from pathlib import Path

import graph_builders as build
import pytest
from store.test_directory import fill, load, other

from kg.errors import GraphDirectoryError, QueryError, QueryTimeout
from kg.query.engine import run
from kg.store.directory import GraphDirectory, memory_store

STORE = memory_store(build.quads())
SPEAKERS = "SELECT DISTINCT ?name { ?s parley:speaker/rdfs:label ?name } ORDER BY ?name"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def test_select_over_the_union_of_graphs_without_declaring_prefixes():
    assert run(STORE, SPEAKERS).column("name") == ["Ana Arlo", "Borländ", "unnamed officials"]


def test_ask_construct_and_describe():
    assert run(STORE, "ASK { ?s a parley:Delegation }")
    assert not run(STORE, "ASK { ?s a parley:Summit }")
    assert len(run(STORE, "CONSTRUCT { ?s rdfs:label ?l } WHERE { ?s a parley:Country ; rdfs:label ?l }")) == 2
    assert len(run(STORE, "DESCRIBE id:country-ar")) > 3


def test_graph_clause_names_the_document():
    found = run(STORE, "SELECT ?g { GRAPH ?g { id:person-ana-arlo parley:role ?role } }")
    assert found.column("g") == [f"https://w3id.org/parley/id/document-{build.DOCUMENT.id}"]


def test_directory_path_and_memory_give_the_same(tmp_path):
    directory = fill(tmp_path / "g")
    assert run(directory, SPEAKERS) == run(tmp_path / "g", SPEAKERS) == run(STORE, SPEAKERS)


def test_query_sees_the_new_store_after_a_load(tmp_path):
    directory = fill(tmp_path / "g")
    count = "SELECT (COUNT(*) AS ?n) { ?d a parley:Document }"
    reader = GraphDirectory.open(tmp_path / "g")
    assert run(reader, count).column("n") == [1]
    with directory:
        directory.put(other(), [], "x")
        load(directory)
    assert run(reader, count).column("n") == [2]


def test_from_narrows_a_query_to_the_graphs_it_names():
    count = "SELECT (COUNT(*) AS ?n) {} {{ ?s parley:speaker ?o }}"
    document = f"id:document-{build.DOCUMENT.id}"
    assert run(STORE, count.format("")).column("n") == [5]
    assert run(STORE, count.format(f"FROM {document}")).column("n") == [5]
    assert run(STORE, count.format("FROM id:graph-entities")).column("n") == [0]


def test_own_prefix_declarations_win():
    assert run(STORE, "PREFIX p: <https://w3id.org/parley#> ASK { ?s a p:Delegation }")


@pytest.mark.parametrize("size", [0, 1, 499, 500, 501, 1234])
def test_rows_are_limited_and_the_result_says_so(size):
    result = run(STORE, "SELECT * { ?a ?b ?c . ?d ?e ?f }", max_rows=size)
    assert len(result) == size
    assert result.truncated


def test_as_many_rows_as_allowed_are_not_truncated():
    assert not run(STORE, SPEAKERS, max_rows=3).truncated


def test_runaway_query_is_stopped_in_time_and_its_process_is_gone():
    before, begun = {*active_children()}, time.monotonic()
    with pytest.raises(QueryTimeout, match=r"ran longer than 0\.5 s and was stopped"):
        run(STORE, RUNAWAY, timeout_s=0.5)
    assert time.monotonic() - begun < 3
    assert {*active_children()} <= before


def test_query_that_runs_away_while_it_is_prepared_is_stopped():
    rows = " ".join(map(str, range(2000)))
    values = " ".join(f"VALUES ?v{index} {{ {rows} }}" for index in range(6))
    with pytest.raises(QueryTimeout):
        run(STORE, f"ASK {{ {values} FILTER(?v0 + ?v1 + ?v2 + ?v3 + ?v4 + ?v5 < 0) }}", timeout_s=0.5)


@pytest.mark.parametrize(
    ("sparql", "message"),
    [
        ("SELECT *\n  { ?s foo:bar ?o }", "line 2, column 15: unknown prefix 'foo'; known without declaring: act, "),
        ("SELEC * { ?s ?p ?o }", "a query starts with SELECT, ASK, CONSTRUCT, DESCRIBE"),
        ("SELECT * { ?s ?p", "line 1, column 17: the query ends too early"),
        ("SELECT * {\n ?s ?p ?o }\n LIMIT ten", "line 3, column 8: did not expect 'ten' here"),
        ("SELECT * { ?s <a b> ?o }", "line 1, column 20: this is no IRI"),
        ("SELECT ?x { ?s ?p ?o } GROUP BY ?s", "neither grouped by nor aggregated"),
        ('SELECT * { ?s ?p "secret service"', "line 1, column 34: the query ends too early"),
        ("", "the query is empty"),
        ("INSERT DATA { id:a id:b id:c }", "the graph is read-only"),
        ("PREFIX x: <http://x/>\nDELETE WHERE { ?s ?p ?o }", "the graph is read-only"),
        ("# a note\nDROP ALL", "the graph is read-only"),
        ("LOAD <http://example.org/>", "the graph is read-only"),
    ],
)
def test_malformed_query_is_explained(sparql, message):
    with pytest.raises(QueryError) as caught:
        run(STORE, sparql)
    assert message in str(caught.value)


def test_place_of_an_error_is_marked_by_a_caret():
    with pytest.raises(QueryError) as caught:
        run(STORE, "SELECT *\n\t{ ?s foo:bar ?o }")
    _, excerpt, caret = str(caught.value).splitlines()
    assert excerpt == "   { ?s foo:bar ?o }"
    assert excerpt[caret.index("^") - 1] == "r"


class Listener(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012 - one listener, one list

    def do_POST(self):
        self.asked.append(self.path)
        self.send_error(404)

    do_GET = do_POST

    def log_message(self, *_):
        pass


@pytest.mark.parametrize(
    "template",
    [
        "SELECT * {{ SERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ service silent <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ ?s ?p 1SERVICE<{0}>{{ ?a ?b ?c }} }}",
        "SELECT * {{ ?s ?p trueSERVICE <{0}> {{ ?a ?b ?c }} }}",
        "SELECT * {{ VALUES ?x {{ <{0}> }} FILTER(1<2)SERVICE#>\n?x{{ ?s ?p ?o }} }}",
        "SELECT * {{ BIND('\"' AS ?q) SERVICE <{0}> {{ ?s ?p ?o }} BIND('\"' AS ?r) }}",
        "SELECT * {{ ?s ?p ?o FILTER EXISTS {{ SERVICE <{0}> {{ ?s ?p ?o }} }} }}",
        "SELECT * {{ \\u0053ERVICE <{0}> {{ ?s ?p ?o }} }}",
        "SELECT * FROM <{0}> {{ ?s ?p ?o }}",
    ],
)
def test_no_query_reaches_another_server(template):
    server = http.server.HTTPServer(("127.0.0.1", 0), Listener)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    sparql = template.format(f"http://127.0.0.1:{server.server_port}/")
    if "FROM" in sparql:
        assert not run(STORE, sparql)
    else:
        with pytest.raises(
            QueryError, match=r"SERVICE is not allowed" if "u0053" not in template else "line 1, column"
        ):
            run(STORE, sparql)
    server.shutdown()
    server.server_close()
    assert Listener.asked == []


@pytest.mark.parametrize(
    "sparql",
    [
        'ASK { ?s rdfs:label ?service FILTER(?service != "secret SERVICE") } # service',
        "PREFIX service: <http://example.org/service#> ASK { ?s ?p ?o FILTER(?o != service:SERVICE) }",
    ],
)
def test_the_word_service_is_allowed_where_it_is_no_keyword(sparql):
    assert run(STORE, sparql)


def test_broken_store_is_reported(tmp_path):
    fill(tmp_path / "g")
    for path in (tmp_path / "g" / "store").iterdir():
        path.write_bytes(b"rubbish")
    with pytest.raises(GraphDirectoryError, match=r"cannot read the store: .*; run: kg rebuild"):
        run(tmp_path / "g", SPEAKERS)


def test_directory_without_a_graph_is_reported(tmp_path):
    GraphDirectory.create(tmp_path / "g")
    with pytest.raises(GraphDirectoryError, match="did not finish"):
        run(tmp_path / "g", SPEAKERS)


def test_querying_needs_neither_spacy_nor_rdflib_nor_networkx(tmp_path):
    fill(tmp_path / "g")
    code = (
        "import sys; from pathlib import Path; from kg.query.engine import run; "
        f"run(Path(sys.argv[1]), {SPEAKERS!r}).table(); "
        "print(*sorted({'spacy', 'rdflib', 'networkx', 'rapidfuzz'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, str(tmp_path / "g")]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2])
    assert done.stdout.strip() == ""
