"""A graph of a few articles, built once and copied for each test."""

import shutil
from pathlib import Path

import pytest
from cli_runner import build, files

# Two men of one name; a misspelt one; an outlet that is told something.
ARTICLES = (
    ("geneva.txt", "Swedish Foreign Minister Karl Albrechtsen said the talks would go on. Albrechtson left Geneva."),
    ("oslo.txt", "Norwegian Foreign Minister Ola Normann said that Sweden was not ready to sign anything."),
    ("later.txt", "Karl Albrechtsen, a Swedish envoy, said that he would return. Siri Bakk thanked him."),
)


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the articles; copy it before you change it."""
    folder = tmp_path_factory.mktemp("judging")
    path = folder / "graph"
    assert build(path, files(folder / "articles", ARTICLES), "-q").code == 0
    return path


@pytest.fixture
def graph(built: Path, tmp_path: Path) -> Path:
    """A graph of one's own."""
    return Path(shutil.copytree(built, tmp_path / "graph"))
