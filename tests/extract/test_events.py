"""Events, delegations and times of short texts."""

import pytest
from reading import Words

pytestmark = pytest.mark.model
TALKS = (
    "The Cuban delegation met on Friday at the Grand Hotel in Oslo with the Norwegian delegation. "
    "The talks, which lasted three hours, were chaired by Kenyan Foreign Minister Musalia Mudavadi. "
    "The Cuban team was headed by Carla Ruiz."
)


def test_delegations_have_a_party_a_head_and_the_event_they_attend():
    words = Words(TALKS)
    found = {words.of(*one.represents)[0]: (words.of(*one.head), one.event) for one in words.found.delegations}
    main = words.found.events[0].key
    assert found == {"Cuban": (["Carla Ruiz"], main), "Norwegian": ([], main)}


def test_namings_of_the_same_talks_are_one_event():
    words = Words(TALKS)
    (event,) = words.found.events
    assert words.of(*event.mentions) == ["met", "The talks"]
    assert event.kind == "Negotiation"
    assert words.of(*event.participants) == ["The Cuban delegation", "the Norwegian delegation"]
    assert words.of(*event.chair) == ["Musalia Mudavadi"]
    assert words.of(*event.venues) == ["Grand Hotel", "Oslo"]
    assert words.of(event.when.span, event.duration) == ["Friday", "three hours"]


def test_who_mediates_is_the_chair_and_where_is_the_venue():
    words = Words(
        "Chile and Peru concluded a third round of trade talk on Sunday. The Chilean delegation was headed by Carla Ruiz, the "
        "Peruvian side was headed by Rosa Quispe. Foreign Minister Anna Berg mediated between the two delegations at the Grand Hotel."
    )
    (event,) = words.found.events
    assert event.kind == "Negotiation"
    assert words.of(*event.participants) == ["The Chilean delegation", "the Peruvian side"]
    assert words.of(*event.chair) == ["Anna Berg"]
    assert words.of(*event.venues) == ["Grand Hotel"]
    heads = {words.of(one.key)[0]: words.of(*one.head) for one in words.found.delegations}
    assert heads == {"The Chilean delegation": ["Carla Ruiz"], "the Peruvian side": ["Rosa Quispe"]}


def test_talks_that_are_only_looked_back_on_are_not_those_that_delegations_attend():
    words = Words(
        "The Chilean delegation left the meeting in Lima. It was the first success after the Berlin conference in January."
    )
    places = {tuple(words.of(*event.venues)): words.of(*event.participants) for event in words.found.events}
    assert places == {("Lima",): ["The Chilean delegation"], ("Berlin",): []}


def test_those_who_reach_nothing_at_talks_took_part_and_mediated_by_names_the_chair():
    words = Words(
        "Anna Berg and Carla Ruiz did not reach any agreement at the dialogue in Oslo, mediated by Rana Umarova."
    )
    (event,) = words.found.events
    assert words.of(*event.participants) == ["Anna Berg", "Carla Ruiz"]
    assert words.of(*event.chair) == ["Rana Umarova"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chile held trade talk with Peru in Lima.", ["Negotiation"]),
        ("Carla Ruiz told a press conference in Lima that Chile was ready.", []),
        ("Chile should hold talks with Peru.", []),
        ("Chile proposed a meeting with Peru.", []),
        ("Chile held talks with Peru in Lima.", ["Negotiation"]),
        ("The G7 summit in Italy ended on Sunday.", ["Summit"]),
        ("Iraq invaded Kuwait in 1990.", ["MilitaryAction"]),
        ("The prisoners of war were freed.", []),
        ("He met the deadline.", []),
        ("The Iranian team won the match.", []),
    ],
)
def test_which_happenings_are_events(text, expected):
    assert [event.kind for event in Words(text).found.events] == expected


def test_events_with_other_dates_are_others():
    words = Words("Chile and Peru held talks in Lima on Monday. Earlier negotiations took place in Quito in 2019.")
    assert [words.of(event.when.span) for event in words.found.events] == [["Monday"], ["2019"]]


def test_who_attacked_whom():
    words = Words("Germany's invasion of Poland in September 1939 began the war.")
    event = next(one for one in words.found.events if one.kind == "MilitaryAction")
    assert (words.of(*event.initiator), words.of(*event.target)) == (["Germany"], ["Poland"])
    assert event.when.start == "1939-09"


@pytest.mark.parametrize(
    ("words_", "published", "start"),
    [
        ("They met on Friday.", "2025-05-18", "2025-05-16"),
        ("They met on Sunday.", "2025-05-18", "2025-05-18"),
        ("They met last Sunday.", "2025-05-18", "2025-05-11"),
        ("They met yesterday.", "2025-03-01", "2025-02-28"),
        ("They met on 3 May 2021.", "", "2021-05-03"),
        ("They met on May 3.", "2021-06-01", "2021-05-03"),
        ("They met on December 30.", "2021-01-02", "2020-12-30"),
        ("They met in February 2022.", "", "2022-02"),
        ("They met on Friday.", "", ""),
    ],
)
def test_times_are_counted_from_the_day_of_publication(words_, published, start):
    found = Words(f"Norway and Cuba held talks. {words_}", published).found
    assert [event.when.start for event in found.events if event.when] == [start]
