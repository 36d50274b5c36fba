"""Where a content ends: before what the sentence goes on to tell after the statement ("said she would, and the market fell")."""

from dataclasses import replace

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from kg.extract.quotes import CLOSING, OPENING
from kg.model import Attribution, Span

FINITE = frozenset({"VBD", "VBP", "VBZ", "MD"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
MARKS = OPENING | CLOSING | {'"'}
# Words that must be left of a content.
LEAST = 2


def ended(found: Attribution, doc: Doc) -> Attribution:
    """Return an attribution whose last content stops where another clause is joined to the cue, not to the content.

    Such a clause has a subject of its own, or a finite verb where the content is an infinitive. Contents before their cue
    and those with quotation marks are left as they are.
    """
    if not found.cue or found.content[-1].start < found.cue[-1].end:
        return found
    found = short_of_governor(found, doc)
    last = found.content[-1]
    tokens = doc.char_span(last.start, last.end, alignment_mode="expand")
    if tokens is None or any(mark in tokens.text for mark in MARKS):
        return found
    cue = {
        token.i for span in found.cue for token in doc.char_span(span.start, span.end, alignment_mode="expand") or ()
    }
    infinitive = tokens[0].tag_ == "TO"
    for token in tokens[LEAST:]:
        joined = token.dep_ == "conj" and token.head.i in cue and is_clause(token, infinitive)
        if joined and not goes_on_about_it(token, tokens):
            end = clause_start(token, doc, tokens.start)
            if end >= tokens.start + LEAST:
                return replace(
                    found, content=(*found.content[:-1], Span(last.start, doc[end - 1].idx + len(doc[end - 1])))
                )
    return found


def short_of_governor(found: Attribution, doc: Doc) -> Attribution:
    """Return an attribution whose cue is the subject of a verb with the content cut before that verb.

    "Cuba's demand that the port be opened was rejected" does not demand that it be rejected.
    """
    cue = doc.char_span(found.cue[-1].start, found.cue[-1].end, alignment_mode="expand")
    noun = cue.root if cue is not None else None
    last = found.content[-1]
    if noun is None or noun.pos_ != "NOUN" or noun.dep_ not in SUBJECTS:
        return found
    verb = noun.head
    group = [verb, *(kid for kid in verb.children if kid.dep_ in {"aux", "auxpass", "neg", "advmod"} and kid.i > noun.i)]
    start = min(token.idx for token in group)
    if not last.start < start < last.end:
        return found
    kept = Span(last.start, last.start + len(last.of(doc.text[: start]).rstrip()))
    return replace(found, content=(*found.content[:-1], kept)) if kept.end > kept.start else found


def goes_on_about_it(verb: Token, content: SpacySpan) -> bool:
    """Return whether a joined clause is about the "it" that the content began with: "said that it waits and it does not …"."""
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    before = (token for token in content if token.i < verb.i and token.dep_ in SUBJECTS and token is not subject)
    return subject is not None and subject.lower_ == "it" and any(token.lower_ == "it" for token in before)


def is_clause(token: Token, infinitive: bool) -> bool:
    """Return whether a verb heads a clause that a content of this kind cannot go on with."""
    if token.pos_ not in {"VERB", "AUX"}:
        return False
    if any(child.dep_ in SUBJECTS for child in token.children):
        return True
    return infinitive and any(word.tag_ in FINITE for word in (token, *token.children) if word.pos_ in {"VERB", "AUX"})


def clause_start(verb: Token, doc: Doc, least: int) -> int:
    """Return the index of the first token of a clause, with the "and" and the comma before it."""
    start: int = min(token.i for token in verb.subtree)
    while start - 1 > least and (doc[start - 1].dep_ == "cc" or doc[start - 1].is_punct):
        start -= 1
    return start
