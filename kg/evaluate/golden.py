"""How well one article was read, against what a careful reader wrote down of it (`kg/examples/*.yaml`)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from kg import ontology
from kg.errors import KgError
from kg.evaluate.attributions import jaccard, words
from kg.evaluate.context import marked
from kg.graph.terms import Names
from kg.model import Entity, Extraction, Position, Resolution, Span, Statement

# Overlap of words from which two texts are taken to say the same.
SAME = 0.5
Item = dict[str, Any]
PARTS = ("actors", "delegations", "venues", "events", "agreements", "demands", "statements")


@dataclass(frozen=True, slots=True)
class Score:
    """How much of one kind was found; `missed` and `spurious` say what was not and what should not have been."""

    kind: str
    found: int
    gold: int
    right: int  # predictions that the gold file confirms
    predicted: int
    missed: tuple[str, ...] = ()
    spurious: tuple[str, ...] = ()

    @property
    def recall(self) -> float:
        """Share of the gold items that were found."""
        return self.found / self.gold if self.gold else 1.0

    @property
    def precision(self) -> float:
        """Share of the predictions that are right."""
        return self.right / self.predicted if self.predicted else 1.0


@dataclass
class Reading:
    """A gold file beside what was extracted from its article."""

    gold: Item
    extraction: Extraction
    resolution: Resolution
    names: Names = field(default_factory=Names)

    @cached_property
    def text(self) -> str:
        """The article."""
        return self.extraction.document.text

    @cached_property
    def entities(self) -> dict[str, Any]:
        """The entities by id."""
        return {entity.id: entity for entity in self.resolution.entities}

    def of(self, spans: Iterable[Span]) -> tuple[str, ...]:
        """Return the ids of the entities that mentions mean."""
        return self.resolution.of(self.extraction.document.id, *spans)

    def entities_named(self, surface: str) -> set[str]:
        """Return the entities that mentions with these very words, articles aside, mean."""
        sought = bare(surface)
        return {
            entity
            for mention in self.extraction.mentions
            if bare(mention.text) == sought
            for entity in self.of([mention.span])
        }

    @cached_property
    def matched(self) -> dict[str, str]:
        """Gold id of each actor, delegation and venue → the entity that all its names mean, where there is one."""
        found = {}
        for item in (*self.gold["actors"], *self.gold["delegations"], *self.gold["venues"]):
            shared = set.intersection(*(self.entities_named(surface) for surface in item["surface"]))
            fitting = sorted(
                entity for entity in shared if fits(self.entities[entity].kind, item.get("type", "Delegation"))
            )
            if fitting:
                found[item["id"]] = fitting[0]
        return found

    def matches(self, item: str, entities: Iterable[str]) -> bool:
        """Return whether one of `entities` is the one that the gold id means."""
        return self.matched.get(item, "") in set(entities)


def load(path: Path) -> Any:
    """Return what a YAML file holds; raises `KgError` where it is none."""
    try:
        return yaml.safe_load(path.read_text("utf-8"))
    except (yaml.YAMLError, UnicodeDecodeError) as fault:
        raise KgError(f"{path} is not a gold file: {' '.join(str(fault).split())}") from fault


def load_gold(path: Path) -> Item:
    """Return what a careful reader wrote down of an article; raises `KgError` where the file is something else."""
    gold = load(path)
    missing = [part for part in PARTS if not (isinstance(gold, dict) and isinstance(gold.get(part), list))]
    if missing:
        raise KgError(f"{path} is not a gold file: it has no list of {', '.join(missing)}")
    return {**gold}


def bare(words_: str) -> str:
    """Return words without their article, in lower case."""
    lowered = " ".join(words_.lower().split())
    return next((lowered[len(lead) :] for lead in ("the ", "a ", "an ") if lowered.startswith(lead)), lowered)


def fits(kind: str, wanted: str) -> bool:
    """Return whether a class is the wanted one, or above or below it."""
    return ontology.is_a(kind, wanted) or ontology.is_a(wanted, kind)


def actors(reading: Reading) -> Score:
    """Score actors: found if all their names are under one node of the right class that holds no other actor's names."""
    gold, ignored = reading.gold["actors"], {bare(name) for name in reading.gold.get("ignore", ())}
    owners: dict[str, set[str]] = {}
    for item in gold:
        for surface in item["surface"]:
            for entity in reading.entities_named(surface):
                owners.setdefault(entity, set()).add(item["id"])
    found = [
        item
        for item in gold
        if (node := reading.matched.get(item["id"])) and owners[node] == {item["id"]} and details(reading, item, node)
    ]
    delegations = {reading.matched.get(item["id"]) for item in reading.gold["delegations"]}
    predicted = [
        one
        for one in reading.resolution.entities
        if ontology.is_a(one.kind, "Actor")
        and one.kind != "Delegation"
        and one.id not in delegations
        and not {bare(name) for name in one.names} & ignored
    ]
    right = [one for one in predicted if one.id in owners]
    return score(reading, "actors", gold, found, predicted, right)


def details(reading: Reading, item: Item, entity: str) -> bool:
    """Return whether an entity has the role, country and codes that the gold file gives it."""
    known, spans = reading.entities[entity], mentions_of(reading, entity)
    roles = {bare(mention.role.of(reading.text)) for mention in spans if mention.role is not None}
    stated = {other for mention in spans for other in reading.of((*mention.represents, *mention.affiliation))} | set(
        known.represents
    )
    parties = [item[key] for key in ("represents", "affiliation") if item.get(key)]
    return (
        (not item.get("role") or any(item["role"].lower() in role for role in roles))
        and all(reading.matches(party, stated) for party in parties)
        and (not item.get("iso3166") or known.iso3166 == item["iso3166"])
    )


def mentions_of(reading: Reading, entity: str) -> list[Any]:
    """Return the mentions that mean an entity."""
    return [mention for mention in reading.extraction.mentions if entity in reading.of([mention.span])]


def delegations(reading: Reading) -> Score:
    """Score delegations: found with all names, the party they act for, their head and their event."""
    gold, records = reading.gold["delegations"], reading.extraction.delegations
    found = []
    for item in gold:
        known = reading.matched.get(item["id"], "")
        record = next((one for one in records if known in reading.of([one.key])), None)
        if (
            record
            and reading.matches(item["represents"], reading.of(record.represents))
            and reading.matches(item["head"], reading.of(record.head))
        ):
            found.append(item)
    predicted = [entity for entity in reading.resolution.entities if entity.kind == "Delegation"]
    right = [entity for entity in predicted if entity.id in reading.matched.values()]
    return score(reading, "delegations", gold, found, predicted, right)


def venues(reading: Reading) -> Score:
    """Score the places where events are: found with all names, and the place they lie in."""
    gold = reading.gold["venues"]
    used = {entity for event in reading.extraction.events for entity in reading.of(event.venues)}
    found = [
        item
        for item in gold
        if (entity := reading.matched.get(item["id"])) in used
        and (not item.get("within") or lies_in(reading, str(entity), item["within"]))
    ]
    predicted = [reading.entities[entity] for entity in sorted(used)]
    right = [entity for entity in predicted if entity.id in reading.matched.values()]
    return score(reading, "venues", gold, found, predicted, right)


def lies_in(reading: Reading, entity: str, place: str) -> bool:
    """Return whether an entity lies in a gold place, directly or through others."""
    seen: set[str] = set()
    reach = {entity}
    while reach - seen:
        one = sorted(reach - seen)[0]
        seen.add(one)
        reach |= {reading.entities[one].within} - {""}
        reach |= set(reading.of(mention.within for mention in mentions_of(reading, one) if mention.within is not None))
    return reading.matches(place, reach - {entity})


def events(reading: Reading) -> Score:
    """Score events: found with the right class and what is said of participants, chair, venue, duration and time."""
    gold = reading.gold["events"]
    pairs = {
        item["id"]: next((event for event in reading.extraction.events if same_event(reading, item, event)), None)
        for item in gold
    }
    taken = {event.key for event in pairs.values() if event is not None}
    predicted = list(reading.extraction.events)
    return score(
        reading,
        "events",
        gold,
        [item for item in gold if pairs[item["id"]]],
        predicted,
        [event for event in predicted if event.key in taken],
    )


def same_event(reading: Reading, item: Item, event: Any) -> bool:
    """Return whether an extracted event is the gold one, with every actor, place and time that the gold file gives it."""
    lists = {
        "participants": event.participants,
        "venues": event.venues,
        "chair": event.chair,
        "initiator": event.initiator,
        "target": event.target,
        "venue": event.venues,
    }
    times = [
        span.of(reading.text).lower()
        for span in (event.when.span if event.when else None, event.duration)
        if span is not None
    ]
    wanted = [str(item[key]).lower() for key in ("when", "duration") if key in item]
    return (
        fits(event.kind, item["type"])
        and all(
            reading.matches(name, reading.of(spans))
            for key, spans in lists.items()
            if key in item
            for name in (item[key] if isinstance(item[key], list) else [item[key]])
        )
        and all(any(time in want or want in time for time in times) for want in wanted)
    )


def positions(reading: Reading, kind: str, plural: str) -> Score:
    """Score agreements or demands: found by their subject's words, their parties and their quantity."""
    gold = reading.gold[plural]
    predicted = [position for position in reading.extraction.positions if position.kind == kind]
    pairs: dict[str, Position | None] = {}
    for item in gold:
        fitting = [
            one
            for one in predicted
            if same_position(reading, item, one) and not any(one is pair for pair in pairs.values())
        ]
        pairs[item["id"]] = max(fitting, key=lambda one: shared(reading, item, one), default=None)
    right = [one for one in predicted if any(one is pair for pair in pairs.values())]
    return score(reading, plural, gold, [item for item in gold if pairs[item["id"]] is not None], predicted, right)


def same_position(reading: Reading, item: Item, found: Position) -> bool:
    """Return whether an extracted position is the gold one."""
    lists = {"parties": found.parties, "by": found.by, "of": found.of}
    return (
        shared(reading, item, found) >= SAME
        and all(
            reading.matches(name, reading.of(spans))
            for key, spans in lists.items()
            if item.get(key)
            for name in (item[key] if isinstance(item[key], list) else [item[key]])
        )
        and (not item.get("quantity") or (found.quantity is not None and found.quantity.value == item["quantity"]))
    )


def shared(reading: Reading, item: Item, found: Position) -> float:
    """Return the share of the words of the shorter subject that the other has too."""
    mine, theirs = tokens(item["subject"]), tokens(found.subject.of(reading.text))
    return len(mine & theirs) / (min(len(mine), len(theirs)) or 1)


def tokens(words_: str) -> set[str]:
    """Return the longer words of a text, in lower case and without the ends that inflection changes."""
    return {word.strip('"“”,.;').lower()[:6] for word in words_.split() if len(word) > 3}


def statements(reading: Reading) -> tuple[Score, dict[str, Statement]]:
    """Score statements: found if source and content overlap by half or more and the speakers are right.

    Also return the statement found for each gold id.
    """
    gold = reading.gold["statements"]
    predicted = [statement for statement in reading.extraction.statements if not statement.nested_in]
    pairs: dict[str, Statement] = {}
    for item in gold:
        free = [one for one in predicted if not any(one is other for other in pairs.values())]
        best = max(free, key=lambda one: likeness(reading, item, one), default=None)
        if (
            best is not None
            and likeness(reading, item, best) >= SAME
            and all(reading.matches(name, reading.of(best.speakers)) for name in item["speakers"])
        ):
            pairs[item["id"]] = best
    right = [one for one in predicted if any(one is pair for pair in pairs.values())]
    return score(reading, "statements", gold, [item for item in gold if item["id"] in pairs], predicted, right), pairs


def likeness(reading: Reading, item: Item, found: Statement) -> float:
    """Return how much of the words of source and content two statements share: the lesser of the two shares, 0.0 to 1.0."""
    content = jaccard(located(reading.text, *item["content"]), of_spans(reading.text, found.attribution.content))
    source = max(
        jaccard(where, of_spans(reading.text, found.attribution.source))
        for where in occurrences(reading.text, item["source"])
    )
    return min(content, source)


def located(text: str, *quotes: str) -> frozenset[int]:
    """Return where the words of exact quotes start, each quote at its first occurrence."""
    return words(text, [[text.index(quote), text.index(quote) + len(quote)] for quote in quotes])


def occurrences(text: str, quote: str) -> Iterator[frozenset[int]]:
    """Yield the words of every place where a quote stands."""
    start = text.find(quote)
    while start >= 0:
        yield words(text, [[start, start + len(quote)]])
        start = text.find(quote, start + 1)


def of_spans(text: str, spans: Iterable[Span]) -> frozenset[int]:
    """Return where the words of spans start."""
    return words(text, [[span.start, span.end] for span in spans])


def score(
    reading: Reading, kind: str, gold: list[Item], found: list[Item], predicted: list[Any], right: list[Any]
) -> Score:
    """Return the score, naming what was missed by its words in the gold file, and what was too much in its context."""
    found_ids = {item["id"] for item in found}
    spurious = tuple(describe(one, reading.text) for one in predicted if not any(one is other for other in right))
    missed = tuple(f"{item['id']}: {wording(item)}" for item in gold if item["id"] not in found_ids)
    return Score(kind, len(found), len(gold), len(right), len(predicted), missed, spurious)


def wording(item: Item) -> str:
    """Return the words by which a gold file knows a thing."""
    known = [item[key] for key in ("source", "cue", "content", "surface", "subject", "type") if item.get(key)]
    return " | ".join(" … ".join(part) if isinstance(part, list) else str(part) for part in known)


def describe(one: Any, text: str) -> str:
    """Return a prediction in a few words: an entity by its names, anything else by its kind and its place in the text."""
    if isinstance(one, Entity):
        return f"{one.label} ({one.kind})"
    if isinstance(one, Statement):
        found = one.attribution
        return marked(text, [(span.start, span.end) for span in (*found.source, *found.cue, *found.content)])
    place = one.span if isinstance(one, Position) else one.key
    return f"{one.kind}: {marked(text, [(place.start, place.end)])}"


def known_iris(reading: Reading, spoken: Mapping[str, Statement]) -> dict[str, str]:
    """Return the IRI of everything that the gold file knows and extraction found → its gold id."""
    document = reading.extraction.document.id
    known = {reading.names.local(entity).value: item for item, entity in reversed(reading.matched.items())}
    known |= {reading.names.statement(document, one.key).value: item for item, one in spoken.items()}
    for kind, plural in (("Agreement", "agreements"), ("Demand", "demands")):
        for item in reading.gold[plural]:
            for one in reading.extraction.positions:
                if one.kind == kind and same_position(reading, item, one):
                    known[reading.names.position(document, one).value] = item["id"]
    return known
