"""What a document says that others said, agreed, demanded, proposed or refused."""

from collections.abc import Mapping

from pyoxigraph import NamedNode

from kg import ontology
from kg.graph.sheet import Sheet
from kg.graph.terms import day, decimal, number, shortened, text, typed
from kg.model import Attribution, Position, Span, Statement


def hull(attribution: Attribution) -> Span:
    """Return the stretch from the first to the last character of an attribution."""
    spans = (*attribution.source, *attribution.cue, *attribution.content)
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def write_statement(sheet: Sheet, statement: Statement, labels: Mapping[str, str]) -> None:
    """Write one statement. `labels` names entities by id, for the label of the statement."""
    node = sheet.names.statement(sheet.document_id, statement.key)
    sheet.type(node, "Statement")
    sheet.say(node, "rdfs:label", text(_label(sheet, statement, labels)))
    sheet.rest(node, hull(statement.attribution))
    _write_words(sheet, node, statement)
    _write_actors(sheet, node, statement)
    _write_circumstances(sheet, node, statement)


def _label(sheet: Sheet, statement: Statement, labels: Mapping[str, str]) -> str:
    """Return "Berg said: that the next step …"."""
    speakers = sheet.resolution.of(sheet.document_id, *statement.speakers)
    named = ", ".join(labels[speaker] for speaker in speakers if speaker in labels)
    source, cue = sheet.words(*statement.attribution.source), sheet.words(*statement.attribution.cue)
    who = " ".join(part for part in (named or source, cue) if part)
    content = sheet.words(*statement.attribution.content)
    return shortened(f"{who}: {content}" if who else content)


def _write_words(sheet: Sheet, node: NamedNode, statement: Statement) -> None:
    attribution = statement.attribution
    if attribution.cue:
        sheet.say(node, "cue", text(sheet.words(*attribution.cue)))
    sheet.say(node, "content", text(sheet.words(*attribution.content)))
    sheet.say(node, "sourceSpan", *(sheet.span(span) for span in attribution.source))
    sheet.say(node, "cueSpan", *(sheet.span(span) for span in attribution.cue))
    sheet.say(node, "contentSpan", *(sheet.span(span) for span in attribution.content))


def _write_actors(sheet: Sheet, node: NamedNode, statement: Statement) -> None:
    sheet.say(node, "speaker", *sheet.entities(*statement.speakers))
    sheet.say(node, "onBehalfOf", *sheet.entities(*statement.on_behalf_of))
    sheet.say(node, "addressee", *sheet.entities(*statement.addressees))
    sheet.say(node, "medium", *sheet.entities(*statement.media))
    sheet.say(node, "about", *sheet.entities(*statement.about))


def _write_circumstances(sheet: Sheet, node: NamedNode, statement: Statement) -> None:
    sheet.say(node, "form", text(statement.form))
    sheet.say(node, "act", NamedNode(ontology.act(statement.act)))
    sheet.say(node, "confidence", decimal(round(statement.attribution.confidence, 4)))
    if statement.negated:
        sheet.say(node, "negated", typed("true", "boolean"))
    if statement.modality:
        sheet.say(node, "modality", text(statement.modality))
    if statement.event is not None:
        sheet.say(node, "event", *sheet.entities(statement.event))
    if statement.nested_in:
        sheet.say(node, "nestedIn", sheet.names.statement(sheet.document_id, statement.nested_in))
    if statement.when is not None:
        sheet.say(node, "wording", text(sheet.words(statement.when.span)))
        if statement.when.start:
            sheet.say(node, "date", day(statement.when.start))


def write_position(sheet: Sheet, position: Position) -> None:
    """Write one agreement, demand, proposal or refusal; an agreement is an outcome of its event."""
    node = sheet.names.position(sheet.document_id, position)
    sheet.type(node, position.kind)
    sheet.say(node, "rdfs:label", text(shortened(sheet.words(position.subject))))
    sheet.rest(node, position.span)
    sheet.say(node, "subject", text(sheet.words(position.subject)))
    sheet.say(node, "party", *sheet.entities(*position.parties))
    sheet.say(node, "by", *sheet.entities(*position.by))
    sheet.say(node, "of", *sheet.entities(*position.of))
    if position.quantity is not None:
        sheet.say(node, "quantity", number(position.quantity.value))
        if position.quantity.unit:
            sheet.say(node, "unit", text(position.quantity.unit))
    if position.stated_in:
        sheet.say(node, "statedIn", sheet.names.statement(sheet.document_id, position.stated_in))
    if position.event is not None:
        _write_outcome(sheet, node, position.kind, position.event)


def _write_outcome(sheet: Sheet, node: NamedNode, kind: str, key: Span) -> None:
    events = sheet.entities(key)
    sheet.say(node, "event", *events)
    if ontology.is_a(kind, "Agreement"):
        for event in events:
            sheet.say(event, "outcome", node)
