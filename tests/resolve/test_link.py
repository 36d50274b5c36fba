"""What the gazetteer knows, and what it only seems to know."""

import pytest
from resolve_builders import article, name

from kg.resolve import resolve


def linked(text, *names, date="2022-03-01", label=None):
    entities = resolve([article(text, *names, date=date)]).entities
    return {entity.label: entity.wikidata for entity in entities}


RUSSIAN = name("Russian", "Country", form="demonym", country="RU")


@pytest.mark.parametrize(
    ("text", "names", "label", "wikidata"),
    [
        ("Vladimir Putin spoke.", [name("Vladimir Putin")], "Vladimir Putin", "Q7747"),
        ("Putin spoke to the Russian people.", [name("Putin"), RUSSIAN], "Vladimir Putin", "Q7747"),
        ("Putin spoke.", [name("Putin")], "Putin", ""),
        (
            "Russian Foreign Minister Sergei Lavrow spoke.",
            [name("Sergei Lavrow", country="RU", role="Foreign Minister"), RUSSIAN],
            "Sergey Lavrov",
            "Q58217",
        ),
        (
            "Russian Foreign Minister Pavel Lavrov spoke.",
            [name("Pavel Lavrov", country="RU", role="Foreign Minister"), RUSSIAN],
            "Pavel Lavrov",
            "",
        ),
        ("The Brazilian Sergey Lavrov sang.", [name("Sergey Lavrov", country="BR")], "Sergey Lavrov", ""),
        ("Michael Green, a baker, spoke.", [name("Michael Green")], "Michael Green", ""),
        ("Reuters reported.", [name("Reuters", "NewsOrganization")], "Reuters", "Q130879"),
        ("The IAEA reported.", [name("IAEA", "Organization")], "International Atomic Energy Agency", "Q41984"),
    ],
)
def test_a_person_or_body_is_linked_only_where_more_than_a_name_agrees(text, names, label, wikidata):
    assert linked(text, *names)[label] == wikidata


@pytest.mark.parametrize(("body", "label"), [("IAEA", "Rafael Grossi"), ("OSCE", "Rafael Grosi")])
def test_a_misspelt_person_is_known_by_the_body_that_an_office_is_of(body, label):
    text = f"Rafael Grosi of the {body} spoke."
    names = [name("Rafael Grosi", affiliation=(body,)), name(body, "Organization")]
    assert label in linked(text, *names)


def test_a_misspelt_venue_is_found_through_the_city_around_it():
    text = "They met at the Chiragan Palase in Istanbul."
    names = [name("Chiragan Palase", "Building", within="Istanbul"), name("Istanbul", "City", country="TR")]
    found = {entity.label: entity for entity in resolve([article(text, *names)]).entities}
    assert found["Çırağan Palace"].within == "city-Q406"
    assert found["Istanbul"].within == "country-Q43"
    assert found["Istanbul"].latitude == pytest.approx(41.01, abs=0.05)


def test_a_venue_of_another_city_is_not_taken_for_it():
    text = "They met at the Chiragan Palase in Vienna."
    names = [name("Chiragan Palase", "Building", within="Vienna"), name("Vienna", "City", country="AT")]
    assert "Çırağan Palace" not in linked(text, *names)


def test_the_country_of_a_city_exists_and_rests_on_the_words_of_the_city():
    given = article("They met in Geneva.", name("Geneva", "City"))
    found = {entity.id: entity for entity in resolve([given]).entities}
    assert found["country-Q39"].mentions == found["city-Q71"].mentions
    assert found["country-Q39"].names == ()


def test_a_small_town_without_its_country_is_not_linked():
    assert linked("They met in Arcadia.", name("Arcadia", "City")) == {"Arcadia": ""}


def test_a_town_is_linked_where_no_other_has_its_name():
    found = {
        entity.label: entity
        for entity in resolve([article("They met in Dewsbury.", name("Dewsbury", "City"))]).entities
    }
    assert found["Dewsbury"].latitude == pytest.approx(53.69, abs=0.05)


@pytest.mark.parametrize(("state", "latitude"), [("Montana", 48.51), ("North Carolina", 35.29)])
def test_a_small_town_follows_the_state_of_the_article(state, latitude):
    names = [name("Shelby", "City", country="US"), name(state, "Place", country="US")]
    found = {
        entity.label: entity for entity in resolve([article(f"A prison in Shelby. {state} pays.", *names)]).entities
    }
    assert found["Shelby"].latitude == pytest.approx(latitude, abs=0.05)


def test_a_town_follows_its_neighbours():
    text = "He lives in Bellmore and grew up in Oceanside."
    names = [name("Bellmore", "City", country="US"), name("Oceanside", "City", country="US")]
    found = {entity.label: entity for entity in resolve([article(text, *names)]).entities}
    assert found["Oceanside"].longitude == pytest.approx(-73.6, abs=0.2)


def test_a_point_of_the_compass_is_no_town():
    names = [name("West", "Place"), name("United States", "Country", country="US")]
    found = {
        entity.label: entity for entity in resolve([article("The West waits for the United States.", *names)]).entities
    }
    assert (found["West"].kind, found["West"].within) == ("Place", "")


def test_a_village_alone_is_not_linked():
    found = resolve([article("They met in Middlestown.", name("Middlestown", "Place"))]).entities
    assert [entity.latitude for entity in found] == [None]


def test_a_town_follows_the_country_of_the_article():
    names = [name("Odessa", "City"), name("Texas", "Place", country="US"), name("American", "Country", country="US")]
    found = {entity.label: entity for entity in resolve([article("American talks in Odessa, Texas.", *names)]).entities}
    assert found["Odessa"].within == "place-Q1439"


def test_a_great_city_is_not_taken_for_a_village_because_its_state_is_named():
    names = [name("Mississippi", "Place", country="US"), name("Louisville", "City", country="US"), name("Jackson", "City")]
    text = "The teams of Mississippi and Louisville met in Jackson."
    found = {entity.label: entity for entity in resolve([article(text, *names)]).entities}
    assert found["Louisville"].latitude == pytest.approx(38.2, abs=0.2)


def test_a_city_that_lies_in_a_territory_of_its_name_ends_there():
    text = "They met in Hong Kong. Hong Kong's Grand Hotel is in Hong Kong."
    names = [
        name("Hong Kong", "City", country="HK"),
        name("Grand Hotel", "Building", country="HK", within="Hong Kong"),
        name("Hong Kong", "City", nth=3, country="HK", within="Hong Kong"),
    ]
    found = {entity.label: entity for entity in resolve([article(text, *names)]).entities}
    assert found["Hong Kong"].within != found["Hong Kong"].id
