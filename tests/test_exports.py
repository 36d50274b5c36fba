"""`exports/` shows what the example becomes, one file for each format: it is what the program writes now."""

import os
from pathlib import Path

import pytest
from conftest import EXAMPLE, ROOT

from kg.examples import exports
from kg.export import EXPORTERS

FILES = {kind: f"{EXAMPLE.stem}{row.suffix}" for kind, row in EXPORTERS.items()}
MEGABYTE = 1_000_000


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    exports.main(str(folder))
    return folder


def test_one_file_for_each_format_is_written(written):
    assert sorted(os.listdir(written)) == sorted(FILES.values())


@pytest.mark.parametrize("kind", sorted(FILES))
def test_file_in_exports_is_what_is_written_now(written, kind):
    name = FILES[kind]
    kept = ROOT / "exports" / name
    assert kept.is_file(), f"exports/{name} is missing: run make exports"
    same = kept.read_bytes() == (written / name).read_bytes()
    assert same, f"exports/{name} is not what the program writes now: run make exports, and look at what has changed"


@pytest.mark.parametrize("kind", sorted(FILES))
def test_file_in_exports_is_small(written, kind):
    assert (written / FILES[kind]).stat().st_size < MEGABYTE
