"""What titles, offices and given names say of women and men."""

import pytest

from kg.extract.gender import gender_of_name, gender_of_words, genders_of_surnames
from kg.model import Mention, Span


@pytest.mark.parametrize(
    ("words", "gender"),
    [(["Mrs."], "female"), (["the", "spokesman"], "male"), (["the", "minister"], ""), ([], "")],
)
def test_titles_and_nouns(words, gender):
    assert gender_of_words(words) == gender


@pytest.mark.parametrize(
    ("name", "gender"), [("Anna Berg", "female"), ("Sergei Petrov", "male"), ("Anna", ""), ("Xyz Berg", "")]
)
def test_given_names(name, gender):
    assert gender_of_name(name) == gender


def test_a_bare_surname_is_the_first_to_bear_it():
    names = [Mention(Span(0, 9), "Anna Berg", "Person"), Mention(Span(20, 30), "Peter Berg", "Person")]
    assert genders_of_surnames(names) == {"berg": "female"}
