"""`exports/` shows what the example becomes, one file for each format: it is what the program writes now."""

import os
from pathlib import Path

import pytest
from conftest import EXAMPLE, ROOT

from kg.examples import exports
from kg.export import EXPORTERS, LOSS

PLACES = {kind: f"{EXAMPLE.stem}{row.suffix}" for kind, row in EXPORTERS.items()}
LOSSES = {kind: f"{PLACES[kind]}{LOSS}" for kind, row in EXPORTERS.items() if row.lost}
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    exports.main(str(folder))
    return folder


def contents(place: Path) -> dict[str, bytes]:
    """The bytes of a file, or of all files of a folder by name."""
    files = sorted(place.iterdir()) if place.is_dir() else [place] if place.is_file() else []
    return {path.name: path.read_bytes() for path in files}


def test_one_file_or_folder_for_each_format_is_written_and_one_for_what_it_loses(written):
    assert sorted(os.listdir(written)) == sorted([*PLACES.values(), *LOSSES.values()])
    folders = {kind for kind, place in PLACES.items() if (written / place).is_dir()}
    assert folders == {kind for kind, row in EXPORTERS.items() if row.folder}


@pytest.mark.parametrize("kind", sorted(PLACES))
def test_what_lies_in_exports_is_what_is_written_now(written, kind):
    for name in filter(None, [PLACES[kind], LOSSES.get(kind)]):
        kept, now = contents(ROOT / "exports" / name), contents(written / name)
        assert kept, f"exports/{name} is missing: run make exports"
        assert kept == now, f"exports/{name} is not what the program writes now: run make exports, and look at it"


@pytest.mark.parametrize("kind", sorted(PLACES))
def test_what_lies_in_exports_is_small(written, kind):
    assert sum(map(len, contents(written / PLACES[kind]).values())) < MEGABYTE


def test_the_page_of_the_documentation_lists_the_formats_as_they_are():
    assert exports.PAGE.read_text("utf-8") == exports.page(), "run make exports"
