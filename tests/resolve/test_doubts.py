"""The pairs worth a look: nearly joined or just joined, the most mentioned first, and never what was judged."""

import pytest
from resolve_builders import article, different, judged, name, person, same, thing

from kg.resolve.doubts import doubts
from kg.resolve.resolver import solve

# Nearly alike, not quite: a person wants to look.
NEAR = person("Karl Albrechtsen", "a"), person("Karel Albrektzen", "b")
BARE = person("Albrechtsen", "c")
ODD = person("Siri Bakk", "d")
MISSPELT = article("Elchin Mamedov spoke. Later Mammadov left.", name("Elchin Mamedov"), name("Mammadov"))
ARTICLES = [*NEAR, BARE, ODD, MISSPELT]


def found(articles=ARTICLES, judgements=()):
    return doubts(solve(articles, judgements), articles, judgements)


def named(pairs) -> list[set[str]]:
    return [{pair.left.name, pair.right.name} for pair in pairs]


def test_names_joined_with_a_low_score_are_asked_about():
    (pair,) = (pair for pair in found() if pair.joined)
    assert {pair.left.name, pair.right.name} == {"Elchin Mamedov", "Mammadov"}
    assert [anchor.words for anchor in pair.right.anchors] == [pair.right.name]


def test_names_that_are_nearly_alike_are_asked_about():
    apart = named(pair for pair in found() if not pair.joined)
    assert {"Albrechtsen", "Karl Albrechtsen"} in apart
    assert not any("Siri Bakk" in pair for pair in apart)


def test_the_more_mentioned_comes_first_of_two_as_doubtful():
    often = article(
        "Rashid Mamedov spoke. Mammadov left. Mammadov came. Rashid Mamedov sat.",
        name("Rashid Mamedov"),
        name("Mammadov"),
        name("Mammadov", nth=2),
        name("Rashid Mamedov", nth=2),
    )
    assert "Rashid Mamedov" in named(pair for pair in found([MISSPELT, often]) if pair.joined)[0]


@pytest.mark.parametrize("verdict", ["same", "different", "unsure"])
def test_what_was_judged_is_not_asked_again(verdict):
    pair = thing("Mammadov", MISSPELT), thing("Elchin Mamedov", MISSPELT)
    left = named(found(judgements=[judged(verdict, *pair)]))
    assert {"Elchin Mamedov", "Mammadov"} in named(found())
    assert {"Elchin Mamedov", "Mammadov"} not in left
    assert len(left) == len(found()) - 1


def test_pairs_come_in_one_order():
    assert found() == found(ARTICLES[::-1])
    assert [pair.value for pair in found()] == sorted((pair.value for pair in found()), reverse=True)


def test_people_of_two_countries_are_no_doubt():
    apart = [person("Karl Albrechtsen", "a", country="SE"), person("Karl Albrechtsen", "b", country="NO")]
    assert found(apart) == []
    assert found([NEAR[0], ODD], [same(thing("Karl Albrechtsen", NEAR[0]), thing("Siri Bakk", ODD))]) == []
    assert found([NEAR[0], ODD], [different(thing("Karl Albrechtsen", NEAR[0]), thing("Siri Bakk", ODD))]) == []


def test_namesakes_are_shown_by_their_articles():
    namesakes = [
        article(f"{office} Karl Albrechtsen spoke.", name("Karl Albrechtsen", country="SE", role=office))
        for office in ("Minister", "Envoy")
    ]
    (pair,) = found(namesakes)
    assert {tuple(anchor.document for anchor in one.anchors) for one in (pair.left, pair.right)} == {
        (each.document.id,) for each in namesakes
    }
    parted = solve(namesakes, [different(pair.left, pair.right)]).resolution
    assert sum(entity.kind == "Person" for entity in parted.entities) == 2


def test_two_names_that_meet_in_many_articles_are_asked_about_once():
    again = article("Elchin Mamedov came back. Mammadov sat.", name("Elchin Mamedov"), name("Mammadov"))
    (pair,) = found([MISSPELT, again])
    assert [len(thing.anchors) for thing in (pair.left, pair.right)] == [2, 2]
