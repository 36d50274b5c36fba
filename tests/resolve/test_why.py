"""Why names are the same is told step by step, why not by what speaks for and against."""

import pytest
from resolve_builders import article, different, event, name, person, same, thing

from kg.model import Merge
from kg.resolve.resolver import solve
from kg.resolve.why import Why, compare, why

ONE = person("Karl Albrechtsen", "a", country="SE")
TWO = person("Karl Albrechtson", "b", country="SE")
OTHER = person("Ola Normann", "c", country="NO")
KNOWN = person("Volodymyr Zelensky", "d", country="UA")
ALSO = person("Volodymyr Zelenskyy", "e", country="UA")
ARTICLES = [ONE, TWO, OTHER, KNOWN, ALSO]


def asked(left, right, judgements=(), articles=ARTICLES) -> Why:
    return why(solve(articles, judgements), left.anchors, right.anchors)


def sides(found: Why) -> list[set[str]]:
    return [{step.left[1], step.right[1]} for step in found.steps if isinstance(step, Merge)]


def test_names_joined_by_likeness_are_one_step_apart():
    found = asked(thing("Karl Albrechtsen", ONE), thing("Karl Albrechtson", TWO))
    assert found.same
    assert sides(found) == [{"Karl Albrechtsen", "Karl Albrechtson"}]


def test_names_joined_by_the_gazetteer_meet_there():
    found = asked(thing("Volodymyr Zelensky", KNOWN), thing("Volodymyr Zelenskyy", ALSO))
    item = "Volodymyr Zelenskyy (Q3874799)"
    assert sides(found) == [{"Volodymyr Zelensky", item}, {"Volodymyr Zelenskyy", item}]


def test_a_judgement_is_a_step_between_merges():
    judgement = same(thing("Karl Albrechtson", TWO), thing("Ola Normann", OTHER))
    found = asked(thing("Karl Albrechtsen", ONE), thing("Ola Normann", OTHER), [judgement])
    assert sides(found) == [{"Karl Albrechtsen", "Karl Albrechtson"}]
    assert found.steps[-1].judgement == judgement


def test_a_judgement_that_parts_is_told_first():
    judgement = different(thing("Karl Albrechtsen", ONE), thing("Karl Albrechtson", TWO))
    found = asked(thing("Karl Albrechtsen", ONE), thing("Karl Albrechtson", TWO), [judgement])
    assert (found.same, found.judged) == (False, (judgement,))
    assert found.compared.score >= found.compared.asked


def test_the_shortest_way_is_told():
    names = [thing("Karl Albrechtsen", ONE), thing("Ola Normann", OTHER), thing("Volodymyr Zelensky", KNOWN)]
    judgements = [same(names[0], names[1]), same(names[1], names[2]), same(names[0], names[2])]
    assert [step.judgement for step in asked(names[0], names[2], judgements).steps] == judgements[2:]


def test_the_same_words_need_no_step():
    text = "Karimi spoke. Later Karimi left."
    one = article(text, name("Karimi"), name("Karimi", nth=2))
    assert asked(thing("Karimi", one), thing("Karimi", one, nth=2), articles=[one]) == Why(True)


TEXT = "Karl Albrechtsen met Olsen in Bergen. Umerov came."
SCENE = article(TEXT, name("Karl Albrechtsen"), name("Olsen"), name("Bergen", "City", country="NO"), name("Umerov"))


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (thing("Karl Albrechtsen", ONE), thing("Ola Normann", OTHER), "one belongs to SE, the other to NO"),
        (thing("Karl Albrechtsen", ONE), thing("Volodymyr Zelensky", KNOWN), "one belongs to SE, the other to UA"),
        (
            thing("Karl Albrechtsen", ONE),
            thing("Bergen", SCENE, kind="City"),
            "one is of the kind person, the other city",
        ),
        (thing("Karl Albrechtsen", ONE), thing("Olsen", SCENE), "a surname alone says too little in another article"),
    ],
)
def test_names_that_are_not_the_same_are_told_why(left, right, words):
    found = asked(left, right, articles=[*ARTICLES, SCENE])
    assert not found.same
    assert words in [reason.words for reason in found.compared.reasons]
    assert found.compared.score < found.compared.asked


@pytest.mark.parametrize(
    ("left", "right", "words"),
    [
        (("Negotiation", "2024-05-03"), ("Summit", "2024-05-03"), "one is of the kind negotiation, the other summit"),
        (("Summit", "2024-05-03"), ("Summit", ""), "not both have a day"),
        (
            ("Summit", "2024-05-03"),
            ("Summit", "2024-05-04"),
            "one is dated 2024-05-03, the other 2024-05-04; they share",
        ),
    ],
)
def test_events_are_compared_by_kind_day_and_who_was_there(left, right, words):
    texts = ["They met at the summit.", "They met at the summit again."]
    events = (event(text, "summit", kind=kind, day=day) for text, (kind, day) in zip(texts, (left, right), strict=True))
    found = solve([article(text, events=(each,)) for text, each in zip(texts, events, strict=True)])
    (one,), (other,) = (found.members[entity] for entity in sorted(found.members))
    assert compare(one, other).reasons[0].words.startswith(words)
