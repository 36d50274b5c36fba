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
    ],
)
def test_to_whom(text, addressees):
    words = Words(text)
    assert words.of(*words.statement().addressees) == addressees


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
        ('"A deal is near," Anna Berg emphasized for RTS.', ["RTS"], []),
        ('"A deal is near," Anna Berg said for Norway.', [], []),
    ],
)
def test_through_which_outlet(text, media, addressees):
    words = Words(text)
    assert words.of(*words.statement().media) == media
    assert words.of(*words.statement().addressees) == addressees
