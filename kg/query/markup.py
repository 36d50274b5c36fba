"""Answers and cards as HTML for a notebook: plain tables, every text escaped."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.query.card import Card, Passage
    from kg.query.result import Result

MOST_ROWS = 100  # rows of an answer that a notebook shows
# Tints that stay readable on a light and on a dark page.
TINTS = {"evidence": "#e6b80055", "source": "#2a9df455", "cue": "#c05fd055", "content": "#e6b80055"}


def answer(result: Result) -> str:
    """Return an answer as a table; what a terminal would show, cut after 100 rows."""
    if result.kind == "truth":
        return f"<p>{'yes' if result.truth else 'no'}</p>"
    headings, rows = result.cells()
    head = "".join(f"<th>{escape(heading)}</th>" for heading in headings)
    body = "".join(f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in row)}</tr>" for row in rows[:MOST_ROWS])
    more = len(rows) - MOST_ROWS
    note = f"<p>… and {more:,} more rows</p>" if more > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{note}"


def card(shown: Card) -> str:
    """Return a card: what it is, its names and links, and each sentence with its words marked."""
    links = [("found as", ", ".join(shown.names))] if shown.names else []
    links += [(link.label, ", ".join(link.values)) for link in shown.links]
    rows = "".join(f"<tr><th>{escape(label)}</th><td>{escape(value)}</td></tr>" for label, value in links)
    passages = "".join(f"<blockquote>{marked(each)}<br><small>{escape(each.document)}</small></blockquote>" for each in shown.passages)
    return f"<h4>{escape(shown.label)} <small>{escape(shown.kind)}</small></h4><table>{rows}</table>{passages}"


def marked(passage: Passage) -> str:
    """Return a sentence with source, cue and content in tints of their own; of marks that overlap the first one holds."""
    written, done = "", 0
    for start, end, role in passage.marks:
        if start >= done:
            words = escape(passage.sentence[start:end])
            written += f'{escape(passage.sentence[done:start])}<mark title="{role}" style="background:{TINTS[role]}">{words}</mark>'
            done = end
    return written + escape(passage.sentence[done:])
