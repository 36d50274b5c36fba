"""Places for thousands of things: the same every time, linked ones near, none on another."""

import os
import subprocess
import sys

import pytest

from kg.view import force, lines, wide


def blocks(count: int, size: int = 30) -> list[tuple[int, int]]:
    """Return links inside blocks, each thing with three of its own block."""
    pairs = {
        (min(at, other), max(at, other))
        for at in range(count)
        for other in (at // size * size + (at * step + 1) % size for step in (7, 11, 13))
        if other != at and other < count
    }
    return sorted(pairs)


def apart(a: tuple[int, int], b: tuple[int, int]) -> float:
    return ((a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2) ** 0.5


@pytest.mark.parametrize("count", [0, 1, 2, 5])
def test_few_things_get_places_of_their_own(count):
    places = force.spread(count, [(0, 1)] if count > 1 else [], 20)
    assert len(places) == len(set(places)) == count


def test_linked_things_are_nearer_than_others():
    pairs = blocks(300)
    places = force.spread(300, pairs, 20)
    near = sum(apart(places[by], places[to]) for by, to in pairs) / len(pairs)
    strangers = [(at, (at + 150) % 300) for at in range(300)]
    assert 2 * near < sum(apart(places[by], places[to]) for by, to in strangers) / len(strangers)


def test_neighbours_keep_their_distance():
    places = force.spread(400, blocks(400), 20)
    close = sum(min(apart(place, other) for other in places if other is not place) < 8 for place in places)
    assert close < 0.1 * len(places)


def test_drawing_is_as_wide_as_asked():
    places = force.spread(300, blocks(300), 20, aspect=2.0)
    x, y = sorted(x for x, _ in places), sorted(y for _, y in places)
    assert 1.4 < (x[270] - x[30]) / (y[270] - y[30]) < 2.8


def test_same_things_get_same_places_in_another_process():
    pairs = blocks(200)
    told = subprocess.run(
        [sys.executable, "-c", f"from kg.view import force; print(force.spread(200, {pairs}, 20))"],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "7"},
    )  # fmt: skip
    assert told.stdout.strip() == str(force.spread(200, pairs, 20))


def test_statements_stand_by_who_speaks_and_are_not_drawn_first():
    things = [{"kind": "Person"}] * 400 + [{"kind": "Statement"}] * 3
    said = [[400, 5, "speaker"], [401, 5, "speaker"], [402, 9, "speaker"]]
    links = [[at, at + 1, "represents"] for at in range(399)] + said
    drawn = wide.columns(things, lines.pairs(links), 0)
    assert len(drawn["drawn"]) == wide.FIRST
    assert max(drawn["drawn"]) < 400
    for statement, speaker in ((400, 5), (401, 5), (402, 9)):
        assert apart((drawn["x"][statement], drawn["y"][statement]), (drawn["x"][speaker], drawn["y"][speaker])) < 60


def test_the_first_drawing_fills_its_room_and_the_order_stays():
    seen = [*range(0, 60, 3), 500, 1000]
    all_ = [-40, *range(0, 60), *range(60, 1000, 50), 1000, 1200]
    moved = wide.evened(all_, seen)
    assert sorted(moved) == moved
    assert (moved[0], moved[-2], moved[-1]) == (-40, 1000, 1200)
    middle = sorted(wide.evened(seen, seen))[len(seen) // 2]
    assert middle > 300 > sorted(seen)[len(seen) // 2]
    assert wide.evened([5, 7], [5]) == [5, 7]
    assert wide.evened([-40, 0, 100, 140], [0, 100], 20) == [-50, -10, 110, 150]


def test_who_speaks_about_whom_holds_a_large_graph_together():
    links = [[2, 0, "speaker"], [2, 1, "about"], [1, 0, "represents"]]
    assert lines.pairs(links, about=True)[0, 1] == [("represents", False), (lines.SPOKE_ABOUT, True)]
    assert lines.pairs(links)[0, 1] == [("represents", False)]


def test_country_is_left_out_of_a_line_that_says_more():
    assert lines.relation([("country", True), ("represents", True)]) == ("represents", True, False)
    assert lines.relation([("country", True)])[0]
