"""Statements that the learned finder overlooks although a verb of diplomacy makes them: demands, offers, refusals, threats.

The finder was trained on news of an election, in which few sides demand, offer or refuse anything. The rules over the
parse are asked about such verbs alone, and only where the finder has left all of their words to nobody.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from kg.extract import attribution
from kg.extract.attribution_quotes import Quotations
from kg.extract.quotes import find_quotes
from kg.model import Attribution

VERBS = frozenset(
    """demand urge call warn threaten accuse propose offer refuse reject promise pledge vow insist announce confirm deny
    condemn request appeal agree accept suggest declare stress reiterate""".split()
)
# How sure the rules must be. On the articles of PolNeAR that were held out, they add almost nothing above it.
SURE = 0.6


def with_overlooked(found: list[Attribution], doc: Doc) -> list[Attribution]:
    """Return attributions with those that a verb of diplomacy makes of words that no other holds, in the order of their cues."""
    taken = {place for one in found for span in (*one.cue, *one.content) for place in range(span.start, span.end)}
    heads = [token.i for token in doc if token.lemma_ in VERBS and token.idx not in taken and has_subject(token)]
    if not heads:
        return found
    more = [one for one in by_rules(doc, heads) if one.confidence >= SURE and one.source and is_free(one, taken)]
    return sorted([*found, *more], key=lambda one: (one.cue or one.content)[0])


def has_subject(verb: Token) -> bool:
    """Return whether a finite verb has a subject that is a name or a noun, and no verb above it reports it."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    named = subject is not None and subject.pos_ in {"NOUN", "PROPN"}
    return named and verb.pos_ == "VERB" and verb.dep_ in {"ROOT", "conj", "advcl", "relcl", "parataxis"}


def by_rules(doc: Doc, heads: list[int]) -> Iterator[Attribution]:
    """Yield the attributions that the rules find at these heads."""
    judged = attribution.judge(doc, Quotations(doc, find_quotes(doc)), heads)
    for one in attribution.select(doc, judged):
        yield attribution.attribution(doc, one)


def is_free(one: Attribution, taken: set[int]) -> bool:
    """Return whether no other attribution holds a character of this one's cue or content."""
    return all(taken.isdisjoint(range(span.start, span.end)) for span in (*one.cue, *one.content))
