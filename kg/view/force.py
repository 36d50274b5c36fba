"""Places for thousands of things: springs along the lines, and every thing pushing every other away.

The far push is read off a coarse grid, so a round costs little more than the number of things and lines. Sums are taken
in integers or one after the other, and only operations that IEEE 754 rounds exactly are used: the same graph gets the
same places on every machine.
"""

import math
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np

    Floats = np.ndarray[Any, np.dtype[np.float64]]
    Whole = np.ndarray[Any, np.dtype[np.int64]]

GRID = 36  # cells in a row
ONE = 1 << 16  # 1.0 in the integers in which pushes are summed
ROUNDS, TIDY_ROUNDS = 160, 40
PUSH, PULL, GRAVITY = 0.02, 1.0, 0.02
FIRST_STEP, LAST_STEP = 0.08, 0.001  # of the width of the drawing
NEIGHBOURS = 6  # in the order of a fine grid, kept at least one spacing apart
GOLDEN = math.pi * (3 - math.sqrt(5))


def spread(count: int, pairs: Sequence[tuple[int, int]], spacing: float, aspect: float = 1.0) -> list[tuple[int, int]]:
    """Return places for things 0 to `count`, linked ones near each other, neighbours about `spacing` or more apart.

    The drawing is about `aspect` times as wide as high.
    """
    import numpy as np

    if count == 0:
        return []
    x, y = _start(count, pairs)
    left = np.array([by for by, _ in pairs], dtype=np.int64)
    right = np.array([to for _, to in pairs], dtype=np.int64)
    mass: Floats = np.add(
        1.0, np.bincount(left, minlength=count) + np.bincount(right, minlength=count), dtype=np.float64
    )
    for turn in range(ROUNDS):
        cooling = 1 - turn / ROUNDS
        step = (LAST_STEP + (FIRST_STEP - LAST_STEP) * cooling * cooling) * math.sqrt(count)
        x, y = _moved(x, y, _forces(x, y, mass, (left, right)), mass, step)
    x, y = _scaled(x, spacing * math.sqrt(aspect)), _scaled(y, spacing / math.sqrt(aspect))
    for _ in range(TIDY_ROUNDS):
        x, y = _tidied(*_tidied(x, y, spacing), spacing, across=True)
    return [(round(a), round(b)) for a, b in zip(x.tolist(), y.tolist(), strict=True)]


def _start(count: int, pairs: Sequence[tuple[int, int]]) -> tuple["Floats", "Floats"]:
    """Return a spiral in which linked things come soon after each other, the best linked in the middle."""
    import numpy as np

    beside: list[list[int]] = [[] for _ in range(count)]
    for by, to in pairs:
        beside[by].append(to)
        beside[to].append(by)
    order: dict[int, None] = {}
    for first in sorted(range(count), key=lambda number: (-len(beside[number]), number)):
        queue = [first] if first not in order else []
        order.update(dict.fromkeys(queue))
        for here in queue:
            fresh = [there for there in dict.fromkeys(beside[here]) if there not in order]
            order.update(dict.fromkeys(fresh))
            queue += fresh
    x, y = np.zeros(count), np.zeros(count)
    for at, number in enumerate(order):
        radius = math.sqrt(at + 0.5) / 2
        # Rounded, as the cosine's last digit is not the same everywhere.
        x[number] = round(radius * math.cos(at * GOLDEN), 6)
        y[number] = round(radius * math.sin(at * GOLDEN), 6)
    return x, y


def _forces(x: "Floats", y: "Floats", mass: "Floats", lines: tuple["Whole", "Whole"]) -> tuple["Floats", "Floats"]:
    import numpy as np

    left, right = lines
    count = len(x)
    push_x, push_y = _pushes(x, y, mass)
    over, down = x[right] - x[left], y[right] - y[left]
    pull_x = np.bincount(left, over, count) - np.bincount(right, over, count)
    pull_y = np.bincount(left, down, count) - np.bincount(right, down, count)
    return (
        PUSH * mass * push_x + PULL * pull_x - GRAVITY * mass * x,
        PUSH * mass * push_y + PULL * pull_y - GRAVITY * mass * y,
    )


@cache
def _kernel() -> tuple["Whole", "Whole"]:
    """Return how strongly each cell pushes things in each other, across and down, where neighbours push with 1."""
    import numpy as np

    row, column = np.divmod(np.arange(GRID * GRID), GRID)
    over = (column[:, None] - column[None, :]).astype(np.float64)
    down = (row[:, None] - row[None, :]).astype(np.float64)
    apart = np.maximum(over * over + down * down, 1.0)
    return np.rint(over / apart * ONE).astype(np.int64), np.rint(down / apart * ONE).astype(np.int64)


def _pushes(x: "Floats", y: "Floats", mass: "Floats") -> tuple["Floats", "Floats"]:
    """Return the push of all on each for its mass: mass shared among the four cells around, and read from them again."""
    import numpy as np

    width = max(float(x.max() - x.min()), float(y.max() - y.min()), 1e-9) / (GRID - 1.001)
    column, row = (x - x.min()) / width, (y - y.min()) / width
    c, r = np.floor(column).astype(np.int64), np.floor(row).astype(np.int64)
    across, down = column - c, row - r
    corners = [
        (r * GRID + c, (1 - across) * (1 - down)), (r * GRID + np.minimum(c + 1, GRID - 1), across * (1 - down)),
        (np.minimum(r + 1, GRID - 1) * GRID + c, (1 - across) * down),
        (np.minimum(r + 1, GRID - 1) * GRID + np.minimum(c + 1, GRID - 1), across * down),
    ]  # fmt: skip
    cells = np.zeros(GRID * GRID)
    for cell, share in corners:
        cells += np.bincount(cell, mass * share, GRID * GRID)
    whole = np.rint(cells * 256).astype(np.int64)
    fields = [(kernel @ whole) / (ONE * 256 * width) for kernel in _kernel()]
    push = [np.zeros(len(x)), np.zeros(len(x))]
    for cell, share in corners:
        push = [total + share * field[cell] for total, field in zip(push, fields, strict=True)]
    return push[0], push[1]


def _moved(
    x: "Floats", y: "Floats", forces: tuple["Floats", "Floats"], mass: "Floats", step: float
) -> tuple["Floats", "Floats"]:
    """Return the places after one step along the forces, no longer than `step`."""
    import numpy as np

    over, down = forces[0] / mass, forces[1] / mass
    length = np.sqrt(over * over + down * down)
    by = np.minimum(1.0, step / np.maximum(length, 1e-12)) * 0.6
    return x + over * by, y + down * by


def _scaled(values: "Floats", spacing: float) -> "Floats":
    """Return the values about 0, wide enough for all to stand apart."""
    import numpy as np

    middle = float(np.sort(values)[len(values) // 2])
    away = np.sort(np.abs(values - middle))
    usual = float(away[int(len(values) * 0.9)]) or 1.0
    # What lies far outside is drawn in, so that the rest is not small.
    reach = 0.75 * spacing * math.sqrt(len(values))
    offset = (values - middle) / usual
    far = np.abs(offset) > 1.3
    drawn_in = np.where(far, np.sign(offset) * (1.3 + (np.abs(offset) - 1.3) * 0.35), offset)
    return np.asarray(drawn_in * reach)


def _tidied(x: "Floats", y: "Floats", spacing: float, across: bool = False) -> tuple["Floats", "Floats"]:
    """Return the places with those that are too near each other pushed apart, found along rows (or columns)."""
    import numpy as np

    main, other = (y, x) if across else (x, y)
    order = np.lexsort((main, np.floor(other / spacing)))
    x, y = x.copy(), y.copy()
    for ahead in range(1, min(NEIGHBOURS, len(x) - 1) + 1):
        a, b = order[:-ahead], order[ahead:]
        over, down = x[b] - x[a], y[b] - y[a]
        length = np.sqrt(over * over + down * down)
        short = np.maximum(0.0, spacing - length) * 0.25
        safe = np.maximum(length, 1e-9)
        by_x = np.where(length < 1e-9, short, over / safe * short)
        by_y = np.where(length < 1e-9, 0.0, down / safe * short)
        x += np.bincount(b, by_x, len(x)) - np.bincount(a, by_x, len(x))
        y += np.bincount(b, by_y, len(y)) - np.bincount(a, by_y, len(y))
    return x, y
