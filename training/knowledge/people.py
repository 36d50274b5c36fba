"""People in office: heads of state and government, ministers, ambassadors and members of parliaments, with dates."""

import csv
import html
import json
import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from kg import ids
from kg.knowledge import names
from training.knowledge.entries import Entry
from training.knowledge.territories import OTHER_QIDS

TABLES = Path(__file__).parent / "tables"
OFFICES = "officeholders"
LEGISLATORS_SINCE = "2016"  # members of parliament whose term ended earlier are left out
EARLIEST = "1985"
STRICT = 0.7
UNCOUNTED = {"Member of the National People's Congress"}  # thousands of deputies whom news never names
HEAD, FOREIGN, MINISTER, MEMBER = 5e6, 2e6, 2e5, 1e4
HEADS = re.compile(
    r"^(?:(?:acting|interim|federal|transitional) )*(?:president|prime minister|chancellor|king|queen|emir|sultan|"
    r"supreme leader|head of (?:the )?(?:state|government)|pope|taoiseach|"
    r"secretary-general of the united nations|premier|monarch|emperor)\b"
    r"(?! of the (?:senate|chamber|supreme|parl|nat))",
    re.I,
)
FOREIGNS = re.compile(
    r"foreign|external|secretary of state|defen[cs]e|special envoy|presidential|"
    r"international relations|vice president|deputy prime|secretary-general|director-general",
    re.I,
)
# Who speaks for such a person or stands in for one is less known.
SUBORDINATE = re.compile(r"spoke|press secretary|deputy (?!prime)|assistant", re.I)
# Countries in whose names the family comes first.
FAMILY_FIRST = {"CN", "KR", "KP", "TW", "HK", "MO", "KH"}
PARTICLES = {
    "de",
    "del",
    "della",
    "di",
    "da",
    "van",
    "von",
    "der",
    "den",
    "bin",
    "ibn",
    "al",
    "el",
    "ben",
    "le",
    "la",
    "du",
    "dos",
    "abu",
}
REPOSITORY = re.compile(r"-(?:cabinet|ministers)$")
REPOSITORIES = {
    "us": "US",
    "uae": "AE",
    "united kingdom": "GB",
    "turkey": "TR",
    "bosnia herzegovina": "BA",
    "world": "",
}
HELD = re.compile(r"^(?P<words>[^(]+?)\s*\(since (?P<day>\d{1,2}) (?P<month>\w+) (?P<year>\d{4})\)")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
TITLES = {
    "President",
    "Prime",
    "Minister",
    "King",
    "Queen",
    "Emir",
    "Amir",
    "Sultan",
    "Chancellor",
    "Federal",
    "Acting",
    "Interim",
    "Transitional",
    "Crown",
    "Prince",
    "Grand",
    "Duke",
    "Governor",
    "General",
    "Governor-General",
    "State",
    "Taoiseach",
    "Premier",
    "Supreme",
    "Leader",
    "Chairman",
    "Chairperson",
    "Chair",
    "Chief",
    "Executive",
    "of",
    "the",
    "Council",
    "Co-Prince",
    "Pope",
    "Captain",
    "Regent",
    "Sovereign",
    "Ambassador",
    "Ministers",
    "Monarch",
    "Sheikh",
    "Administrator",
    "Charge",
    "d’Affaires",
    "Chargé",
    "Affairs",
    "Head",
    "Government",
    "Secretary",
}


def people(corpora: Path, countries: list[Entry]) -> list[Entry]:
    """Return people with their offices and surnames; those without a Wikidata id get one of our own."""
    by_qid = {entry.id: entry.country for entry in countries if entry.kind == "Country"} | OTHER_QIDS
    by_name = {
        folded: entry.country
        for entry in countries
        if entry.kind == "Country"
        for folded, kind, _ in entry.names
        if kind in {"name", "alias"}
    }
    entries: dict[str, Entry] = {}
    source = corpora / OFFICES
    for qid, name, title, country, start, end in (
        *_us_executive(source),
        *_leaders(source, by_qid),
        *_foreign_ministers(source, by_qid),
        *_holders(source, by_name),
    ):
        entry = entries.setdefault(qid, Entry(qid, "Person", name, country))
        entry.call(name, "alias")
        entry.offices.add((title, country, start, end))
    for entry in entries.values():
        entry.country = _main_country(entry)
    current = [(name, title, country, country, start, "") for name, title, country, start in _current(source, by_name)]
    named = [(name, title, country, country, start, "") for name, title, country, start in _factbook(corpora)]
    _add_nameless(entries, [*current, *named, *_ministers()])
    for entry in entries.values():
        entry.country = _main_country(entry)
        _weigh(entry)
        for family in _surnames(entry):
            entry.call(family, "surname")
    return list(entries.values())


def _us_executive(source: Path) -> Iterator[tuple[str, str, str, str, str, str]]:
    for person in yaml.safe_load((source / "us_executive.yaml").read_text("utf-8")):
        if "wikidata" in person["id"]:
            name = person["name"]
            for term in person["terms"]:
                title = "President" if term["type"] == "prez" else "Vice President"
                yield (
                    person["id"]["wikidata"],
                    f"{name.get('nickname', name['first'])} {name['last']}",
                    title,
                    "US",
                    term["start"],
                    term["end"],
                )


def _leaders(source: Path, by_qid: dict[str, str]) -> Iterator[tuple[str, str, str, str, str, str]]:
    with (source / "world_leaders_2022.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["officeholder"]:
                yield (
                    row["officeholder"],
                    row["officeholderLabel"],
                    _plain(row["positionLabel"]),
                    by_qid.get(row["countryid"], ""),
                    row["start_year"],
                    row["end_year"],
                )


def _foreign_ministers(source: Path, by_qid: dict[str, str]) -> Iterator[tuple[str, str, str, str, str, str]]:
    with (source / "foreign_ministers_2023.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if row["person"]:
                yield (
                    row["person"],
                    row["name"],
                    _plain(row["positionLabel"]),
                    by_qid.get(row["country"], ""),
                    row["start"],
                    "",
                )


def _holders(source: Path, by_name: dict[str, str]) -> Iterator[tuple[str, str, str, str, str, str]]:
    with (source / "every_politician_holders.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            member = row["file"] == "legislators"
            if not row["qid"].startswith("Q") or not row["person"] or row["person"] == row["qid"]:
                continue
            if row["end"] and row["end"] < (LEGISLATORS_SINCE if member else EARLIEST):
                continue
            if member and not row["end"] and row["start"] < LEGISLATORS_SINCE:
                continue
            if member and (row["repo"] == "world" or row["position"] in UNCOUNTED):
                continue
            repository = REPOSITORY.sub("", row["repo"]).replace("-", " ")
            country = REPOSITORIES[repository] if repository in REPOSITORIES else by_name[names.fold(repository)]
            title = row["position"] if repository == "world" else _plain(row["position"])
            yield (
                row["qid"],
                row["person"].split(",")[0],
                title[:1].upper() + title[1:],
                country,
                row["start"],
                row["end"],
            )


def _current(source: Path, by_name: dict[str, str]) -> Iterator[tuple[str, str, str, str]]:
    listed = json.loads((source / "world-leaders-current/all-leaders.json").read_text("utf-8"))["leaders"]
    for place, held in sorted(listed.items()):
        country = {"uk": "GB", "usa": "US"}.get(place) or by_name.get(place.replace("_", " "), "")
        for office, title in (("head_of_government", "Head of government"), ("head_of_state", "Head of state")):
            if country and held.get(office):
                yield re.sub(r"\s*\(.*", "", held[office]), title, country, held.get(f"{office}_since") or ""


def _factbook(corpora: Path) -> Iterator[tuple[str, str, str, str]]:
    with (corpora / "countries/datasets_country-codes.csv").open(encoding="utf-8") as file:
        by_fips = {
            row["FIPS"].lower(): row["ISO3166-1-Alpha-2"]
            for row in csv.DictReader(file)
            if row["FIPS"] and row["is_independent"] == "Yes"
        }
    for path in sorted((corpora / "factbook").glob("*/*.json")):
        government = json.loads(path.read_text("utf-8")).get("Government", {})
        branch = government.get("Executive branch", {})
        mission = government.get("Diplomatic representation in the US", {})
        texts = [
            branch.get("chief of state", {}),
            branch.get("head of government", {}),
            mission.get("chief of mission", {}),
        ]
        for rank, text in enumerate(texts):
            found = HELD.match(html.unescape(re.sub(r"<[^>]+>", "", text.get("text", ""))))
            if found and path.stem in by_fips and found["month"] in MONTHS:
                title, name = _title_and_name(found["words"])
                day = f"{found['year']}-{MONTHS.index(found['month']) + 1:02}-{int(found['day']):02}"
                if title and len(name.split()) > 1:
                    yield name, "Ambassador to the United States" if rank == 2 else title, by_fips[path.stem], day


def _title_and_name(words: str) -> tuple[str, str]:
    """Split "President Volodymyr ZELENSKYY" where the words stop being those of titles."""
    parts = words.split()
    at = next((i for i, part in enumerate(parts) if part.strip(",") not in TITLES), len(parts))
    name = " ".join(part.title() if part.isupper() and len(part) > 1 else part for part in parts[at:])
    return " ".join(parts[:at]), name


def _ministers() -> Iterator[tuple[str, str, str, str, str, str]]:
    with (TABLES / "ministers.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield row["name"], row["title"], row["nationality"], row["country"], row["start"], row["end"]


def _add_nameless(entries: dict[str, Entry], held: list[tuple[str, str, str, str, str, str]]) -> None:
    """Add offices to the person of that name and country, where there is exactly one, else as somebody new.

    Each is (name, title, nationality, country of the office, start, end).
    """
    index: dict[tuple[str, str], set[str]] = {}
    for entry in entries.values():
        for folded, _, _ in entry.names:
            index.setdefault((folded, entry.country), set()).add(entry.id)
    for name, title, country, office, start, end in held:
        found = index.get((names.fold(name), country)) or _same_parts(index, name, country)
        own = f"person-{ids.slug(names.fold(name))}-{country.lower()}"
        entry = (
            entries[next(iter(found))]
            if len(found) == 1
            else entries.setdefault(own, Entry(own, "Person", name, country))
        )
        entry.call(name, "alias")
        entry.offices.add((title, office, start, end))
        index.setdefault((names.fold(name), country), set()).add(entry.id)


def _same_parts(index: dict[tuple[str, str], set[str]], name: str, country: str) -> set[str]:
    """Return people of the country whose name has nearly the same first and last parts."""
    parts = names.fold(name).split()
    found = set()
    for (folded, where), people in index.items():
        other = folded.split()
        if where == country and names.alike(parts[0], other[0], STRICT) and names.alike(parts[-1], other[-1], STRICT):
            found |= people
    return found


def _plain(title: str) -> str:
    """Return a title without its country: "President of Russia", "Minister of Foreign Affairs, Turkey"."""
    title = title.split(",", maxsplit=1)[0].split(" (", maxsplit=1)[0]
    bare = re.match(
        r"^(?P<office>(?:Vice |Deputy )?(?:President|Prime Minister|Chancellor|King|Queen|Emir|Sultan|"
        r"Premier|Monarch|Emperor))\b of\b",
        title,
        re.I,
    )
    if bare and not re.search(
        r"senate|chamber|court|parliament|assembly|council|bank|academy|house|duma|national", title, re.I
    ):
        return bare["office"]
    return title


def _main_country(entry: Entry) -> str:
    """Return the country of most of a person's offices; Andorra's co-prince is the president of France."""
    countries = sorted(country for _, country, _, _ in entry.offices if country) or [entry.country]
    return max(countries, key=lambda country: (countries.count(country), country == entry.country))


def _weigh(entry: Entry) -> None:
    titles = [title for title, _, _, _ in entry.offices]
    weight = MINISTER
    if any(FOREIGNS.search(title) and not SUBORDINATE.search(title) for title in titles):
        weight = FOREIGN
    if any(HEADS.match(title) for title in titles):
        weight = HEAD
    if all(
        re.match(r"(?:substitute |representative|observer)?.*\bmember\b|senator|deputy of|mp\b|.*legislat", title, re.I)
        for title in titles
    ):
        weight = MEMBER
    latest = max((end or "9999") for _, _, _, end in entry.offices)
    entry.weight = weight * (2.0 if latest >= "2024" else 1.0 if latest >= "2015" else 0.5)


def _surnames(entry: Entry) -> set[str]:
    if entry.weight <= MEMBER * 2:
        return set()
    found = set()
    for folded, relation, _ in list(entry.names):
        parts = [part for part in folded.split() if part not in {"jr", "sr", "ii", "iii"}]
        if relation not in {"name", "alias"} or len(parts) < 2:
            continue
        if entry.country in FAMILY_FIRST and len(parts) <= 3:
            found.add(parts[0])
            continue
        found.add(parts[-1])
        at = next((i for i, part in enumerate(parts[1:-1], 1) if part in PARTICLES), len(parts) - 1)
        found.add(" ".join(parts[at:]))
        if len(parts) > 2:
            found.add(" ".join(parts[-2:]))
    return found
