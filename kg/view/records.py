"""What the page holds: documents, things and links as plain values that JSON can carry.

Things are numbered in the order of their IRIs, documents likewise, so the same network gives the same page. A script in
a browser counts UTF-16 units where Python counts code points; places are converted here, once.
"""

from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.view import kinds, nodes

if TYPE_CHECKING:
    from kg.view.nodes import Network

WEB = ("http://", "https://")
# From a thing to the country it belongs to, the nearest way first.
TO_COUNTRY = ("represents", "country", "affiliation", "within", "basedIn")
STEPS_TO_COUNTRY = 3
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
          "December")  # fmt: skip
SPANS = (("source", "source_spans"), ("cue", "cue_spans"), ("content", "content_spans"))


@dataclass(frozen=True, slots=True)
class Index:
    """The numbers by which the page names documents and things, and what all IRIs of things begin with."""

    documents: dict[str, int]
    things: dict[str, int]
    units: dict[str, "Units"]
    base: str

    @classmethod
    def of(cls, network: "Network") -> "Index":
        """Return the numbering of a network; nodes that the page does not show (concepts) get no number."""
        documents = nodes.of_class(network, "Document")
        shown = sorted(node for node in network if kinds.family(nodes.classes(network, node)))
        units = {node: Units.of(nodes.first(network, node, "text")) for node in documents}
        return cls(_numbered(documents), _numbered(shown), units, _base(shown))

    def place(self, place: nodes.Place) -> list[int]:
        """Return a place as document number, start, end, and start and end of its sentence, in UTF-16 units."""
        units = self.units[place.document]
        return [self.documents[place.document], *(units.at(each) for each in place[1:])]


def _base(iris: list[str]) -> str:
    """Return what all sorted IRIs begin with, up to a slash."""
    first, last = (iris[0], iris[-1]) if iris else ("", "")
    same = next((at for at, (a, b) in enumerate(zip(first, last, strict=False)) if a != b), min(len(first), len(last)))
    return first[: first.rfind("/", 0, same) + 1]


def _numbered(names: list[str]) -> dict[str, int]:
    return {name: number for number, name in enumerate(names)}


@dataclass(frozen=True, slots=True)
class Units:
    """Converts places in one text from code points to UTF-16 units."""

    wide: tuple[int, ...]  # places of the characters that take two units

    @classmethod
    def of(cls, text: str) -> "Units":
        """Return the converter for a text."""
        return cls(() if text.isascii() else tuple(at for at, char in enumerate(text) if char > "\uffff"))

    def at(self, place: int) -> int:
        """Return a place in UTF-16 units."""
        return place + bisect_left(self.wide, place)


def documents(network: "Network", index: Index) -> list[dict[str, str]]:
    """Return the articles with their text."""
    return [_document(network, node) for node in index.documents]


def _document(network: "Network", node: str) -> dict[str, str]:
    source = nodes.said(network, node, "source")
    return {
        "title": nodes.first(network, node, "title") or nodes.label(network, node),
        "outlet": nodes.said(network, node, "outlet"),
        "day": nodes.first(network, node, "issued")[:10],
        "url": source if source.startswith(WEB) else "",
        "text": nodes.first(network, node, "text"),
    }


def things(network: "Network", index: Index) -> list[dict[str, Any]]:
    """Return what the page shows of each thing, in the order of their numbers; empty values are left out."""
    return [
        {
            key: value
            for key, value in _thing(network, index, node).items()
            if value or (key == "country" and value == 0)
        }
        for node in index.things
    ]


def _thing(network: "Network", index: Index, node: str) -> dict[str, Any]:
    classes = nodes.classes(network, node)
    family = kinds.family(classes)
    own = nodes.label(network, node)
    return {
        "id": node.removeprefix(index.base),
        "label": own,
        "kind": family,
        "type": kinds.class_label(classes[0]),
        "names": [name for name in nodes.values(network, node, "altLabel") if name != own],
        "facts": [] if family == "Statement" else _facts(network, node),
        "codes": [] if family == "Statement" else _codes(network, node),
        "wikidata": _wikidata(network, node),
        "country": index.things.get(_country(network, node, family)),
        "iso": nodes.first(network, node, "iso3166").upper() if family == "Country" else "",
        "at": _spot(network, node),
        "days": _days(network, node) if "Event" in classes else None,
        "evidence": [index.place(place) for place in nodes.places(network, node)],
        "said": _said(network, index, node) if family == "Statement" else None,
    }


def _facts(network: "Network", node: str) -> list[list[str]]:
    """Return what a card says of a thing in words, by name, in the order in which people ask."""
    known = [
        ("role", _listed(network, node, "role")),
        ("subject", _listed(network, node, "subject")),
        ("quantity", " ".join([*nodes.values(network, node, "quantity"), *nodes.values(network, node, "unit")])),
        ("when", _when(network, node)),
        ("duration", _listed(network, node, "duration")),
    ]
    own = nodes.label(network, node)
    return [[kinds.relation_label(name), value] for name, value in known if value and value != own]


def _codes(network: "Network", node: str) -> list[list[str]]:
    """Return what identifies a thing elsewhere, for the end of its card."""
    known = [
        ("iso3166", _listed(network, node, "iso3166")),
        ("coordinates", ", ".join(nodes.first(network, node, name) for name in ("lat", "long")).strip(", ")),
    ]
    return [[kinds.relation_label(name), value] for name, value in known if value]


def _listed(network: "Network", node: str, name: str) -> str:
    return ", ".join(nodes.values(network, node, name))


def _when(network: "Network", node: str) -> str:
    """Return the days of an event and the words for them: "16 May 2025 – 18 May 2025 (over the weekend)"."""
    days = dict.fromkeys(day for name in ("startDate", "endDate", "date") for day in nodes.values(network, node, name))
    dates = " – ".join(readable_date(day) for day in days)
    words = _listed(network, node, "wording")
    return f"{dates} ({words})" if dates and words else dates or words


def _days(network: "Network", node: str) -> list[str]:
    """Return the days of an event in order, as ISO 8601 has them, whole or partial."""
    return sorted({day for name in ("startDate", "endDate", "date") for day in nodes.values(network, node, name)})


def _spot(network: "Network", node: str) -> list[float]:
    """Return latitude and longitude in degrees; empty where either is missing or no number."""
    try:
        spot = [float(nodes.first(network, node, name)) for name in ("lat", "long")]
    except ValueError:
        return []
    return spot if abs(spot[0]) <= 90 and abs(spot[1]) <= 180 else []


def _country(network: "Network", node: str, family: str) -> str:
    """Return the country that a thing is, stands for or lies in, a few steps away at most; empty where there is none."""
    if family in {"Statement", "Event", "MilitaryAction"}:
        return ""
    reached = [node]
    for _ in range(STEPS_TO_COUNTRY + 1):
        found = [each for each in reached if kinds.family(nodes.classes(network, each)) == "Country"]
        if found:
            return found[0]
        reached = [to for each in reached for relation in TO_COUNTRY for to in nodes.out(network, each, relation)]
    return ""


def _wikidata(network: "Network", node: str) -> str:
    same = [*nodes.values(network, node, "sameAs"), *nodes.out(network, node, "sameAs")]
    items = (each.rpartition("/")[2] for each in same if "wikidata.org/" in each)
    return next((item for item in items if item[:1] == "Q" and item[1:].isdigit()), "")


def _said(network: "Network", index: Index, node: str) -> dict[str, Any]:
    """Return what only statements have: words, how and how surely they are said, and where the three parts stand."""
    words = [place for name, key in SPANS if name == "content" for place in nodes.places(network, node, key)]
    text = " … ".join(_words(network, place) for place in words) or " … ".join(nodes.values(network, node, "content"))
    spans = {name: [index.place(place) for place in nodes.places(network, node, key)] for name, key in SPANS}
    return {
        "content": text,
        "cue": " ".join(nodes.values(network, node, "cue")),
        "form": nodes.said(network, node, "form"),
        "act": nodes.said(network, node, "act"),
        "day": nodes.first(network, node, "date")[:10],
        "confidence": nodes.first(network, node, "confidence"),
        "negated": nodes.first(network, node, "negated") in {"yes", "true"},
        "modality": nodes.said(network, node, "modality"),
        "spans": spans,
    }


def _words(network: "Network", place: nodes.Place) -> str:
    return " ".join(nodes.first(network, place.document, "text")[place.start : place.end].split())


def links(network: "Network", index: Index) -> list[list[Any]]:
    """Return the edges between things: from, to, name of the relation; each once, sorted."""
    found = {
        (index.things[by], index.things[to], str(edge.get("type", key)))
        for by, to, key, edge in network.edges(keys=True, data=True)
        if by in index.things and to in index.things
    }
    return [list(link) for link in sorted(found)]


def relations(network: "Network", index: Index) -> dict[str, str]:
    """Return how people call the relations that occur, by their names."""
    given = {
        str(edge.get("type", key)): str(edge.get("label", ""))
        for _, _, key, edge in network.edges(keys=True, data=True)
    }
    used = sorted({name for _, _, name in links(network, index)})
    return {name: kinds.relation_label(name, given.get(name, "")) for name in used}


def readable_date(iso: str) -> str:
    """Return "16 May 2025" for "2025-05-16", "May 2025" for "2025-05"; anything else as it is."""
    year, _, rest = iso[:10].partition("-")
    month, _, day = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and 1 <= int(month) <= len(MONTHS)):
        return iso
    name = f"{MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {name}" if day.isdigit() else name
