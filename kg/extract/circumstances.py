"""Where, when and for how long something was: the places, times and lengths of time of a clause."""

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg import knowledge
from kg.extract import vocabulary as words
from kg.extract.surroundings import PLACES
from kg.extract.table import MentionTable, span_of
from kg.model import Mention, Span, When

# How many words after an event noun its date is looked for.
TIME_REACH = 6
# Nouns in the names of houses in which people meet, whoever runs them.
HOUSES = frozenset("hotel palace castle villa palacio palais hall mansion residence resort lodge castello".split())
HOMES = frozenset("residence home house villa palace embassy headquarters mansion office".split())
# Prepositions before a time that is no day of the event.
BOUNDS = frozenset("since until till before after by".split())


def places_in(tokens: list[Token], table: MentionTable) -> list[Span]:
    """Return the places among `tokens` that a preposition of place or the noun itself puts the event in."""
    found: list[Span] = []
    for token in tokens:
        item = capital_meant(token, table) or table.at(token)
        if item is None or item.kind not in PLACES or item.form in {"demonym", "metonym"} or item.span in found:
            continue
        if any(other in found for other in item.refers_to):
            continue
        name = table.tokens(item.span)
        if not name.start <= token.i < name.end:
            found.append(item.span)
            continue
        before = word_before(name)
        inside_address = bool(found) and before is not None and before.text in {",", "in"}
        compound = item.kind in {"City", "Building"} and name.root.dep_ == "compound" and names_event(name.root.head)
        if compound or inside_address or (before is not None and before.lower_ in {"in", "at", "inside"}):
            found.append(item.span)
    return found


def capital_meant(noun: Token, table: MentionTable) -> Mention | None:
    """Return the town that "in the Omani capital" means, where the text names it; None for other words."""
    if noun.lower_ != "capital" or noun.dep_ != "pobj" or noun.head.lower_ != "in":
        return None
    countries = {item.country for child in noun.lefts for item in table.all_at(child) if item.kind == "Country"}
    towns = (item for item in table if item.kind == "City" and item.form == "name")
    return next((town for town in towns if countries & capital_of(town.text)), None)


def capital_of(town: str) -> set[str]:
    """Return the countries whose capital is called so."""
    return {hit.known.country for hit in knowledge.lookup(town) if hit.relation == "capital"}


def names_event(noun: Token) -> bool:
    """Return whether a noun names an event: "Geneva" in "the Geneva talks" is where they are."""
    return noun.lemma_.lower() in words.EVENT_NOUNS


def is_housed(item: Mention, table: MentionTable) -> bool:
    """Return whether "in" or "at" before a name with a word like "hotel" shows that a building is meant and no body."""
    if item.kind != "Organization" or item.form != "name" or knowledge.lookup(item.text):
        return False
    before = word_before(table.tokens(item.span))
    return not HOUSES.isdisjoint(item.text.lower().split()) and before is not None and before.lower_ in {"in", "at"}


def houses_in(tokens: list[Token], table: MentionTable) -> list[Span]:
    """Return the houses without a name that an event is put in by whose they are: "at the residence of the Swiss ambassador".

    They are added to `table`.
    """
    found: list[Span] = []
    for noun in tokens:
        if noun.lemma_.lower() not in HOMES or noun.dep_ != "pobj" or noun.head.lower_ not in {"in", "at"}:
            continue
        owner = next((child for child in noun.rights if child.lower_ == "of"), None)
        if owner is None or table.at(noun) is not None:
            continue
        start = noun.i
        while start > 0 and noun.doc[start - 1].pos_ in {"ADJ", "NOUN"} and noun.doc[start - 1].head == noun:
            start -= 1
        end = next((part.i for part in owner.subtree if part.is_punct or part.dep_ == "relcl"), owner.right_edge.i + 1)
        piece = noun.doc[start:end]
        table.put(Mention(span_of(piece), piece.text, "Building", "nominal"))
        found.append(span_of(piece))
    return found


def word_before(name: SpacySpan) -> Token | None:
    """Return the word before a place's name and the articles, adjectives and "city of" that belong to it."""
    doc, first = name.doc, name.start
    while first > 0 and doc[first - 1].pos_ in {"DET", "ADJ"}:
        first -= 1
    if first > 0 and doc[first - 1].lower_ in words.PART_NOUNS:  # "in the South African capital Pretoria"
        first = doc[first - 1].left_edge.i
    if first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lower_ in words.PART_NOUNS:
        first -= 2
        while first > 0 and doc[first - 1].pos_ in {"DET", "ADJ"}:
            first -= 1
    return doc[first - 1] if first else None


def time_in(tokens: list[Token], times: list[When]) -> When | None:
    """Return the first time expression that one of `tokens` belongs to and that tells the day, not since when."""
    starts = {token.idx: token for token in tokens}
    for when in times:
        inside = [token for start, token in starts.items() if when.span.start <= start < when.span.end]
        if inside and not is_bound(min(inside, key=lambda token: token.i)):
            return when
    return None


def is_bound(first: Token) -> bool:
    """Return whether a time only bounds what is told ("since April", "until Friday")."""
    before = first.doc[first.i - 1] if first.i else None
    return before is not None and before.lower_ in BOUNDS


def time_after(noun: Token, times: list[When]) -> When | None:
    """Return the time expression that follows a noun with only names and prepositions between ("… of X in February 2022")."""
    for token in noun.doc[noun.i + 1 : min(noun.i + 1 + TIME_REACH, noun.sent.end)]:
        if found := next((when for when in times if when.span.start == token.idx), None):
            return None if is_bound(token) else found
        if token.pos_ not in {"ADP", "PROPN", "DET"}:
            return None
    return None


def duration_in(tokens: list[Token], durations: list[Span]) -> Span | None:
    """Return the first length of time among `tokens` that tells how long something lasted."""
    for span in durations:
        inside = [token for token in tokens if span.start <= token.idx < span.end]
        if inside:
            first = min(inside, key=lambda token: token.i)
            before = first.nbor(-1).lower_ if first.i else ""
            measures = max(inside, key=lambda token: token.i).head.lemma_.lower() in words.EVENT_NOUNS
            if measures or before in {"for", "in", "within", "lasted", "lasting", "after", "took", "during"}:
                return span
    return None
