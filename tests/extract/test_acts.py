"""Speech acts by adjective, noun and the content after a neutral cue."""

import pytest
from reading import Words, language

from kg.extract.extractor import read_doc
from kg.model import Attribution, Document, Span

pytestmark = pytest.mark.model


def act(source: str, cue: str, content: str) -> str:
    text = f"{source} {cue} {content}."
    edges = [0, len(source), len(source) + 1, len(source) + 1 + len(cue), len(text) - len(content) - 1, len(text) - 1]
    given = Attribution((Span(*edges[:2]),), (Span(*edges[2:4]),), (Span(*edges[4:]),))
    return read_doc(language()(text), Document(text, source="test"), (given,)).statements[0].act


@pytest.mark.parametrize(
    ("cue", "content", "expected"),
    [
        ("called", "the treaty an insult", "Assert"),
        ("called for", "a new treaty", "Urge"),
        ("was worried about", "the treaty", "Express"),
        ("was sure", "that the treaty would hold", "Believe"),
        ("mocked", "the treaty", "Criticize"),
        ("sent congratulations on", "the treaty", "Praise"),
        ("stated", "that the treaty must end", "Demand"),
        ("said", '"Get out of this hall now"', "Urge"),
        ("said", '"Neither side wants another war"', "Assert"),
        ("said", '"We do not need another war"', "Assert"),
        ("said at a press briefing", "that the treaty is near", "Assert"),
        ("said in response to criticism", "that the treaty is near", "Assert"),
        ("hopes for", "a new treaty", "Express"),
        ("assured", "that the treaty is near", "Assert"),
        ("assured", "that it will sign the treaty", "Promise"),
        ("ruled out", "a meeting with the rebels", "Reject"),
        ("said", "that Cuba demands the release of all", "Demand"),
        ("said", "that Cuba had demanded the release of all", "Assert"),
        ("was quoted", '"We will come back"', "Promise"),
    ],
)
def test_act_of_cue_and_content(cue, content, expected):
    assert act("Norway", cue, content) == expected


def test_who_does_not_agree_refuses():
    assert Words("Norway did not agree to leave the talks.").statement().act == "Refuse"
