"""Datelines: the place and agency that open a wire report, "MUSCAT (Reuters) - …", and belong to none of its sentences."""

import re

from kg.model import Span

DATELINE = re.compile(
    r"""^[ \t]*(?:
        (?:[A-Z][\w.'’]+[ /]?){1,4}(?:[,/][ ][\w. ]{2,30}){0,2}[ ]*\((?!the\b)[A-Z][\w /.&-]{1,40}\)  # Muscat (Reuters)
      | [A-Z][A-Z.'’]{2,}(?:[ /][A-Z.'’]+){0,3}(?:[.,][ ][\w. ]{2,30}){0,2}                            # MUSCAT, Oman, May 11
    )[ ]*(?:--|[-–—])[ ]+
    | ^[ \t]*[A-Z][A-Z.'’]{2,}(?:[ -][A-Z.'’]+){0,3}(?:,[ ][\w ]{2,30}){0,2}\.?[ ]*/[A-Z][\w .-]{1,40}/\.?[ ]+  # MOSCOW, May 11. /TASS/.
    | ^[ \t]*[A-Z][\w .'’-]{2,30},[ ](?:\d{1,2}[ ][A-Z][a-z]+|[A-Z][a-z]+[ ]\d{1,2},)[ ]\d{4}[ \t]*$    # Berlin, 16 May 2025
    """,
    re.MULTILINE | re.VERBOSE,
)


def find_datelines(text: str) -> list[Span]:
    """Return the spans of the datelines that open paragraphs, dash and blank included, in text order."""
    return [Span(*match.span()) for match in DATELINE.finditer(text)]


def after_dateline(span: Span, datelines: list[Span]) -> Span:
    """Return `span` without the dateline that it starts in."""
    inside = next((line for line in datelines if line.start <= span.start < line.end < span.end), None)
    return span if inside is None else Span(inside.end, span.end)
