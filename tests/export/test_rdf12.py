"""RDF 1.2 Turtle: the triples once, and the graphs that assert them as reifiers, all of which Oxigraph reads back."""

import graph_builders
import pyoxigraph
import pytest
from export_builders import NASTY, graphs, said, view, written
from hypothesis import given
from pyoxigraph import DefaultGraph, Quad, RdfFormat, Triple

from kg import ontology
from kg.graph.view import GraphView

REIFIES = ontology.PREFIXES["rdf"] + "reifies"


def come_back(graph):
    """The quads of which a file speaks: asserted triples, in the graphs that are their reifiers."""
    plain, named = set(), set()
    for quad in pyoxigraph.parse(written(graph, "rdf12"), RdfFormat.TURTLE):
        if quad.predicate.value == REIFIES and isinstance(quad.object, Triple):
            named.add(Quad(*quad.object, quad.subject))
        else:
            plain.add(quad.triple)
    assert {quad.triple for quad in named} <= plain
    return named | {Quad(*triple) for triple in plain - {quad.triple for quad in named}}


def without_doubles(graph):
    """The quads but those of the default graph that stand in a named one too."""
    named = {quad.triple for quad in graph.quads() if not isinstance(quad.graph_name, DefaultGraph)}
    return {quad for quad in graph.quads() if not isinstance(quad.graph_name, DefaultGraph) or quad.triple not in named}


@given(graphs)
def test_any_graph_comes_back_with_its_named_graphs(graph):
    assert come_back(graph) == without_doubles(graph)


def test_the_example_comes_back_and_is_the_same_bytes_again():
    graph = GraphView.of(graph_builders.quads())
    assert come_back(graph) == set(graph.quads())
    assert written(view(*come_back(graph)), "rdf12") == written(graph, "rdf12")


@pytest.mark.parametrize("text", NASTY, ids=lambda text: repr(text[:12]))
def test_nasty_text_comes_back(text):
    graph = view(said("a", "exact", text))
    assert come_back(graph) == set(graph.quads())


def test_a_triple_is_written_once_with_all_its_graphs():
    graph = view(said("a", "exact", "x"), said("a", "exact", "x", graph=f"{ontology.DEFAULT_BASE}other"))
    text = written(graph, "rdf12").decode()
    assert 'parley:exact "x" ~ id:document-0123456789abcdef ~ id:other .' in text
