"""From all extractions to entities: within documents, against the gazetteer, across documents, then what happened."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace

from kg import ids, knowledge
from kg.knowledge import Known, names
from kg.model import Entity, Extraction, Mention, Resolution, Span
from kg.resolve import across, happenings, within
from kg.resolve.happenings import Happening
from kg.resolve.link import Scene, link
from kg.resolve.records import Cluster, Merge, fullest, without_article

Key = tuple[str, Span]
UNNAMED_FORMS = frozenset({"pronoun"})


def resolve(extractions: Iterable[Extraction]) -> Resolution:
    """Return the entities of all documents and which mention, event and delegation means which.

    A pure function of the set of extractions: their order, and one given twice, change nothing.
    """
    return resolve_with_reasons(extractions)[0]


def resolve_with_reasons(extractions: Iterable[Extraction]) -> tuple[Resolution, tuple[Merge, ...]]:
    """Return what `resolve` does, and why each two names were joined or linked, sorted."""
    given = _as_set(extractions)
    meant: dict[Key, tuple[Cluster, ...]] = {}
    found = [cluster for extraction in given for cluster in _read(extraction, meant)]
    groups, merges = across.groups(found)
    entities = _entities(groups)
    referents = _referents(entities, groups, meant)
    places = _with_surroundings(entities)
    acts, more = _happened(given, list(places.values()), referents, groups)
    everything = sorted((*places.values(), *acts), key=lambda entity: entity.id)
    reasons = {*merges, *more, *(merge for cluster in found for merge in cluster.reasons)}
    return Resolution(tuple(everything), dict(sorted(referents.items()))), tuple(sorted(reasons))


def explain(extractions: Iterable[Extraction], *words: str) -> tuple[Merge, ...]:
    """Return the merges and links that concern names with all of these words, in any spelling of case and accents."""
    asked = [names.fold(word) for word in words]
    _, merges = resolve_with_reasons(extractions)
    return tuple(merge for merge in merges if all(any(ask in names.fold(side[1]) for side in (merge.left, merge.right)) for ask in asked))


def _as_set(extractions: Iterable[Extraction]) -> list[Extraction]:
    by_id: defaultdict[str, list[Extraction]] = defaultdict(list)
    for extraction in extractions:
        by_id[extraction.document.id].append(extraction)
    return [by_id[key][0] if len(by_id[key]) == 1 else min(by_id[key], key=repr) for key in sorted(by_id)]


def _read(extraction: Extraction, meant: dict[Key, tuple[Cluster, ...]]) -> list[Cluster]:
    """Return the linked clusters of one document; adds to `meant` what each mention means."""
    found, local = within.clusters(extraction)
    text = extraction.document.text
    for cluster in found:
        cluster.roles |= {names.fold(mention.role.of(text)) for mention in cluster.mentions if mention.role}
    within.follow(extraction, local)
    scene = Scene(extraction.document.date, frozenset(cluster.country for cluster in found if cluster.kind == "Country"))
    for cluster in found:
        link(cluster, scene)
    joined = within.merge_known(found)
    home = {id(mention): cluster for cluster in joined for mention in (*cluster.mentions, *cluster.referring)}
    for span, clusters in local.items():
        kept = [home[id(cluster.mentions[0])] for cluster in clusters]
        meant[extraction.document.id, span] = tuple({id(cluster): cluster for cluster in kept}.values())
    return joined


# Entities


def _entities(groups: list[list[Cluster]]) -> dict[int, Entity]:
    """Return the entity of each group by the group's place in the list; ids are made from content."""
    drafts = {at: _entity(group) for at, group in enumerate(groups)}
    return _told_apart(drafts)


def _entity(group: list[Cluster]) -> Entity:
    known = group[0].known
    counted: Counter[str] = Counter()
    for cluster in group:
        counted += cluster.names
    kind = known.kind if known else Counter(sorted(cluster.kind for cluster in group)).most_common(1)[0][0]
    label = known.name if known else without_article(fullest(counted.items()))
    mentions = sorted((cluster.document, mention.span) for cluster in group for mention in (*cluster.mentions, *cluster.referring))
    return Entity(
        id=known_id(known) if known else f"{ids.slug(kind)}-{ids.slug(names.fold(label))}".strip("-"),
        kind=kind,
        label=label,
        mentions=tuple(mentions),
        names=tuple(sorted({_one_line(mention) for cluster in group for mention in _naming(cluster)})),
        found_as=tuple(sorted(cluster.found_as() for cluster in group)),
        wikidata=known.wikidata if known else "",
        iso3166=known.country if known and kind == "Country" else "",
        latitude=known.latitude if known else None,
        longitude=known.longitude if known else None,
        within=_within(group, known),
    )


def known_id(known: Known) -> str:
    """Return the entity id of something the gazetteer knows: "country-Q159", or its own id where it has no Wikidata id."""
    return f"{ids.slug(known.kind)}-{known.id}" if known.id.startswith("Q") else known.id


def _within(group: list[Cluster], known: Known | None) -> str:
    """Return the id of what a place lies in: as the gazetteer says, else the country that the text says."""
    if known:
        around = knowledge.known(known.within) if known.within else None
        return known_id(around) if around else ""
    countries = {cluster.country for cluster in group if cluster.kind in within.PLACES and cluster.country}
    country = knowledge.territory(min(countries)) if len(countries) == 1 else None
    return known_id(country) if country else ""


def _naming(cluster: Cluster) -> Iterator[Mention]:
    yield from (mention for mention in (*cluster.mentions, *cluster.referring) if mention.form not in UNNAMED_FORMS)


def _one_line(mention: Mention) -> str:
    return " ".join(mention.text.split())


def _told_apart(drafts: dict[int, Entity]) -> dict[int, Entity]:
    """Give entities that would share an id a digest of where they are mentioned; what is linked keeps its id."""
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, entity in drafts.items():
        holders[entity.id].append(at)
    for key, places in holders.items():
        unlinked = [at for at in places if not drafts[at].wikidata and not _is_own(key)]
        if len(places) > 1 or key.endswith("-") or "-" not in key:
            for at in unlinked:
                drafts[at] = replace(drafts[at], id=f"{key}-{ids.digest(repr(drafts[at].mentions))[:8]}")
    return drafts


def _is_own(key: str) -> bool:
    return knowledge.known(key) is not None


def _referents(entities: dict[int, Entity], groups: list[list[Cluster]], meant: dict[Key, tuple[Cluster, ...]]) -> dict[Key, tuple[str, ...]]:
    entity_of = {id(cluster): entities[at].id for at, group in enumerate(groups) for cluster in group}
    return {key: tuple(dict.fromkeys(entity_of[id(cluster)] for cluster in clusters)) for key, clusters in meant.items()}


def _with_surroundings(entities: dict[int, Entity]) -> dict[str, Entity]:
    """Return the entities by id, with the cities and countries that they lie in: these rest on the same words."""
    by_id = {entity.id: entity for entity in entities.values()}
    wanted = sorted(entity.id for entity in by_id.values() if entity.within)
    resting: defaultdict[str, set[Key]] = defaultdict(set)
    while wanted:
        entity = by_id[wanted.pop()]
        around = entity.within
        if around in by_id and not resting[around]:
            continue
        known = knowledge.known(around.split("-", 1)[1]) if around not in by_id and "-Q" in around else knowledge.known(around)
        if around not in by_id and known is None:
            by_id[entity.id] = replace(entity, within="")
            continue
        resting[around] |= set(entity.mentions)
        if around not in by_id and known is not None:
            by_id[around] = _unmentioned(known, around)
        by_id[around] = replace(by_id[around], mentions=tuple(sorted(resting[around])))
        if by_id[around].within:
            wanted.append(around)
    return by_id


def _unmentioned(known: Known, id: str) -> Entity:
    around = knowledge.known(known.within) if known.within else None
    return Entity(
        id=id,
        kind=known.kind,
        label=known.name,
        mentions=(),
        wikidata=known.wikidata,
        iso3166=known.country if known.kind == "Country" else "",
        latitude=known.latitude,
        longitude=known.longitude,
        within=known_id(around) if around else "",
    )


# What happened


def _happened(given: list[Extraction], entities: list[Entity], referents: dict[Key, tuple[str, ...]], groups: list[list[Cluster]]) -> tuple[list[Entity], list[Merge]]:
    """Return the events and delegations as entities; adds to `referents` which record means which."""
    around = _around(entities)
    acts_for = _acts_for(given, entities, referents)
    events = [one for extraction in given for one in happenings.events(extraction, referents, around, acts_for)]
    event_groups, merges = happenings.same_events(events)
    made = _named(event_groups, referents)
    event_of = {(one.document, one.key): entity.id for entity, group in made for one in group}
    delegations = [one for extraction in given for one in happenings.delegations(extraction, referents)]
    delegation_groups, more = happenings.same_delegations(delegations, event_of)
    made += _named(delegation_groups, referents)
    _follow_delegations(given, referents)
    return [entity for entity, _ in made], [*merges, *more]


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


def _acts_for(given: list[Extraction], entities: list[Entity], referents: dict[Key, tuple[str, ...]]) -> dict[str, frozenset[str]]:
    """Return the countries that each actor is or acts for."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for entity in entities:
        if entity.kind == "Country":
            found[entity.id].add(entity.id)
    for extraction in given:
        document = extraction.document.id
        for mention in extraction.mentions:
            countries = [country for span in mention.represents for country in referents.get((document, span), ())]
            for entity in referents.get((document, mention.span), ()):
                found[entity] |= set(countries)
    return {entity: frozenset(countries) for entity, countries in found.items()}


def _named(groups: list[list[Happening]], referents: dict[Key, tuple[str, ...]]) -> list[tuple[Entity, list[Happening]]]:
    drafts = {}
    for at, group in enumerate(groups):
        mentions = tuple(sorted((one.document, span) for one in group for span in one.mentions))
        labels = [one.label for one in group]
        label = min(labels, key=lambda words: (-len(words.split()), -labels.count(words), words))
        kind = group[0].kind
        found_as = tuple(sorted(f"{ids.slug(kind)}-{ids.slug(one.label)}-{ids.digest(one.document, repr(one.key))[:8]}" for one in group))
        spoken = tuple(sorted({name for one in group for name in one.names}))
        drafts[at] = Entity(f"{ids.slug(kind)}-{ids.slug(label)}-{ids.digest(repr(mentions))[:8]}", kind, label, mentions, spoken, found_as)
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
