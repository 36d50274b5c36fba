"""Second names and descriptions beside a name, and single words that mean the same throughout a text."""

import pytest
from reading import Words

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "phrase", "name"),
    [
        ("He met the Iraqi Foreign Minister, Karim Saleh, in London.", "the Iraqi Foreign Minister", "Karim Saleh"),
        ("Oslo sent its Commerce Secretary, Anna Berg, to the talks.", "its Commerce Secretary", "Anna Berg"),
        ("It put also the Iraqi minister of defence Karim Saleh.", "the Iraqi minister of defence", "Karim Saleh"),
        ("They met in presence of the president of Malta Anna Berg.", "the president of Malta", "Anna Berg"),
        ("Anna Berg, head of the Nordic Council, spoke first.", "head of the Nordic Council", "Anna Berg"),
        ("The troops took Raqqa, the group's main town, on Friday.", "the group's main town", "Raqqa"),
        ("His chief of staff is General Omar Farah.", "His chief of staff", "Omar Farah"),
        ("The Syrian Democratic Forces (SDF) left the town.", "SDF", "Syrian Democratic Forces"),
        ("The Nordic Relief Fund (also known as Norfund) paid.", "Norfund", "Nordic Relief Fund"),
        ("The Democratic Labour Party, or ARL, took the town.", "ARL", "Democratic Labour Party"),
        ("Omar Farah, alias Abu Salim, spoke.", "Abu Salim", "Omar Farah"),
        ("Omar Farah, better known by his nom de guerre Abu Salim, spoke.", "Abu Salim", "Omar Farah"),
        ("Omar Farah, whose real name is Karim Saleh, spoke.", "Karim Saleh", "Omar Farah"),
        ("They met in the Iraqi capital, Baghdad, on Monday.", "the Iraqi capital", "Baghdad"),
        ("Anna Berg, who became the president of Chile, spoke.", "the president of Chile", "Anna Berg"),
        ("Omar Farah is the commander of the brigade.", "the commander of the brigade", "Omar Farah"),
        ("They appointed Omar Farah the commander of the brigade.", "the commander of the brigade", "Omar Farah"),
    ],
)
def test_what_stands_beside_a_name_means_it(text, phrase, name):
    assert Words(text).refers(phrase) == [name]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("MUSCAT (AFP) - Iran sent a team to the talks.", "AFP"),
        ("Anna Berg met the minister, Karim Saleh and Omar Farah.", "the minister"),
        ("President Anna Berg arrived.", "President"),
        ("Omar Farah is not the commander of the brigade.", "the commander of the brigade"),
        ("Omar Farah will be the commander of the brigade.", "the commander of the brigade"),
        ("They met in Oslo, the press service of the ministry reports.", "the press service of the ministry"),
        ("Karim Saleh, adviser of Omar Farah, spoke.", "adviser of"),
        ("They met Karim Saleh, and the Maltese mediators.", "and the Maltese mediators"),
    ],
)
def test_what_is_somebody_else_or_a_bare_title_means_no_name_beside_it(text, words):
    assert Words(text).refers(words) == []


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Commerce Secretary Anna Berg came.", "Commerce", "nothing"),
        ("State Secretary Anna Berg came.", "State", "nothing"),
        ("Armenya said that it would open the border.", "Armenya", "Country name AM"),
        ("The newspaper Dawn reported it.", "Dawn", "NewsOrganization name PK"),
        ("She wrote on X. The talks had failed.", "X.", "nothing"),
        ("They marched on after the liberation of Raqqah.", "Raqqah", "City name SY"),
        ("The leaders of North and South Korea met on the border.", "North", "Country name KP"),
        ("North Korea waits. The North has said so.", "North", "Country name KP"),
        ("He became a militant active with al-Qaeda in Iraq (AQI).", "al-Qaeda in Iraq", "Organization name"),
        ("The troops moved into southern Lebanon on Friday.", "Lebanon", "Country name LB"),
        ("He lives in Gainesville, Va., and works there.", "Va.", "Place name US"),
    ],
)
def test_words_are_read_as_what_they_are_in_the_text(text, words, kind):
    assert Words(text).kind(words) == kind


def test_the_day_in_a_dateline_describes_no_town():
    assert Words("Oslo, 6 Feb (NTB) Norway and Cuba held talks in Oslo.").mention("6 Feb") is None
