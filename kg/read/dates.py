"""Days, however they are written: `iso_day` understands what names one day for certain, and nothing else."""

import re
from datetime import date

MONTHS = {
    name: number
    for number, month in enumerate(
        (
            *("january", "february", "march", "april", "may", "june"),
            *("july", "august", "september", "october", "november", "december"),
        ),
        start=1,
    )
    for name in (month, month[:3], month[:4])
}
MONTH = rf"(?P<name>{'|'.join(MONTHS)})\b\.?"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
SHAPES = [
    re.compile(shape, re.IGNORECASE)
    for shape in (
        rf"{YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?![\d-])",  # 2025-05-16, also before a time of day
        rf"{YEAR}(?P<month>\d\d)(?P<day>\d\d)(?!\d)",
        rf"{YEAR}[/.](?P<month>\d\d?)[/.](?P<day>\d\d?)(?!\d)",
        rf"(?P<day>\d\d?)\.\s?(?P<month>\d\d?)\.\s?{YEAR}(?!\d)",  # 16.05.2025: with dots the day is first
        rf"{WEEKDAY}(?P<day>\d\d?)(?:st|nd|rd|th)?[\s-]+(?:of\s+)?{MONTH},?[\s-]*{YEAR}(?!\d)",
        rf"{WEEKDAY}{MONTH}\s*(?P<day>\d\d?)(?:st|nd|rd|th)?,?\s+{YEAR}(?!\d)",
    )
]
SLASHED = re.compile(rf"(?P<one>\d\d?)[/-](?P<two>\d\d?)[/-]{YEAR}(?!\d)")
# A line at the head of an article that holds a date and nothing else, also with the place before it ("Berlin, 16 May
# 2025"), and "ISTANBUL, May 16, 2025 (Reuters) –".
DATE_LINE = re.compile(r"(?:(?:published|posted|date|updated)?(?: on)?:?)\s*(?P<date>[^\n]{6,40}?)\s*$", re.IGNORECASE)
PLACE_LINE = re.compile(r"(?:[^\n|]{0,60}\|\s*)?[^\W\d_][\w.' -]{2,30},\s*(?P<date>[^\n]{6,40}?)\s*$")
DATELINE = re.compile(r"[A-Z][A-Z.' -]+(?:, [A-Z][\w.' -]+)?,? (?P<date>[A-Z][a-z]{2,8}\.? \d\d?, \d{4})\b")
# "Muscat, 11 May 2025 (AFP) –", "ISTANBUL. 22.07.2022 -", "MOSCOW, May 11, 2025. /TASS/.": up to four words with capitals, and what
# sets a dateline off from the text behind it.
ANY_DATELINE = re.compile(r"(?:[A-Z][\w.'’-]*[ /]?){1,4}[,.] (?P<date>\w[^\n]{5,24}?)\.? ?(?:[(/]|--|[-–—] )")
HEAD_LINES = 5


def iso_day(text: str) -> str:
    """Return the day at the start of `text` as ISO 8601, or nothing where it is no day or may be two ("05/06/2025")."""
    line = " ".join(text.split())
    matches = (shape.match(line) for shape in SHAPES)
    found = next((match.groupdict() for match in matches if match), None)
    if found is None:
        return slashed_day(line)
    month = found.get("month") or MONTHS[found["name"].lower()]
    return valid_day(int(found["year"]), int(month), int(found["day"]))


def slashed_day(line: str) -> str:
    """Return the day of "16/05/2025" or "05/16/2025" where only one reading is a day."""
    match = SLASHED.match(line)
    if not match:
        return ""
    year, one, two = int(match["year"]), int(match["one"]), int(match["two"])
    readings = {valid_day(year, one, two), valid_day(year, two, one)} - {""}
    return readings.pop() if len(readings) == 1 else ""


def valid_day(year: int, month: int, day: int) -> str:
    """Return the ISO day, or nothing where the calendar has no such day."""
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""


def stated_day(text: str) -> str:
    """Return the day that the head of a plain article states on a line of its own or in a full dateline, or nothing."""
    lines = [line.strip() for line in text[:2000].splitlines() if line.strip()][:HEAD_LINES]
    for line in lines:
        matches = (
            DATELINE.match(line),
            ANY_DATELINE.match(line),
            DATE_LINE.fullmatch(line),
            PLACE_LINE.fullmatch(line),
        )
        days = (iso_day(match["date"]) for match in matches if match and match["date"][-1].isalnum())
        if day := next(filter(None, days), ""):
            return day
    return ""
