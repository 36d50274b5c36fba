"""The law of a graph that lives: whatever came and went, its bytes are those of one build of what remains."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from living_builders import ARTICLES, built, nquads, placed, put, quick_folder
from pyoxigraph import Quad

from kg import renew, resolve
from kg.graph.assemble import assemble
from kg.model import Anchor, Extraction, Judgement, Span, Thing
from kg.renew import refresh
from kg.store import GraphDirectory
from kg.store.judgements import identified
from kg.store.versions import Versions

PLACES = [f"{letter}.txt" for letter in "abcdefgh"]
SEQUENCES, CHANGES, AT_ONCE = 135, 5, (3, 5)  # so more than two thousand operations
# A place and which article stands there now; None takes it away. So each is an add, an update or a retraction.
OPERATION = st.tuples(st.sampled_from(PLACES), st.none() | st.integers(0, len(ARTICLES) - 1))
NAMED = ((ARTICLES[4], "Abdullah Karimi"), (ARTICLES[7], "Abdullah Karimi"))
CHANGE = st.lists(OPERATION, min_size=AT_ONCE[0], max_size=AT_ONCE[1])


@pytest.fixture(scope="module")
def quick() -> Iterator[Path]:
    """A folder in memory where there is one, as thousands of stores are made."""
    with quick_folder() as folder:
        yield folder


@pytest.fixture(scope="module")
def counted() -> Iterator[dict[str, int]]:
    """How many operations were carried out, and how many changes of a store there were."""
    numbers = {"operations": 0, "amended": 0}
    amend = Versions.amend
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            Versions, "amend", lambda *given: (numbers.update(amended=numbers["amended"] + 1), amend(*given))[1]
        )
        patch.setattr(renew, "MOST", 1.0)  # small as these graphs are, let them be changed, not made anew
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
    return set(assemble(read.values(), resolve.resolve(read.values()), sources=sources_of(read)))


def sources_of(read: dict[str, Extraction]) -> dict[str, list[str]]:
    """Return where each document was read, by id."""
    sources: dict[str, list[str]] = {}
    for place, extraction in read.items():
        sources.setdefault(placed(extraction, place).id, []).append(place)
    return sources


@pytest.mark.timeout(900)
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


def test_the_law_holds_where_people_have_judged(quick):
    """Two names are judged one, and a statement wrong; then articles come and go."""
    path, read = quick / "judged", {"a.txt": ARTICLES[4], "b.txt": ARTICLES[7], "c.txt": ARTICLES[12]}
    directory = built(path, read)
    anchors = [Anchor(placed(each, "").id, Span(0, len(name)), name) for each, name in NAMED]
    same = Judgement("same", tuple(Thing(each.words, "Person", (each,)) for each in anchors), who="me", when="2025-01-01T00:00:00Z")
    content = Anchor(placed(ARTICLES[7], "").id, Span(21, 23), "no")
    wrong = Judgement("wrong", (Thing("no", "Statement", (content,)),), who="me", when="2025-01-01T00:00:00Z")
    with directory:
        directory.judge([identified(each, []) for each in (same, wrong)])
        assert len(resolve.resolve(read.values(), directory.judgements).rulings) == 1
        assert resolve.without_rejected(read.values(), directory.judgements).extractions[1].statements == ()
        refresh(directory)
    for change in ([("d.txt", 0)], [("b.txt", 5), ("e.txt", 7)], [("a.txt", None)], [("c.txt", None), ("a.txt", 4)]):
        carry_out(directory, read, change)
        left = resolve.without_rejected(read.values(), directory.judgements).extractions
        once = assemble(left, resolve.resolve(left, directory.judgements), sources=sources_of(read))
        assert set(directory.store()) == set(once)


def test_the_law_was_tried_more_than_two_thousand_times(counted):
    if not counted["operations"]:
        pytest.skip("the law was not tried in this run")
    assert counted["operations"] >= 2000
    assert counted["amended"] > SEQUENCES
