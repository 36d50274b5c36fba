"""Gephi: GEXF and GraphML opened by Gephi's own importers, and what its tables and its timeline hold then."""

import json
import subprocess

import graph_builders
import pytest
from export_builders import written
from property_builders import expected_edges, expected_nodes, nasty_graph
from servers import HERE, JAVA, tool

from kg.export.columns import shown
from kg.export.xml_text import SEPARATOR, legal
from kg.graph.view import GraphView

GRAPHS = {"nasty": nasty_graph(), "example": GraphView.of(graph_builders.quads())}
FORMATS = ("gexf", "graphml")
BLANKS = "".join(map(chr, range(33)))
OWN = {"Id", "id", "Label", "label", "Interval", "Weight"}  # columns that Gephi makes itself


@pytest.fixture(scope="module")
def tables(tmp_path_factory):
    """Name of a graph and of a format → what Gephi holds of it."""
    jars, folder = tool("gephi"), tmp_path_factory.mktemp("my gephi's")
    places = []
    for name, graph in GRAPHS.items():
        for kind in FORMATS:
            path = folder / f"{name}.{kind}"
            path.write_bytes(written(graph, kind))
            places += [path, path.with_name(path.name + ".json")]
    command = [*JAVA, "-Djava.awt.headless=true", f"-Duser.home={folder}", "-cp", f"{jars}/*", HERE / "Gephi.java", *places]
    result = subprocess.run(command, capture_output=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr[-2000:]
    return {
        (name, kind): json.loads((folder / f"{name}.{kind}.json").read_bytes()) for name in GRAPHS for kind in FORMATS
    }


def cell(value):
    """A value as XML has it: a list is one text, and so is a day."""
    if isinstance(value, list):
        return legal(SEPARATOR.join(map(shown, value)))
    return value if isinstance(value, int | float) else legal(shown(value))


def trimmed(value):
    """A value without the blanks at its ends, which Gephi takes from GraphML."""
    return value.strip(BLANKS) if isinstance(value, str) else value


def cells(values):
    """What Gephi itself keeps of a row: it takes blanks alone and the word "null" for nothing."""
    kept = {name: trimmed(value) for name, value in values.items() if name not in OWN}
    return {name: value for name, value in kept.items() if str(value).lower() not in {"", "null"}}


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("name", GRAPHS)
def test_nodes_come_back_with_classes_values_and_evidence(tables, name, kind):
    found = {iri: (label, cells(values)) for iri, label, values in tables[name, kind]["nodes"]}
    expected = expected_nodes(GRAPHS[name])
    assert found.keys() == expected.keys()
    for iri, (types, row) in expected.items():
        label, values = found[iri]
        wanted = trimmed(legal(row["label"]))
        assert trimmed(label) in ([wanted] if wanted else ["", iri])
        assert values == cells({key: cell(value) for key, value in {**row, "types": sorted(types)}.items()}), iri


@pytest.mark.parametrize("name", GRAPHS)
def test_edges_come_back_from_gexf_with_their_documents(tables, name):
    found = tables[name, "gexf"]["edges"]
    edges = {(start, values["type"], end): (label, values.get("documents", "")) for start, end, label, values in found}
    assert len(edges) == len(found)
    assert edges == {
        ends: (row["label"], SEPARATOR.join(row["documents"])) for ends, row in expected_edges(GRAPHS[name]).items()
    }


def test_edges_between_the_same_nodes_become_one_from_graphml(tables):
    found = {(start, end) for start, end, _, _ in tables["example", "graphml"]["edges"]}
    expected = expected_edges(GRAPHS["example"])
    assert found == {(start, end) for start, _, end in expected}
    assert len(tables["example", "graphml"]["edges"]) == len(found) < len(expected)


def test_the_timeline_has_the_days_of_events_statements_and_articles(tables):
    found = tables["example", "gexf"]
    assert found["dynamic"]
    spans = {iri: values["Interval"] for iri, _, values in found["nodes"] if "Interval" in values}
    (talks,) = [span for iri, span in spans.items() if iri.endswith("event-talks")]
    assert talks == [["2025-05-16", "2025-05-16"]]
    days = [day for span in spans.values() for day in span[0]]
    assert (found["from"], found["to"]) == (min(days), max(days))
