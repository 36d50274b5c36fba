"""Noise strikes where it should, and every character is found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evaluate import noise

QUIET = {"names": 0, "articles": 0, "tenses": 0, "letters": 0, "lost_quotes": 0, "doubled_quotes": 0, "capitals": 0}
TEXT = "“We will sign,” the minister Petrova said. “The text is ready,” she said of the talks with Borduria."


def changed(**kinds) -> str:
    return noise.noisy(TEXT, "seed", noise.Strength(**{**QUIET, "other_quotes": False, **kinds})).text


def test_without_strength_nothing_changes():
    assert changed() == TEXT


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        ({"tenses": 1}, TEXT.replace("said", "says").replace("will", "would").replace(" is ", " are ")),
        ({"lost_quotes": 1}, TEXT.replace("“", "").replace("”", "")),
        ({"doubled_quotes": 1}, TEXT.replace("“", "““").replace("”", "””")),
        ({"capitals": 1}, TEXT.lower()),
        ({"lower_case": True}, TEXT.lower()),
    ],
)
def test_each_kind_of_noise_strikes_where_it_should(kinds, expected):
    assert changed(**kinds) == expected


def test_names_are_misspelt_and_other_words_are_not():
    before, after = TEXT.split(), changed(names=1).split()
    assert [old for old, new in zip(before, after, strict=True) if old != new] == ["Petrova", "Borduria."]


def test_the_same_seed_gives_the_same_noise_and_another_seed_another():
    assert noise.noisy(TEXT * 9, "a") == noise.noisy(TEXT * 9, "a")
    assert noise.noisy(TEXT * 9, "a").text != noise.noisy(TEXT * 9, "b").text


@given(st.text(alphabet='“”"Tthe said Anna of.\n', max_size=200), st.text(max_size=3))
def test_edits_lead_from_the_old_text_to_the_new(text, seed):
    found = noise.noisy(text, seed, noise.Strength(*[0.5] * 7))
    rebuilt, last = "", 0
    for start, end, given_text in found.edits:
        assert start >= last
        rebuilt += text[last:start] + given_text
        last = end
    assert found.text == rebuilt + text[last:]


@pytest.mark.parametrize("word", ["We", "minister", "Petrova", "ready", "talks", "Borduria"])
def test_words_are_found_again(word):
    found = noise.noisy(TEXT, "seed", noise.Strength(**QUIET | {"tenses": 1, "doubled_quotes": 1}, other_quotes=False))
    start = TEXT.index(word)
    assert found.text[found.at(start) : found.at(start + len(word), end=True)] == word


def test_a_changed_word_is_found_whole():
    found = noise.noisy(TEXT, "seed", noise.Strength(**QUIET | {"tenses": 1}, other_quotes=False))
    start = TEXT.index("said")
    assert found.text[found.at(start) : found.at(start + 4, end=True)] == "says"


@pytest.mark.parametrize("kind", sorted(noise.KINDS))
def test_every_kind_that_is_measured_changes_the_text_and_keeps_the_attributions(kind):
    text = TEXT * 20
    start = text.rindex("Petrova")
    changed_text, (found,) = noise.with_noise("a.txt", text, [{"source": [[start, start + 7]]}], noise.KINDS[kind])
    assert changed_text != text
    ((first, last),) = found["source"]
    assert changed_text[first].lower() == "p"
    assert changed_text[last - 1].lower() == "a" or last - first >= 6
