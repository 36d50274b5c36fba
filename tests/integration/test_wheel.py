"""The wheel: what a user installs holds all that the program needs, and works far from the checkout.

It goes into a clean environment that sees the packages of this one but for Parley itself; nothing is downloaded.
"""

import os
import subprocess
import sys
import sysconfig
import venv
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from conftest import EXAMPLE, ROOT

NEEDED = [
    "kg/ontologies/parley.ttl",
    "kg/ontologies/shapes.ttl",
    "kg/ontologies/alignments.ttl",
    "kg/ontologies/context.jsonld",
    "kg/knowledge/gazetteer.sqlite",
    "kg/view/page.html.j2",
    "kg/web/page.js",
    "kg/web/yasgui.js",
    "kg/web/LICENSES.txt",
    "kg/extract/recogniser/weights/model",
    "kg/extract/learned/weights/encoder.onnx",
    "kg/query/saved/said-by.rq",
    "kg/extract/cues.json",
    "kg/examples/istanbul-talks.txt",
    "kg/examples/istanbul-talks.yaml",
]
# The environment of this checkout puts the checkout on the path by such a file; the clean one must not see it.
OWN = ("__editable__", "_parley_kg", "parley_kg")


@dataclass(frozen=True)
class Installed:
    """A clean environment with the wheel, and a folder to work in."""

    folder: Path
    environment: Path

    def run(self, program: str, *arguments: str | Path) -> str:
        """What a program of the environment prints; it must end well."""
        clean = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "VIRTUAL_ENV"))}
        done = subprocess.run(
            [self.environment / "bin" / program, *arguments],
            cwd=self.folder, env=clean, capture_output=True, text=True, timeout=200, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", folder, ROOT]
    done = subprocess.run(command, capture_output=True, text=True, timeout=200, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    (path,) = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Installed:
    folder = tmp_path_factory.mktemp("elsewhere")
    environment = folder / "venv"
    venv.create(environment, with_pip=False)
    (packages,) = (environment / "lib").glob("python*/site-packages")
    for path in map(Path, {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}):
        for entry in path.iterdir():
            if entry.name not in {"__pycache__", "kg"} and not entry.name.startswith(OWN):
                (packages / entry.name).symlink_to(entry)
    command = [
        *(sys.executable, "-m", "pip", "--python", environment / "bin" / "python", "install"),
        *("--quiet", "--no-deps", "--no-index", "--disable-pip-version-check", wheel),
    ]
    subprocess.run(command, check=True, timeout=200)
    return Installed(folder, environment)


def test_holds_what_the_program_needs_and_nothing_else(wheel):
    names = zipfile.ZipFile(wheel).namelist()
    assert [name for name in NEEDED if name not in names] == []
    assert [name for name in names if not name.startswith(("kg/", "parley_kg-"))] == []
    assert [name for name in names if "__pycache__" in name or "NOTE" in name] == []


def test_holds_every_file_of_the_package_that_is_in_git(wheel):
    tracked = subprocess.run(["git", "ls-files", "kg"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert set(tracked.split("\n")) - {""} - set(zipfile.ZipFile(wheel).namelist()) == set()


def test_is_small(wheel):
    assert wheel.stat().st_size < 60_000_000


def test_names_licence_and_command(wheel):
    archive = zipfile.ZipFile(wheel)
    metadata = next(archive.read(name).decode() for name in archive.namelist() if name.endswith("/METADATA"))
    assert "License-Expression: Apache-2.0" in metadata
    assert "Name: parley-kg" in metadata


def test_package_is_that_of_the_wheel(installed):
    found = installed.run("python", "-c", "import kg; print(kg.__file__)").strip()
    assert Path(found).is_relative_to(installed.environment)


def test_builds_asks_shows_validates_and_exports_from_another_folder(installed):
    (installed.folder / "article.txt").write_bytes(EXAMPLE.read_bytes())
    assert "(1 read, 0 known from before, 0 skipped)" in installed.run("kg", "build", "article.txt", "-o", "g")
    assert "Dolmabahçe Palace" in installed.run("kg", "ask", "g", "venues")
    assert "Q159" in installed.run("kg", "show", "g", "Moscow")
    assert installed.run("kg", "validate", "g") == "the graph conforms\n"
    for name in ("talks.html", "talks.ttl", "talks.jsonld", "talks.graphml"):
        installed.run("kg", "export", "g", "-o", name)
        assert (installed.folder / name).stat().st_size > 10_000


def test_gives_what_the_checkout_gives(installed, example, tmp_path):
    """The weights of the learned parts are in the wheel: without them the statements would be others."""
    (installed.folder / EXAMPLE.name).write_bytes(EXAMPLE.read_bytes())
    installed.run("python", "-c", f"import kg; kg.build({EXAMPLE.name!r}).export('same.nq')")
    assert (installed.folder / "same.nq").read_bytes() == example.export(tmp_path / "same.nq").read_bytes()


def test_evaluates_the_example_it_brings(installed):
    assert "statements" in installed.run("kg", "evaluate")
