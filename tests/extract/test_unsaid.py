"""What the finders take for statements although nobody says anything."""

import pytest
from reading import Words, language

from kg.extract.unsaid import is_unsaid
from kg.model import Attribution, Span

pytestmark = pytest.mark.model


def unsaid(source: str, cue: str, content: str, text: str = "") -> bool:
    text = text or f"{source} {cue} {content}."
    spans = (
        (Span(text.index(part), text.index(part) + len(part)),) if part else () for part in (source, cue, content)
    )
    return is_unsaid(Attribution(*spans), language()(text))


@pytest.mark.parametrize(
    ("source", "cue", "content", "nothing"),
    [
        ("Anna Berg", "did not comment on", "the treaty", True),
        ("Anna Berg", "did not immediately respond to", "a request for comment", True),
        ("Norway", "issued no comment about", "the treaty", True),
        ("Norway", "refrained from", "comments", True),
        ("The rebels", "declined", "to comment on the treaty", True),
        ("Anna Berg", "refused", "to answer a question on the prisoners", True),
        ("The embassy", "could not be reached for", "comment", True),
        ("Anna Berg", "neither confirmed nor denied", "the report", True),
        ("Omar Haddad", "neither confirmed nor rejected", "the news", True),
        ("The Kenyan side", "declared for", "its part", True),
        # to refuse something else is a statement
        ("The rebels", "declined", "to leave the town", False),
        ("Anna Berg", "did not accept", "the answer of the rebels", False),
        ("Anna Berg", "did not say", "that the treaty was dead", False),
        ("Anna Berg", "denied", "the report", False),
        ("Anna Berg", "answered", "that she would not comment on it", False),
        # views exchanged, sources named, the writer's own words
        ("The envoys", "exchanged views on", "the border", True),
        ("Reuters", "quoted", "Kenyan officials", True),
        ("Reuters", "quoted", "him as saying", True),
        ("Reuters", "cites", "a lack of fuel in the north", False),
    ],
)
def test_who_keeps_silent_says_nothing(source, cue, content, nothing):
    assert unsaid(source, cue, content) == nothing


@pytest.mark.parametrize(
    ("cue", "content", "text", "nothing"),
    [
        ("was signed", "The treaty", "The treaty was signed by Anna Berg.", True),
        ("was rejected", "The treaty", "The treaty was rejected by Anna Berg.", False),
        ("viewed", "which", "Norway rejected the report, which Reuters viewed.", True),
        ("promised", "which", "Norway wants the visas, which Cuba promised.", False),
    ],
)
def test_what_is_done_to_a_paper_says_nothing(cue, content, text, nothing):
    assert unsaid("", cue, content, text) == nothing


def test_the_article_reminds_its_readers_in_nobodys_name():
    text = "Let us recall that the parties met in Oslo."
    assert unsaid("us", "recall", "that the parties met in Oslo", text)


def test_a_whole_article_drops_them():
    assert Words("Anna Berg said that the talks go on. She did not comment on the treaty.").found.statements[1:] == ()


def test_inside_a_content_only_speech_and_thought_are_statements():
    text = '"The meetings included new and useful ideas that reflect a shared wish to sign," Anna Berg wrote.'
    assert [one.nested_in for one in Words(text).found.statements] == [""]
