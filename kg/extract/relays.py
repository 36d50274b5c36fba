"""Words that somebody passes on: "was quoted by X as saying", "X learned from Y", "said, citing Y", "according to what X announced"."""

from collections.abc import Callable
from dataclasses import replace

from spacy.tokens import Token

from kg.extract.cues import CITING
from kg.extract.inversions import can_speak
from kg.extract.nominals import phrase
from kg.extract.parts import bare, clear_of, verb_of, with_source
from kg.extract.table import MentionTable, span_of
from kg.model import Attribution, Span

LEARNING = frozenset({"learn", "hear", "understand"})
ASKING = frozenset({"ask", "question"})


def child(token: Token, *labels: str) -> Token | None:
    """Return the first child with one of these labels."""
    return next((kid for kid in token.children if kid.dep_ in labels), None)


def agent_of(verb: Token, table: MentionTable) -> Span | None:
    """Return the noun phrase behind the "by" of a passive verb, if it can speak."""
    by = next((kid for kid in verb.children if kid.dep_ in {"agent", "prep"} and kid.lower_ == "by"), None)
    noun = child(by, "pobj") if by is not None else None
    if noun is None or not can_speak(noun, table):
        return None
    return span_of(noun.doc[noun.left_edge.i : phrase(noun).end])


def by_agent(found: Attribution, table: MentionTable) -> Attribution:
    """Return a passive attribution with the one who tells or asks as its source: "asked by a reporter whether …".

    Who is asked is no source, even if nobody is named who asks.
    """
    verb = verb_of(found, table)
    if verb is None or verb.tag_ != "VBN":
        return found
    subject = child(verb, "nsubjpass")
    asked = (
        verb.lemma_.lower() in ASKING
        and subject is not None
        and any(span.start <= subject.idx < span.end for span in found.source)
    )
    if found.source and not asked:
        return found
    agent = agent_of(verb, table)
    if agent is None or any(part.overlaps(agent) for part in found.content):
        return replace(found, source=()) if asked else found
    return with_source(found, agent, table)


def quoted_by(found: Attribution, table: MentionTable) -> Attribution:
    """Return "X was quoted by Y as saying" as what X says."""
    verb = verb_of(found, table)
    subject = child(verb, "nsubjpass") if verb is not None and verb.lemma_.lower() in CITING else None
    if verb is None or subject is None or not can_speak(subject, table):
        return found
    source = span_of(verb.doc[subject.left_edge.i : subject.right_edge.i + 1])
    said = [part for part in found.content if part.of(table.text).lower() != "as saying" and part != source]
    return with_source(replace(found, content=tuple(said)), bare(source, table), table) if said else found


def learned_from(found: Attribution, table: MentionTable) -> Attribution:
    """Return "X learned from Y that …" as what Y says."""
    verb = verb_of(found, table)
    origin = next((kid for kid in verb.children if kid.lower_ == "from"), None) if verb is not None else None
    noun = child(origin, "pobj") if origin is not None else None
    if verb is None or verb.lemma_.lower() not in LEARNING or noun is None or not can_speak(noun, table):
        return found
    return with_source(found, span_of(noun.doc[noun.left_edge.i : phrase(noun).end]), table)


def cited_aside(found: Attribution, table: MentionTable) -> Attribution:
    """Return "X said, citing Y, that …" as what X says."""
    verb = verb_of(found, table)
    if verb is None or verb.lemma_.lower() not in CITING or verb.tag_ != "VBG":
        return found
    for clause in verb.sent:
        above = clause.head
        if clause.dep_ != "ccomp" or not above.i < verb.i < clause.i or above in verb.subtree or above.pos_ != "VERB":
            continue
        whole = Span(clause.left_edge.idx, clause.right_edge.idx + len(clause.right_edge))
        thing = child(verb, "dobj")
        start = thing.right_edge.i + 1 if thing is not None and thing.right_edge.i < clause.i else clause.left_edge.i
        said = bare(Span(verb.doc[start].idx, max(part.end for part in found.content)), table)
        if whole.start < found.content[-1].end and said.start < said.end:
            return replace(found, cue=(span_of(above),), content=(said,))
    return found


def according_to_what(found: Attribution, table: MentionTable) -> Attribution:
    """Return "according to what X announced, …" with X for a source and the clause around it for a content."""
    cue = [token for span in found.cue for token in table.tokens(span)]
    if found.source or not cue or cue[0].lower_ != "according" or cue[-1].i + 1 >= len(cue[0].doc):
        return found
    what = cue[-1].nbor(1)
    verb = what.head
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    if what.lower_ != "what" or subject is None or verb.pos_ != "VERB":
        return found
    source = span_of(verb.doc[subject.left_edge.i : subject.right_edge.i + 1])
    clause = span_of(verb.doc[what.i : verb.right_edge.i + 1])
    content = clear_of(found.content, clause, table)
    return replace(found, source=(source,), content=content) if content else found


def report_that_quotes(found: Attribution, table: MentionTable) -> Attribution:
    """Return "according to a report of X, quoting Y, …" as what X reports."""
    verb = verb_of(found, table)
    if verb is None or len(found.source) != 1 or verb.lemma_.lower() not in CITING or verb.tag_ != "VBG":
        return found
    source = table.tokens(found.source[0])
    doc = source.doc
    if source.start < 2 or [token.lower_ for token in doc[source.start - 2 : source.start]] != ["according", "to"]:
        return found
    comma = next((token for token in doc[verb.i : verb.sent.end] if token.text == ","), None)
    last = found.content[-1]
    if comma is None or comma.idx >= last.end:
        return found
    cue = span_of(doc[source.start - 2 : source.start])
    reporter = Span(found.source[0].start, comma.idx)
    return replace(found, source=(reporter,), cue=(cue,), content=(bare(Span(comma.idx, last.end), table),))


RELAYS: tuple[Callable[[Attribution, MentionTable], Attribution], ...] = (
    by_agent,
    quoted_by,
    learned_from,
    according_to_what,
    report_that_quotes,
    cited_aside,
)
