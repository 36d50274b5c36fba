"""From all extractions to entities: within documents, against the gazetteer, across documents, then what happened."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg import ids
from kg.knowledge import names
from kg.model import Entity, Extraction, Judgement, Merge, Resolution, Span
from kg.resolve import across, happenings, judged, within
from kg.resolve.entities import Key, entities_of, states_behind, with_surroundings
from kg.resolve.happenings import Happening, World
from kg.resolve.judged import Ties
from kg.resolve.link import Scene, link
from kg.resolve.records import Cluster


@dataclass(frozen=True, slots=True)
class Solution:
    """A resolution, and what each entity is made of: clusters, or happenings, by entity id."""

    resolution: Resolution
    members: Mapping[str, Sequence[Cluster] | Sequence[Happening]]


def resolve(extractions: Iterable[Extraction], judgements: Iterable[Judgement] = ()) -> Resolution:
    """Return the entities of all documents and which mention, event and delegation means which.

    `judgements` are those that hold; they are obeyed before all else. A pure function of the sets of extractions and
    judgements: their order, and one given twice, change nothing.
    """
    return solve(extractions, judgements).resolution


def solve(extractions: Iterable[Extraction], judgements: Iterable[Judgement] = ()) -> Solution:
    """Return what `resolve` does, with what each entity is made of, to explain it."""
    given = as_set(extractions)
    ties = judged.bind(judgements, given)
    meant: dict[Key, tuple[Cluster, ...]] = {}
    found = [cluster for extraction in given for cluster in read_clusters(extraction, meant, ties)]
    groups, merges = across.groups(found)
    groups = judged.settled(groups, ties, across.likeness)
    entities = entities_of(groups)
    referents = _referents(entities, groups, meant)
    places = with_surroundings(entities)
    acts, more = _happened(given, list(places.values()), referents, ties)
    everything = sorted((*places.values(), *(entity for entity, _ in acts)), key=lambda entity: entity.id)
    reasons = {*merges, *more, *(merge for cluster in found for merge in cluster.reasons)}
    if ties.keys:  # what judgements parted was not joined
        reasons = {merge for merge in reasons if len({referents[key] for key in merge.spans}) == 1}
    found_out = tuple(everything), dict(sorted(referents.items())), tuple(sorted(reasons)), ties.rulings
    members = {entities[at].id: group for at, group in enumerate(groups)}
    return Solution(Resolution(*found_out), members | {entity.id: group for entity, group in acts})


def as_set(extractions: Iterable[Extraction]) -> list[Extraction]:
    """Return each document's extraction once, sorted by id."""
    by_id: defaultdict[str, list[Extraction]] = defaultdict(list)
    for extraction in extractions:
        by_id[extraction.document.id].append(extraction)
    return [by_id[key][0] if len(by_id[key]) == 1 else min(by_id[key], key=repr) for key in sorted(by_id)]


def read_clusters(extraction: Extraction, meant: dict[Key, tuple[Cluster, ...]], ties: Ties) -> list[Cluster]:
    """Return the linked clusters of one document; adds to `meant` what each mention means."""
    found = [part for cluster in within.clusters(extraction) for part in judged.parted(cluster, ties)]
    local: dict[Span, tuple[Cluster, ...]] = {m.span: (cluster,) for cluster in found for m in cluster.mentions}
    text = extraction.document.text
    for cluster in found:
        cluster.roles |= {names.fold(mention.role.of(text)) for mention in cluster.mentions if mention.role}
    within.follow(extraction, local)
    scene = Scene(
        extraction.document.date, frozenset(cluster.country for cluster in found if cluster.kind == "Country")
    )
    for cluster in found:
        link(cluster, scene)
        cluster.acts_for |= states_behind(cluster, scene.date)
    joined = within.merge_known(found, ties.judge)
    home = {id(mention): cluster for cluster in joined for mention in (*cluster.mentions, *cluster.referring)}
    for span, clusters in local.items():
        kept = [home[id(cluster.mentions[0])] for cluster in clusters]
        meant[extraction.document.id, span] = tuple({id(cluster): cluster for cluster in kept}.values())
    return joined


def _referents(
    entities: dict[int, Entity], groups: list[list[Cluster]], meant: dict[Key, tuple[Cluster, ...]]
) -> dict[Key, tuple[str, ...]]:
    entity_of = {id(cluster): entities[at].id for at, group in enumerate(groups) for cluster in group}
    return {
        key: tuple(dict.fromkeys(entity_of[id(cluster)] for cluster in clusters)) for key, clusters in meant.items()
    }


# What happened


def _happened(
    given: list[Extraction], entities: list[Entity], referents: dict[Key, tuple[str, ...]], ties: Ties
) -> tuple[list[tuple[Entity, list[Happening]]], list[Merge]]:
    """Return the events and delegations as entities with what they are made of; adds to `referents` which record means which."""
    world = World(referents, _around(entities), _acts_for(given, entities, referents))
    events = [one for extraction in given for one in happenings.events(extraction, world)]
    event_groups, merges = happenings.same_events(events)
    made = _named(judged.divided(event_groups, ties, happenings.likeness), referents)
    event_of = {(one.document, one.key): entity.id for entity, group in made for one in group}
    delegations = [one for extraction in given for one in happenings.delegations(extraction, world)]
    delegation_groups, more = happenings.same_delegations(delegations, event_of)
    made += _named(judged.divided(delegation_groups, ties, happenings.likeness), referents)
    _follow_delegations(given, referents)
    return made, [*merges, *more]


def _around(entities: list[Entity]) -> dict[str, frozenset[str]]:
    """Return the places that each place lies in, but for countries: two events in one country need not be one."""
    by_id = {entity.id: entity for entity in entities}
    found = {}
    for entity in entities:
        places, at = set(), entity.within
        while at in by_id and at not in places and by_id[at].kind != "Country":
            places.add(at)
            at = by_id[at].within
        found[entity.id] = frozenset(places)
    return found


def _acts_for(
    given: list[Extraction], entities: list[Entity], referents: dict[Key, tuple[str, ...]]
) -> dict[str, frozenset[str]]:
    """Return the countries that each actor is or acts for."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.kind == "Country":
            found[entity.id].add(entity.id)
    for extraction in given:
        document = extraction.document.id
        for mention in extraction.mentions:
            countries = [country for span in mention.represents for country in referents.get((document, span), ())]
            for actor in referents.get((document, mention.span), ()):
                found[actor] |= set(countries)
    return {actor: frozenset(countries) for actor, countries in found.items()}


def _named(
    groups: list[list[Happening]], referents: dict[Key, tuple[str, ...]]
) -> list[tuple[Entity, list[Happening]]]:
    drafts = {}
    for at, group in enumerate(groups):
        mentions = tuple(sorted((one.document, span) for one in group for span in one.mentions))
        labels = [one.label for one in group]
        label = min(labels, key=lambda words: (-len(words.split()), -labels.count(words), words))
        kind = group[0].kind
        found_as = tuple(
            sorted(
                f"{ids.slug(kind)}-{ids.slug(one.label)}-{ids.digest(one.document, repr(one.key))[:8]}" for one in group
            )
        )
        spoken = tuple(sorted({name for one in group for name in one.names}))
        drafts[at] = Entity(
            f"{ids.slug(kind)}-{ids.slug(label)}-{ids.digest(repr(mentions))[:8]}",
            kind,
            label,
            mentions,
            spoken,
            found_as,
        )
    for at, group in enumerate(groups):
        for one in group:
            referents.update({(one.document, span): (drafts[at].id,) for span in one.mentions})
    return [(drafts[at], group) for at, group in enumerate(groups)]


def _follow_delegations(given: list[Extraction], referents: dict[Key, tuple[str, ...]]) -> None:
    """Let the noun phrases that refer to delegations ("the two delegations") mean what these have become."""
    for extraction in given:
        document = extraction.document.id
        for mention in extraction.mentions:
            if (document, mention.span) not in referents and mention.refers_to:
                found = [entity for span in mention.refers_to for entity in referents.get((document, span), ())]
                if found:
                    referents[document, mention.span] = tuple(dict.fromkeys(found))
