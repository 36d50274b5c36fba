"""The walk through doubtful pairs, answered from a terminal or a pipe."""

import json

import pytest
from cli_runner import kg

from kg.judging.explain import solved
from kg.judging.review import Review
from kg.resolve.doubts import doubts
from kg.resolve.resolver import solve
from kg.store.directory import GraphDirectory
from kg.store.judgements import read_judgements


def answered(graph, *answers: str) -> str:
    outcome = kg("review", graph, "--who", "ana", stdin="\n".join([*answers, ""]).encode())
    assert (outcome.code, outcome.err) == (0, "")
    return outcome.out


def verdicts(graph) -> list[str]:
    return [each.verdict for each in read_judgements(graph)]


def test_a_pair_is_shown_with_both_names_their_sentences_and_the_reasons(graph):
    shown = kg("review", graph, "--list").out
    assert "[1/1] Are these the same? They are taken for the same." in shown
    assert "geneva.txt: Swedish Foreign Minister Karl Albrechtsen said the talks would go on." in shown
    assert "later.txt: Karl Albrechtsen, a Swedish envoy, said that he would return." in shown
    assert "-0.10  one is envoy, the other minister" in shown
    assert verdicts(graph) == []


@pytest.mark.parametrize(
    ("answers", "told"),
    [
        (["s"], ["same"]),
        (["different"], ["different"]),
        (["U"], ["unsure"]),
        (["q"], []),
        ([], []),
        (["d", "s"], ["different"]),
        (["what?", "s"], ["same"]),
    ],
)
def test_answers_are_written_down(graph, answers, told):
    answered(graph, *answers)
    assert verdicts(graph) == told


def test_an_answer_is_obeyed_and_not_asked_again(graph):
    answered(graph, "d")
    assert (
        "“Karl Albrechtsen” and “Karl Albrechtsen” are not the same."
        in kg("why", graph, "Karl Albrechtsen@geneva.txt", "Karl Albrechtsen@later.txt").out
    )
    assert answered(graph) == "there is no doubtful pair left\n"


def test_an_answer_can_be_taken_back(graph):
    assert "there is nothing to undo in this review" in answered(graph, "z", "q")


def test_commands_print_what_they_judged_and_how_to_undo_it(graph):
    merged = kg("merge", graph, "Ola Normann", "Siri Bakk", "--who", "ana", "--why", "a pen name")
    (told,) = read_judgements(graph)
    assert merged.out == (
        f"judged: “Ola Normann” and “Siri Bakk” are the same (undo with: kg undo {graph} {told.id})\n"
    )
    assert (told.who, told.why) == ("ana", "a pen name")
    assert kg("undo", graph, told.id[:6]).out == f"undone: “Ola Normann” and “Siri Bakk” are the same ({told.id})\n"
    assert kg("split", graph, "Ola Normann", "Siri Bakk").out.startswith(
        "judged: “Ola Normann” and “Siri Bakk” are not"
    )
    assert kg("reject", graph, "the talks would go on").out.startswith("judged: “the talks would go on” is wrong")


def test_judgements_are_listed_and_carried_from_graph_to_graph(graph, built, tmp_path):
    import shutil

    kg("merge", graph, "Ola Normann", "Siri Bakk", "--who", "ana", "--why", "a pen name")
    listed = kg("judgements", graph).out
    assert "ana judged on 20" in listed
    assert "are the same: a pen name (" in listed
    kg("judgements", graph, "--export", tmp_path / "told.jsonl")
    assert json.loads((tmp_path / "told.jsonl").read_text("utf-8"))["who"] == "ana"
    other = shutil.copytree(built, tmp_path / "other")
    assert kg("judgements", other, "--import", tmp_path / "told.jsonl").out == "1 judgements taken over\n"
    assert kg("judgements", other).out == listed
    assert kg("judgements", other, "--export", "-").out == (tmp_path / "told.jsonl").read_text("utf-8")
    assert kg("judgements", other, "--import", tmp_path / "told.jsonl").out == "0 judgements taken over\n"


def test_a_graph_without_judgements_says_so(graph):
    assert kg("judgements", graph).out == "nobody has judged anything yet\n"


@pytest.mark.parametrize("command", [("why", "a", "b"), ("merge", "a", "b"), ("review",), ("judgements",), ("undo",)])
def test_commands_on_what_is_no_graph_stop_with_one_sentence(tmp_path, command):
    name, *rest = command
    outcome = kg(name, tmp_path / "none", *rest)
    assert outcome.code == 2
    assert "does not exist; make a graph with" in outcome.sentence


def test_what_was_read_for_the_graph_is_not_read_again_for_its_doubts(graph, monkeypatch):
    def refuse(*_):
        raise AssertionError("a document was read again")

    for place in ("kg.resolve.reading.read", "kg.resolve.resolver.read"):
        monkeypatch.setattr(place, refuse)
    assert len(Review(GraphDirectory.open(graph)).pairs) == 1


def test_names_are_explained_as_if_all_had_been_read_anew(graph):
    directory = GraphDirectory.open(graph)
    kept, anew = solved(directory), solve(directory.extractions())
    assert kept.resolution == anew.resolution
    assert kept.members.keys() == anew.members.keys()
    assert [*map(said, doubts_of(directory, kept))] == [*map(said, doubts_of(directory, anew))]


def doubts_of(directory, solution):
    return doubts(solution, list(directory.extractions()), ())


def said(doubt):
    return doubt.value, doubt.left, doubt.right, doubt.joined, doubt.compared
