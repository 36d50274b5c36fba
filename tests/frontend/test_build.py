"""The built front end is what its sources say, and its own tests pass; both need Node and its packages."""

import shutil
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT

from kg import web

FRONTEND = ROOT / "frontend"
BUILT = Path(web.HERE)


@pytest.fixture(scope="session")
def node() -> str:
    found = shutil.which("node")
    if found is None:
        pytest.skip("no node found; the front end was neither built anew nor tested")
    if not (FRONTEND / "node_modules").is_dir():
        pytest.skip("frontend/node_modules is missing (`make test` installs it); the front end was not built anew")
    return found


def run(*command: str | Path) -> str:
    done = subprocess.run(command, cwd=FRONTEND, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_built_files_are_what_the_sources_give(node, tmp_path):
    run(node, "build.mjs", tmp_path)
    fresh = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    kept = {path.name: path.read_bytes() for path in BUILT.iterdir() if path.is_file() and path.suffix != ".py"}
    assert sorted(kept) == sorted(fresh)
    assert [name for name in kept if kept[name] != fresh[name]] == [], "run `make frontend` and commit kg/web"


@pytest.mark.parametrize("name", sorted(path.name for path in BUILT.glob("*.js")))
def test_built_scripts_ask_for_nothing_and_can_stand_in_a_page(name):
    assert "sourceMappingURL" not in web.text(name)
    assert "</script" not in web.inline(name).lower()
    assert "<!--" not in web.inline(name)


def test_own_tests_of_the_front_end_pass(node):
    assert "# fail 0" in run(node, "--test", "--test-reporter=tap")


def test_licences_of_what_is_bundled_are_named():
    assert {"d3-geo", "sigma", "world-atlas", "@zazuko/yasgui"} <= {
        line.split()[0] for line in web.text("LICENSES.txt").splitlines() if line[:1].isalpha() or line[:1] == "@"
    }
