"""Organisations, news outlets, buildings, regions and the seats that stand for governments."""

import csv
import html
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from kg import ids
from kg.knowledge import names
from training.knowledge.entries import Entry

TABLES = Path(__file__).parent / "tables"
PUBLISHER = re.compile(r'<table class="publishers (?P<country>\w+)">|<div>(?P<name>[^<]+)</div>')
PUBLISHER_CODES = {"UK": "GB", "INTL": "", "NA": ""}
ORGANISATION, OUTLET, BUILDING, REGION = 1e6, 1e6, 5e5, 1e6
PART = 1e5
# A part that is called by nothing but these goes by its full name: "Western Province".
COMPASS = frozenset(
    "north south east west northern southern eastern western central centre center upper lower gulf capital coast littoral islands"
    " northeast northwest southeast southwest northeastern northwestern southeastern southwestern metropolitan federal district".split()
)
PART_NAME = re.compile(
    r"(?P<bare>\w.+?) (?:Province|Region|Governorate|State|Oblast|Krai|County|Department|District)$", re.IGNORECASE
)
# How news writes the states of the union behind a town.
STATES = {
    "Alabama": ("Ala.",), "Arizona": ("Ariz.",), "Arkansas": ("Ark.",), "California": ("Calif.",), "Colorado": ("Colo.",),
    "Connecticut": ("Conn.",), "Delaware": ("Del.",), "Florida": ("Fla.",), "Georgia": ("Ga.",), "Illinois": ("Ill.",),
    "Indiana": ("Ind.",), "Kansas": ("Kan.",), "Kentucky": ("Ky.",), "Louisiana": ("La.",), "Maryland": ("Md.",),
    "Massachusetts": ("Mass.",), "Michigan": ("Mich.",), "Minnesota": ("Minn.",), "Mississippi": ("Miss.",), "Missouri": ("Mo.",),
    "Montana": ("Mont.",), "Nebraska": ("Neb.",), "Nevada": ("Nev.",), "New Hampshire": ("N.H.",), "New Jersey": ("N.J.",),
    "New Mexico": ("N.M.",), "New York": ("N.Y.",), "North Carolina": ("N.C.",), "North Dakota": ("N.D.",), "Oklahoma": ("Okla.",),
    "Oregon": ("Ore.",), "Pennsylvania": ("Pa.",), "Rhode Island": ("R.I.",), "South Carolina": ("S.C.",), "South Dakota": ("S.D.",),
    "Tennessee": ("Tenn.",), "Texas": ("Tex.",), "Vermont": ("Vt.",), "Virginia": ("Va.",), "Washington": ("Wash.",),
    "District of Columbia": ("D.C.",), "West Virginia": ("W.Va.",), "Wisconsin": ("Wis.",), "Wyoming": ("Wyo.",),
}  # fmt: skip
MILITANT_NAME_WORDS = 2  # the list has many single words that are words


def rows(table: str) -> Iterator[dict[str, str]]:
    """Yield the rows of one of our hand-made tables."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8") as file:
        yield from csv.DictReader(file)


def _place(row: dict[str, str], id: str, kind: str, weight: float) -> Entry:
    entry = Entry(
        row["wikidata"] or id,
        kind,
        row["name"],
        row["country"],
        float(row["latitude"]),
        float(row["longitude"]),
        weight,
    )
    for alias in row["aliases"].split("|"):
        entry.call(alias, "alias")
    return entry


def buildings(cities: list[Entry], countries: list[Entry]) -> list[Entry]:
    """Return the venues, each within its city where the gazetteer has it, else within its country."""
    inside = {(folded, city.country): city.id for city in reversed(cities) for folded, _, _ in sorted(city.names)}
    nations = {entry.country: entry.id for entry in countries if entry.kind == "Country" and entry.country}
    entries = []
    for row in rows("venues"):
        entry = _place(row, f"venue-{ids.slug(names.fold(row['name']))}", "Building", BUILDING)
        entry.within = inside.get((names.fold(row["city"]), row["country"])) or nations.get(row["country"], "")
        entries.append(entry)
    return entries


def regions(countries: list[Entry]) -> list[Entry]:
    """Return regions, seas and straits; one that rigour has under the same name keeps rigour's id."""
    nations = {entry.country: entry.id for entry in countries if entry.kind == "Country" and entry.country}
    parts = {(names.fold(entry.name), entry.country): entry for entry in countries if entry.kind == "Place"}
    entries = []
    for row in rows("regions"):
        same = parts.get((names.fold(row["name"]), row["country"]))
        entry = _place(row, f"place-{ids.slug(names.fold(row['name']))}", "Place", REGION)
        entry.within = nations.get(row["country"], "")
        for word in row["demonyms"].split("|"):
            entry.call(word, "demonym")
        if same:
            same.latitude, same.longitude, same.weight, same.within = (
                entry.latitude,
                entry.longitude,
                REGION,
                entry.within,
            )
            same.names |= entry.names
        else:
            entries.append(entry)
    return entries


def subdivisions(places: list[Entry], countries: list[Entry]) -> list[Entry]:
    """Return the states, provinces and other first parts of countries that `places` does not have; gives centres to those it has."""
    nations = {entry.country: entry.id for entry in countries if entry.kind == "Country" and entry.country}
    by_id = {entry.id: entry for entry in places}
    known = {(folded, entry.country) for entry in places for folded, _, _ in entry.names}
    entries: dict[str, Entry] = {}
    for row in rows("subdivisions"):
        centre = float(row["latitude"]), float(row["longitude"])
        same = by_id.get(row["wikidata"])
        if same is not None:
            if same.latitude is None:
                same.latitude, same.longitude = centre
            same.within = same.within or nations.get(row["country"], "")
            same.country = same.country or row["country"]
        elif (names.fold(row["name"]), row["country"]) not in known and row["wikidata"] not in nations.values():
            full = f"{row['name']} {row['kind'].rpartition(' ')[2].title()}"
            plain = COMPASS.issuperset(names.fold(row["name"]).split())
            name = full if plain else row["name"]
            entry = Entry(row["wikidata"], "Place", name, row["country"], *centre, weight=PART)
            entry.within = nations.get(row["country"], "")
            entries.setdefault(entry.id, entry).call(full, "alias")
    for entry in places:
        _add_forms(entry)
    return list(entries.values())


def _add_forms(entry: Entry) -> None:
    """Add what a part of a country is called with and without its kind, and for a state of the union its abbreviation."""
    found = PART_NAME.match(entry.name) if entry.kind == "Place" and entry.country else None
    if found and not COMPASS.issuperset(names.fold(found["bare"]).split()):
        entry.call(found["bare"], "alias")
    if entry.country == "US" and entry.name in STATES:
        entry.call(f"{entry.name} state", "alias")
        for short in STATES[entry.name]:
            entry.call(short, "abbreviation")


def add_centres(places: list[Entry]) -> None:
    """Give countries and parts of countries that no source has the coordinates of a centre."""
    centres = {row["wikidata"]: (float(row["latitude"]), float(row["longitude"])) for row in rows("centres")}
    for entry in places:
        if entry.latitude is None and entry.id in centres:
            entry.latitude, entry.longitude = centres[entry.id]


def organisations(corpora: Path) -> list[Entry]:
    """Return organisations: our table first, then supraverden, the Factbook's memberships, and armed groups."""
    entries = [_ours(row) for row in rows("organisations")]
    known = {folded: entry for entry in entries for folded, kind, _ in entry.names if kind != "abbreviation"}
    for name, row in sorted(
        yaml.safe_load((corpora / "organisations/supraverden_general_list.yaml").read_text("utf-8")).items()
    ):
        entry = known.get(names.fold(name)) or _international(name, row)
        if entry not in entries:
            entries.append(entry)
    known |= {folded: entry for entry in entries for folded, kind, _ in entry.names if kind != "abbreviation"}
    entries += [entry for entry in _armed(corpora) if not any(folded in known for folded, _, _ in entry.names)]
    return entries


def _ours(row: dict[str, str]) -> Entry:
    entry = Entry(
        row["wikidata"] or f"org-{ids.slug(names.fold(row['name']))}",
        "Organization",
        row["name"],
        row["country"],
        weight=ORGANISATION * 2,
    )
    for alias in row["aliases"].split("|"):
        entry.call(alias, "alias")
    for short in row["abbreviation"].split("|"):
        _abbreviate(entry, short)
    return entry


def _abbreviate(entry: Entry, short: str | None) -> None:
    """Add an abbreviation; from four letters on it is also written as a word: Nato, Unesco."""
    if short and not short.startswith("["):
        entry.call(short, "abbreviation" if short.isupper() else "alias")
        if len(short) >= 4:
            entry.call(short, "alias", 90)


def _international(name: str, row: dict) -> Entry:
    qid = str(row.get("Wikidata_code") or "")
    entry = Entry(
        qid if re.fullmatch(r"Q\d+", qid) else f"org-{ids.slug(names.fold(name))}",
        "Organization",
        name,
        weight=ORGANISATION,
    )
    for key in ("Name_en", "Name_other_en", "Name_other_2_en", "Name_fr", "Name_de", "Name_es"):
        entry.call(str(row.get(key) or ""), "alias")
    for key in ("Abbreviation_en", "Abbreviation_other_en", "Abbreviation_other_2_en"):
        _abbreviate(entry, row.get(key))
    return entry


def _armed(corpora: Path) -> Iterator[Entry]:
    entry: Entry | None = None
    for line in (corpora / "actor_dictionaries/Phoenix.MilNonState.actors.txt").read_text("latin-1").splitlines():
        name = re.sub(r"\([^)]*\)?|[_+*]", " ", line.split("\t")[0].split(";")[0].split("[")[0]).strip().title()
        if line.startswith("#") or not line.strip():
            continue
        if line[:1].isupper():
            if entry:
                yield entry
            entry = (
                Entry(f"org-{ids.slug(names.fold(name))}", "Organization", name, weight=1e5)
                if len(name.split()) >= MILITANT_NAME_WORDS
                else None
            )
        elif line.startswith("+") and entry and len(name.split()) >= MILITANT_NAME_WORDS:
            entry.call(name, "alias", 85)
    if entry:
        yield entry


def outlets(corpora: Path) -> list[Entry]:
    """Return news agencies and outlets: our table, then the publishers that fundus supports."""
    entries = []
    for row in rows("outlets"):
        entry = Entry(
            row["wikidata"] or f"outlet-{ids.slug(names.fold(row['name']))}",
            "NewsOrganization",
            row["name"],
            row["country"],
            weight=OUTLET,
        )
        for alias in row["aliases"].split("|"):
            entry.call(alias, "abbreviation" if alias.isupper() and len(alias) <= 4 else "alias")
        entries.append(entry)
    known = {folded for entry in entries for folded, _, _ in entry.names}
    country = ""
    for found in PUBLISHER.finditer((corpora / "news_publishers/fundus_supported_publishers.md").read_text("utf-8")):
        if found["country"]:
            country = PUBLISHER_CODES.get(found["country"].upper(), found["country"].upper())
        elif names.fold(name := html.unescape(found["name"]).strip()) not in known:
            known.add(names.fold(name))
            entries.append(
                Entry(f"outlet-{ids.slug(names.fold(name))}", "NewsOrganization", name, country, weight=OUTLET / 10)
            )
    return entries


def add_seats(entries: list[Entry]) -> None:
    """Give each seat of a government to the country or organisation it stands for, as relation "seat"."""
    nations = {entry.country: entry for entry in entries if entry.kind == "Country" and entry.country}
    by_id = {entry.id: entry for entry in entries}
    for row in rows("seats"):
        owner = nations[row["country"]] if row["country"] else by_id[row["stands_for"]]
        for name in (row["name"], *row["aliases"].split("|")):
            owner.call(name, "seat")
