"""The graph as pyvis draws it: nodes with colour, shape and place, and one line for each pair that is linked.

At most `DRAWN` nodes are in the first drawing; the page holds the rest and draws what somebody opens.
"""

import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

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
PARTIES = frozenset({"Delegation", "Event"})
OPTIONS = {
    "physics": {"enabled": False},  # places are computed here
    "interaction": {"hover": True, "hoverConnectedEdges": False, "selectConnectedEdges": False, "tooltipDelay": 150},
    "edges": {"smooth": False, "arrows": {"to": {"scaleFactor": 0.45}, "from": {"scaleFactor": 0.45}}},
    "nodes": {"shapeProperties": {"interpolation": False}, "font": {"face": "system-ui, sans-serif"}},
}

Thing = dict[str, Any]
Link = Sequence[Any]


def network(things: Sequence[Thing], links: Sequence[Link], middle: int, sides: Sequence[int]) -> "Network":
    """Return the pyvis network of things (numbered by their place in the list) and the links between them."""
    from pyvis.network import Network  # takes 0.6 s to import

    drawing = Network(directed=True)
    drawing.options = OPTIONS
    pairs = _pairs(links)
    drawn = _drawn_first(things, pairs, middle, sides)
    places = [_places(things, pairs, drawn, middle, sides, aspect) for aspect in (LANDSCAPE, PORTRAIT)]
    # pyvis's own add_node and add_edge look through all there is for each one they add.
    drawing.nodes = [
        _node(thing, number, number == middle, number in drawn, [place[number] for place in places])
        for number, thing in enumerate(things)
    ]
    drawing.edges = [_edge(pair, names, things) for pair, names in sorted(pairs.items())]
    return drawing


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


def _pairs(links: Sequence[Link]) -> dict[tuple[int, int], list[tuple[str, bool]]]:
    """Return pair of numbers, smaller first → names of its relations, each with whether it runs that way."""
    found: dict[tuple[int, int], list[tuple[str, bool]]] = {}
    for by, to, name in [*links, *_spoken_to(links)]:
        if name not in ONLY_IN_PANEL and by != to:
            found.setdefault((min(by, to), max(by, to)), []).append((name, by < to))
    return {pair: sorted(names) for pair, names in found.items()}


def _drawn_first(things: Sequence[Thing], pairs: Mapping[tuple[int, int], object], middle: int, sides: Sequence[int]) -> set[int]:
    """Return the numbers of the things in the first drawing: the main event, its parties, then the best linked."""
    degree = Counter(number for pair in pairs for number in pair)
    shown = [number for number, thing in enumerate(things) if thing["kind"] not in kinds.NOT_DRAWN_FIRST]
    best = sorted(shown, key=lambda number: (-degree[number], -len(things[number].get("evidence", [])), number))
    return set([middle, *sides, *best][:DRAWN]) & set(shown) if shown else set()


def _places(
    things: Sequence[Thing], pairs: Mapping[tuple[int, int], object], drawn: set[int], middle: int, sides: Sequence[int], aspect: float
) -> dict[int, tuple[int, int]]:
    sizes = {number: _size(things[number], number == middle) for number in sorted(drawn)}
    lines = [pair for pair in sorted(pairs) if pair[0] in drawn and pair[1] in drawn]
    boxes = layout.arrange(layout.Plan(sizes, lines, middle, sides, aspect))
    points = {number: (x, y - _hang(things[number], number == middle)) for number, (x, y) in boxes.items()}
    towards = {number: other for pair in sorted(pairs) for number, other in (pair, pair[::-1]) if other in drawn}
    rest = [number for number in range(len(things)) if number not in drawn]
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


def _node(thing: Thing, number: int, big: bool, drawn: bool, places: list[tuple[int, int]]) -> Thing:
    kind = kinds.kind(thing["kind"])
    return {
        "id": number,
        "label": wrap(thing["label"]),
        "shape": kind.shape,
        "color": kind.colour,
        "size": BIG_GLYPH if big else GLYPH if drawn else SMALL_GLYPH,
        "font": {"size": BIG_FONT if big else FONT if drawn else FONT - 2, **({"color": kind.ink} if _label_is_inside(thing) else {})},
        "kind": kind.name,
        "x": places[0][0],
        "y": places[0][1],
        "portrait": list(places[1]),
        "drawn": drawn,
    }


def _edge(pair: tuple[int, int], names: Sequence[tuple[str, bool]], things: Sequence[Thing]) -> Thing:
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
