"""The rules of the house that a machine can check."""

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "kg"
LAYERS = [
    {"errors", "ids"},
    {"model", "settings"},
    {"ontology"},
    {"knowledge", "web"},
    {"read", "extract", "resolve"},
    {"graph"},
    {"store"},
    {"view"},
    {"query", "export"},
    {"renew"},
    {"judging"},
    {"pipeline", "serve"},
    {"changes"},
    {"api", "evaluate"},
    {"cli"},
    {"examples", "__main__"},
]
LEVEL = {part: level for level, parts in enumerate(LAYERS) for part in parts}
FILES = sorted(PACKAGE.rglob("*.py"))


def part_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported_parts(path: Path) -> set[str]:
    names = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return {name.split(".")[1] for name in names if name.startswith("kg.")} - {"__version__"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_point_down_the_house(path):
    own = part_of(path)
    if own == "__init__":
        return
    assert own in LEVEL, f"{own} has no place in the house"
    for other in imported_parts(path) - {own}:
        assert LEVEL[other] < LEVEL[own], f"{own} may not import {other}"


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_file_is_at_most_400_lines(path):
    assert len(path.read_text("utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_only_the_ontology_module_knows_an_iri(path):
    if part_of(path) == "ontology":
        return
    text = path.read_text("utf-8")
    assert "http://www.w3.org" not in text
    assert "w3id.org/parley" not in text


def test_model_imports_the_standard_library_only():
    for node in ast.walk(ast.parse((PACKAGE / "model.py").read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.module in {"collections.abc", "dataclasses", "kg"}
