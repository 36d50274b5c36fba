"""Which format a client gets (RFC 9110, 12.5.1): of those we have the one that it likes best, ours first among equals."""

from collections.abc import Sequence
from dataclasses import dataclass

from kg.serve.faults import Fault

ROWS = {
    "application/sparql-results+json": "json",
    "application/sparql-results+xml": "xml",
    "text/csv": "csv",
    "text/tab-separated-values": "tsv",
    "application/json": "json",
    "application/xml": "xml",
    "text/xml": "xml",
}
TRIPLES = {
    "text/turtle": "turtle",
    "application/n-triples": "ntriples",
    "application/rdf+xml": "rdfxml",
    "application/ld+json": "jsonld",
    "text/plain": "ntriples",
    "application/x-turtle": "turtle",
    "application/xml": "rdfxml",
    "application/json": "jsonld",
}
HTML = "text/html"


@dataclass(frozen=True, slots=True)
class Range:
    """One media range of an Accept header."""

    kind: str  # "text/turtle", "text/*", "*/*"
    quality: float

    def fits(self, media_type: str) -> bool:
        """Return whether a media type lies in this range."""
        return self.kind in {media_type, "*/*", f"{media_type.partition('/')[0]}/*"}

    @property
    def precision(self) -> int:
        """How exactly the range names what it wants."""
        return 2 - self.kind.count("*")


def ranges(accept: str) -> list[Range]:
    """Return the media ranges of an Accept header; parameters but for q are of no account, nonsense is left out."""
    found = []
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        if "/" in kind:
            found.append(Range(kind, _quality(parameters)))
    return found


def _quality(parameters: Sequence[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0


def best(accept: str, have: Sequence[str]) -> str:
    """Return the media type that a client likes best. Raises a `Fault` of 406 where it likes none."""
    wanted = ranges(accept)
    if not wanted:
        return have[0]
    likings = {media_type: _liking(wanted, media_type) for media_type in have}
    chosen = max(have, key=lambda media_type: likings[media_type])
    if likings[chosen] == 0:
        raise Fault(406, f"none of these is accepted: {', '.join(have)}")
    return chosen


def _liking(wanted: Sequence[Range], media_type: str) -> float:
    fitting = [each for each in wanted if each.fits(media_type)]
    return max(fitting, key=lambda each: each.precision).quality if fitting else 0.0
