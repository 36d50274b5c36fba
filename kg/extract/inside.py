"""Places that stand inside longer names: "Houston" in "Houston Police Department", "Mexico" in "Bank of Mexico".

Such a mention says that these words name the place, and nothing of how the place and the whole hang together.
"""

from collections.abc import Iterator

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg import knowledge
from kg.extract.kinds import Reading, demonym_of
from kg.extract.table import span_of
from kg.model import Mention, Span

LONGEST = 3  # tokens
SURE, WELL_KNOWN, FAMOUS = 0.9, 1e5, 1e6  # score, weights of cities and parts of countries
LEADS_IN = frozenset({"of", "in", "at", "for", ",", "-", "–", "the"})
HOLDERS = frozenset({"Organization", "NewsOrganization", "Building"})


def before_hyphen(token: Token) -> Mention | None:
    """Return the country that a word begins with which a hyphen makes an adjective: "U.S." of "U.S.-led"."""
    lead, hyphen, tail = token.text.partition("-")
    if not hyphen or not tail.islower() or not lead[:1].isupper():
        return None
    hit = next((hit for hit in knowledge.lookup(lead) if hit.score >= SURE), None)
    if hit is None or hit.known.kind != "Country":
        return None
    form = "demonym" if hit.relation == "demonym" else "name"
    return Mention(Span(token.idx, token.idx + len(lead)), lead, "Country", form, hit.known.country)


def leading_country(name: SpacySpan) -> Mention | None:
    """Return the country that stands at the start of an organisation's or building's name ("Turkish Foreign Ministry")."""
    for end in range(min(name.start + LONGEST, name.end - 1), name.start, -1):
        lead = name.doc[name.start : end]
        hits = knowledge.lookup(lead.text)
        for hit in hits:
            if hit.known.kind == "Country":
                form = "demonym" if hit.relation == "demonym" else "metonym" if hit.relation == "capital" else "name"
                return Mention(span_of(lead), lead.text, "Country", form, hit.known.country)
        if len(lead) > 1 and any(hit.known.kind == "Place" and hit.score >= SURE for hit in hits):
            return None  # "Niger" in "Niger Delta"
    return None


def places_inside(name: SpacySpan) -> Iterator[Mention]:
    """Yield the countries, cities and regions that well-known words inside a name name, in text order, without overlaps.

    Cities and regions stand first or last in it or behind a word like "of": what stands elsewhere is as likely a part of
    something else. What the gazetteer knows as a whole ("New Mexico", "European Union") holds no other.
    """
    if knowledge.lookup(name.text):
        return
    start = name.start
    while start < name.end:
        found = next(_longest_at(name, start), None)
        if found is None:
            start += 1
        else:
            part, reading = found
            yield Mention(span_of(part), part.text, reading.kind, reading.form, reading.country)
            start = part.end


def _longest_at(name: SpacySpan, start: int) -> Iterator[tuple[SpacySpan, Reading]]:
    for end in range(min(start + LONGEST, name.end), start, -1):
        part = name.doc[start:end]
        if len(part) < len(name) and all(token.text[:1].isupper() for token in part):
            reading = _place(part)
            if reading.kind and (_stands_out(part, name) or (reading.kind == "Country" and not _is_surname(part, name))):
                yield part, reading


def _stands_out(part: SpacySpan, name: SpacySpan) -> bool:
    """Return whether a part stands first or last in a name, or behind a word like "of"."""
    return part.start == name.start or part.end == name.end or name.doc[part.start - 1].lower_ in LEADS_IN


def _is_surname(part: SpacySpan, name: SpacySpan) -> bool:
    """Return whether a given name stands before a part: "Michael Jordan Foundation"."""
    return part.start > name.start and knowledge.names.fold(name.doc[part.start - 1].text) in knowledge.words("given")


def _place(part: SpacySpan) -> Reading:
    """Return the place that words name before all else, else an empty reading."""
    hits = knowledge.lookup(part.text)
    hit = hits[0] if hits else None
    if hit is None or not (hit.score >= SURE or (hit.relation == "name" and hit.known.weight >= FAMOUS)):
        return Reading()
    if hit.relation == "demonym":
        return demonym_of(hit)
    is_known = hit.known.kind == "Country" or (hit.known.kind in {"City", "Place"} and hit.known.weight >= WELL_KNOWN)
    return Reading(hit.known.kind, "name", hit.known.country) if is_known else Reading()
