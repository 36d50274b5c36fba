"""Which clusters the gazetteer knows, and how sure that is: a name alone is not enough for a person."""

from collections.abc import Callable, Iterable

from kg import knowledge
from kg.knowledge import Hit, Known, names
from kg.model import Reason
from kg.resolve import people, places
from kg.resolve.places import COMMON_WORD, PLACES, Found, Scene
from kg.resolve.records import Cluster, linked

LINKED = 0.75  # a person is taken for one of the gazetteer from this score on
MARGIN = 0.1  # and only if nobody else of that name comes as near
HEAD, PROMINENT, MINISTER = 2.5e6, 1e6, 5e4  # weights: heads of state, foreign ministers, other ministers
SIMILAR_BODY = 0.92
BODIES = frozenset({"Organization", "NewsOrganization"})
CONFLICT = -1.0


def link(cluster: Cluster, scene: Scene) -> None:
    """Set `cluster.known` and its reasons where the gazetteer surely knows it; leave it alone where not."""
    finder = FINDERS.get(cluster.kind)
    found = finder(cluster, scene) if finder else None
    if found is None and cluster.kind in PLACES:  # spaCy takes many an organisation for a place: ISIL, the UN
        found = _abbreviated(cluster)
    if found is None:
        return
    known, reasons = found
    cluster.known = known
    cluster.reasons.append(linked(cluster, known, _total(reasons), reasons))


def _country(cluster: Cluster, scene: Scene) -> Found:
    known = knowledge.territory(cluster.country)
    if known is None:
        hits = [
            hit
            for name in sorted(cluster.names)
            for hit in knowledge.lookup(name)
            if hit.known.kind == "Country" and hit.score > 0.8
        ]
        known = hits[0].known if hits else None
    return (known, (Reason(1.0, f"the words name the country {known.name}"),)) if known else None


# People


def _person(cluster: Cluster, scene: Scene) -> Found:
    candidates = {hit.known.id: hit.known for name in cluster.names for hit in _people_called(name)}
    scored = [(known, score_person(cluster, known, scene)) for _, known in sorted(candidates.items())]
    ranked = sorted(scored, key=lambda item: (-_total(item[1]), -item[0].weight, item[0].id))
    if not ranked or _total(ranked[0][1]) < LINKED:
        return None
    if (
        len(ranked) > 1
        and _total(ranked[0][1]) - _total(ranked[1][1]) < MARGIN
        and ranked[0][0].weight < 10 * ranked[1][0].weight
    ):
        return None
    return ranked[0]


def _total(reasons: Iterable[Reason]) -> float:
    return sum(reason.score for reason in reasons)


def _people_called(name: str) -> Iterable[Hit]:
    """Return people of that full name or surname, and where a full name has none, of a surname spelt like it."""
    exact = [hit for hit in knowledge.lookup(name) if hit.known.kind == "Person"]
    surname = people.surname_of(name)
    if exact and people.is_full(name):
        return exact
    return (
        (*exact, *knowledge.surname(surname), *knowledge.similar(surname, frozenset({"Person"}), 8))
        if len(surname) > 1
        else exact
    )


def score_person(cluster: Cluster, known: Known, scene: Scene) -> tuple[Reason, ...]:
    """Return the reasons for and against a cluster being that person."""
    return tuple(reason for rule in PERSON_RULES if (reason := rule(cluster, known, scene)).score)


def by_name(cluster: Cluster, known: Known, scene: Scene) -> Reason:
    """First name and surname agree, or the surname only."""
    full = [name for name in cluster.names if people.is_full(name)]
    likeness = max((people.similarity(name, known.name) for name in full), default=0.0)
    if full and likeness < people.SAME:
        return Reason(CONFLICT, f"{full[0]} is not {known.name}")
    if full:
        return Reason(0.6 if likeness > 0.95 else 0.5, f"the full name is that of {known.name} ({likeness:.2f})")
    bare = max(names.similarity(people.surname_of(name), people.surname_of(known.name)) for name in cluster.names)
    return Reason(0.25 if bare > 0.95 else 0.15, f"the surname is that of {known.name} ({bare:.2f})")


def by_country(cluster: Cluster, known: Known, scene: Scene) -> Reason:
    """The country it acts for in the text is that of the offices, or another one, or at least mentioned."""
    countries = {known.country, *(office.country for office in known.offices)} - {""}
    if cluster.country:
        same = cluster.country in countries
        return Reason(
            0.3 if same else CONFLICT,
            f"acts for {cluster.country}, held office in {', '.join(sorted(countries)) or 'no country'}",
        )
    if countries & scene.countries:
        weight = 0.15 if known.weight >= MINISTER else 0.1
        return Reason(weight, f"the article mentions {', '.join(sorted(countries & scene.countries))}")
    return Reason(0.0, "")


def by_role(cluster: Cluster, known: Known, scene: Scene) -> Reason:
    """An office in the text is one that the person held."""
    held = [(office, names.title_words(office.title)) for office in known.offices]
    for role in sorted(cluster.roles):
        words = names.title_words(role)
        for office, title in held:
            if words and (words <= title or title <= words):
                return Reason(0.25, f"“{role}” fits {office.title} of {office.country or known.name}")
    return Reason(0.0, "")


def by_body(cluster: Cluster, known: Known, scene: Scene) -> Reason:
    """A body that the text joins it to, by any of its names, is the one that an office of the person is of."""
    for body in sorted(cluster.bodies):
        called = {body, *(names.fold(hit.known.name) for hit in knowledge.lookup(body) if hit.known.kind in BODIES)}
        for office in known.offices:
            if any(len(name) > 1 and f" {name} " in f" {names.fold(office.title)} " for name in called):
                return Reason(0.25, f"{body} is in {office.title}")
    return Reason(0.0, "")


def by_prominence(cluster: Cluster, known: Known, scene: Scene) -> Reason:
    """Heads of state and foreign ministers are who is meant, unless the text says otherwise."""
    return Reason(0.2 if known.weight >= PROMINENT else 0.0, f"{known.name} is prominent")


def by_uniqueness(cluster: Cluster, known: Known, scene: Scene) -> Reason:
    """The only head of state or government of that surname, in office at the time, whose country is mentioned."""
    if (
        known.weight < HEAD
        or known.country not in scene.countries
        or not any(office.held_on(scene.date) for office in known.offices)
    ):
        return Reason(0.0, "")
    surnames = {people.surname_of(name) for name in cluster.names}
    heads = {hit.known.id for surname in surnames for hit in knowledge.surname(surname) if hit.known.weight >= HEAD}
    return Reason(
        0.2 if heads == {known.id} else 0.0,
        f"the only head of state or government called so; {known.country} is mentioned",
    )


def by_day(cluster: Cluster, known: Known, scene: Scene) -> Reason:
    """In office on the day of the article."""
    current = bool(scene.date) and any(office.held_on(scene.date) for office in known.offices)
    return Reason(0.05 if current else 0.0, f"in office on {scene.date}")


PERSON_RULES: tuple[Callable[[Cluster, Known, Scene], Reason], ...] = (
    by_name,
    by_country,
    by_role,
    by_body,
    by_prominence,
    by_uniqueness,
    by_day,
)


# Bodies


def _body(cluster: Cluster, scene: Scene) -> Found:
    for name in sorted(cluster.names, key=lambda name: (-len(name), name)):
        hits = [hit for hit in knowledge.lookup(name) if hit.known.kind in BODIES and hit.relation != "seat"]
        fitting = [hit for hit in hits if _sure_body(hit, cluster) and _belongs(cluster, hit.known)]
        if fitting:
            return fitting[0].known, (Reason(fitting[0].score, f"its name is known as {fitting[0].known.name}"),)
    for name in sorted(cluster.names):
        for hit in knowledge.similar(name, BODIES) if " " in name else ():
            if hit.score >= SIMILAR_BODY and _belongs(cluster, hit.known):
                return hit.known, (Reason(hit.score, f"{name} is spelt like {hit.known.name}"),)
    return None


def _sure_body(hit: Hit, cluster: Cluster) -> bool:
    """Return whether a name that may be an everyday word means a body: an outlet where the text takes it for one."""
    return hit.score > COMMON_WORD - 0.1 or cluster.kind == hit.known.kind == "NewsOrganization"


def _abbreviated(cluster: Cluster) -> Found:
    for name in sorted(cluster.names):
        hits = [hit for hit in knowledge.lookup(name) if hit.known.kind in BODIES and hit.relation == "abbreviation"]
        if hits:
            return hits[0].known, (Reason(hits[0].score, f"{name} abbreviates {hits[0].known.name}"),)
    return None


def _belongs(cluster: Cluster, known: Known) -> bool:
    return not cluster.country or not known.country or cluster.country == known.country


FINDERS: dict[str, Callable[[Cluster, Scene], Found]] = {
    "Country": _country,
    "Person": _person,
    "City": places.find,
    "Place": places.find,
    "Venue": places.find,
    "Building": places.find,
    "Organization": _body,
    "NewsOrganization": _body,
}
