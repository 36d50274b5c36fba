"""For whom speakers speak, whom they address and through which outlet."""

import pytest
from reading import Words

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "principals"),
    [
        ("Anna Berg, a spokeswoman for Omar Haddad, said that a deal was near.", ["Omar Haddad"]),
        ("Anna Berg, a Haddad spokeswoman, said that a deal was near. Omar Haddad left.", ["Haddad"]),
        ("Norwegian officials said that a deal was near.", ["Norwegian"]),
        ("Anna Berg, a friend of Omar Haddad, said that a deal was near.", []),
        ("Norwegian voters said that a deal was near.", []),
        # the leader of a delegation
        ('The Norwegian delegation was headed by Anna Berg. "No treaty is near," Berg said.', ["Norwegian"]),
        # through whom a state speaks
        ("Norway said through its Foreign Minister Anna Berg that a deal was near.", ["Norway"]),
    ],
)
def test_for_whom(text, principals):
    words = Words(text)
    assert words.of(*words.statement().on_behalf_of) == principals


@pytest.mark.parametrize(
    ("text", "addressees"),
    [
        ("Anna Berg emailed reporters that a deal was near.", ["reporters"]),
        ("Anna Berg said with joy that a deal was near.", []),
        ('Anna Berg said: "My thanks to Omar Haddad."', []),
        ("Anna Berg told Omar Haddad that a deal was near.", ["Omar Haddad"]),
        ('To a question about Cuba, Anna Berg answered: "Later."', []),
        ("Anna Berg demanded of Norway that it open the border.", ["Norway"]),
        ("The two sides agreed to meet, informed the two delegations on Monday.", []),
    ],
)
def test_to_whom(text, addressees):
    words = Words(text)
    assert words.of(*words.statement().addressees) == addressees


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Norway said through its Foreign Minister Anna Berg that a deal was near.", ["Anna Berg"]),
        ("Norway, through its embassy in Cuba, said that it supports the talks.", ["Norway"]),
        ("The Cuban side, through the mouth of its negotiator Omar Haddad, rejected the proposal.", ["Omar Haddad"]),
    ],
)
def test_a_state_speaks_through_people(text, speakers):
    words = Words(text)
    assert words.of(*words.statement().speakers) == speakers


def test_an_outlet_inside_what_is_said_is_no_medium():
    words = Words("Anna Berg called the report of the BBC an insult to all of Norway.")
    assert all(not one.media for one in words.found.statements)


@pytest.mark.parametrize(
    ("text", "media", "addressees"),
    [
        ("Anna Berg told state television that a deal was near.", ["state television"], []),
        ("Anna Berg told the Axios site that a deal was near.", ["Axios"], []),
        ("Anna Berg told a daily briefing that a deal was near.", [], []),
        ("Anna Berg told a news conference that a deal was near.", [], []),
        ("Anna Berg revealed to the channel Al Jazeera that a deal was near.", ["Al Jazeera"], ["Al Jazeera"]),
        ("Reuters learned from two diplomats that a deal was near.", ["Reuters"], []),
        ("The letter, seen by Reuters, demands that both sides open the roads.", ["Reuters"], []),
        ('"A deal is near," Anna Berg emphasized for RTS.', ["RTS"], []),
        ('"A deal is near," Anna Berg said for Norway.', [], []),
    ],
)
def test_through_which_outlet(text, media, addressees):
    words = Words(text)
    assert words.of(*words.statement().media) == media
    assert words.of(*words.statement().addressees) == addressees
