"""Groups of clusters made into entities: ids from content, names as found, and the places they lie in.

Of most entities only the id is asked for, so what else there is to say of one is worked out when it is asked for.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from kg import ids, knowledge
from kg.knowledge import Known, names
from kg.model import Entity, Span
from kg.resolve import across, within
from kg.resolve.records import Cluster, fullest, without_article

Key = tuple[str, Span]
UNNAMED_FORMS = frozenset({"pronoun"})


@dataclass(slots=True)
class Draft:
    """An entity in the making: the clusters that mean it, or where none does, the entities on whose words it rests."""

    id: str
    kind: str
    label: str
    known: Known | None
    group: Sequence[Cluster] = ()
    resting: list["Draft"] = field(default_factory=list)
    within: str = ""
    represents: tuple[str, ...] = ()

    def mentions(self, documents: Collection[str] | None = None) -> tuple[Key, ...]:
        """Return the words it rests on, sorted; those in some documents only, if these are named."""
        if self.group:
            wanted = (each for each in self.group if documents is None or each.document in documents)
            return tuple(sorted(spot for cluster in wanted for spot in cluster.spots()))
        return tuple(sorted({key for draft in self.resting for key in draft.mentions(documents)}))

    def entity(self, documents: Collection[str] | None = None) -> Entity:
        """Return all there is to say of it; its mentions in some documents only, if these are named."""
        return replace(
            self.brief(documents),
            names=tuple(sorted({name for cluster in self.group for name in told_wordings(cluster)})),
            found_as=tuple(sorted(cluster.found_as() for cluster in self.group)),
            wikidata=self.known.wikidata if self.known else "",
            within=self.within,
            represents=self.represents,
        )

    def brief(self, documents: Collection[str] | None = None) -> Entity:
        """Return what documents need to know of it, with its mentions in these documents, or in all."""
        known = self.known
        return Entity(
            id=self.id,
            kind=self.kind,
            label=self.label,
            mentions=self.mentions(documents),
            iso3166=known.country if known and self.kind == "Country" else "",
            latitude=known.latitude if known else None,
            longitude=known.longitude if known else None,
        )

    def mark(self) -> str:
        """Return what changes when what there is to say of it does, but for its mentions."""
        members = sorted("\n".join((cluster.found_as(), *told_wordings(cluster))) for cluster in self.group)
        return ids.digest(self.id, self.kind, self.label, self.within, *self.represents, "", *members)


def drafts_of(groups: Iterable[Sequence[Cluster]]) -> list[Draft]:
    """Return the entity of each group, in their order; ids are made from content."""
    drafts = [_draft(group) for group in groups]
    _tell_apart(drafts)
    return drafts


def _draft(group: Sequence[Cluster]) -> Draft:
    known = group[0].known
    if known:
        kind, label, slug = known.kind, known.name, ""
    elif len(group) == 1:
        kind, label, slug = group[0].kind, group[0].best_name(), ids.slug(across.folded(group[0]))
    else:
        counted: Counter[str] = Counter()
        for cluster in group:
            counted.update(cluster.names)
        kind = Counter(sorted(cluster.kind for cluster in group)).most_common(1)[0][0]
        label = without_article(fullest(counted.items()))
        slug = ids.slug(names.fold(label))
    return Draft(
        id=known_id(known) if known else f"{ids.slug(kind)}-{slug}".strip("-"),
        kind=kind,
        label=label,
        known=known,
        group=group,
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


def _represents(group: Sequence[Cluster]) -> tuple[str, ...]:
    states = {code for cluster in group for code in cluster.acts_for}
    return tuple(sorted(known_id(state) for code in states if (state := knowledge.territory(code)) is not None))


def known_id(known: Known) -> str:
    """Return the entity id of what the gazetteer knows: "country-Q159", or its own id where it has no Wikidata id."""
    return f"{ids.slug(known.kind)}-{known.id}" if known.id.startswith("Q") else known.id


def _within(group: Sequence[Cluster], known: Known | None) -> str:
    """Return the id of what a place lies in: as the gazetteer says, else the country that the text says."""
    if known:
        around = knowledge.known(known.within) if known.within else None
        return known_id(around) if around else ""
    countries = {cluster.country for cluster in group if cluster.kind in within.PLACES and cluster.country}
    country = knowledge.territory(min(countries)) if len(countries) == 1 else None
    return known_id(country) if country else ""


def told_wordings(cluster: Cluster) -> tuple[str, ...]:
    """Return all that a cluster is called by."""
    return cluster.told.wordings if cluster.told else wordings(cluster)


def wordings(cluster: Cluster) -> tuple[str, ...]:
    """Return all that a cluster is called by but for pronouns, each on one line, sorted."""
    naming = (mention for mention in (*cluster.mentions, *cluster.referring) if mention.form not in UNNAMED_FORMS)
    return tuple(sorted({" ".join(mention.text.split()) for mention in naming}))


def _tell_apart(drafts: Iterable[Draft]) -> None:
    """Add a digest of where it is mentioned to an id that two would share, or that means one document's only.

    What is linked keeps its id.
    """
    holders: defaultdict[str, list[Draft]] = defaultdict(list)
    for draft in drafts:
        holders[draft.id].append(draft)
    for key, sharing in holders.items():
        for draft in sharing:
            is_shared = len(sharing) > 1 or "-" not in key or draft.kind in across.LOCAL
            if is_shared and draft.known is None:
                draft.id = f"{key}-{ids.digest(repr(draft.mentions()))[:8]}"


def with_surroundings(drafts: Iterable[Draft]) -> dict[str, Draft]:
    """Return the entities by id, with the places that they lie in and the states that they act for.

    What nothing names rests on the words of those for whose sake it is there.
    """
    by_id = {draft.id: draft for draft in drafts}
    wanted = sorted(draft.id for draft in by_id.values() if draft.within)
    while wanted:
        draft = by_id[wanted.pop()]
        around = _resting(by_id, draft.within, draft) if not _comes_back(by_id, draft) else None
        if around is None:
            draft.within = ""
        elif not around.group and len(around.resting) == 1 and around.within:
            wanted.append(around.id)
    there = set(by_id)
    for draft in list(by_id.values()):
        for state in draft.represents:
            if state not in there:
                _resting(by_id, state, draft)
    return by_id


def _comes_back(by_id: dict[str, Draft], draft: Draft) -> bool:
    """Return whether the places around a place lead to itself again, as where a text puts two places each in the other."""
    seen, around = {draft.id}, by_id.get(draft.within)
    while around is not None and around.id not in seen and around.within:
        seen.add(around.id)
        around = by_id.get(around.within)
    return draft.within == draft.id or (around is not None and around.id == draft.id)


def _resting(by_id: dict[str, Draft], id: str, draft: Draft) -> Draft | None:
    """Return the entity with this id, made if need be to rest on the words of another; None where nobody knows it."""
    found = by_id.get(id)
    if found is None:
        known = knowledge.known(id.split("-", 1)[1]) if "-Q" in id else knowledge.known(id)
        if known is None:
            return None
        around = knowledge.known(known.within) if known.within else None
        found = by_id[id] = Draft(id, known.kind, known.name, known, within=known_id(around) if around else "")
    if not found.group and found is not draft:
        found.resting.append(draft)
    return found
