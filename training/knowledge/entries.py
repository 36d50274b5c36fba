"""What every source is turned into before it is written: entries with names, merged by id."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.knowledge import names

SCORES = {"name": 100, "alias": 95, "abbreviation": 95, "demonym": 95, "seat": 80, "capital": 70, "surname": 60}
COMMON_WORD_PENALTY = 40
FAMOUS, SHORTEST_CITY = 1e6, 4


@dataclass
class Entry:
    """One known thing, with the names that mean it: (name, relation, score)."""

    id: str
    kind: str
    name: str
    country: str = ""
    latitude: float | None = None
    longitude: float | None = None
    weight: float = 0.0
    wikidata: str = ""
    within: str = ""
    names: set[tuple[str, str, int]] = field(default_factory=set)
    offices: set[tuple[str, str, str, str]] = field(default_factory=set)  # title, country, start, end

    def __post_init__(self) -> None:
        self.call(self.name, "name")
        if not self.wikidata and self.id.startswith("Q"):
            self.wikidata = self.id

    def call(self, name: str, relation: str, score: int | None = None) -> None:
        """Add a name; one without letters of the Latin script after folding is left out."""
        folded = names.fold(name)
        if folded and folded.isascii():
            self.names.add((folded, relation, SCORES[relation] if score is None else score))


def merged(entries: Iterable[Entry]) -> list[Entry]:
    """Return the entries, one for an id, sorted by id: the first gives the fields, all give names and offices."""
    kept: dict[str, Entry] = {}
    for entry in entries:
        first = kept.setdefault(entry.id, entry)
        if first is not entry:
            first.names |= {
                (name, "alias" if relation == "name" else relation, score) for name, relation, score in entry.names
            }
            first.offices |= entry.offices
            first.weight = max(first.weight, entry.weight)
            first.country = first.country or entry.country
    return sorted(kept.values(), key=lambda entry: entry.id)


def damped(entries: list[Entry], common: frozenset[str], given: frozenset[str]) -> None:
    """Lower the score of names that are also common English words; drop aliases that are.

    For all but the largest cities the same holds of given names, of abbreviations and of very short names.
    """
    others = _abbreviations(entries) | given
    for entry in entries:
        kept = set()
        for name, relation, score in entry.names:
            if entry.kind == "City" and entry.weight < FAMOUS and (len(name) < SHORTEST_CITY or name in others):
                if relation == "name":
                    kept.add((name, relation, score - COMMON_WORD_PENALTY))
            elif name not in common or relation in {"abbreviation", "demonym"} or entry.kind == "Country":
                kept.add((name, relation, score))
            elif relation in {"name", "surname"} or entry.kind == "NewsOrganization":
                kept.add((name, relation, score - COMMON_WORD_PENALTY))
        entry.names = kept


def _abbreviations(entries: list[Entry]) -> set[str]:
    return {name for entry in entries for name, relation, _ in entry.names if relation == "abbreviation"}
