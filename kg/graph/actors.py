"""What a document says of itself, and of actors, places, delegations and events."""

from collections.abc import Iterable, Mapping

from pyoxigraph import NamedNode

from kg import ontology
from kg.graph.sheet import Sheet
from kg.graph.terms import day, shortened, text, typed
from kg.model import Delegation, Entity, Event, Mention, Span


def write_document(sheet: Sheet, sources: Iterable[str]) -> None:
    """Write title, date, outlet, text and where the document was read."""
    document = sheet.document
    sheet.type(sheet.iri, "Document")
    first_line = document.title or shortened(document.text) or sheet.document_id
    sheet.say(sheet.iri, "rdfs:label", text(first_line))
    sheet.say(sheet.iri, "text", text(document.text))
    if document.title:
        sheet.say(sheet.iri, "dct:title", text(document.title))
    if document.date:
        sheet.say(sheet.iri, "dct:issued", day(document.date))
    if document.outlet:
        sheet.say(sheet.iri, "outlet", text(document.outlet))
    if document.url:
        sheet.say(sheet.iri, "dct:source", typed(document.url, "anyURI"))
    sheet.say(sheet.iri, "dct:source", *(text(source) for source in sources if source))


def write_evidence(sheet: Sheet, found: Iterable[tuple[Entity, Span]]) -> None:
    """Write on which words of this document entities rest."""
    for entity, span in found:
        sheet.rest(sheet.names.local(entity.id), span)


def write_mention(sheet: Sheet, mention: Mention, countries: Mapping[str, NamedNode]) -> None:
    """Write what the words around a mention say of whom it means: office, allegiance, country."""
    for entity in sheet.entities(mention.span):
        if mention.role is not None:
            sheet.say(entity, "role", text(sheet.words(mention.role)))
        sheet.say(entity, "represents", *sheet.entities(*mention.represents))
        sheet.say(entity, "affiliation", *sheet.entities(*mention.affiliation))
        if mention.country in countries:
            sheet.say(entity, "country", countries[mention.country])


def write_whereabouts(sheet: Sheet, mention: Mention, entities: Mapping[NamedNode, Entity]) -> None:
    """Write in which place another lies or a body has its seat, and near which town it presumably is where nothing says that."""
    if mention.within is None and mention.near is None:
        return
    for node in sheet.entities(mention.span):
        kind, spot = entities[node].kind, entities[node].latitude
        if mention.within is not None:
            around = [place for place in sheet.entities(mention.within) if ontology.is_a(entities[place].kind, "Place")]
            if ontology.is_a(kind, "Place"):
                sheet.say(node, "within", *around)
            elif ontology.is_a(kind, "Organization"):
                sheet.say(node, "basedIn", *around)
        if mention.near is not None and spot is None and kind != "Country":
            sheet.say(node, "near", *sheet.entities(mention.near))


def write_delegation(sheet: Sheet, delegation: Delegation) -> None:
    """Write for whom a delegation acts, who is in it, and where it takes part."""
    for entity in sheet.entities(delegation.key):
        sheet.say(entity, "represents", *sheet.entities(*delegation.represents))
        sheet.say(entity, "head", *sheet.entities(*delegation.head))
        sheet.say(entity, "member", *sheet.entities(*delegation.members))
        if delegation.event is not None:
            sheet.say(entity, "participatesIn", *sheet.entities(delegation.event))


def write_event(sheet: Sheet, event: Event, places: frozenset[NamedNode]) -> None:
    """Write who took part in an event, where and when; a place where it is held is a venue."""
    for entity in sheet.entities(event.key):
        if event.code:
            sheet.say(entity, "eventCode", NamedNode(ontology.event_code(event.code)))
        sheet.say(entity, "participant", *sheet.entities(*event.participants))
        sheet.say(entity, "chair", *sheet.entities(*event.chair))
        sheet.say(entity, "initiator", *sheet.entities(*event.initiator))
        sheet.say(entity, "target", *sheet.entities(*event.target))
        sheet.say(entity, "venue", *sheet.entities(*event.venues))
        _write_time(sheet, entity, event)
    for venue in places.intersection(sheet.entities(*event.venues)):
        sheet.type(venue, "Venue")


def _write_time(sheet: Sheet, entity: NamedNode, event: Event) -> None:
    if event.duration is not None:
        sheet.say(entity, "duration", text(sheet.words(event.duration)))
    if event.when is not None:
        sheet.say(entity, "wording", text(sheet.words(event.when.span)))
        if event.when.start:
            sheet.say(entity, "startDate", day(event.when.start))
        if event.when.end:
            sheet.say(entity, "endDate", day(event.when.end))
