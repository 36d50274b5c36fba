"""The commands that `kg export` prints, run as they are printed, of a path with a blank and an apostrophe in it.

Those for databases are run beside the tests of these: FalkorDB, Gremlin, Ladybug, Neo4j.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import graph_builders
import pyoxigraph
import pytest
from export_builders import flattened
from servers import post, select

from kg.export import EXPORTERS, export
from kg.graph.view import GraphView

EXAMPLE = GraphView.of(graph_builders.quads())
HERE = Path(sys.executable).parent


def run(name: str, folder: Path, **put: str) -> str:
    """What the command for a format says, with what a user would put for the words in capitals."""
    path = folder / "my talks' export"
    path.mkdir()
    path = path / f"talks{EXPORTERS[name].suffix}"
    export(EXAMPLE, name, path)
    command = EXPORTERS[name].loading(str(path))
    for word, value in put.items():
        command = command.replace(word, value)
    result = subprocess.run(
        ["bash", "-c", command],
        check=False,
        capture_output=True,
        cwd=folder,
        env={**os.environ, "PATH": f"{HERE}:{os.environ['PATH']}"},
        timeout=120,
    )
    assert result.returncode == 0, result.stderr.decode()[-2000:]
    return result.stdout.decode()


@pytest.mark.parametrize("name", ["gexf", "graphml", "node-link"])
def test_networkx_counts_nodes_and_edges(name, tmp_path):
    with EXAMPLE.properties() as found:
        nodes, edges = found.counts()
    assert f"{nodes} nodes and {edges} edges" in run(name, tmp_path)


def test_python_reads_json_graph_format(tmp_path):
    assert "'nodes', 'edges'" in run("jgf", tmp_path)


def test_pandas_reads_parquet(tmp_path):
    assert "Ana Arlo" in run("parquet", tmp_path)


@pytest.mark.parametrize("name", ["jsonld", "nquads", "rdf12", "trig"])
def test_oxigraph_loads_rdf_with_graphs(name, tmp_path):
    if not (HERE / "oxigraph").is_file():
        pytest.skip("the program of Oxigraph is not installed")
    run(name, tmp_path, STORE="store")
    found = len(pyoxigraph.Store.read_only(str(tmp_path / "store")))
    more = len(list(EXAMPLE.quads())) if name == "rdf12" else 0  # each triple, and which graph asserts it
    assert found == len(flattened(EXAMPLE) if name == "rdf12" else list(EXAMPLE.quads())) + more


@pytest.mark.parametrize("name", ["ntriples", "rdfxml", "turtle"])
def test_fuseki_takes_triples(name, tmp_path, fuseki):
    if not shutil.which("curl"):
        pytest.skip("there is no curl")
    post(f"{fuseki}/update", "DROP ALL", "application/sparql-update")
    run(name, tmp_path, **{"http://localhost:3030/DATASET": fuseki})
    assert select(f"{fuseki}/query", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") == [{"n": str(len(flattened(EXAMPLE)))}]
