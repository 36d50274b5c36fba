"""Answers in every format, and what does not fit."""

import csv
import io
import json
from xml.etree import ElementTree

import graph_builders as build
import pyoxigraph
import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Triple
from rich.console import Console

from kg import ontology
from kg.errors import UnknownFormat
from kg.query.engine import run
from kg.query.result import Result
from kg.store.directory import memory_store

STORE = memory_store(build.quads())
ROWS = run(STORE, "SELECT ?p ?n ?u { ?p parley:quantity ?n . OPTIONAL { ?p parley:nothing ?u } }")
TRUTH = run(STORE, "ASK {}")
TRIPLES = run(STORE, "CONSTRUCT WHERE { ?s a parley:Delegation ; rdfs:label ?l }")
NASTY = Result("solutions", ("a",), ((Literal('é, "q"\n<b>&\t'),),))


def printed(result: Result, width: int = 60) -> str:
    console = Console(width=width, file=io.StringIO())
    console.print(result.table())
    return console.file.getvalue()


def test_rows_are_dictionaries_of_python_values():
    (row,) = ROWS
    assert row["n"] == 200
    assert row["p"].startswith(ontology.DEFAULT_BASE + "agreement-")
    assert "u" not in row


@pytest.mark.parametrize(
    ("term", "value"),
    [
        (Literal("2.5", datatype=NamedNode(ontology.xsd("decimal"))), 2.5),
        (Literal("true", datatype=NamedNode(ontology.xsd("boolean"))), True),
        (Literal("2025-05-16", datatype=NamedNode(ontology.xsd("date"))), "2025-05-16"),
        (Literal("oui", language="fr"), "oui"),
    ],
)
def test_literals_become_python_values(term, value):
    assert Result("solutions", ("a",), ((term,),)).column("a") == [value]


def test_csv_survives_quotes_commas_and_line_breaks():
    assert list(csv.reader(io.StringIO(NASTY.write("csv"), newline=""))) == [["a"], ['é, "q"\n<b>&\t']]


def test_xml_is_well_formed_and_escaped():
    root = ElementTree.fromstring(NASTY.write("xml"))
    assert root.find(".//{*}literal").text == 'é, "q"\n<b>&\t'


def test_json_follows_the_standard_for_every_kind_of_term():
    terms = (
        NamedNode("http://e.org/"),
        BlankNode("b"),
        Literal("x"),
        Literal("oui", language="fr"),
        Literal("1", datatype=NamedNode(ontology.xsd("integer"))),
        None,
    )
    result = Result("solutions", tuple("abcdef"), (terms,))
    (solution,) = pyoxigraph.parse_query_results(result.write("json"), format=pyoxigraph.QueryResultsFormat.JSON)
    assert tuple(solution[name] for name in "abcde") == terms[:5]
    assert "f" not in json.loads(result.write("json"))["results"]["bindings"][0]


def test_truth_in_every_format():
    assert json.loads(TRUTH.write("json"))["boolean"] is True
    assert "<boolean>true</boolean>" in TRUTH.write("xml")
    assert TRUTH.write("csv") == "true\n"
    assert printed(TRUTH).strip() == "yes"


def test_triples_as_turtle_and_ntriples():
    turtle = TRIPLES.write("turtle")
    assert "id:delegation-arland a parley:Delegation" in turtle
    for text, kind in ((turtle, "TURTLE"), (TRIPLES.write("ntriples"), "N_TRIPLES")):
        read = {q.triple for q in pyoxigraph.parse(text, format=getattr(pyoxigraph.RdfFormat, kind))}
        assert read == {Triple(*row) for row in TRIPLES.rows}


@pytest.mark.parametrize(
    ("result", "kind", "message"),
    [
        (ROWS, "turtle", "a SELECT query gives rows, which turtle cannot hold; use table, csv, tsv, json, xml"),
        (TRUTH, "ntriples", "an ASK query gives yes or no"),
        (TRIPLES, "csv", "gives triples, which csv cannot hold; use table, turtle, ntriples, rdfxml, jsonld"),
        (ROWS, "yaml", "cannot write results as 'yaml'; known: table, csv"),
    ],
)
def test_format_that_does_not_fit(result, kind, message):
    with pytest.raises(UnknownFormat) as caught:
        result.write(kind)
    assert message in str(caught.value)


def test_table_shortens_iris_and_shows_labels_for_nodes():
    shown = printed(
        run(STORE, "SELECT ?c ?d ?dLabel { ?d a parley:Delegation ; rdfs:label ?dLabel ; parley:represents ?c }")
    )
    assert "id:country-ar" in shown
    assert "Arland delegation" in shown
    assert "dLabel" not in shown
    assert "https" not in shown


def test_table_wraps_long_text_and_keeps_every_word():
    words = " ".join(f"word{number}" for number in range(40))
    shown = printed(Result("solutions", ("text",), ((Literal(words),),)), width=40)
    assert max(map(len, shown.splitlines())) <= 40
    assert shown.split()[2:] == words.split()


def test_table_shows_mark_up_and_control_characters_instead_of_obeying_them():
    shown = printed(Result("solutions", ("text",), ((Literal("[bold]x[/bold] \x1b[31mred\u202e"),),)))
    assert "[bold]x[/bold]" in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "�[31mred" in shown


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\r"])
def test_a_text_that_a_spreadsheet_would_run_is_guarded_in_csv_alone(begins):
    result = Result("solutions", ("x",), ((Literal(f"{begins}cmd()"),),))
    (row,) = list(csv.reader(io.StringIO(result.write("csv"), newline="")))[1:]
    assert row == [f"'{begins}cmd()"]
    assert json.loads(result.write("json"))["results"]["bindings"][0]["x"]["value"] == f"{begins}cmd()"


def test_a_number_below_nothing_stays_a_number_in_csv():
    below = Literal("-5", datatype=NamedNode(ontology.xsd("integer")))
    assert Result("solutions", ("x",), ((below,),)).write("csv") == "x\r\n-5\r\n"
