"""Node-link JSON, JSON Graph Format, CX2, FollowTheMoney and ArangoDB's lines, each read by what reads it in earnest."""

import json

import graph_builders
import networkx
import pytest
from export_builders import graphs, written
from followthemoney import model
from hypothesis import given
from ndex2.cx2 import RawCX2NetworkFactory
from property_builders import expected_edges, expected_nodes, nasty_graph, without_days

from kg.export import EXPORTERS, export
from kg.graph.view import GraphView

GRAPHS = {"nasty": nasty_graph(), "example": GraphView.of(graph_builders.quads())}
WHOLE = [name for name, row in EXPORTERS.items() if "json" in row.suffix and name not in {"jsonld", "ftm"}] + ["cx2"]


def loaded(graph, name):
    return json.loads(written(graph, name))


@pytest.mark.parametrize("name", GRAPHS)
def test_networkx_has_all_nodes_values_and_edges_of_node_link_json(name):
    graph = GRAPHS[name]
    found = networkx.node_link_graph(loaded(graph, "node-link"), edges="edges")
    nodes = {iri: (set(values.pop("types")), values) for iri, values in found.nodes(data=True)}
    assert nodes == {iri: (types, without_days(row)) for iri, (types, row) in expected_nodes(graph).items()}
    edges = {(start, kind, end): values for start, end, kind, values in found.edges(keys=True, data=True)}
    assert edges.keys() == expected_edges(graph).keys()
    assert all(values["documents"] == expected_edges(graph)[edge]["documents"] for edge, values in edges.items())


@pytest.mark.parametrize("name", GRAPHS)
def test_json_graph_format_has_all_nodes_values_and_edges(name):
    graph = GRAPHS[name]
    found = loaded(graph, "jgf")["graph"]
    nodes = {iri: {"label": node["label"], **node["metadata"]} for iri, node in found["nodes"].items()}
    expected = {
        iri: {**without_days(row), "types": sorted(types)} for iri, (types, row) in expected_nodes(graph).items()
    }
    assert nodes == expected
    edges = {
        (edge["source"], edge["relation"], edge["target"]): {"id": edge["id"], **edge["metadata"]}
        for edge in found["edges"]
    }
    assert edges == expected_edges(graph)


def test_json_graph_format_says_what_its_schema_allows():
    allowed = {
        "graph": {"id", "label", "type", "directed", "metadata", "nodes", "edges", "hyperedges"},
        "node": {"label", "metadata"},
        "edge": {"id", "source", "target", "relation", "directed", "label", "metadata"},
    }
    found = loaded(GRAPHS["example"], "jgf")
    assert found.keys() == {"graph"}
    assert found["graph"].keys() <= allowed["graph"]
    assert all(node.keys() <= allowed["node"] for node in found["graph"]["nodes"].values())
    assert all(edge.keys() <= allowed["edge"] for edge in found["graph"]["edges"])
    assert all(edge["source"] in found["graph"]["nodes"] for edge in found["graph"]["edges"])


@pytest.mark.parametrize("name", GRAPHS)
def test_ndex_has_all_nodes_values_and_edges_of_cx2(name):
    graph = GRAPHS[name]
    found = RawCX2NetworkFactory().get_cx2network(loaded(graph, "cx2"))
    names, nodes = {}, {}
    for number, node in found.get_nodes().items():
        values = dict(node["v"])
        iri = names[number] = values.pop("iri")
        nodes[iri] = {**values, "label": values.pop("name"), "types": values["types"]}
        del nodes[iri]["name"]
    expected = {
        iri: {**without_days(row), "types": sorted(types)} for iri, (types, row) in expected_nodes(graph).items()
    }
    assert nodes == expected
    edges = {
        (names[edge["s"]], edge["v"]["type"], names[edge["t"]]): dict(edge["v"]) for edge in found.get_edges().values()
    }
    for values in edges.values():
        assert values.pop("interaction") == values["label"]
        del values["type"]
    assert edges == expected_edges(graph)


def test_cx2_counts_what_it_holds():
    aspects = {name: value for part in loaded(GRAPHS["example"], "cx2") for name, value in part.items()}
    for aspect in aspects["metaData"]:
        assert len(aspects[aspect["name"]]) == aspect["elementCount"]
    declared = aspects["attributeDeclarations"][0]["nodes"]
    assert {key for node in aspects["nodes"] for key in node["v"]} <= declared.keys()
    assert aspects["status"] == [{"success": True, "error": ""}]


def test_followthemoney_takes_every_entity_with_every_value():
    lines = [json.loads(line) for line in written(GRAPHS["example"], "ftm").splitlines()]
    names = {line["id"] for line in lines}
    for line in lines:
        proxy = model.get_proxy(line, cleaned=False)
        assert proxy.schema.name == line["schema"]
        for name, values in line["properties"].items():
            kept = proxy.get(name)
            assert len(kept) == len(values), (line["schema"], name, values)
            if proxy.schema.get(name).type.name == "entity":
                assert set(values) <= names
                assert all(
                    proxy.schema.get(name).range is None or range_fits(lines, value, proxy.schema.get(name).range)
                    for value in values
                )
        proxy.schema.validate(line)


def range_fits(lines, name, wanted):
    (schema,) = {line["schema"] for line in lines if line["id"] == name}
    return model.get(schema).is_a(wanted)


def test_followthemoney_knows_people_what_they_said_and_whom_they_speak_for():
    lines = [json.loads(line) for line in written(GRAPHS["example"], "ftm").splitlines()]
    by_name = {line["properties"].get("name", [""])[0]: line for line in lines}
    ana = by_name["Ana Arlo"]
    notes = [line for line in lines if line["schema"] == "Note" and ana["id"] in line["properties"].get("entity", [])]
    assert ana["schema"] == "Person"
    assert any("full ceasefire" in note["properties"]["description"][0] for note in notes)
    (link,) = [
        line for line in lines if line["schema"] == "Representation" and ana["id"] in line["properties"]["agent"]
    ]
    assert link["properties"]["client"] == [by_name["Arland"]["id"]]
    assert by_name["talks at the Lake Palace"]["properties"]["startDate"] == ["2025-05-16"]


@pytest.mark.parametrize("name", GRAPHS)
def test_arangodb_lines_have_keys_it_takes_and_every_value(name, tmp_path):
    graph = GRAPHS[name]
    export(graph, "arangodb", tmp_path / "a")
    nodes, edges = (
        [json.loads(line) for line in (tmp_path / "a" / f"{each}.jsonl").read_bytes().splitlines()]
        for each in ("nodes", "edges")
    )
    keys = {node["_key"]: node["iri"] for node in nodes}
    assert len(keys) == len(nodes)
    assert all(key.isalnum() and len(key) <= 254 for key in keys)
    found = {
        node["iri"]: {name: value for name, value in node.items() if name not in {"_key", "iri"}} for node in nodes
    }
    expected = {
        iri: {**without_days(row), "types": sorted(types)} for iri, (types, row) in expected_nodes(graph).items()
    }
    assert found == expected
    ends = {
        (keys[edge["_from"].removeprefix("nodes/")], edge["type"], keys[edge["_to"].removeprefix("nodes/")]): edge
        for edge in edges
    }
    assert ends.keys() == expected_edges(graph).keys()
    assert all(ends[key]["documents"] == row["documents"] for key, row in expected_edges(graph).items())


@pytest.mark.parametrize("name", [*WHOLE, "ftm", "graphson"])
@given(graph=graphs)
def test_any_graph_is_valid_json(name, graph):
    octets = written(graph, name)
    for part in octets.splitlines() if name in {"ftm", "graphson"} else [octets]:
        json.loads(part)
