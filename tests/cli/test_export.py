"""`kg export`: what it writes, what it says of it, and what it refuses."""

import shlex

import pytest
from cli_runner import Outcome, kg

from kg.export import EXPORTERS, LOSS

FORMATS = sorted(EXPORTERS)


def stopped(outcome: Outcome) -> str:
    assert (outcome.code, outcome.out) == (2, "")
    return outcome.sentence.removeprefix("kg: ")


@pytest.mark.parametrize("kind", FORMATS)
def test_format_is_told_from_the_ending_and_how_to_load_it_is_printed(example_directory, tmp_path, kind):
    path, row = tmp_path / f"my talks{EXPORTERS[kind].suffix}", EXPORTERS[kind]
    outcome = kg("export", example_directory, "-o", path)
    assert (outcome.code, outcome.out) == (0, "")
    assert path.is_dir() == row.folder
    assert f"wrote {path}; load it with:\n{row.loading(str(path))}\n" in outcome.err
    assert shlex.quote(str(path)) in outcome.err
    assert (f"what was lost on the way is counted in {path}{LOSS}" in outcome.err) == bool(row.lost)


@pytest.mark.parametrize("kind", ["turtle", "graphml", "cypher"])
def test_a_named_format_goes_to_standard_output(example_directory, tmp_path, kind):
    kg("export", example_directory, "--format", kind, "--output", tmp_path / "other")
    outcome = kg("export", example_directory, "--format", kind)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == (tmp_path / "other").read_text("utf-8")


def test_list_names_every_format_on_a_line():
    listed = kg("export", "--list").out.splitlines()
    assert [line.split()[0] for line in listed] == FORMATS
    assert all(len(line) < 120 for line in listed)


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "say which --format to write; known: age, arangodb, cx2, "),
        (["--format", "pdf"], "cannot export 'pdf'; known: age, arangodb, cx2, "),
        (["-o", "x.pdf"], "cannot tell a format from the name 'x.pdf'; known endings: .age.sql (age), "),
        (["-o", "none/x.ttl"], "cannot write 'none/x.ttl': no such file or directory."),
        (["-o", "none/x.neo4j"], "cannot write 'none/x.neo4j': no such file or directory."),
        (["--format", "neo4j"], "this format writes several files; name a folder for them with -o"),
        (["--to", "ftp://a"], "cannot send a graph to 'ftp://a'; known beginnings: bolt://, "),
        (["--to", "bolt://127.0.0.1:1"], "bolt://127.0.0.1:1 did not take the graph: Couldn't connect to 127.0.0.1:1"),
        (["--to", "http://127.0.0.1:1"], "http://127.0.0.1:1?graph="),
    ],
)
def test_export_that_cannot_be_done_says_why(example_directory, tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    assert stopped(kg("export", example_directory, *arguments)).startswith(sentence)
    assert list(tmp_path.iterdir()) == []


def test_export_of_nothing_asks_for_a_directory():
    assert stopped(kg("export")) == "name the graph directory to export, or ask for --list"
