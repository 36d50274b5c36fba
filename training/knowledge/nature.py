"""Mountains, rivers, lakes, seas, islands and airports: python -m training.knowledge.nature --earth DIR makes their table.

`tables/nature.csv` is drawn from Natural Earth 4 (public domain). DIR holds the 1:10m themes named in `THEMES` as GeoJSON, as
martynafford/natural-earth-geojson has them (commit 0b9a6ceb, folders 10m/physical and 10m/cultural, unpacked from `.7z`).
"""

import argparse
import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

from kg import ids
from kg.knowledge import names
from training.knowledge.entries import Entry

TABLE = Path(__file__).parent / "tables/nature.csv"
THEMES = ("geography_regions_polys", "geography_regions_points", "geography_marine_polys", "geography_regions_elevation_points")
WATERS = {"rivers_lake_centerlines": "River", "lakes": "Lake"}
# What is a country or a continent stands elsewhere in the gazetteer, and most wetlands and depressions are nameless in news.
LEFT_OUT = {"Continent", "Lake Centerline", "spot elevation", "depression", "Wetlands", "generic", "pole", "Tundra", "Dragons-be-here"}
SHORT_FORMS = {
    "mts.": "Mountains", "mtn.": "Mountain", "mt.": "Mount", "ra.": "Range", "pen.": "Peninsula", "is.": "Islands", "i.": "Island",
    "plat.": "Plateau", "pk.": "Peak", "int'l": "International", "nat'l": "National", "arch.": "Archipelago", "des.": "Desert",
    "st.": "Saint",
}  # fmt: skip
SMALL = frozenset("of the de la du and el al del da do".split())
WELL_KNOWN_RANK = 5  # up to which a river or lake is also called by its bare name
SIZES = ((3, 3e5), (5, 1e5))  # rank of the map up to which, weight
SMALLEST = 2e4
Point = tuple[float, float]


def nature(taken: set[str]) -> Iterator[Entry]:
    """Yield the things of nature and the airports of the table; what `taken` names, by folded names, keeps its name."""
    with TABLE.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            kind = "Building" if row["kind"] == "Airport" else "Place"
            calls = [name for name in (row["name"], *row["aliases"].split("|")) if name and names.fold(name) not in taken]
            if calls:
                id = f"earth-{ids.slug(names.fold(row['name']))}"
                entry = Entry(id, kind, calls[0], "", float(row["latitude"]), float(row["longitude"]), float(row["weight"]))
                for alias in calls[1:]:
                    entry.call(alias, "alias")
                yield entry


def drawn(earth: Path) -> list[tuple[str, ...]]:
    """Return (name, aliases, kind, latitude, longitude, weight) of all that Natural Earth names, the largest of a name only."""
    best: dict[str, tuple[float, tuple[str, ...]]] = {}
    for theme, kind, fields, shape in _features(earth):
        called = _called(fields, kind)
        if not called:
            continue
        weight = next((weight for rank, weight in SIZES if fields["scalerank"] <= rank), SMALLEST)
        latitude, longitude = _middle(shape)
        row = (called[0], "|".join(called[1:]), kind, f"{latitude:.3f}", f"{longitude:.3f}", f"{weight:.0f}")
        key = names.fold(called[0])
        rank = (fields["scalerank"], -len(json.dumps(shape)), theme)
        if key and key.isascii() and (key not in best or rank < best[key][0]):
            best[key] = (rank, row)
    return sorted(row for _, row in best.values())


def _features(earth: Path) -> Iterator[tuple[str, str, dict, dict]]:
    for theme in (*THEMES, *WATERS, "airports"):
        for feature in json.loads((earth / f"ne_10m_{theme}.json").read_text("utf-8"))["features"]:
            fields, kind = feature["properties"], feature["properties"]["featurecla"]
            if fields["name"] and feature["geometry"] and kind not in LEFT_OUT:
                yield theme, WATERS.get(theme, kind.title() if theme != "airports" else "Airport"), fields, feature["geometry"]


def _called(fields: dict, kind: str) -> list[str]:
    """Return what a thing is called, its usual name first: with its kind where news says it so."""
    name = _spelt(fields["name"])
    other = _spelt(fields.get("name_alt") or fields.get("namealt") or "")
    if kind == "Airport":
        return _airport(name)
    if kind in {"River", "Lake"} and not re.search(r"\b(?:Delta|River|Lake|Reservoir|Bay|Canal|Sea|Lago|Laguna|Creek)\b", name):
        usual, other = (f"{name} River", f"River {name}") if kind == "River" else (f"Lake {name}", f"{name} Lake")
        return [usual, other, name] if fields["scalerank"] <= WELL_KNOWN_RANK else [usual, other]
    called = [name]
    if name.endswith(" Mountains") and len(name.split()) == 2:
        bare = name.removesuffix(" Mountains")
        called.append(bare if bare.endswith("s") else f"{bare.removesuffix('y')}ies" if bare.endswith("y") else f"{bare}s")
    return [one for one in dict.fromkeys([*called, other]) if one]


def _airport(name: str) -> list[str]:
    bare = name.removesuffix(" International")
    return list(dict.fromkeys([f"{name} Airport", f"{bare} International Airport", f"{bare} Airport"]))


def _spelt(name: str) -> str:
    """Return a name written out, in capitals only at the beginnings of words."""
    shown = [SHORT_FORMS.get(word.lower(), word) for word in name.replace("’", "'").split()]
    if name.isupper() or sum(word.isupper() for word in shown) > 1:
        shown = [word.lower() if word.lower() in SMALL and at else word[:1].upper() + word[1:].lower() for at, word in enumerate(shown)]
    return " ".join(shown)


def _middle(shape: dict) -> Point:
    """Return a point (latitude, longitude) of a shape: the middle vertex of its longest line, the centre of its largest ring."""
    lines = shape["coordinates"]
    if shape["type"] == "Point":
        return lines[1], lines[0]
    if shape["type"] == "LineString":
        return lines[len(lines) // 2][1], lines[len(lines) // 2][0]
    if shape["type"] == "MultiLineString":
        longest = max(lines, key=len)
        return longest[len(longest) // 2][1], longest[len(longest) // 2][0]
    rings = [lines[0]] if shape["type"] == "Polygon" else [polygon[0] for polygon in lines]
    return _centre(max(rings, key=lambda ring: abs(_area(ring))))


def _area(ring: list[list[float]]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:], strict=False)) / 2


def _centre(ring: list[list[float]]) -> Point:
    area = _area(ring) or 1e-9
    pairs = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, ring[1:], strict=False)]
    longitude = sum((a[0] + b[0]) * cross for a, b, cross in pairs) / (6 * area)
    return sum((a[1] + b[1]) * cross for a, b, cross in pairs) / (6 * area), longitude


def main() -> None:
    """Make the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--earth", type=Path, required=True)
    rows = drawn(parser.parse_args().earth)
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        head = ("name", "aliases", "kind", "latitude", "longitude", "weight")
        csv.writer(file, lineterminator="\n").writerows([head, *rows])


if __name__ == "__main__":
    main()
