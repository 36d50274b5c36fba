"""TinkerGraph: GraphSON read by TinkerPop itself, and written again."""

import json
import subprocess

import graph_builders
import pytest
from export_builders import written
from property_builders import expected_edges, expected_nodes, nasty_graph, without_days
from servers import HERE, JAVA, tool

from kg.graph.view import GraphView

GRAPHS = {"nasty": nasty_graph(), "example": GraphView.of(graph_builders.quads())}


@pytest.fixture(scope="module")
def come_back(tmp_path_factory):
    """Name of a graph → the vertices that TinkerGraph had of it."""
    jars, folder = tool("gremlin"), tmp_path_factory.mktemp("gremlin")
    places = []
    for name, graph in GRAPHS.items():
        (folder / f"{name}.graphson").write_bytes(written(graph, "graphson"))
        places += [folder / f"{name}.graphson", folder / f"{name}.out"]
    subprocess.run([*JAVA, "-cp", f"{jars}/*", HERE / "Gremlin.java", *places], check=True, capture_output=True)
    return {name: list(map(json.loads, (folder / f"{name}.out").read_bytes().splitlines())) for name in GRAPHS}


def untyped(value):
    """A value of GraphSON as Python has it."""
    if isinstance(value, dict):
        return [untyped(each) for each in value["@value"]] if value["@type"] == "g:List" else value["@value"]
    return value


@pytest.mark.parametrize("name", GRAPHS)
def test_vertices_come_back_with_classes_values_and_evidence(come_back, name):
    found = {}
    for vertex in come_back[name]:
        values = {key: [untyped(each["value"]) for each in cells] for key, cells in vertex["properties"].items()}
        found[vertex["id"]] = (set(values.pop("types")), values, vertex["label"])
    expected = expected_nodes(GRAPHS[name])
    assert found.keys() == expected.keys()
    for iri, (types, row) in expected.items():
        cells = {"name": row.pop("label"), **without_days(row)}
        lists = {key: cell if isinstance(cell, list) else [cell] for key, cell in cells.items()}
        assert found[iri] == (types, lists, row["type"])


@pytest.mark.parametrize("name", GRAPHS)
def test_edges_come_back_with_their_documents(come_back, name):
    found = {
        (vertex["id"], kind, edge["inV"]): {key: untyped(value) for key, value in edge["properties"].items()}
        | {"id": edge["id"]}
        for vertex in come_back[name]
        for kind, edges in vertex.get("outE", {}).items()
        for edge in edges
    }
    assert found == expected_edges(GRAPHS[name])
