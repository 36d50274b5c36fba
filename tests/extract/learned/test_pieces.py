import pytest
from learned_builders import WORD

from kg.extract.learned.pieces import CAPITALISED, LOWER, OTHER, UPPER, case_of, paragraphs, quote_places

MARKS = {0: "-", 1: "i", 2: "(", 3: ")"}


@pytest.mark.parametrize(
    ("word", "case"),
    [("said", LOWER), ("Anna", CAPITALISED), ("A", CAPITALISED), ("NATO", UPPER), ("12", OTHER), ("“", OTHER)],
)
def test_letter_case_of_a_word(word, case):
    assert case_of(word) == case


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("He said , “ Yes ” now", "---(i)-"),
        ('He said , "Yes" now', "---(i)-"),
        ("« Oui », dit-il", "(i)----"),
        ("''Yes,'' he", "((ii))-"),
        ("``Yes,'' he", "((ii))-"),
        ("the dogs' bone", "----"),
        ("“Never closed", "(ii"),
        ("not opened” here", "--)-"),
    ],
)
def test_place_of_words_towards_quotation_marks(text, places):
    spans = [match.span() for match in WORD.finditer(text)]
    assert "".join(MARKS[place] for place in quote_places(text, spans)) == places


def test_a_line_break_parts_paragraphs_and_white_space_belongs_to_none():
    text = "\n  One. \n\n Two\n"
    assert [text[start:end] for start, end in paragraphs(text)] == ["One.", "Two"]


def test_text_without_words_has_no_paragraph():
    assert paragraphs(" \n \n") == []


def test_lines_broken_by_an_editor_stay_one_paragraph():
    lines = ["the minister of foreign affairs said on Monday that", "the talks would go on until the"] * 4
    text = "\n".join(lines) + "\n\nNext."
    assert len(paragraphs(text)) == 2
