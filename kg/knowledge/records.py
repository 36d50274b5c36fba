"""What the gazetteer says: frozen, plain records."""

from dataclasses import dataclass
from math import cos, hypot, radians


@dataclass(frozen=True, slots=True)
class Office:
    """An office somebody held. Days are ISO 8601, also a bare year or month; empty where unknown or still running."""

    title: str  # in English, without the country: "Minister of Foreign Affairs"
    country: str = ""  # ISO 3166-1 alpha-2; empty for an office of an organisation
    start: str = ""
    end: str = ""

    def held_on(self, day: str) -> bool:
        """Return whether the office was held on `day` (ISO 8601, or empty for any day), years counted as whole."""
        if not day:
            return True
        return self.start <= day[: len(self.start)] and (not self.end or day[: len(self.end)] <= self.end)


@dataclass(frozen=True, slots=True)
class Known:
    """A country, city, person, organisation, outlet, building or region that the gazetteer knows."""

    id: str  # a Wikidata id ("Q159") or an id of our own ("outlet-…", "geonames-…")
    kind: str  # Country · City · Person · Organization · NewsOrganization · Building · Place
    name: str  # the usual English name
    country: str = ""  # ISO 3166-1 alpha-2
    latitude: float | None = None
    longitude: float | None = None
    weight: float = 0.0  # how likely a bare name means it, in the measure of a population
    offices: tuple[Office, ...] = ()
    wikidata: str = ""
    within: str = ""  # id of the city or country it lies in

    def is_near(self, other: "Known", degrees: float) -> bool:
        """Return whether a place lies within so many degrees of latitude of another; one without coordinates is near nothing."""
        if self.latitude is None or self.longitude is None or other.latitude is None or other.longitude is None:
            return False
        east = (self.longitude - other.longitude) * cos(radians(self.latitude))
        return hypot(self.latitude - other.latitude, east) <= degrees


@dataclass(frozen=True, slots=True)
class Hit:
    """That a name may mean somebody or something, and why."""

    known: Known
    relation: str  # name · alias · demonym · capital · seat · abbreviation · surname
    score: float  # 0.0 to 1.0; 1.0 is its usual name
