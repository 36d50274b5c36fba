"""The property graph that every exporter but RDF is written from."""

from datetime import date

import graph_builders as build
import pytest
from export_builders import graphs, said, view
from hypothesis import given
from pyoxigraph import Literal, NamedNode

from kg import ontology
from kg.graph.kinds import kind_of
from kg.graph.properties import Column, property_graph

ID = ontology.DEFAULT_BASE


@pytest.fixture(scope="module")
def example():
    with property_graph(build.quads()) as graph:
        yield graph


def node(graph, name):
    return next(each for each in graph.nodes() if each.id == ID + name)


def test_nodes_are_numbered_in_the_order_of_their_identifiers(example):
    names = [each.id for each in example.nodes()]
    assert names == sorted(names)
    assert [each.number for each in example.nodes()] == list(range(1, len(names) + 1))


def test_values_are_typed_and_passages_stand_apart(example):
    talks = node(example, "event-talks")
    assert talks.values["startDate"] == (date(2025, 5, 16),)
    assert [passage.exact for passage in talks.passages["evidence"]] == ["met"]
    assert talks.passages["evidence"][0].iri.endswith(f"#char={build.TALKS.start},{build.TALKS.end}")


def test_edges_know_the_numbers_of_their_ends(example):
    numbers = {each.id: each.number for each in example.nodes()}
    edges = list(example.edges())
    assert edges
    assert all(edge.ends == (numbers[edge.source], numbers[edge.target]) for edge in edges)
    assert {edge.ends for edge in example.edges(by="target")} == {edge.ends for edge in edges}
    targets = [edge.target for edge in example.edges(by="target")]
    assert targets == sorted(targets)


def test_columns_have_one_kind_and_hold_several_values_unless_the_ontology_says_one(example):
    columns = example.columns()
    assert columns["confidence"] == Column("float", False)
    assert columns["altLabel"] == Column("string", True)
    assert columns["startDate"] == Column("date", True)
    assert "label" not in columns
    assert list(columns) == sorted(columns)


def test_a_property_with_several_values_is_a_list_whatever_the_ontology_says():
    quads = [said("a", "rdf:type", ontology.node("Statement")), said("a", "form", "x"), said("a", "form", "y")]
    with property_graph(view(*quads).quads()) as graph:
        assert graph.columns() == {"form": Column("string", True)}


def test_kinds_that_differ_become_one_that_holds_all():
    quads = [
        said("a", "rdf:type", ontology.node("Statement")),
        said("a", "quantity", Literal("1", datatype=NamedNode(ontology.xsd("integer")))),
        said("a", "quantity", Literal("1.5", datatype=NamedNode(ontology.xsd("decimal")))),
    ]
    with property_graph(view(*quads).quads()) as graph:
        assert graph.columns() == {"quantity": Column("float", True)}
        assert next(graph.nodes()).values["quantity"] == (1.5, 1)


@pytest.mark.parametrize(
    ("text", "datatype", "kind"),
    [
        ("5", "integer", "integer"),
        ("-05", "integer", "integer"),
        ("5_0", "integer", "string"),
        ("٥", "integer", "string"),
        (str(2**63), "integer", "string"),
        ("9" * 9_999, "integer", "string"),
        ("1.50", "decimal", "float"),
        ("NaN", "double", "string"),
        ("1e999", "double", "string"),
        ("true", "boolean", "boolean"),
        ("TRUE", "boolean", "string"),
        ("2025-05-16", "date", "date"),
        ("2025-02-30", "date", "string"),
        ("2025", "gYear", "string"),
        ("5", "string", "string"),
    ],
)
def test_a_literal_is_of_the_kind_its_text_has_the_form_of(text, datatype, kind):
    assert kind_of(text, ontology.xsd(datatype)) == kind


def test_the_classes_that_say_most(example):
    assert {"City", "Person", "Negotiation", "Document"} <= set(example.types())
    assert "Venue" not in example.types()


def test_words_are_found_in_values_and_passages(example):
    assert example.has_text("Ana Arlo")
    assert not example.has_text("\x1f")


@given(graphs)
def test_any_quads_are_a_property_graph(graph):
    with property_graph(graph.quads()) as found:
        nodes = {node.id for node in found.nodes()}
        assert all({edge.source, edge.target} <= nodes for edge in found.edges())
        named = set(found.columns()) | {"label"}
        assert all(set(node.values) | {"label"} <= named for node in found.nodes())
