"""The graph on disk: nothing is lost, nothing is half done, and every fault is one sentence."""

import errno
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import graph_builders as build
import pytest

import kg
from kg.errors import GraphDirectoryError
from kg.graph.assemble import assemble
from kg.model import Document, Extraction, Resolution
from kg.store import GraphDirectory, files
from kg.store.manifest import FORMAT
from kg.store.versions import Versions

STAMP = "extractor-1"
ID = build.DOCUMENT.id


def fill(path: Path, *more: Extraction) -> GraphDirectory:
    """Return a graph directory that holds the example and other documents."""
    with GraphDirectory.create(path) as directory:
        for extraction in (build.extraction(), *more):
            directory.put(extraction, [extraction.document], STAMP)
        load(directory)
    return directory


def load(directory: GraphDirectory) -> None:
    directory.load(assemble(directory.extractions(), build.resolution(), directory.base, directory.sources))


def other(text: str = "Nothing is said here.") -> Extraction:
    return Extraction(Document(text, title="Other", source="other.txt"))


def shard_of(directory: GraphDirectory, document_id: str = ID) -> Path:
    return directory.path / "shards" / directory.documents[document_id].shard


def test_what_is_put_comes_back(tmp_path):
    fill(tmp_path / "g", other())
    directory = GraphDirectory.open(tmp_path / "g")
    assert list(directory.extractions()) == sorted([build.extraction(), other()], key=lambda each: each.document.id)
    assert directory.extraction(ID).document.source == "talks.txt"
    assert directory.documents[ID].title == "Talks at the lake"
    assert directory.is_current()


def test_quads_come_back_as_assembled(tmp_path):
    directory = fill(tmp_path / "g")
    assert tuple(GraphDirectory.open(tmp_path / "g").quads()) == tuple(build.quads())
    assert tuple(directory.view().quads()) == tuple(build.quads())


def test_order_of_putting_changes_no_byte_of_manifest_or_shards(tmp_path):
    fill(tmp_path / "a", other(), other("B"))
    with GraphDirectory.create(tmp_path / "b") as directory:
        for extraction in (other("B"), other(), build.extraction()):
            directory.put(extraction, [extraction.document], STAMP)
        load(directory)
    for name in ("manifest.json", *(f"shards/{path.name}" for path in (tmp_path / "a" / "shards").iterdir())):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_source_is_kept_in_the_manifest_and_not_in_the_shard(tmp_path):
    assert b"talks.txt" not in shard_of(fill(tmp_path / "g")).read_bytes()


def test_sources_of_one_document_add_up(tmp_path):
    directory = fill(tmp_path / "g")
    with directory:
        directory.keep(build.DOCUMENT, [replace(build.DOCUMENT, source="copy.txt")], STAMP)
        assert directory.sources[ID] == ("copy.txt", "talks.txt")


def test_has_tells_by_document_and_extractor(tmp_path):
    directory = fill(tmp_path / "g")
    assert directory.has(ID, STAMP)
    assert not directory.has(ID, "extractor-2")
    assert not directory.has(other().document.id, STAMP)


def test_dropped_document_is_gone_with_its_shard(tmp_path):
    directory = fill(tmp_path / "g", other())
    shard = shard_of(directory, other().document.id)
    with directory:
        directory.drop(other().document.id)
        load(directory)
    assert not shard.exists()
    assert tuple(directory.quads()) == tuple(fill(tmp_path / "h").quads())


def test_cleared_directory_still_has_what_was_extracted(tmp_path):
    directory = fill(tmp_path / "g")
    with directory:
        directory.clear()
        assert directory.has(ID, STAMP)
    assert GraphDirectory.open(tmp_path / "g").documents  # nothing was loaded, so nothing is forgotten


def test_changes_are_seen_after_load_only(tmp_path):
    directory = fill(tmp_path / "g")
    before = tuple(directory.quads())
    with directory:
        directory.put(other(), [other().document], STAMP)
        reader = GraphDirectory.open(tmp_path / "g")
        assert list(reader.documents) == [ID]
        assert tuple(reader.quads()) == before
        load(directory)
    assert len(GraphDirectory.open(tmp_path / "g").documents) == 2
    assert len(tuple(directory.quads())) > len(before)


def test_reader_of_the_old_store_goes_on_while_a_new_one_takes_its_place(tmp_path):
    directory = fill(tmp_path / "g")
    reader = GraphDirectory.open(tmp_path / "g")
    held = reader.store()
    with directory:
        directory.put(other(), [other().document], STAMP)
        load(directory)
    assert len(list(held)) == len(tuple(build.quads()))


def test_writing_outside_a_with_block_is_refused(tmp_path):
    directory = fill(tmp_path / "g")
    for write in (
        lambda: directory.put(other(), (), STAMP),
        lambda: directory.drop(ID),
        directory.clear,
        lambda: directory.load([]),
    ):
        with pytest.raises(GraphDirectoryError, match="open to read only"):
            write()


# -------- What is no graph


def test_missing_directory(tmp_path):
    with pytest.raises(GraphDirectoryError, match="does not exist; make a graph with: kg build"):
        GraphDirectory.open(tmp_path / "nowhere")


def test_file_instead_of_a_directory(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(GraphDirectoryError, match="is a file"):
        GraphDirectory.open(tmp_path / "file")
    with pytest.raises(GraphDirectoryError, match="not a graph directory"):
        GraphDirectory.create(tmp_path / "file")


def test_directory_with_other_things_is_left_alone(tmp_path):
    (tmp_path / "thesis.doc").write_text("x")
    with pytest.raises(GraphDirectoryError, match="not a graph directory: it holds no manifest"):
        GraphDirectory.open(tmp_path)
    with pytest.raises(GraphDirectoryError, match="name a new or empty one"):
        GraphDirectory.create(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.doc"]


def test_other_format_version(tmp_path):
    fill(tmp_path / "g")
    path = tmp_path / "g" / "manifest.json"
    path.write_text(json.dumps({"format": FORMAT + 1, "parley": "9.0", "documents": "elsewhere"}))
    with pytest.raises(
        GraphDirectoryError, match=rf"made by Parley 9\.0 in format {FORMAT + 1}, this is format {FORMAT}"
    ):
        GraphDirectory.open(tmp_path / "g")


@pytest.mark.parametrize("content", ["", "{", "[]", '{"format": "one"}', '{"format": 1, "documents": 3}', "\x00\xff"])
def test_damaged_manifest(tmp_path, content):
    fill(tmp_path / "g")
    (tmp_path / "g" / "manifest.json").write_bytes(content.encode("latin-1"))
    with pytest.raises(GraphDirectoryError, match=r"manifest\.json is damaged .*; run: kg rebuild"):
        GraphDirectory.open(tmp_path / "g")


def test_other_base_is_refused(tmp_path):
    fill(tmp_path / "g")
    with pytest.raises(GraphDirectoryError, match=r"not http://example\.org/"):
        GraphDirectory.create(tmp_path / "g", "http://example.org/")


def test_making_a_directory_goes_on_where_a_kill_stopped_it(tmp_path):
    (tmp_path / "g" / "shards").mkdir(parents=True)
    (tmp_path / "g" / "manifest.json.unfinished").write_text("{")
    assert not GraphDirectory.create(tmp_path / "g").documents


def test_directory_without_a_finished_build_says_so(tmp_path):
    directory = GraphDirectory.create(tmp_path / "g")
    assert not directory.is_current()
    with pytest.raises(GraphDirectoryError, match="did not finish; run it again"):
        directory.store()


# -------- Damage


@pytest.mark.parametrize("keep", [0, 1, 100, -1, -20])
def test_cut_off_shard_is_named(tmp_path, keep):
    directory = fill(tmp_path / "g")
    shard = shard_of(directory)
    shard.write_bytes(shard.read_bytes()[:keep])
    with pytest.raises(GraphDirectoryError, match=rf"{shard.name} is cut off or damaged .*run: kg rebuild"):
        list(directory.extractions())


def test_changed_shard_is_named(tmp_path):
    directory = fill(tmp_path / "g")
    shard = shard_of(directory)
    shard.write_bytes(shard.read_bytes().replace(b"prisoners", b"prosoners"))
    with pytest.raises(GraphDirectoryError, match=rf"{shard.name} is damaged: its hash does not fit"):
        list(directory.extractions())


def test_missing_shard_is_named(tmp_path):
    directory = fill(tmp_path / "g")
    shard_of(directory).unlink()
    with pytest.raises(GraphDirectoryError, match="is missing; run: kg rebuild"):
        list(directory.extractions())


def test_shard_of_another_document_is_named(tmp_path):
    directory = fill(tmp_path / "g", other())
    shard_of(directory).write_bytes(shard_of(directory, other().document.id).read_bytes())
    with pytest.raises(GraphDirectoryError, match="holds another document"):
        directory.extraction(ID)


def test_broken_store_is_named(tmp_path):
    directory = fill(tmp_path / "g")
    for path in (tmp_path / "g" / "store").iterdir():
        path.write_bytes(b"rubbish")
    with pytest.raises(GraphDirectoryError, match=r"cannot open .*store"):
        GraphDirectory.open(directory.path).store()


def test_full_disk_keeps_what_was_stored(tmp_path, monkeypatch):
    directory = fill(tmp_path / "g")
    before = tuple(directory.quads())

    def no_space(_):
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with directory:
        monkeypatch.setattr(files.os, "fsync", no_space)
        with pytest.raises(GraphDirectoryError, match="No space left on device; what was stored before is kept"):
            directory.put(other(), [other().document], STAMP)
    assert tuple(GraphDirectory.open(tmp_path / "g").quads()) == before
    assert not list((tmp_path / "g" / "shards").glob("*unfinished"))


def test_error_while_quads_are_made_keeps_the_old_store(tmp_path):
    directory = fill(tmp_path / "g")
    before = tuple(directory.quads())

    def failing():
        yield next(iter(before))
        raise GraphDirectoryError("a shard is damaged")

    with directory, pytest.raises(GraphDirectoryError, match="a shard is damaged"):
        directory.load(failing())
    assert tuple(GraphDirectory.open(tmp_path / "g").quads()) == before


# -------- Kills


def test_kill_between_the_two_renames_is_mended(tmp_path):
    directory = fill(tmp_path / "g")
    (tmp_path / "g" / "store").rename(tmp_path / "g" / "store.old")
    assert tuple(GraphDirectory.open(tmp_path / "g").quads()) == tuple(build.quads())  # readers need not wait
    with directory:
        assert (tmp_path / "g" / "store").is_dir()
        assert not (tmp_path / "g" / "store.old").exists()


def test_kill_before_the_swap_is_noticed(tmp_path, monkeypatch):
    directory = fill(tmp_path / "g")
    monkeypatch.setattr(Versions, "swap", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        fill(directory.path, other())
    again = GraphDirectory.open(tmp_path / "g")
    assert not again.is_current()  # so that the next command makes the store anew
    assert tuple(again.quads()) == tuple(build.quads())  # while the old one still answers
    monkeypatch.undo()
    with again:
        load(again)
    assert again.is_current()


def test_who_was_forked_while_the_lock_was_held_does_not_hold_it_on(tmp_path):
    directory = fill(tmp_path / "g")
    with directory:
        child = os.fork()
        if child == 0:
            time.sleep(60)
            os._exit(0)
    with directory:
        pass
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def test_store_made_by_other_code_or_another_gazetteer_is_not_current(tmp_path, monkeypatch):
    directory = fill(tmp_path / "g")
    assert directory.parley == kg.__version__
    monkeypatch.setattr("kg.graph.assemble.version", lambda: "other code")
    assert not GraphDirectory.open(tmp_path / "g").is_current()


def start(code: str, *arguments: object) -> subprocess.Popen:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", code, *map(str, arguments)]
    return subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)


def test_shard_keeps_every_record_as_it_is(tmp_path):
    odd = replace(
        build.extraction(), document=replace(build.DOCUMENT, title='"\\\u2028\t☃ \U0001f600', notes=("mended",))
    )
    with GraphDirectory.create(tmp_path / "g") as directory:
        directory.put(odd, [odd.document], STAMP)
        assert directory.extraction(odd.document.id) == odd
        assert directory.extraction(odd.document.id).document.notes == ("mended",)


def test_reading_needs_neither_spacy_nor_rdflib_nor_networkx(tmp_path):
    fill(tmp_path / "g")
    code = (
        "import sys; from pathlib import Path; from kg.store import GraphDirectory; "
        "list(GraphDirectory.open(Path(sys.argv[1])).quads()); "
        "print(*sorted({'spacy', 'rdflib', 'networkx'} & set(sys.modules)))"
    )
    reader = start(code, tmp_path / "g")
    assert reader.communicate()[0].strip() == ""
    assert reader.returncode == 0


def test_empty_resolution_is_a_graph_of_documents(tmp_path):
    with GraphDirectory.create(tmp_path / "g") as directory:
        directory.put(other(), [other().document], STAMP)
        directory.load(assemble(directory.extractions(), Resolution((), {}), directory.base, directory.sources))
    assert tuple(directory.quads())
