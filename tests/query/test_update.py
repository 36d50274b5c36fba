"""What people add to a graph: what an update may say, where it goes, and that it survives."""

import shutil

import pytest
from cli_runner import kg as command
from pyoxigraph import Literal, NamedNode, Triple

import kg
from kg import ontology
from kg.changes import annotate
from kg.errors import GraphDirectoryError, QueryError
from kg.query.update import queries
from kg.store.directory import GraphDirectory
from kg.store.notes import FILE

NOTE = "INSERT DATA { id:mine rdfs:label 'my note' }"
TRUSTED = "INSERT { ?who rdfs:comment 'trusted' } WHERE { ?who a parley:Person }"


@pytest.fixture
def directory(example_directory, tmp_path):
    """A copy of the example that may be changed."""
    return shutil.copytree(example_directory, tmp_path / "graph")


def noted(directory, query="SELECT ?o { GRAPH id:graph-notes { ?s ?p ?o } }"):
    return sorted(map(str, kg.open_graph(directory).query(query).column("o")))


def quads(directory):
    return list(GraphDirectory.open(directory).quads())


def test_facts_are_added_and_taken_out_again(directory):
    before = quads(directory)
    assert len(annotate(directory, NOTE, 30, True).inserted) == 1
    assert noted(directory) == ["my note"]
    assert len(annotate(directory, "DELETE DATA { id:mine rdfs:label 'my note' }", 30, True).deleted) == 1
    assert quads(directory) == before


def test_where_sees_the_whole_graph_and_what_is_inserted_goes_into_the_notes(directory):
    found = annotate(directory, TRUSTED, 30, True)
    assert len(found.inserted) == len(kg.open_graph(directory).query("SELECT DISTINCT ?p { ?p a parley:Person }")) > 1
    assert set(noted(directory)) == {"trusted"}


def test_delete_and_insert_in_one(directory):
    annotate(directory, TRUSTED, 30, True)
    changed = "DELETE { ?s rdfs:comment ?o } INSERT { ?s rdfs:comment 'doubtful' } WHERE { GRAPH id:graph-notes { ?s rdfs:comment ?o } }"
    found = annotate(directory, changed, 30, True)
    assert len(found.inserted) == len(found.deleted) > 1
    assert set(noted(directory)) == {"doubtful"}
    annotate(directory, "DELETE WHERE { ?s rdfs:comment 'doubtful' }", 30, True)
    assert noted(directory) == []


def test_notes_survive_a_rebuild_and_a_retraction_and_belong_to_the_export(directory, tmp_path):
    annotate(directory, NOTE, 30, True)
    before = quads(directory)
    assert command("rebuild", directory, "-q").code == 0
    assert quads(directory) == before
    (tmp_path / "more.txt").write_text("Prime Minister Keir Starmer said that he was ready.", "utf-8")
    assert command("add", directory, tmp_path / "more.txt", "-q").code == 0
    assert noted(directory) == ["my note"]
    assert command("retract", directory, str(tmp_path / "more.txt")).code == 0
    assert quads(directory) == before


def test_what_a_kill_left_undone_is_done_by_the_next_change(directory, tmp_path):
    with GraphDirectory.open(directory) as opened:
        opened.note(
            [Triple(NamedNode(ontology.DEFAULT_BASE + "mine"), NamedNode(ontology.RDFS_LABEL), Literal("late"))]
        )
    assert noted(directory) == []
    (tmp_path / "more.txt").write_text("Prime Minister Keir Starmer said that he was ready.", "utf-8")
    assert command("add", directory, tmp_path / "more.txt", "-q").code == 0
    assert noted(directory) == ["late"]


def test_without_the_flag_nothing_is_written(directory):
    outcome = command("update-query", directory, NOTE)
    assert (outcome.code, outcome.out) == (2, "1 triples added, 0 taken out\n")
    assert outcome.sentence == "kg: nothing was written; say --write to do so"
    assert noted(directory) == []
    assert command("update-query", directory, NOTE, "--write").code == 0
    assert noted(directory) == ["my note"]


def test_what_articles_say_cannot_be_deleted(directory):
    with pytest.raises(QueryError, match=r"none that people added, such as .*kg reject"):
        annotate(directory, "DELETE { ?s ?p ?o } WHERE { ?s ?p ?o ; a parley:Statement }", 30, True)


@pytest.mark.parametrize(
    "update",
    [
        "",
        "SELECT * { ?s ?p ?o }",
        "CLEAR ALL",
        "DROP GRAPH id:graph-entities",
        "LOAD <file:///etc/passwd>",
        "INSERT DATA { id:a rdfs:label 'a' } ; CLEAR ALL",
        "INSERT DATA { id:a rdfs:label 'a' } INSERT DATA { id:b rdfs:label 'b' }",
        "WITH id:graph-entities DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
        "INSERT { ?s rdfs:label 'x' } USING id:graph-entities WHERE { ?s ?p ?o }",
        "INSERT DATA { GRAPH id:graph-entities { id:a rdfs:label 'a' } }",
        "INSERT { GRAPH ?g { ?s rdfs:label 'x' } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "INSERT DATA { id:a rdfs:label 'a' ",
        "INSERT DATA id:a rdfs:label 'a' }",
        "INSERT DATA { id:a rdfs:label 'a' } }",
        "INSERT { ?s rdfs:label 'a' } WHERE { SERVICE <http://localhost:1/> { ?s ?p ?o } }",
        "INSERT DATA { [] rdfs:label 'a' }",
        "INSERT DATA { id:a rdfs:label ?x }",
    ],
)
def test_what_an_update_may_not_say(directory, update):
    before = quads(directory)
    if "?x" in update:
        assert not annotate(directory, update, 30, True).inserted  # nothing is bound, so nothing is said
    else:
        with pytest.raises(QueryError):
            annotate(directory, update, 30, True)
    assert quads(directory) == before


@pytest.mark.parametrize("text", ["}", "{", "# }", "'''}'''", '\\\\" }', "<} >"])
def test_braces_in_texts_and_comments_are_none(text):
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    removing, adding = queries(f"# a comment with }}\nINSERT DATA {{ id:a rdfs:label {quoted} }} # }}")
    assert removing == ""
    assert adding.endswith(f"CONSTRUCT {{ id:a rdfs:label {quoted} }} WHERE {{}}")


def test_a_where_that_runs_away_is_stopped(directory):
    with pytest.raises(QueryError, match="was stopped"):
        annotate(
            directory, "INSERT { id:a rdfs:label 'x' } WHERE { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }", 0.5, True
        )


def test_a_damaged_file_is_said(directory):
    (directory / FILE).write_text("this is no triple", "utf-8")
    with pytest.raises(GraphDirectoryError, match=r"notes\.nt is damaged: .*; mend or delete it"):
        annotate(directory, NOTE, 30, True)
