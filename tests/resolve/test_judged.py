"""Judgements come before everything else: what people say is the same is one, what they say is different is two."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_builders import article, different, event, judged, name, person, same, span, thing, together

from kg.model import Span
from kg.resolve import resolve

ONE = person("Karl Albrechtsen", "a", country="SE")
TWO = person("Karl Albrechtson", "b", country="SE")
OTHER = person("Ola Normann", "c", country="NO")
THIRD = person("Siri Bakk", "d", country="NO")


def people(found) -> list[set[str]]:
    return sorted((set(entity.names) for entity in found.entities if entity.kind == "Person"), key=sorted)


def test_names_judged_the_same_are_one():
    judgement = same(thing("Karl Albrechtsen", ONE), thing("Ola Normann", OTHER))
    found = resolve([ONE, OTHER], [judgement])
    assert together(found, "Karl Albrechtsen", "Ola Normann")
    assert [ruling.judgement for ruling in found.rulings] == [judgement]


def test_what_is_joined_by_itself_comes_along():
    found = resolve([ONE, TWO, OTHER], [same(thing("Karl Albrechtson", TWO), thing("Ola Normann", OTHER))])
    assert together(found, "Karl Albrechtsen", "Karl Albrechtson", "Ola Normann")


def test_names_judged_different_are_two_and_their_merge_is_gone():
    judgement = different(thing("Karl Albrechtsen", ONE), thing("Karl Albrechtson", TWO))
    assert together(resolve([ONE, TWO]), "Karl Albrechtsen", "Karl Albrechtson")
    found = resolve([ONE, TWO], [judgement])
    assert people(found) == [{"Karl Albrechtsen"}, {"Karl Albrechtson"}]
    assert found.merges == ()


def test_what_nobody_judged_stays_with_the_name_it_is_most_like():
    again = person("Karl Albrechtsen", "e", country="SE")
    judgement = different(thing("Karl Albrechtsen", ONE), thing("Karl Albrechtson", TWO))
    found = resolve([ONE, TWO, again], [judgement])
    held = {entity.names: len(entity.mentions) for entity in found.entities if entity.kind == "Person"}
    assert held == {("Karl Albrechtsen",): 2, ("Karl Albrechtson",): 1}


def test_different_wins_over_what_joins_through_a_third():
    judgements = [
        same(thing("Karl Albrechtsen", ONE), thing("Ola Normann", OTHER)),
        different(thing("Karl Albrechtson", TWO), thing("Ola Normann", OTHER)),
    ]
    assert people(resolve([ONE, TWO, OTHER], judgements)) == [{"Karl Albrechtsen", "Ola Normann"}, {"Karl Albrechtson"}]


def test_a_misspelt_surname_can_be_parted_within_an_article():
    text = "Elchin Mamedov spoke. Later Mammadov left. He was tired."
    he = name("He", form="pronoun", refers_to=("Mammadov",))
    one = article(text, name("Elchin Mamedov"), name("Mammadov"), he)
    assert together(resolve([one]), "Elchin Mamedov", "Mammadov")
    found = resolve([one], [different(thing("Elchin Mamedov", one), thing("Mammadov", one))])
    assert people(found) == [{"Elchin Mamedov"}, {"Mammadov"}]
    (later,) = found.of(one.document.id, span(text, "He"))
    assert later in found.of(one.document.id, span(text, "Mammadov"))


def test_a_country_keeps_its_place_in_the_gazetteer_when_another_name_is_parted_from_it():
    text = "Ukraine agreed. Kief was cold."
    marked = [name("Ukraine", "Country", country="UA"), name("Kief", "Country", form="metonym", country="UA")]
    one = article(text, *marked)
    pair = thing("Kief", one, kind="Country"), thing("Ukraine", one, kind="Country")
    found = resolve([one], [different(*pair)])
    assert sorted((entity.label, entity.wikidata) for entity in found.entities) == [("Kief", ""), ("Ukraine", "Q212")]
    assert [merge.left[1] for merge in found.merges] == ["Ukraine"]


def test_what_the_gazetteer_knows_stays_known_with_another_name():
    known = person("Volodymyr Zelensky", "a", country="UA")
    found = resolve([known, OTHER], [same(thing("Ola Normann", OTHER), thing("Volodymyr Zelensky", known))])
    (entity,) = (entity for entity in found.entities if entity.kind == "Person")
    assert (entity.wikidata, entity.names) == ("Q3874799", ("Ola Normann", "Volodymyr Zelensky"))


def test_events_are_judged_as_well():
    left, right = (
        article(f"The talks began{end}", events=(event(f"The talks began{end}", "talks"),)) for end in (".", "!")
    )
    pair = thing("talks", left, kind="Negotiation"), thing("talks", right, kind="Negotiation")
    assert len(resolve([left, right]).entities) == 2
    assert len(resolve([left, right], [same(*pair)]).entities) == 1


# -------- Judgements survive


def test_a_judgement_holds_where_the_mention_has_other_bounds():
    longer = article("Karl Albrechtsen spoke. a", name("Karl Albrechtsen spoke", country="SE"))
    judgement = same(thing("Karl Albrechtsen", ONE), thing("Ola Normann", OTHER))
    assert len(people(resolve([longer, OTHER], [judgement]))) == 1


def test_a_judgement_holds_by_name_where_its_article_is_gone():
    again = person("Karl Albrechtsen", "in another article", country="SE")
    judgement = same(thing("Karl Albrechtsen", ONE), thing("Ola Normann", OTHER))
    assert together(resolve([again, OTHER], [judgement]), "Karl Albrechtsen", "Ola Normann")


def test_a_judgement_whose_words_are_gone_changes_nothing():
    from kg.resolve.judged import bind

    judgement = same(thing("Karl Albrechtsen", ONE), thing("Ola Normann", OTHER))
    assert repr(resolve([TWO, OTHER], [judgement])) == repr(resolve([TWO, OTHER]))
    assert bind([judgement], [TWO, OTHER]).idle == (judgement,)


@pytest.mark.parametrize("verdict", ["unsure", "wrong"])
def test_other_verdicts_join_and_part_nothing(verdict):
    judgement = judged(verdict, thing("Karl Albrechtsen", ONE), thing("Ola Normann", OTHER))
    assert repr(resolve([ONE, OTHER], [judgement])) == repr(resolve([ONE, OTHER]))


ARTICLES = [ONE, TWO, OTHER, THIRD, person("Karl Albrechtsen", "e"), person("Karl Albrektson", "f", country="SE")]
NAMES = [each.mentions[0].text for each in ARTICLES]
PAIRS = [
    (thing(NAMES[left], ARTICLES[left]), thing(NAMES[right], ARTICLES[right]))
    for left in range(len(ARTICLES))
    for right in range(left)
]
JUDGEMENTS = st.lists(
    st.builds(
        lambda verdict, pair: judged(verdict, *pair), st.sampled_from(["same", "different"]), st.sampled_from(PAIRS)
    ),
    max_size=6,
)


@settings(deadline=None, max_examples=150)
@given(JUDGEMENTS, st.randoms(use_true_random=False))
def test_judgements_that_agree_are_all_obeyed_in_any_order(judgements, draw):
    from kg.resolve.contradictions import contradiction

    kept = []
    for judgement in judgements:
        if contradiction(ARTICLES, kept, judgement) is None:
            kept.append(judgement)
    found = resolve(ARTICLES, kept)
    for judgement in kept:
        left, right = (found.of(one.anchors[0].document, one.anchors[0].span) for one in judgement.things)
        assert (left == right) is (judgement.verdict == "same")
    shuffled = draw.sample([*kept, *kept[:2]], len([*kept, *kept[:2]]))
    assert repr(resolve(draw.sample(ARTICLES, len(ARTICLES)), shuffled)) == repr(found)
    assert {key for entity in found.entities for key in entity.mentions} == {
        (each.document.id, Span(0, len(each.mentions[0].text))) for each in ARTICLES
    }
