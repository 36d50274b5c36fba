"""Whether an event is told as something that happens or is fixed, and not only proposed, wished for or denied."""

from spacy.tokens import Token

from kg.extract import vocabulary as words

# Verbs whose object is only planned or talked about: an event named there has not happened.
PLANNING_VERBS = frozenset(
    """propose want demand seek offer call refuse reject urge hope plan agree discuss suggest believe expect prevent avoid stop end
    request ask schedule arrange prepare consider threaten promise rule""".split()
)


def is_hypothetical(token: Token) -> bool:
    """Return whether the event is only proposed, wished for or denied where `token` names it."""
    if token.pos_ == "VERB":
        return any(
            child.dep_ in {"aux", "neg"} and child.lower_ in words.MODALS | {"not", "n't", "n’t", "to"}
            for child in token.children
        )
    if any(child.dep_ == "relcl" and child.tag_ in {"VBD", "VBZ"} for child in token.children):
        return False
    below = token
    for verb in token.ancestors:
        if verb.pos_ in {"VERB", "AUX"}:
            planned = is_definite_talk(token)
            modal = not planned and any(child.dep_ == "aux" and child.lower_ in words.MODALS for child in verb.children)
            is_object = below.dep_ not in {"nsubj", "nsubjpass", "advcl"}
            if modal or (verb.lemma_ in PLANNING_VERBS and is_object):
                return not (verb.lemma_ in words.ATTEND_VERBS | {"end", "stop"} and not modal)
            return bool(verb.dep_ == "xcomp" and verb.head.lemma_ in PLANNING_VERBS)
        below = verb
    return any(child.lower_ in {"no", "any", "without"} for child in token.lefts)


def is_definite_talk(token: Token) -> bool:
    """Return whether a noun names talks that are fixed, if not yet held: "the peace talks", "Geneva talks"."""
    if words.EVENT_NOUNS.get(token.lemma_.lower(), "") not in words.TALK_KINDS or token.pos_ == "VERB":
        return False
    return any(child.lower_ in {"the", "this", "these"} or child.ent_type_ in {"GPE", "FAC"} for child in token.lefts)
