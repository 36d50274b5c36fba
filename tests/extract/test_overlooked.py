"""Statements that verbs of diplomacy make and the learned finder leaves to nobody."""

import pytest
from reading import language

from kg.extract.mentions import find_names
from kg.extract.overlooked import with_overlooked
from kg.extract.quotes import find_quotes
from kg.model import Attribution, Span

pytestmark = pytest.mark.model
DEMAND = "Norwegian Prime Minister Anna Berg demanded on Friday that Cuba open its ports."


def said(text: str, found: list[Attribution] | None = None) -> list[tuple[str, str, str]]:
    doc = language()(text)
    return [
        tuple(" ".join(span.of(text) for span in spans) for spans in (one.source, one.cue, one.content))
        for one in with_overlooked(found or [], find_names(doc), find_quotes(doc))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (DEMAND, [("Norwegian Prime Minister Anna Berg", "demanded", "that Cuba open its ports")]),
        ("Cuba threatened to close its ports.", [("Cuba", "threatened", "to close its ports")]),
        ("It demanded that Cuba open its ports.", []),  # nobody is named
        ("Cuba opened its ports.", []),
    ],
)
def test_a_verb_of_diplomacy_with_a_named_subject_makes_a_statement(text, expected):
    assert said(text) == expected


def test_words_that_the_finder_has_given_to_somebody_are_left_alone():
    text = f"Berg said: {DEMAND}"
    known = Attribution((Span(0, 4),), (Span(5, 9),), (Span(11, len(text)),))
    assert said(text, [known]) == [("Berg", "said", DEMAND)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The envoys met in Oslo, the press service of the ministry informs.",
            ("the press service of the ministry", "informs", "The envoys met in Oslo"),
        ),
        (
            "The envoys met in Oslo, informs the press service of the ministry.",
            ("the press service of the ministry", "informs", "The envoys met in Oslo"),
        ),
        (
            '"We have come a long way," manifested the mandatary in a message.',
            ("the mandatary", "manifested", '"We have come a long way,"'),
        ),
        (
            '"Cuba will not accept threats from anybody": Omar Haddad, head of the delegation.',
            ("Omar Haddad, head of the delegation", ":", '"Cuba will not accept threats from anybody"'),
        ),
        (
            "In the words of Omar Haddad, the talks were useful.",
            ("Omar Haddad", "In the words of", "the talks were useful"),
        ),
        (
            '"The text is not acceptable", the Kenyan side declared for its part.',
            ("the Kenyan side", "declared", '"The text is not acceptable"'),
        ),
        ("In the words of the treaty there is nothing new.", None),
        ("The envoys met in Oslo, the capital of Norway.", None),
        ("Anna Berg met the envoys in Oslo, informed the parties and left.", None),
        ("Anna Berg, the host of the talks, informed the parties.", None),
        ("A look at the border, the minister reports.", None),  # no sentence stands before
        ("The visit suggests that Cuba will open its ports.", None),  # a visit says nothing
    ],
)
def test_who_is_named_behind_what_is_said(text, expected):
    assert said(text) == ([expected] if expected else [])


def test_what_goes_on_after_a_statement_is_one_more():
    text = "Omar Haddad said, at noon, that the talks are hard, and he indicated that Cuba had sent no answer."
    known = Attribution((Span(0, 11),), (Span(12, 16),), (Span(27, 50),))
    assert said(text, [known])[1:] == [("he", "indicated", "that Cuba had sent no answer")]
