"""The graph as pyvis draws it: nodes with colour, shape and place, and one line for each pair that is linked.

At most `DRAWN` nodes are in the first drawing; the page holds the rest and draws what somebody opens.
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, cast

from kg.view import kinds, layout

if TYPE_CHECKING:
    from pyvis.network import Network

DRAWN = 300
LANDSCAPE, PORTRAIT = 1.7, 0.66  # width by height of the two drawings the page chooses from
FONT, BIG_FONT = 14, 17
GLYPH, BIG_GLYPH, SMALL_GLYPH = 13, 26, 10  # half the height of a glyph
LINE = 1.25  # height of a line of text by its font
WIDTH_OF_CHARACTER = 0.56  # of the font, a little more than the average in common sans-serif fonts
ROUND = 1.45  # how much larger an ellipse is than the text in it
LABEL_COLUMNS, LABEL_LINES = 19, 3
STATEMENT_SIZE = (190.0, 56.0)
ONLY_IN_PANEL = frozenset({"about", "nestedIn", "sameAs"})  # so many that as lines they would hide the others
SPOKE_TO = "spoke to"
SAME_AS_BACKWARDS = {"participatesIn": "participant", "event": "outcome"}  # left out where both are said
PARTIES = frozenset({"Delegation", "Event"})
OPTIONS = {
    "physics": {"enabled": False},  # places are computed here
    "interaction": {"hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False, "tooltipDelay": 150},
    "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.45}, "from": {"scaleFactor": 0.45}}},
    "nodes": {"shapeProperties": {"interpolation": False}, "font": {"face": "system-ui, sans-serif"}},
}

Thing = dict[str, Any]
Link = Sequence[Any]
# Two numbers, the smaller first → names of their relations, each with whether it runs that way.
Pairs = Mapping[tuple[int, int], Sequence[tuple[str, bool]]]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn: the things by number, who is linked, which are in the first drawing, its middle and its sides."""

    things: Sequence[Thing]
    pairs: Pairs
    drawn: frozenset[int]
    middle: int
    sides: Sequence[int]


def network(things: Sequence[Thing], links: Sequence[Link], middle: int, sides: Sequence[int]) -> "Network":
    """Return the pyvis network of things (numbered by their place in the list) and the links between them."""
    from pyvis.network import Network  # takes 0.6 s to import

    pairs = _pairs(links)
    scene = Scene(things, pairs, _drawn_first(things, pairs, [middle, *sides]), middle, sides)
    places = [_places(scene, aspect) for aspect in (LANDSCAPE, PORTRAIT)]
    drawing: Any = Network(directed=True)  # type: ignore[no-untyped-call]
    drawing.options = OPTIONS
    # pyvis's own add_node and add_edge look through all there is for each one they add.
    drawing.nodes = [_node(scene, number, [place[number] for place in places]) for number in range(len(things))]
    drawing.edges = [_edge(pair, names, things) for pair, names in sorted(pairs.items())]
    return cast("Network", drawing)


def _spoken_to(links: Sequence[Link]) -> list[tuple[int, int, str]]:
    """Return who spoke to whom, read off the statements, which are not drawn at first."""
    roles: dict[str, dict[int, list[int]]] = {"speaker": {}, "addressee": {}}
    for by, to, name in links:
        if name in roles:
            roles[name].setdefault(by, []).append(to)
    return [
        (speaker, hearer, SPOKE_TO)
        for statement, hearers in sorted(roles["addressee"].items())
        for speaker in roles["speaker"].get(statement, [])
        for hearer in hearers
    ]


def _pairs(links: Sequence[Link]) -> Pairs:
    """Return who is linked with whom and how."""
    found: dict[tuple[int, int], list[tuple[str, bool]]] = {}
    for by, to, name in [*links, *_spoken_to(links)]:
        if name not in ONLY_IN_PANEL and by != to:
            found.setdefault((min(by, to), max(by, to)), []).append((name, by < to))
    return {pair: sorted(names) for pair, names in found.items()}


def _drawn_first(things: Sequence[Thing], pairs: Pairs, chosen: Sequence[int]) -> frozenset[int]:
    """Return the numbers of the things in the first drawing: the chosen ones, then the best linked."""
    degree = Counter(number for pair in pairs for number in pair)
    allowed = {number for number, thing in enumerate(things) if thing["kind"] not in kinds.NOT_DRAWN_FIRST}
    best = sorted(allowed, key=lambda number: (-degree[number], -len(things[number].get("evidence", [])), number))
    wanted = dict.fromkeys(number for number in (*chosen, *best) if number in allowed)
    return frozenset(islice(wanted, DRAWN))


def _places(scene: Scene, aspect: float) -> dict[int, tuple[int, int]]:
    """Return where every thing stands in a drawing of these proportions, those that are drawn later around the rest."""
    sizes = {number: _size(scene.things[number], number == scene.middle) for number in sorted(scene.drawn)}
    lines = [pair for pair in sorted(scene.pairs) if scene.drawn.issuperset(pair)]
    middle = scene.middle if scene.middle in sizes else next(iter(sizes), -1)
    boxes = layout.arrange(layout.Plan(sizes, lines, middle, scene.sides, aspect))
    points = {at: (x, y - _hang(scene.things[at], at == scene.middle)) for at, (x, y) in boxes.items()}
    towards = {by: to for pair in sorted(scene.pairs) for by, to in (pair, pair[::-1]) if to in scene.drawn}
    rest = [number for number in range(len(scene.things)) if number not in scene.drawn]
    return points | layout.around(points, rest, towards, STATEMENT_SIZE)


def _size(thing: Thing, big: bool) -> layout.Size:
    """Return how wide and high a node with its label is at most, in pixels."""
    width, height = _label_size(thing, big)
    glyph = BIG_GLYPH if big else GLYPH
    if _label_is_inside(thing):
        return width * ROUND + 14, height * ROUND + 14
    return max(width, 2.0 * glyph), 2 * glyph + height + 6


def _hang(thing: Thing, big: bool) -> int:
    """Return how far the middle of a node with its label lies below the middle of its glyph."""
    return 0 if _label_is_inside(thing) else round(_label_size(thing, big)[1] / 2)


def _label_size(thing: Thing, big: bool) -> layout.Size:
    font = BIG_FONT if big else FONT
    lines = wrap(thing["label"]).split("\n")
    return max(columns(line) for line in lines) * font * WIDTH_OF_CHARACTER, len(lines) * font * LINE


def _label_is_inside(thing: Thing) -> bool:
    return kinds.kind(thing["kind"]).shape in {"box", "ellipse"}


def _node(scene: Scene, number: int, places: Sequence[tuple[int, int]]) -> Thing:
    """Return a node as vis-network reads it, with its kind, its place on narrow screens, and whether it is first."""
    thing, big, drawn = scene.things[number], number == scene.middle, number in scene.drawn
    kind = kinds.kind(thing["kind"])
    font = BIG_FONT if big else FONT if drawn else FONT - 2
    return {
        "id": number,
        "label": wrap(thing["label"]),
        "shape": kind.shape,
        "color": kind.colour,
        "size": BIG_GLYPH if big else GLYPH if drawn else SMALL_GLYPH,
        "font": {"size": font, **({"color": kind.ink} if _label_is_inside(thing) else {})},
        "kind": kind.name,
        "x": places[0][0],
        "y": places[0][1],
        "portrait": list(places[1]),
        "drawn": drawn,
    }


def _edge(pair: tuple[int, int], names: Sequence[tuple[str, bool]], things: Sequence[Thing]) -> Thing:
    shortcuts = {brief for brief, full in SAME_AS_BACKWARDS.items() if any(name == full for name, _ in names)}
    names = [(name, ahead) for name, ahead in names if name not in shortcuts]
    forward, backward = any(ahead for _, ahead in names), any(not ahead for _, ahead in names)
    ends = ["to"] if forward else []
    shown = ", ".join(dict.fromkeys(kinds.relation_label(name) for name, _ in names))
    between = {things[number]["kind"] for number in pair}
    return {
        "id": f"{pair[0]}-{pair[1]}",
        "from": pair[0],
        "to": pair[1],
        "arrows": ",".join([*ends, *(["from"] if backward else [])]),
        "relation": shown,
        "width": 2.2 if between <= PARTIES else 1.2,
    }


def wrap(text: str) -> str:
    """Return a label in a few short lines; what does not fit is cut, with an ellipsis."""
    lines = [""]
    for word in (piece for whole in text.split() for piece in _pieces(whole)):
        joined = f"{lines[-1]} {word}".strip()
        if columns(joined) <= LABEL_COLUMNS or not lines[-1]:
            lines[-1] = joined
        else:
            lines.append(word)
    if len(lines) > LABEL_LINES:
        lines = [*lines[: LABEL_LINES - 1], lines[LABEL_LINES - 1].rstrip(",;:") + "…"]
    return "\n".join(lines)


def _pieces(word: str) -> list[str]:
    """Return a word in pieces that fit a line."""
    return [word[at : at + LABEL_COLUMNS] for at in range(0, len(word), LABEL_COLUMNS)]


def columns(text: str) -> int:
    """Return how many average letters a text is wide; East Asian letters and most pictures count double."""
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
