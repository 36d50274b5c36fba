"""What is counted beside an export: each kind of loss by a graph that has it once, and nothing where nothing is lost."""

import graph_builders
import pytest
from export_builders import DOCUMENT, ID, graphs, said, view
from hypothesis import given, settings
from property_builders import nasty_graph
from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg import ontology
from kg.export import (
    EXPORTERS,
    LOSS,
    cypher,
    export,
    ftm,
    graphml,
    graphson,
    json_text,
    neo4j_csv,
    neptune,
    rdf12,
    sheets,
    triples,
)
from kg.export.columns import LEFT_OUT
from kg.export.xml_text import AS_TEXT, CONTROL_CHARACTERS, JOINED
from kg.graph import left_out
from kg.graph.view import GraphView

LOSING = [name for name, row in EXPORTERS.items() if row.lost]


def literal(text, kind):
    return Literal(text, datatype=NamedNode(ontology.xsd(kind)))


def statement(*quads):
    """A statement and what else is said."""
    return view(said("a", "rdf:type", ontology.node("Statement")), *quads)


def told(graph, name, folder):
    """What stands beside an export: kind of loss → how often."""
    export(graph, name, folder / "a")
    first, *lines = (folder / f"a{LOSS}").read_text("utf-8").splitlines()
    assert first == f"What {name} lost of the graph, or had to change, counted:" or not lines
    return {words: int(count.replace(",", "")) for count, words in (line.strip().split("  ", 1) for line in lines)}


SPAN = f"{DOCUMENT}#char=0,5".removeprefix(ID)
B = NamedNode(f"{ID}b")
ONCE = {
    left_out.VOCABULARY: [Quad(B, ontology.node("rdfs:label"), Literal("b"), NamedNode(ontology.IRI))],
    left_out.WORDING: [said("a", "content", Literal("ja", language="de"))],
    left_out.LABELS: [said("a", "rdfs:label", "one"), said("a", "rdfs:label", "two")],
    left_out.MIXED: [said("a", "role", "x"), said("a", "role", literal("1", "integer"))],
    left_out.FOREIGN: [Quad(NamedNode(f"{ID}a"), NamedNode("https://example.org/p.q"), Literal("x"), NamedNode(DOCUMENT))],
    left_out.SENTENCES: [
        said("a", "evidence", NamedNode(ID + SPAN)),
        said(SPAN, "document", NamedNode(DOCUMENT)),
        said(SPAN, "start", literal("0", "integer")),
        said(SPAN, "end", literal("5", "integer")),
        said(SPAN, "sentence", NamedNode(ID + SPAN)),
    ],
    left_out.DECISIONS: [
        said("m", "rdf:type", ontology.node("Merge")),
        said("m", "rdfs:label", "A = B"),
        said("m", "score", literal("0.5", "decimal")),
        said("m", "concerns", NamedNode(f"{ID}a")),
    ],
}
NO_NODES = {
    "an edge to what has no class": said("a", "speaker", B),
    "a value of what has no class": said("b", "content", "x"),
    "a triple in no graph": Quad(NamedNode(f"{ID}a"), ontology.node("content"), Literal("x"), DefaultGraph()),
    "a triple about what has no name": Quad(BlankNode("b"), ontology.node("content"), Literal("x"), NamedNode(DOCUMENT)),
    "a passage that stands nowhere": said("a", "evidence", B),
}
# Of a graph in which only the class of a statement is said, its graph is lost.
ALWAYS = {LEFT_OUT[left_out.GRAPHS]}


@pytest.mark.parametrize("kind", ONCE)
def test_what_a_property_graph_leaves_out_is_counted_by_kind(kind, tmp_path):
    found = told(statement(*ONCE[kind]), "node-link", tmp_path)
    assert {words: count for words, count in found.items() if words not in ALWAYS} == {LEFT_OUT[kind]: 1}


@pytest.mark.parametrize("quad", NO_NODES.values(), ids=NO_NODES)
def test_what_is_about_no_node_is_counted(quad, tmp_path):
    found = told(statement(quad), "node-link", tmp_path)
    assert found[LEFT_OUT[left_out.NO_NODE]] == 1
    assert found.keys() <= ALWAYS | {LEFT_OUT[left_out.NO_NODE]}


@pytest.mark.parametrize(
    ("text", "kind", "is_lost"),
    [
        ("x", "string", False),
        ("5", "integer", False),
        ("05", "integer", True),
        ("0.5", "decimal", False),
        ("1", "decimal", False),
        ("0.50", "decimal", True),
        ("0.5", "double", True),
        ("true", "boolean", False),
        ("1", "boolean", True),
        ("2025-05-16", "date", False),
        ("2025-05", "gYearMonth", True),
    ],
)
def test_a_value_that_comes_back_as_it_was_is_not_lost(text, kind, is_lost, tmp_path):
    found = told(statement(said("a", "content", literal(text, kind))), "cypher", tmp_path)
    assert found.get(LEFT_OUT[left_out.WORDING], 0) == is_lost


DAY = said("a", "date", literal("2025-05-16", "date"))
NUL = said("a", "content", "\0")
ROLES = [said("a", "role", "x"), said("a", "role", "y")]
TWICE = [
    said("b", "rdf:type", ontology.node("Person")),
    *(said(name, "rdf:type", ontology.node("Document"), graph=ID + name) for name in ("d", "e")),
    *(said("a", "speaker", B, graph=ID + name) for name in ("d", "e")),
]
OF_A_FORMAT = [
    *((name, json_text.DAYS, [DAY]) for name in ("arangodb", "cx2", "jgf", "node-link")),
    ("graphson", graphson.DAYS, [DAY]),
    ("graphson", graphson.ONE_TEXT, TWICE),
    ("graphson", graphson.ONE_LABEL, []),
    ("age", cypher.DAYS, [DAY]),
    ("age", cypher.NUL, [NUL]),
    ("age", cypher.ONE_LABEL, []),
    ("falkordb", cypher.NUL, [NUL]),
    ("neo4j", neo4j_csv.NUL, [NUL]),
    ("neo4j", neo4j_csv.EMPTY, [said("a", "role", "")]),
    *((name, neptune.ONE_TEXT, TWICE) for name in ("neptune-gremlin", "neptune-opencypher")),
    *((name, neptune.BACKSLASH, [said("a", "role", "x\\;")]) for name in ("neptune-gremlin", "neptune-opencypher")),
    ("neptune-gremlin", neptune.BACKSLASH, [said("a", "role", "x\\"), said("a", "role", "y")]),
    *((name, CONTROL_CHARACTERS, [said("a", "content", "\x01")]) for name in ("gexf", "graphml", "rdfxml")),
    *((name, AS_TEXT, [DAY]) for name in ("gexf", "graphml")),
    ("graphml", JOINED, ROLES),
    ("graphml", graphml.PARALLEL, [*TWICE[:1], said("a", "speaker", B), said("a", "addressee", B)]),
    ("sheets", sheets.NUL, [NUL]),
    ("sheets", sheets.APOSTROPHE, [said("a", "content", "=1+1")]),
    ("sheets", sheets.EMPTY, [said("a", "content", "")]),
    ("ftm", ftm.EDGES, [TWICE[0], said("a", "addressee", B)]),
    ("ftm", ftm.VALUES_LOST, [DAY]),
    *((name, triples.GRAPHS, []) for name in ("ntriples", "turtle", "rdfxml")),
    ("rdf12", rdf12.DEFAULT, [Quad(NamedNode(f"{ID}a"), ontology.node("rdf:type"), ontology.node("Statement"))]),
]


@pytest.mark.parametrize(("name", "words", "quads"), OF_A_FORMAT)
def test_what_a_format_loses_is_counted(name, words, quads, tmp_path):
    graph = statement(*quads)
    assert told(graph, name, tmp_path)[words] == 1


@pytest.mark.parametrize(("name", "words", "quads"), [each for each in OF_A_FORMAT if each[2]])
def test_what_is_not_there_is_not_lost(name, words, quads, tmp_path):
    assert words not in told(statement(), name, tmp_path)


def test_every_kind_of_loss_has_a_test():
    tested = {words for _, words, _ in OF_A_FORMAT} | set(LEFT_OUT.values())
    untested = {words for row in EXPORTERS.values() for words in row.lost} - tested
    assert untested == {sheets.JOINED, ftm.WHO_ASKED, ftm.PLACES, ftm.CLASSES, ftm.NO_SCHEMA}


def test_where_nothing_is_lost_that_is_said(tmp_path):
    export(view(), "cypher", tmp_path / "a")
    assert (tmp_path / f"a{LOSS}").read_text() == "Nothing of the graph was lost in cypher.\n"


@pytest.mark.parametrize("name", ["nquads", "trig", "jsonld", "html"])
def test_a_format_that_loses_nothing_has_no_file_beside_it(name, tmp_path):
    export(statement(), name, tmp_path / "a")
    assert not (tmp_path / f"a{LOSS}").exists()


@pytest.mark.parametrize("name", LOSING)
def test_the_example_is_counted_the_same_each_time(name, tmp_path):
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
    graph = GraphView.of(graph_builders.quads())
    mixed = GraphView(lambda: reversed(tuple(graph_builders.quads())))
    assert told(graph, name, tmp_path / "one") == told(mixed, name, tmp_path / "two")


@pytest.mark.parametrize("name", LOSING)
@given(graph=graphs)
@settings(max_examples=5)
def test_only_what_the_documentation_lists_is_counted(name, graph, tmp_path_factory):
    found = told(graph, name, tmp_path_factory.mktemp("any"))
    assert found.keys() <= set(EXPORTERS[name].lost)
    assert all(count > 0 for count in found.values())


def test_the_nasty_graph_loses_only_what_its_texts_cost(tmp_path):
    found = told(nasty_graph(), "falkordb", tmp_path)
    assert found.keys() == {LEFT_OUT[left_out.GRAPHS], cypher.NUL}
    assert found[cypher.NUL] == 4
