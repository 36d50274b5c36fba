"""What was spoken of before a place in the text: the mentions of the last sentences, in the order in which they are meant.

Words between quotation marks are somebody else's: from outside, a pronoun seldom refers into them, and a sentence that is
quoted throughout does not count when we look back.
"""

from bisect import bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from kg.extract.gender import genders_of_surnames
from kg.extract.quotes import find_quotes
from kg.extract.table import MentionTable
from kg.model import Mention, Span

# Sentences looked back for the antecedent of a pronoun.
REACH = 4
_KEY = "parley_layout"


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the sentences of a document start, and which of its tokens stand between quotation marks."""

    starts: tuple[int, ...]  # characters
    spoken: tuple[bool, ...]  # of each sentence, whether all of it is quoted
    quoted: frozenset[int]  # numbers of tokens
    genders: dict[str, str]  # of surnames


def layout(table: MentionTable) -> Layout:
    """Return the layout of a document, read once and kept with it."""
    doc = table.doc
    if _KEY not in doc.user_data:
        doc.user_data[_KEY] = read_layout(doc, table)
    found: Layout = doc.user_data[_KEY]
    return found


def read_layout(doc: Doc, table: MentionTable) -> Layout:
    """Return the layout of a document whose names are in `table`."""
    quoted = frozenset(place for quote in find_quotes(doc) if quote.speech for place in range(quote.start, quote.end))
    sentences = list(doc.sents)
    spoken = tuple(
        all(token.i in quoted for token in sentence if not (token.is_space or token.is_punct)) for sentence in sentences
    )
    return Layout(tuple(sentence.start_char for sentence in sentences), spoken, quoted, genders_of_surnames(table))


def first_in_reach(plan: Layout, before: int, sentences: int) -> int:
    """Return the character where the earliest of the last `sentences` that are not quoted throughout starts."""
    place = bisect_right(plan.starts, max(before - 1, 0)) - 1
    left = sentences
    while place > 0:
        left -= not plan.spoken[place]
        if left <= 0:
            break
        place -= 1
    return plan.starts[max(place, 0)]


def earlier(table: MentionTable, before: int, sentences: int = REACH) -> list[Mention]:
    """Return the mentions that start before character `before` and at most `sentences` back, the nearest sentence first.

    Inside one sentence subjects come before the rest, then the order of the text. For a place outside quotation marks,
    what stands between such marks comes last.
    """
    plan = layout(table)
    start = first_in_reach(plan, before, sentences) if plan.starts else before
    here = bisect_right(plan.starts, max(before - 1, 0))
    outside = not is_quoted(before, table)
    ranked = []
    for item in table.inside(Span(start, before)):
        root = table.tokens(item.span).root
        distance = here - bisect_right(plan.starts, item.span.start)
        buried = outside and root.i in plan.quoted
        order = -item.span.start if distance == 0 else item.span.start
        ranked.append((buried, distance, not is_subject(root), order, item))
    return [item for *_, item in sorted(ranked, key=lambda row: row[:4])]


def is_quoted(place: int, table: MentionTable) -> bool:
    """Return whether the token at a character stands between quotation marks."""
    found = table.doc.char_span(place, place + 1, alignment_mode="expand")
    return found is not None and found.start in layout(table).quoted


def is_subject(token: Token) -> bool:
    """Return whether a token is the subject of a clause."""
    return token.dep_ in {"nsubj", "nsubjpass"}
