"""The two finders of statements' words, and which of their findings become statements."""

import pytest

from kg.errors import UnknownFormat
from kg.extract.extractor import extract, fingerprint, is_credible
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
        ("", (), 0.59, False),
        ("", (), 0.6, True),
        ("Talks end", (Span(0, 5),), 0.9, False),
        ("Talks", (Span(0, 5),), 0.9, True),
        ("Not in the text", (Span(0, 5),), 0.9, True),
    ],
)
def test_what_nobody_says_must_be_sure_and_headlines_say_nothing(title, source, confidence, kept):
    found = Attribution(source, (Span(6, 7),), (Span(6, 9),), confidence)
    assert is_credible(found, Document("Talks end\n\nTalks ended.", title=title)) == kept
