"""Lookups in the gazetteer file: by exact name, by likeness, by surname and by code.

The file is SQLite, opened read-only on the first question, so that nothing is loaded which is not asked for. Answers
are cached for the life of the process; the file never changes under it.
"""

import sqlite3
from collections.abc import Iterable
from functools import lru_cache
from importlib import resources
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

from kg.errors import KgError
from kg.knowledge import names
from kg.knowledge.records import Hit, Known, Office

FILE = "gazetteer.sqlite"
KINDS = frozenset({"Country", "City", "Person", "Organization", "NewsOrganization", "Building", "Place"})
SHORTEST_SIMILAR = 4  # letters; shorter names have too many neighbours
CONSIDERED = 60  # candidates compared closely, after a rough comparison of all
# A bare misspelt word rather means something big: small towns need to be spelt nearly right.
SMALL, SMALL_TOLERANCE = 1e6, 0.5
# A name that begins with another sound is rarely the same name misspelt.
OTHER_INITIAL_TOLERANCE = 0.6
# Countries are few and much named: they may be further off.
TOLERANCE = {"Country": 1.0, "Building": 1.0, "City": 0.8}
WIDEST_TOLERANCE = max(TOLERANCE.values())
OTHER_TOLERANCE = 0.6
WEAK_ALIAS = 0.9  # a rare form of a name counts as misspelt only where it is nearly right
# A thing ten times as prominent makes up for this much less likeness.
PROMINENCE = 0.03
WELL_KNOWN = 1e6  # a name that already means something as prominent as this is not taken for a misspelt one
OFFICES_OF = """
SELECT title.title, country, start, end FROM office JOIN title ON title.id = office.title WHERE row = ? ORDER BY rank
"""
TOWN_ID, TOWN_DEGREE = "geonames-", 1e4
TOWNS = "SELECT id, folded, name, country, latitude, longitude, population, part FROM town"
MULTI_WORD_GAP = 1  # words by which two similar names may differ in number


class GazetteerError(KgError):
    """The gazetteer file is missing or was made by another version."""


@lru_cache(maxsize=1)
def connection() -> sqlite3.Connection:
    """Return the open gazetteer, shared by the process; raises GazetteerError where it is missing."""
    path = resources.files("kg.knowledge").joinpath(FILE)
    if not path.is_file():
        remedy = "reinstall parley-kg or run python -m training.knowledge.build"
        raise GazetteerError(f"the gazetteer {path} is missing; {remedy}")
    return sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@lru_cache(maxsize=1)
def version() -> str:
    """Return the hash of the gazetteer's content, 16 hexadecimal digits."""
    return str(connection().execute("SELECT value FROM meta WHERE key = 'digest'").fetchone()[0])


def sources() -> tuple[tuple[str, str, str], ...]:
    """Return (source, licence, what it gives) for everything the gazetteer was made of."""
    return tuple(connection().execute("SELECT name, licence, gives FROM source ORDER BY name"))


@lru_cache(maxsize=8)
def words(kind: str) -> frozenset[str]:
    """Return the words of one of the small tables, in lower case: "office", "organisation" …"""
    return frozenset(row[0] for row in connection().execute("SELECT word FROM word WHERE kind = ?", (kind,)))


def offices() -> frozenset[str]:
    """Return the nouns that name an office or role: "minister", "envoy", "spokeswoman", in lower case, singular."""
    return words("office")


@lru_cache(maxsize=16384)
def _at(row: int) -> Known:
    fields = (
        connection()
        .execute(
            "SELECT id, kind, name, country, latitude, longitude, weight, wikidata, within FROM known WHERE row = ?",
            (row,),
        )
        .fetchone()
    )
    held = connection().execute(OFFICES_OF, (row,))
    id, kind, name, country, latitude, longitude, weight, wikidata, within = fields
    offices = tuple(Office(*office) for office in held)
    return Known(id, kind, name, country, latitude, longitude, weight, offices, wikidata, within)


@lru_cache(maxsize=4096)
def known(id: str) -> Known | None:
    """Return what the gazetteer knows under `id`, or None."""
    found = connection().execute("SELECT row FROM known WHERE id = ?", (id,)).fetchone()
    return _at(found[0]) if found else _town(id)


def _town(id: str) -> Known | None:
    number = id.removeprefix(TOWN_ID)
    found = connection().execute(f"{TOWNS} WHERE id = ?", (int(number),)).fetchone() if number != id else None
    return _as_town(found) if found else None


def _as_town(row: tuple[int, str, str, str, int, int, int, str]) -> Known:
    id, folded, name, country, latitude, longitude, population, part = row
    around = part or getattr(territory(country), "id", "")
    spot = latitude / TOWN_DEGREE, longitude / TOWN_DEGREE
    return Known(f"{TOWN_ID}{id}", "City", name or folded.title(), country, *spot, float(population), within=around)


@lru_cache(maxsize=16384)
def towns(name: str) -> tuple[Known, ...]:
    """Return the places of 1,500 to 15,000 people that are called so, the largest first; `lookup` leaves them out.

    There are so many that nearly any word is one: ask only where the text takes the name for a place.
    """
    found = connection().execute(f"{TOWNS} WHERE folded = ? ORDER BY population DESC, id", (names.fold(name),))
    return tuple(_as_town(row) for row in found)


@lru_cache(maxsize=512)
def territory(iso: str) -> Known | None:
    """Return the country of an ISO 3166-1 alpha-2 code, in any case, or None."""
    query = "SELECT row FROM known WHERE country = ? AND kind = 'Country' ORDER BY weight DESC LIMIT 1"
    found = connection().execute(query, (iso.upper(),)).fetchone() if iso else None
    return _at(found[0]) if found else None


@lru_cache(maxsize=65536)
def lookup(name: str) -> tuple[Hit, ...]:
    """Return everything that `name` means after folding case, accents and punctuation, best first.

    An abbreviation answers only to capital letters or a full stop ("US", "WHO", "Calif."), so that "us" and "who" stay
    words. Surnames are left to `surname`.
    """
    capitals = _is_capitals(name) or (name.endswith(".") and name[:1].isupper())
    found = _hits(names.fold(name), surnames=False)
    return _ranked(hit for hit in found if capitals or hit.relation != "abbreviation")


@lru_cache(maxsize=16384)
def surname(name: str) -> tuple[Hit, ...]:
    """Return the people in office whose surname is `name`, the most prominent first."""
    return tuple(hit for hit in _ranked(_hits(names.fold(name), surnames=True)) if hit.relation == "surname")


@lru_cache(maxsize=65536)
def similar(name: str, kinds: frozenset[str] = KINDS, limit: int = 5) -> tuple[Hit, ...]:
    """Return what `name` may mean if it is misspelt, best first; exact meanings lead, with their own score.

    The score is the likeness of the names (at most 0.99). Names under four letters, and names that are no more than
    abbreviations, have no similar ones.
    """
    found = [hit for hit in (*lookup(name), *surname(name)) if hit.known.kind in kinds]
    likenesses = dict.fromkeys(found, 1.0)
    asked = names.fold(name)
    well_known = any(hit.known.weight >= WELL_KNOWN for hit in found)
    if len(asked.replace(" ", "")) >= SHORTEST_SIMILAR and not well_known and not _is_word(asked):
        for other, likeness in _neighbours(asked):
            if likeness < names.threshold(min(len(asked), len(other)), WIDEST_TOLERANCE):
                continue
            for hit in _hits(other, surnames=True):
                if hit.known.kind in kinds and _near_enough(asked, other, likeness, hit):
                    likenesses[Hit(hit.known, hit.relation, round(likeness * hit.score, 4))] = likeness
    return _likeliest(likenesses)[:limit]


def _likeliest(likenesses: dict[Hit, float]) -> tuple[Hit, ...]:
    """Return one hit for each known thing, the best mix of likeness and prominence first."""

    def rank(hit: Hit) -> tuple[float, float, str]:
        return -likenesses[hit] - PROMINENCE * log10(hit.known.weight + 1), -hit.score, hit.known.id

    best: dict[str, Hit] = {}
    for hit in sorted(likenesses, key=rank):
        held = best.setdefault(hit.known.id, hit)
        # A rare form that is spelt just so says less than the usual name that is nearly so.
        best[hit.known.id] = max(held, hit, key=lambda one: one.score)
    return tuple(best.values())


def _is_word(folded: str) -> bool:
    """Return whether a name is an English word or a given name as it stands, and so needs no other spelling."""
    return folded in words("common") or folded in words("given")


def _is_capitals(name: str) -> bool:
    letters = [letter for letter in name.removesuffix("'s").removesuffix("’s") if letter.isalpha()]
    return bool(letters) and all(letter.isupper() for letter in letters)


def _hits(folded: str, surnames: bool) -> list[Hit]:
    rows = connection().execute("SELECT row, relation, score FROM name WHERE folded = ?", (folded,))
    return [Hit(_at(row), relation, score / 100) for row, relation, score in rows if surnames or relation != "surname"]


def _ranked(hits: Iterable[Hit]) -> tuple[Hit, ...]:
    """Return the best hit of each known thing and kind of relation, best first, the heavier first among equals."""
    best: dict[tuple[str, bool], Hit] = {}
    for hit in hits:
        key = (hit.known.id, hit.relation in {"capital", "seat", "demonym"})
        if key not in best or hit.score > best[key].score:
            best[key] = hit
    return tuple(sorted(best.values(), key=lambda hit: (-hit.score, -hit.known.weight, hit.known.id)))


def _near_enough(asked: str, other: str, likeness: float, hit: Hit) -> bool:
    if hit.relation == "abbreviation":
        return False
    tolerance = TOLERANCE.get(hit.known.kind, OTHER_TOLERANCE)
    if hit.known.kind in {"City", "Place"} and hit.known.weight < SMALL:
        tolerance = SMALL_TOLERANCE
    if names.sound(asked)[:1] != names.sound(other)[:1]:
        tolerance = min(tolerance, OTHER_INITIAL_TOLERANCE)
    if hit.relation in {"demonym", "capital", "seat"}:
        tolerance = min(tolerance, OTHER_TOLERANCE)
    if hit.relation == "alias" and (hit.score < WEAK_ALIAS or hit.known.kind == "City"):
        tolerance = SMALL_TOLERANCE
    if abs(asked.count(" ") - other.count(" ")) > MULTI_WORD_GAP:
        return False
    return likeness >= names.threshold(min(len(asked), len(other)), tolerance)


@lru_cache(maxsize=16384)
def _neighbours(asked: str) -> list[tuple[str, float]]:
    """Return folded names that sound like `asked`, with their likeness, the exact name left out."""
    skeleton = names.skeleton(asked)
    keys = sorted({skeleton, *(key for key in names.deletions(skeleton) if len(key) > 1)})
    query = f"SELECT folded FROM near JOIN spelling ON id = spelling WHERE key IN ({','.join('?' * len(keys))})"
    candidates = sorted({row[0] for row in connection().execute(query, keys)} - {asked})
    rough = process.extract(asked, candidates, scorer=OSA.normalized_similarity, limit=CONSIDERED, processor=None)
    return [(other, names.similarity(asked, other)) for other, _, _ in rough]
