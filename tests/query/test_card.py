"""One thing on a card."""

import io

import graph_builders as build
import pytest
from rich.console import Console

from kg.errors import QueryError
from kg.graph.terms import Names
from kg.query.card import card, render
from kg.store.directory import memory_store

STORE = memory_store(build.quads())
NAMES = Names()
QUOTE = NAMES.statement(build.DOCUMENT.id, build.QUOTE.key).value


def links(name):
    return {link.label: link.values for link in card(STORE, name).links}


def printed(name, **options):
    console = Console(width=100, file=io.StringIO(), **options)
    console.print(render(card(STORE, name)))
    return console.file.getvalue()


@pytest.mark.parametrize(
    ("name", "label", "kind"),
    [
        ("arlo", "Ana Arlo", "person"),
        ("the Arland delegation", "Arland delegation", "delegation"),
        ("lake palace", "Lake Palace", "building, venue"),
        ("event-talks", "talks at the Lake Palace", "negotiation"),
        ("exchange 200 prisoners", "exchange 200 prisoners", "agreement"),
        (QUOTE, 'Ana Arlo said: "We want a full ceasefire,"', "statement"),
        ("Talks at the lake", "Talks at the lake", "document"),
    ],
)
def test_everything_has_a_card(name, label, kind):
    found = card(STORE, name)
    assert (found.label, found.kind) == (label, kind)


def test_card_of_a_person():
    assert card(STORE, "Arlo").names == ("Ana Arlo", "Arlo")
    found = links("Arlo")
    assert found["role"] == ("Foreign Minister",)
    assert found["represents"] == ("Arland",)
    assert found["leads"] == ("Arland delegation",)
    assert len(found["said"]) == 3
    assert found["puts forward"] == ("a full ceasefire",)


def test_card_of_a_statement():
    found = links(QUOTE)
    assert found["speaker"] == ("Ana Arlo",)
    assert found["speech act"] == ("demand",)
    assert found["says"] == ("a full ceasefire",)


def test_evidence_is_the_sentence_with_the_words_marked():
    passages = card(STORE, "Arlo").passages
    marked = [passage.sentence[start:end] for passage in passages for start, end, _ in passage.marks]
    assert marked == ["Ana Arlo", "Arlo", "she"]
    assert passages[0].sentence.startswith("Foreign Minister Ana Arlo")
    assert passages[0].document == "Talks at the lake"
    assert build.TEXT[passages[0].start :].startswith(passages[0].sentence)


def test_parts_of_a_statement_are_marked_by_what_they_are():
    (passage,) = card(STORE, QUOTE).passages
    marked = [(role, passage.sentence[start:end]) for start, end, role in passage.marks]
    assert marked == [("content", '"We want a full ceasefire,"'), ("source", "Arlo"), ("cue", "said")]


def test_other_meanings_are_told_where_they_fit_as_well():
    assert [other.label for other in card(STORE, "Lake").others] == ["talks at the Lake Palace"]
    assert not card(STORE, "Lake Palace").others
    assert "The name may also mean: talks at the Lake Palace (negotiation)" in printed("Lake")


def test_unknown_name_is_told_with_similar_ones():
    with pytest.raises(QueryError, match="no entity called 'Anna Arla'; did you mean Ana Arlo"):
        card(STORE, "Anna Arla")


def test_rendered_card_marks_words_in_colour():
    shown = printed("Lake Palace", force_terminal=True, color_system="standard")
    assert "\x1b[1;33mthe Lake Palace\x1b[0m" in shown


def test_rendered_card_is_plain_where_nothing_can_be_coloured():
    shown = printed("Lake Palace")
    assert "\x1b" not in shown
    assert "found as" in shown
    assert "Talks at the lake, character 0" in shown


def test_long_lists_are_cut():
    from dataclasses import replace

    from kg.query.card import Link

    many = replace(card(STORE, "Arlo"), links=(Link("said", tuple(f"thing {n}" for n in range(30))),))
    console = Console(width=100, file=io.StringIO())
    console.print(render(many))
    assert "… and 18 more" in console.file.getvalue()


@pytest.mark.parametrize("most", [1, 2, 3])
def test_of_what_is_named_very_often_so_much_is_told_and_how_much_more_there_is(most):
    whole, part = card(STORE, "arlo"), card(STORE, "arlo", most=most)
    assert len(part.passages) == min(most, len(whole.passages))
    assert set(part.passages) <= {*whole.passages} or part.more
    for all_of_it, some in zip(whole.links, part.links, strict=True):
        assert len(some.values) == min(most, len(all_of_it.values))
        assert len(some.values) + some.more >= len(all_of_it.values)
        assert set(some.values) <= set(all_of_it.values)
    assert whole.more == 0
    assert {link.more for link in whole.links} == {0}
