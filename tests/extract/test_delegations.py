"""Delegations: several named at once, sides and parties at the table, who leads them and who belongs to them."""

import pytest
from reading import Words

pytestmark = pytest.mark.model


def sent(text):
    """Return the delegations of a text as (names, whom they represent, heads, other members)."""
    words = Words(text)
    return [
        (
            words.of(*one.mentions),
            sorted(set(words.of(*one.represents))),
            words.of(*one.head),
            words.of(*(span for span in one.members if span not in one.head)),
        )
        for one in words.found.delegations
    ]


BOTH = (
    "Chilean and Peruvian delegations ended talks in Quito. The Chilean delegation was headed by Carla Ruiz, "
    "while the Peruvian team was led by the envoy Rosa Quispe."
)


def test_two_delegations_named_at_once_are_two_and_the_plural_means_both():
    words = Words(BOTH)
    assert sent(BOTH) == [
        (["The Chilean delegation"], ["Chilean"], ["Carla Ruiz"], []),
        (["the Peruvian team"], ["Peruvian"], ["Rosa Quispe"], []),
    ]
    assert words.refers("Chilean and Peruvian delegations") == ["The Chilean delegation", "the Peruvian team"]
    (event,) = words.found.events
    assert words.of(*event.participants) == ["The Chilean delegation", "the Peruvian team"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anna Berg, lead person on the Maltese side, called the talks useful.",
            [(["the Maltese side"], ["Maltese"], ["Anna Berg"], [])],
        ),
        (
            "Anna Berg and Carla Ruiz represented the Maltese party at the talks.",
            [(["the Maltese party"], ["Maltese"], [], ["Anna Berg", "Carla Ruiz"])],
        ),
        (
            "Anna Berg, leading the Maltese side at the talks, said so.",
            [(["the Maltese side"], ["Maltese"], ["Anna Berg"], [])],
        ),
        (
            "The head of the Maltese delegation, Anna Berg, left the talks.",
            [(["the Maltese delegation"], ["Maltese"], ["Anna Berg"], [])],
        ),
        (
            "The Maltese delegation consists of Anna Berg and Carla Ruiz.",
            [(["The Maltese delegation"], ["Maltese"], [], ["Anna Berg", "Carla Ruiz"])],
        ),
        (
            "From the Maltese side, Anna Berg took part in the talks.",
            [(["the Maltese side"], ["Maltese"], [], ["Anna Berg"])],
        ),
        (
            "The Maltese delegation is led by the deputy minister of interior Anna Berg, and it includes Carla Ruiz and Rosa Quispe.",
            [(["The Maltese delegation"], ["Maltese"], ["Anna Berg"], ["Carla Ruiz", "Rosa Quispe"])],
        ),
        ("The Maltese side is content with the talks.", []),
        ("The Maltese party won the election after the talks.", []),
    ],
)
def test_sides_of_which_it_is_said_who_leads_them_are_delegations(text, expected):
    assert sent(text) == expected


def test_who_leads_the_team_of_a_front_and_the_delegation_of_the_government():
    text = (
        "The Peruvian government and the National Liberation Army held peace talks in Quito. Anna Berg headed the delegation of the "
        "federal government, while Carla Ruiz led the team of the National Liberation Army."
    )
    assert [(rep, heads) for _, rep, heads, _ in sent(text)] == [
        (["Peruvian"], ["Anna Berg"]),
        (["National Liberation Army"], ["Carla Ruiz"]),
    ]


def test_delegations_of_a_government_and_of_rebels_are_told_apart():
    text = (
        "The Government of Peru and the National Liberation Army held peace talks in Quito. The document was signed by the chief "
        "of the governmental delegation, Anna Berg, and by the head of the guerrilla delegation, Carla Ruiz."
    )
    assert [(names, heads) for names, _, heads, _ in sent(text)] == [
        (["the governmental delegation"], ["Anna Berg"]),
        (["the guerrilla delegation"], ["Carla Ruiz"]),
    ]
    assert sent(text)[1][1] == ["National Liberation Army"]
