"""From one document to everything it says: the order of the steps, and the fingerprint of all that they depend on."""

from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg import ids, knowledge
from kg.errors import SkipDocument
from kg.extract.acts import tells
from kg.extract.anonymity import is_of_anonymity
from kg.extract.appositions import find_appositions
from kg.extract.contents import ended
from kg.extract.datelines import after_dateline
from kg.extract.delegations import find_delegations
from kg.extract.events import find_events
from kg.extract.finders import finder_version
from kg.extract.interpret import Scene, interpret
from kg.extract.language import DEFAULT_FINDER, DEFAULT_MODEL, model_version
from kg.extract.mentions import find_names
from kg.extract.nested import find_nested
from kg.extract.nominals import find_nominals
from kg.extract.overlooked import with_overlooked
from kg.extract.positions import find_positions
from kg.extract.quotes import Quote, find_quotes
from kg.extract.roles import read_roles
from kg.extract.shared_roles import read_shared_roles
from kg.extract.sources import with_right_source
from kg.extract.times import find_durations, find_times
from kg.extract.turns import find_turns, with_turns
from kg.extract.unsaid import is_unsaid
from kg.extract.vicinity import with_vicinity
from kg.model import Attribution, Document, Extraction, Span, Statement

ADDITION = "adding"
# How sure the finder must be where no word of the cue is known to tell of speech or thought ("failed to reach"). Below it such
# attributions of PolNeAR dev are wrong more often than right.
SURE_OF_OTHER_CUES = 0.45
# The same where the cue is what somebody does beside something else ("met, aiming to end the war").
SURE_OF_BYWORK = 0.6
PARTICIPLES = frozenset({"advcl", "acl", "xcomp", "dep"})
# How sure the finder must be of an attribution that names no source. On PolNeAR dev the attributions without a source and
# below this are wrong more often than right: leaving them out lifts partial F1 by 0.3 points.
SURE_WITHOUT_SOURCE = 0.55


@cache
def fingerprint(model: str = DEFAULT_MODEL, finder: str = DEFAULT_FINDER) -> str:
    """Return a name for everything but the document that an extraction depends on: our code, the models, the gazetteer."""
    code = ids.digest_of_code("ids", "model", "ontology", "knowledge", "extract")
    return ids.digest(code, model_version(model), finder_version(finder), knowledge.version())[:8]


def extract(document: Document, nlp: Language) -> Extraction:
    """Return what `document` says, a pure function of it and of `nlp`; raises `SkipDocument` where the text is too long."""
    if len(document.text) > nlp.max_length:
        raise SkipDocument(
            f"{document.source}: {len(document.text):,} characters, more than {nlp.max_length:,}; split it into articles"
        )
    return read_doc(nlp(document.text), document)


def read_doc(doc: Doc, document: Document, attributions: tuple[Attribution, ...] | None = None) -> Extraction:
    """Return what a document says that the pipeline has parsed; `attributions`, if given, stand in for those it found."""
    table = find_names(doc)
    read_roles(table)
    read_shared_roles(table)
    delegations = find_delegations(table)
    find_appositions(table)
    find_nominals(table)
    times = find_times(doc, document.date)
    events, delegations = find_events(table, delegations, times, find_durations(doc))
    for item in list(with_vicinity(table)):
        table.put(item)
    turns, quotes = find_turns(document.text), find_quotes(doc)
    if attributions is None:
        bare = (with_right_source(without_punctuation(one, document.text), table) for one in doc._.attributions)
        sure = (one for one in bare if is_credible(one, document) and is_said(one, doc, quotes))
        found = [ended(one, doc) for one in sure if not is_unsaid(one, doc)]
        said = with_overlooked(with_additions(found, document.text), table, quotes)
        told = [one for one in said if not is_headline(one, document) and not is_unsaid(one, doc)]
        attributions = with_turns(told, turns)
    scene = Scene(table, events, delegations, times, quotes, frozenset(turn.cue for turn in turns))
    statements = find_statements(doc, scene, attributions)
    positions = find_positions(table, statements, events)
    return Extraction(
        document=document,
        mentions=tuple(table),
        events=tuple(sorted(events, key=lambda event: event.key)),
        delegations=tuple(sorted(delegations, key=lambda delegation: delegation.key)),
        statements=tuple(statements),
        positions=tuple(positions),
        sentences=tuple(
            Span(sentence.start_char, sentence.start_char + len(sentence.text.rstrip()))
            for sentence in doc.sents
            if sentence.text.strip()
        ),
    )


def without_punctuation(found: Attribution, text: str) -> Attribution:
    """Return an attribution whose source and cue end in words: "stated", not "stated:"."""
    source, cue = (tuple(ending_in_word(span, text) for span in spans) for spans in (found.source, found.cue))
    return replace(found, source=source, cue=cue)


def ending_in_word(span: Span, text: str) -> Span:
    """Return a span without blanks, commas, colons and dashes at its end; as it is where nothing else is in it."""
    length = len(span.of(text).rstrip(" ,:;–—-\n"))
    return Span(span.start, span.start + length) if length else span


def with_additions(found: list[Attribution], text: str) -> list[Attribution]:
    """Return attributions with what the same breath adds ("said that …, adding that …") in the content it goes on from."""
    kept: list[Attribution] = []
    for one in found:
        before = kept[-1] if kept else None
        if before is None or not goes_on(before, one, text):
            kept.append(one)
            continue
        last = Span(before.content[-1].start, one.content[0].end)
        content = (*before.content[:-1], last, *one.content[1:])
        kept[-1] = replace(before, content=content, confidence=min(before.confidence, one.confidence))
    return kept


def goes_on(before: Attribution, one: Attribution, text: str) -> bool:
    """Return whether between the contents of two attributions stands nothing but the cue "adding" of the second."""
    if one.source not in {(), before.source} or len(one.cue) != 1 or one.cue[0].of(text).lower() != ADDITION:
        return False
    gap = text[before.content[-1].end : one.content[0].start]
    return "\n" not in gap and gap.strip(" ,;–—-").lower() == ADDITION


def is_credible(found: Attribution, document: Document) -> bool:
    """Return whether an attribution is worth a node: somebody says it or the finder is sure, and it is no headline."""
    told = [*found.cue, *found.content]
    if is_of_anonymity(document.text[min(told).start : max(told).end]):
        return False
    return not is_headline(found, document) and (bool(found.source) or found.confidence >= SURE_WITHOUT_SOURCE)


def is_headline(found: Attribution, document: Document) -> bool:
    """Return whether an attribution stands in the headline of the text.

    A headline repeats in short what the article says at length, with another verb and less of who said it.
    """
    place = document.text.find(document.title) if document.title else -1
    headline = place + len(document.title) if place >= 0 else 0
    return found.content[-1].end <= headline


def is_said(found: Attribution, doc: Doc, quotes: Sequence[Quote]) -> bool:
    """Return whether the cue holds a word of speech or thought, or the finder is sure enough without one."""
    if found.confidence >= SURE_OF_BYWORK or (found.source and is_quotation(found, doc, quotes)):
        return True
    cues = [doc.char_span(cue.start, cue.end, alignment_mode="expand") for cue in found.cue]
    if any(tells(token) for cue in cues if cue is not None for token in cue):
        return True
    bywork = any(cue is not None and cue.root.tag_ == "VBG" and cue.root.dep_ in PARTICIPLES for cue in cues)
    return found.confidence >= SURE_OF_OTHER_CUES and not bywork


def is_quotation(found: Attribution, doc: Doc, quotes: Sequence[Quote]) -> bool:
    """Return whether a content is one whole quotation that sounds like speech."""
    whole = doc.char_span(found.content[0].start, found.content[-1].end, alignment_mode="expand")
    return whole is not None and any(
        quote.speech and quote.closed and quote.start == whole.start and whole.end == quote.end for quote in quotes
    )


def find_statements(doc: Doc, scene: Scene, attributions: tuple[Attribution, ...]) -> list[Statement]:
    """Return the statements of the text in the order of their cues, those inside others after the one that holds them."""
    lines = scene.table.datelines
    found = tuple(
        replace(one, content=tuple(after_dateline(span, lines) for span in one.content)) for one in attributions
    )
    holders = {inner: outer for inner in found if (outer := holder(inner, found)) is not None}
    statements = [interpret(one, scene) for one in found if one not in holders]
    inside = [*holders, *(one for one in find_nested(doc, found) if not any(meet(one, other) for other in holders))]
    for inner in sorted(inside, key=lambda one: one.cue or one.content):
        around = next((one for one in statements if holds(one, inner)), None)
        if around is not None:
            statements.append(interpret(inner, scene, around))
    return [one for one in statements if one.speakers or not one.nested_in]


def holder(inner: Attribution, found: tuple[Attribution, ...]) -> Attribution | None:
    """Return the attribution in one content of which all of another stands."""
    parts = (*inner.source, *inner.cue, *inner.content)
    return next((one for one in found if one is not inner and any(all(c.covers(p) for p in parts) for c in one.content)), None)


def meet(one: Attribution, other: Attribution) -> bool:
    """Return whether two attributions share a word of their cues."""
    return any(span.overlaps(beside) for span in one.cue for beside in other.cue)


def holds(outer: Statement, inner: Attribution) -> bool:
    """Return whether the content of a statement that stands alone holds that of another attribution."""
    contents = outer.attribution.content
    return not outer.nested_in and any(span.covers(part) for span in contents for part in inner.content)
