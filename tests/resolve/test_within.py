"""Who is who in one article."""

import pytest
from resolve_builders import article, name, names_of, together

from kg.resolve import resolve


@pytest.mark.parametrize(
    ("full", "bare", "same"),
    [
        ("Marta Kowalczuk", "Kowalczuk", True),  # surname
        ("Marta Kowalczuk", "Marta", True),  # first name
        ("Marta Kowalczuk", "Kowalczu", True),  # cut short
        ("Marta Kowalczuk", "Kovalchuk", True),  # another transliteration
        ("Marta Kowalczuk", "Kowalsky", False),
        ("Marta Kowalczuk", "Petrenko", False),
        ("Kim Tae-sung", "Kim", True),  # the family's name first
        ("Zhang Weiming", "Zhang", True),
        ("Dmitri Orlov", "Orban", False),  # like it, but somebody else well known
    ],
)
def test_a_bare_name_joins_the_full_one_it_may_be_short_for(full, bare, same):
    assert together(resolve([article(f"{full} came. {bare} spoke.", name(full), name(bare))]), full, bare) is same


def test_a_family_name_that_comes_first_is_short_for_the_name_of_that_country():
    text = "Li Chenggang came. He Lifeng left. Li spoke."
    people = [name("Li Chenggang", country="CN"), name("He Lifeng", country="CN"), name("Li", nth=3)]
    found = resolve([article(text, *people)])
    assert together(found, "Li Chenggang", "Li")


def test_a_bare_surname_that_two_full_names_share_stays_apart():
    text = "Anna Belova and Igor Belov came. Belov spoke. Ivan Sokolov and Oleg Sokolov left. Sokolov waved."
    found = resolve(
        [
            article(
                text,
                name("Anna Belova"),
                name("Igor Belov"),
                name("Belov", nth=3),
                name("Ivan Sokolov"),
                name("Oleg Sokolov"),
                name("Sokolov", nth=3),
            )
        ]
    )
    assert together(found, "Igor Belov", "Belov")
    assert not together(found, "Ivan Sokolov", "Sokolov")
    assert not together(found, "Oleg Sokolov", "Sokolov")


def test_bare_names_that_differ_in_a_particle_are_one():
    found = resolve(
        [article("Abu Ghadir came. Ghadir spoke. Abu Karim left.", *map(name, ["Abu Ghadir", "Ghadir", "Abu Karim"]))]
    )
    assert together(found, "Abu Ghadir", "Ghadir")
    assert not together(found, "Abu Ghadir", "Abu Karim")


def test_of_two_namesakes_a_bare_surname_means_the_one_named_before():
    text = "Ivan Sokolov came. Sokolov spoke. Oleg Sokolov left."
    found = resolve([article(text, name("Ivan Sokolov"), name("Sokolov", nth=2), name("Oleg Sokolov"))])
    assert together(found, "Ivan Sokolov", "Sokolov")
    assert not together(found, "Oleg Sokolov", "Sokolov")


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Abdullah Karimi", "Abdulla Karimi", True),
        ("Jan Peter Novak", "Jan Novak", True),
        ("Ivan Sokolov", "Oleg Sokolov", False),
        ("Maria Silva", "Mario Silva", False),
    ],
)
def test_two_full_names_join_where_every_part_agrees(left, right, same):
    assert together(resolve([article(f"{left} met {right}.", name(left), name(right))]), left, right) is same


def test_two_people_of_different_countries_never_join():
    text = "Ukrainian envoy Ivan Sokolov met Russian envoy Ivan Sokolow."
    found = resolve([article(text, name("Ivan Sokolov", country="UA"), name("Ivan Sokolow", country="RU"))])
    assert not together(found, "Ivan Sokolov", "Ivan Sokolow")


def test_a_country_gathers_its_names_nationalities_and_capital():
    text = "Russia spoke. Moscow agreed. Russian troops left. Kief waited."
    found = resolve(
        [
            article(
                text,
                name("Russia", "Country", country="RU"),
                name("Moscow", "Country", form="metonym", country="RU"),
                name("Russian", "Country", form="demonym", country="RU"),
                name("Kief", "Country", form="metonym", country="UA"),
            )
        ]
    )
    assert names_of(found) == {"country-Q159": {"Russia", "Moscow", "Russian"}, "country-Q212": {"Kief"}}


def test_noun_phrases_mean_what_they_refer_to_through_several_steps():
    text = "Russia met Iran. Both sides spoke. They agreed."
    given = article(
        text,
        name("Russia", "Country", country="RU"),
        name("Iran", "Country", country="IR"),
        name("Both sides", "Actor", form="nominal", refers_to=("Russia", "Iran")),
        name("They", "Actor", form="pronoun", refers_to=("Both sides",)),
    )
    they = next(mention.span for mention in given.mentions if mention.text == "They")
    assert resolve([given]).of(given.document.id, they) == ("country-Q159", "country-Q794")


def test_pronouns_that_refer_to_each_other_mean_nothing_and_do_not_hang():
    given = article(
        "He said she spoke.",
        name("He", "Actor", form="pronoun", refers_to=("she",)),
        name("she", "Actor", form="pronoun", refers_to=("He",)),
    )
    assert resolve([given]).referents == {}


def test_an_organisation_joins_its_initials():
    text = "The Baltic Grain Exchange Council met. The BGEC agreed. The BGAC did not."
    found = resolve(
        [
            article(
                text,
                name("Baltic Grain Exchange Council", "Organization"),
                name("BGEC", "Organization"),
                name("BGAC", "Organization"),
            )
        ]
    )
    assert together(found, "Baltic Grain Exchange Council", "BGEC")
    assert not together(found, "Baltic Grain Exchange Council", "BGAC")


@pytest.mark.parametrize(
    ("short", "long", "same"),
    [
        ("Lake Liberation", "Lake Liberation Forces", True),
        ("Lake Liberation", "Lake Liberation Front", True),
        ("Lake Liberation", "Lake Liberation Council", False),  # a council may be a part of it
        ("United Nations", "United Nations Force", False),
    ],
)
def test_an_organisation_joins_its_name_without_the_noun_that_says_what_it_is(short, long, same):
    text = f"The {long} left. The {short} stayed."
    found = resolve(
        [article(text, name(long, "Organization"), name(short, "Organization", nth=2 if short in long else 1))]
    )
    assert together(found, short, long) is same


@pytest.mark.parametrize(
    ("short", "long", "same"), [("Maltese Embassy", "Maltese Embassy Oslo", True), ("Embassy", "Embassy Oslo", False)]
)
def test_an_organisation_joins_its_name_with_the_town_of_its_seat(short, long, same):
    text = f"The {long} closed. The {short} opened."
    names = [name(long, "Organization", within="Oslo"), name("Oslo", "City"), name(short, "Organization", nth=2)]
    assert together(resolve([article(text, *names)]), short, long) is same


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("Velgorad", "Vellgorad", True),
        ("Velgorad", "Delgorad", False),
        ("Baku", "Bakku", False),  # too short to tell
        ("Hamilton", "Hamelton", True),
        ("Brighton", "Breighton", True),
        ("Hamburg", "Homburg", False),  # not alike enough
    ],
)
def test_a_place_joins_its_name_misspelt(first, second, same):
    found = resolve([article(f"{first} fell. {second} burns.", name(first, "Place"), name(second, "Place"))])
    assert together(found, first, second) is same


def test_unnamed_sources_of_one_wording_are_one_node_of_their_document_only():
    text = "Officials said no. Officials said yes."
    given = article(
        text,
        name("Officials", "UnnamedSource", form="nominal"),
        name("Officials", "UnnamedSource", nth=2, form="nominal"),
    )
    other = article(text + " Again.", name("Officials", "UnnamedSource", form="nominal"))
    assert [len(entity.mentions) for entity in resolve([given]).entities] == [2]
    assert sorted(len(entity.mentions) for entity in resolve([given, other]).entities) == [1, 2]
