"""What the rules read in whole sentences, with the real parser: sentence → source | cue | content."""

from functools import lru_cache

import pytest
from spacy.language import Language

from kg.extract.attribution import find_attributions
from kg.extract.language import load_language
from kg.extract.nested import find_nested
from kg.model import Attribution

pytestmark = pytest.mark.model

FOUND = {
    "The minister said the border would reopen on Monday.": ["The minister | said | the border would reopen on Monday"],
    "The prime minister of Norland said that the talks had failed.": [
        "The prime minister of Norland | said | that the talks had failed"
    ],
    "The general, who led the talks, said the army was ready.": [
        "The general, who led the talks | said | the army was ready"
    ],
    # direct speech, with each kind of mark
    "“We will not sign,” said the envoy.": ["the envoy | said | “We will not sign,”"],
    "«Мы» is not enough, «we want peace and we want it now», said the mayor.": [
        "the mayor | said | «Мы» is not enough, «we want peace and we want it now»"
    ],
    "“The talks,” the envoy added, “were useful.”": ["the envoy | added | “The talks,” // “were useful.”"],
    "The envoy warned: “Nobody should doubt our resolve.”": ["The envoy | warned | “Nobody should doubt our resolve.”"],
    "“We never said that they attacked us,” the envoy told a radio station.": [
        "the envoy | told | “We never said that they attacked us,”"
    ],
    # a quotation that goes on has no attribution of its own
    '"We will not sign," the envoy said. "The text is a trap. It was written in a hurry."': [
        'the envoy | said | "We will not sign," // "The text is a trap. It was written in a hurry."'
    ],
    "''We are ready to talk,'' Mr. Holm said. ''They are not.''": [
        "Mr. Holm | said | ''We are ready to talk,'' // ''They are not.''"
    ],
    '"We met in the morning. We talked for hours," the envoy said.\n\n"Then they walked out."': [
        'the envoy | said | "We met in the morning. We talked for hours," // "Then they walked out."'
    ],
    "“We waited for an hour, said the driver.": ["the driver | said | “We waited for an hour"],  # the mark is lost
    # where the cue stands
    "The ceasefire, the general said, would hold until Sunday.": [
        "the general | said | The ceasefire // would hold until Sunday"
    ],
    "The border was closed in March, the report says.": ["the report | says | The border was closed in March"],
    "According to the foreign ministry, both sides agreed to a truce.": [
        "the foreign ministry | According to | both sides agreed to a truce"
    ],
    "Both sides agreed to a truce, according to the foreign ministry.": [
        "the foreign ministry | according to | Both sides agreed to a truce"
    ],
    "SMITH: We have never agreed to that.": ["SMITH | : | We have never agreed to that"],
    # the addressee is in neither part
    "The president told reporters that the army would stay.": ["The president | told | that the army would stay"],
    # more than saying: wishes, beliefs, judgements, refusals, and saying not
    "Norland wants the border to reopen.": ["Norland | wants | the border to reopen"],
    "Officials believe the ceasefire will hold.": ["Officials | believe | the ceasefire will hold"],
    "Norland accused its neighbour of breaking the truce.": ["Norland | accused | its neighbour of breaking the truce"],
    "She called the offer a joke.": ["She | called | the offer a joke"],
    "He denied that the army had fired first.": ["He | denied | that the army had fired first"],
    "The delegation demanded that all prisoners be freed.": ["The delegation | demanded | that all prisoners be freed"],
    "The minister did not say whether the talks would go on.": [
        "The minister | did not say | whether the talks would go on"
    ],
    # nouns as cues
    "The government expressed hope that the talks would resume.": [
        "The government | expressed hope | that the talks would resume"
    ],
    "The government rejected the claim that its troops had crossed the river.": [
        "The government | rejected the claim | that its troops had crossed the river"
    ],
    "Norland's demand that the port be closed angered its neighbours.": [
        "Norland's | demand | that the port be closed"
    ],
    # passive, and no source at all
    "The general was quoted as saying that the bridge was lost.": [
        "The general | was quoted as saying | that the bridge was lost"
    ],
    "It is believed that the convoy never left the port.": [" | is believed | that the convoy never left the port"],
    # one source, several cues; several speakers
    "The minister confirmed the visit and said that the talks would go on.": [
        "The minister | confirmed | the visit",
        "The minister | said | that the talks would go on",
    ],
    "The minister said the talks had failed, but the ambassador said they would go on.": [
        "The minister | said | the talks had failed",
        "the ambassador | said | they would go on",
    ],
}
SILENT = (
    "The talks lasted two hours and the delegations left by car.",
    "He bought a newspaper and walked to the station.",
    "The film “The Long Night” opened in June.",
    "",
    "\n \n",
    "“",
    ":",
)
NESTED = {
    "The minister said the president believes that the war can be won.": [
        "the president | believes | that the war can be won"
    ],
    "“We never said that they attacked us,” the envoy told a radio station.": [
        "We | never said | that they attacked us"
    ],
    "The minister said the border would reopen on Monday.": [],
    "The president believes that the war can be won.": [],  # not inside another
}


@lru_cache(maxsize=1)
def nlp() -> Language:
    return load_language()


def shown(text: str, one: Attribution) -> str:
    return " | ".join(" // ".join(span.of(text) for span in part) for part in (one.source, one.cue, one.content))


@pytest.mark.parametrize("sentence", FOUND)
def test_sentence_gives_its_attributions(sentence):
    assert [shown(sentence, one) for one in find_attributions(nlp()(sentence))] == FOUND[sentence]


@pytest.mark.parametrize("sentence", SILENT)
def test_sentence_without_a_speaker_gives_none(sentence):
    assert find_attributions(nlp()(sentence)) == ()


@pytest.mark.parametrize("sentence", NESTED)
def test_attribution_inside_a_content_is_found_apart(sentence):
    doc = nlp()(sentence)
    assert [shown(sentence, one) for one in find_nested(doc, find_attributions(doc))] == NESTED[sentence]


def test_no_token_lies_in_two_contents():
    text = " ".join(FOUND)
    contents = sorted(span for one in find_attributions(nlp()(text)) for span in one.content)
    assert contents
    assert all(left.end <= right.start for left, right in zip(contents, contents[1:], strict=False))


def test_confidence_is_a_probability_and_not_always_the_same():
    found = [one.confidence for sentence in FOUND for one in find_attributions(nlp()(sentence))]
    assert all(0 < confidence <= 1 for confidence in found)
    assert len(set(found)) > 3
