"""Datelines: the place and agency that open a wire report, "MUSCAT (Reuters) - …", and belong to none of its sentences."""

import re

from kg import knowledge
from kg.model import Span

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
DAY = rf"(?:\d{{1,2}}[ ]{MONTH}|{MONTH}[ ]\d{{1,2}})(?:,?[ ]\d{{4}})?"
PLACE = r"(?!(?:In|On|At|From|By)\b)[A-Z][\w'’-]+(?:[ /][A-Z][\w'’-]+){0,3}[.,][ ]"
AGENCY = r"[A-Z][\w /.&-]{1,40}"
DASH = r"[ ]*(?:--|[-–—])[ ]+"
CAPITALS = r"[A-Z][A-Z.'’]{2,}"
# Each form of a dateline, after the line that opens so.
FORMS = (
    rf"(?:[A-Z][\w.'’]+[ /]?){{1,4}}(?:[,/][ ][\w. ]{{2,30}}){{0,2}}[ ]*\((?!the\b){AGENCY}\)[.,]?{DASH}",  # Muscat (Reuters) -
    rf"{CAPITALS}(?:[ /][A-Z.'’]+){{0,3}}(?:[.,][ ][\w. /]{{2,30}}){{0,2}}{DASH}",  # MUSCAT, Oman, May 11 -
    rf"(?:{PLACE}){{1,3}}{DAY}(?:[.,]?[ ][A-Z][\w-]{{1,20}})?{DASH}",  # Xinhua, Muscat, 11 May -
    rf"{CAPITALS}(?:[ -][A-Z.'’]+){{0,3}}(?:,[ ][\w ]{{2,30}}){{0,2}}\.?[ ]*/[A-Z][\w .-]{{1,40}}/\.?[ ]+",  # MOSCOW, May 11. /TASS/.
    rf"(?:{PLACE}){{1,2}}{DAY}\.?[ ]*\({AGENCY}\)[ ]+",  # Muscat, 11 May (ONA)
    r"\([A-Z][\w .'’-]{2,30}[ ](?:=|--|[-–—/])[ ]\w[\w .&-]{1,30}\)[ ]+",  # (Muscat = ONA)
    r"[A-Z][\w .'’-]{2,30},[ ](?:\d{1,2}[ ][A-Z][a-z]+|[A-Z][a-z]+[ ]\d{1,2},)[ ]\d{4}[ \t]*$",  # Berlin, 16 May 2025
)
DATELINE = re.compile(rf"^[ \t]*(?:{'|'.join(FORMS)})", re.MULTILINE)
# What has the form of a dateline, and is one only where it begins with a town: "NEW DELHI: …", "Cairo – Anadolu".
TOWN_FIRST = re.compile(
    r"""^[ \t]*(?:
        (?:[A-Z][\w'’ ]{2,20}/)?(?P<town>[A-Z][A-Z'’]+(?:[ ][A-Z'’]+){0,2}|(?<=/)[A-Z][\w'’]+):[ ]+(?=[A-Z"“])
      | (?P<other>[A-Z][\w'’]+(?:[ ][A-Z][\w'’]+){0,2})[ ][-–—][ ][A-Z][\w ]{2,30}[ \t]*$
    )""",
    re.MULTILINE | re.VERBOSE,
)
SURE_TOWN = 0.9


def find_datelines(text: str) -> list[Span]:
    """Return the spans of the datelines that open paragraphs, dash and blank included, in text order."""
    found = {
        match.start(): Span(*match.span())
        for match in TOWN_FIRST.finditer(text)
        if is_town(match["town"] or match["other"])
    }
    found |= {match.start(): Span(*match.span()) for match in DATELINE.finditer(text)}
    return [found[start] for start in sorted(found)]


def is_town(name: str) -> bool:
    """Return whether words name a town before anything else, if misspelt."""
    hits = knowledge.lookup(name) or knowledge.similar(name, frozenset({"City"}), 1)
    return any(hit.known.kind == "City" and hit.score >= SURE_TOWN for hit in hits[:2])


def after_dateline(span: Span, datelines: list[Span]) -> Span:
    """Return `span` without the dateline that it starts in."""
    inside = next((line for line in datelines if line.start <= span.start < line.end < span.end), None)
    return span if inside is None else Span(inside.end, span.end)
