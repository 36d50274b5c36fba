"""What names mean throughout a document: a word that means one thing once means it again.

People are told from towns and bodies, states of a federation from countries of the same name, halves of a country from points
of the compass.
"""

from dataclasses import dataclass

from spacy.tokens import Span as SpacySpan

from kg import knowledge
from kg.extract.kinds import Reading, has_office_before, is_locative
from kg.knowledge import Known

HALVES = frozenset({"north", "south", "east", "west"})
PAIR = frozenset({"two", "both"})
SURE = 0.9
TOWNS = frozenset({"City", "Place"})


def agreed(readings: dict[SpacySpan, Reading], surnames: frozenset[str]) -> dict[SpacySpan, Reading]:
    """Return readings of names in which a single word means the same kind of thing throughout the text.

    Somebody who holds an office or is named in full once is a person also where spaCy takes the surname for a body or a town;
    what is a town once is one also where spaCy takes it for a person. "The North" is North Korea where that is spoken of.
    """
    single = {name: knowledge.names.fold(name.text) for name in readings if len(name) == 1}
    people = {
        word
        for name, word in single.items()
        if readings[name].kind == "Person" and (word in surnames or has_office_before(name))
    }
    towns = {word: readings[name] for name, word in single.items() if readings[name].kind in TOWNS}
    halves = halves_of_countries(readings)
    kept = dict(readings)
    for name, word in single.items():
        reading = readings[name]
        if word in halves and reading.kind != "Country":
            kept[name] = halves[word]
        elif word in people and reading.kind in {"Organization", "City", "Place", ""} and not is_locative(name):
            kept[name] = Reading("Person")
        elif word in towns and word not in people and reading.kind in {"Person", "Organization"}:
            kept[name] = towns[word]
    return kept


def namesakes(name: SpacySpan) -> frozenset[str]:
    """Return the countries that "the two Koreas" or "both Sudans" means; empty where a name is no such plural."""
    lead = name.doc[name.start - 1].lower_ if name.start else ""
    if len(name) != 1 or lead not in PAIR or not name.text.endswith("s"):
        return frozenset()
    single = name.text[:-1]
    hits = (hit for front in ("", "North ", "South ") for hit in knowledge.lookup(front + single))
    found = frozenset(
        hit.known.country for hit in hits if hit.known.kind == "Country" and hit.relation in {"name", "alias"}
    )
    return found if len(found) == 2 else frozenset()


def halves_of_countries(readings: dict[SpacySpan, Reading]) -> dict[str, Reading]:
    """Return what "north" and "south" mean in a text that names a country so and no other ("North and South Korea").

    "The South and the North" are the halves of what "inter-Korean" and "the two Koreas" speak of.
    """
    found: dict[str, set[str]] = {}
    for name, reading in readings.items():
        if reading.kind == "Country" and reading.form == "name" and len(name) == 2 and name[0].lower_ in HALVES:
            found.setdefault(name[0].lower_, set()).add(reading.country)
            other = name.doc[name.start - 2] if name.start > 1 and name.doc[name.start - 1].lower_ == "and" else name[0]
            for country in _called(f"{other.text} {name[1].text}") if other.lower_ in HALVES else ():
                found.setdefault(other.lower_, set()).add(country)
    for whole in _wholes(readings):
        halves = {half: _called(f"{half} {whole}") for half in sorted(HALVES)}
        for half, countries in halves.items():
            found.setdefault(half, set()).update(countries)
    return {
        word: Reading("Country", "name", min(countries)) for word, countries in found.items() if len(countries) == 1
    }


def _wholes(readings: dict[SpacySpan, Reading]) -> set[str]:
    """Return the names of which a text speaks as of two halves: "Korea" of "the two Koreas", "Korean" of "inter-Korean"."""
    doc = next((name.doc for name in readings), None)
    if doc is None:
        return set()
    between = {
        token.text.partition("-")[2] if "-" in token.text else token.nbor(2).text
        for token in doc
        if token.lower_.startswith("inter-")
        or (token.lower_ == "inter" and token.i + 2 < len(doc) and token.nbor(1).text == "-")
    }
    pairs = (doc[token.i + 1 : token.i + 2] for token in doc if token.lower_ in PAIR)
    return between | {name.text[:-1] for name in pairs if namesakes(name)}


def _called(name: str) -> set[str]:
    """Return the countries that are called so, or whose people are."""
    return {
        hit.known.country for hit in knowledge.lookup(name) if hit.known.kind == "Country" and hit.relation != "capital"
    }


@dataclass(frozen=True, slots=True)
class Federations:
    """The states of federations that a document names, the countries, and those whose towns or people it names."""

    states: frozenset[Known]
    countries: frozenset[str]  # ISO codes
    at_home: frozenset[str]

    def state(self, name: str, country: str) -> Known | None:
        """Return the state that is called like a country, where the document names more of its sisters than other countries.

        "Georgia" beside "Florida" is a state of the US, unless the text names a town or the people of the country too.
        """
        found = region(name) if country not in self.at_home else None
        if found is None:
            return None
        sisters = {other.id for other in self.states if other.within == found.within and other.id != found.id}
        return found if len(sisters) > len(self.countries - {country, found.country}) else None


def federations(readings: dict[SpacySpan, Reading]) -> Federations:
    """Return what the readings of names tell of federations."""
    states = (region(name.text) for name, reading in readings.items() if reading.kind == "Place")
    at_home = (
        reading.country
        for reading in readings.values()
        if reading.form in {"demonym", "metonym"} or reading.kind in TOWNS
    )
    countries = (reading.country for reading in readings.values() if reading.kind == "Country")
    return Federations(frozenset(state for state in states if state), frozenset(countries), frozenset(at_home))


def region(name: str) -> Known | None:
    """Return the state or province that is called so, the best known one."""
    hits = (hit for hit in knowledge.lookup(name) if hit.known.kind == "Place" and hit.score >= SURE)
    return next((hit.known for hit in hits if hit.known.country and hit.relation == "name"), None)
