"""Where the text puts a place: "the Beau Rivage in Geneva", "Cairo's Tahrir Square", "Vienna International Centre"."""

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.kinds import is_street
from kg.extract.table import MentionTable
from kg.model import Mention

PLACES = frozenset({"Country", "City", "Building", "Place", "Venue"})
LYING = frozenset({"Building", "City", "Place", "Venue"})
BEHIND = frozenset({"in", ",", "at", "near"})
FARTHEST = 8  # tokens


def placed(item: Mention, table: MentionTable) -> Mention:
    """Return a place mention with `within` set where the text says what it lies in."""
    if item.kind not in LYING or item.form == "demonym":
        return item
    name = table.tokens(item.span)
    outer = place_behind(name, table) or owner(name, table) or in_its_name(item, table) or town_of_street(item, table)
    if outer is None or outer.kind == "Building" or (item.kind == "Place" and outer.form == "metonym"):
        return item
    return Mention(item.span, item.text, item.kind, item.form, item.country, within=outer.span)


def place_behind(name: SpacySpan, table: MentionTable) -> Mention | None:
    """Return the place that the words after `name` put it in: "… in Istanbul", "Geneva, Switzerland", ", a town in northern Iraq"."""
    doc, leads = name.doc, False
    for token in doc[name.end : name.end + FARTHEST]:
        found = table.starting(token)
        if found is not None:
            return _place(found) if leads else None
        if token.lower_ in BEHIND or (token.lower_ == "of" and _is_part(doc[token.i - 1])):
            leads = True
        elif not _may_stand_between(token):
            return None
    return None


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
    inner = (other for other in table.inside(item.span) if other.span.start == item.span.start and other.span != item.span)
    return next((other for other in inner if other.kind == "City"), None)


def town_of_street(item: Mention, table: MentionTable) -> Mention | None:
    """Return the town that the text named last before a street, else the first behind it: there the street is."""
    if not is_street(table.tokens(item.span)):
        return None
    towns = [other for other in table if other.kind == "City" and other.form == "name" and not item.span.overlaps(other.span)]
    before = [town for town in towns if town.span.start < item.span.start]
    return before[-1] if before else next(iter(towns), None)


def _place(found: Mention | None) -> Mention | None:
    return found if found is not None and found.kind in PLACES and found.form != "demonym" else None
