"""The words for what is agreed, demanded, proposed or refused: clauses, objects and phrases of verbs and nouns."""

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

LONGEST_SUBJECT = 60  # tokens


def object_of(verb: Token) -> SpacySpan | None:
    """Return the words for what is agreed, demanded or refused: a clause, an infinitive, an object, or "on" and "for" phrases."""
    children = list(verb.children)
    for dep in ("ccomp", "xcomp", "dobj", "prep", "advcl"):
        for child in children:
            if child.dep_ != dep or child.i < verb.i:
                continue
            if dep == "prep" and child.lower_ not in {"on", "for", "to", "upon", "with"}:
                continue
            if dep == "dobj" and any(other.dep_ in {"xcomp", "ccomp"} and other.i > child.i for other in children):
                continue
            return with_lost_object(within_sentence(child), child)
    return None


def with_lost_object(matter: SpacySpan | None, verb: Token) -> SpacySpan | None:
    """Return the words with the noun right behind them that the parse takes for the subject of the next verb.

    "Agreed to extend for six months the truce, informed the parties": what is extended is the truce.
    """
    if matter is None or verb.pos_ != "VERB" or any(child.dep_ in {"dobj", "ccomp", "xcomp"} for child in verb.children):
        return matter
    doc, end = matter.doc, matter.end
    if end >= verb.sent.end or doc[end].pos_ not in {"DET", "ADJ", "NOUN", "PROPN"}:
        return matter
    noun = doc[end]
    while noun.head.pos_ in {"NOUN", "PROPN", "ADJ"} and noun.head.i > noun.i:
        noun = noun.head
    if noun.dep_ != "nsubj" or noun.left_edge.i != end or noun.head.i < noun.i:
        return matter
    last = noun.right_edge.i
    while last > noun.i and doc[last].is_punct:
        last -= 1
    return doc[matter.start : last + 1]


def complement_of(noun: Token, clause_only: bool) -> SpacySpan | None:
    """Return the words that say what a demand or deal is: its clause, or else its "for", "on" or "to" phrase."""
    for child in noun.children:
        if child.i > noun.i and child.dep_ in {"acl", "ccomp"} and child.pos_ in {"VERB", "AUX"}:
            return within_sentence(child)
    for child in noun.children if not clause_only else ():
        if child.i > noun.i and child.dep_ == "prep" and child.lower_ in {"for", "on", "to"}:
            return within_sentence(child)
    return None


def paper(noun: Token, verb: Token, purpose: SpacySpan | None) -> SpacySpan | None:
    """Return what a paper that was signed is called by more than its kind: "a declaration of principles", "a peace treaty".

    A purpose right behind belongs to it: "a declaration of commitment to protect the civilians".
    """
    if verb.tag_ not in {"VBD", "VBN", "VBP", "VBZ"} or verb.dep_ in {"xcomp", "ccomp"}:
        return None
    start = min([noun.i, *(child.left_edge.i for child in noun.lefts if child.dep_ in {"amod", "compound"})])
    more = [child for child in noun.children if child.dep_ == "prep" and child.lower_ in {"of", "about", "on"}]
    after = noun.doc[noun.i + 1 : max([noun.i, *(child.right_edge.i for child in more)]) + 1]
    end = next((token.i for token in after if token.is_punct), after.end)
    if more and purpose is not None and 0 <= purpose.start - end <= 1:
        end = purpose.end
    return noun.doc[start:end] if end > start + 1 else None


def purpose_of(verb: Token) -> SpacySpan | None:
    """Return the infinitive that says what was reached or signed for, where it hangs on the verb."""
    found = (
        child for child in verb.children if child.dep_ in {"advcl", "xcomp"} and child.i > verb.i and child.tag_ == "VB"
    )
    purpose = next(found, None)
    return within_sentence(purpose) if purpose is not None else None


def predicate_of(noun: Token) -> SpacySpan | None:
    """Return what a noun is said to be ("Kyiv's priority was a ceasefire"), or None."""
    if noun.dep_ != "nsubj" or noun.head.lemma_ != "be":
        return None
    found = (
        child
        for child in noun.head.children
        if child.dep_ in {"attr", "xcomp", "ccomp", "acomp"} and child.i > noun.head.i
    )
    predicate = next(found, None)
    return within_sentence(predicate) if predicate is not None else None


def within_sentence(head: Token) -> SpacySpan | None:
    """Return the words of a subtree, without punctuation and linking words at its edges."""
    start, end = head.left_edge.i, min(head.right_edge.i + 1, head.left_edge.i + LONGEST_SUBJECT)
    doc = head.doc
    while start < end and (
        doc[start].is_punct or doc[start].is_space or doc[start].lower_ in {"to", "that", "on", "for", "upon"}
    ):
        start += 1
    while end > start and (doc[end - 1].is_space or doc[end - 1].text in {".", ",", ";", ":"}):
        end -= 1
    return doc[start:end] if start < end else None
