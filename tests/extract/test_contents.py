"""Where contents end, and which cues must be surer than others."""

import pytest

from kg.extract.contents import ended
from kg.extract.extractor import is_said
from kg.extract.language import load_language
from kg.extract.quotes import find_quotes
from kg.model import Attribution, Span

pytestmark = pytest.mark.model


def at(text: str, part: str) -> tuple[Span, ...]:
    return (Span(text.index(part), text.index(part) + len(part)),) if part else ()


@pytest.mark.parametrize(
    ("text", "cue", "content", "expected"),
    [
        (
            "Norway had expressed hope to end the war and was ready to meet.",
            "had expressed hope",
            "to end the war and was ready to meet",
            "to end the war",
        ),
        ("She said she would, and the market fell.", "said", "she would, and the market fell", "she would"),
        (
            "Cuba's demand that the port be opened was rejected by Kenya.",
            "demand",
            "that the port be opened was rejected by Kenya",
            "that the port be opened",
        ),
        # what the content itself goes on with
        (
            "The ministry informed that it follows the talks with attention and it did not discard new sanctions.",
            "informed",
            "that it follows the talks with attention and it did not discard new sanctions",
            "",
        ),
        ("They hope to end the war and to rebuild.", "hope", "to end the war and to rebuild", ""),
        ("She said that he came and that he left.", "said", "that he came and that he left", ""),
        ("She said that the talks ended.", "said", "that the talks ended", ""),
        # left alone: quotations, contents before their cue, a content that would be lost
        ('She said "we would", and the market fell.', "said", '"we would", and the market fell', ""),
        ("The talks ended and he left, she said.", "said", "The talks ended and he left", ""),
        ("She spoke and the market fell.", "spoke", "and the market fell", ""),
    ],
)
def test_a_content_ends_before_what_is_joined_to_the_cue(text, cue, content, expected):
    found = Attribution((), at(text, cue), at(text, content))
    doc = load_language(finder="rules")(text)
    assert [span.of(text) for span in ended(found, doc).content] == [expected or content]


@pytest.mark.parametrize(
    ("text", "cue", "confidence", "said"),
    [
        ("They failed to reach a consensus on it.", "failed to reach a consensus on", 0.44, False),
        ("They failed to reach a consensus on it.", "failed to reach a consensus on", 0.45, True),
        ("They met in Oslo, aiming to end it.", "aiming", 0.59, False),
        ("They met in Oslo, aiming to end it.", "aiming", 0.6, True),
        ("They met in Oslo, saying that it is over.", "saying", 0.1, True),
        ("They said that it is over.", "said", 0.1, True),
        ("They are glad that it is over.", "are glad", 0.1, True),
        ("They gave a warning of it.", "gave a warning", 0.1, True),
        ("Berlin: it is over.", ":", 0.1, True),
    ],
)
def test_a_cue_without_a_word_of_speech_must_be_surer(text, cue, confidence, said):
    doc = load_language(finder="rules")(text)
    assert is_said(Attribution((), at(text, cue), at(text, "it"), confidence), doc, find_quotes(doc)) is said
