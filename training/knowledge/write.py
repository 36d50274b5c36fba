"""Writes entries into the gazetteer file, the same bytes for the same entries."""

import hashlib
import sqlite3
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.knowledge import names
from training.knowledge.entries import Entry

SCHEMA = """
PRAGMA page_size = 4096; PRAGMA encoding = 'UTF-8'; PRAGMA journal_mode = OFF; PRAGMA auto_vacuum = NONE;
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE source (name TEXT PRIMARY KEY, licence TEXT NOT NULL, gives TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE word (kind TEXT, word TEXT, PRIMARY KEY (kind, word)) WITHOUT ROWID;
CREATE TABLE known (row INTEGER PRIMARY KEY, id TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
  country TEXT NOT NULL, latitude REAL, longitude REAL, weight REAL NOT NULL,
  wikidata TEXT NOT NULL, within TEXT NOT NULL);
CREATE TABLE title (id INTEGER PRIMARY KEY, title TEXT NOT NULL);
CREATE TABLE office (row INTEGER, rank INTEGER, title INTEGER, country TEXT, start TEXT, end TEXT,
  PRIMARY KEY (row, rank)) WITHOUT ROWID;
CREATE TABLE name (folded TEXT, row INTEGER, relation TEXT, score INTEGER,
  PRIMARY KEY (folded, row, relation)) WITHOUT ROWID;
CREATE TABLE town (id INTEGER PRIMARY KEY, folded TEXT NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL,
  latitude INTEGER NOT NULL, longitude INTEGER NOT NULL, population INTEGER NOT NULL, part TEXT NOT NULL);
CREATE TABLE spelling (id INTEGER PRIMARY KEY, folded TEXT NOT NULL);
CREATE TABLE near (key TEXT, spelling INTEGER, PRIMARY KEY (key, spelling)) WITHOUT ROWID;
"""
INDEXES = """
CREATE UNIQUE INDEX known_id ON known (id);
CREATE INDEX known_territory ON known (country) WHERE kind = 'Country';
CREATE INDEX town_folded ON town (folded);
"""
# What is much written about is also found when a consonant is missing or wrong; the rest only by its whole skeleton.
PROMINENT = {
    "City": 1_000_000,
    "Place": 100_000,
    "Building": 100_000,
    "Person": 100_000,
    "Organization": 500_000,
    "NewsOrganization": 500_000,
}
WIDE_SCORE = {"name": 50, "alias": 90, "demonym": 90, "seat": 50, "capital": 101, "surname": 50}
LONGEST_WIDE = 8  # consonants; a longer name that lacks one is found among buildings only
SHORTEST_NEAR = 4
NOT_NEAR = {"abbreviation"}


def write(
    entries: list[Entry],
    towns: list[tuple],
    words: list[tuple[str, str]],
    sources: list[tuple[str, str, str]],
    path: Path,
) -> str:
    """Write the gazetteer to `path`, replacing it; return the digest of its content."""
    path.unlink(missing_ok=True)
    base = sqlite3.connect(path)
    base.executescript(SCHEMA)
    digest = hashlib.sha256()
    for table, rows in (("town", towns), *_tables(entries, words, sources)):
        digest.update(table.encode())
        for row in rows:
            digest.update(repr(row).encode())
        base.executemany(f"INSERT INTO {table} VALUES ({','.join('?' * len(rows[0]))})", rows)
    base.execute("INSERT INTO meta VALUES ('digest', ?)", (digest.hexdigest()[:16],))
    base.executescript(INDEXES)
    base.commit()
    base.execute("VACUUM")
    base.close()
    return digest.hexdigest()[:16]


def _tables(
    entries: list[Entry], words: list[tuple[str, str]], sources: list[tuple[str, str, str]]
) -> Iterator[tuple[str, list[tuple]]]:
    rows = list(enumerate(sorted(entries, key=lambda entry: entry.id), 1))
    yield "source", sorted(sources)
    yield "word", sorted(words)
    yield (
        "known",
        [
            (row, e.id, e.kind, e.name, e.country, e.latitude, e.longitude, e.weight, e.wikidata, e.within)
            for row, e in rows
        ],
    )
    titles = {
        title: number for number, title in enumerate(sorted({office[0] for _, e in rows for office in e.offices}), 1)
    }
    yield "title", sorted((number, title) for title, number in titles.items())
    yield (
        "office",
        [
            (row, rank, titles[title], *rest)
            for row, entry in rows
            for rank, (title, *rest) in enumerate(sorted(entry.offices, key=_latest_first))
        ],
    )
    yield "name", sorted(_names(rows))
    near = _near(rows)
    spellings = {folded: number for number, folded in enumerate(sorted({folded for _, folded in near}), 1)}
    yield "spelling", sorted((number, folded) for folded, number in spellings.items())
    yield "near", sorted((key, spellings[folded]) for key, folded in near)


def _latest_first(office: tuple[str, str, str, str]) -> tuple[int, str, str, str]:
    title, country, start, end = office
    return (-int((start or "0000")[:4]), "".join(chr(255 - ord(letter)) for letter in start), title, country + end)


def _names(rows: Iterable[tuple[int, Entry]]) -> Iterator[tuple[str, int, str, int]]:
    """Yield the best score of each name and kind of relation; an alias that is the name itself is left out."""
    for row, entry in rows:
        best: dict[tuple[str, str], int] = {}
        for folded, relation, score in entry.names:
            best[folded, relation] = max(score, best.get((folded, relation), 0))
        for (folded, relation), score in best.items():
            if relation != "alias" or (folded, "name") not in best:
                yield folded, row, relation, score


def _near(rows: Iterable[tuple[int, Entry]]) -> set[tuple[str, str]]:
    found = set()
    for _, entry in rows:
        wide = _is_prominent(entry)
        for folded, relation, score in entry.names:
            if (
                relation in NOT_NEAR
                or len(folded.replace(" ", "")) < SHORTEST_NEAR
                or (entry.kind in {"Person", "Place", "Building"} and not wide)
            ):
                continue
            skeleton = names.skeleton(folded)
            found.add((skeleton, folded))
            long = len(skeleton) > LONGEST_WIDE and entry.kind != "Building"
            if (
                wide
                and not long
                and score >= WIDE_SCORE[relation]
                and not (entry.kind == "Person" and relation != "surname")
            ):
                found |= {(key, folded) for key in names.deletions(skeleton) if len(key) > 1}
    return found


def _is_prominent(entry: Entry) -> bool:
    return entry.weight >= PROMINENT.get(entry.kind, 0.0)
