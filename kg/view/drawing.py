"""The graph as the page draws it: with pyvis and vis-network where it is small, as bare columns for WebGL where it is not.

Places are computed here and not in the browser, so the page shows them at once and the same way every time.
"""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from kg.view import kinds, layout, lines, wide
from kg.view.lines import Link, Pairs

if TYPE_CHECKING:
    from pyvis.network import Network

SMALL = 400  # names; vis-network drags and zooms so many without a hitch
LANDSCAPE, PORTRAIT = 4.0, 1.1  # width by height that is asked for; keeping labels apart makes both less so
FONT, BIG_FONT = 14, 17
GLYPH, BIG_GLYPH, SMALL_GLYPH = 13, 26, 10  # half the height of a glyph
LINE = 1.25  # height of a line of text by its font
WIDTH_OF_CHARACTER = 0.56  # of the font, a little more than the average in common sans-serif fonts
LABEL_COLUMNS, LABEL_LINES = 19, 3
STATEMENT_SIZE = (190.0, 56.0)
PARTIES = frozenset({"Delegation", "Event"})
OPTIONS = {
    "autoResize": False,  # the page does it, and keeps things where they are
    "physics": {"enabled": False},
    "interaction": {"hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False, "tooltipDelay": 150},
    "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.45}, "from": {"scaleFactor": 0.45}}},
    "nodes": {"chosen": False},
}

Thing = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Scene:
    """What is drawn: the things by number, who is linked, which are in the first drawing, its middle and its sides."""

    things: Sequence[Thing]
    pairs: Pairs
    drawn: frozenset[int]
    middle: int
    sides: Sequence[int]


def graph(things: Sequence[Thing], links: Sequence[Link], middle: int, sides: Sequence[int]) -> Thing:
    """Return the drawing of things (numbered by their place in the list) and the links between them as the page holds it.

    A small graph is what pyvis makes of it, for vis-network; a large one is bare columns, for WebGL.
    """
    names = sum(thing["kind"] not in kinds.NOT_DRAWN_FIRST for thing in things)
    if names > SMALL:
        return wide.columns(things, lines.pairs(links, about=True), middle)
    network = small(things, links, middle, sides)
    return {"nodes": network.nodes, "edges": network.edges, "options": network.options}


def small(things: Sequence[Thing], links: Sequence[Link], middle: int, sides: Sequence[int]) -> "Network":
    """Return the pyvis network: everything is drawn at once, statements when somebody asks for them."""
    from pyvis.network import Network  # takes 0.6 s to import

    pairs = lines.pairs(links)
    drawn = frozenset(at for at, thing in enumerate(things) if thing["kind"] not in kinds.NOT_DRAWN_FIRST)
    scene = Scene(things, pairs, drawn, middle, sides)
    places = [_places(scene, aspect) for aspect in (LANDSCAPE, PORTRAIT)]
    drawing: Any = Network(directed=True)  # type: ignore[no-untyped-call]
    drawing.options = OPTIONS
    for number in range(len(things)):
        drawing.add_node(number, **_node(scene, number, [place[number] for place in places]))
    for pair, names in sorted(pairs.items()):
        drawing.add_edge(*pair, **_edge(pair, names, things))
    return cast("Network", drawing)


def _places(scene: Scene, aspect: float) -> dict[int, tuple[int, int]]:
    """Return where every thing stands in a drawing of these proportions, those that are drawn later around the rest."""
    sizes = {number: _size(scene.things[number], number == scene.middle) for number in sorted(scene.drawn)}
    drawn = [pair for pair in sorted(scene.pairs) if scene.drawn.issuperset(pair)]
    middle = scene.middle if scene.middle in sizes else next(iter(sizes), -1)
    boxes = layout.arrange(layout.Plan(sizes, drawn, middle, scene.sides, aspect))
    points = {at: (x, y - _hang(scene.things[at], at == scene.middle)) for at, (x, y) in boxes.items()}
    towards = {by: to for pair in sorted(scene.pairs) for by, to in (pair, pair[::-1]) if to in scene.drawn}
    rest = [number for number in range(len(scene.things)) if number not in scene.drawn]
    return points | layout.around(points, rest, towards, STATEMENT_SIZE)


def _size(thing: Thing, big: bool) -> layout.Size:
    """Return how wide and high a node with its label is at most, in pixels."""
    width, height = _label_size(thing, big)
    glyph = BIG_GLYPH if big else GLYPH
    return max(width, 2.0 * glyph), 2 * glyph + height + 6


def _hang(thing: Thing, big: bool) -> int:
    """Return how far the middle of a node with its label lies below the middle of its glyph."""
    return round(_label_size(thing, big)[1] / 2)


def _label_size(thing: Thing, big: bool) -> layout.Size:
    font = BIG_FONT if big else FONT
    lines = wrap(thing["label"]).split("\n")
    return max(columns(line) for line in lines) * font * WIDTH_OF_CHARACTER, len(lines) * font * LINE


def _node(scene: Scene, number: int, places: Sequence[tuple[int, int]]) -> Thing:
    """Return what pyvis keeps of a node: how it looks, where it stands on wide and narrow screens, whether it is first."""
    thing, big, drawn = scene.things[number], number == scene.middle, number in scene.drawn
    kind = kinds.kind(thing["kind"])
    return {
        "label": wrap(thing["label"]),
        "shape": "custom",  # the page draws the outlines itself; vis-network does not have enough of them
        "glyph": kind.shape,
        "color": kind.colour,
        "size": BIG_GLYPH if big else GLYPH if drawn else SMALL_GLYPH,
        "font": {"size": BIG_FONT if big else FONT if drawn else FONT - 2},
        "big": big,
        "kind": kind.name,
        "x": places[0][0],
        "y": places[0][1],
        "portrait": list(places[1]),
        "drawn": drawn,
    }


def _edge(pair: tuple[int, int], names: Sequence[tuple[str, bool]], things: Sequence[Thing]) -> Thing:
    shown, forward, backward = lines.relation(names)
    between = {things[number]["kind"] for number in pair}
    return {
        "id": f"{pair[0]}-{pair[1]}",
        "arrows": ",".join([*(["to"] if forward else []), *(["from"] if backward else [])]),
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
