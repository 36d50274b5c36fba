"""Talks as badly translated news tells them: what is no event, who takes part, who mediates, where and when."""

import pytest
from reading import Words

pytestmark = pytest.mark.model


def told(text, date=""):
    """Return the events of a text as (kind, participants, chair, venues, day in words)."""
    words = Words(text, date)
    return [
        (
            event.kind,
            words.of(*event.participants),
            words.of(*event.chair),
            words.of(*event.venues),
            "".join(words.of(event.when and event.when.span)),
        )
        for event in words.found.events
    ]


@pytest.mark.parametrize(
    "text",
    [
        "No meeting with Peru took place in Lima.",
        "Chile denied that there were any negotiations with Peru in Lima.",
        "The talks with Peru were cancelled.",
        "The visit of Carla Ruiz to Lima, planned for Tuesday, was put off.",
        "The next round of the talks, initially foreseen for 5 May in Lima, was postponed.",
        "A meeting with Peru did not take place in Lima.",
        "Chile proposed that both sides hold a working meeting in Lima.",
        "Chile proposed that both sides meet in Lima.",
        "A summit of Chile and Peru in Lima is possible.",
        "Chile wants that Peru withdraw before any political dialogue in Lima.",
        "The date of the fifth round of talks would be announced in Lima.",
        "Anna Berg said that there is no ground for formal negotiations with Peru.",
        "Kenya supports Peruvian dialogue.",
        "Peruvian borders are not for negotiation.",
        "If the deal fails, we have an open war with Peru.",
        "A summit with Peru is not foreseen in Lima.",
        "Chile insisted that talks be held within the commission.",
        "Chile did not exclude a meeting with Peru in Lima.",
        "No date has been set for the next session of the commission.",
    ],
)
def test_what_is_called_off_denied_or_only_wished_for_is_no_event(text):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Kenya announced that direct talks between Chile and Peru will begin on 18 March in Quito.",
            ("Negotiation", ["Chile", "Peru"], [], ["Quito"], "18 March"),
        ),
        ("Chile and Peru will meet on Friday in Quito.", ("Meeting", ["Chile", "Peru"], [], ["Quito"], "Friday")),
        (
            "The talks of Chile and Peru lasted three hours and took place in the Grand Palace hotel in Quito.",
            ("Negotiation", ["Chile", "Peru"], [], ["Grand Palace", "Quito"], ""),
        ),
        (
            "The round of talks between Chile and Peru concluded on Sunday evening in Quito.",
            ("Negotiation", ["Chile", "Peru"], [], ["Quito"], "Sunday"),
        ),
        ("Kenya has mediated between Chile and Peru since April.", ("Negotiation", ["Chile", "Peru"], ["Kenya"], [], "")),
        (
            "The meeting of Chile and Peru will take place in the city of Quito in January.",
            ("Meeting", ["Chile", "Peru"], [], ["Quito"], "January"),
        ),
        (
            "The ministers for foreign affairs of Chile and Peru, Carla Ruiz and Rosa Quispe, held talks on Friday in Quito.",
            ("Negotiation", ["Chile", "Peru", "Carla Ruiz", "Rosa Quispe"], [], ["Quito"], "Friday"),
        ),
        (
            "Chile and Peru issued on Monday a joint statement after two days of consultations held in Quito.",
            ("Negotiation", ["Chile", "Peru"], [], ["Quito"], ""),
        ),
        (
            "Carla Ruiz spoke to reporters at the residence of the Maltese ambassador, where the talks of Chile and Peru took place.",
            ("Negotiation", ["Chile", "Peru"], [], ["residence of the Maltese ambassador"], ""),
        ),
        (
            "The regular talks of Chile and Peru, led by Anna Berg and Carla Ruiz, ended in Quito.",
            ("Negotiation", ["Chile", "Peru", "Anna Berg", "Carla Ruiz"], [], ["Quito"], ""),
        ),
        (
            "Anna Berg met the envoy Carla Ruiz, who had visited Peru in Lima on 5 January.",
            ("Meeting", ["Anna Berg", "Carla Ruiz"], [], [], ""),
        ),
        (
            "Talks of Chile and Peru took place in the Kenyan capital Nairobi.",
            ("Negotiation", ["Chile", "Peru"], [], ["the Kenyan capital"], ""),  # which refers to Nairobi
        ),
        (
            "Carla Ruiz took part in a round table of Chile and Peru in Quito.",
            ("Negotiation", ["Chile", "Peru", "Carla Ruiz"], [], ["Quito"], ""),
        ),
        (
            "The Chilean-Peruvian talks in Quito, attended by Anna Berg, ended.",
            ("Negotiation", ["Chilean", "Peruvian", "Anna Berg"], [], ["Quito"], ""),
        ),
    ],
)
def test_who_talks_where_and_when(text, expected):
    assert told(text) == [expected]


@pytest.mark.parametrize(
    ("text", "chair"),
    [
        ("Chile and Peru held talks in Quito with the mediation of Kenya.", ["Kenya"]),
        ("The talks of Chile and Peru in Quito, which Kenya and Malta mediate, were resumed.", ["Kenya", "Malta"]),
        ("The talks of Chile and Peru in Quito, convoked by Kenya, go on.", ["Kenya"]),
        ("The talks of Chile and Peru in Quito, led by the envoy Rana Umarova, ended.", ["Rana Umarova"]),
        ("Chile and Peru held talks in Quito under the auspices of Kenya.", ["Kenya"]),
        ("Chile and Peru held Kenyan-mediated talks in Quito.", ["Kenyan"]),
        ("The talks of Chile and Peru in Quito are sponsored by Kenya.", ["Kenya"]),
        ("The talks of Chile and Peru go on in Quito, the Kenyan mediator said.", ["Kenyan"]),
        ("Chile and Peru held talks in Quito. Peru welcomed the Kenyan mediation.", ["Kenyan"]),
    ],
)
def test_who_mediates_takes_no_part(text, chair):
    ((kind, parties, chaired, venues, _),) = told(text)
    assert (kind, parties, chaired, venues) == ("Negotiation", ["Chile", "Peru"], chair, ["Quito"])


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Anna Berg, in a telephone talk with Carla Ruiz, hoped for peace.", ["Anna Berg", "Carla Ruiz"]),
        ("In a phone conversation with Carla Ruiz, Anna Berg urged Peru to wait.", ["Anna Berg", "Carla Ruiz"]),
        ("Anna Berg held a telephone conversation with Carla Ruiz.", ["Anna Berg", "Carla Ruiz"]),
        ("Talks by telephone between Anna Berg and Carla Ruiz took place.", ["Anna Berg", "Carla Ruiz"]),
        ("Anna Berg spoke by phone with Carla Ruiz.", ["Anna Berg", "Carla Ruiz"]),
        ("Anna Berg and Carla Ruiz discussed by telephone the course of the border.", ["Anna Berg", "Carla Ruiz"]),
    ],
)
def test_a_talk_by_telephone_is_a_call(text, parties):
    ((kind, found, *_),) = told(text)
    assert (kind, sorted(found)) == ("Call", parties)


def test_a_call_is_not_the_talks_of_others():
    found = told("Chile and Peru held talks in Lima. Anna Berg had a telephone talk with Rana Umarova.")
    assert [(kind, venues) for kind, _, _, venues, _ in found] == [("Negotiation", ["Lima"]), ("Call", [])]


def test_the_next_and_the_previous_round_are_others():
    found = told(
        "Chile and Peru ended the third round of talks in Lima. The previous round was held in Quito. "
        "The next round will be held in Oslo on 5 May. At the talks no agreement was reached."
    )
    assert [(venues, day) for _, _, _, venues, day in found] == [(["Lima"], ""), (["Quito"], ""), (["Oslo"], "5 May")]


def test_rounds_with_other_numbers_are_others():
    found = told("Chile and Peru ended the fifth round of talks in Lima. Kenya hosted the third round of talks.")
    assert [(chair, venues) for _, _, chair, venues, _ in found] == [([], ["Lima"]), (["Kenya"], [])]


@pytest.mark.parametrize("bound", ["since April 2020", "till Friday", "until 4 May"])
def test_since_when_and_until_when_something_is_is_no_day_of_it(bound):
    assert told(f"The talks between Chile and Peru go on {bound}.") == [("Negotiation", ["Chile", "Peru"], [], [], "")]
    assert told(f"Chile and Peru held talks {bound}.") == [("Negotiation", ["Chile", "Peru"], [], [], "")]


def test_a_hotel_in_which_people_meet_is_a_building():
    assert told("The talks of Chile and Peru were held in the Hotel Nacional.")[0][3] == ["Hotel Nacional"]


def test_the_body_before_a_conference_holds_it_and_takes_no_part():
    assert told("The FIFA conference ended in Lima.") == [("Meeting", [], [], ["Lima"], "")]


def test_talks_still_to_come_are_not_those_that_were():
    found = told("The session was opened in Lima by Anna Berg. The session of the commission will be held on 4 August.")
    assert [(venues, day) for _, _, _, venues, day in found] == [(["Lima"], ""), ([], "4 August")]


def test_what_speakers_call_their_talks_is_no_second_meeting():
    found = told('The meeting in Lima was attended by Anna Berg and Carla Ruiz. "Today we had a good meeting," said Berg.')
    assert [(venues, parties) for _, parties, _, venues, _ in found] == [(["Lima"], ["Anna Berg", "Carla Ruiz"])]


def test_who_is_received_meets_the_host_and_the_talks_are_others():
    found = told("Chile and Peru held talks in Lima. President Anna Berg received Carla Ruiz.")
    assert [(kind, parties) for kind, parties, *_ in found] == [
        ("Negotiation", ["Chile", "Peru"]),
        ("Meeting", ["Anna Berg", "Carla Ruiz"]),
    ]


def test_whose_mediation_brought_an_old_treaty_about_does_not_chair_the_talks():
    found = told(
        "The talks of Chile and Peru in Lima were convened by Kenya. Chile asked for changes of the treaty, which was concluded "
        "with the mediation of Malta."
    )
    assert [chair for _, _, chair, *_ in found] == [["Kenya"], ["Malta"]]


def test_what_had_been_before_is_a_meeting_of_its_own():
    found = told("Chile and Peru ended the negotiation. The envoys Anna Berg and Carla Ruiz had met last week in Quito.")
    assert [(parties, venues) for _, parties, _, venues, _ in found] == [
        (["Chile", "Peru"], []),
        (["Anna Berg", "Carla Ruiz"], ["Quito"]),
    ]


def test_a_capital_is_the_town_that_the_text_names():
    found = told("Chile and Peru held talks on Friday in the Omani capital. Anna Berg left Muscat.")
    assert [venues for *_, venues, _ in found] == [["Muscat"]]


def test_a_meeting_on_the_sidelines_is_one_of_its_own():
    found = told("Chile chaired the conference in Lima. Anna Berg met Carla Ruiz on the sidelines.")
    assert [(kind, parties) for kind, parties, *_ in found] == [("Meeting", []), ("Meeting", ["Anna Berg", "Carla Ruiz"])]


def test_whose_election_it_is_takes_no_part_in_it():
    assert told("The Chilean election took place in 2019.") == [("Election", [], [], [], "2019")]


def test_who_is_named_twice_takes_part_once():
    (event,) = Words("The visit of the Chilean head of state, Anna Berg, to Lima ended.").found.events
    assert len(event.participants) == 1


def test_who_signs_where_and_when():
    (found,) = told("The document was signed by Anna Berg and by the envoy Carla Ruiz on Friday in Quito.")
    assert found == ("Signing", ["Anna Berg", "Carla Ruiz"], [], ["Quito"], "Friday")


@pytest.mark.parametrize("text", ["Chile did not sign the treaty in Lima.", "Chile is ready to sign the treaty in Lima."])
def test_what_is_not_signed_is_no_signing(text):
    assert told(text) == []


def test_the_place_of_another_clause_is_no_venue():
    found = told("Carla Ruiz, in Quito since Monday, chaired the talks of Chile and Peru in Lima.")
    assert found == [("Negotiation", ["Chile", "Peru"], ["Carla Ruiz"], ["Lima"], "")]


@pytest.mark.parametrize(
    ("day", "start", "end"),
    [
        ("in September", "2023-09", "2023-09"),
        ("on 18 and 19 October 2023", "2023-10-18", "2023-10-19"),
        ("from 28 November to 4 December 2023", "2023-11-28", "2023-12-04"),
        ("on Sunday evening", "2023-12-17", "2023-12-17"),
    ],
)
def test_months_alone_ranges_and_evenings(day, start, end):
    (event,) = Words(f"Chile and Peru held talks in Quito {day}.", "2023-12-19").found.events
    assert (event.when.start, event.when.end) == (start, end)
