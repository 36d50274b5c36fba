"""Time expressions: the words, and the days they cover where the words or the document's date allow to say.

Values follow ISO 8601 with reduced precision: "2025-05-16", "2022-02" or "2022". What stays vague keeps its words only.
"""

import calendar
import re
from datetime import date, timedelta

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from kg.extract.table import span_of
from kg.model import Span, When

MONTHS = {name.lower(): number for number, name in enumerate(calendar.month_name) if name}
MONTHS |= {name.lower(): number for number, name in enumerate(calendar.month_abbr) if name} | {"sept": 9}
WEEKDAYS = {name.lower(): number for number, name in enumerate(calendar.day_name)}
MONTH = r"(?P<month>" + "|".join(sorted(MONTHS, key=len, reverse=True)) + r")\.?"
YEAR = r"(?P<year>(?:1[6-9]|20|21)\d\d)"
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
FULL_DATES = [
    re.compile(rf"\b{YEAR}-(?P<month_number>\d\d)-{DAY}\b"),
    re.compile(rf"\b{MONTH}\s+{DAY}(?:\s*,?\s+{YEAR})?\b", re.IGNORECASE),
    re.compile(rf"\b{DAY}\s+(?:of\s+)?{MONTH}(?:\s*,?\s+{YEAR})?\b", re.IGNORECASE),
    re.compile(rf"\b{MONTH}(?:\s+of)?\s*,?\s+{YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b{YEAR}\b"),
    re.compile(rf"^(?:(?:in|early|late|mid|last|next|this|the|beginning|middle|end|of)[ -])*{MONTH}$", re.IGNORECASE),
]
DAYS_OF_MONTH = re.compile(
    r"\b(?P<first>[0-3]?\d)\s*(?:and|to|-|–|until)\s*(?P<last>[0-3]?\d)\s+(?P<rest>(?:"
    + "|".join(sorted(MONTHS, key=len, reverse=True))
    + r")\b.*)",
    re.IGNORECASE,
)
YEAR_ALONE = re.compile(r"(?:19|20)\d\d")
BEFORE_DAYS = frozenset("on late early last next this".split())
RELATIVE_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
DURATION = re.compile(
    r"\b(?:(?:less|more|no less|no more) than |about |around |nearly |almost |over |under |at least |up to |some |just )?"
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a few|half an?|\d+(?:[.,]\d+)?)"
    r"(?:[ -]and[ -]a[ -]half)?[ -](?:hours?|minutes?|days?|weeks?|months?)\b(?! ago)",
    re.IGNORECASE,
)


def find_times(doc: Doc, published: str) -> list[When]:
    """Return the time expressions of `doc` in text order; `published` is the ISO day of the document or empty."""
    day = date.fromisoformat(published) if re.fullmatch(r"\d{4}-\d\d-\d\d", published) else None
    dates = (narrowed(ent) for ent in doc.ents if is_time(ent))
    found = {span_of(ent): When(span_of(ent), *normalised(ent.text, day)) for ent in dates}
    for token in doc:
        # A year that is part of a name ("the 2022 war") still tells when.
        if YEAR_ALONE.fullmatch(token.text) and not any(span.covers(span_of(token)) for span in found):
            found[span_of(token)] = When(span_of(token), token.text, token.text)
        elif is_day(token) and not any(span.covers(span_of(token)) for span in found):
            found[span_of(token)] = When(span_of(token), *normalised(token.text, day))
    return sorted(found.values(), key=lambda when: when.span)


def is_day(token: Token) -> bool:
    """Return whether a word is a day of the week that is no part of a name ("on Sunday evening")."""
    before = token.nbor(-1).lower_ if token.i else ""
    named = token.ent_type_ not in {"", "DATE", "TIME"} and before not in BEFORE_DAYS
    return token.lower_ in WEEKDAYS and token.text[0].isupper() and not named


def narrowed(ent: SpacySpan) -> SpacySpan:
    """Return a date without what a comma joins to a day of the week ("Tuesday, two years after" is Tuesday)."""
    comma = next((token.i for token in ent if token.text == ","), None)
    if comma is None or ent[0].lower_ not in WEEKDAYS or any(pattern.search(ent.text) for pattern in FULL_DATES):
        return ent
    return ent.doc[ent.start : comma]


def is_time(ent: SpacySpan) -> bool:
    """Return whether an entity is a date: a DATE whose words are about days, months or years, or an hour of a named day."""
    lowered = ent.text.lower()
    of_a_day = ent.label_ == "TIME" and weekday_in(lowered)
    if (ent.label_ != "DATE" and not of_a_day) or DURATION.search(ent.text):
        return False
    return any(character.isdigit() for character in lowered) or any(
        word in MONTHS
        or word in WEEKDAYS
        or word in RELATIVE_DAYS
        or word in {"week", "month", "year", "weekend", "days"}
        for word in re.findall(r"[a-z]+", lowered)
    )


def normalised(words: str, published: date | None) -> tuple[str, str]:
    """Return first and last day, month or year that `words` mean, both empty where that cannot be said."""
    if (days := from_day_to_day(words, published)) != ("", ""):
        return days
    for pattern in FULL_DATES:
        if match := pattern.search(words):
            return absolute(match, published)
    return relative(words.lower(), published)


def from_day_to_day(words: str, published: date | None) -> tuple[str, str]:
    """Return first and last day of "18 and 19 October" or "from 28 November to 4 December", both empty where it is no such range."""
    if match := DAYS_OF_MONTH.search(words):
        words = f"{match['first']} {match['rest']} to {match['last']} {match['rest']}"
    first, _, last = words.partition(" to ")
    starts, ends = (normalised(part, published) if last else ("", "") for part in (first, last))
    return (starts[0], ends[1]) if starts[0] and ends[0] else ("", "")


def weekday_in(words: str) -> str:
    """Return the day of the week that words in lower case name, or ""."""
    return next((word for word in WEEKDAYS if re.search(rf"\b{word}\b", words)), "")


def absolute(match: re.Match[str], published: date | None) -> tuple[str, str]:
    """Return the ISO value of a matched calendar date; a date without a year takes the year nearest to publication."""
    parts = match.groupdict()
    month = (
        int(parts["month_number"]) if parts.get("month_number") else MONTHS.get((parts.get("month") or "").lower(), 0)
    )
    day = int(parts.get("day") or 0)
    year = int(parts.get("year") or 0)
    if not year and published is not None and month:
        year = min(
            (published.year - 1, published.year, published.year + 1),
            key=lambda candidate: abs((date(candidate, month, 15) - published).days),
        )
    if not year or month > 12 or (month and day > calendar.monthrange(year, month)[1]):
        return "", ""
    value = f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{day:02}" if month and day else "")
    return value, value


def relative(words: str, published: date | None) -> tuple[str, str]:
    """Return the ISO day that "Friday", "yesterday" or "last Monday" means; a bare weekday is the last one up to publication."""
    if published is None:
        return "", ""
    for word, shift in RELATIVE_DAYS.items():
        if re.search(rf"\b{word}\b", words):
            value = (published + timedelta(days=shift)).isoformat()
            return value, value
    for word, number in WEEKDAYS.items():
        if re.search(rf"\b{word}\b", words):
            ahead = (number - published.weekday()) % 7
            shift = ahead if "next" in words or "coming" in words else ahead - 7 if ahead or "last" in words else 0
            value = (published + timedelta(days=shift or (7 if "next" in words else 0))).isoformat()
            return value, value
    return "", ""


def find_durations(doc: Doc) -> list[Span]:
    """Return the spans of lengths of time such as "less than two hours", in text order."""
    return [Span(match.start(), match.end()) for match in DURATION.finditer(doc.text)]
