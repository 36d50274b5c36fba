"""Whether an event is told as something that happens or is fixed, and not only proposed, wished for, denied or called off."""

from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.clauses import PARTITIVES, joined_verbs

# Verbs whose object is only planned or talked about: an event named there has not happened.
PLANNING_VERBS = frozenset(
    """propose want demand seek offer call refuse reject urge hope plan agree discuss suggest believe expect prevent avoid stop end
    request ask schedule arrange prepare consider threaten promise rule exclude""".split()
)
# Verbs whose clause is only wished for: "X proposed that both sides meet".
WISHING_VERBS = frozenset("insist propose want demand seek urge hope suggest recommend request ask invite call".split())
# Words before a noun that leave open whether there is such a thing.
OPEN = frozenset("no any possible eventual potential hypothetical proposed cancelled canceled postponed".split())
OPEN_PREDICATES = frozenset("possible impossible likely unlikely conceivable necessary needed desirable thinkable".split())
CANCELLING = frozenset("cancel postpone scrap shelve".split())
CANCELLING_WITH = {("call", "off"), ("put", "off")}
# Verbs by which something takes place, with the noun as subject and as object.
OCCURRING = frozenset("take hold happen occur begin start convene schedule plan foresee envisage expect".split())
# "Urged in a talk", "agreed at the meeting": what happened there and then is no object.
DURING = frozenset("in at during after following before since as".split())
HOLDING = frozenset("hold have conduct schedule plan foresee envisage".split())
# Verbs for what somebody thinks of talks in general: "supports dialogue".
FAVOURING = frozenset("support favour favor back encourage advocate need".split())
TALKS = frozenset(noun for noun, kind in words.EVENT_NOUNS.items() if kind in words.TALK_KINDS) | frozenset(
    "round cycle table roundtable conversation".split()
)
PLACES_AND_TIMES = frozenset({"DATE", "TIME", "GPE", "FAC", "LOC"})


def is_hypothetical(token: Token) -> bool:
    """Return whether the event is only proposed, wished for, denied or called off where `token` names it."""
    if token.pos_ == "VERB":
        return is_open_verb(token)
    if opening_words(token) & OPEN or (token.dep_ == "pobj" and token.head.lower_ == "without"):
        return True
    if any(child.dep_ == "relcl" and child.tag_ in {"VBD", "VBZ"} for child in token.children):
        return False
    below = token
    for verb in token.ancestors:
        if verb.pos_ in {"VERB", "AUX"}:
            return is_open_under(verb, below, token)
        if any(child.lower_ == "no" for child in verb.lefts):
            return True  # "no ground for formal negotiations"
        below = verb
    return False


def opening_words(noun: Token) -> set[str]:
    """Return the words before an event noun, and before "round" in "the next round of talks"."""
    holder = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    counted = [holder] if holder.lemma_ in PARTITIVES else []
    return {child.lower_ for one in (noun, *counted) for child in one.lefts}


def is_open_verb(verb: Token) -> bool:
    """Return whether a verb of meeting is negated, only possible or wished for; "will meet on Friday" is fixed."""
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "neg"}}
    if helpers & {"not", "n't", "n’t", "never", "to"} or helpers & (words.MODALS - {"will"}):
        return True
    if verb.dep_ in {"ccomp", "xcomp"} and verb.head.lemma_ in WISHING_VERBS:
        return True
    return "will" in helpers and not is_placed(verb)


def is_placed(verb: Token) -> bool:
    """Return whether a clause without "if" says where or when."""
    if any(child.lower_ in {"if", "unless"} for child in verb.subtree):
        return False
    return any(
        part.ent_type_ in PLACES_AND_TIMES
        for child in verb.children
        if child.dep_ in {"prep", "npadvmod"}
        for part in child.subtree
    )


def is_open_under(verb: Token, below: Token, token: Token) -> bool:
    """Return whether the verb above a noun leaves open whether the event is; `below` is the verb's child on the way there."""
    is_subject = below.dep_ in {"nsubj", "nsubjpass"}
    is_it = below is token or below.lemma_ in PARTITIVES
    # "The round, foreseen for Friday, was postponed" may be parsed with the wrong verb on top.
    above = [verb.head] if verb.tag_ == "VBN" and verb.dep_ == "ccomp" else []
    also = [*joined_verbs(verb), *above] if is_subject else []
    if is_it and (any(is_called_off(one, is_subject) for one in (verb, *also)) or is_denied(verb, is_subject)):
        return True
    if is_bare(token) and (is_under_negation(verb) or (verb.lemma_ in FAVOURING and not is_subject)):
        return True
    if is_conditional(verb):
        return True
    firm = is_definite_talk(token) or (token.lemma_.lower() in TALKS and is_placed(verb))
    helpers = {child.lower_ for child in verb.children if child.dep_ == "aux"}
    modal = bool(helpers & (words.MODALS - {"will"})) and not is_definite_talk(token)
    modal = modal or ("will" in helpers and not firm)
    is_object = not is_subject and below.dep_ != "advcl" and not (below.dep_ == "prep" and below.lower_ in DURING)
    if modal or (verb.lemma_ in PLANNING_VERBS and is_object):
        return not (verb.lemma_ in words.ATTEND_VERBS | {"end", "stop"} and not modal)
    if verb.lemma_ == "be" and is_subject and any(
        child.dep_ == "acomp" and child.lower_ in OPEN_PREDICATES for child in verb.children
    ):
        return True
    return bool(verb.dep_ == "xcomp" and verb.head.lemma_ in PLANNING_VERBS) or is_wished(verb, is_subject)


def is_bare(noun: Token) -> bool:
    """Return whether a noun has neither an article nor anybody or anything named that would make it a certain event."""
    named = any(child.ent_type_ in PLACES_AND_TIMES for child in noun.subtree)
    return not named and not any(child.dep_ in {"det", "poss"} for child in noun.lefts)


def is_under_negation(verb: Token) -> bool:
    """Return whether a verb is negated."""
    return any(child.dep_ == "neg" for child in verb.children)


def is_conditional(verb: Token) -> bool:
    """Return whether a clause says what happens only if something else does."""
    return any(
        child.dep_ == "advcl" and any(mark.lower_ in {"if", "unless"} for mark in child.children if mark.dep_ == "mark")
        for child in verb.children
    )


def is_wished(verb: Token, is_subject: bool) -> bool:
    """Return whether the clause that an event is the object of is only wished for: "proposed that both sides hold a meeting"."""
    if verb.dep_ != "ccomp" or verb.head.lemma_ not in WISHING_VERBS:
        return False
    subjunctive = any(child.dep_ == "auxpass" and child.lower_ == "be" for child in verb.children)
    return subjunctive or (not is_subject and verb.tag_ in {"VB", "VBP"})


def is_called_off(verb: Token, is_subject: bool) -> bool:
    """Return whether a verb says that its object, or the subject of its passive, does not take place as planned."""
    particles = {(verb.lemma_, child.lower_) for child in verb.children if child.dep_ == "prt"}
    if verb.lemma_ not in CANCELLING and not particles & CANCELLING_WITH:
        return False
    return not is_subject or verb.tag_ == "VBN"


def is_denied(verb: Token, is_subject: bool) -> bool:
    """Return whether a verb says that an event did not take place or is not held."""
    return is_under_negation(verb) and verb.lemma_ in (OCCURRING if is_subject else HOLDING)


def is_definite_talk(token: Token) -> bool:
    """Return whether a noun names talks that are fixed, if not yet held: "the peace talks", "Geneva talks"."""
    if words.EVENT_NOUNS.get(token.lemma_.lower(), "") not in words.TALK_KINDS or token.pos_ == "VERB":
        return False
    return any(child.lower_ in {"the", "this", "these"} or child.ent_type_ in {"GPE", "FAC"} for child in token.lefts)
