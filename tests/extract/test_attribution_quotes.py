"""Which marks make a quotation."""

import pytest
import spacy

from kg.extract.quotes import find_quotes, paragraphs

NLP = spacy.blank("en")


def quoted(text: str) -> list[str]:
    doc = NLP(text)
    return [doc[quote.start : quote.end].text for quote in find_quotes(doc)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He said "no" twice.', ['"no"']),
        ("He said “no” twice.", ["“no”"]),
        ("He said «no» twice.", ["«no»"]),
        ("He said ''no'' twice.", ["''no''"]),
        ("He said ‘no’ twice.", ["‘no’"]),
        ("It is Kiev’s port and the sailors’ ship.", []),  # apostrophes
        ('"One," he said, "and two."', ['"One,"', '"and two."']),
        ('"One. Two," he said.', ['"One. Two,"']),
        ("“One “two” three” four", ["“One “two”"]),  # marks do not nest: the first closing one ends it
        # lost marks
        ("“One two. Three four.", ["“One two."]),
        ("One two” three.", []),
        ("“One two. “Three four” five.", ["“One two.", "“Three four”"]),
        ("", []),
    ],
)
def test_marks_pair_up(text, expected):
    assert quoted(text) == expected


def test_quotation_over_paragraphs_runs_to_the_end_of_each():
    text = "“One two. Three four.\n\n“Five six.” He left."
    assert quoted(text) == ["“One two. Three four.", "“Five six.”"]


def test_mark_without_partner_does_not_swallow_the_next_paragraph():
    assert quoted('He said "no.\n\nShe left "at once" then.') == ['"no.', '"at once"']


def test_paragraph_is_a_line():
    assert list(paragraphs("ab\n\n cd\n \nef")) == [(0, 2), (4, 7), (10, 12)]
