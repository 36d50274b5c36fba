"""The index of names beside a store: made when needed, made anew after a change, and never in the way."""

import pytest
from store.test_directory import fill, load, other

from kg.query import index
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
    monkeypatch.setattr(index, "_made", None)  # whoever made it anew would fail
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
    monkeypatch.setattr(index, "LOOKUPS", "CREATE INDEX broken ON missing (x);")
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
