"""The one town that a document is about, near which the buildings and villages are that nothing else puts anywhere.

A local story names its town again and again, and takes what lies around it for known. Where nearly all towns of a document
lie together, what it tells of is there too; a story that names many countries speaks of places all over the world.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg import knowledge
from kg.extract import vocabulary as words
from kg.extract.surroundings import LYING, has_seat, is_town
from kg.extract.table import MentionTable
from kg.knowledge import Known
from kg.model import Mention

TOGETHER = 0.9  # degrees of latitude, 100 km
LEAST_WEIGHT, LEAST_SHARE = 2, 0.75  # of the mentions of towns
FEW_COUNTRIES = 2
SURE = frozenset({"Building", "Venue"})


@dataclass(frozen=True, slots=True)
class Town:
    """A town that a document names, where its name may mean, and all its mentions."""

    mentions: tuple[Mention, ...]
    candidates: tuple[Known, ...]
    weight: int  # number of mentions; one in a dateline, where the story was written, counts twice

    def is_near(self, known: Known) -> bool:
        """Return whether it may lie within 100 km of a place."""
        return any(known.is_near(one, TOGETHER) for one in self.candidates)


def with_vicinity(table: MentionTable) -> Iterator[Mention]:
    """Yield the mentions that presumably lie near the town that the document is about, with `near` set to its mention."""
    home = home_of(table)
    if home is None:
        return
    countries = {item.country for item in table if item.kind == "Country"}
    for item in table:
        fitting = item.kind in SURE or (len(countries) <= FEW_COUNTRIES and (has_seat(item) or is_little_place(item)))
        elsewhere = item.country and item.country != home.country
        if fitting and not elsewhere and item.form == "name" and item.within is None and item.text != home.text:
            yield replace(item, near=home.span)


def is_little_place(item: Mention) -> bool:
    """Return whether a mention may be a village or street, as "the West" and what the gazetteer has on the map are not."""
    known = any(hit.known.kind in {"City", "Place"} for hit in knowledge.lookup(item.text))
    return item.kind in LYING and not known and not {word.lower() for word in item.text.split()} & words.DIRECTIONS


def home_of(table: MentionTable) -> Mention | None:
    """Return the first mention of the town that a document is about, or None where it is about none or several."""
    towns = list(_towns(table))
    votes = {
        known: sum(town.weight for town in towns if town.is_near(known)) for town in towns for known in town.candidates
    }
    if not votes:
        return None
    home = min(votes, key=lambda known: (-votes[known], -known.weight, known.id))
    total = sum(town.weight for town in towns)
    if votes[home] < max(LEAST_WEIGHT, LEAST_SHARE * total):
        return None
    called = next(town for town in towns if home in town.candidates)
    return called.mentions[0]


def _towns(table: MentionTable) -> Iterator[Town]:
    """Yield the towns that a document names and that the gazetteer knows, in text order."""
    named: dict[tuple[str, str], list[Mention]] = {}
    for item in table:
        if is_town(item, table):
            named.setdefault((knowledge.names.fold(item.text), item.country), []).append(item)
    for (_, country), mentions in named.items():
        candidates = tuple(_called(mentions[0].text, country))
        if candidates:
            dated = sum(any(line.covers(item.span) for line in table.datelines) for item in mentions)
            yield Town(tuple(mentions), candidates, len(mentions) + dated)


def _called(name: str, country: str) -> Sequence[Known]:
    """Return the towns of that name, in the country that the words give if they give one."""
    hits = [hit.known for hit in knowledge.lookup(name) if hit.known.kind == "City"] or list(knowledge.towns(name))
    return [known for known in dict.fromkeys(hits) if not country or known.country == country]
