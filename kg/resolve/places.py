"""Which place of the gazetteer a name means: the biggest, the one the text points at, the one near the others of the article.

Names of places repeat all over the world. What tells them apart is what lies around: the country or state that the words
name, those that the article speaks of, and the other places in it, of which only those count that can be but one.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg import knowledge
from kg.knowledge import Hit, Known
from kg.model import Reason
from kg.resolve.records import Cluster

PLACES = frozenset({"City", "Place", "Building"})
COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
TOO_SMALL = 1e5  # a smaller place needs support, or must be the only one of its name
FAMOUS = 1e6
TOWN = 1.5e4  # the smallest place that counts for being the only one of its name: nearly any word is some village's
SIMILAR_PLACE, SIMILAR_PLACE_INSIDE = 0.9, 0.78  # likeness; the lower one where the place around it agrees
MENTIONED, AT_HAND, INSIDE = 10.0, 30.0, 1000.0  # how many times as big something counts
CLEARLY = 10.0  # how many times the next one something must be, to be what is meant without a doubt
NEAR_DEGREES = 1.5  # of latitude; about 165 km
COMMON_WORD = 0.7  # scores below are those of names that are everyday words too
NAMING = frozenset({"name", "alias", "demonym", "abbreviation"})

Found = tuple[Known, tuple[Reason, ...]] | None
Spot = tuple[float, float]  # latitude, longitude


@dataclass(frozen=True, slots=True)
class Scene:
    """What a document tells about all its names: its day, and the countries and regions it mentions."""

    date: str
    countries: frozenset[str]
    regions: frozenset[str] = frozenset()  # ids of states and provinces
    around: frozenset[Known] = frozenset()  # its places that can be but one


def scene_of(date: str, clusters: Iterable[Cluster]) -> Scene:
    """Return what the clusters of a document tell about all its names."""
    given = list(clusters)
    countries = frozenset(cluster.country for cluster in given if cluster.kind == "Country")
    scene = Scene(date, countries, _regions(given))
    return replace(scene, around=frozenset(_certain(given, scene)))


def _regions(clusters: Iterable[Cluster]) -> frozenset[str]:
    """Return the ids of the states and provinces that clusters are called like, by a name that means no other place."""
    hits = (knowledge.lookup(name) for cluster in clusters if cluster.kind in PLACES for name in sorted(cluster.names))
    return frozenset(found[0].known.id for found in hits if found and found[0].known.kind == "Place")


def _certain(clusters: Iterable[Cluster], scene: Scene) -> Iterator[Known]:
    """Yield the places of a document that are meant without a doubt."""
    for cluster in clusters:
        if cluster.kind not in {"City", "Place"}:
            continue
        ranked = _ranked(cluster, _candidates(cluster), scene)
        if ranked and (len(ranked) == 1 or ranked[0][0] >= CLEARLY * ranked[1][0]) and ranked[0][1].score >= COMMON_WORD:
            yield ranked[0][1].known


def find(cluster: Cluster, scene: Scene) -> Found:
    """Return the place that a cluster means, and why, or None."""
    ranked = _ranked(cluster, _candidates(cluster), scene)
    return _sure(cluster, ranked, scene) if ranked else _similar(cluster, scene)


def _candidates(cluster: Cluster) -> list[Hit]:
    """Return what the names of a cluster may mean, of its kind and where the words put it; small towns too if it is a place."""
    kinds = {"Building"} if cluster.kind == "Building" else PLACES
    hits = [hit for name in sorted(cluster.names) for hit in knowledge.lookup(name) if hit.relation in NAMING]
    if cluster.kind in {"City", "Place"}:
        # "The West" is no town in Texas.
        called = (name for name in sorted(cluster.names) if name.lower() not in COMPASS)
        hits += [Hit(known, "name", 1.0) for name in called for known in knowledge.towns(name)]
    return [hit for hit in hits if hit.known.kind in kinds and _lies_right(cluster, hit.known)]


def _ranked(cluster: Cluster, hits: Iterable[Hit], scene: Scene) -> list[tuple[float, Hit]]:
    """Return each candidate once with how likely it is, the likeliest first."""
    best: dict[str, tuple[float, Hit]] = {}
    for hit in hits:
        likely = _likely(hit, cluster, scene)
        if hit.known.id not in best or likely > best[hit.known.id][0]:
            best[hit.known.id] = likely, hit
    return sorted(best.values(), key=lambda item: (-item[0], item[1].known.id))


def _likely(hit: Hit, cluster: Cluster, scene: Scene) -> float:
    """Return how likely a place is meant, in the measure of a population.

    One in a country of the article, or of the kind that the extractor took it for, counts as ten times as big, one in a state
    or near another place of the article as thirty times, one where the words put it as a thousand times.
    """
    known = hit.known
    mentioned = MENTIONED if known.country in scene.countries else 1.0
    # What lies in a state of the article lies near its other places: that is one clue and not two.
    near = AT_HAND if known.within in scene.regions or _neighbour(known, scene) else 1.0
    expected = MENTIONED if known.kind == cluster.kind else 1.0
    inside = INSIDE if cluster.within and _names(cluster.within, known.within) else 1.0
    return known.weight * mentioned * near * expected * inside * hit.score


def _neighbour(known: Known, scene: Scene) -> Known | None:
    """Return another place of the article that lies near, the first by id."""
    near = (other for other in scene.around if other.id != known.id and other.name != known.name and known.is_near(other, NEAR_DEGREES))
    return min(near, key=lambda other: other.id, default=None)



def _sure(cluster: Cluster, ranked: list[tuple[float, Hit]], scene: Scene) -> Found:
    """Return the likeliest place if it is big, if the text supports it, or if no other has its name.

    A name that is a common word needs its surroundings. The country of a city's mention is no support: the extractor may have
    it from the gazetteer.
    """
    hit = ranked[0][1]
    reasons = (Reason(hit.score, f"its name is known as {hit.known.name}"), *_support(cluster, hit.known, scene))
    supported = len(reasons) > 1
    if hit.score < COMMON_WORD:
        sure = supported or hit.known.weight >= FAMOUS
    else:
        alone = len(ranked) == 1 and hit.known.weight >= TOWN
        sure = supported or hit.known.weight >= TOO_SMALL or alone
    return (hit.known, reasons) if sure else None


def _support(cluster: Cluster, known: Known, scene: Scene) -> Iterator[Reason]:
    """Yield what in the article speaks for a place beside its name."""
    if cluster.within:
        yield Reason(0.1, f"the text puts it in {cluster.within}")
    if known.country in scene.countries:
        yield Reason(0.05, f"the article mentions {known.country}")
    if known.within in scene.regions and (around := knowledge.known(known.within)):
        yield Reason(0.05, f"the article mentions {around.name}")
    if other := _neighbour(known, scene):
        yield Reason(0.05, f"the article mentions {other.name} nearby")


def _lies_right(cluster: Cluster, known: Known) -> bool:
    """Return whether the gazetteer puts a place where the text puts it, as far as the text says."""
    return not cluster.country or not known.country or cluster.country == known.country


def _names(words: str, id: str) -> bool:
    """Return whether words may mean what the gazetteer has under an id."""
    return any(hit.known.id == id for hit in knowledge.lookup(words))


def _inside(cluster: Cluster, known: Known) -> bool:
    """Return whether the text names the city or country that the place lies in."""
    return (bool(cluster.within) and _names(cluster.within, known.within)) or (bool(cluster.country) and cluster.country == known.country)


def _similar(cluster: Cluster, scene: Scene) -> Found:
    kinds = frozenset({"Building"}) if cluster.kind == "Building" else PLACES
    for name in sorted(cluster.names):
        for hit in knowledge.similar(name, kinds):
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
