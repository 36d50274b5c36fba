"""Transcripts: who speaks in each turn, and how far a turn reaches."""

import pytest

from kg.extract.extractor import extract
from kg.extract.language import load_language
from kg.extract.turns import find_turns, with_turns
from kg.model import Attribution, Document, Span

HEAD = "Minister: we are close\n\n"
TALK = (
    f"{HEAD}LINDQVIST: We agreed on June at last.\n\nOTIENO: Kenya is ready to host.\n\n"
    "LINDQVIST: I thank my colleague for it.\n\nThey left at noon."
)


def said(text: str) -> list[tuple[str, ...]]:
    return [tuple(span.of(text) for span in (*one.source, *one.cue, *one.content)) for one in find_turns(text)]


def test_turns_of_a_transcript_are_found_without_its_headline_and_its_end():
    assert said(TALK) == [
        ("LINDQVIST", ":", "We agreed on June at last."),
        ("OTIENO", ":", "Kenya is ready to host."),
        ("LINDQVIST", ":", "I thank my colleague for it."),
    ]


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Karin Lindqvist:", "Karin Lindqvist"),
        ("LINDQVIST (Sweden):", "LINDQVIST (Sweden)"),
        ('"LINDQVIST:', "LINDQVIST"),
        ("Amb. O'Neill-Lindqvist :", "Amb. O'Neill-Lindqvist"),
    ],
)
def test_labels_come_in_several_shapes(label, name):
    assert said(TALK.replace("LINDQVIST:", label, 1))[0][0] == name


@pytest.mark.parametrize(
    "text",
    [
        TALK.replace("OTIENO", "LINDQVIST"),  # one voice
        TALK.replace("LINDQVIST", "BERG", 1),  # nobody speaks twice
        TALK.replace("OTIENO: ", ""),  # two turns
        f"{HEAD}Sweden: 12 votes.\n\nKenya: 14 votes.\n\nSweden: 9 votes.",  # a table
        f"{HEAD}Sweden: the country of lakes and woods\n\nKenya: the country of plains\n\nSweden: again and again",
        "",
    ],
)
def test_what_is_no_transcript_has_no_turns(text):
    assert find_turns(text) == ()


def test_a_turn_goes_on_until_the_next_one_past_what_happens_meanwhile():
    text = TALK.replace("\n\nOTIENO", "\n\n(Laughter.)\n\nThe experts will meet before that.\n\nOTIENO", 1)
    assert said(text)[0] == ("LINDQVIST", ":", "We agreed on June at last.", "The experts will meet before that.")


def test_many_paragraphs_between_two_turns_are_the_article():
    text = TALK.replace("\n\nOTIENO", "\n\nThe hall was full of people." * 4 + "\n\nOTIENO", 1)
    assert said(text)[0] == ("LINDQVIST", ":", "We agreed on June at last.")


def test_a_turn_in_quotation_marks_goes_on_where_they_open_again():
    text = TALK.replace("LINDQVIST:", '"LINDQVIST:', 1)
    text = text.replace("\n\nOTIENO", '\n\n"And we will go on with it."\n\nThe hall was full.\n\nOTIENO', 1)
    assert said(text)[0] == ("LINDQVIST", ":", "We agreed on June at last.", 'And we will go on with it."')


def test_questions_end_a_turn_and_are_nobodys():
    text = TALK.replace("\n\nOTIENO", "\n\nQuestion: Will there be a summit?\n\nOTIENO", 1)
    assert said(text) == said(TALK)


def test_what_was_found_inside_a_turn_is_left_to_it():
    turns, apart = find_turns(TALK), TALK.index("They left")
    inside = Attribution((turns[0].content[0],), (), (turns[0].content[0],))
    other = Attribution((Span(apart, apart + 4),), (Span(apart + 5, apart + 9),), (Span(apart + 10, apart + 12),))
    assert with_turns([inside, other], turns) == (*turns, other)
    assert with_turns([other], ()) == (other,)


@pytest.mark.model
def test_a_turn_is_a_direct_statement_of_whom_its_label_means():
    text = f"Swedish Foreign Minister Karin Lindqvist met Daniel Otieno, her Kenyan colleague.\n\n{TALK.removeprefix(HEAD)}"
    found = extract(Document(text), load_language()).statements
    turns = [one for one in found if one.attribution.cue[0].of(text) == ":"]
    assert [one.form for one in turns] == ["direct"] * 3
    assert [[span.of(text) for span in one.speakers] for one in turns] == [["LINDQVIST"], ["OTIENO"], ["LINDQVIST"]]
