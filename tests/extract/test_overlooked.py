"""Statements that verbs of diplomacy make and the learned finder leaves to nobody."""

import pytest
from reading import language

from kg.extract.overlooked import with_overlooked
from kg.model import Attribution, Span

pytestmark = pytest.mark.model
DEMAND = "Norwegian Prime Minister Anna Berg demanded on Friday that Cuba open its ports."


def said(text: str, found: list[Attribution] | None = None) -> list[tuple[str, str, str]]:
    return [
        tuple(" ".join(span.of(text) for span in spans) for spans in (one.source, one.cue, one.content))
        for one in with_overlooked(found or [], language()(text))
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
