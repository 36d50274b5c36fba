import io
import os
import random
import sys

import graph_builders
import pytest

from kg.errors import KgError, UnknownFormat
from kg.export import EXPORTERS, LOSS, export, exporter, format_of
from kg.export.target import opened
from kg.graph.sorting import in_order
from kg.graph.view import GraphView


@pytest.fixture(scope="module")
def example():
    return GraphView.of(graph_builders.quads())


FORMATS = sorted(EXPORTERS)
FILES = [name for name in FORMATS if not EXPORTERS[name].folder]
FOLDERS = [name for name in FORMATS if EXPORTERS[name].folder]


def test_the_formats():
    assert list(EXPORTERS) == FORMATS
    for row in EXPORTERS.values():
        assert row.suffix.startswith(".")
        assert row.load
        assert row.tested
        assert "\n" not in row.description
    assert len({row.suffix for row in EXPORTERS.values()}) == len(EXPORTERS)


@pytest.mark.parametrize("name", FILES)
def test_every_format_writes_the_same_bytes_to_a_file_a_stream_and_standard_output(
    example, name, tmp_path, monkeypatch
):
    path = tmp_path / ("a" + EXPORTERS[name].suffix)
    stream, characters, standard = io.BytesIO(), io.StringIO(newline=""), io.TextIOWrapper(io.BytesIO())
    monkeypatch.setattr(sys, "stdout", standard)
    for target in (path, stream, characters, "-"):
        export(example, name, target)
    assert stream.getvalue()
    assert path.read_bytes() == stream.getvalue() == characters.getvalue().encode() == standard.buffer.getvalue()
    loss = [path.name + LOSS] if EXPORTERS[name].lost else []
    assert sorted(os.listdir(tmp_path)) == sorted([path.name, *loss])


@pytest.mark.parametrize("name", FOLDERS)
def test_several_files_come_into_a_folder_that_is_whole(example, name, tmp_path):
    path = tmp_path / "a"
    export(example, name, path)
    first = {each.name: each.read_bytes() for each in path.iterdir()}
    assert len(first) > 2
    (path / "left-over").write_text("x")
    export(example, name, path)
    assert {each.name: each.read_bytes() for each in path.iterdir()} == first
    assert sorted(os.listdir(tmp_path)) == ["a", f"a{LOSS}"]
    assert EXPORTERS[name].loading("a") in (path / "load.txt").read_text()


def test_a_folder_with_other_things_in_it_is_left_alone(example, tmp_path):
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(KgError, match="exists and is no earlier export; name a new or empty folder"):
        export(example, "neo4j", tmp_path)
    assert os.listdir(tmp_path) == ["letter.txt"]


@pytest.mark.parametrize("target", ["-", io.BytesIO()])
def test_several_files_cannot_go_into_a_stream(example, target):
    with pytest.raises(KgError, match="name a folder for them with -o"):
        export(example, "neo4j", target)


def test_a_failed_export_leaves_the_old_folder_and_nothing_else(example, tmp_path):
    export(example, "sheets", tmp_path / "a")

    def broken():
        yield from list(graph_builders.quads())[:100]
        raise KgError("the store is gone")

    with pytest.raises(KgError, match="the store is gone"):
        export(GraphView(broken), "sheets", tmp_path / "a")
    assert sorted(os.listdir(tmp_path)) == ["a", f"a{LOSS}"]
    assert (tmp_path / "a" / "load.txt").is_file()


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "html"])
def test_the_same_graph_is_the_same_bytes_whatever_the_order_it_is_read_in(name, tmp_path):
    quads = list(graph_builders.quads())
    mixed = GraphView(lambda: in_order(random.Random(1).sample(quads, len(quads)), limit=10))
    places = [tmp_path / "a", tmp_path / "b"]
    for place, graph in zip(places, (GraphView.of(quads), mixed), strict=True):
        export(graph, name, place)
    first, second = ([each.read_bytes() for each in files(place)] for place in places)
    assert first == second


def files(place):
    """A file, or those of a folder but the one that names the folder."""
    return sorted(each for each in place.iterdir() if each.name != "load.txt") if place.is_dir() else [place]


def test_an_unknown_format_is_an_error_that_lists_the_known(example, tmp_path):
    with pytest.raises(UnknownFormat, match=r"cannot export 'ttl'; known: age, arangodb, cx2"):
        export(example, "ttl", tmp_path / "a.ttl")
    with pytest.raises(UnknownFormat):
        exporter("")


def test_the_suffix_tells_the_format():
    assert {format_of(f"x/a{row.suffix.upper()}"): name for name, row in EXPORTERS.items()} == dict(
        zip(FORMATS, FORMATS, strict=True)
    )
    with pytest.raises(UnknownFormat, match=r"known endings: .age.sql \(age\), .arangodb"):
        format_of("a.doc")


def test_a_failed_export_leaves_the_old_file_and_nothing_else(tmp_path):
    path = tmp_path / "a.nq"
    path.write_text("old")

    def broken():
        yield from list(graph_builders.quads())[:100]
        raise KgError("the store is gone")

    with pytest.raises(KgError, match="the store is gone"):
        export(GraphView(broken), "nquads", path)
    assert path.read_text() == "old"
    assert os.listdir(tmp_path) == ["a.nq"]


def test_two_writers_do_not_meet(tmp_path):
    path = tmp_path / "a.nq"
    with opened(path) as first, opened(path) as second:
        first.write(b"first")
        second.write(b"second")
    assert path.read_bytes() == b"first"
    assert os.listdir(tmp_path) == ["a.nq"]


def test_a_long_name_can_be_written(tmp_path):
    path = tmp_path / ("a" * 250 + ".nq")
    with opened(path) as stream:
        stream.write(b"whole")
    assert path.read_bytes() == b"whole"


def test_a_file_is_there_only_when_it_is_whole(tmp_path):
    path = tmp_path / "a.nq"
    with opened(path) as stream:
        stream.write(b"half")
        assert not path.exists()
    assert path.read_bytes() == b"half"


def test_a_new_file_may_be_read_by_whom_the_user_lets(tmp_path):
    old = os.umask(0o022)
    try:
        with opened(tmp_path / "a.nq"):
            pass
    finally:
        os.umask(old)
    assert (tmp_path / "a.nq").stat().st_mode & 0o777 == 0o644


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real.nq").write_text("old")
    (tmp_path / "link.nq").symlink_to("real.nq")
    with opened(tmp_path / "link.nq") as stream:
        stream.write(b"new")
    assert (tmp_path / "link.nq").is_symlink()
    assert (tmp_path / "real.nq").read_text() == "new"


@pytest.mark.parametrize(
    ("path", "reason"),
    [("missing/a.nq", "no such file or directory"), ("folder", "is a directory"), ("file/a.nq", "not a directory")],
)
def test_what_cannot_be_written_is_an_error(tmp_path, path, reason):
    (tmp_path / "folder").mkdir()
    (tmp_path / "file").write_text("")
    with pytest.raises(KgError, match=f"cannot write '.*{path}': {reason}"), opened(tmp_path / path):
        pass


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full device here")
def test_a_full_disk_is_an_error(example):
    with pytest.raises(KgError, match="cannot write '/dev/full': no space left on device"):
        export(example, "nquads", "/dev/full")
