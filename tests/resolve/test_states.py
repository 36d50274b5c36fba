"""Whom people act for, where no words of the text link them to a state."""

import pytest
from resolve_builders import article, name

from kg.resolve import resolve


def acts_for(resolution, label):
    labels = {entity.id: entity.label for entity in resolution.entities}
    entity = next(entity for entity in resolution.entities if entity.label == label)
    return [labels[state] for state in entity.represents]


@pytest.mark.parametrize(
    ("date", "states"),
    [("2023-05-01", ["Russia"]), ("", ["Russia"]), ("1990-01-01", [])],
)
def test_a_person_known_to_be_in_office_acts_for_the_state_on_that_day(date, states):
    said = article("Vladimir Putin stayed away.", name("Vladimir Putin"), date=date)
    assert acts_for(resolve([said]), "Vladimir Putin") == states


def test_an_unknown_person_acts_for_the_country_that_the_office_names():
    said = article("Chilean envoy Ana Rojas left.", name("Ana Rojas", country="CL"))
    assert acts_for(resolve([said]), "Ana Rojas") == ["Chile"]


def test_a_state_that_nothing_names_rests_on_the_words_for_the_person():
    said = article("Chilean envoy Ana Rojas left.", name("Ana Rojas", country="CL"))
    chile, rojas = (next(e for e in resolve([said]).entities if e.label == label) for label in ("Chile", "Ana Rojas"))
    assert chile.mentions == rojas.mentions
    assert chile.names == ()


def test_a_person_of_no_known_office_acts_for_nobody():
    assert acts_for(resolve([article("Ana Rojas left.", name("Ana Rojas"))]), "Ana Rojas") == []


def test_who_speaks_for_a_body_does_not_act_for_the_state_of_an_earlier_office():
    said = article(
        "Vladimir Putin of the Red Cross left.",
        name("Vladimir Putin", affiliation=("Red Cross",)),
        name("Red Cross", "Organization"),
    )
    assert acts_for(resolve([said]), "Vladimir Putin") == []
