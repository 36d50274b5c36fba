"""The readings of all documents joined: who is who across them, then what happened; worked out as far as it is asked for."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from kg import ids
from kg.model import Entity, Merge, Resolution, Ruling, Span
from kg.resolve import across, happenings, judged
from kg.resolve.entities import Draft, Key, drafts_of, with_surroundings
from kg.resolve.happenings import DELEGATION, Happening, World
from kg.resolve.judged import Ties
from kg.resolve.reading import Reading
from kg.resolve.records import Cluster


class Referents(Mapping[Key, tuple[str, ...]]):
    """Which entities each mention, event and delegation means; looked up, not written down."""

    def __init__(self, readings: Mapping[str, Reading], entity_of: Mapping[int, str]) -> None:
        """`entity_of` names the entity of each cluster by the cluster's identity."""
        self._readings = readings
        self._entity_of = entity_of
        self._happened: dict[str, dict[Span, tuple[str, ...]]] = defaultdict(dict)

    def put(self, key: Key, *entities: str) -> None:
        """Let words mean an event or delegation, or something in which one has a part."""
        self._happened[key[0]][key[1]] = entities

    def __getitem__(self, key: Key) -> tuple[str, ...]:
        """Return the ids of the entities that words mean."""
        document, span = key
        happened = self._happened.get(document, {}).get(span)
        if happened is not None:
            return happened
        reading = self._readings[document]
        means = reading.meant[span]
        if len(means) == 1:
            return (self._entity_of[id(reading.clusters[means[0]])],)
        return tuple(dict.fromkeys(self._entity_of[id(reading.clusters[at])] for at in means))

    def of(self, document: str) -> list[Span]:
        """Return the words of a document that mean something, sorted."""
        return sorted(self._readings[document].meant.keys() | self._happened.get(document, {}).keys())

    def __iter__(self) -> Iterator[Key]:
        """Yield all words that mean something, sorted."""
        return ((document, span) for document in sorted(self._readings) for span in self.of(document))

    def __len__(self) -> int:
        """Return how many there are."""
        return sum(1 for _ in self)


class Joined:
    """What is known once all documents are read."""

    def __init__(self, readings: Iterable[Reading], ties: Ties, compared: across.Compared | None = None) -> None:
        """Join what is one; `compared` spares comparing names again."""
        self.readings = {reading.document: reading for reading in readings}
        self._ties = ties
        found = [cluster for reading in self.readings.values() for cluster in reading.clusters]
        groups, self._across = across.groups(found, compared)
        groups = judged.settled(groups, ties, across.likeness)
        drafts = drafts_of(groups)
        entity_of = {id(cluster): draft.id for draft in drafts for cluster in draft.group}
        self.drafts: dict[str, Draft] = with_surroundings(drafts)
        self.referents = Referents(self.readings, entity_of)
        self.happened: dict[str, Entity] = {}
        self.members: dict[str, Sequence[Cluster] | Sequence[Happening]] = {draft.id: draft.group for draft in drafts}
        self._happenings = self._what_happened()

    # What happened

    def _what_happened(self) -> list[Merge]:
        """Join events and delegations, let their words mean them, and return why they were joined."""
        world = World(self.referents, self._around(), self._acts_for())
        ties = self._ties
        event_groups, merges = happenings.same_events(self._all(world, delegations=False))
        made = self._name(judged.divided(event_groups, ties, happenings.likeness))
        event_of = {(one.document, one.key): entity for entity, group in made for one in group}
        groups, more = happenings.same_delegations(self._all(world, delegations=True), event_of)
        self._name(judged.divided(groups, ties, happenings.likeness))
        for document, reading in self.readings.items():
            for span, refers in reading.open:
                found = [entity for each in refers for entity in self.referents.get((document, each), ())]
                if found and (document, span) not in self.referents:
                    self.referents.put((document, span), *dict.fromkeys(found))
        return [*merges, *more]

    def _all(self, world: World, delegations: bool) -> list[Happening]:
        return [
            happenings.happening(document, doing, world)
            for document, reading in self.readings.items()
            for doing in reading.doings
            if (doing.kind == DELEGATION) is delegations
        ]

    def _around(self) -> dict[str, frozenset[str]]:
        """Return the places that each place lies in, but for countries: two events in one country need not be one."""
        found = {}
        for draft in self.drafts.values():
            places, at = set(), draft.within
            while at in self.drafts and at not in places and self.drafts[at].kind != "Country":
                places.add(at)
                at = self.drafts[at].within
            if places:
                found[draft.id] = frozenset(places)
        return found

    def _acts_for(self) -> dict[str, frozenset[str]]:
        """Return the countries that each actor is or acts for."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for draft in self.drafts.values():
            if draft.kind == "Country":
                found[draft.id].add(draft.id)
        for reading in self.readings.values():
            for actor, state in reading.acting:
                found[self.entity_of(reading, actor)].add(self.entity_of(reading, state))
        return {actor: frozenset(countries) for actor, countries in found.items()}

    def entity_of(self, reading: Reading, at: int) -> str:
        """Return the entity of a cluster of a document."""
        return self.referents._entity_of[id(reading.clusters[at])]

    def _name(self, groups: Iterable[Sequence[Happening]]) -> list[tuple[str, Sequence[Happening]]]:
        """Make entities of events or delegations, and let their words mean them."""
        made = []
        for group in groups:
            entity = _happened(group)
            self.happened[entity.id] = entity
            self.members[entity.id] = group
            made.append((entity.id, group))
        for id, group in made:
            for one in group:
                for span in one.mentions:
                    self.referents.put((one.document, span), id)
        return made

    # What is asked for

    @cached_property
    def merges(self) -> list[Merge]:
        """Why names of different documents were joined."""
        return self.obeyed([*self._across, *self._happenings])

    @property
    def rulings(self) -> tuple[Ruling, ...]:
        """What people judged, bound to the words it is about."""
        return self._ties.rulings

    def happened_in(self, document: str) -> list[Entity]:
        """Return what became of the events and delegations of a document, in their order."""
        return [self.happened[self.referents[document, doing.key][0]] for doing in self.readings[document].doings]

    def resting_in(self, document: str) -> list[Draft]:
        """Return the entities that nothing names and that rest on words of a document, by id."""
        return self._resting.get(document, [])

    @cached_property
    def _resting(self) -> dict[str, list[Draft]]:
        found: defaultdict[str, list[Draft]] = defaultdict(list)
        for draft in sorted(self.drafts.values(), key=lambda draft: draft.id):
            if not draft.group:
                for document in {key[0] for key in draft.mentions()}:
                    found[document].append(draft)
        return found

    def size(self, document: str) -> int:
        """Return how many clusters a document has."""
        return len(self.readings[document].clusters)

    def obeyed(self, merges: Iterable[Merge]) -> list[Merge]:
        """Leave out the merges that judgements have parted again."""
        if not self._ties.keys:
            return list(merges)
        return [merge for merge in merges if len({self.referents[key] for key in merge.spans}) == 1]

    def resolution(self, inside: Iterable[Merge]) -> Resolution:
        """Return all that is known; `inside` says why names were joined in single documents."""
        entities = (*(draft.entity() for draft in self.drafts.values()), *self.happened.values())
        return Resolution(
            tuple(sorted(entities, key=lambda entity: entity.id)),
            dict(self.referents.items()),
            tuple(sorted({*self.merges, *self.obeyed(inside)})),
            self.rulings,
        )


def _happened(group: Sequence[Happening]) -> Entity:
    mentions = tuple(sorted((one.document, span) for one in group for span in one.mentions))
    labels = [one.label for one in group]
    label = min(labels, key=lambda words: (-len(words.split()), -labels.count(words), words))
    kind = group[0].kind
    found_as = sorted(
        f"{ids.slug(kind)}-{ids.slug(one.label)}-{ids.digest(one.document, repr(one.key))[:8]}" for one in group
    )
    spoken = tuple(sorted({name for one in group for name in one.names}))
    id = f"{ids.slug(kind)}-{ids.slug(label)}-{ids.digest(repr(mentions))[:8]}"
    return Entity(id, kind, label, mentions, spoken, tuple(found_as))
