"""What a graph directory withstands: kills at any moment, a full disk, damaged files; nothing stored is ever lost."""

import random
import shutil
import subprocess
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from multiprocessing.synchronize import Event
from pathlib import Path

import pytest
from living_builders import ARTICLES, built, nquads, put, quick_folder

from kg.errors import GraphDirectoryError
from kg.model import Document, Extraction
from kg.renew import refresh
from kg.store import GraphDirectory
from kg.store.history import documents_after

KILLS = 60
FILES = ["lock", "log.jsonl", "manifest.json", "memory.sqlite", "shards", "store"]
SPAWNING = get_context("forkserver")
SPAWNING.set_forkserver_preload(["living_builders", "store.test_safety"])
STATES = {
    "A": {"a.txt": ARTICLES[0], "b.txt": ARTICLES[4]},
    "B": {"b.txt": ARTICLES[5], "c.txt": ARTICLES[1], "d.txt": ARTICLES[8]},
}


def change(path: Path, read: dict[str, Extraction]) -> None:
    """Let a graph hold these articles and no others."""
    with GraphDirectory.open(path) as directory:
        directory.clear()
        for place, extraction in read.items():
            put(directory, extraction, place)
        if not directory.is_current():
            refresh(directory)


def begun(target: Callable[..., object], *arguments: object) -> BaseProcess:
    """Start a process that does something, and return it when it has begun."""
    event = SPAWNING.Event()
    process = SPAWNING.Process(target=tell_and_do, args=(event, target, *arguments))
    process.start()
    assert event.wait(30)
    return process


def tell_and_do(event: Event, target: Callable[..., object], *arguments: object) -> None:
    event.set()
    target(*arguments)


@pytest.fixture
def quick() -> Iterator[Path]:
    with quick_folder() as folder:
        yield folder


@pytest.fixture
def graphs(quick: Path) -> dict[str, bytes]:
    """The bytes of the graphs of A and of B; the graph of A lies at "living"."""
    built(quick / "living", STATES["A"])
    return {name: nquads(built(quick / name, read)) for name, read in STATES.items()}


@pytest.fixture
def duration_s(quick: Path, graphs: dict[str, bytes]) -> float:
    """How long one change takes in a process of its own on this machine at this time."""
    times = []
    for name in "BA":
        writer, start = begun(change, quick / "living", STATES[name]), time.perf_counter()
        writer.join()
        times.append(time.perf_counter() - start)
    return max(times)


def test_killed_at_any_moment_leaves_the_old_graph_or_the_new_one_and_the_next_command_goes_on(
    quick, graphs, duration_s
):
    draw, path, seen = random.Random(5), quick / "living", set()
    held, wanted = "A", "B"
    for _ in range(KILLS):
        writer = begun(change, path, STATES[wanted])
        time.sleep(draw.uniform(0, duration_s))
        writer.kill()
        writer.join()
        found = nquads(GraphDirectory.open(path))
        assert found in {graphs[held], graphs[wanted]}
        seen.add((writer.exitcode, found == graphs[wanted]))
        change(path, STATES[wanted])
        directory = GraphDirectory.open(path)
        assert nquads(directory) == graphs[wanted]
        assert documents_after(directory.history) == dict(directory.documents)
        assert sorted(each.name for each in path.iterdir()) == FILES
        held, wanted = wanted, held
    assert (-9, False) in seen  # some were killed before their graph took its place


def test_a_kill_before_anything_was_stored_leaves_nothing_in_the_way(quick, graphs, duration_s):
    draw = random.Random(7)
    for number in range(12):
        path = quick / str(number)
        writer = begun(built, path, STATES["A"])
        time.sleep(draw.uniform(0, duration_s))
        writer.kill()
        writer.join()
        assert nquads(built(path, STATES["A"])) == graphs["A"]


def test_two_writers_at_once(quick, graphs):
    path = quick / "living"
    writer = begun(hold, path)
    while not (path / "held").exists():
        time.sleep(0.01)
    with pytest.raises(GraphDirectoryError, match=rf"in use by process {writer.pid}; try again when it is done"):
        change(path, STATES["B"])
    assert nquads(GraphDirectory.open(path)) == graphs["A"]
    writer.kill()
    writer.join()
    change(path, STATES["B"])
    assert nquads(GraphDirectory.open(path)) == graphs["B"]


def hold(path: Path) -> None:
    """Write for a long time."""
    with GraphDirectory.open(path):
        (path / "held").touch()
        time.sleep(60)


# -------- A full disk


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of a few megabytes."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("no small disk can be mounted here, which takes root; a full disk was not tried")
    yield disk
    subprocess.run(["umount", "-l", disk], check=True)


def fill(disk: Path, leave: int) -> Path:
    """Fill a disk but for so many bytes, and return the file that fills it."""
    filler = disk / "filler"
    free = shutil.disk_usage(disk).free
    filler.write_bytes(bytes(max(0, free - leave)))
    return filler


@pytest.mark.parametrize("leave", [0, 4_096, 20_000, 100_000, 200_000, 400_000, 800_000, 1_600_000])
def test_a_full_disk_keeps_what_was_stored_and_says_so(small_disk, tmp_path, leave):
    long = Extraction(Document("Nothing was said. " * 5000))
    path, more = small_disk / "living", {**STATES["A"], "long.txt": long}
    before, after = nquads(built(path, STATES["A"])), nquads(built(tmp_path / "once", more))
    filler = fill(small_disk, leave)
    try:
        change(path, more)
        said = ""
    except GraphDirectoryError as problem:
        said = str(problem)
    assert nquads(GraphDirectory.open(path)) == (before if said else after)
    if leave < 100_000:
        assert "o space left" in said
        assert "is as it was before" in said or "is kept" in said
    filler.unlink()
    change(path, more)
    assert nquads(GraphDirectory.open(path)) == after
