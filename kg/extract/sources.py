"""Whose words they are, where the finders take the wrong noun for the source or none: inverted, passive and broken-up sentences."""

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.datelines import after_dateline
from kg.extract.inversions import behind, can_speak, short_of_hearers
from kg.extract.nominals import phrase
from kg.extract.parts import bare, verb_of, with_source
from kg.extract.relays import RELAYS
from kg.extract.table import MentionTable, span_of
from kg.model import Attribution, Span

TEXTS = words.TEXT_SOURCES | frozenset("message declaration release note tweet post article announcement agreement resolution".split())
RELATIVE = frozenset({"which", "whom", "whose"})
OBJECTS = frozenset({"dobj", "dative", "iobj"})


def with_right_source(found: Attribution, table: MentionTable) -> Attribution:
    """Return an attribution with the source that the sentence gives it; as it is where nothing speaks against it."""
    for mend in MENDS:
        found = mend(found, table)
    return found


def out_of_dateline(found: Attribution, table: MentionTable) -> Attribution:
    """Return an attribution whose source does not begin with a dateline."""
    return replace(found, source=tuple(after_dateline(span, table.datelines) for span in found.source))


def out_of_clause(found: Attribution, table: MentionTable) -> Attribution:
    """Return an attribution whose source is the subject, not somebody in a clause about it or whom it is said to.

    "The text, of which Tanjug has a copy, obliges both" is the text's word; "Norway, which Cuba accuses, said" is Norway's.
    """
    verb = verb_of(found, table)
    if verb is None or len(found.source) != 1:
        return found
    source = table.tokens(found.source[0])
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), None)
    if subject is not None and not source.start <= subject.i < source.end:
        clauses = [child for child in subject.children if child.dep_ == "relcl"]
        hearers = [child for child in verb.children if child.dep_ in {"prep", "dative"} and child.lower_ == "to"]
        if any(one.left_edge.i <= source.start and source.end <= one.right_edge.i + 1 for one in (*clauses, *hearers)):
            whole = source.doc[subject.left_edge.i : min(subject.right_edge.i + 1, verb.i)]
            return with_source(found, bare(span_of(whole), table), table)
    antecedent = described(source, verb)
    if antecedent is None:
        return found
    kept = tuple(span for span in found.content if span.start > found.cue[0].start)
    outer = bare(Span(antecedent.start_char, found.source[0].end), table)
    return replace(found, source=(outer,), content=kept) if kept else found


def described(source: SpacySpan, verb: Token) -> SpacySpan | None:
    """Return the noun phrase before ", which" where the source is all of its clause up to the comma before the verb."""
    doc, start = source.doc, source.start
    if start < 3 or doc[start - 1].lower_ not in RELATIVE or doc[start - 2].text != "," or verb.i == 0:
        return None
    if doc[verb.i - 1].text != "," or verb.i - 1 not in range(source.end - 1, source.end + 1):
        return None
    place = start - 2
    while place > verb.sent.start and not doc[place - 1].is_punct and doc[place - 1].pos_ not in {"VERB", "AUX"}:
        place -= 1
    return doc[place : start - 2] if place < start - 2 else None


def told_by_text(found: Attribution, table: MentionTable) -> Attribution:
    """Return "it was said in the statement that …" with the statement for a source."""
    verb = verb_of(found, table)
    if verb is None or found.source or verb.tag_ != "VBN":
        return found
    for prep in verb.children:
        noun = next((child for child in prep.children if child.dep_ == "pobj"), None)
        if noun is None or prep.lower_ not in {"in", "by", "from"} or noun.lemma_.lower() not in TEXTS:
            continue
        end = max([noun.i, *(child.right_edge.i for child in noun.children if child.lower_ in {"of", "by", "from"})])
        source = span_of(table.doc[phrase(noun).start : end + 1])
        content = tuple(part for part in found.content if part.of(table.text).lower() != "it")
        return with_source(replace(found, content=content), source, table) if content else found
    return found


def past_the_platform(found: Attribution, table: MentionTable) -> Attribution:
    """Return an attribution whose content begins with the verb's object: "hailed in his account of X :: the result"."""
    verb = verb_of(found, table)
    first = found.content[0]
    if verb is None or not found.cue or first.start < found.cue[-1].end:
        return found
    opening = table.tokens(first)[0]
    target = next((child for child in verb.children if child.dep_ in OBJECTS and child.i > opening.i), None)
    if opening.dep_ != "pobj" or target is None or target.left_edge.idx >= first.end:
        return found
    if not any(span.start <= opening.head.idx < span.end for span in found.cue):
        return found
    return replace(found, content=(Span(target.left_edge.idx, first.end), *found.content[1:]))


def with_subject(found: Attribution, table: MentionTable) -> Attribution:
    """Return an attribution that interrupts a clause with the subject of that clause: "Kenya, said X, will not join"."""
    first = table.tokens(found.content[0])
    doc = first.doc
    verb = next((token for token in first if not token.is_quote and not token.is_punct), first[0])
    if not found.cue or not is_predicate(verb, first.start):
        return found
    start = verb.sent.start if verb.sent.start < table.tokens(found.cue[0]).start else first.start
    edge = min(table.tokens(span).start for span in (*found.cue, *found.source))
    comma = next((place for place in range(start, edge) if doc[place].text == ","), -1)
    if comma != edge - 1 or comma - start < 1 or any(token.pos_ in {"VERB", "AUX"} for token in doc[start:comma]):
        return found
    return replace(found, content=(span_of(doc[start:comma]), *found.content))


def is_predicate(verb: Token, start: int) -> bool:
    """Return whether a content that begins with this word tells what a subject before it does."""
    finite = verb.tag_ in {"MD", "VBD", "VBZ", "VBP"}
    governor = verb.head if verb.dep_ in {"aux", "auxpass"} else verb
    return finite and not any(child.dep_ in {"nsubj", "nsubjpass"} and child.i >= start for child in governor.children)


def with_plain_subject(found: Attribution, table: MentionTable) -> Attribution:
    """Return an attribution without a source with the subject that its verb has before it: "a diplomat who … told AFP"."""
    verb = verb_of(found, table)
    if found.source or verb is None or any(child.dep_ in {"auxpass", "nsubjpass"} for child in verb.children):
        return found
    subject = next((child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), None)
    if subject is None or subject.pos_ == "PRON" or not can_speak(subject, table):
        return found
    source = bare(span_of(verb.doc[subject.left_edge.i : min(subject.right_edge.i + 1, verb.i)]), table)
    return found if any(part.overlaps(source) for part in found.content) else with_source(found, source, table)


def without_it(found: Attribution, table: MentionTable) -> Attribution:
    """Return an attribution without the "it" that only stands for its clause: "it is reported that"."""
    kept = tuple(part for part in found.content if part.of(table.text).lower() != "it")
    return replace(found, content=kept) if kept else found


def short_of_mouthpiece(found: Attribution, table: MentionTable) -> Attribution:
    """Return an attribution whose source ends before ", through its envoy"."""
    source = table.tokens(found.source[-1]) if found.source else ()
    for comma, word in zip(source, source[1:], strict=False):
        if comma.text == "," and word.lower_ in {"through", "via"}:
            return replace(found, source=(*found.source[:-1], Span(found.source[-1].start, comma.idx)))
    return found


MENDS: tuple[Callable[[Attribution, MentionTable], Attribution], ...] = (
    out_of_dateline,
    behind,
    short_of_hearers,
    out_of_clause,
    told_by_text,
    *RELAYS,
    with_plain_subject,
    past_the_platform,
    with_subject,
    without_it,
    short_of_mouthpiece,
)
