"""The two finders of statements' words, and which of their findings become statements."""

import pytest

from kg.errors import UnknownFormat
from kg.extract.extractor import extract, fingerprint, is_credible, with_additions, without_punctuation
from kg.extract.language import load_language
from kg.model import Attribution, Document, Span

SAID = "Norwegian envoy Anna Berg said that the talks in Oslo had ended."


@pytest.mark.model
@pytest.mark.parametrize("finder", ["learned", "rules"])
def test_both_finders_find_a_plain_statement(finder):
    found = extract(Document(SAID), load_language(finder=finder)).statements[0].attribution
    assert [span.of(SAID) for span in (*found.cue, *found.content)] == ["said", "that the talks in Oslo had ended"]


@pytest.mark.model
def test_an_unknown_finder_is_named_with_the_known_ones():
    with pytest.raises(UnknownFormat, match="no finder 'guess'; known: learned, rules"):
        load_language(finder="guess")


def test_the_finder_is_part_of_the_fingerprint():
    assert fingerprint(finder="learned") != fingerprint(finder="rules")


@pytest.mark.parametrize(
    ("title", "source", "confidence", "kept"),
    [
        ("", (Span(0, 4),), 0.1, True),
        ("", (), 0.54, False),
        ("", (), 0.55, True),
        ("Talks end", (Span(0, 5),), 0.9, False),
        ("Talks", (Span(0, 5),), 0.9, True),
        ("Not in the text", (Span(0, 5),), 0.9, True),
    ],
)
def test_what_nobody_says_must_be_sure_and_headlines_say_nothing(title, source, confidence, kept):
    found = Attribution(source, (Span(6, 7),), (Span(6, 9),), confidence)
    assert is_credible(found, Document("Talks end\n\nTalks ended.", title=title)) == kept


@pytest.mark.model
def test_what_the_rules_find_in_a_headline_is_left_out_too():
    title = "Oslo confirms the direct talks, Havana hesitates"
    text = f"{title}\n\nThe envoys arrived on Monday in Oslo."
    found = extract(Document(text, title=title), load_language()).statements
    assert [one for one in found if one.attribution.cue] == []


@pytest.mark.parametrize(
    ("text", "source", "contents"),
    [
        ("Berg said A, adding that B.", (Span(0, 4),), [["A, adding that B"]]),
        ("Berg said A, adding that B.", (), [["A, adding that B"]]),
        ("Berg said A, adding that B.", (Span(5, 9),), [["A"], ["that B"]]),
        ("Berg said A; hinting that B.", (Span(0, 4),), [["A"], ["that B"]]),
        ("Berg said A. Yes, adding that B.", (Span(0, 4),), [["A"], ["that B"]]),
    ],
)
def test_what_is_added_in_the_same_breath_belongs_to_the_content(text, source, contents):
    cue = Span(text.index("ing that") - (3 if "adding" in text else 4), text.index(" that"))
    first = Attribution((Span(0, 4),), (Span(5, 9),), (Span(10, 11),))
    second = Attribution(source, (cue,), (Span(text.index("that"), len(text) - 1),))
    found = with_additions([first, second], text)
    assert [[span.of(text) for span in one.content] for one in found] == contents


def test_source_and_cue_end_in_words():
    text = 'Berg, the envoy, stated: "No."'
    found = without_punctuation(Attribution((Span(0, 16),), (Span(17, 24),), (Span(25, 30),)), text)
    parts = (found.source[0], found.cue[0], found.content[0])
    assert [span.of(text) for span in parts] == ["Berg, the envoy", "stated", '"No."']
