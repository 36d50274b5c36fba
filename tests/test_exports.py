"""`exports/` shows what the example becomes, one file for each format: it is what the program writes now.

How sure the finder of statements is may differ in its last digits from one kind of processor to another. So the graph is
compared but for these, and the formats are written from the graph that is kept.
"""

import os
from collections.abc import Iterable
from pathlib import Path

import pytest
from conftest import EXAMPLE, ROOT
from pyoxigraph import Literal, Quad, RdfFormat, parse

from kg import ontology
from kg.examples import exports
from kg.export import EXPORTERS, LOSS
from kg.graph.view import GraphView

PLACES = {kind: f"{EXAMPLE.stem}{row.suffix}" for kind, row in EXPORTERS.items()}
LOSSES = {kind: f"{PLACES[kind]}{LOSS}" for kind, row in EXPORTERS.items() if row.lost}
MEGABYTE = 1_000_000
CONFIDENCE = ontology.iri("confidence")
NEAR = 0.02


def kept_quads() -> list[Quad]:
    """What exports/ says in N-Quads, in the order of the file, which is that of the graph."""
    return list(parse(path=ROOT / "exports" / PLACES["nquads"], format=RdfFormat.N_QUADS))


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exports")
    exports.write(GraphView.of(kept_quads()), folder)
    return folder


def figures_apart(quads: Iterable[Quad]) -> tuple[set[Quad], dict[object, float]]:
    """The quads without those of confidence, and the confidence of each statement."""
    sure, others = {}, set()
    for quad in quads:
        if quad.predicate.value == CONFIDENCE:
            assert isinstance(quad.object, Literal)
            sure[quad.subject] = float(quad.object.value)
        else:
            others.add(quad)
    return others, sure


def test_the_graph_in_exports_is_what_the_example_becomes_now():
    (kept, sure), (now, surely) = figures_apart(kept_quads()), figures_apart(exports.example().quads())
    assert now == kept, "run make exports, and look at it"
    assert surely == pytest.approx(sure, abs=NEAR)


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
