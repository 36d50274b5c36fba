"""Large graphs as the page holds them: places, sizes and lines as bare columns, drawn by sigma.js on the graphics card."""

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from typing import Any

from kg.view import force, kinds, lines

FIRST = 150  # names in the first drawing, the best linked; one click draws them all
ASPECT = 1.7  # width by height
FIRST_ASPECT = 1.5  # of the first drawing, at least; less than most stages, more than a phone
SPACING = 26.0  # pixels between neighbours where the drawing is as large as it was computed
SMALLEST, LARGEST, STATEMENT = 3.5, 15.0, 3.0  # half the height of a glyph
CROWD = 1000  # of more names than this each is drawn smaller
EVEN = 0.7  # 0.0: places as the springs leave them; 1.0: those of the first drawing evenly spread across and down
GOLDEN = math.pi * (3 - math.sqrt(5))


def columns(things: Sequence[dict[str, Any]], pairs: lines.Pairs, middle: int) -> dict[str, Any]:
    """Return the drawing: `x`, `y` and `sizes` by number of thing, `edges` as from, to, direction and relation."""
    late = frozenset(at for at, thing in enumerate(things) if thing["kind"] in kinds.NOT_DRAWN_FIRST)
    own = [pair for pair in sorted(pairs) if late.isdisjoint(pair)]
    degree = Counter(number for pair in own for number in pair)
    first = _first(things, degree, late, middle)
    places = _places(len(things), own, late, pairs, first)
    names = sorted({lines.relation(found)[0] for found in pairs.values()})
    number_of = {name: number for number, name in enumerate(names)}
    return {
        "large": True,
        "x": [x for x, _ in places],
        "y": [y for _, y in places],
        "sizes": [STATEMENT if at in late else _size(degree[at], len(things) - len(late)) for at in range(len(things))],
        "drawn": sorted(first),
        "relations": names,
        "edges": [_edge(pair, found, number_of) for pair, found in sorted(pairs.items())],
    }


def _edge(pair: tuple[int, int], found: Sequence[tuple[str, bool]], number_of: dict[str, int]) -> list[int]:
    name, forward, backward = lines.relation(found)
    return [*pair, int(forward) + 2 * int(backward), number_of[name]]


def _size(degree: int, count: int) -> float:
    crowd = min(1.0, math.sqrt(CROWD / max(count, 1)))
    return round(min(LARGEST, SMALLEST + 1.1 * math.sqrt(degree)) * crowd, 1)


def _first(things: Sequence[dict[str, Any]], degree: Counter[int], late: frozenset[int], middle: int) -> frozenset[int]:
    """Return what is in the first drawing: the middle, then what is linked best."""
    rest = [at for at in range(len(things)) if at not in late]
    best = sorted(rest, key=lambda at: (at != middle, -degree[at], -len(things[at].get("evidence", [])), at))
    return frozenset(islice(best, FIRST))


def _places(
    count: int, own: Sequence[tuple[int, int]], late: frozenset[int], pairs: lines.Pairs, first: frozenset[int]
) -> list[tuple[int, int]]:
    """Return the places of all: names by springs, with room for the first drawing, statements around who speaks."""
    names = [at for at in range(count) if at not in late]
    index = {number: at for at, number in enumerate(names)}
    found = force.spread(len(names), [(index[by], index[to]) for by, to in own], SPACING, ASPECT)
    seen = [found[index[number]] for number in sorted(first)]
    across, down = ([spot[axis] for spot in seen] for axis in (0, 1))
    wider = FIRST_ASPECT * (max(down, default=0) - min(down, default=0)) - (
        max(across, default=0) - min(across, default=0)
    )
    columns = evened([x for x, _ in found], across, max(0, round(wider)))
    rows = evened([y for _, y in found], down)
    places = {number: (columns[at], rows[at]) for number, at in index.items()}
    anchors = {late_one: other for pair in sorted(pairs) for late_one, other in (pair, pair[::-1]) if late_one in late}
    around: Counter[int] = Counter()
    for number in sorted(late):
        anchor = anchors.get(number, -1)
        x, y = places.get(anchor, (0, 0))
        radius = SPACING * (0.8 + 0.35 * math.sqrt(around[anchor]))
        turn = around[anchor] * GOLDEN
        places[number] = (round(x + radius * math.cos(turn)), round(y + radius * math.sin(turn)))
        around[anchor] += 1
    return [places[number] for number in range(count)]


def evened(values: Sequence[int], seen: Sequence[int], more: int = 0) -> list[int]:
    """Return values moved so that those which are seen lie more evenly, in a room larger by `more`.

    The order of all stays as it is. What is linked best stands in the thick of a drawing and would leave the rest of the
    stage empty.
    """
    marks = sorted(set(seen))
    if len(marks) < 2:
        return list(values)
    low, room = marks[0], marks[-1] - marks[0]
    step, larger = room / (len(marks) - 1), (room + more) / room
    even = [(1 - EVEN) * mark + EVEN * (low + step * at) for at, mark in enumerate(marks)]
    to = [low - more / 2 + (mark - low) * larger for mark in even]

    def moved(value: int) -> int:
        if not marks[0] <= value < marks[-1]:
            return value + more // 2 if value >= marks[-1] else value - more // 2
        at = bisect_right(marks, value) - 1
        share = (value - marks[at]) / (marks[at + 1] - marks[at])
        return round(to[at] + share * (to[at + 1] - to[at]))

    return [moved(value) for value in values]
