"""The named actors and places of a document, with the country that their words name."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from kg import knowledge
from kg.extract import vocabulary as words
from kg.extract.datelines import find_datelines
from kg.extract.kinds import COUNTRY_BESIDE_CITY, SURE_OUTLET, Reading, has_office_after, read_name
from kg.extract.names import name_spans
from kg.extract.table import MentionTable, span_of
from kg.model import Mention

PLACES = frozenset({"Country", "City", "Building", "Place", "Venue"})


def demonym_country(token: Token) -> str:
    """Return the ISO code of the country whose people or adjective `token` is ("Turkish", "Russians"), or ""."""
    if not token.text[:1].isupper():
        return ""
    return next((hit.known.country for hit in knowledge.lookup(token.text) if hit.relation == "demonym"), "")


def full_surnames(names: list[SpacySpan]) -> frozenset[str]:
    """Return the folded last words of people's full names: those that spaCy takes for people or that an office follows."""
    people = (name for name in names if len(name) > 1 and (name.label_ == "PERSON" or has_office_after(name)))
    return frozenset(knowledge.names.fold(name[-1].text) for name in people if len(name[-1].text) > 3)


def without_lead(name: SpacySpan) -> SpacySpan:
    """Return a person's name without the nationality and the office that spaCy took for a part of it."""
    start = name.start
    titled = name.label_ == "PERSON" or (
        not name.label_ and any(token.lemma_.lower() in words.OFFICES for token in name)
    )
    while start < name.end - 1 and titled:
        token = name.doc[start]
        leads = (
            demonym_country(token)
            or token.lemma_.lower() in words.OFFICES
            or (
                token.lower_ in words.OFFICE_MODIFIERS
                and any(later.lemma_.lower() in words.OFFICES for later in name.doc[start : name.end])
            )
        )
        if not leads:
            break
        start += 1
    return SpacySpan(name.doc, start, name.end, label=name.label_)


def two_places(name: SpacySpan) -> list[SpacySpan]:
    """Return the two parts of a name that is a place beside its country ("Türkiye Istanbul"), else the name alone."""
    if name.label_ not in {"GPE", "LOC", ""} or not 2 <= len(name) <= 4 or knowledge.lookup(name.text):
        return [name]
    for cut in range(name.start + 1, name.end):
        left = SpacySpan(name.doc, name.start, cut, label=name.label_)
        right = SpacySpan(name.doc, cut, name.end, label=name.label_)
        countries = {hit.known.country for hit in knowledge.lookup(right.text) if hit.known.kind in {"City", "Country"}}
        around = (*knowledge.lookup(left.text), *knowledge.similar(left.text, frozenset({"Country"}), 1))
        if any(
            hit.relation != "demonym" and hit.score >= COUNTRY_BESIDE_CITY and hit.known.country in countries
            for hit in around
        ):
            return [left, right]
    return [name]


def outlet_in_front(name: SpacySpan) -> SpacySpan:
    """Return the outlet that an unknown name begins with ("Reuters Handout"), else the name."""
    if len(name) == 1 or name.label_ not in {"ORG", ""} or knowledge.lookup(name.text):
        return name
    for end in range(name.end - 1, name.start, -1):
        hits = knowledge.lookup(name.doc[name.start : end].text)
        if hits and hits[0].known.kind == "NewsOrganization" and hits[0].score >= SURE_OUTLET:
            return SpacySpan(name.doc, name.start, end, label="ORG")
    return name


def mention(name: SpacySpan, reading: Reading) -> Mention:
    """Return the record of a name and what it was read as."""
    return Mention(span_of(name), name.text, reading.kind, reading.form, reading.country)


def nested_country(name: SpacySpan) -> Iterator[Mention]:
    """Yield the country that stands at the start of an organisation's or building's name ("Turkish Foreign Ministry")."""
    for end in range(min(name.start + 3, name.end - 1), name.start, -1):
        lead = name.doc[name.start : end]
        for hit in knowledge.lookup(lead.text):
            if hit.known.kind == "Country":
                form = "demonym" if hit.relation == "demonym" else "metonym" if hit.relation == "capital" else "name"
                yield mention(lead, Reading("Country", form, hit.known.country))
                return


def named_mentions(doc: Doc) -> Iterator[Mention]:
    """Yield a mention for every name of an actor or place, and for the countries inside names of organisations."""
    names = [part for name in name_spans(doc) for part in two_places(outlet_in_front(without_lead(name)))]
    surnames = full_surnames(names)
    lines = find_datelines(doc.text)
    for name in names:
        reading = read_name(name, surnames)
        if reading.form == "metonym" and any(line.covers(span_of(name)) for line in lines):
            # The town where a report was written is a town, not its government.
            reading = Reading("City", "name", reading.country)
        if not reading.kind:
            continue
        if reading.kind in {"Organization", "NewsOrganization", "Building"} and len(name) > 1:
            lead = next(nested_country(name), None)
            if lead is not None:
                yield lead
                country = lead.country if reading.kind == "Organization" else reading.country or lead.country
                reading = Reading(reading.kind, reading.form, reading.country or country)
        yield mention(name, reading)


def nationalities(doc: Doc, table: MentionTable) -> Iterator[Mention]:
    """Yield a mention of the country for every nationality word outside names ("Russian officials", "the Ukrainians")."""
    for token in doc:
        if table.at(token) is None and (country := demonym_country(token)):
            yield Mention(span_of(token), token.text, "Country", "demonym", country)


def place_of(name: SpacySpan, table: MentionTable) -> Mention | None:
    """Return the place that the words after `name` put it in: "… Palace in Istanbul", "Geneva, Switzerland"."""
    doc, after = name.doc, name.end
    if after + 1 >= len(doc) or doc[after].lower_ not in {"in", ",", "at", "near"}:
        return None
    start = after + 2 if doc[after + 1].pos_ == "DET" and after + 2 < len(doc) else after + 1
    found = table.starting(doc[start])
    if found is None or found.kind not in PLACES or found.form == "demonym":
        return None
    return found


def placed(item: Mention, table: MentionTable) -> Mention:
    """Return a place mention with `within` set where the sentence says what it lies in."""
    name = table.tokens(item.span)
    outer = place_of(name, table) if item.kind in {"Building", "City", "Place", "Venue"} else None
    if outer is None or outer.kind == "Building" or (item.kind == "Place" and outer.form == "metonym"):
        return item
    return Mention(item.span, item.text, item.kind, item.form, item.country, within=outer.span)


def find_names(doc: Doc) -> MentionTable:
    """Return the named actors and places of `doc`, typed, with their countries and the places they lie in."""
    table = MentionTable(doc, named_mentions(doc))
    for item in nationalities(doc, table):
        table.put(item)
    for item in list(table):
        table.put(placed(item, table))
    return table

