"""Saved questions: each has a head, runs, and finds what it should; values never become query text."""

import re

import graph_builders as build
import pytest
from pyoxigraph import RdfFormat, Store, parse
from store.test_directory import fill

from kg import ontology
from kg.errors import QueryError, UnknownFormat
from kg.graph.assemble import ontology_quads
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


PREFIXES = "".join(f"PREFIX {prefix}: <{iri}>\n" for prefix, iri in ontology.prefixes().items())
# Two outlets on the same talks: they count differently, share a sentence, and one asked for something answers.
TWO_OUTLETS = (
    PREFIXES
    + """
id:graph-entities {
  id:talks a parley:Negotiation ; rdfs:label "talks" .
  id:arland a parley:Country ; rdfs:label "Arland" . id:borland a parley:Country ; rdfs:label "Borland" .
  id:bo a parley:Person ; rdfs:label "Bo" ; parley:represents id:borland .
}
id:post {
  id:post a parley:Document ; rdfs:label "Post on talks" ; parley:outlet "Post" ; dct:issued "2025-05-16"^^xsd:date .
  id:a1 a parley:Agreement ; parley:quantity 200 ; parley:unit "prisoners" ; parley:event id:talks .
  id:a2 a parley:Agreement ; parley:quantity 250 ; parley:unit "prisoners" ; parley:event id:talks .
  id:s1 a parley:Statement ; parley:speaker id:arland ; parley:act act:demand ; parley:content "The border must be opened at once." .
  id:d1 a parley:Demand ; rdfs:label "open the border" ; parley:by id:arland ; parley:of id:borland ; parley:statedIn id:s1 .
}
id:times {
  id:times a parley:Document ; rdfs:label "Times on talks" ; parley:outlet "Times" ; dct:issued "2025-05-17"^^xsd:date .
  id:a3 a parley:Agreement ; parley:quantity 300 ; parley:unit "prisoners" ; parley:event id:talks .
  id:a4 a parley:Agreement ; parley:quantity 5 ; parley:unit "trucks" ; parley:event id:talks .
  id:s2 a parley:Statement ; parley:speaker id:arland ; parley:act act:demand ; parley:content "The border must be opened at once." .
  id:s3 a parley:Statement ; parley:speaker id:bo ; parley:act act:reject ; parley:about id:arland ;
    parley:content "What Arland wants is out of the question" .
  id:s4 a parley:Statement ; parley:speaker id:bo ; parley:act act:reject ; parley:content "Taxes are too high" .
}
"""
)


@pytest.fixture(scope="module")
def two_outlets() -> Store:
    quads = parse(TWO_OUTLETS.encode(), format=RdfFormat.TRIG)
    return memory_store([*quads, *ontology_quads()])


def test_figures_that_differ_between_documents_are_found(two_outlets):
    found = [(row["one"], row["other"], row["unit"]) for row in ask(two_outlets, "figures")]
    assert found == [(200, 300, "prisoners"), (250, 300, "prisoners")]


def test_who_answered_a_demand_is_found_in_a_later_document_that_names_who_demands(two_outlets):
    found = [
        (row["demandLabel"], row["speakerLabel"], row["actLabel"], row["answer"]) for row in ask(two_outlets, "answers")
    ]
    assert found == [("open the border", "Bo", "reject", ontology.DEFAULT_BASE + "s3")]
    assert ask(two_outlets, "answers", by="Arland", of="Borland")
    assert not ask(two_outlets, "answers", by="Borland")


def test_outlets_that_share_wording_are_found(two_outlets):
    (found,) = ask(two_outlets, "shared-wording")
    assert (found["content"], found["outlets"], found["first"]) == (
        "The border must be opened at once.",
        2,
        "2025-05-16",
    )
    assert set(str(found["names"]).split(", ")) == {"Post", "Times"}
    assert ask(two_outlets, "shared-wording", **{"with": "time"})
    assert not ask(two_outlets, "shared-wording", **{"with": "guardian"})


@pytest.mark.parametrize("name", load())
def test_no_question_gives_more_than_its_limit_and_it_says_when_there_is_more(name):
    needed = {each.name: PLAIN[each.kind] for each in load()[name].parameters if each.required}
    whole = ask(STORE, name, **needed | ({"act": "assert"} if name == "acts" else {}))
    assert not whole.truncated
    some = ask(STORE, name, limit=1, **needed | ({"act": "assert"} if name == "acts" else {}))
    assert len(some) == min(1, len(whole))
    assert some.truncated == (len(whole) > 1)


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
        ("venues", {"who": "x"}, UnknownFormat, "it takes: limit"),
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


HEAD = "# title: T?\n# description: D.\n# parameter limit: number = 20; how many rows; e.g. 5\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ASK {}", "needs '# title"),
        ("# title: T?\n# description: D.\nASK {}", "and a limit at its head"),
        (HEAD + "# parameter x: Actor\nASK {{ {x} }}", "must declare x as"),
        (HEAD + "# parameter x: Actor; who; e.g. X\nSELECT * {} LIMIT {{limit}}", "both declare and use x"),
        (HEAD + "SELECT * { {{y}} } LIMIT {{limit}}", "both declare and use y"),
    ],
)
def test_question_with_a_wrong_head_is_refused(text, message):
    with pytest.raises(QueryError, match=re.escape(message)):
        read("q", text)


def test_pattern_of_a_parameter_is_added_only_where_it_is_given():
    question = read(
        "q",
        HEAD
        + "# parameter by: Actor?; who; e.g. X\nSELECT * { {{by: ?d parley:by ?by .}} ?d a parley:Demand } LIMIT {{limit}}",
    )
    assert "parley:by" not in questions.filled(question, STORE, {})
    filled = questions.filled(question, STORE, {"by": "Arlo"})
    assert "VALUES ?by { <https://w3id.org/parley/id/person-ana-arlo> } ?d parley:by ?by ." in filled
