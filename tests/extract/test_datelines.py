"""Datelines of agencies all over the world, and openings that are none."""

import pytest

from kg.extract.datelines import find_datelines


@pytest.mark.parametrize(
    "line",
    [
        "OSLO (AFP) - ",
        "Oslo, 6 Feb (Prensa Latina) ",
        "Oslo, February 6 (Prensa Latina) -- ",
        "OSLO, 12 Mar 2024 (MENA) - ",
        "OSLO. May 10. INTERFAX - ",
        "Xinhua, Oslo, 12 May – ",
        "OSLO, December 4. /NTB/. ",
        "OSLO/LIMA, July 17 (NTB) – ",
        "(Oslo = NTB) ",
        "(Oslo - dpa) ",
    ],
)
def test_what_opens_a_report_is_a_dateline(line):
    text = f"{line}Norway and Cuba held talks."
    assert [span.of(text) for span in find_datelines(text)] == [line]


@pytest.mark.parametrize(
    "text",
    [
        "On 6 February (a Monday) Norway and Cuba met.",
        "Oslo, Lima and Quito (all three capitals) are ready.",
        "Norway (and Cuba) held talks in Oslo.",
        "In Oslo, May 12 – the day of the talks – was quiet.",
    ],
)
def test_an_opening_sentence_is_none(text):
    assert find_datelines(text) == []
