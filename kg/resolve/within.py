"""Who is who in one document: mentions gathered into clusters.

Countries gather by code, whatever names, nationalities and capitals they go by. People gather around their full names:
a bare, truncated or misspelt surname joins the one full name that fits and that nothing speaks against. Noun phrases
and pronouns go where the extractor says they refer. Every rule is a small function that returns a score and its reason.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable

from kg import knowledge
from kg.knowledge import names
from kg.model import Extraction, Mention, Merge, Reason, Span
from kg.resolve import people
from kg.resolve.records import Cluster, merge

PLACES = frozenset({"City", "Building", "Venue", "Place"})
BODIES = frozenset({"Organization", "NewsOrganization"})
# What a body is, behind its name: who speaks of it again may leave that out.
BODY_NOUNS = frozenset(
    "force forces group movement front army militia brigades party organisation organization company corporation network".split()
)
LINKABLE = PLACES | BODIES | {"Country", "Person"}
JOIN = 0.75  # a bare name joins a full one from this score on
MARGIN = 0.05  # and only if no other full name comes as near
MISSPELT = 0.74
SHORTEST_TRUNCATED, LONGEST_CUT = 4, 2
NEAR = 1500  # characters
LONG_NAME = 6  # letters from which one word alone tells that a place is another misspelt
SAME_BODY = 0.9  # two names of organisations or places are one misspelt
AROUND_COUNTRY = 0.04
AROUND_NEAR = 0.03
INTRODUCED = 0.06  # more than MARGIN: of two namesakes, the one named before is meant
UNFIT = -1.0
FAMILY_FIRST = frozenset({"CN", "TW", "HK", "KP", "KR", "VN"})  # where the family name is written first
HEAD = 2.5e6  # weight of heads of state and government in the gazetteer


def clusters(extraction: Extraction) -> list[Cluster]:
    """Return the clusters of a document in text order."""
    document = extraction.document.id
    by_span = {mention.span: mention for mention in extraction.mentions}
    delegated = {span for delegation in extraction.delegations for span in delegation.mentions}
    named = [m for m in extraction.mentions if (not m.refers_to or m.form == "name") and m.span not in delegated]
    found = [
        *_countries(document, named),
        *_people(document, [m for m in named if m.kind == "Person"], by_span),
        *_bodies(document, [m for m in named if m.kind in PLACES | BODIES], by_span),
        *_unnamed(document, [m for m in named if m.kind not in LINKABLE]),
    ]
    return sorted(_with_second_names(found), key=lambda cluster: (cluster.first, cluster.kind))


def follow(extraction: Extraction, meant: dict[Span, tuple[Cluster, ...]]) -> None:
    """Let noun phrases and pronouns mean what they refer to, through any number of steps; a circle means nothing."""
    by_span = {mention.span: mention for mention in extraction.mentions}
    for mention in extraction.mentions:
        if mention.span not in meant and mention.refers_to:
            targets = _targets(mention, by_span, meant, frozenset())
            if targets:
                meant[mention.span] = targets
                if len(targets) == 1:
                    targets[0].referring.append(mention)


def _with_second_names(found: list[Cluster]) -> list[Cluster]:
    """Join what the text itself gives two names: "the Syrian Democratic Forces (SDF)"."""
    home = {mention.span: cluster for cluster in found for mention in cluster.mentions}
    for cluster in list(home.values()):
        for mention in [one for one in cluster.mentions if one.refers_to]:
            ours, first = home[mention.span], home.get(mention.refers_to[0])
            if first is None or first is ours or first.kind != ours.kind or not agree(ours, first):
                continue
            _join(first, ours, 1.0, (Reason(1.0, f"the text gives {first.best_name()} the name {mention.text} too"),))
            home |= {one.span: first for one in ours.mentions}
    return list({id(cluster): cluster for cluster in home.values()}.values())


def _targets(
    mention: Mention, by_span: dict[Span, Mention], meant: dict[Span, tuple[Cluster, ...]], seen: frozenset[Span]
) -> tuple[Cluster, ...]:
    found: list[Cluster] = []
    for span in mention.refers_to:
        if span in meant:
            found += meant[span]
        elif span in by_span and span not in seen:
            found += _targets(by_span[span], by_span, meant, seen | {mention.span})
    return tuple({id(cluster): cluster for cluster in found}.values())


def _countries(document: str, named: list[Mention]) -> list[Cluster]:
    groups: defaultdict[str, list[Mention]] = defaultdict(list)
    for mention in named:
        if mention.kind == "Country":
            groups[mention.country or names.fold(mention.text)].append(mention)
    found = []
    for mentions in groups.values():
        cluster = Cluster(document, "Country", mentions, country=mentions[0].country)
        first, others = mentions[0], {mention.text: mention for mention in reversed(mentions)}
        for words, other in sorted(others.items()):
            if words != first.text:
                reason = Reason(1.0, f"both stand for the country {cluster.country}")
                spans = (document, first.span), (document, other.span)
                cluster.reasons.append(Merge((document, first.text), (document, words), 1.0, (reason,), spans))
        found.append(cluster)
    return found


def _unnamed(document: str, named: list[Mention]) -> list[Cluster]:
    """Unnamed sources, sides and the like: one for each wording and country of a document."""
    groups: defaultdict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    for mention in named:
        groups[mention.kind, names.fold(mention.text), mention.country].append(mention)
    return [Cluster(document, kind, mentions, country=country) for (kind, _, country), mentions in groups.items()]


# People


def _people(document: str, mentions: list[Mention], by_span: dict[Span, Mention]) -> list[Cluster]:
    groups: defaultdict[tuple[str, ...], list[Mention]] = defaultdict(list)
    for mention in mentions:
        groups[people.parts(mention.text)].append(mention)
    found = [_person(document, group, by_span) for _, group in sorted(groups.items())]
    full = _joined_full([one for one in found if people.is_full(one.mentions[0].text)])
    bare = _without_particles([one for one in found if not people.is_full(one.mentions[0].text)])
    unplaced = [one for one in sorted(bare, key=lambda one: one.first) if not _place(one, full)]
    return [*full, *unplaced]


def _without_particles(bare: list[Cluster]) -> list[Cluster]:
    """Join bare names that are one but for a particle: "Abu Ghadir" and "Ghadir", "al-Sabri" and "Sabri"."""
    kept: dict[str, Cluster] = {}
    for cluster in sorted(bare, key=lambda one: one.first):
        core = people.surname_of(cluster.best_name())
        first = kept.setdefault(core, cluster)
        if first is not cluster and agree(first, cluster):
            _join(first, cluster, 1.0, (Reason(1.0, "their names differ in a particle only"),))
        elif first is not cluster:
            kept[f"{core} {cluster.country}"] = cluster
    return list(kept.values())


def _person(document: str, mentions: list[Mention], by_span: dict[Span, Mention]) -> Cluster:
    cluster = Cluster(document, "Person", mentions)
    countries = {mention.country for mention in mentions if mention.country}
    countries |= {
        by_span[span].country for m in mentions for span in m.represents if span in by_span and by_span[span].country
    }
    cluster.country = min(countries) if len(countries) == 1 else ""
    return cluster


def _joined_full(full: list[Cluster]) -> list[Cluster]:
    """Join full names that are one person's: the likeliest pairs first, and only where nothing speaks against."""
    pairs = []
    for at, left in enumerate(full):
        for right in full[at + 1 :]:
            score = people.similarity(left.best_name(), right.best_name())
            if score >= people.SAME and agree(left, right):
                pairs.append((-score, left.best_name(), right.best_name(), left, right))
    owner = {id(cluster): cluster for cluster in full}
    for score, _, _, left, right in sorted(pairs, key=lambda pair: pair[:3]):
        ours, theirs = owner[id(left)], owner[id(right)]
        if ours is theirs or not agree(ours, theirs) or not _all_alike(ours, theirs):
            continue
        _join(ours, theirs, -score, (Reason(-score, "their names are alike in every part"),))
        owner = {key: ours if cluster is theirs else cluster for key, cluster in owner.items()}
    return sorted({id(cluster): cluster for cluster in owner.values()}.values(), key=lambda cluster: cluster.first)


def _all_alike(left: Cluster, right: Cluster) -> bool:
    """Return whether every name of one is like every name of the other, so that weak pairs make no chain."""
    return all(people.similarity(ours, theirs) >= people.SAME for ours in left.names for theirs in right.names)


def agree(left: Cluster, right: Cluster) -> bool:
    """Return whether the countries of two clusters do not contradict."""
    return not left.country or not right.country or left.country == right.country


def _join(kept: Cluster, other: Cluster, score: float, reasons: tuple[Reason, ...]) -> None:
    joined = merge(kept, other, score, reasons)
    kept.absorb(other)
    kept.reasons.append(joined)


def _place(bare: Cluster, full: list[Cluster]) -> bool:
    """Join a bare name to the one full name that fits best by a margin; return whether there was one."""
    scored = [(score_bare(bare, other), other) for other in full]
    ranked = sorted(
        ((sum(reason.score for reason in reasons), reasons, other) for reasons, other in scored),
        key=lambda item: (-item[0], item[2].first),
    )
    if not ranked or ranked[0][0] < JOIN:
        return False
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN:
        return False
    _join(ranked[0][2], bare, ranked[0][0], ranked[0][1])
    return True


def score_bare(bare: Cluster, full: Cluster) -> tuple[Reason, ...]:
    """Return the reasons for and against a bare name being short for a full one."""
    word = people.surname_of(bare.best_name())
    shapes = (*SHAPES, as_family_name) if full.country in FAMILY_FIRST else SHAPES
    shape = max(
        (rule(word, people.parts(name)) for rule in shapes for name in full.names), key=lambda reason: reason.score
    )
    reasons = [shape, *(rule(bare, full) for rule in CONTEXT)]
    if shape.score < 0.9 and _is_somebody(word, people.surname_of(full.best_name())):
        reasons.append(Reason(UNFIT, f"{word} is itself a well-known surname"))
    return tuple(reason for reason in reasons if reason.score)


def as_surname(word: str, parts: tuple[str, ...]) -> Reason:
    """The bare name is the surname."""
    return Reason(1.0 if parts[people.family_at(parts)] == word else 0.0, f"{word} is the surname")


def as_family_name(word: str, parts: tuple[str, ...]) -> Reason:
    """The bare name is the family name of somebody whose people write it first ("Li" for "Li Chenggang")."""
    return Reason(1.0 if parts[0] == word else 0.0, f"{word} is the family name, which comes first")


def as_other_part(word: str, parts: tuple[str, ...]) -> Reason:
    """The bare name is the first name or a middle part."""
    other = word in parts and word not in {parts[people.family_at(parts)], *people.PARTICLES}
    return Reason(0.85 if other else 0.0, f"{word} is a part of the name")


def as_truncated(word: str, parts: tuple[str, ...]) -> Reason:
    """The bare name is the surname with its end cut off."""
    surname = parts[people.family_at(parts)]
    cut = len(surname) - len(word)
    fits = len(word) >= SHORTEST_TRUNCATED and 0 < cut <= LONGEST_CUT and surname.startswith(word)
    return Reason(0.85 if fits else 0.0, f"{word} is {surname} cut short")


def as_misspelt(word: str, parts: tuple[str, ...]) -> Reason:
    """The bare name sounds and looks like the surname, and begins with the same letter."""
    surname = parts[people.family_at(parts)]
    likeness = names.similarity(word, surname)
    fits = likeness >= max(MISSPELT, names.threshold(min(len(word), len(surname)))) and word[:1] == surname[:1]
    return Reason(likeness if fits else 0.0, f"{word} is spelt like {surname} ({likeness:.2f})")


def same_country(bare: Cluster, full: Cluster) -> Reason:
    """Both act for the same country, or for different ones."""
    if not bare.country or not full.country:
        return Reason(0.0, "")
    same = bare.country == full.country
    return Reason(
        AROUND_COUNTRY if same else UNFIT, f"{'both' if same else 'they'} act for {bare.country} and {full.country}"
    )


def introduced_before(bare: Cluster, full: Cluster) -> Reason:
    """The full name stands before the bare one, as news writes."""
    before = full.first < bare.first
    return Reason(INTRODUCED if before else 0.0, "the full name stands before")


def close_by(bare: Cluster, full: Cluster) -> Reason:
    """The bare name stands not far from the full one."""
    distance = min(abs(ours.start - theirs.start) for _, ours in bare.spots() for _, theirs in full.spots())
    return Reason(AROUND_NEAR if distance <= NEAR else 0.0, f"{distance} characters apart")


def another_in_office(bare: Cluster, full: Cluster) -> Reason:
    """The bare name has an office, the full one has none, and a head of state or government of that surname is somebody else."""
    if not bare.has_office() or full.has_office():
        return Reason(0.0, "")
    heads = [hit.known.name for hit in knowledge.surname(bare.best_name()) if hit.known.weight >= HEAD]
    other = heads and all(people.similarity(head, full.best_name()) < people.SAME for head in heads)
    return Reason(UNFIT if other else 0.0, f"{bare.best_name()} is in office, as {heads[0] if heads else ''} was")


SHAPES: tuple[Callable[[str, tuple[str, ...]], Reason], ...] = (as_surname, as_other_part, as_truncated, as_misspelt)
CONTEXT: tuple[Callable[[Cluster, Cluster], Reason], ...] = (
    same_country,
    introduced_before,
    close_by,
    another_in_office,
)


def _is_somebody(word: str, surname: str) -> bool:
    """Return whether `word` as it stands is the surname of somebody prominent who is not called `surname`."""
    prominent = [hit for hit in knowledge.surname(word) if hit.known.weight >= 1e6]
    return any(people.surname_of(hit.known.name) != surname for hit in prominent)


# Organisations and places


def _bodies(document: str, mentions: list[Mention], by_span: dict[Span, Mention]) -> list[Cluster]:
    groups: defaultdict[tuple[str, str, str], list[Mention]] = defaultdict(list)
    for mention in mentions:
        country = mention.country if mention.kind in BODIES else ""
        groups[_family(mention.kind), names.fold(mention.text), country].append(mention)
    found = [_body(document, group, by_span) for _, group in sorted(groups.items())]
    kept: list[Cluster] = []
    for cluster in sorted(found, key=lambda one: (-len(one.best_name()), one.first)):
        same = next((other for other in kept if _same_body(cluster, other)), None)
        if same is None:
            kept.append(cluster)
        else:
            score = names.similarity(cluster.best_name(), same.best_name())
            words = "one is the other misspelt" if score >= SAME_BODY else "one abbreviates the other"
            _join(same, cluster, max(score, SAME_BODY), (Reason(score, words),))
    return kept


def _family(kind: str) -> str:
    return "body" if kind in BODIES else kind


def _body(document: str, mentions: list[Mention], by_span: dict[Span, Mention]) -> Cluster:
    around = [(mention.kind, by_span[mention.within]) for mention in mentions if mention.within in by_span]
    inside = [place for _, place in around]
    # An embassy is not of the country where its seat is.
    lying = (place for kind, place in around if kind not in BODIES)
    countries = {mention.country for mention in (*mentions, *lying) if mention.country}
    kinds = sorted(mention.kind for mention in mentions)
    cluster = Cluster(document, max(kinds, key=lambda kind: (kinds.count(kind), kind)), mentions)
    cluster.country = min(countries) if len(countries) == 1 else ""
    cluster.within = min((mention.text for mention in inside), default="")
    return cluster


def _same_body(left: Cluster, right: Cluster) -> bool:
    if _family(left.kind) != _family(right.kind) or not agree(left, right):
        return False
    ours, theirs = left.best_name(), right.best_name()
    if names.fold(ours) == names.fold(theirs) or _with_seat(left, right) or _with_seat(right, left):
        return True
    if left.kind in BODIES and (_is_cut(ours, theirs) or _is_cut(theirs, ours)):
        return True
    long = len(names.fold(ours)) >= LONG_NAME and names.fold(ours)[0] == names.fold(theirs)[0] and left.kind in PLACES
    if long or (" " in ours and " " in theirs):
        return names.similarity(ours, theirs) >= SAME_BODY and not (long and _are_two(ours, theirs))
    return left.kind in BODIES and abbreviates(ours, theirs)


def _are_two(ours: str, theirs: str) -> bool:
    """Return whether the gazetteer knows both names, and nothing that is called by both."""
    left, right = ({hit.known.id for hit in knowledge.lookup(name)} for name in (ours, theirs))
    return bool(left and right) and not left & right


def _with_seat(short: Cluster, long: Cluster) -> bool:
    """Return whether the long name is the short one and the town of its seat ("British Embassy", "British Embassy Tokyo")."""
    seats = {long.within, f"in {long.within}", f", {long.within}"} if long.within else set()
    return " " in short.best_name() and any(long.best_name() == f"{short.best_name()} {seat}" for seat in seats)


def _is_cut(short: str, long: str) -> bool:
    """Return whether a name is another without the noun at its end that says what it is: "Rapid Support", "Rapid Support Forces"."""
    front, _, last = names.fold(long).rpartition(" ")
    if not front or names.fold(short) != front or last not in BODY_NOUNS:
        return False
    known = {hit.known.id for hit in knowledge.lookup(short)}
    return not known or bool(known & {hit.known.id for hit in knowledge.lookup(long)})


def abbreviates(short: str, long: str) -> bool:
    """Return whether `short` is the initials of `long`, small words left out or not ("IAEA", "OSCE")."""
    if not short.replace(".", "").isupper() or not 2 <= len(names.fold(short)) <= 8:
        return False
    words = [word for word in long.replace("-", " ").split() if word]
    every = "".join(word[0] for word in words).upper()
    great = "".join(word[0] for word in words if word[:1].isupper())
    return names.fold(short).upper() in {every, great}


def merge_known(found: Iterable[Cluster], judged: Callable[[Cluster], bool]) -> list[Cluster]:
    """Return the clusters of a document, those that the gazetteer knows as the same thing joined, but for judged ones."""
    kept: dict[object, Cluster] = {}
    for cluster in found:
        key = cluster.known.id if cluster.known and not judged(cluster) else id(cluster)
        if key not in kept:
            kept[key] = cluster
            continue
        first = kept[key]
        reason = Reason(1.0, f"both are known as {cluster.known.name if cluster.known else ''}")
        if first.best_name() != cluster.best_name():
            first.reasons.append(merge(first, cluster, 1.0, (reason,)))
        first.absorb(cluster)
    return list(kept.values())
