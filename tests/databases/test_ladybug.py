"""Ladybug: the folder loaded by the very command that is printed, and asked in Cypher."""

import os
import subprocess
import sys
from pathlib import Path

import graph_builders
import pytest
from property_builders import expected_edges, expected_nodes, nasty_graph

from kg.export import EXPORTERS, export
from kg.graph.view import GraphView

ladybug = pytest.importorskip("ladybug")
VALUES = ("id", "label", "documents")
GRAPHS = {"nasty": nasty_graph(), "example": GraphView.of(graph_builders.quads())}


@pytest.fixture(scope="module", params=GRAPHS)
def loaded(request, tmp_path_factory):
    """A graph, and a connection to the database that was made of it."""
    folder = tmp_path_factory.mktemp("ladybug") / "my talks.ladybug"
    export(GRAPHS[request.param], "ladybug", folder)
    python = {**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"}
    subprocess.run(["bash", "-c", EXPORTERS["ladybug"].loading(str(folder))], check=True, env=python)
    return GRAPHS[request.param], ladybug.Connection(ladybug.Database(str(folder / "talks.lbug"), read_only=True))


def rows(connection, query):
    result = connection.execute(query)
    while result.has_next():
        yield result.get_next()


def test_nodes_come_back_with_classes_values_and_evidence(loaded):
    graph, connection = loaded
    found = {}
    for table, node in rows(connection, "MATCH (n) RETURN label(n), n"):
        values = {name: value for name, value in node.items() if not name.startswith("_") and value is not None}
        found[values.pop("iri")] = (set(values.pop("types")), values)
        assert table == values["type"]
    assert found == {iri: (types, row) for iri, (types, row) in expected_nodes(graph).items()}


def test_edges_come_back_with_their_documents(loaded):
    graph, connection = loaded
    query = "MATCH (a)-[e]->(b) RETURN a.iri, label(e), b.iri, e.id, e.label, e.documents"
    found = {
        (a, kind.rstrip("_"), b): dict(zip(VALUES, values, strict=True))
        for a, kind, b, *values in rows(connection, query)
    }
    assert found == expected_edges(graph)


def test_who_spoke_is_asked_in_cypher(tmp_path):
    folder = tmp_path / "talks"
    export(GRAPHS["example"], "ladybug", folder)
    connection = ladybug.Connection(ladybug.Database(":memory:"))
    for line in (folder / "load.cypher").read_text("utf-8").splitlines():
        connection.execute(line.replace("FROM '", f"FROM '{folder}/"))
    found = rows(connection, "MATCH (s:Statement)-[:speaker]->(p:Person) RETURN p.label, count(s)")
    assert list(found) == [["Ana Arlo", 3]]
