"""The same articles give the same bytes of N-Quads, however they are read."""

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ARTICLES

import kg

FILES = sorted(ARTICLES.glob("*.txt"))
BUILD = """
import sys, kg
graph = kg.build(*sys.argv[2:], directory=sys.argv[1] + "/graph", jobs=1)
graph.export(sys.argv[1] + "/out.nq")
"""


def nquads(graph: kg.Graph, folder: Path) -> bytes:
    return graph.export(folder / "graph.nq").read_bytes()


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The graph of all articles, built at once by one process, in memory."""
    return nquads(kg.build(ARTICLES, jobs=1), tmp_path_factory.mktemp("once"))


def test_articles_say_something(expected):
    graph = kg.build(ARTICLES, jobs=1)
    assert graph.report.documents == len(FILES) == 5
    assert len(graph.statements) > 30
    assert len(expected.splitlines()) == len(graph)


def test_twice_in_one_process(expected, tmp_path):
    assert nquads(kg.build(ARTICLES, jobs=1), tmp_path) == expected


def test_two_workers_give_what_one_gives(expected, tmp_path):
    assert nquads(kg.build(ARTICLES, jobs=2), tmp_path) == expected


@pytest.mark.parametrize("seed", [1, 2])
def test_any_order_of_files(expected, tmp_path, seed):
    files = random.Random(seed).sample(FILES, len(FILES))
    assert files != FILES
    assert nquads(kg.build(*files, jobs=1), tmp_path) == expected


def test_any_order_on_the_disk(expected, tmp_path):
    """Folders are listed in the order in which files came into them."""
    folder = tmp_path / "articles"
    folder.mkdir()
    for path in reversed(FILES):
        shutil.copy(path, folder)
    assert nquads(kg.build(folder, jobs=1), tmp_path) == expected


def test_directory_gives_what_memory_gives(expected, tmp_path):
    assert nquads(kg.build(ARTICLES, directory=tmp_path / "g", jobs=1), tmp_path) == expected


@pytest.mark.parametrize("last", range(len(FILES)))
def test_articles_added_in_two_steps_give_what_one_step_gives(expected, tmp_path, last):
    later = FILES[last]
    kg.build(*[path for path in FILES if path != later], directory=tmp_path / "g", jobs=1)
    graph = kg.build(later, directory=tmp_path / "g", jobs=1)
    assert (graph.report.extracted, graph.report.documents) == (1, len(FILES))
    assert nquads(graph, tmp_path) == expected


def test_articles_added_twice_change_nothing(expected, tmp_path):
    kg.build(ARTICLES, directory=tmp_path / "g", jobs=1)
    graph = kg.build(ARTICLES, *FILES, directory=tmp_path / "g", jobs=1)
    assert graph.report.known == len(FILES)
    assert nquads(graph, tmp_path) == expected


def test_same_text_under_two_names_is_one_document_with_two_sources(tmp_path):
    for name in ("a.txt", "b.txt"):
        shutil.copy(FILES[0], tmp_path / name)
    memory, disk = kg.build(tmp_path, jobs=1), kg.build(tmp_path, directory=tmp_path / "g", jobs=1)
    for graph in (memory, disk):
        assert graph.report.documents == 1
        assert graph.query("SELECT ?of { ?d dct:source ?of } ORDER BY ?of").column("of") == ["a.txt", "b.txt"]
    assert nquads(memory, tmp_path) == nquads(disk, tmp_path)


@pytest.mark.parametrize("seed", ["1", "4711"])
def test_fresh_process_with_another_hash_seed(expected, tmp_path, seed):
    subprocess.run(
        [sys.executable, "-c", BUILD, tmp_path, *reversed(FILES)],
        env={**os.environ, "PYTHONHASHSEED": seed},
        check=True,
        timeout=200,
    )
    assert (tmp_path / "out.nq").read_bytes() == expected
