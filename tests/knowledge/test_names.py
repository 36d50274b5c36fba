"""Names after folding, by ear, and how alike they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.knowledge import names


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Türkiye", "turkiye"),
        ("U.S.", "us"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Russia’s", "russia"),
        ("The Hague", "hague"),
        ("  Nagorno-Karabakh ", "nagorno karabakh"),
        ("Владимир Путин", "vladimir putin"),
        ("", ""),
    ],
)
def test_folding_keeps_letters_only(name, folded):
    assert names.fold(name) == folded


@given(st.text())
def test_folding_twice_changes_nothing_more_than_an_ending(name):
    once = names.fold(name)
    assert names.fold(once) in {once, once.removeprefix("the ")}


@pytest.mark.parametrize(
    ("left", "right"),
    [("Kief", "Kiev"), ("Lavrow", "Lavrov"), ("Zelenskiy", "Zelenskyy"), ("Blinkin", "Blinken")],
)
def test_transliterations_share_a_skeleton(left, right):
    assert names.skeleton(left) == names.skeleton(right)


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Lavrow", "Lavrov", True),
        ("Tukiy", "Türkiye", True),
        ("Schloss Elmow", "Schloss Elmau", True),
        ("Ivan", "Iran", False),
        ("Turner", "Turkey", False),
        ("Mali", "Malta", False),
        ("Niger", "Algeria", False),
    ],
)
def test_misspelt_names_are_alike_and_other_names_are_not(left, right, same):
    assert names.alike(left, right) is same


@given(st.text(max_size=30), st.text(max_size=30))
def test_similarity_is_symmetric_and_within_bounds(left, right):
    assert names.similarity(left, right) == pytest.approx(names.similarity(right, left))
    assert 0.0 <= names.similarity(left, right) <= 1.0
