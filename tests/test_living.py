"""The law of a graph that lives: whatever came and went, its bytes are those of one build of what remains."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from living_builders import ARTICLES, built, nquads, placed, put, quick_folder
from pyoxigraph import Quad

from kg import resolve
from kg.graph.assemble import assemble
from kg.model import Extraction
from kg.renew import refresh
from kg.store import GraphDirectory
from kg.store.versions import Versions

PLACES = [f"{letter}.txt" for letter in "abcdefgh"]
SEQUENCES, CHANGES, AT_ONCE = 160, 5, (2, 4)  # so more than two thousand operations
# A place and which article stands there now; None takes it away. So each is an add, an update or a retraction.
OPERATION = st.tuples(st.sampled_from(PLACES), st.none() | st.integers(0, len(ARTICLES) - 1))
CHANGE = st.lists(OPERATION, min_size=AT_ONCE[0], max_size=AT_ONCE[1])


@pytest.fixture(scope="module")
def quick() -> Iterator[Path]:
    """A folder in memory where there is one, as thousands of stores are made."""
    with quick_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def counted() -> Iterator[dict[str, int]]:
    """How many operations were carried out, and how many of them changed a store instead of making it anew."""
    numbers = {"operations": 0, "amended": 0}
    amend = Versions.amend
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Versions, "amend", lambda *given: (numbers.update(amended=numbers["amended"] + 1), amend(*given))[1]
        )
        yield numbers


def carry_out(directory: GraphDirectory, read: dict[str, Extraction], change: list[tuple[str, int | None]]) -> None:
    """Change what stands at some places, in the graph and in `read`, which says what remains."""
    with directory:
        for place, which in change:
            directory.leave(f"/news/{place}")
            read.pop(place, None)
            if which is not None:
                read[place] = ARTICLES[which]
                put(directory, ARTICLES[which], place)
        if not directory.is_current():
            refresh(directory)


def at_once(read: dict[str, Extraction]) -> set[Quad]:
    """Return the quads of one build of these articles."""
    sources: dict[str, list[str]] = {}
    for place, extraction in read.items():
        sources.setdefault(placed(extraction, place).id, []).append(place)
    return set(assemble(read.values(), resolve.resolve(read.values()), sources=sources))


@settings(deadline=None, max_examples=SEQUENCES, derandomize=True, suppress_health_check=list(HealthCheck))
@given(sequence=st.lists(CHANGE, min_size=CHANGES, max_size=CHANGES))
def test_any_sequence_of_changes_gives_the_bytes_of_one_build_of_what_remains(quick, counted, sequence):
    for folder in ("living", "once"):
        shutil.rmtree(quick / folder, ignore_errors=True)
    read = {"start.txt": ARTICLES[0], "first.txt": ARTICLES[4]}
    directory = built(quick / "living", read)
    for change in sequence:
        carry_out(directory, read, change)
        counted["operations"] += len(change)
        assert set(directory.store()) == at_once(read)
    assert nquads(directory) == nquads(built(quick / "once", read))


def test_the_law_was_tried_more_than_two_thousand_times(counted):
    if not counted["operations"]:
        pytest.skip("the law was not tried in this run")
    assert counted["operations"] >= 2000
    assert counted["amended"] > SEQUENCES
