"""Agreements, demands and the like that a text tells twice, in more and in fewer words."""

from kg.extract.table import MentionTable
from kg.model import Position, Span

# Two agreements whose subjects share this much of the smaller's content words are one told twice.
SAME_SUBJECT = 0.6
# A subject of fewer content words ("reconsider") says too little to be kept.
FEWEST_WORDS = 2


def codes(span: Span, table: MentionTable) -> set[str]:
    """Return the countries a mention means or acts for."""
    item = table[span]
    near = [table[other] for other in (*item.refers_to, *item.represents) if other in table]
    return {code for code in (item.country, *(other.country for other in near)) if code}


def content_words(span: Span, table: MentionTable) -> set[str]:
    """Return the lemmas of the nouns, verbs, adjectives and numbers in a span."""
    return {
        token.lemma_.lower() for token in table.tokens(span) if token.pos_ in {"NOUN", "VERB", "NUM", "PROPN", "ADJ"}
    }


def told_once(found: list[Position], table: MentionTable) -> list[Position]:
    """Return positions without those that only repeat another of the same kind with fewer words."""
    kept: list[Position] = []
    # Of two that say as much the later is kept: the first may be the headline.
    for item in sorted(found, key=lambda item: (-len(content_words(item.subject, table)), -item.span.start)):
        mine = content_words(item.subject, table)
        twin = any(same_matter(item, mine, other, table) for other in kept)
        if not twin and (len(mine) >= FEWEST_WORDS or item.quantity or is_thing_demanded(item, table)):
            kept.append(item)
    return sorted(kept, key=lambda item: item.span)


def is_thing_demanded(item: Position, table: MentionTable) -> bool:
    """Return whether a demand is for one thing ("demanded visas")."""
    return item.kind == "Demand" and [token.pos_ for token in table.tokens(item.subject)] == ["NOUN"]


def same_matter(item: Position, mine: set[str], other: Position, table: MentionTable) -> bool:
    """Return whether two positions of one kind speak of the same thing by the same parties."""
    theirs = content_words(other.subject, table)
    if item.kind != other.kind or not mine:
        return item.kind == other.kind and other.span.covers(item.subject)
    ours, others = (
        {code for span in (*side.parties, *side.by) for code in codes(span, table)} for side in (item, other)
    )
    return len(mine & theirs) >= SAME_SUBJECT * len(mine) and (not ours or not others or bool(ours & others))
