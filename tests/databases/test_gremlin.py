"""TinkerGraph and JanusGraph: the lines that are printed, typed into a Gremlin console, and what is there then."""

import json
import subprocess

import graph_builders
import pytest
from export_builders import written
from property_builders import expected_edges, expected_nodes, nasty_graph, without_days
from servers import HERE, JAVA, tool

from kg.export import EXPORTERS
from kg.graph.view import GraphView

GRAPHS = {"nasty": nasty_graph(), "example": GraphView.of(graph_builders.quads())}
CONSOLES = {"TinkerGraph": "// in JanusGraph's", "JanusGraph": "// in TinkerPop's"}  # each without the other's line


@pytest.fixture(scope="module")
def come_back(tmp_path_factory):
    """Name of a graph and of a database → what the database held of it."""
    jars, folder = tool("janusgraph"), tmp_path_factory.mktemp("my gremlin's")
    places = []
    for name, graph in GRAPHS.items():
        (folder / f"{name}.graphson").write_bytes(written(graph, "graphson"))
        for console, others in CONSOLES.items():
            _, *lines = EXPORTERS["graphson"].loading(str(folder / f"{name}.graphson")).splitlines()
            script = folder / f"{name}-{console}.groovy"
            script.write_text("\n".join(line for line in lines if not line.endswith(others)), "utf-8")
            places += [script, script.with_suffix(".json")]
    command = [*JAVA, "-cp", f"{jars}/*", HERE / "Gremlin.java", *places]
    result = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr[-2000:]
    return {
        (name, console): json.loads((folder / f"{name}-{console}.json").read_bytes())
        for name in GRAPHS
        for console in CONSOLES
    }


@pytest.mark.parametrize("console", CONSOLES)
@pytest.mark.parametrize("name", GRAPHS)
def test_vertices_come_back_with_classes_values_and_evidence(come_back, name, console):
    found = {}
    for label, values in come_back[name, console]["vertices"]:
        (iri,) = values.pop("iri")
        found[iri] = (set(values.pop("types")), values, label)
    expected = expected_nodes(GRAPHS[name])
    assert found.keys() == expected.keys()
    for iri, (types, row) in expected.items():
        cells = {"name": row.pop("label"), **without_days(row)}
        lists = {key: cell if isinstance(cell, list) else [cell] for key, cell in cells.items()}
        assert found[iri] == (types, lists, row["type"])


@pytest.mark.parametrize("console", CONSOLES)
@pytest.mark.parametrize("name", GRAPHS)
def test_edges_come_back_with_their_documents(come_back, name, console):
    found = {(start, kind, end): values for start, kind, end, values in come_back[name, console]["edges"]}
    assert len(found) == len(come_back[name, console]["edges"])
    assert found == {
        ends: {"name": [row["label"]], "documents": [" ".join(row["documents"])]}
        for ends, row in expected_edges(GRAPHS[name]).items()
    }
