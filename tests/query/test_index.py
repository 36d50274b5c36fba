"""The index of names beside a store: made when needed, made anew after a change, and never in the way."""

import pytest
from living_builders import ARTICLES, built, put
from pyoxigraph import Literal, NamedNode, Triple
from store.test_directory import fill, load, other

from kg import ontology, renew
from kg.query import index, indexing
from kg.query.index import FILE, index_of
from kg.query.names import find


@pytest.fixture
def directory(tmp_path):
    index._of_directory.cache_clear()
    return fill(tmp_path / "g")


def labels(directory, name="Arlo"):
    return [match.label for match in find(directory, name)]


def test_it_lies_beside_the_store_and_is_read_the_second_time(directory, monkeypatch):
    assert labels(directory) == ["Ana Arlo"]
    assert (directory.path / FILE).is_file()
    index._of_directory.cache_clear()
    monkeypatch.setattr(index, "made", None)  # whoever made it anew would fail
    assert labels(directory) == ["Ana Arlo"]


def test_it_follows_a_change(directory):
    known = {named for named, _ in index_of(directory).names()}
    with directory:
        directory.put(other(), [], "x")
        load(directory)
    assert {named for named, _ in index_of(directory).names()} > known


@pytest.mark.parametrize("content", [b"", b"not SQLite at all", b"SQLite format 3\x00" + bytes(500)])
def test_a_damaged_file_is_made_anew(directory, content):
    (directory.path / FILE).write_bytes(content)
    assert labels(directory) == ["Ana Arlo"]
    assert (directory.path / FILE).read_bytes() != content


def test_a_truncated_file_is_made_anew(directory):
    labels(directory)
    whole = (directory.path / FILE).read_bytes()
    (directory.path / FILE).write_bytes(whole[:5000])
    index._of_directory.cache_clear()
    assert labels(directory) == ["Ana Arlo"]


def test_nothing_is_left_where_it_cannot_be_finished(directory, monkeypatch):
    monkeypatch.setattr(indexing, "LOOKUPS", "CREATE INDEX broken ON missing (x);")
    with pytest.raises(Exception, match="no such table"):
        labels(directory)
    assert not [path for path in directory.path.iterdir() if path.name.startswith(FILE)]


def test_it_is_kept_in_memory_where_the_file_cannot_be_written(directory):
    (directory.path / FILE).mkdir()
    assert labels(directory) == ["Ana Arlo"]
    assert [path.name for path in directory.path.iterdir() if path.name.startswith(FILE)] == [FILE]


def test_statements_are_found_by_identifier_alone(directory):
    (statement, *_) = (
        quad.subject.value
        for quad in directory.store()
        if quad.subject.value.rpartition("/")[2].startswith("statement-")
    )
    (match,) = find(directory, statement.rpartition("/")[2], ("Statement",))
    assert match.iri == statement
    assert not find(directory, "ceasefire", ("Statement",))


# -------- Brought up to date


CHANGES = (
    {"c.txt": 7, "d.txt": 1},
    {"a.txt": None, "e.txt": 12},
    {"b.txt": 5},
    {"d.txt": None, "f.txt": 16, "g.txt": 17},
    {"f.txt": None, "c.txt": None},
)


def content(directory, table):
    """What an index holds, whatever its rows are numbered."""
    columns = {
        "node": "SELECT iri, local, label, kind, kinds, weight FROM node",
        "name": "SELECT iri, name, folded, is_label FROM name JOIN node ON node.id = name.node",
        "rests": "SELECT * FROM rests WHERE document NOT LIKE '%/graph-entities'",
        "words": "SELECT iri, folded FROM words JOIN name ON name.id = words.rowid JOIN node ON node.id = name.node "
        "WHERE words MATCH 'a* OR k* OR g* OR r* OR f*'",
    }[table]
    return sorted(index_of(directory)._connection.execute(columns.replace("SELECT iri, folded", "SELECT iri, name.folded")))


def test_after_any_change_it_is_what_one_made_anew_would_be(tmp_path, monkeypatch):
    monkeypatch.setattr(indexing, "MOST", 9.0)
    monkeypatch.setattr(renew, "MOST", 9.0)
    read = {"a.txt": ARTICLES[0], "b.txt": ARTICLES[4]}
    directory = built(tmp_path / "living", read)
    index_of(directory)
    for change in CHANGES:
        with directory:
            for place, which in change.items():
                directory.leave(f"/news/{place}")
                read.pop(place, None)
                if which is not None:
                    read[place] = ARTICLES[which]
                    put(directory, ARTICLES[which], place)
            renew.refresh(directory)
        with monkeypatch.context() as patch:
            patch.setattr(index, "made", None)  # whoever made it anew would fail
            found = {table: content(directory, table) for table in ("node", "name", "words", "rests")}
        (directory.path / FILE).unlink()
        index._of_directory.cache_clear()
        assert found == {table: content(directory, table) for table in found}
        assert found["node"]


def test_what_people_note_makes_it_anew(tmp_path, monkeypatch):
    directory = built(tmp_path / "g", {"a.txt": ARTICLES[0]})
    index_of(directory)
    state = directory.state()
    with directory:
        directory.note([Triple(NamedNode(directory.base + "country-Q159"), ontology.node("rdfs:label"), Literal("The Bear"))])
        directory.amend((), state.parts)
    assert [match.iri for match in find(directory, "The Bear")] == [directory.base + "country-Q159"]
