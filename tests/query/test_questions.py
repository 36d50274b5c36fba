"""Saved questions: each has a head, runs, and finds what it should; values never become query text."""

import re
from dataclasses import replace

import graph_builders as build
import pytest
from store.test_directory import fill

from kg import ontology
from kg.errors import QueryError, UnknownFormat
from kg.query import questions
from kg.query.questions import ask, load, read
from kg.store.directory import memory_store

STORE = memory_store(build.quads())
PLAIN = {
    "text": "ceasefire",
    "Actor": "Arlo",
    "Entity": "Borland",
    "Place": "Lake Palace",
    "Event": "talks",
    "date": "2025-05-16",
}


def test_there_are_at_least_two_dozen():
    assert len(load()) >= 24


@pytest.mark.parametrize("name", load())
def test_question_has_title_description_and_parameters_with_examples(name):
    question = load()[name]
    assert question.title.endswith(("?", "… ?"))
    assert question.description.endswith(".")
    for parameter in question.parameters:
        assert parameter.description
        assert parameter.example
        assert parameter.kind in {"text", "date", "number"} or parameter.kind in ontology.classes()


@pytest.mark.parametrize("name", load())
def test_question_uses_declared_terms_only(name):
    query = re.sub(r"^#.*$", "", load()[name].sparql, flags=re.MULTILINE)
    used = re.findall(r"\b(parley|rdfs|skos|owl|dct|geo):(\w+)", query)
    known = {"subClassOf", "inScheme"}
    names = {local if prefix == "parley" else f"{prefix}:{local}" for prefix, local in used if local not in known}
    assert names <= set(ontology.names())


@pytest.mark.parametrize("name", load())
def test_question_runs_with_what_it_needs_and_with_all_it_takes(name):
    question = load()[name]
    needed = {each.name: PLAIN[each.kind] for each in question.parameters if each.required}
    if name == "acts":
        needed["act"] = "demand"
    everything = {each.name: PLAIN[each.kind] for each in question.parameters if each.kind != "number"} | needed
    assert ask(STORE, name, **needed).variables
    assert ask(STORE, name, **everything).variables


@pytest.mark.parametrize(
    ("name", "parameters", "column", "found"),
    [
        ("participants", {"venue": "lake palace"}, "participantLabel", ["Arland delegation", "Borländ"]),
        ("participants", {"venue": "Arland"}, "participantLabel", ["Arland delegation", "Borländ"]),  # a venue within
        ("participants", {"event": "talks"}, "participantLabel", ["Arland delegation", "Borländ"]),
        ("delegations", {}, "headLabel", ["Ana Arlo"]),
        ("delegations", {"country": "Arland"}, "countryLabel", ["Arland"]),
        ("delegations", {"country": "Borland"}, "delegation", []),
        ("agreements", {}, "agreementLabel", ["exchange 200 prisoners"]),
        ("agreements", {"party": "borland"}, "quantity", [200]),
        ("agreements", {"party": "Arlo"}, "agreement", []),
        ("quantities", {"topic": "PRISONER"}, "quantity", [200]),
        ("quantities", {"topic": "tanks"}, "quantity", []),
        ("demands", {"by": "Arlo", "of": "Borland"}, "reporterLabel", ["Ana Arlo"]),
        ("demands", {"by": "Borland"}, "demand", []),
        ("demands", {"of": "Arlo"}, "demand", []),
        ("unnamed-sources", {}, "content", ["a ceasefire was far off"]),
        ("outlets", {}, "outletLabel", ["Daily Post"]),
        ("outlets", {"outlet": "Arland"}, "statement", []),
        ("said-about", {"topic": "Ceasefire"}, "speakerLabel", ["Ana Arlo", "unnamed officials"]),
        ("said-by", {"speaker": "ARLO"}, "cue", ["told the Daily Post", "said", "added"]),
        ("venues", {}, "venueLabel", ["Capital City", "Lake Palace"]),
        ("venues", {}, "countryLabel", ["Arland", "Arland"]),
        ("venues", {}, "latitude", [10.5, 10.5]),
        ("met", {"actor": "Borland"}, "otherLabel", ["Arland delegation"]),
        ("speaks-for", {"party": "Arland"}, "actorLabel", ["Ana Arlo", "Arland delegation"]),
        ("speaks-for", {"party": "Borland"}, "actorLabel", []),
        ("statements-about", {"entity": "Arland"}, "speakerLabel", ["Ana Arlo"]),
        ("statements-in", {"outlet": "daily"}, "statement", 5),
        ("statements-in", {"outlet": "weekly"}, "statement", []),
        ("timeline", {}, "date", ["2025-05-16"]),
        ("timeline", {"from": "2025-05-16", "to": "2025-05-16"}, "date", ["2025-05-16"]),
        ("timeline", {"from": "2025-05-17"}, "date", []),
        ("timeline", {"to": "2025-05-15"}, "date", []),
        ("timeline", {"actor": "Daily Post"}, "date", []),
        ("said-when", {"speaker": "unnamed officials"}, "day", ["2025-05-16"]),
        ("said-when", {"from": "2025-05-17"}, "day", []),
        ("first-mention", {"entity": "Borland"}, "first", ["2025-05-16"]),
        ("most-quoted", {"limit": 1}, "speakerLabel", ["Ana Arlo"]),
        ("most-quoted", {}, "statements", [3, 1]),
        ("most-mentioned", {"limit": 1}, "passages", [3]),
        ("events", {}, "venues", 1),
        ("people", {}, "roles", ["Foreign Minister"]),
        ("people", {"party": "Borland"}, "person", []),
        ("spoke-to", {"addressee": "Daily Post"}, "speakerLabel", ["Ana Arlo"]),
        ("said-of-others", {}, "holderLabel", ["Borländ"]),
        ("said-of-others", {"holder": "Arlo"}, "holderLabel", []),
        ("acts", {"act": "demand"}, "speakerLabel", ["Ana Arlo"]),
        ("acts", {"act": "assert"}, "actLabel", ["assert", "report", "believe", "assert"]),  # and kinds of it
        ("names", {"entity": "Ana Arlo"}, "name", ["Ana Arlo", "Arlo"]),
        ("evidence", {"entity": "Borland"}, "words", ["Borland", "Borland"]),
        ("documents", {}, "statements", [5]),
        ("figures", {}, "one", []),
        ("outcomes", {"event": "talks"}, "outcomeLabel", ["exchange 200 prisoners"]),
    ],
)
def test_question_finds(name, parameters, column, found):
    values = ask(STORE, name, **parameters).column(column)
    assert len(values) == found if isinstance(found, int) else values == found


def test_figures_that_differ_are_found():
    extraction = build.extraction()
    agreement = extraction.positions[0]
    other = replace(agreement, subject=build.at("prisoners"), quantity=replace(agreement.quantity, value=300.0))
    from kg.graph.assemble import assemble

    store = memory_store(assemble([replace(extraction, positions=(agreement, other))], build.resolution()))
    assert [(row["one"], row["other"]) for row in ask(store, "figures")] == [(200, 300)]


def test_question_on_a_directory(tmp_path):
    directory = fill(tmp_path / "g")
    assert ask(directory, "said-by", speaker="Arlo") == ask(tmp_path / "g", "said-by", speaker="Arlo")


@pytest.mark.parametrize(
    "value",
    ['" } DROP ALL #', "> } INSERT", "}} ?s ?p ?o {{", "\\", "'", "\n", "{{topic}}", '"@en', "\x00", "\U0001f600"],
)
def test_no_value_becomes_query_text(value):
    assert not ask(STORE, "said-about", topic=f"zz{value}zz")


def test_a_quote_in_a_value_is_looked_for_as_it_is():
    assert ask(STORE, "said-about", topic='"We want')


@pytest.mark.parametrize(
    ("name", "parameters", "error", "message"),
    [
        ("said-bye", {}, UnknownFormat, "there is no question 'said-bye'; known: acts, "),
        ("said-by", {"who": "x"}, UnknownFormat, "has no parameter 'who'; it takes: speaker"),
        ("venues", {"who": "x"}, UnknownFormat, "it takes: none"),
        ("said-by", {}, QueryError, "needs speaker: who speaks, e.g. "),
        ("said-by", {"speaker": " "}, QueryError, "needs speaker"),
        ("said-by", {"speaker": "Anna Arlow"}, QueryError, "no actor called 'Anna Arlow'; did you mean"),
        ("said-by", {"speaker": "Lake Palace"}, QueryError, "no actor called 'Lake Palace'"),
        ("most-quoted", {"limit": "ten"}, QueryError, "limit must be a whole number"),
        ("most-quoted", {"limit": -1}, QueryError, "limit must be a whole number"),
        ("most-quoted", {"limit": 10**9}, QueryError, "limit must be a whole number"),
        ("timeline", {"from": "May"}, QueryError, "from must be a day such as 2025-05-16"),
    ],
)
def test_what_cannot_be_asked_is_said(name, parameters, error, message):
    with pytest.raises(error) as caught:
        ask(STORE, name, **parameters)
    assert message in str(caught.value)


HEAD = "# title: T?\n# description: D.\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASK {}", "needs '# title"),
        (HEAD + "# parameter x: Actor\nASK {{ {x} }}", "must declare x as"),
        (HEAD + "# parameter x: Actor; who; e.g. X\nASK {}", "both declare and use x"),
        (HEAD + "ASK { {{y}} }", "both declare and use y"),
    ],
)
def test_question_with_a_wrong_head_is_refused(text, message):
    with pytest.raises(QueryError, match=re.escape(message)):
        read("q", text)


def test_pattern_of_a_parameter_is_added_only_where_it_is_given():
    question = read(
        "q", HEAD + "# parameter by: Actor?; who; e.g. X\nASK { {{by: ?d parley:by ?by .}} ?d a parley:Demand }"
    )
    assert "parley:by" not in questions.filled(question, STORE, {})
    filled = questions.filled(question, STORE, {"by": "Arlo"})
    assert "VALUES ?by { <https://w3id.org/parley/id/person-ana-arlo> } ?d parley:by ?by ." in filled
