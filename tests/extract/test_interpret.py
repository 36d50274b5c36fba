"""What statements mean: form, act, speaker, addressee, outlet, and what they are about."""

import pytest
from reading import Words

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ('"We will not sign this deal," Berg said.', "direct"),
        ("Berg said that Norway would not sign.", "indirect"),
        ('Berg said the deal was "a step back for us all".', "mixed"),
        ("Berg said: «Nous ne signerons pas ce texte.»", "direct"),
    ],
)
def test_form_is_told_by_the_quotation_marks(text, form):
    assert Words(text).statement().form == form


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("Norway said the talks had ended.", "Assert"),
        ("Norway demanded that Cuba release the prisoners.", "Demand"),
        ("Norway said new sanctions must be imposed on Cuba.", "Demand"),
        ("Norway warned that time was running out.", "Warn"),
        ("Norway denied that it had left the talks.", "Deny"),
        ("Norway promised that it would return.", "Promise"),
        ('"We will return to the table," Berg said.', "Promise"),
        ("Norway announced that the talks would go on.", "Declare"),
        ("Norway threatened to leave the talks.", "Threaten"),
        ("Norway believes that the talks can succeed.", "Believe"),
    ],
)
def test_speech_acts(text, act):
    assert Words(text).statement().act == act


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Swedish envoy Anna Berg arrived. She said the talks had begun.", ["She"]),
        ("Berlin said it would wait.", ["Berlin"]),
        ("According to Anna Berg, the talks have begun.", ["Anna Berg"]),
        ("Analysts say that a deal is unlikely.", ["Analysts"]),
        ("A statement by the Kremlin said the talks would go on.", ["Kremlin"]),
        ("The Russian presidential aide, Yuri Petrov, said it was over.", ["Yuri Petrov"]),
        (
            "The Omani delegation was led by Badr Ali. Saad Khan led the Qatari delegation. "
            "The heads of the two delegations said that a deal was near.",
            ["Badr Ali", "Saad Khan"],
        ),
    ],
)
def test_who_speaks(text, speakers):
    words = Words(text)
    assert words.of(*words.statement(-1).speakers) == speakers


def test_a_pronoun_speaker_refers_to_the_person_before():
    words = Words("Swedish envoy Anna Berg arrived. She said the talks had begun.")
    assert words.of(*words.mention("She").refers_to) == ["Anna Berg"]


@pytest.mark.parametrize(
    ("text", "addressees", "media"),
    [
        ("Berg told reporters that the talks had begun.", ["reporters"], []),
        ("Israeli sources told Reuters that the talks had failed.", ["Reuters"], ["Reuters"]),
        ("Al Jazeera's Omar Haddad reported that the talks had failed.", [], ["Al Jazeera"]),
        ("Turkish Foreign Minister Hakan Fidan told Iran that time was short.", ["Iran"], []),
        ("Berg said the talks had begun.", [], []),
    ],
)
def test_to_whom_and_through_whom(text, addressees, media):
    words = Words(text)
    assert (words.of(*words.statement().addressees), words.of(*words.statement().media)) == (addressees, media)


def test_a_statement_inside_another_names_the_one_that_holds_it():
    words = Words("Berg said that Cuba believes the next step should be a meeting of the two leaders.")
    outer, inner = words.found.statements
    assert (inner.nested_in, words.of(*inner.speakers)) == (outer.key, ["Cuba"])


def test_we_inside_a_quotation_is_its_speaker():
    words = Words('"We believe that the deal is dead," Norwegian envoy Anna Berg said.')
    inner = next(one for one in words.found.statements if one.nested_in)
    assert words.of(*inner.speakers) == ["Anna Berg"]


def test_content_begins_after_the_dateline():
    words = Words("OSLO (AFP) - Norway and Cuba will meet on Monday, officials said.")
    assert words.of(*words.statement().attribution.content) == ["Norway and Cuba will meet on Monday"]


def test_about_names_actors_and_places_in_the_content():
    words = Words("Berg said that Cuba and the European Union would meet in Oslo.")
    assert set(words.of(*words.statement().about)) >= {"Cuba", "European Union", "Oslo"}
