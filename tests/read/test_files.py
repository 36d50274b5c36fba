import os
from pathlib import Path

import pytest

from kg.errors import KgError
from kg.read import READERS, find


@pytest.fixture
def news(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.txt",
        "a.TXT",
        "sub/c.html",
        "sub/deep/d.jsonl",
        "notes.log",
        ".hidden.txt",
        ".git/e.txt",
        "~$f.docx",
        "empty/g.png",
    ):
        Path("news", name).parent.mkdir(parents=True, exist_ok=True)
        Path("news", name).write_text("text")
    return Path("news")


def found(*paths):
    return [path.as_posix() for path in find(paths)]


ALL = ["news/a.TXT", "news/b.txt", "news/sub/c.html", "news/sub/deep/d.jsonl"]


@pytest.mark.parametrize(
    ("paths", "files"),
    [
        (["news"], ALL),
        (["news/"], ALL),
        (["news/b.txt", "news"], ALL),
        (["news/sub/../b.txt", "news/b.txt"], ["news/sub/../b.txt"]),
        (["news/b.txt", "news/a.TXT"], ["news/a.TXT", "news/b.txt"]),
        (["news/*.txt"], ["news/b.txt"]),
        (["news/*"], ALL),
        (["news/**/*.html"], ["news/sub/c.html"]),
        (["news/notes.log"], ["news/notes.log"]),
        (["news/.hidden.txt"], ["news/.hidden.txt"]),
        (["-", "news/b.txt"], ["-", "news/b.txt"]),
        (["-", "-"], ["-"]),
        ([], []),
    ],
)
def test_what_paths_name(news, paths, files):
    assert found(*paths) == files


def test_the_order_of_the_paths_does_not_matter(news):
    assert found("news/sub", "news/b.txt") == found("news/b.txt", "news/sub")


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(news):
    Path("news/[1].txt").write_text("text")
    assert found("news/[1].txt") == ["news/[1].txt"]


def test_two_names_of_one_file_are_one(news):
    os.symlink("b.txt", "news/z.txt")
    assert found("news") == ALL


def test_a_file_called_minus_is_not_standard_input(news):
    Path("-").write_text("text")
    assert find(["./-"]) == [Path("-").absolute()]


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("nowhere.txt", "no such file or folder: 'nowhere.txt'"),
        ("news/*.pdf", r"no article matches 'news/\*.pdf'"),
        ("news/empty", "folder 'news/empty' holds no articles; files may end in .csv .docx"),
    ],
)
def test_what_leads_nowhere_is_an_error(news, path, sentence):
    with pytest.raises(KgError, match=sentence):
        find([path])


def test_every_kind_of_file_is_found(news):
    for suffix in READERS:
        Path("news", "kind" + suffix).write_text("text")
    assert {path.suffix for path in find(["news"]) if path.stem == "kind"} == set(READERS)
