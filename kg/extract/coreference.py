"""What pronouns and noun phrases refer to inside one document, by distance, number and what the words say.

The rules follow the usual salience order of rule-based resolvers (Hobbs 1978; Lappin and Leass 1994): the nearest
candidate that agrees, subjects before objects, nothing further back than a few sentences.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg import knowledge
from kg.extract import vocabulary as words
from kg.extract.table import MentionTable
from kg.model import Mention, Span

SINGULAR_PERSON = frozenset({"he", "she", "him", "her", "his", "hers", "himself", "herself"})
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
# Sentences looked back for the antecedent of a pronoun.
REACH = 4


def sentence_starts(table: MentionTable) -> list[int]:
    """Return the character where each sentence starts, in order."""
    return [sentence.start_char for sentence in table.doc.sents]


def earlier(table: MentionTable, before: int, sentences: int = REACH) -> list[Mention]:
    """Return the mentions that start before character `before` and at most `sentences` back, the nearest sentence first.

    Inside one sentence subjects come before the rest, then the order of the text.
    """
    starts = [start for start in sentence_starts(table) if start < before][-sentences:]
    ranked = []
    for item in table:
        if item.span.start >= before or not starts or item.span.start < starts[0]:
            continue
        distance = sum(start > item.span.start for start in starts)
        subject = table.tokens(item.span).root.dep_ in {"nsubj", "nsubjpass"}
        ranked.append((distance, not subject, -item.span.start if distance == 0 else item.span.start, item))
    return [item for *_, item in sorted(ranked, key=lambda row: row[:3])]


def nearest(candidates: Iterable[Mention], *kinds: str) -> tuple[Span, ...]:
    """Return the span of the first candidate of one of `kinds`, through what it refers to; empty if there is none."""
    for item in candidates:
        if item.kind in kinds and item.form != "demonym":
            return item.refers_to or (item.span,)
    return ()


def antecedents(pronoun: Token, table: MentionTable) -> tuple[Span, ...]:
    """Return the mentions that a third-person pronoun refers to; empty where nothing near agrees."""
    word, candidates = pronoun.lower_, earlier(table, pronoun.idx)
    if word in SINGULAR_PERSON:
        return nearest((item for item in candidates if item.form != "pronoun" and not is_plural(item, table)), "Person")
    if word in NEUTER:
        return nearest(
            (item for item in candidates if not is_plural(item, table)), "Country", "Organization", "NewsOrganization"
        )
    if word in PLURAL:
        several = [item for item in candidates if is_plural(item, table) or len(item.refers_to) > 1]
        return nearest(several, "UnnamedSource", "Delegation", "Actor", "Organization") or nearest(
            candidates, "Organization", "NewsOrganization", "Delegation"
        )
    return ()


def is_plural(item: Mention, table: MentionTable) -> bool:
    """Return whether the head of a nominal mention is a plural noun."""
    return item.form == "nominal" and table.tokens(item.span).root.tag_ in {"NNS", "NNPS"}


def holder_of(office: Token, country: str, table: MentionTable) -> tuple[Span, ...]:
    """Return the person whom "the minister" or "the Turkish president" means: the nearest one before with that office."""
    noun = office.lemma_.lower()
    for item in earlier(table, office.idx, sentences=30):
        if item.kind != "Person" or item.form != "name" or item.role is None:
            continue
        role = item.role.of(table.doc.text).lower()
        if noun in role.split() and (not country or not item.country or item.country == country):
            return (item.span,)
    return ()


def same_building(noun: Token, table: MentionTable) -> tuple[Span, ...]:
    """Return the nearest named building before `noun` whose name ends in the same word ("the palace")."""
    for item in earlier(table, noun.idx, sentences=30):
        if item.kind == "Building" and item.form == "name" and noun.lower_ in knowledge.names.fold(item.text).split():
            return (item.span,)
    return ()


def same_body(noun: Token, table: MentionTable, country: str = "") -> tuple[Span, ...]:
    """Return the nearest body of a state, or of `country`, before `noun` whose head is the same word ("the army")."""
    for item in earlier(table, noun.idx, sentences=30):
        if (
            item.kind == "Organization"
            and not item.refers_to
            and item.represents
            and country in {"", item.country}
            and item.text.lower().split()[-1] == noun.lower_
        ):
            return (item.span,)
    return ()


def parties_before(table: MentionTable, before: int) -> Iterator[tuple[str, Mention]]:
    """Yield who acts in the text before a character, each with what tells one party from another: states and other bodies."""
    for item in table:
        if item.span.start >= before or item.form == "pronoun":
            continue
        state = item.kind in {"Country", "Delegation"} or (item.kind == "Organization" and item.form == "nominal")
        if state and item.country:
            yield item.country, item
        elif item.kind == "Organization" and item.form == "name":
            known = knowledge.lookup(item.text)
            yield known[0].known.id if known else knowledge.names.fold(item.text), item


def two_sides(before: int, table: MentionTable) -> tuple[Span, ...]:
    """Return mentions of the two parties that face each other when the text says "both sides".

    They are the last two that stood joined as partners, as subject or as those between whom something is; else the two
    named most often so far, if each was named at least twice.
    """
    found = list(parties_before(table, before))
    pairs = zip(found, found[1:], strict=False)
    joined = [
        (left, right) for (one, left), (other, right) in pairs if one != other and are_partners(left, right, table)
    ]
    if joined:
        return (joined[-1][0].span, joined[-1][1].span)
    counts = Counter(party for party, _ in found)
    # A stable order among equals: the party that was named first comes first.
    order = list(dict.fromkeys(party for party, _ in found))
    top = [
        party
        for party in sorted(counts, key=lambda party: (-counts[party], order.index(party)))[:2]
        if counts[party] > 1
    ]
    if len(top) < 2:
        return ()
    return tuple(next(item.span for party, item in reversed(found) if party == one) for one in top)


def are_partners(left: Mention, right: Mention, table: MentionTable) -> bool:
    """Return whether two joined mentions are what the clause is about: its subject, or what talks are "between"."""
    if not are_joined(left, right, table):
        return False
    head = table.tokens(left.span).root
    while head.dep_ in {"amod", "compound", "nmod", "poss", "conj"} and head.head is not head:
        head = head.head
    return head.dep_ in {"nsubj", "nsubjpass", "ROOT"} or (
        head.dep_ == "pobj" and head.head.lower_ in {"between", "by"}
    )


def are_joined(left: Mention, right: Mention, table: MentionTable) -> bool:
    """Return whether two mentions stand side by side as partners ("Russian and Ukrainian", "Moscow with Kyiv")."""
    between = table.doc.text[left.span.end : right.span.start].strip().lower()
    return between in {"and", ",", "with", "-", "–", "—", "and the", "'s and", "’s and"}


def is_collective(noun: Token) -> bool:
    """Return whether a noun phrase means all parties at once: "both sides", "the two delegations", "the parties"."""
    if noun.lemma_.lower() not in words.COLLECTIVES or noun.tag_ not in {"NNS", "NNPS"}:
        return False
    lead = {child.lower_ for child in noun.lefts}
    return bool(lead & {"both", "two"}) or (noun.lower_ in {"sides", "parties"} and bool(lead & {"the", "all"}))
