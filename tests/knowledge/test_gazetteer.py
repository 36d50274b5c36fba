"""What the shipped gazetteer answers."""

import subprocess
import sys
import time

import pytest

from kg import knowledge

COUNTRY = frozenset({"Country"})


def meanings(name: str) -> set[tuple[str, str]]:
    return {(hit.known.id, hit.relation) for hit in knowledge.lookup(name)}


@pytest.mark.parametrize(
    ("name", "id", "relation"),
    [
        ("Russia", "Q159", "name"),
        ("Turkey", "Q43", "alias"),
        ("Britain", "Q145", "alias"),
        ("Ukrainian", "Q212", "demonym"),
        ("Turks", "Q43", "demonym"),
        ("North Koreans", "Q423", "demonym"),
        ("Moscow", "Q159", "capital"),
        ("Moscow", "Q649", "name"),
        ("Kiev", "Q212", "capital"),
        ("Washington", "Q30", "capital"),
        ("the Kremlin", "Q159", "seat"),
        ("Downing Street", "Q145", "seat"),
        ("U.S.", "Q30", "abbreviation"),
        ("NATO", "Q7184", "abbreviation"),
        ("Nato", "Q7184", "alias"),
        ("Brussels", "Q458", "seat"),
        ("Istanbul", "Q406", "name"),
        ("Kharkov", "Q42308", "alias"),
        ("Vladimir Putin", "Q7747", "name"),
        ("Reuters", "Q130879", "name"),
        ("AFP", "Q40464", "abbreviation"),
        ("Camp David", "venue-camp-david", "name"),
        ("West Bank", "Q36678", "name"),
    ],
)
def test_a_name_means(name, id, relation):
    assert (id, relation) in meanings(name)


@pytest.mark.parametrize("word", ["us", "who", "it", "Xyzzyx", "", "...", "the"])
def test_a_word_that_is_no_name_means_nothing(word):
    assert knowledge.lookup(word) == ()


def test_a_name_of_several_things_keeps_them_all():
    assert {hit.known.kind for hit in knowledge.lookup("Georgia")} >= {"Country", "Place"}


def test_a_foreign_form_of_a_city_does_not_take_the_name_of_something_else():
    assert {hit.known.kind for hit in knowledge.lookup("White House")} == {"Building", "Country"}


@pytest.mark.parametrize(
    ("name", "kinds", "id"),
    [
        ("Turkiy", COUNTRY, "Q43"),
        ("Tukiy", COUNTRY, "Q43"),
        ("Turkue", COUNTRY, "Q43"),
        ("Ukrane", COUNTRY, "Q212"),
        ("Isreal", COUNTRY, "Q801"),
        ("Lavrow", frozenset({"Person"}), "Q58217"),
        ("Zelenskiy", frozenset({"Person"}), "Q3874799"),
        ("Blinkin", frozenset({"Person"}), "Q7821917"),
        ("Chiragan Palace", knowledge.KINDS, "venue-ciragan-palace"),
        ("Palais de Nations", knowledge.KINDS, "venue-palais-des-nations"),
        ("Schloss Elmow", knowledge.KINDS, "venue-schloss-elmau"),
    ],
)
def test_a_misspelt_name_is_found(name, kinds, id):
    assert knowledge.similar(name, kinds)[0].known.id == id


@pytest.mark.parametrize(
    "name", ["Turner", "Tucker", "Ivan", "Minister", "Friday", "Ground", "Service", "Kristin", "Some", "Video"]
)
def test_a_word_or_surname_does_not_become_a_country(name):
    assert knowledge.similar(name, COUNTRY) == ()


def test_a_well_known_name_is_not_taken_for_another_misspelt():
    assert {hit.known.id for hit in knowledge.similar("Austria", COUNTRY)} == {"Q40"}


def test_a_surname_finds_people_most_prominent_first():
    assert knowledge.surname("Trump")[0].known.id == "Q22686"
    assert knowledge.surname("Xi")[0].known.name == "Xi Jinping"


def test_offices_carry_country_and_days():
    lavrov = knowledge.known("Q58217")
    minister = next(office for office in lavrov.offices if office.title == "Minister of Foreign Affairs")
    assert minister.country == "RU"
    assert minister.held_on("2014-05-01")
    assert not minister.held_on("2003-05-01")


@pytest.mark.parametrize(
    ("start", "end", "day", "held"),
    [
        ("2017-01-20", "2021-01-20", "2019-06-01", True),
        ("2017-01-20", "2021-01-20", "2021-06-01", False),
        ("2017", "2021", "2021-06-01", True),
        ("2017", "", "2024-01-01", True),
        ("2017", "", "2016-12-31", False),
        ("2017", "2018", "", True),
    ],
)
def test_an_office_is_held_within_its_days(start, end, day, held):
    assert knowledge.Office("President", "US", start, end).held_on(day) is held


def test_a_venue_lies_in_its_city_and_the_city_in_its_country():
    palace = knowledge.known("venue-camp-david")
    assert palace.latitude == pytest.approx(39.65, abs=0.1)
    assert knowledge.known("venue-ciragan-palace").within == "Q406"
    assert knowledge.known("Q406").within == "Q43"


def test_a_territory_is_found_by_its_code():
    assert knowledge.territory("tr").name == "Türkiye"
    assert knowledge.territory("XX") is None
    assert knowledge.territory("") is None


def test_every_source_has_a_licence():
    assert len(knowledge.sources()) >= 10
    assert all(name and licence and gives for name, licence, gives in knowledge.sources())


def test_words_of_offices():
    assert {"minister", "envoy", "spokeswoman", "aide", "adviser", "representative"} <= knowledge.offices()


def test_opening_and_asking_is_fast():
    code = (
        "import time; from kg import knowledge; start = time.process_time(); knowledge.lookup('Istanbul');"
        "knowledge.similar('Turkiy'); print(time.process_time() - start)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert float(out) < 0.3


def test_a_thousand_known_lookups_take_no_time():
    knowledge.lookup("Istanbul")
    start = time.perf_counter()
    for _ in range(1000):
        knowledge.lookup("Istanbul")
    assert time.perf_counter() - start < 0.1


def test_a_city_lies_in_its_state_where_news_tells_cities_apart_by_it():
    columbus = {hit.known.within for hit in knowledge.lookup("Columbus") if hit.known.country == "US"}
    assert {"Q1397", "Q1428"} <= columbus  # in Ohio and in Georgia


@pytest.mark.parametrize(
    ("name", "id", "relation"),
    [
        ("Calif.", "Q99", "abbreviation"),
        ("Rajasthan", "Q1437", "name"),
        ("Sokoto State", "Q503941", "alias"),
        ("European", "Q46", "demonym"),
        ("Mexico", "Q96", "name"),  # before its capital
        ("N. Korea", "Q423", "alias"),
    ],
)
def test_parts_of_countries_and_their_people_are_known(name, id, relation):
    assert any((hit.known.id, hit.relation) == (id, relation) for hit in knowledge.lookup(name)[:1]), knowledge.lookup(
        name
    )


@pytest.mark.parametrize("word", ["Western", "Central", "North", "calif"])
def test_a_point_of_the_compass_is_no_province(word):
    assert not [hit for hit in knowledge.lookup(word) if hit.known.kind == "Place" and hit.known.weight <= 1e5]


def test_ministers_after_2022_hold_their_office_in_their_days():
    (hit,) = [hit for hit in knowledge.lookup("Andrii Sybiha") if hit.known.kind == "Person"]
    assert [office.title for office in hit.known.offices if office.held_on("2025-05-16")] == [
        "Minister of Foreign Affairs"
    ]
    assert not any(office.held_on("2024-01-01") for office in hit.known.offices)


@pytest.mark.parametrize(
    ("name", "country", "title"),
    [
        ("Dmitry Peskov", "RU", "Kremlin Spokesman"),
        ("Khalil al-Hayya", "", "Chief Negotiator of Hamas"),
        ("Hans Grundberg", "", "Special Envoy for Yemen"),
        ("Ajit Doval", "IN", "National Security Adviser"),
    ],
)
def test_negotiators_envoys_and_spokespeople_are_known_and_outweigh_no_minister(name, country, title):
    (hit,) = [hit for hit in knowledge.lookup(name) if hit.known.kind == "Person"]
    assert (title, country) in {(office.title, office.country) for office in hit.known.offices}
    (minister,) = [hit for hit in knowledge.lookup("Andrii Sybiha") if hit.known.kind == "Person"]
    assert hit.known.weight <= minister.known.weight


@pytest.mark.parametrize(
    ("people", "region"), [("Arab", "Arab world"), ("Nordic", "Nordic countries"), ("Sahelian", "Sahel")]
)
def test_peoples_of_regions_are_known(people, region):
    assert [hit.known.name for hit in knowledge.lookup(people) if hit.relation == "demonym"] == [region]


def test_friends_call_theodore_ted():
    assert "ted theodore" in knowledge.words("nickname")


def test_every_place_has_coordinates():
    from kg.knowledge.gazetteer import connection

    query = "SELECT name FROM known WHERE kind IN ('Country', 'Place', 'City', 'Building') AND latitude IS NULL"
    assert [row[0] for row in connection().execute(query)] == []


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Appalachians", "Place"),
        ("Mississippi River", "Place"),
        ("Niger Delta", "Place"),
        ("Dulles International Airport", "Building"),
        ("South Waziristan", "Place"),
        ("D.C.", "Place"),
    ],
)
def test_mountains_rivers_regions_and_airports_have_coordinates(name, kind):
    assert any(hit.known.kind == kind and hit.known.latitude is not None for hit in knowledge.lookup(name))


def test_small_towns_are_asked_for_by_themselves():
    assert knowledge.lookup("Wana") == ()
    town = knowledge.towns("Wana")[0]
    assert (town.country, town.kind) == ("PK", "City")
    assert knowledge.known(town.id) == town
    assert knowledge.towns("Xyzzyx") == ()
