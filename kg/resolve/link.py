"""Which clusters the gazetteer knows, and how sure that is: a name alone is not enough for a person."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg import knowledge
from kg.knowledge import Hit, Known, names
from kg.model import Reason
from kg.resolve import people
from kg.resolve.records import Cluster, linked

LINKED = 0.75  # a person is taken for one of the gazetteer from this score on
MARGIN = 0.1  # and only if nobody else of that name comes as near
HEAD, PROMINENT, MINISTER = 2.5e6, 1e6, 5e4  # weights: heads of state, foreign ministers, other ministers
BIG_CITY = 5e5
TOO_SMALL = 1e5  # a smaller place needs its country named in the article
SIMILAR_PLACE, SIMILAR_PLACE_INSIDE = 0.9, 0.78  # likeness; the lower one where the place around it agrees
MENTIONED, INSIDE = 10.0, 1000.0
COMMON_WORD = 0.7  # scores below are those of names that are everyday words too
SIMILAR_BODY = 0.92
PLACES = frozenset({"City", "Place", "Building"})
BODIES = frozenset({"Organization", "NewsOrganization"})
CONFLICT = -1.0
IGNORED_IN_TITLES = frozenset(["of", "the", "for", "and", "a", "an", "to", "former", "acting", "deputy", "new"])


@dataclass(frozen=True, slots=True)
class Scene:
    """What a document tells about all its names: its day, and the countries and regions it mentions."""

    date: str
    countries: frozenset[str]
    regions: frozenset[str] = frozenset()  # ids of states and provinces


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


Found = tuple[Known, tuple[Reason, ...]] | None


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
    held = [(office, _title_words(office.title)) for office in known.offices]
    for role in sorted(cluster.roles):
        words = _title_words(role)
        for office, title in held:
            if words and (words <= title or title <= words):
                return Reason(0.25, f"“{role}” fits {office.title} of {office.country or known.name}")
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
    by_prominence,
    by_uniqueness,
    by_day,
)


def _title_words(title: str) -> frozenset[str]:
    """Return what counts in a title: "Minister of Foreign Affairs" and "foreign minister" share their words."""
    words = (
        names.fold(title)
        .replace("affairs", "")
        .replace("defence", "defense")
        .replace("presidential", "president")
        .split()
    )
    return frozenset(words) - IGNORED_IN_TITLES


# Places and bodies


def _place(cluster: Cluster, scene: Scene) -> Found:
    hits = [hit for name in sorted(cluster.names) for hit in knowledge.lookup(name) if hit.known.kind in PLACES]
    named = [hit for hit in hits if hit.relation in {"name", "alias", "demonym", "abbreviation"}]
    kinds = {"Building"} if cluster.kind == "Building" else PLACES
    fitting = [hit for hit in named if hit.known.kind in kinds and _lies_right(cluster, hit.known)]
    if fitting:
        return _sure_place(cluster, min(fitting, key=lambda hit: _unlikely(hit, cluster, scene)), scene)
    return _similar_place(cluster, kinds, scene)


def _unlikely(hit: Hit, cluster: Cluster, scene: Scene) -> tuple[float, str]:
    """Return a key that sorts the likelier place first.

    One in a country or state of the article, or of the kind that the extractor took it for, counts as ten times as big; one
    where the words put it, as a thousand times.
    """
    mentioned = MENTIONED if hit.known.country in scene.countries else 1.0
    mentioned *= MENTIONED if hit.known.within in scene.regions else 1.0
    expected = MENTIONED if hit.known.kind == cluster.kind else 1.0
    inside = INSIDE if cluster.within and _names(cluster.within, hit.known.within) else 1.0
    return -hit.known.weight * mentioned * expected * inside * hit.score, hit.known.id


def _sure_place(cluster: Cluster, hit: Hit, scene: Scene) -> Found:
    """Return the place if it is big, or if the text supports it; a name that is a common word needs its surroundings.

    The country of a city's mention is no support: the extractor may have it from the gazetteer.
    """
    mentioned = hit.known.country in scene.countries
    if not cluster.within and (hit.score < COMMON_WORD or (hit.known.weight < TOO_SMALL and not mentioned)):
        return None
    reasons = [Reason(hit.score, f"its name is known as {hit.known.name}")]
    if cluster.within:
        reasons.append(Reason(0.1, f"the text puts it in {cluster.within}"))
    if mentioned:
        reasons.append(Reason(0.05, f"the article mentions {hit.known.country}"))
    return hit.known, tuple(reasons)


def _lies_right(cluster: Cluster, known: Known) -> bool:
    """Return whether the gazetteer puts a place where the text puts it, as far as the text says."""
    return not cluster.country or not known.country or cluster.country == known.country


def _names(words: str, id: str) -> bool:
    """Return whether words may mean what the gazetteer has under an id."""
    return any(hit.known.id == id for hit in knowledge.lookup(words))


def _inside(cluster: Cluster, known: Known) -> bool:
    """Return whether the text names the city or country that the place lies in."""
    return (bool(cluster.within) and _names(cluster.within, known.within)) or (bool(cluster.country) and cluster.country == known.country)


def _similar_place(cluster: Cluster, kinds: frozenset[str] | set[str], scene: Scene) -> Found:
    for name in sorted(cluster.names):
        for hit in knowledge.similar(name, frozenset(kinds)):
            inside = _inside(cluster, hit.known)
            asked = SIMILAR_PLACE_INSIDE if inside else SIMILAR_PLACE
            supported = inside or (hit.known.country in scene.countries and cluster.kind == "Building")
            if hit.score >= asked and supported and _lies_right(cluster, hit.known):
                reasons = [Reason(hit.score, f"{name} is spelt like {hit.known.name}")]
                if inside:
                    reasons.append(
                        Reason(0.1, f"the text puts it in {cluster.within or cluster.country}, as the gazetteer does")
                    )
                return hit.known, tuple(reasons)
    return None


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


def regions(clusters: Iterable[Cluster]) -> frozenset[str]:
    """Return the ids of the states and provinces that clusters are called like, by a name that means no other place."""
    hits = (knowledge.lookup(name) for cluster in clusters if cluster.kind in PLACES for name in sorted(cluster.names))
    return frozenset(found[0].known.id for found in hits if found and found[0].known.kind == "Place")


FINDERS: dict[str, Callable[[Cluster, Scene], Found]] = {
    "Country": _country,
    "Person": _person,
    "City": _place,
    "Place": _place,
    "Venue": _place,
    "Building": _place,
    "Organization": _body,
    "NewsOrganization": _body,
}
