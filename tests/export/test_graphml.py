import io
import math
from datetime import date

import graph_builders
import networkx
import pytest
from export_builders import NASTY, written
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from kg.export import graphml
from kg.export.xml_text import legal
from kg.graph.view import GraphView


class Network:
    """Stands for a graph whose network is this."""

    def __init__(self, network):
        self.held = network

    def network(self):
        return self.held


def made(*nodes, edges=()):
    network = networkx.MultiDiGraph()
    for name, attributes in enumerate(nodes):
        network.add_node(str(name), **attributes)
    for start, end, attributes in edges:
        network.add_edge(start, end, **attributes)
    return Network(network)


def come_back(graph):
    stream = io.BytesIO()
    graphml.write(graph, stream)
    return networkx.read_graphml(io.BytesIO(stream.getvalue()), force_multigraph=True)


@pytest.fixture(scope="module")
def example():
    return GraphView.of(graph_builders.quads())


def test_nodes_edges_and_labels_come_back(example):
    network, found = example.network(), come_back(example)
    assert set(found) == set(network)
    assert dict(found.nodes(data="label")) == dict(network.nodes(data="label"))
    assert dict(found.nodes(data="type")) == dict(network.nodes(data="type"))
    ends = sorted((start, end, attributes["type"]) for start, end, attributes in network.edges(data=True))
    assert sorted((start, end, attributes["type"]) for start, end, attributes in found.edges(data=True)) == ends


def test_evidence_comes_back_as_words_and_places(example):
    network, found = example.network(), come_back(example)
    for name, attributes in network.nodes(data=True):
        if not attributes["evidence"]:
            continue
        assert found.nodes[name]["evidence"] == " | ".join(passage["exact"] for passage in attributes["evidence"])
        places = found.nodes[name]["evidence_at"].split(" ")
        assert [place.rpartition("#char=")[2] for place in places] == [
            f"{passage['start']},{passage['end']}" for passage in attributes["evidence"]
        ]


def test_the_same_graph_is_the_same_file(example):
    assert written(example, "graphml") == written(GraphView.of(graph_builders.quads()), "graphml")


def test_a_name_is_declared_once_with_one_type(example):
    keys = etree.fromstring(written(example, "graphml")).findall("{*}key")
    names = [(key.get("for"), key.get("attr.name")) for key in keys]
    assert len(names) == len(set(names))
    assert names[:2] == [("node", "label"), ("node", "type")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2], [1, 2]),
        ([1, 2.5], [1.0, 2.5]),
        ([1, "two"], ["1", "two"]),
        ([True, False], [True, False]),
        ([True, 2], ["true", "2"]),
        ([[1], [2]], [1, 2]),
        ([[1, 2], [3]], ["1 | 2", "3"]),
        ([["a", "b"], []], ["a | b", None]),
        ([None, [None, "a"]], [None, "a"]),
        ([date(2025, 5, 16), "x"], ["2025-05-16", "x"]),
        ([2**63 - 1, -(2**63)], [2**63 - 1, -(2**63)]),
        ([2**70, 1], [str(2**70), "1"]),
        ([math.inf, -math.inf], [math.inf, -math.inf]),
        ([{"exact": "we", "document": "d", "start": 1, "end": 3}, "x"], ["we", "x"]),
    ],
)
def test_values_come_back_in_the_one_type_of_their_name(values, expected):
    found = come_back(made(*({"value": value} for value in values)))
    assert [found.nodes[str(number)].get("value") for number in range(len(values))] == expected


@pytest.mark.parametrize("text", NASTY, ids=lambda text: repr(text[:12]))
def test_nasty_text_comes_back(text):
    graph = made({"label": text}, {"label": "b"}, edges=[("0", "1", {"label": text})])
    found = come_back(graph)
    assert (found.nodes["0"].get("label") or "") == legal(text)
    ((_, _, label),) = found.edges(data="label")
    assert (label or "") == legal(text)


values = st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.dates() | st.datetimes()
attributes = st.dictionaries(st.text(min_size=1), values | st.lists(values, max_size=3), max_size=4)


@given(st.lists(attributes, min_size=1, max_size=3), attributes)
def test_any_network_is_a_valid_file_with_all_nodes_and_edges(nodes, edge):
    network = networkx.MultiDiGraph()
    for number, found in enumerate(nodes):
        network.add_node(f"n{number}")
        network.nodes[f"n{number}"].update(found)
    key = network.add_edge("n0", "n0")
    network.edges["n0", "n0", key].update(edge)
    stream = io.BytesIO()
    graphml.write(Network(network), stream)
    tree = etree.fromstring(stream.getvalue())
    assert len(tree.findall(".//{*}node")) == len(nodes)
    assert len(tree.findall(".//{*}edge")) == 1
