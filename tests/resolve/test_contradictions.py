"""Judgements that cannot hold together are told, with those that stand against the new one."""

import pytest
from resolve_builders import article, different, name, person, same, thing

from kg.resolve.contradictions import contradiction

ONE, TWO, OTHER, THIRD = (
    person(called) for called in ("Karl Albrechtsen", "Karl Albrechtson", "Ola Normann", "Siri Bakk")
)
A, B, C = thing("Karl Albrechtsen", ONE), thing("Ola Normann", OTHER), thing("Siri Bakk", THIRD)
ARTICLES = [ONE, TWO, OTHER, THIRD]


@pytest.mark.parametrize(
    ("held", "new", "against"),
    [
        ([same(A, B), same(B, C)], different(A, C), {0, 1}),
        ([same(A, B), different(A, C)], same(B, C), {0, 1}),
        ([different(A, B)], same(B, A), {0}),
        ([same(A, B)], different(B, A), {0}),
        ([same(A, B), different(B, C)], different(A, C), None),
        ([same(A, B), different(A, thing("Karl Albrechtson", TWO))], same(B, C), None),
        ([], same(A, B), None),
    ],
)
def test_a_judgement_that_contradicts_names_those_it_contradicts(held, new, against):
    found = contradiction(ARTICLES, held, new)
    assert found == (None if against is None else tuple(sorted((held[at] for at in against), key=lambda one: one.id)))


def test_an_older_contradiction_is_not_laid_to_a_new_judgement():
    assert contradiction(ARTICLES, [same(A, B), different(A, B)], same(B, C)) is None


def test_words_that_are_called_alike_in_one_article_cannot_be_parted():
    text = "Karimi spoke. Later Karimi left."
    one = article(text, name("Karimi"), name("Karimi", nth=2))
    assert contradiction([one], [], different(thing("Karimi", one), thing("Karimi", one, nth=2))) == ()


def test_a_judgement_about_words_that_are_nowhere_cannot_hold():
    assert contradiction([TWO], [], same(A, B)) == ()
