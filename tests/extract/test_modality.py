"""Whether what a cue names has been said at all."""

import pytest
from spacy.tokens import Doc

from kg.extract.language import load_language
from kg.extract.modality import modality_of

pytestmark = pytest.mark.model


def parsed(text: str) -> Doc:
    return load_language(finder="rules")(text)


@pytest.mark.parametrize(
    ("text", "cue", "modality"),
    [
        ("She said that it was over.", "said", ""),
        ("The minister will announce a plan.", "will announce", "planned"),
        ("Norway was ready to discuss a truce.", "was ready to discuss", "planned"),
        ("She is expected to argue that the talks failed.", "is expected to argue", "planned"),
        ("Ministers are to announce a deal on Friday.", "are to announce", "planned"),
        ("Kenya may reject the plan.", "may reject", "possible"),
        ("He is able to say why.", "is able to say", "possible"),
        ("They may have to explain the vote.", "may have to explain", "possible"),
        ("The envoy has to explain the vote.", "has to explain", "required"),
        ("The ministers must tell us why.", "must tell", "required"),
        ("They would accept the plan.", "would accept", "hypothetical"),
        # done after all
        ("He had to tell them.", "had to tell", ""),
        ("She was able to convey her view.", "was able to convey", ""),
        # a stand taken now
        ("He would not rule out a truce.", "would not rule out", ""),
        ("Kenya cannot accept the plan.", "cannot accept", ""),
        ("Kenya may not accept the plan.", "may not accept", "possible"),
        ("He was not willing to say why.", "was not willing to say", ""),
        ("He went on to endorse her.", "went on to endorse", ""),
        ("He is going to endorse her.", "is going to endorse", "planned"),
        # acts of their own
        ("He declined to say why.", "declined to say", ""),
        ("They hoped to hear more.", "hoped to hear", ""),
    ],
)
def test_what_only_may_be_said_is_told_from_what_was_said(text, cue, modality):
    doc, start = parsed(text), text.index(cue)
    assert modality_of(doc.char_span(start, start + len(cue))) == modality
