"""Walks over the parse that several readers share: what governs a noun, what its clause holds, which actors are meant there."""

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.coreference import antecedents
from kg.extract.table import MentionTable
from kg.model import Span

ACTORS = frozenset({"Person", "Organization", "NewsOrganization", "Country", "Delegation", "UnnamedSource", "Actor"})
# Nouns that count events ("a fourth round of talks"): the verb that governs them governs the event.
PARTITIVES = frozenset({"round", "series", "session", "day", "cycle", "hour", "set", "week"})
# Prepositions that relate one event to another in time.
RELATING = frozenset({"after", "since", "before", "until", "following", "despite", "amid", "over"})
# What those who come together at talks do there or fail to do.
REACH_VERBS = frozenset("reach achieve sign agree make fail discuss find exchange".split())


def governor(token: Token) -> Token | None:
    """Return the verb whose subject, object or prepositional object the noun is; a verb governs itself."""
    if token.pos_ == "VERB":
        return token
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in PARTITIVES:
        return governor(head.head)
    if token.dep_ == "pobj" and head.lower_ in {"at", "during"} and head.head.dep_ == "dobj":
        return head.head.head if head.head.head.lemma_ in REACH_VERBS else None  # "reached a deal at the talks"
    if token.dep_ == "pobj" and head.head.pos_ in {"VERB", "AUX"}:
        # "Met two years after the invasion": where and when they met says nothing of the invasion.
        return None if head.lower_ in RELATING else head.head
    return head if token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and head.pos_ in {"VERB", "AUX"} else None


def clause(token: Token) -> Iterator[Token]:
    """Yield `token` and what hangs on it, without the clauses below it that have a verb and subject of their own."""
    yield token
    for child in token.children:
        if child.dep_ in {"ccomp", "advcl", "conj", "parataxis"} and child.pos_ in {"VERB", "AUX"}:
            continue
        yield from clause(child)


def noun_group(head: Token) -> Iterator[Token]:
    """Yield a noun with the words before it and those joined to it by "and", without what follows in clauses."""
    beside = [part for child in head.children if child.dep_ == "appos" for part in (child, *child.conjuncts)]
    for part in [head, *head.conjuncts, *(one for one in beside if one.pos_ == "PROPN")]:
        yield from (token for token in part.subtree if token.i <= part.i)


def sent_by(noun: Token) -> Iterator[Token]:
    """Yield what "of" and "from" say of the plural holders of an office: "the foreign ministers of X and Y"."""
    if noun.tag_ in {"NNS", "NNPS"} and noun.lemma_.lower() in words.OFFICES | words.COLLECTIVES:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
                yield from partners(child)


def partners(preposition: Token) -> list[Token]:
    """Return the tokens of a preposition's object without the clauses inside it."""
    return [token for child in preposition.children for token in clause(child)]


def actors_in(tokens: Iterable[Token], table: MentionTable) -> list[Span]:
    """Return the actors that stand among `tokens`, outermost mentions only; a pronoun stands for its antecedent."""
    found: list[Span] = []
    for token in tokens:
        if table.in_dateline(token):
            continue
        held = next((item for item in table.all_at(token) if item.kind in ACTORS), None)
        if held is not None:
            found += [held.span] if held.kind != "Actor" else held.refers_to
        elif token.pos_ == "PRON" and token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"}:
            found += antecedents(token, table)
    # "Israeli Prime Minister X" is X, and not Israel beside him.
    stands_for = {owner for span in found for owner in (*table[span].represents, *table[span].affiliation)}
    return [span for span in dict.fromkeys(found) if span not in stands_for]
