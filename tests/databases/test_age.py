"""Apache AGE: the script run by PostgreSQL (PGlite), twice over, and what is there then."""

import json
import subprocess

import pytest
from property_builders import expected_edges, expected_nodes, nasty_graph, without_days, without_nul
from servers import HERE, tool

from kg.export import export

GRAPH = nasty_graph()


@pytest.fixture(scope="module")
def come_back(tmp_path_factory):
    """What AGE holds after the script has run twice."""
    tools, folder = tool("age", "node"), tmp_path_factory.mktemp("age")
    export(GRAPH, "age", folder / "talks.sql")
    script = (folder / "talks.sql").read_text("utf-8")
    (folder / "talks.sql").write_text(script + script, "utf-8")
    command = ["node", HERE / "age.mjs", tools, folder / "talks.sql"]
    result = subprocess.run(command, capture_output=True, check=False)
    assert result.returncode == 0, result.stderr[-2000:]
    return json.loads(result.stdout)


def test_nodes_come_back_with_classes_values_and_evidence(come_back):
    found = {json.loads(row["iri"]): row for row in come_back["nodes"]}
    assert len(found) == len(come_back["nodes"])
    expected = expected_nodes(GRAPH)
    assert found.keys() == expected.keys()
    for iri, (types, row) in expected.items():
        values = json.loads(found[iri]["properties"])
        assert set(values.pop("types")) == types
        assert values == {"iri": iri, **without_nul(without_days(row))}
        assert json.loads(found[iri]["label"]) == row["type"]


def test_edges_come_back_with_their_documents(come_back):
    found = {
        tuple(json.loads(row[key]) for key in ("source", "type", "target")): json.loads(row["properties"])
        for row in come_back["edges"]
    }
    assert len(found) == len(come_back["edges"])
    assert found == expected_edges(GRAPH)
