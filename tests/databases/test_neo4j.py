"""Neo4j Community: what neo4j-admin imports, what the script makes, and what is sent over Bolt, all read back."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import neo4j as driver_of_neo4j
import pytest
from cli_runner import kg
from conftest import EXAMPLE
from property_builders import expected_edges, expected_nodes, nasty_graph, without_nul
from servers import HERE, JAVA, free_port, running, tool, wait_for_port

from kg.export import EXPORTERS, export
from kg.export.upload import upload
from kg.graph.view import GraphView
from kg.store.directory import GraphDirectory


@dataclass(frozen=True)
class Found:
    """All that a database holds."""

    nodes: dict[str, tuple[set[str], dict[str, object]]]
    edges: dict[tuple[str, str, str], dict[str, object]]


@dataclass(frozen=True)
class Server:
    """A running Neo4j, and what it held at its start: the nasty graph, imported."""

    url: str
    driver: driver_of_neo4j.Driver
    imported: Found

    def ask(self, query: str) -> list[driver_of_neo4j.Record]:
        return self.driver.execute_query(query).records

    def clear(self) -> None:
        self.ask("MATCH (n) DETACH DELETE n")


def held(driver: driver_of_neo4j.Driver) -> Found:
    nodes = driver.execute_query("MATCH (n) RETURN labels(n) AS labels, properties(n) AS values").records
    edges = driver.execute_query("MATCH (a)-[e]->(b) RETURN a.iri, type(e), b.iri, properties(e)").records
    return Found(
        {row["values"]["iri"]: (set(row["labels"]), plain(row["values"])) for row in nodes},
        {tuple(row.values()[:3]): plain(row.values()[3]) for row in edges},
    )


def plain(values: dict[str, object]) -> dict[str, object]:
    """Values with Python's days, without the identifier."""
    return {name: native(value) for name, value in values.items() if name not in {"iri", "types"}}


def native(value: object) -> object:
    if isinstance(value, list):
        return [native(each) for each in value]
    return value.to_native() if isinstance(value, driver_of_neo4j.time.Date) else value


@pytest.fixture(scope="session")
def neo4j(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Neo4j, into which the folder of CSV was imported by the script that lies in it."""
    jars = tool("neo4j")
    folder, port = tmp_path_factory.mktemp("neo4j"), free_port()
    export(nasty_graph(), "neo4j", folder / "talks.neo4j")
    programs = folder / "bin"
    programs.mkdir()
    admin = programs / "neo4j-admin"
    admin.write_text(f"""#!/bin/sh\nexec {" ".join(JAVA)} -cp '{jars}/*' org.neo4j.cli.AdminTool "$@"\n""")
    admin.chmod(0o755)
    (folder / "conf").mkdir()
    (folder / "conf" / "neo4j.conf").write_text(
        f"server.directories.neo4j_home={folder}\ndbms.usage_report.enabled=false\n"
    )
    places = {"NEO4J_HOME": str(folder), "NEO4J_CONF": str(folder / "conf")}
    path = f"{programs}:{os.environ['PATH']}"
    subprocess.run(
        ["bash", folder / "talks.neo4j" / "import.sh"],
        check=True,
        capture_output=True,
        env={**os.environ, **places, "PATH": path},
    )
    command = [*JAVA, "-cp", f"{jars}/*", HERE / "Neo4j.java", folder, str(port)]
    with running(command, folder) as process:
        wait_for_port(port, process, folder)
        url = f"bolt://127.0.0.1:{port}"
        with driver_of_neo4j.GraphDatabase.driver(url) as driver:
            driver.execute_query("CALL db.awaitIndexes(60)")
            server = Server(url, driver, held(driver))
            server.clear()
            yield server


def same(found: Found, graph: GraphView) -> None:
    """Fail unless a database holds the whole graph."""
    nodes = {iri: ({"Parley", *kinds}, row) for iri, (kinds, row) in expected_nodes(graph).items()}
    assert found.nodes.keys() == nodes.keys()
    for iri, (labels, row) in nodes.items():
        assert found.nodes[iri] == (labels, row), iri
    assert found.edges == expected_edges(graph)


def test_everything_but_nul_and_lists_of_nothing_comes_back_from_what_was_imported(neo4j):
    graph = nasty_graph()
    expected = {iri: without_nul(row) for iri, (_, row) in expected_nodes(graph).items()}
    found = {iri: row for iri, (_, row) in neo4j.imported.nodes.items()}
    assert found.keys() == expected.keys()
    for iri, row in expected.items():
        assert found[iri] == {name: value for name, value in row.items() if value != [""]}, iri
    assert {frozenset(labels) for labels, _ in neo4j.imported.nodes.values()} == {
        frozenset({"Parley", "Document"}),
        frozenset({"Parley", "Statement", "Evidenced"}),
    }
    assert neo4j.imported.edges == expected_edges(graph)


def test_everything_comes_back_from_the_script_even_if_it_runs_twice(neo4j, tmp_path):
    neo4j.clear()
    graph = nasty_graph()
    (tmp_path / "my neo4j's").mkdir()
    path = tmp_path / "my neo4j's" / "talks.cypher"
    export(graph, "cypher", path)
    for _ in range(2):
        run_script(neo4j, EXPORTERS["cypher"].loading(str(path)), tmp_path)
    same(held(neo4j.driver), graph)


def run_script(server: Server, command: str, folder: Path) -> None:
    """Run a command that is printed, with a `cypher-shell` that knows where the server listens."""
    jars, programs = tool("cypher-shell"), folder / "bin"
    programs.mkdir(exist_ok=True)
    shell = programs / "cypher-shell"
    shell.write_text(
        f"""#!/bin/sh\nexec {" ".join(JAVA)} -cp '{jars}/*' org.neo4j.shell.Main -a {server.url} "$@"\n""", "utf-8"
    )
    shell.chmod(0o755)
    path = f"{programs}:{os.environ['PATH']}"
    run = subprocess.run(["bash", "-c", command], check=False, capture_output=True, env={**os.environ, "PATH": path})
    assert (run.returncode, run.stderr) == (0, b""), run.stderr[-2000:]


def test_everything_comes_back_from_what_was_sent_over_bolt_even_if_sent_twice(neo4j):
    neo4j.clear()
    graph = nasty_graph()
    told = [upload(graph, neo4j.url) for _ in range(2)]
    same(held(neo4j.driver), graph)
    assert told[0] == told[1]
    assert told[0].startswith(
        f"{len(expected_nodes(graph))} nodes and {len(expected_edges(graph))} edges are in {neo4j.url}"
    )


def test_who_said_what_is_asked_in_cypher(neo4j, example_directory):
    neo4j.clear()
    outcome = kg("export", example_directory, "--to", neo4j.url)
    assert (outcome.code, outcome.out) == (0, "")
    same(held(neo4j.driver), GraphDirectory.open(example_directory).view())
    found = neo4j.ask("MATCH (s:Statement)-[:speaker]->(p:Person) WHERE p.label CONTAINS 'Medinsky' RETURN s.evidence")
    assert found
    text = EXAMPLE.read_text("utf-8")
    passages = neo4j.ask(
        "MATCH (s:Statement), (d:Document) RETURN s.evidence AS words, s.evidence_at AS places, d.text AS text"
    )
    for row in passages:
        for words, place in zip(row["words"], row["places"], strict=True):
            start, end = map(int, place.rpartition("=")[2].split(","))
            assert row["text"][start:end] == words
            assert words in text


def test_the_script_for_memgraph_is_cypher_too(neo4j, tmp_path):
    """Memgraph cannot be run here; what it shares with Neo4j is."""
    neo4j.clear()
    graph = nasty_graph()
    export(graph, "memgraph", tmp_path / "talks.memgraph.cypher")
    for line in (tmp_path / "talks.memgraph.cypher").read_text("utf-8").splitlines():
        if not line.startswith("CREATE"):
            neo4j.ask(line.removesuffix(";"))
    same(held(neo4j.driver), graph)
