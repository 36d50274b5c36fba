"""Where things stand in the drawing: the main event in the middle, its parties on the sides, and no label on another.

A seeded spring layout gives the rough places; then boxes that overlap, each the size of a glyph with its label, are
pushed apart. All is computed here and not in the browser, so the page shows it at once and the same way every time.
"""

import math
from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

SEED = 7
GAP = 12.0  # pixels between boxes
FILL = 0.8  # share of the drawing that boxes cover
SIDE = 0.42  # how far from the middle the parties of the main event stand, where half the width is 1
TETHER = 0.15  # pull of the middle on parts of the graph that are not connected with it
SPRING_ROUNDS = 150
PUSH_ROUNDS = 120
GROW = 1.06  # the drawing becomes this much larger whenever pushing alone leaves an overlap
LINE_WIDTH = 34.0  # pixels that stay free along the line between the middle and a party
STATEMENT_GAP = 70.0  # pixels between the drawing and the ring of statements

Point = tuple[float, float]
Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be arranged: things by number, the pairs that are linked, the one in the middle, and its sides."""

    sizes: Mapping[int, Size]
    pairs: Sequence[tuple[int, int]]
    middle: int
    sides: Sequence[int]
    aspect: float  # width of the drawing by its height


def arrange(plan: Plan) -> dict[int, tuple[int, int]]:
    """Return the centre of every box in pixels, the middle at (0, 0); no two boxes overlap."""
    if not plan.sizes:
        return {}
    rough = _stretched(plan, _spring(plan))
    return {number: (round(x), round(y)) for number, (x, y) in _apart(plan, rough).items()}


def _spring(plan: Plan) -> dict[int, Point]:
    """Return rough places, about -1 to 1, with the middle and its sides held where they belong."""
    import rustworkx

    numbers = sorted(plan.sizes)
    index = {number: at for at, number in enumerate(numbers)}
    graph = rustworkx.PyGraph(multigraph=False)
    graph.add_nodes_from(numbers)
    graph.add_edges_from([(index[by], index[to], 1.0) for by, to in plan.pairs])
    for part in sorted(rustworkx.connected_components(graph), key=min):
        if index[plan.middle] not in part:
            graph.add_edge(index[plan.middle], min(part), TETHER)
    held = _anchors(plan)
    start = _start(plan, held)
    found = rustworkx.spring_layout(
        graph,
        pos={index[number]: point for number, point in start.items()},
        fixed={index[number] for number in held},
        k=1.1 / math.sqrt(len(numbers)),
        num_iter=SPRING_ROUNDS,
        weight_fn=float,
        seed=SEED,
    )
    return {number: (float(found[at][0]), float(found[at][1])) for number, at in index.items()}


def _anchors(plan: Plan) -> dict[int, Point]:
    """Return the places that are fixed: the middle, and its sides around it, the first on the left."""
    sides = [number for number in plan.sides if number in plan.sizes and number != plan.middle]
    turn = 2 * math.pi / max(len(sides), 1)
    around: dict[int, Point] = {
        number: (-SIDE * math.cos(at * turn), -SIDE * 0.8 * math.sin(at * turn)) for at, number in enumerate(sides)
    }
    return {plan.middle: (0.0, 0.0), **around}


def _start(plan: Plan, held: Mapping[int, Point]) -> dict[int, Point]:
    """Return where the springs start from: each thing beyond the anchor it is nearest to, fanned out evenly."""
    nearest = _nearest(plan, held)
    golden = math.pi * (3 - math.sqrt(5))
    start = dict(held)
    for at, number in enumerate(sorted(set(plan.sizes) - set(held))):
        x, y = held[nearest.get(number, plan.middle)]
        start[number] = (x * 1.7 + 0.3 * math.cos(at * golden), y * 1.7 + 0.3 * math.sin(at * golden))
    return start


def _nearest(plan: Plan, held: Mapping[int, Point]) -> dict[int, int]:
    """Return the anchor that each thing reaches in fewest steps without going through the middle."""
    beside: dict[int, list[int]] = {number: [] for number in plan.sizes}
    for by, to in plan.pairs:
        beside[by].append(to)
        beside[to].append(by)
    found = {number: number for number in held}
    queue = deque([number for number in held if number != plan.middle] or [plan.middle])
    while queue:
        here = queue.popleft()
        for there in sorted(beside[here]):
            if there not in found:
                found[there] = found[here]
                queue.append(there)
    return found


def _stretched(plan: Plan, points: Mapping[int, Point]) -> dict[int, Point]:
    """Return the points in pixels, in a drawing large enough for all boxes and of the wanted proportions."""
    area = sum((width + GAP) * (height + GAP) for width, height in plan.sizes.values()) / FILL
    height = math.sqrt(area / plan.aspect)
    across = _scale([x for x, _ in points.values()], height * plan.aspect / 2)
    down = _scale([y for _, y in points.values()], height / 2)
    return {number: (x * across[x > 0], y * down[y > 0]) for number, (x, y) in points.items()}


def _scale(values: Sequence[float], half: float) -> tuple[float, float]:
    """Return the factors for values below and above 0 that let both reach as far as `half`, so that 0 is the middle."""
    least, most = min(values), max(values)
    return half / -least if least < 0 else 1.0, half / most if most > 0 else 1.0


def _apart(plan: Plan, points: Mapping[int, Point]) -> dict[int, Point]:
    """Return the points moved so that no two boxes overlap; the middle stays, and two sides stay level with it."""
    places = {number: [x, y] for number, (x, y) in points.items()}
    level = _level(plan)
    while not _settled(_Boxes(plan, places, level)):
        for place in places.values():
            place[0] *= GROW
            place[1] *= GROW
    return {number: (x, y) for number, (x, y) in places.items()}


def _level(plan: Plan) -> tuple[int, ...]:
    """Return the sides that stand level with the middle: two of them, left and right."""
    sides = tuple(number for number in plan.sides if number in plan.sizes and number != plan.middle)
    return sides if len(sides) == 2 else ()


class _Boxes:
    """The boxes that must not overlap: those of the plan, and the lines from the middle to its level sides."""

    def __init__(self, plan: Plan, places: dict[int, list[float]], level: Sequence[int]) -> None:
        self.sizes = dict(plan.sizes)
        self.places = dict(places)
        self.fixed = {plan.middle, *level}
        for at, side in enumerate(level):
            self._keep_free(-1 - at, side, plan.middle)

    def _keep_free(self, number: int, side: int, middle: int) -> None:
        """Put a box that stays on the line between a side and the middle."""
        reach = abs(self.places[side][0]) - (self.sizes[side][0] + self.sizes[middle][0]) / 2 - 2 * GAP - 2
        if reach > 0:
            self.sizes[number] = (reach, LINE_WIDTH)
            inner = self.sizes[middle][0] / 2 + GAP + 1 + reach / 2
            self.places[number] = [math.copysign(inner, self.places[side][0]), self.places[side][1]]
            self.fixed.add(number)

    def overlap(self, left: int, right: int) -> Size:
        """Return how far two boxes, with the gap, overlap across and down; negative where they do not."""
        (x, y), (other_x, other_y) = self.places[left], self.places[right]
        (width, height), (other_width, other_height) = self.sizes[left], self.sizes[right]
        across = (width + other_width) / 2 + GAP - abs(other_x - x)
        return across, (height + other_height) / 2 + GAP - abs(other_y - y)

    def part(self, left: int, right: int, overlap: Size) -> None:
        """Push two boxes apart the shorter way; off a line always up or down."""
        axis = 0 if overlap[0] < overlap[1] and min(left, right) >= 0 else 1
        sign = 1.0 if self.places[right][axis] >= self.places[left][axis] else -1.0
        step = sign * (overlap[axis] / 2 + 0.5)
        for number, by in ((left, -step), (right, step)):
            if number not in self.fixed:
                self.places[number][axis] += by


def _settled(boxes: _Boxes) -> bool:
    """Push overlapping boxes apart, a number of rounds at most, and return whether none overlaps."""
    return any(not _push(boxes) for _ in range(PUSH_ROUNDS))


def _push(boxes: _Boxes) -> bool:
    """Push every pair of boxes that overlap apart and return whether there was one."""
    order = sorted(boxes.places, key=lambda number: (boxes.places[number][0] - boxes.sizes[number][0] / 2, number))
    pushed = False
    for at, left in enumerate(order):
        for right in order[at + 1 :]:
            across, down = boxes.overlap(left, right)
            if across <= 0:
                break
            if down > 0:
                pushed = True
                boxes.part(left, right, (across, down))
    return pushed


def around(
    points: Mapping[int, Point], members: Sequence[int], towards: Mapping[int, int], size: Size
) -> dict[int, tuple[int, int]]:
    """Return places on rings around a drawing for things that are not drawn at first, each near what it belongs to."""
    waiting = sorted(members, key=lambda number: (_angle(points.get(towards.get(number, -1), (0.0, -1.0))), number))
    found: dict[int, tuple[int, int]] = {}
    ring = 0
    while waiting:
        slots = _slots(points.values(), size, ring)
        taken, waiting = waiting[: len(slots)], waiting[len(slots) :]
        step = len(slots) / len(taken)
        found |= {number: slots[int(at * step)] for at, number in enumerate(taken)}
        ring += 1
    return found


def _angle(point: Point) -> float:
    """Return the direction of a point from the middle, in the order in which the slots of a ring run."""
    return math.atan2(point[1], point[0])


def _slots(points: Iterable[Point], size: Size, ring: int) -> list[tuple[int, int]]:
    """Return the free places on one ring, a rectangle around all points, by their direction from the middle."""
    known = list(points)
    half_x = max((abs(x) for x, _ in known), default=0.0) + size[0] / 2 + STATEMENT_GAP + ring * (size[0] + GAP)
    half_y = max((abs(y) for _, y in known), default=0.0) + size[1] / 2 + STATEMENT_GAP + ring * (size[1] + GAP)
    across = _steps(half_x, size[0] + GAP)
    down = _steps(half_y, size[1] + GAP)[1:-1]
    slots = [(x, y) for x in across for y in (-half_y, half_y)] + [(x, y) for x in (-half_x, half_x) for y in down]
    return sorted(((round(x), round(y)) for x, y in slots), key=_angle)


def _steps(half: float, step: float) -> list[float]:
    """Return evenly spaced values from -half to half, at least `step` apart."""
    count = max(1, int(2 * half / step))
    return [-half + 2 * half * at / count for at in range(count + 1)]
