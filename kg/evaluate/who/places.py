"""Places on the map (GeoWebNews): of the place names with coordinates, how many we find and put within 161 km of them.

161 km, a hundred miles, is what the literature on geoparsing counts as right (Gritta et al. 2018). What stands for a
government by its capital is measured at the capital; a country and the name of one at its centre. A place or body without
coordinates of its own lies where the town or building is in or near which the graph puts it (`parley:within`, `basedIn`, `near`).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from xml.etree import ElementTree

from kg import knowledge
from kg.errors import KgError
from kg.evaluate.figures import CHOOSING, Figure, counted, half_of, in_parts
from kg.evaluate.who.reading import Read, overlap, read_alone
from kg.model import Document, Entity, Mention, Span
from kg.settings import Settings

NEAR_KM = 161.0
EARTH_KM = 6371.0
FITS = 0.5  # share of the words that our mention and the annotated one have in common
Point = tuple[float, float]
PLACES = frozenset({"Country", "City", "Place", "Building", "Venue"})
WITHIN = frozenset({"City", "Building", "Venue"})


@dataclass(frozen=True, slots=True)
class Placed:
    """An annotated place name, where it lies, what we made of it and where we put it."""

    read: Read
    span: Span
    point: Point
    mention: Mention | None
    ours: Point | None

    @property
    def is_right(self) -> bool:
        """Whether we put it near enough."""
        return self.ours is not None and distance(self.point, self.ours) <= NEAR_KM


def score(path: Path, settings: Settings) -> tuple[list[Figure], list[str]]:
    """Return the figures of a file, and the place names that are missing or misplaced."""
    texts, gold = read(path)
    placed = [
        place(span, point, one)
        for one in read_alone({name: Document(text) for name, text in texts.items()}, settings)
        for span, point in gold[one.name]
    ]
    wrong = [told(one) for one in placed if not one.is_right and half_of(one.read.name) == CHOOSING]
    return in_parts(placed, lambda one: one.read.name, figures), wrong


def read(path: Path) -> tuple[dict[str, str], dict[str, list[tuple[Span, Point]]]]:
    """Return the articles by number, and the place names with coordinates of each."""
    try:
        articles = list(ElementTree.parse(path).getroot().iter("article"))
    except ElementTree.ParseError as error:
        raise KgError(f"{path} is no XML: {error}") from error
    if not articles:
        raise KgError(f"{path} has no <article>; a file of GeoWebNews is needed")
    texts = {article.get("file", str(at)): article.findtext("text") or "" for at, article in enumerate(articles)}
    gold = {
        name: sorted({found for one in article.iter("toponym") if (found := _toponym(one))})
        for name, article in zip(texts, articles, strict=True)
    }
    return texts, gold


def _toponym(one: ElementTree.Element) -> tuple[Span, Point] | None:
    fields = [one.findtext(name) or "" for name in ("start", "end", "latitude", "longitude")]
    return (Span(int(fields[0]), int(fields[1])), (float(fields[2]), float(fields[3]))) if all(fields) else None


def place(span: Span, point: Point, read: Read) -> Placed:
    """Return an annotated place name with where our mention of it lies."""
    mention = read.at(span)
    if mention is None or overlap(mention.span, span) < FITS:
        return Placed(read, span, point, None, None)
    return Placed(read, span, point, mention, point_of(mention, read))


def point_of(mention: Mention, read: Read) -> Point | None:
    """Return the coordinates of what a mention's words name."""
    if mention.form == "metonym":
        literal = (hit.known for hit in knowledge.lookup(mention.text) if hit.known.kind in PLACES - {"Country"})
        known = next((known for known in literal if known.country == mention.country), None)
        return _point(known)
    things = [read.entities[id] for id in read.meant(mention)]
    return next((point for thing in things if (point := _point(thing) or _around(thing, read))), None)


def _around(thing: Entity, read: Read) -> Point | None:
    """Return the coordinates of the town or building that the graph puts a place or body in, else of the one it puts it near."""
    meaning = [one for one in read.extraction.mentions if thing.id in read.meant(one)]
    said = [one.within for one in meaning if one.within] or [one.near for one in meaning if one.near]
    around = [read.entities[id] for span in said for id in read.resolution.of(read.extraction.document.id, span)]
    return next((point for one in around if one.kind in WITHIN and (point := _point(one))), None)


def _point(thing: object) -> Point | None:
    latitude, longitude = getattr(thing, "latitude", None), getattr(thing, "longitude", None)
    return None if latitude is None or longitude is None else (latitude, longitude)


def distance(left: Point, right: Point) -> float:
    """Return the kilometres between two points on the globe (haversine)."""
    south, west, north, east = (radians(degrees) for degrees in (*left, *right))
    half = sin((north - south) / 2) ** 2 + cos(south) * cos(north) * sin((east - west) / 2) ** 2
    return 2 * EARTH_KM * asin(sqrt(half))


def figures(part: str, placed: Sequence[Placed]) -> Iterator[Figure]:
    """Yield one figure: of those we put somewhere, and of all, how many are near enough."""
    right = sum(one.is_right for one in placed)
    yield counted("place within 161 km", part, right, sum(one.ours is not None for one in placed), len(placed))


def told(one: Placed) -> str:
    """Return one line about a place name that is missing or misplaced."""
    if one.mention is None:
        return f"not found: {one.read.around(one.span)}"
    kind = f"{one.mention.kind} {one.mention.form} {one.mention.country}"
    if one.ours is None:
        return f"no place: ({kind}) {one.read.around(one.span)}"
    return f"{distance(one.point, one.ours):.0f} km off: ({kind}) {one.read.around(one.span)}"
