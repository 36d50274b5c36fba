"""`kg query` and `kg ask`: what is found, in which format, and what is refused."""

import csv
import io
import json
import time

import pytest
from cli_runner import Outcome, kg

LABELS = "SELECT ?label { ?d a parley:Delegation ; rdfs:label ?label } ORDER BY ?label"
RUNAWAY = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def stopped(outcome: Outcome) -> str:
    """What was said, where nothing was done."""
    assert (outcome.code, outcome.out) == (2, "")
    assert outcome.err.startswith("kg: ")
    assert outcome.err.endswith("\n")
    return outcome.err.removeprefix("kg: ")[:-1]


def rows(outcome: Outcome) -> list[dict[str, str]]:
    assert (outcome.code, outcome.err) == (0, "")
    return list(csv.DictReader(io.StringIO(outcome.out)))


# -------- Query


def test_query_prints_a_table(example_directory):
    done = kg("query", example_directory, LABELS)
    assert (done.code, done.err) == (0, "")
    assert [line.strip() for line in done.out.splitlines() if "delegation" in line] == [
        "Russian delegation",
        "Ukrainian delegation",
    ]


@pytest.mark.parametrize(
    ("kind", "beginning"),
    [("csv", "label\r\nRussian"), ("json", '{"head": {"vars": ["label"]}'), ("xml", '<?xml version="1.0"?><sparql')],
)
def test_query_prints_the_formats_of_the_w3c(example_directory, kind, beginning):
    assert kg("query", example_directory, LABELS, "--format", kind).out.startswith(beginning)


def test_construct_prints_turtle_that_parses(example_directory):
    import rdflib

    sparql = "CONSTRUCT { ?d rdfs:label ?l } WHERE { ?d a parley:Delegation ; rdfs:label ?l }"
    for arguments in ((), ("--format", "turtle")):
        done = kg("query", example_directory, sparql, *arguments)
        assert len(rdflib.Graph().parse(data=done.out, format="turtle")) == 2


@pytest.mark.parametrize(
    ("sparql", "answer"), [("ASK { ?s a parley:Delegation }", "true"), ("ASK { ?s a id:x }", "false")]
)
def test_ask_query_prints_true_or_false(example_directory, sparql, answer):
    assert kg("query", example_directory, sparql).out.strip() == answer


def test_query_is_read_from_a_file_or_standard_input(example_directory, tmp_path):
    (tmp_path / "q.rq").write_text(LABELS, "utf-8")
    typed = kg("query", example_directory, LABELS)
    assert kg("query", example_directory, "--file", tmp_path / "q.rq") == typed
    assert kg("query", example_directory, "--file", "-", stdin=LABELS.encode()) == typed


def test_rows_can_be_limited(example_directory):
    cut = kg("query", example_directory, LABELS, "--max-rows", "1", "--format", "csv")
    assert len(cut.out.splitlines()) == 2
    assert cut.sentence == "kg: there is more than these 1; allow more with limit=N or --max-rows N"


def test_broken_query_names_the_position_and_marks_it(example_directory):
    said = stopped(kg("query", example_directory, "SELECT ?s WHERE {\n  ?s a a a }"))
    assert said.splitlines() == ["line 2, column 11: did not expect '}' here", "    ?s a a a }", "            ^"]


def test_query_that_runs_too_long_is_stopped(example_directory):
    begun = time.monotonic()
    said = stopped(kg("query", example_directory, RUNAWAY, "--timeout", "0.5"))
    assert said == "the query ran longer than 0.5 s and was stopped; narrow it or allow more time"
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["DELETE WHERE { ?s ?p ?o }"], "the graph is read-only: only SELECT, ASK, CONSTRUCT and DESCRIBE are allowed"),
        (
            ["SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }"],
            "SERVICE is not allowed: a query may only ask this",
        ),
        (["SELECT * { ?s nix:x ?o }"], "line 1, column 20: unknown prefix 'nix'; known without declaring: "),
        ([], "give the query either as text or with --file"),
        (["ASK {}", "--file", "q.rq"], "give the query either as text or with --file"),
        (["--file", "none.rq"], "cannot read the query from none.rq: No such file or directory"),
        (
            ["ASK {}", "--format", "pdf"],
            "cannot write results as 'pdf'; known: table, csv, tsv, json, xml, turtle, ntriples, rdfxml, jsonld",
        ),
    ],
)
def test_query_that_cannot_be_answered_says_why(example_directory, arguments, sentence):
    assert stopped(kg("query", example_directory, *arguments)).startswith(sentence)


# -------- Saved questions


def test_list_names_every_question_with_what_it_needs():
    from kg.query.questions import load

    listed = kg("ask", "--list").out.splitlines()[1:]
    assert [line.split()[0] for line in listed] == list(load())
    said_by = next(line for line in listed if line.startswith("said-by"))
    assert "What did someone say?" in said_by
    assert "speaker=Lavrov" in said_by


def test_saved_question_is_asked_by_name_and_parameter(example_directory):
    found = rows(kg("ask", example_directory, "said-by", "speaker=Umerov", "--format", "csv"))
    assert {row["speakerLabel"] for row in found} == {"Rustem Umerov"}
    assert [row["content"] for row in found if "Kief believes" in row["content"]]
    assert {row["cue"] for row in found} >= {"said"}


def test_parameter_may_be_written_like_an_option(example_directory):
    plain = kg("ask", example_directory, "said-by", "speaker=Umerov")
    assert kg("ask", example_directory, "said-by", "--speaker=Umerov") == plain


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nope"], "there is no question 'nope'; known: acts, agreements, "),
        (["said-by"], "the question 'said-by' needs speaker: who speaks, e.g. Lavrov"),
        (["said-by", "Umerov"], "'Umerov' is not NAME=VALUE; see kg ask --list for what 'said-by' asks for"),
        (["said-by", "speaker=Nobody"], "the graph knows no actor called 'Nobody'"),
        (["said-by", "speaker=Umerov", "x=1"], "the question 'said-by' has no parameter 'x'; it takes: speaker"),
        (["most-quoted", "limit=many"], "limit must be a whole number from 0 to 1000000, not 'many'"),
        (["said-when", "from=Friday"], "from must be a day such as 2025-05-16, not 'Friday'"),
        (["venues", "--format", "pdf"], "cannot write results as 'pdf'; known: table, csv, "),
    ],
)
def test_question_that_cannot_be_asked_says_why(example_directory, arguments, sentence):
    assert stopped(kg("ask", example_directory, *arguments)).startswith(sentence)


def test_every_saved_question_can_be_asked_of_the_example_with_its_defaults(example_directory):
    from kg.query.questions import load

    for name, question in load().items():
        if not any(parameter.required for parameter in question.parameters):
            assert (name, kg("ask", example_directory, name, "--format", "json").code) == (name, 0)


# -------- Not a graph


@pytest.mark.parametrize(
    "command",
    [
        *(["query", "ASK {}"], ["ask", "venues"], ["show", "Reuters"], ["stats"], ["validate"]),
        *(["view", "--no-browser"], ["export", "--format", "turtle"]),
    ],
    ids=lambda command: command[0],
)
@pytest.mark.parametrize(
    ("place", "sentence"),
    [
        ("none", "none does not exist; make a graph with: kg build ARTICLE... -o none"),
        ("empty", "empty is not a graph directory: it holds no manifest.json"),
        ("file.txt", "file.txt is a file, not a graph directory"),
        ("damaged", "damaged/manifest.json is damaged (Input data was truncated); run: kg rebuild damaged"),
        ("begun", "begun holds no graph yet: its build did not finish; run it again"),
    ],
)
def test_what_is_no_graph_is_named(tmp_path, monkeypatch, command, place, sentence):
    monkeypatch.chdir(tmp_path)
    for name in ("empty", "damaged", "begun"):
        (tmp_path / name).mkdir()
    (tmp_path / "file.txt").write_text("text", "utf-8")
    (tmp_path / "damaged" / "manifest.json").write_text("{", "utf-8")
    (tmp_path / "begun" / "manifest.json").write_text('{"format": 1}', "utf-8")
    name, *rest = command
    assert stopped(kg(name, place, *rest)).startswith(sentence)


def test_json_answers_are_what_the_table_shows(example_directory):
    found = json.loads(kg("query", example_directory, LABELS, "--format", "json").out)
    assert [row["label"]["value"] for row in found["results"]["bindings"]] == [
        "Russian delegation",
        "Ukrainian delegation",
    ]
