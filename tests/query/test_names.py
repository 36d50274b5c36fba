"""What people mean by a name."""

import graph_builders as build
import pytest

from kg.errors import QueryError
from kg.query.names import BEGINNING, IDENTIFIER, LABEL, OTHER_NAME, WORDS, find, meant
from kg.store.directory import memory_store

STORE = memory_store(build.quads())
BASE = "https://w3id.org/parley/id/"


@pytest.mark.parametrize(
    ("name", "rank", "local"),
    [
        (BASE + "country-bo", IDENTIFIER, "country-bo"),
        ("country-bo", IDENTIFIER, "country-bo"),
        ("id:country-bo", IDENTIFIER, "country-bo"),
        ("Borländ", LABEL, "country-bo"),
        ("BORLAND", LABEL, "country-bo"),
        ("Arlo", OTHER_NAME, "person-ana-arlo"),
        ("the daily post", LABEL, "outlet-daily-post"),
        ("palace", WORDS, "building-lake-palace"),
        ("capit", BEGINNING, "city-capital-city"),
    ],
)
def test_best_match(name, rank, local):
    best = find(STORE, name)[0]
    assert (best.rank, best.iri) == (rank, BASE + local)


def test_middle_of_a_word_is_no_match():
    assert not find(STORE, "orland")


@pytest.mark.parametrize("name", ["", " ", "---", "nobody"])
def test_nothing_matches_nothing(name):
    assert not find(STORE, name)


def test_kinds_narrow_the_search():
    assert [match.kind for match in find(STORE, "palace", ("Place",))] == ["Building"]
    assert [match.kind for match in find(STORE, "palace")] == ["Building", "Negotiation"]


def test_whole_names_hide_those_of_which_the_name_is_a_part():
    assert [match.label for match in find(STORE, "Arland")] == ["Arland", "Arland delegation"]
    assert [match.label for match in meant(STORE, "Arland", "Actor")] == ["Arland"]


def test_part_of_several_names_means_them_all():
    assert [match.label for match in meant(STORE, "Lake", "Entity")] == ["Lake Palace", "talks at the Lake Palace"]


def test_unknown_name_comes_with_similar_ones():
    with pytest.raises(QueryError, match="the graph knows no entity called 'Borlund'; did you mean Borl"):
        meant(STORE, "Borlund", "Entity")
