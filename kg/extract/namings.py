"""Which nouns and verbs name events, and of which class: "a round of talks", "met", "a telephone conversation", "signed the accord"."""

import re

from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.clauses import ACTORS, PARTITIVES
from kg.extract.happened import opening_words
from kg.extract.surroundings import PLACES
from kg.extract.table import MentionTable

# Nouns that use an event noun for something else ("prisoners of war", "a call for restraint").
NOT_EVENT_AFTER = {"war": frozenset({"prisoner", "pow", "crime", "minister", "man"})}
# What makes a talk a call, before the noun or behind "by" and "over".
TELEPHONE = frozenset("phone telephone video videoconference".split())
CALL_NOUNS = frozenset("call talk conversation discussion dialogue".split())
CALL_VERBS = frozenset("speak talk discuss confer converse".split())
BY = frozenset("by over on via".split())
# Nouns that stand for talks alone: "the next round".
ROUNDS = frozenset({"round", "cycle"})
SIGNING_VERBS = frozenset("sign initial ink".split())
ORDINALS = frozenset("first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split())
NUMBERED = re.compile(r"\d+(?:st|nd|rd|th)")
# Words for another event than the one that is spoken of.
SHIFTS = {
    "next": frozenset("next coming upcoming".split()),
    "previous": frozenset("previous earlier last past preceding".split()),
    "other": frozenset("another other further".split()),
}


def order(noun: Token) -> str:
    """Return which of several events the words before a noun mean: "fourth", "next", "previous"; empty where they do not say."""
    lead = opening_words(noun)
    ordinal = next((word for word in sorted(lead) if word in ORDINALS or NUMBERED.fullmatch(word)), "")
    return ordinal or next((name for name, words_ in SHIFTS.items() if lead & words_), "")


def noun_kind(token: Token, table: MentionTable) -> str:
    """Return the class of event that a noun names, or "" if it names none here."""
    lemma = token.lemma_.lower()
    if token.pos_ not in {"NOUN", "PROPN"} or token.dep_ in {"compound", "nmod", "amod"}:
        return ""
    held = table.at(token)
    if held is not None and held.kind in ACTORS - {"Actor"}:
        return ""
    if is_call(token):
        return "Call"
    if is_round(token) or is_round_table(token):
        return "Negotiation"
    if lemma not in words.EVENT_NOUNS or lemma == "call":
        return ""
    if token.dep_ == "pobj" and token.head.head.lemma_.lower() in NOT_EVENT_AFTER.get(lemma, ()):
        return ""
    if lemma == "talk" and token.tag_ not in {"NNS", "NNPS"} and not is_badly_plural(token):
        return ""
    if lemma == "conference" and {child.lower_ for child in token.lefts} & {"press", "news"}:
        return ""
    return words.EVENT_NOUNS[lemma]


def is_call(noun: Token) -> bool:
    """Return whether a noun names a talk by telephone: "a telephone talk", "a conversation by phone"."""
    lemma = noun.lemma_.lower()
    lead = {child.lower_ for child in noun.lefts}
    if lemma not in CALL_NOUNS:
        return False
    return bool(lead & TELEPHONE) or (lemma == "call" and "conference" in lead) or is_by_phone(noun)


def is_by_phone(token: Token) -> bool:
    """Return whether "by phone" or "over the telephone" hangs on a noun or verb."""
    return any(
        grand.lemma_.lower() in TELEPHONE for child in token.children if child.lower_ in BY for grand in child.children
    )


def is_round(noun: Token) -> bool:
    """Return whether "round" or "cycle" alone means talks of which the text speaks: "The next round will be held in …"."""
    if noun.lemma_.lower() not in ROUNDS or any(child.lower_ == "of" for child in noun.rights):
        return False
    told = any(words.EVENT_NOUNS.get(token.lemma_.lower()) in words.TALK_KINDS for token in noun.doc)
    return told and (bool(order(noun)) or any(child.lower_ == "the" for child in noun.lefts))


def is_round_table(noun: Token) -> bool:
    """Return whether a noun is a round table at which parties talk."""
    before = noun.doc[noun.i - 1].lower_ if noun.i else ""
    return noun.lower_ == "roundtable" or (noun.lower_ == "table" and (before == "round" or noun.lower_ == "round-table"))


def is_badly_plural(talk: Token) -> bool:
    """Return whether "talk" stands for talks, as bad translations have it: "a round of talk", "trade talk between X and Y"."""
    partners = any(child.dep_ == "prep" and child.lower_ in {"between", "with"} for child in talk.children)
    counted = talk.dep_ == "pobj" and talk.head.lower_ == "of" and talk.head.head.lemma_ in PARTITIVES
    return counted or (partners and any(child.dep_ == "compound" for child in talk.lefts))


def verb_kind(token: Token, table: MentionTable) -> str:
    """Return the class of event that a verb tells of, or ""."""
    if token.pos_ != "VERB":
        return ""
    lemma = token.lemma_.lower()
    objects = [child for child in token.children if child.dep_ == "dobj"]
    # "Met the envoy Carla Ruiz": the name stands in apposition.
    heads = [part for child in objects for part in (child, *(one for one in child.children if one.dep_ == "appos"))]
    named = {item.kind for part in heads if (item := table.at(part)) is not None}
    if lemma in words.GO_BETWEEN_VERBS and any(child.lower_ == "between" for child in token.children):
        return "Negotiation"
    if lemma in CALL_VERBS and is_by_phone(token):
        return "Call"
    if lemma in SIGNING_VERBS and is_signed(token):
        return "Signing"
    if lemma == "receive" and named & {"Person", "Delegation"}:
        return "Meeting"
    if lemma in words.MEETING_VERBS:
        partner = any(child.lower_ == "with" for child in token.children)
        several = any(is_several(child) for child in token.children if child.dep_ == "nsubj")
        talks_to = lemma not in {"talk", "negotiate"} or partner
        with_actor = bool(named & ACTORS) or (not objects and (partner or several))
        return words.MEETING_VERBS[lemma] if talks_to and with_actor else ""
    return words.FORCE_VERBS[lemma] if lemma in words.FORCE_VERBS and named & PLACES else ""


def is_signed(verb: Token) -> bool:
    """Return whether what is signed is a paper that settles something: "signed a protocol", "the document was signed"."""
    if verb.tag_ == "VBN" and not any(child.dep_ in {"aux", "auxpass", "nsubj"} for child in verb.children):
        return False  # "once signed", "the declaration signed in 2015"
    papers = [child for child in verb.children if child.dep_ in {"dobj", "nsubjpass"}]
    papers += [verb.head] if verb.dep_ == "relcl" else []  # "a truce, which was signed by …"
    return any(noun.lemma_.lower() in words.PAPERS | {"agreement", "deal", "accord"} for noun in papers)


def is_several(subject: Token) -> bool:
    """Return whether a subject is more than one: a plural, a coordination, a delegation."""
    return (
        subject.tag_ in {"NNS", "NNPS"}
        or bool(list(subject.conjuncts))
        or subject.lemma_.lower() in {"delegation", "they", "team"}
        or any(child.dep_ == "compound" and child.tag_ in {"NNS", "NNPS"} for child in subject.lefts)
    )
