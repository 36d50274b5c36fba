from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.read.dates import iso_day, stated_day


@pytest.mark.parametrize(
    "text",
    [
        "2025-05-16",
        "2025-05-16T10:00:00+03:00",
        "2025-05-16 10:00",
        "20250516",
        "2025/05/16",
        "16.05.2025",
        "16/05/2025",
        "05/16/2025",
        "16 May 2025",
        "16th of May, 2025",
        "May 16, 2025",
        "May 16th, 2025 at 5 pm",
        "Fri, 16 May 2025 10:00:00 GMT",
        "Friday, May 16, 2025",
        "16-MAY-2025",
    ],
)
def test_a_clear_day_is_understood(text):
    assert iso_day(text) == "2025-05-16"


@pytest.mark.parametrize(
    "text", ["", "yesterday", "May 2025", "2025", "05/06/2025", "2025-13-40", "30 February 2025", "1747353600"]
)
def test_an_unclear_day_is_none(text):
    assert iso_day(text) == ""


@pytest.mark.parametrize(
    ("text", "day"), [("Sept. 3, 2024", "2024-09-03"), ("03/03/2024", "2024-03-03"), ("1 Jan 2000", "2000-01-01")]
)
def test_short_names_of_months(text, day):
    assert iso_day(text) == day


@given(st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)))
def test_iso_days_come_back(day):
    assert iso_day(day.isoformat()) == iso_day(f"{day:%d %B %Y}") == iso_day(f"{day:%b %d, %Y}") == day.isoformat()


@given(st.text())
def test_any_text_gives_a_day_or_nothing(text):
    assert len(iso_day(text)) in {0, 10}


@pytest.mark.parametrize(
    "line",
    [
        "16 May 2025",
        "Published on May 16, 2025",
        "Berlin, 16 May 2025",
        "São Tomé, May 16, 2025",
        "ROME, May 16, 2025 (AFP) –",
        "Muscat, May 16, 2025 (AFP) - Somebody said so.",
        "Addis Ababa, 16 May 2025 (dpa) — Somebody said so.",
        "ISTANBUL. 16.05.2025 - Somebody said so.",
        "MOSCOW, May 16, 2025. /TASS/. Somebody said so.",
        "By our correspondent | Kinshasa, 16 May 2025",
    ],
)
def test_a_line_at_the_head_of_an_article_states_its_day(line):
    assert stated_day(f"Something happened\n\n{line}\n\nSomebody said so.") == "2025-05-16"


@pytest.mark.parametrize(
    "line",
    [
        "Berlin, in May 2025",
        "Berlin, Paris, 16 May 2025 and later",
        "He was born on 16 May 2025.",
        "In Oslo, 16 May 2025 was warm.",
    ],
)
def test_a_line_that_only_holds_a_date_somewhere_does_not(line):
    assert stated_day(f"Something happened\n\n{line}\n\nSomebody said so.") == ""
