"""The parts of an attribution, cut and exchanged: what its source, cue and content are made of."""

from dataclasses import replace

from spacy.tokens import Token

from kg.extract.table import MentionTable
from kg.model import Attribution, Span


def verb_of(found: Attribution, table: MentionTable) -> Token | None:
    """Return the first verb of a cue."""
    return next((token for span in found.cue for token in table.tokens(span) if token.pos_ == "VERB"), None)


def cut(content: tuple[Span, ...], source: Span) -> tuple[Span, ...]:
    """Return the parts of a content that stand clear of a source, and what a part holds before or behind it."""
    parts: list[Span] = []
    for part in content:
        if not part.overlaps(source):
            parts.append(part)
        else:
            parts += [Span(part.start, source.start), Span(source.end, part.end)]
    return tuple(part for part in parts if part.start < part.end)


def bare(span: Span, table: MentionTable) -> Span:
    """Return a span without blanks and marks around its words; quotation marks are kept."""
    text = span.of(table.text)
    start = len(text) - len(text.lstrip(" ,;:–—-\n"))
    return Span(span.start + start, span.start + max(start, len(text.rstrip(" ,;:–—-\n"))))


def clear_of(content: tuple[Span, ...], away: Span, table: MentionTable) -> tuple[Span, ...]:
    """Return the words of a content that stand clear of a span."""
    parts = (bare(part, table) for part in cut(content, away))
    return tuple(part for part in parts if any(char.isalpha() for char in part.of(table.text)))


def with_source(found: Attribution, source: Span, table: MentionTable) -> Attribution:
    """Return an attribution with another source, its content clear of it; as it is where nothing of the content would be left."""
    content = clear_of(found.content, source, table)
    return replace(found, source=(source,), content=content) if content else found
