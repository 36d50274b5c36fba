"""The named actors and places of a document, with the country that their words name."""

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from kg import knowledge
from kg.extract import vocabulary as words
from kg.extract.agreement import HALVES, Federations, agreed, federations, namesakes
from kg.extract.datelines import find_datelines
from kg.extract.inside import HOLDERS, before_hyphen, leading_country, places_inside
from kg.extract.kinds import (
    COUNTRY_BESIDE_CITY,
    SURE_OUTLET,
    Reading,
    demonym_of,
    has_office_after,
    read_name,
)
from kg.extract.names import name_spans
from kg.extract.roles import are_offices
from kg.extract.surroundings import PLACES, placed
from kg.extract.table import MentionTable, span_of
from kg.model import Mention

FAMILY_WORDS = frozenset({"al", "el", "bin", "ibn", "abu"})  # no name ends in them
TIMES = frozenset({"DATE", "TIME"})
SURE_PLACE, LARGE, LONGEST_PLACE = 0.9, 3e5, 3  # score, weight, tokens
LONGEST_TAIL = 4  # tokens
LONGEST_STATE, OFFICE_REACH = 4, 6  # tokens


def demonym_country(token: Token) -> str:
    """Return the ISO code of the country whose people or adjective `token` is ("Turkish", "Russians"), or ""."""
    found = demonym(token)
    return found.known.country if found is not None and found.known.kind == "Country" else ""


def demonym(token: Token) -> knowledge.Hit | None:
    """Return the country or region whose people or adjective `token` is, or None."""
    if not token.text[:1].isupper():
        return None
    return next((hit for hit in knowledge.lookup(token.text) if hit.relation == "demonym"), None)


def full_surnames(names: list[SpacySpan]) -> frozenset[str]:
    """Return the folded last words of people's full names: those that spaCy takes for people or that an office follows."""
    people = (name for name in names if len(name) > 1 and (name.label_ == "PERSON" or has_office_after(name)))
    return frozenset(knowledge.names.fold(name[-1].text) for name in people if len(name[-1].text) > 3)


def without_lead(name: SpacySpan) -> SpacySpan:
    """Return a person's name without the nationality and the office that spaCy took for a part of it."""
    start = name.start
    ranked = has_rank_of_two_words(name) or is_plural_office(name)
    titled = (
        name.label_ == "PERSON"
        or ranked
        or (not name.label_ and any(token.lemma_.lower() in words.OFFICES for token in name))
    )
    while start < name.end - 1 and titled:
        token = name.doc[start]
        leads = (
            demonym_country(token)
            or token.lemma_.lower() in words.OFFICES
            or are_offices(token)
            or (
                token.lower_ in words.OFFICE_MODIFIERS | words.RANK_MODIFIERS
                and any(
                    later.lemma_.lower() in words.OFFICES or are_offices(later) for later in name.doc[start : name.end]
                )
            )
        )
        if not leads:
            break
        start += 1
    return SpacySpan(name.doc, start, name.end, label="PERSON" if ranked else name.label_)


def is_plural_office(name: SpacySpan) -> bool:
    """Return whether a name begins with the office that it shares with the next: "Security Advisors Anna Berg and …"."""
    at = next((token.i for token in name if are_offices(token)), -1)
    rest = name.doc[at + 1 : name.end]
    return at >= name.start and len(rest) > 1 and all(map(is_human_word, rest))


def has_rank_of_two_words(name: SpacySpan) -> bool:
    """Return whether a name begins with a rank of two words, which nobody but a person has: "Rear Admiral Anna Berg"."""
    if len(name) < 3 or name[0].lower_ not in words.RANK_MODIFIERS or name[1].lower_ not in words.RANKS | {"marshal"}:
        return False
    return all(map(is_human_word, name[2:]))


def two_places(name: SpacySpan) -> list[SpacySpan]:
    """Return the two parts of a name that is a place beside its country or region ("Türkiye Istanbul", "Enugu, Enugu State").

    Else the name alone.
    """
    labels = {"GPE", "LOC", "ORG", ""}
    if name.label_ not in labels or not 2 <= len(name) <= 4 or knowledge.lookup(name.text):
        return [name]
    comma = next((token.i for token in name if token.text == ","), 0)
    if comma > name.start and name.label_ != "ORG":
        left, right = (
            SpacySpan(name.doc, *ends, label=name.label_) for ends in ((name.start, comma), (comma + 1, name.end))
        )
        return [part for part in (left, right) if len(part.text) > 1]
    for cut in range(name.start + 1, name.end):
        left = SpacySpan(name.doc, name.start, cut, label=name.label_)
        right = SpacySpan(name.doc, cut, name.end, label=name.label_)
        countries = {hit.known.country for hit in knowledge.lookup(right.text) if hit.known.kind in {"City", "Country"}}
        around = (*knowledge.lookup(left.text), *knowledge.similar(left.text, frozenset({"Country"}), 1))
        beside = name.label_ != "ORG" and any(
            hit.relation != "demonym" and hit.score >= COUNTRY_BESIDE_CITY and hit.known.country in countries
            for hit in around
        )
        if beside or is_town_of(left, right):
            left.label_ = right.label_ = "GPE" if name.label_ == "ORG" else name.label_
            return [left, right]
    return [name]


def is_town_of(left: SpacySpan, right: SpacySpan) -> bool:
    """Return whether the gazetteer knows a town of the left name in the region of the right one ("Enugu Enugu State")."""
    hits = knowledge.lookup(right.text)
    regions = {hit.known.country for hit in hits if hit.known.kind == "Place" and hit.known.country}
    return any(hit.known.kind == "City" and hit.known.country in regions for hit in knowledge.lookup(left.text))


def outlet_in_front(name: SpacySpan) -> SpacySpan:
    """Return the outlet that an unknown name begins with ("Reuters Handout"), else the name."""
    if len(name) == 1 or name.label_ not in {"ORG", ""} or knowledge.lookup(name.text):
        return name
    for end in range(name.end - 1, name.start, -1):
        hits = knowledge.lookup(name.doc[name.start : end].text)
        if hits and hits[0].known.kind == "NewsOrganization" and hits[0].score >= SURE_OUTLET:
            return SpacySpan(name.doc, name.start, end, label="ORG")
    return name


def place_in_front(name: SpacySpan) -> list[SpacySpan]:
    """Return a place apart from the person whom spaCy joins to it ("Middle East Anna Berg", "President of Malta Anna Berg").

    One word in front is a place only behind an office: others are called "Jordan Berg".
    """
    office = is_behind_office(name)
    body = body_in_front(name) if office else None
    if body is not None:
        return [body, SpacySpan(name.doc, body.end, name.end, label="PERSON")]
    if (name.label_ != "PERSON" and not office) or knowledge.lookup(name.text):
        return [name]
    for size in range(min(LONGEST_STATE, len(name) - 1), 0 if office else 1, -1):
        front = SpacySpan(name.doc, name.start, name.start + size)
        front.label_ = "ORG" if front.text.isupper() else "GPE"
        known = office and size == 1 and front.text.isupper()  # "the Secretary General of the UN Anna Berg"
        known = known or any(
            hit.known.kind in {"Country", "Place"} and hit.relation in {"name", "alias"}
            for hit in knowledge.lookup(front.text)
        )
        if known and (office or len(name) - size > 1) and all(map(is_human_word, name[size:])):
            return [front, SpacySpan(name.doc, front.end, name.end, label="PERSON")]
    return [name]


def is_human_word(token: Token) -> bool:
    """Return whether a word of a name may be a person's: it has a capital and belongs to no body ("Mission", "Affairs")."""
    return token.text[:1].isupper() and token.lower_ not in words.ORGANIZATION_NOUNS | words.OFFICE_MODIFIERS


def body_in_front(name: SpacySpan) -> SpacySpan | None:
    """Return the body that a name begins with where somebody's name follows: "Turkish Foreign Ministry Anna Berg"."""
    for token in name[1:-1]:
        rest = name.doc[token.i + 1 : name.end]
        if token.lower_ in words.STATE_BODIES and len(rest) > 1 and all(part.text[:1].isupper() for part in rest):
            return SpacySpan(name.doc, name.start, token.i + 1, label="ORG")
    return None


def is_behind_office(name: SpacySpan) -> bool:
    """Return whether a name follows an office and "of" or "for": "Minister of Foreign Affairs of …", "the envoy for …"."""
    start = name.start - 1
    if start > 0 and name.doc[start].lower_ == "the":
        start -= 1
    while start > 1 and name.doc[start].lower_ in {"and", ","} and name.doc[start - 1].text[:1].isupper():
        start -= 2  # "ministers of X and Y …"
    if start < 1 or name.doc[start].lower_ not in {"of", "for", "to"}:
        return False
    for token in reversed(name.doc[max(0, start - OFFICE_REACH) : start]):
        if token.lemma_.lower() in words.OFFICES:
            return True
        if token.lower_ not in words.OFFICE_MODIFIERS | {"of", "for", "the", "and"} and not token.text.isupper():
            return False  # "the representative of the MFA of …"
    return False


def without_direction(name: SpacySpan) -> SpacySpan:
    """Return a known place without the point of the compass before it: "Iraq" of "northern Iraq"."""
    if len(name) < 2 or name[0].lower_ not in words.DIRECTIONS or knowledge.lookup(name.text):
        return name
    rest = SpacySpan(name.doc, name.start + 1, name.end, label=name.label_)
    known = any(hit.known.kind in PLACES for hit in knowledge.lookup(rest.text))
    return rest if known else name


def to_its_end(name: SpacySpan) -> SpacySpan:
    """Return a name with what the gazetteer says belongs to it: "Islamic State of Iraq" goes on "and the Levant"."""
    doc = name.doc
    if (
        name.end >= len(doc)
        or doc[name.end].lower_ not in {"and", "of", "for", "on", "in"}
        or name.label_ in {"PERSON", "NORP"}
    ):
        return name
    for end in range(min(name.end + LONGEST_TAIL, len(doc)), name.end + 1, -1):
        if doc[end - 1].text[:1].isupper() and any(
            hit.relation != "capital" for hit in knowledge.lookup(doc[name.start : end].text)
        ):
            return SpacySpan(doc, name.start, end, label=name.label_)
    return name


def mention(name: SpacySpan, reading: Reading) -> Mention:
    """Return the record of a name and what it was read as."""
    return Mention(span_of(name), name.text, reading.kind, reading.form, reading.country)


def is_between(token: Token) -> bool:
    """Return whether a word says that something is between the halves of a country, as "Korean" of "inter-Korean" does."""
    return token.i > 1 and token.nbor(-1).text == "-" and token.nbor(-2).lower_ == "inter"


def is_portfolio(name: SpacySpan) -> bool:
    """Return whether a word is what an office beside it is for: "Commerce Secretary", "Minister of State"."""
    after = name.doc[name.end] if name.end < len(name.doc) else None
    portfolio = len(name) == 1 and name[0].lower_ in words.OFFICE_MODIFIERS
    of_office = (
        name.start > 1 and name.doc[name.start - 1].lower_ in {"of", "for"} and is_office_word(name.doc[name.start - 2])
    )
    return portfolio and (of_office or (after is not None and is_office_word(after)))


def is_office_word(token: Token) -> bool:
    """Return whether a word means the holder of an office."""
    return token.lemma_.lower() in words.OFFICES


def both_halves(name: SpacySpan) -> list[SpacySpan]:
    """Return "North" and "South Korea" apart from "North and South Korea", else the name alone."""
    if len(name) != 4 or name[1].lower_ != "and" or name[0].lower_ not in HALVES:
        return [name]
    wholes = (f"{name[0].text} {name[3].text}", f"{name[2].text} {name[3].text}")
    if not all(any(hit.known.kind == "Country" for hit in knowledge.lookup(whole)) for whole in wholes):
        return [name]
    return [SpacySpan(name.doc, name.start + start, name.start + end, label="GPE") for start, end in ((0, 1), (2, 4))]


def named_mentions(doc: Doc) -> Iterator[Mention]:
    """Yield a mention for every name of an actor or place, and for the countries inside names of organisations."""
    apart = [
        part for name in name_spans(doc) for half in both_halves(name) for part in place_in_front(without_lead(half))
    ]
    names = [to_its_end(without_direction(part)) for name in apart for part in two_places(outlet_in_front(name))]
    surnames = full_surnames(names)
    lines = find_datelines(doc.text)
    whole = {token.i: name for name in sorted(names, key=len) for token in name}  # the longest name that holds a word
    names = [name for name in names if whole[name.start] is name or len(whole[name.start]) <= len(name)]
    names = [name for name in names if not (is_portfolio(name) or namesakes(name) or is_between(name[0]))]
    readings = agreed({name: read_name(name, surnames) for name in names}, surnames)
    states = federations(readings)
    for name, reading in readings.items():
        if not reading.kind:
            continue
        dated = any(line.covers(span_of(name)) for line in lines)
        yield from with_places_inside(name, in_dateline(name, reading) if dated else reading, states)


def in_dateline(name: SpacySpan, reading: Reading) -> Reading:
    """Return what a name in a dateline was read as: the town where a report was written is a town, not its government, nor a body."""
    if reading.form == "metonym":
        return Reading("City", "name", reading.country)
    city = next((hit.known for hit in knowledge.lookup(name.text) if hit.known.kind == "City"), None)
    return Reading("City", "name", city.country) if city and reading.kind in {"Organization", "Person"} else reading


def of_federation(found: Mention, federations: Federations) -> Mention:
    """Return a mention of a country as one of the state of a federation that is called so, where that is meant."""
    if found.form != "name" or found.kind != "Country":
        return found
    state = federations.state(found.text, found.country)
    return Mention(found.span, found.text, "Place", "name", state.country) if state else found


def with_places_inside(name: SpacySpan, reading: Reading, states: Federations) -> Iterator[Mention]:
    """Yield a name and the places whose names it holds; an organisation is of the country that its name begins with."""
    if len(name) == 1 or reading.kind not in HOLDERS or reading.form != "name":
        yield of_federation(mention(name, reading), states)
        return
    lead = leading_country(name)
    if (
        lead is not None and lead.form == "metonym" and reading.kind == "Building"
    ):  # a capital has houses, a government has bodies
        lead = Mention(lead.span, lead.text, "City", "name", lead.country)
    if lead is not None:
        lead = of_federation(lead, states)
        yield lead
    taken = lead.span.end if lead else 0
    yield from (of_federation(place, states) for place in places_inside(name) if place.span.start >= taken)
    yield mention(name, Reading(reading.kind, reading.form, reading.country or (lead.country if lead else "")))


def nationalities(doc: Doc, table: MentionTable) -> Iterator[Mention]:
    """Yield a mention of the country or region for every word of people outside names ("Russian officials", "the Europeans")."""
    for token in doc:
        if table.at(token) is not None or is_between(token):
            continue
        if (found := demonym(token)) is not None:
            reading = demonym_of(found)
            yield Mention(span_of(token), token.text, reading.kind, "demonym", reading.country)
        elif (country := before_hyphen(token)) is not None:
            yield country


def overlooked(doc: Doc, table: MentionTable) -> Iterator[Mention]:
    """Yield the well-known places that stand in capitals or a headline, where spaCy sees no names ("SEOUL", "TUNIS")."""
    for token in doc:
        if not token.text[:1].isupper() or table.at(token) is not None or token.ent_type_ in TIMES:
            continue
        for end in range(min(token.i + LONGEST_PLACE, len(doc)), token.i, -1):
            name = doc[token.i : end]
            if all(part.text[:1].isupper() for part in name) and (reading := known_place(name)).kind:
                yield mention(name, reading)
                break


def known_place(name: SpacySpan) -> Reading:
    """Return the country or large place that a name means and nothing else, else an empty reading."""
    hits = knowledge.lookup(name.text)
    best = hits[0] if hits else None
    if best is None or best.score < SURE_PLACE or best.relation not in {"name", "alias"} or best.known.weight < LARGE:
        return Reading()
    return (
        Reading(best.known.kind, "name", best.known.country)
        if best.known.kind in {"Country", "City", "Place"}
        else Reading()
    )


def find_names(doc: Doc) -> MentionTable:
    """Return the named actors and places of `doc`, typed, with their countries and the places they lie in."""
    table = MentionTable(doc, named_mentions(doc))
    for item in nationalities(doc, table):
        table.put(item)
    for item in list(overlooked(doc, table)):
        table.put(item)
    for item in list(table):
        table.put(placed(item, table))
    return table
