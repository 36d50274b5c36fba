"""Where the text puts a place or a body with a seat: "the Beau Rivage in Geneva", "Cairo's Tahrir Square", "Lyon City Council"."""

from dataclasses import replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg import knowledge
from kg.extract import vocabulary as words
from kg.extract.kinds import is_street
from kg.extract.table import MentionTable
from kg.model import Mention

PLACES = frozenset({"Country", "City", "Building", "Place", "Venue"})
LYING = frozenset({"Building", "City", "Place", "Venue"})
SEATS = frozenset({"City", "Place"})
BEHIND = frozenset({"in", ",", "at", "near"})
FARTHEST = 8  # tokens
SURE = 0.9


def placed(item: Mention, table: MentionTable) -> Mention:
    """Return the mention of a place or body with `within` set where the text says what it lies in or where its seat is."""
    if item.kind == "Organization":
        seat = seat_of(item, table)
        return replace(item, within=seat.span) if seat is not None else item
    if item.kind not in LYING or item.form == "demonym":
        return item
    name = table.tokens(item.span)
    outer = place_behind(name, table) or owner(name, table) or in_its_name(item, table) or town_of_street(item, table)
    if outer is None or outer.kind == "Building" or (item.kind == "Place" and outer.form == "metonym"):
        return item
    return replace(item, within=outer.span)


def has_seat(item: Mention) -> bool:
    """Return whether a body is of a sort that has a seat, as the words of its name say: a court, a university, a council."""
    return item.kind == "Organization" and any(word.lower() in words.SEATED_NOUNS for word in item.text.split())


def seat_of(item: Mention, table: MentionTable) -> Mention | None:
    """Return the town in which the words put a body; None where they do not, or where the gazetteer knows the body.

    What is done "at the CHU in Lyon" is done where that body is, whatever it is called.
    """
    if item.form != "name" or knowledge.lookup(item.text):
        return None
    name = table.tokens(item.span)
    if not has_seat(item):
        return town_behind(name, table) if _is_at(name) and name.doc[name.end].lower_ == "in" else None
    return town_behind(name, table) or _seat(owner(name, table)) or town_in_its_name(item, table)


def _is_at(name: SpacySpan) -> bool:
    """Return whether "at" or "at the" stands before a name that others follow."""
    start = name.start - 1
    if start > 0 and name.doc[start].lower_ == "the":
        start -= 1
    return start >= 0 and name.doc[start].lower_ == "at" and name.end < len(name.doc)


def town_behind(name: SpacySpan, table: MentionTable) -> Mention | None:
    """Return the town right behind a name: "… in Geneva", "…, Owerri (…)" but not one of a list ("…, Owerri and …")."""
    doc, at = name.doc, name.end
    if at + 1 >= len(doc) or doc[at].lower_ not in {"in", ","}:
        return None
    found = _seat(table.starting(doc[at + 1]))
    if found is None or doc[at].lower_ == "in":
        return found
    behind = table.tokens(found.span).end
    listed = behind < len(doc) and doc[behind].lower_ in {"and", "or"}
    return None if listed or found.kind != "City" else found


def town_in_its_name(item: Mention, table: MentionTable) -> Mention | None:
    """Return the town that the name of a body begins or ends with: "Lyon City Council", "British Embassy Tokyo"."""
    inner = (other for other in table.inside(item.span) if other.span != item.span and other.kind == "City")
    return next((one for one in inner if one.span.start == item.span.start or one.span.end == item.span.end), None)


def _seat(found: Mention | None) -> Mention | None:
    return found if found is not None and found.kind in SEATS and found.form == "name" else None


def place_behind(name: SpacySpan, table: MentionTable) -> Mention | None:
    """Return the place that the words after `name` put it in: "… in Istanbul", "Geneva, Switzerland", ", a town in northern Iraq"."""
    doc, leads = name.doc, False
    for token in doc[name.end : name.end + FARTHEST]:
        found = table.starting(token)
        if found is not None:
            fits = is_address(name, found, table) or (leads and may_hold(name, found, doc[name.end], table))
            return _place(found) if fits else None
        if token.lower_ in BEHIND or (token.lower_ == "of" and _is_part(doc[token.i - 1])):
            leads = True
        elif not _may_stand_between(token):
            return None
    return None


def may_hold(name: SpacySpan, found: Mention, link: Token, table: MentionTable) -> bool:
    """Return whether a place may lie in another that a comma parts from it, which may as well be the next of a list.

    A town or region that the gazetteer knows lies in what it says, and in no other town or region: "Alaska, Florida and Ohio".
    """
    if link.text != "," or found.kind not in {"City", "Place"}:
        return True
    if _is_listed(found, table):
        return False
    known = [
        hit.known for hit in knowledge.lookup(name.text) if hit.known.kind in {"City", "Place"} and hit.score >= SURE
    ]
    around = {hit.known.id for hit in knowledge.lookup(found.text)}
    return not known or any(one.within in around for one in known)


def _is_listed(found: Mention, table: MentionTable) -> bool:
    """Return whether a place is followed by "and" and another: then it is one of a list ("A, B and C")."""
    doc, at = table.doc, table.tokens(found.span).end
    at += at < len(doc) and doc[at].text == ","
    if at + 1 >= len(doc) or doc[at].lower_ not in {"and", "or"}:
        return False
    other = table.starting(doc[at + 1])
    return other is not None and other.kind in LYING


def is_address(name: SpacySpan, found: Mention, table: MentionTable) -> bool:
    """Return whether a region or country right behind a town is where it lies: "Enugu Enugu State"."""
    inner = table.starting(name[0])
    joined = table.tokens(found.span).start == name.end and found.kind in {"Place", "Country"}
    return joined and inner is not None and inner.kind == "City" and found.form == "name"


def _may_stand_between(token: Token) -> bool:
    """Return whether a word may stand between a place and what it lies in: "the northeastern city of", "a market town in"."""
    if _is_part(token) or token.is_quote or token.pos_ in {"DET", "ADJ"} or token.lower_ in words.DIRECTIONS:
        return True
    return token.pos_ == "NOUN" and token.i + 1 < len(token.doc) and _is_part(token.doc[token.i + 1])


def _is_part(token: Token) -> bool:
    return token.lower_ in words.PART_NOUNS


def owner(name: SpacySpan, table: MentionTable) -> Mention | None:
    """Return the place whose genitive stands before `name`: "Cairo's Tahrir Square", "Cairo's gated suburb of Madinaty"."""
    doc, at = name.doc, name.start - 1
    if at > 1 and doc[at].lower_ == "of" and _is_part(doc[at - 1]):
        at -= 2
        while at > 0 and doc[at].pos_ == "ADJ":
            at -= 1
    return _place(table.ending(doc[at - 1])) if at > 0 and doc[at].tag_ == "POS" else None


def in_its_name(item: Mention, table: MentionTable) -> Mention | None:
    """Return the city that the name of a building begins with: "Vienna International Centre"."""
    if item.kind not in {"Building", "Venue"}:
        return None
    inner = (
        other for other in table.inside(item.span) if other.span.start == item.span.start and other.span != item.span
    )
    return next((other for other in inner if other.kind == "City"), None)


def town_of_street(item: Mention, table: MentionTable) -> Mention | None:
    """Return the town that the text named last before a street, else the first behind it: there the street is."""
    if not is_street(table.tokens(item.span)):
        return None
    towns = [other for other in table if is_town(other, table) and not item.span.overlaps(other.span)]
    before = [town for town in towns if town.span.start < item.span.start]
    return before[-1] if before else next(iter(towns), None)


def is_town(item: Mention, table: MentionTable) -> bool:
    """Return whether a mention names a town, also in the name of a body, but not "Washington" in "Washington Square"."""
    around = (other for token in table.tokens(item.span) for other in table.all_at(token) if other.span != item.span)
    return item.kind == "City" and item.form == "name" and all(other.kind not in LYING for other in around)


def _place(found: Mention | None) -> Mention | None:
    return found if found is not None and found.kind in PLACES and found.form != "demonym" else None
