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
# What those who have come together do jointly afterwards, with what they settled as object.
JOINT_VERBS = REACH_VERBS - {"discuss", "fail"} | frozenset("issue release publish adopt conclude announce".split())
JOINT_WORKS = frozenset(
    "statement declaration communique communiqué agreement deal accord document memorandum protocol truce ceasefire".split()
)
# "At the end of the talks" is at the talks.
PHASES = frozenset("end close conclusion closing completion".split())
AT_TALKS = frozenset("after following at during in".split())


def governor(token: Token) -> Token | None:
    """Return the verb whose subject, object or prepositional object the noun is; a verb governs itself."""
    if token.pos_ == "VERB":
        return token
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in PARTITIVES:
        return governor(head.head)
    if token.dep_ == "pobj" and head.head.lower_ in {"part", "participation"} and head.head.dep_ == "dobj":
        return head.head.head  # "took part in the talks"
    if token.dep_ == "pobj" and head.lower_ in {"at", "during"} and head.head.dep_ == "dobj":
        return head.head.head if head.head.head.lemma_ in REACH_VERBS else None  # "reached a deal at the talks"
    if token.dep_ == "pobj" and head.head.pos_ in {"VERB", "AUX"}:
        # "Met two years after the invasion": where and when they met says nothing of the invasion.
        return None if head.lower_ in RELATING else head.head
    return head if token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and head.pos_ in {"VERB", "AUX"} else None


def joint_act(token: Token) -> Token | None:
    """Return the verb of what its subjects did together after or at the event: "issued a joint statement after two days of talks"."""
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in PARTITIVES | PHASES:
        return joint_act(head.head)
    if token.dep_ == "dobj" and token.lemma_ in PHASES and head.lemma_ in JOINT_VERBS:
        return head  # "announced the conclusion of the talks"
    if token.dep_ != "pobj" or head.lower_ not in AT_TALKS:
        return None
    verb = head.head.head if head.head.dep_ == "dobj" else head.head
    if verb.lemma_ not in JOINT_VERBS or verb.pos_ != "VERB":
        return None
    works = any(child.dep_ == "dobj" and child.lemma_.lower() in JOINT_WORKS for child in verb.children)
    return verb if works or verb.lemma_ == "agree" else None


def joined_verbs(verb: Token) -> list[Token]:
    """Return the verbs joined to a verb that share its subject: "lasted three hours and took place in …"."""
    return [
        one
        for one in verb.conjuncts
        if one.i > verb.i and one.pos_ == "VERB" and not any(child.dep_ in {"nsubj", "nsubjpass"} for child in one.children)
    ]


def clause(token: Token) -> Iterator[Token]:
    """Yield `token` and what hangs on it, without the clauses below it that have a verb and subject of their own."""
    yield token
    for child in token.children:
        if child.dep_ in {"ccomp", "advcl", "conj", "parataxis"} and child.pos_ in {"VERB", "AUX"}:
            continue
        yield from clause(child)


def noun_group(head: Token) -> Iterator[Token]:
    """Yield a noun with the words before it and those joined to it by "and", without what follows in clauses."""
    beside = [
        part
        for one in (head, *head.conjuncts)
        for child in one.children
        if child.dep_ == "appos"
        for part in (child, *child.conjuncts)
    ]
    for part in [head, *head.conjuncts, *(one for one in beside if one.pos_ == "PROPN")]:
        yield from (token for token in part.subtree if token.i <= part.i)


def sent_by(noun: Token) -> Iterator[Token]:
    """Yield what "of" and "from" say of the plural holders of an office: "the foreign ministers of X and Y"."""
    # "Special representatives Anna Berg of X and Carla Ruiz of Y" are read as one name.
    held = [child for child in noun.lefts if child.dep_ == "compound" and child.lemma_.lower() in words.OFFICES]
    plural = any(one.tag_ in {"NNS", "NNPS"} for one in held)
    if plural or (noun.tag_ in {"NNS", "NNPS"} and noun.lemma_.lower() in words.OFFICES | words.COLLECTIVES):
        # "The ministers for foreign affairs of X and Y": what they are of hangs on what they are for.
        areas = [grand for child in noun.children if child.lower_ == "for" for grand in child.children]
        for child in [child for one in (noun, *areas) for child in one.children]:
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
