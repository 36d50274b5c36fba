"""Events and delegations as entities, and which of different documents are one.

In a document each record is one. Across documents events join if they are of one kind, on one day, and share a place or
two countries that take part; delegations if they represent one country and belong to one joined event.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

import msgspec

from kg import ontology
from kg.model import Delegation, Event, Extraction, Merge, Reason, Span
from kg.resolve.records import without_article

DELEGATION = "Delegation"
SHARED_COUNTRIES = 2
LONGEST_EVENT = 31  # days; a longer one is a period, in which much happens


@dataclass
class Happening:
    """An event or delegation of one document."""

    document: str
    kind: str
    key: Span
    mentions: tuple[Span, ...]
    label: str
    names: tuple[str, ...]
    days: tuple[str, str] = ("", "")
    places: frozenset[str] = frozenset()  # entity ids
    countries: frozenset[str] = frozenset()  # entity ids of countries that take part or are represented
    event: Span | None = None

    def spots(self) -> Iterator[tuple[str, Span]]:
        """Return the mentions that mean it, as (document id, span)."""
        return ((self.document, span) for span in self.mentions)


Referents = Mapping[tuple[str, Span], tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class World:
    """What is already resolved: who is meant, the places around a place, and the countries an actor acts for."""

    referents: Referents
    around: Mapping[str, frozenset[str]]
    acts_for: Mapping[str, frozenset[str]]

    def of(self, document: str, spans: Iterable[Span]) -> list[str]:
        """Return the ids of the entities that these mentions mean."""
        return [entity for span in spans for entity in self.referents.get((document, span), ())]


class Doing(msgspec.Struct, frozen=True, array_like=True):
    """An event or delegation of one document, as it is before anything is known of other documents."""

    kind: str
    key: Span
    mentions: tuple[Span, ...]
    label: str
    names: tuple[str, ...]
    days: tuple[str, str]
    venues: tuple[Span, ...]
    taking_part: tuple[Span, ...]  # actors, and whom their delegations represent; for a delegation whom it represents
    event: Span | None  # of a delegation


def doings(extraction: Extraction) -> tuple[Doing, ...]:
    """Return the events of a document, then its delegations."""
    represents = {span: one.represents for one in extraction.delegations for span in one.mentions}
    events = (_event(extraction.document.text, event, represents) for event in extraction.events)
    return (*events, *(_delegation(extraction.document.text, one) for one in extraction.delegations))


def _event(text: str, event: Event, represents: Mapping[Span, tuple[Span, ...]]) -> Doing:
    actors = (*event.participants, *event.initiator, *event.target)
    label, names = _labels(text, event.mentions)
    return Doing(
        event.kind,
        event.key,
        event.mentions,
        label if " " in label else _described(text, event, represents) or label,
        names,
        (event.when.start, event.when.end or event.when.start) if event.when else ("", ""),
        event.venues,
        (*actors, *(span for actor in actors for span in represents.get(actor, ()))),
        None,
    )


def _delegation(text: str, one: Delegation) -> Doing:
    label, names = _labels(text, one.mentions)
    if one.represents and not _names_somebody(label):
        label = f"{without_article(one.represents[0].of(text))} {label.split()[-1].lower()}"
    return Doing(DELEGATION, one.key, one.mentions, label, names, ("", ""), (), one.represents, one.event)


def happening(document: str, doing: Doing, world: World) -> Happening:
    """Return an event or delegation with what is known of its places and countries."""
    # A country is too wide a place: two meetings in one country on one day need not be one.
    venues = [place for place in world.of(document, doing.venues) if place not in world.acts_for.get(place, ())]
    taking_part = world.of(document, doing.taking_part)
    countries = (
        taking_part
        if doing.kind == DELEGATION
        else (country for entity in taking_part for country in world.acts_for.get(entity, ()))
    )
    return Happening(
        document,
        doing.kind,
        doing.key,
        doing.mentions,
        doing.label,
        doing.names,
        doing.days,
        frozenset(place for venue in venues for place in (venue, *world.around.get(venue, ()))),
        frozenset(countries),
        doing.event,
    )


def _described(text: str, event: Event, represents: Mapping[Span, tuple[Span, ...]]) -> str:
    """Return a label for an event that the text calls by one word only ("met"): its kind, and who or where; "" if neither."""
    kind = ontology.label(event.kind)
    actors = event.participants or (*event.initiator, *event.target)
    named = list(dict.fromkeys(_called(text, span, represents.get(span, ())) for span in actors))[:2]
    if named:
        return f"{kind} of {' and '.join(named)}"
    return f"{kind} in {event.venues[0].of(text)}" if event.venues else ""


def _called(text: str, actor: Span, parties: tuple[Span, ...]) -> str:
    """Return what an actor is called: a delegation whose words do not say so by the party that it represents."""
    own, party = (
        without_article(" ".join(span.of(text).split())) for span in (actor, parties[0] if parties else actor)
    )
    return own if _names_somebody(own) else party


def _names_somebody(label: str) -> bool:
    """Return whether a wording of several words has a name in it ("Russian delegation"), and does not only describe."""
    return " " in label and not label.islower()


def _labels(text: str, spans: tuple[Span, ...]) -> tuple[str, tuple[str, ...]]:
    """Return the most telling wording without its article, and all wordings."""
    worded = [" ".join(span.of(text).split()) for span in spans]
    bare = [without_article(words) for words in worded]
    return min(bare, key=lambda words: (-len(words.split()), -bare.count(words), -len(words), words)), tuple(
        sorted(set(worded))
    )


def same_events(found: Iterable[Happening]) -> tuple[list[list[Happening]], list[Merge]]:
    """Return the events of all documents grouped, and the merges; compared are those of one kind and month only."""
    blocks: defaultdict[tuple[str, str], list[Happening]] = defaultdict(list)
    alone: list[list[Happening]] = []
    for happening in found:
        if _is_dated(happening):
            blocks[happening.kind, happening.days[0]].append(happening)
        else:
            alone.append([happening])
    merges: list[Merge] = []
    groups = [group for key in sorted(blocks) for group in _grouped(blocks[key], merges)]
    return [*alone, *_overlapping(groups, merges)], merges


def _is_dated(happening: Happening) -> bool:
    """Return whether the event has a day, so that two may be known to fall on the same."""
    start, end = happening.days
    if len(start) != 10 or len(end) != 10:
        return False
    return (date.fromisoformat(end) - date.fromisoformat(start)).days <= LONGEST_EVENT


def _grouped(happenings: list[Happening], merges: list[Merge]) -> list[list[Happening]]:
    groups: list[list[Happening]] = []
    for happening in sorted(happenings, key=lambda one: (one.document, one.key)):
        for group in groups:
            reasons = [shared(happening, other) for other in group]
            if all(reasons) and all(other.document != happening.document for other in group):
                merges.append(_merge(group[0], happening, reasons[0]))
                group.append(happening)
                break
        else:
            groups.append([happening])
    return groups


def _overlapping(groups: list[list[Happening]], merges: list[Merge]) -> list[list[Happening]]:
    """Join groups that begin on different days but whose days overlap, each with every other."""
    kept: list[list[Happening]] = []
    recent: defaultdict[str, list[list[Happening]]] = defaultdict(list)
    for group in sorted(groups, key=lambda one: (one[0].days, one[0].document, one[0].key)):
        start = group[0].days[0]
        near = recent[group[0].kind] = [
            other for other in recent[group[0].kind] if max(one.days[1] for one in other) >= start
        ]
        target = next((other for other in near if other[0].days[0] != start and _joinable(other, group)), None)
        if target is None:
            kept.append(group)
            near.append(group)
        else:
            merges.append(_merge(target[0], group[0], shared(target[0], group[0])))
            target += group
    return kept


def _joinable(left: list[Happening], right: list[Happening]) -> bool:
    documents = {one.document for one in left} & {one.document for one in right}
    return not documents and all(shared(ours, theirs) for ours in left for theirs in right)


def shared(left: Happening, right: Happening) -> tuple[Reason, ...]:
    """Return why two dated events of one kind are the same; empty where they need not be."""
    if left.days[0] > right.days[1] or right.days[0] > left.days[1]:
        return ()
    places, countries = left.places & right.places, left.countries & right.countries
    reasons = []
    if places:
        reasons.append(Reason(0.5, f"both at {', '.join(sorted(places))}"))
    if len(countries) >= SHARED_COUNTRIES:
        reasons.append(Reason(0.5, f"in both take part {', '.join(sorted(countries))}"))
    return (
        (Reason(0.4, f"both are of kind {left.kind} on {max(left.days[0], right.days[0])}"), *reasons)
        if reasons
        else ()
    )


def likeness(left: Happening, right: Happening) -> float:
    """Return how much two events have in common."""
    return sum(reason.score for reason in shared(left, right))


def same_delegations(
    found: Iterable[Happening], event_of: Mapping[tuple[str, Span], str]
) -> tuple[list[list[Happening]], list[Merge]]:
    """Return the delegations grouped by the countries they represent and the joined event they belong to."""
    groups: defaultdict[tuple[object, ...], list[Happening]] = defaultdict(list)
    for one in found:
        event = event_of.get((one.document, one.event)) if one.event else None
        if event and one.countries:
            groups[event, tuple(sorted(one.countries))].append(one)
        else:
            groups[one.document, one.key].append(one)
    merges = [
        _merge(group[0], other, (Reason(1.0, f"both act for {', '.join(sorted(other.countries))} at {key[0]}"),))
        for key, group in groups.items()
        for other in group[1:]
    ]
    return list(groups.values()), merges


def _merge(left: Happening, right: Happening, reasons: tuple[Reason, ...]) -> Merge:
    score = round(min(1.0, sum(reason.score for reason in reasons)), 4)
    spans = (left.document, left.key), (right.document, right.key)
    return Merge((left.document, left.label), (right.document, right.label), score, reasons, spans)
