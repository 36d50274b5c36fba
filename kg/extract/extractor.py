"""From one document to everything it says: the order of the steps, and the fingerprint of all that they depend on."""

from dataclasses import replace
from functools import cache

from spacy.language import Language
from spacy.tokens import Doc

from kg import __version__, ids, knowledge
from kg.errors import SkipDocument
from kg.extract.attribution import find_attributions
from kg.extract.datelines import after_dateline, find_datelines
from kg.extract.delegations import find_delegations
from kg.extract.events import find_events
from kg.extract.interpret import Scene, interpret
from kg.extract.language import DEFAULT_MODEL, model_version
from kg.extract.mentions import find_names
from kg.extract.nested import find_nested
from kg.extract.nominals import find_nominals
from kg.extract.positions import find_positions
from kg.extract.quotes import find_quotes
from kg.extract.roles import read_roles
from kg.extract.times import find_durations, find_times
from kg.model import Attribution, Document, Extraction, Span, Statement


@cache
def fingerprint(model: str = DEFAULT_MODEL) -> str:
    """Return a name for everything but the document that an extraction depends on: our version, the model, the gazetteer."""
    return ids.digest(__version__, model_version(model), knowledge.version())[:8]


def extract(document: Document, nlp: Language) -> Extraction:
    """Return what `document` says, a pure function of it and of `nlp`; raises `SkipDocument` where the text is too long."""
    if len(document.text) > nlp.max_length:
        raise SkipDocument(
            f"{document.source}: {len(document.text):,} characters, more than {nlp.max_length:,}; split it into articles"
        )
    return read_doc(nlp(document.text), document)


def read_doc(doc: Doc, document: Document, attributions: tuple[Attribution, ...] | None = None) -> Extraction:
    """Return what a parsed document says; `doc.text` is `document.text`. Attributions are found unless they are given."""
    table = find_names(doc)
    read_roles(table)
    delegations = find_delegations(table)
    find_nominals(table)
    times = find_times(doc, document.date)
    events, delegations = find_events(table, delegations, times, find_durations(doc))
    if attributions is None:
        attributions = find_attributions(doc)
    statements = find_statements(doc, Scene(table, events, delegations, times, find_quotes(doc)), attributions)
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


def find_statements(doc: Doc, scene: Scene, attributions: tuple[Attribution, ...]) -> list[Statement]:
    """Return the statements of the text in the order of their cues, those inside others after the one that holds them."""
    lines = find_datelines(doc.text)
    found = tuple(
        replace(one, content=tuple(after_dateline(span, lines) for span in one.content))
        for one in attributions
    )
    statements = [interpret(one, scene) for one in found]
    for inner in find_nested(doc, found):
        outer = next((one for one in statements if holds(one, inner)), None)
        if outer is not None:
            statements.append(interpret(inner, scene, outer))
    return statements


def holds(outer: Statement, inner: Attribution) -> bool:
    """Return whether the content of a statement that stands alone holds that of another attribution."""
    contents = outer.attribution.content
    return not outer.nested_in and any(span.covers(part) for span in contents for part in inner.content)
