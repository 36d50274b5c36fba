"""Who is who across documents: what the gazetteer knows joins by id, the rest by full names that nothing contradicts.

Names are blocked by how their last part sounds, so that the cost grows nearly with their number. Inside a block the
likeliest pairs join first, and two groups join only if every pair between them is likely (complete linkage): two weak
pairs never make a chain.
"""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from kg import knowledge
from kg.knowledge import names
from kg.model import Block, Merge, Reason
from kg.resolve import people
from kg.resolve.records import Cluster, merge

SAME = 0.8
NO_COUNTRY = -0.05  # where only one side names a country
OTHER_ROLE = -0.1
SAME_BODY = 0.93
NAMESAKE = 0.85
ALIKE = Reason(1.0, "name, country and office are the same")
PERSON_ENDINGS = ("woman", "man", "women", "men")
LOCAL = frozenset({"UnnamedSource", "Actor", "Delegation"})  # never the same in two documents by name alone
BODY_KINDS = frozenset({"Organization", "NewsOrganization"})
SMALL_BLOCK = 50  # names that begin alike, all of which are compared with one another
CONSONANTS = 3  # of the first name, that many more names must share
LARGEST_BLOCK = 400  # distinct names that begin alike; beyond, only equal names are compared


def groups(clusters: Iterable[Cluster], compared: "Compared | None" = None) -> tuple[list[list[Cluster]], list[Merge]]:
    """Return the clusters of all documents grouped into entities, and the merges that made the groups.

    `compared` spares comparing names again that were compared before.
    """
    compared = compared if compared is not None else Compared()
    blocks: defaultdict[Hashable, list[Cluster]] = defaultdict(list)
    for at, cluster in enumerate(clusters):
        blocks[block(cluster) or ("alone", at)].append(cluster)
    found: list[list[Cluster]] = []
    merges: list[Merge] = []
    for key, members in blocks.items():
        joined = [members] if isinstance(key, str) else _joined(key, members, merges, compared)
        found += joined
    return _with_known_namesakes(found, merges), merges


def _with_known_namesakes(found: list[list[Cluster]], merges: list[Merge]) -> list[list[Cluster]]:
    """Join people to the one person of the gazetteer whom other articles call by the same full name."""
    called: defaultdict[str, list[list[Cluster]]] = defaultdict(list)
    for group in found:
        if group[0].known and group[0].kind == "Person":
            for name in {name for cluster in group for name in full_names(cluster)}:
                called[name].append(group)
    kept = []
    for group in found:
        first = group[0]
        namesakes = [] if first.known or first.kind != "Person" else called[folded(first)]
        known = namesakes[0][0].known if len(namesakes) == 1 else None
        if known is None or any(cluster.country not in {"", known.country} for cluster in group):
            kept.append(group)
            continue
        reason = Reason(NAMESAKE, f"other articles call {known.name} so")
        merges.append(merge(namesakes[0][0], first, NAMESAKE, (reason,)))
        namesakes[0].extend(group)
    return kept


def block(cluster: Cluster) -> Hashable:
    """Return what clusters must share to be compared; an id of the gazetteer is shared by the same thing only."""
    if cluster.known:
        return cluster.known.id
    return (cluster.told.block if cluster.told else name_block(cluster)) or None


def name_block(cluster: Cluster) -> tuple[str, ...]:
    """Return what a cluster shares by its name with all that it may be joined to; empty where a name is not enough."""
    name = cluster.best_name()
    if cluster.kind in LOCAL or not names.fold(name):
        return ()
    if cluster.kind == "Person":
        return ("Person", names.skeleton(people.surname_of(name))) if people.is_full(name) else ()
    if cluster.kind in BODY_KINDS:
        return () if is_generic(name) and not cluster.country else ("body", names.skeleton(name))
    return cluster.kind, names.fold(name)


def full_names(cluster: Cluster) -> tuple[str, ...]:
    """Return the full names of people that a cluster goes by, folded, sorted."""
    if cluster.told:
        return cluster.told.full
    return tuple(sorted({names.fold(name) for name in cluster.names if people.is_full(name)}))


def folded(cluster: Cluster) -> str:
    """Return the folded best name of a cluster."""
    return cluster.told.folded if cluster.told else names.fold(cluster.best_name())


def is_generic(name: str) -> bool:
    """Return whether every word of an organisation's name is a common noun: "Foreign Ministry", "the Party"."""
    return plain_words().issuperset(names.fold(name).split())


@lru_cache(maxsize=1)
def plain_words() -> frozenset[str]:
    """Return the common nouns, in lower case."""
    return knowledge.words("common") | knowledge.words("organisation")


class Compared:
    """What was compared before: a block in which nobody is new need not be compared again."""

    def __init__(self, before: Mapping[str, Block] | None = None) -> None:
        """Remember these blocks."""
        self._before = before or {}
        self.found: dict[str, Block] = {}

    def pairs(self, key: Hashable, nodes: Sequence[Sequence[Cluster]]) -> Iterable[tuple[int, int]]:
        """Return the places of those that are alike enough; `key` names the block."""
        if len(nodes) == 1:
            return ()
        firsts = [node[0] for node in nodes]
        names = tuple("\t".join((one.kind, one.best_name(), one.country, *role_heads(one))) for one in firsts)
        found = self._before.get(repr(key))
        if found is None or found.names != names:
            found = Block(names, tuple(_alike(firsts)))
        self.found[repr(key)] = found
        return found.alike


def _alike(firsts: list[Cluster]) -> Iterator[tuple[int, int]]:
    for left, right in _pairs(firsts):
        if sum(reason.score for reason in compare(firsts[left], firsts[right])) >= SAME:
            yield left, right


def _joined(
    key: Hashable, members: list[Cluster], merges: list[Merge], compared: Compared
) -> list[list[Cluster]]:
    """Group the members of one block by complete linkage; what is equal in every respect is compared once."""
    alike: defaultdict[tuple[str, str, tuple[str, ...]], list[Cluster]] = defaultdict(list)
    for cluster in members:
        alike[folded(cluster), cluster.country, role_heads(cluster)].append(cluster)
    nodes = [alike[key] for key in sorted(alike)]
    merges += [merge(node[0], other, 1.0, (ALIKE,)) for node in nodes for other in node[1:]]
    scores = {(left, right): compare(nodes[left][0], nodes[right][0]) for left, right in compared.pairs(key, nodes)}
    return _linked(nodes, _unambiguous(nodes, scores), merges)


def _pairs(firsts: list[Cluster]) -> list[tuple[int, int]]:
    """Return the pairs of a block that are worth comparing, by their places: what is cheap to see to be two is left out.

    People need a first name or initial that begins alike, so that the cost does not grow with the square of a common surname.
    """
    called = [first.best_name() for first in firsts]
    begins: defaultdict[str, list[int]] = defaultdict(list)
    for at, first in enumerate(firsts):
        for initial in people.initials(called[at]) if first.kind == "Person" else ("",):
            begins[initial].append(at)
    found = {pair for places in begins.values() for pair in _within_reach(places, called)}
    return sorted(
        (at, other) for at, other in found if _may_be_one(firsts[at], firsts[other], called[at], called[other])
    )


def _within_reach(places: list[int], called: list[str]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of names that begin alike; of very many, those whose first names have the same first consonants."""
    if len(places) <= SMALL_BLOCK:
        yield from combinations(places, 2)
        return
    parted: defaultdict[str, list[int]] = defaultdict(list)
    for at in places:
        parted[names.skeleton(people.parts(called[at])[0])[:CONSONANTS]].append(at)
    for some in parted.values():
        if len(some) <= LARGEST_BLOCK:
            yield from combinations(some, 2)


def _may_be_one(left: Cluster, right: Cluster, ours: str, theirs: str) -> bool:
    if left.country and right.country and left.country != right.country:
        return False
    if left.kind != "Person":
        return True
    surnames = people.surname_of(ours), people.surname_of(theirs)
    return people.part_similarity(*surnames) > 0 and people.similarity(ours, theirs) >= people.SAME


def _unambiguous(
    nodes: list[list[Cluster]], scores: dict[tuple[int, int], tuple[Reason, ...]]
) -> dict[tuple[int, int], tuple[Reason, ...]]:
    """Leave out the pairs of a name without a country that fits people of two countries: it stays apart."""
    countries: defaultdict[int, set[str]] = defaultdict(set)
    for left, right in scores:
        countries[left].add(nodes[right][0].country)
        countries[right].add(nodes[left][0].country)
    unsure = {at for at, found in countries.items() if not nodes[at][0].country and len(found - {""}) > 1}
    return {pair: reasons for pair, reasons in scores.items() if not unsure & set(pair)}


def _linked(
    nodes: list[list[Cluster]], scores: dict[tuple[int, int], tuple[Reason, ...]], merges: list[Merge]
) -> list[list[Cluster]]:
    group = {at: [at] for at in range(len(nodes))}
    for (left, right), reasons in sorted(scores.items(), key=lambda item: (-sum(r.score for r in item[1]), item[0])):
        ours, theirs = group[left], group[right]
        if ours is theirs or any((min(a, b), max(a, b)) not in scores for a in ours for b in theirs):
            continue
        merges.append(merge(nodes[left][0], nodes[right][0], sum(reason.score for reason in reasons), reasons))
        ours += theirs
        for at in theirs:
            group[at] = ours
    return [
        [cluster for at in sorted(member) for cluster in nodes[at]]
        for member in {id(one): one for one in group.values()}.values()
    ]


def compare(left: Cluster, right: Cluster) -> tuple[Reason, ...]:
    """Return the reasons for and against two unlinked clusters of different documents being the same."""
    ours, theirs = left.best_name(), right.best_name()
    if left.country and right.country and left.country != right.country:
        return (Reason(-1.0, f"one belongs to {left.country}, the other to {right.country}"),)
    alike, asked = alikeness(left, right)
    if alike < asked:
        return (Reason(-1.0, f"{ours} and {theirs} are not alike enough ({alike:.2f})"),)
    reasons = [Reason(alike, f"{ours} and {theirs} are alike ({alike:.2f})")]
    if left.country != right.country:
        reasons.append(Reason(NO_COUNTRY, "only one of them names a country"))
    heads = {*role_heads(left)}, {*role_heads(right)}
    if all(heads) and not heads[0] & heads[1]:
        reasons.append(
            Reason(OTHER_ROLE, f"one is {', '.join(sorted(heads[0]))}, the other {', '.join(sorted(heads[1]))}")
        )
        if not left.country or not right.country:
            reasons.append(Reason(OTHER_ROLE, "and no country speaks for their being one"))
    return tuple(reasons)


def alikeness(left: Cluster, right: Cluster) -> tuple[float, float]:
    """Return how alike two names are, and how alike those of their kind must be."""
    ours, theirs = left.best_name(), right.best_name()
    if left.kind == "Person":
        return people.similarity(ours, theirs), people.SAME
    return names.similarity(ours, theirs), SAME_BODY


def likeness(left: Cluster, right: Cluster) -> float:
    """Return how much speaks for two clusters being the same."""
    return sum(reason.score for reason in compare(left, right))


def role_heads(cluster: Cluster) -> tuple[str, ...]:
    """Return the nouns of its offices, sorted: "minister" of "foreign minister"."""
    if cluster.told:
        return cluster.told.heads
    return tuple(sorted({office_noun(words[-1]) for role in cluster.roles if (words := role.split(" of ")[0].split())}))


def office_noun(word: str) -> str:
    """Return the noun of an office in the singular, for men and women, in one spelling: "spokesperson" of "spokesmen"."""
    single = word.removesuffix("s") if word.endswith(("ts", "rs", "fs", "ys")) else word
    for ending in PERSON_ENDINGS:
        if single.endswith(ending) and len(single) > len(ending):
            return single.removesuffix(ending) + "person"
    return single.replace("advisor", "adviser")
