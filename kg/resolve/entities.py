"""Groups of clusters made into entities: ids from content, names as found, and the places they lie in."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace

from kg import ids, knowledge
from kg.knowledge import Known, names
from kg.model import Entity, Mention, Span
from kg.resolve import across, within
from kg.resolve.records import Cluster, fullest, without_article

Key = tuple[str, Span]
UNNAMED_FORMS = frozenset({"pronoun"})


def entities_of(groups: list[list[Cluster]]) -> dict[int, Entity]:
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
    mentions = sorted(
        (cluster.document, mention.span) for cluster in group for mention in (*cluster.mentions, *cluster.referring)
    )
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
        represents=_represents(group),
    )


def states_behind(cluster: Cluster, date: str) -> set[str]:
    """Return the ISO codes of the states that a person or unnamed source acts for.

    Those that the words around it name; where they name neither state nor body, those whose offices the gazetteer says
    that the person held on `date`, or holds still where the document has no date.
    """
    if cluster.kind not in {"Person", "UnnamedSource"}:
        return set()
    said = {mention.country for mention in cluster.mentions if mention.country}
    placed = said or any(mention.represents or mention.affiliation for mention in cluster.mentions)
    offices = cluster.known.offices if cluster.known and not placed else ()
    held = {office.country for office in offices if (office.held_on(date) if date else not office.end)}
    return (said | held) - {""}


def _represents(group: list[Cluster]) -> tuple[str, ...]:
    states = sorted({code for cluster in group for code in cluster.acts_for})
    return tuple(sorted(known_id(state) for code in states if (state := knowledge.territory(code)) is not None))


def known_id(known: Known) -> str:
    """Return the entity id of what the gazetteer knows: "country-Q159", or its own id where it has no Wikidata id."""
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
    """Add a digest of where it is mentioned to an id that two would share, or that means one document's only.

    What is linked keeps its id.
    """
    holders: defaultdict[str, list[int]] = defaultdict(list)
    for at, entity in drafts.items():
        holders[entity.id].append(at)
    for key, places in holders.items():
        for at in places:
            shared = len(places) > 1 or "-" not in key or drafts[at].kind in across.LOCAL
            if shared and not drafts[at].wikidata and not _is_own(key):
                drafts[at] = replace(drafts[at], id=f"{key}-{ids.digest(repr(drafts[at].mentions))[:8]}")
    return drafts


def _is_own(key: str) -> bool:
    return knowledge.known(key) is not None


def with_surroundings(entities: dict[int, Entity]) -> dict[str, Entity]:
    """Return the entities by id, with the cities and countries that they lie in: these rest on the same words."""
    by_id = {entity.id: entity for entity in entities.values()}
    wanted = sorted(entity.id for entity in by_id.values() if entity.within)
    resting: defaultdict[str, set[Key]] = defaultdict(set)
    while wanted:
        entity = by_id[wanted.pop()]
        around = entity.within
        if around in by_id and not resting[around]:
            continue
        known = (
            knowledge.known(around.split("-", 1)[1])
            if around not in by_id and "-Q" in around
            else knowledge.known(around)
        )
        if around not in by_id and known is None:
            by_id[entity.id] = replace(entity, within="")
            continue
        resting[around] |= set(entity.mentions)
        if around not in by_id and known is not None:
            by_id[around] = _unmentioned(known, around)
        by_id[around] = replace(by_id[around], mentions=tuple(sorted(resting[around])))
        if by_id[around].within:
            wanted.append(around)
    return _with_states(by_id)


def _with_states(by_id: dict[str, Entity]) -> dict[str, Entity]:
    """Return the entities with the states that some of them act for, where nothing names these: they rest on the same words."""
    resting: defaultdict[str, set[Key]] = defaultdict(set)
    for entity in by_id.values():
        for state in entity.represents:
            if state not in by_id:
                resting[state] |= set(entity.mentions)
    for state in sorted(resting):
        known = knowledge.known(state.split("-", 1)[1]) or knowledge.known(state)
        if known is not None:
            by_id[state] = replace(_unmentioned(known, state), mentions=tuple(sorted(resting[state])))
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
