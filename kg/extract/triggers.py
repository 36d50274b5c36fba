"""The words that name events, each with the actors, places and times that its own clause gives it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.coreference import antecedents
from kg.extract.nominals import phrase
from kg.extract.surroundings import PLACES
from kg.extract.table import MentionTable, span_of
from kg.model import Span, When

ACTORS = frozenset({"Person", "Organization", "NewsOrganization", "Country", "Delegation", "UnnamedSource", "Actor"})
PARTNER_PREPOSITIONS = frozenset({"with", "between", "among", "of", "by"})
# Verbs whose object is only planned or talked about: an event named there has not happened.
PLANNING_VERBS = frozenset(
    """propose want demand seek offer call refuse reject urge hope plan agree discuss suggest believe expect prevent avoid stop end
    request ask schedule arrange prepare consider threaten promise rule""".split()
)
# Nouns that count events ("a fourth round of talks"): the verb that governs them governs the event.
PARTITIVES = frozenset({"round", "series", "session", "day", "cycle", "hour", "set", "week"})
# Prepositions that relate one event to another in time.
RELATING = frozenset({"after", "since", "before", "until", "following", "despite", "amid", "over"})
# What those who come together at talks do there or fail to do.
REACH_VERBS = frozenset("reach achieve sign agree make fail discuss find exchange".split())
MEDIATOR_REACH = 10  # words
# How many words after an event noun its date is looked for.
TIME_REACH = 6
# Nouns that use an event noun for something else ("prisoners of war", "a call for restraint").
NOT_EVENT_AFTER = {"war": frozenset({"prisoner", "pow", "crime", "minister", "man"})}


@dataclass(slots=True)
class Trigger:
    """One naming of an event."""

    token: Token
    span: Span
    kind: str
    participants: list[Span] = field(default_factory=list)
    chair: list[Span] = field(default_factory=list)
    initiator: list[Span] = field(default_factory=list)
    target: list[Span] = field(default_factory=list)
    venues: list[Span] = field(default_factory=list)
    when: When | None = None
    duration: Span | None = None


def find_triggers(table: MentionTable, times: list[When], durations: list[Span]) -> Iterator[Trigger]:
    """Yield the namings of events that are told as facts, in text order."""
    for token in table.doc:
        kind = noun_kind(token, table) or verb_kind(token, table)
        if not kind or is_hypothetical(token):
            continue
        span = span_of(phrase(token)) if token.pos_ != "VERB" else span_of(token)
        trigger = Trigger(token, span, kind)
        fill(trigger, table, times, durations)
        yield trigger


def noun_kind(token: Token, table: MentionTable) -> str:
    """Return the class of event that a noun names, or "" if it names none here."""
    lemma = token.lemma_.lower()
    if (
        token.pos_ not in {"NOUN", "PROPN"}
        or lemma not in words.EVENT_NOUNS
        or token.dep_ in {"compound", "nmod", "amod"}
    ):
        return ""
    if token.dep_ == "pobj" and token.head.head.lemma_.lower() in NOT_EVENT_AFTER.get(lemma, ()):
        return ""
    if lemma == "talk" and token.tag_ not in {"NNS", "NNPS"} and not is_badly_plural(token):
        return ""
    lead = {child.lower_ for child in token.lefts}
    if lead & {"press", "news"} and lemma == "conference":
        return ""
    if lemma == "call" and not lead & {"phone", "telephone", "video", "conference"}:
        return ""
    held = table.at(token)
    return "" if held is not None and held.kind in ACTORS - {"Actor"} else words.EVENT_NOUNS[lemma]


def is_badly_plural(talk: Token) -> bool:
    """Return whether "talk" stands for talks, as bad translations have it: "a round of talk", "trade talk between X and Y"."""
    partners = any(child.dep_ == "prep" and child.lower_ in {"between", "with"} for child in talk.children)
    counted = talk.dep_ == "pobj" and talk.head.lower_ == "of" and talk.head.head.lemma_ in PARTITIVES
    return counted or (partners and any(child.dep_ == "compound" for child in talk.lefts))


def verb_kind(token: Token, table: MentionTable) -> str:
    """Return the class of event that a verb tells of, or ""."""
    if token.pos_ != "VERB":
        return ""
    lemma = token.lemma_.lower()
    objects = [child for child in token.children if child.dep_ == "dobj"]
    named = {item.kind for child in objects if (item := table.at(child)) is not None}
    if lemma in words.GO_BETWEEN_VERBS and any(child.lower_ == "between" for child in token.children):
        return "Negotiation"
    if lemma in words.MEETING_VERBS:
        partner = any(child.lower_ == "with" for child in token.children)
        several = any(is_several(child) for child in token.children if child.dep_ == "nsubj")
        talks_to = lemma not in {"talk", "negotiate"} or partner
        with_actor = bool(named & ACTORS) or (not objects and (partner or several))
        return words.MEETING_VERBS[lemma] if talks_to and with_actor else ""
    return words.FORCE_VERBS[lemma] if lemma in words.FORCE_VERBS and named & PLACES else ""


def is_several(subject: Token) -> bool:
    """Return whether a subject is more than one: a plural, a coordination, a delegation."""
    return (
        subject.tag_ in {"NNS", "NNPS"}
        or bool(list(subject.conjuncts))
        or subject.lemma_.lower() in {"delegation", "they", "team"}
    )


def is_hypothetical(token: Token) -> bool:
    """Return whether the event is only proposed, wished for or denied where `token` names it."""
    if token.pos_ == "VERB":
        return any(
            child.dep_ in {"aux", "neg"} and child.lower_ in words.MODALS | {"not", "n't", "n’t", "to"}
            for child in token.children
        )
    if any(child.dep_ == "relcl" and child.tag_ in {"VBD", "VBZ"} for child in token.children):
        return False
    below = token
    for verb in token.ancestors:
        if verb.pos_ in {"VERB", "AUX"}:
            planned = is_definite_talk(token)
            modal = not planned and any(child.dep_ == "aux" and child.lower_ in words.MODALS for child in verb.children)
            is_object = below.dep_ not in {"nsubj", "nsubjpass", "advcl"}
            if modal or (verb.lemma_ in PLANNING_VERBS and is_object):
                return not (verb.lemma_ in words.ATTEND_VERBS | {"end", "stop"} and not modal)
            return bool(verb.dep_ == "xcomp" and verb.head.lemma_ in PLANNING_VERBS)
        below = verb
    return any(child.lower_ in {"no", "any", "without"} for child in token.lefts)


def is_definite_talk(token: Token) -> bool:
    """Return whether a noun names talks that are fixed, if not yet held: "the peace talks", "Geneva talks"."""
    if words.EVENT_NOUNS.get(token.lemma_.lower(), "") not in words.TALK_KINDS or token.pos_ == "VERB":
        return False
    return any(child.lower_ in {"the", "this", "these"} or child.ent_type_ in {"GPE", "FAC"} for child in token.lefts)


def governor(token: Token) -> Token | None:
    """Return the verb whose subject, object or prepositional object the noun is; a verb governs itself."""
    if token.pos_ == "VERB":
        return token
    head = token.head
    if token.dep_ == "pobj" and head.lower_ == "of" and head.head.lemma_ in PARTITIVES:
        return governor(head.head)
    if token.dep_ == "pobj" and head.lower_ in {"at", "during"} and head.head.dep_ == "dobj":
        return head.head.head if head.head.head.lemma_ in REACH_VERBS else None  # "reached a deal at the talks"
    if token.dep_ == "pobj" and head.head.pos_ in {"VERB", "AUX"}:
        # "Met two years after the invasion": where and when they met says nothing of the invasion.
        return None if head.lower_ in RELATING else head.head
    return head if token.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"} and head.pos_ in {"VERB", "AUX"} else None


def clause(token: Token) -> Iterator[Token]:
    """Yield `token` and what hangs on it, without the clauses below it that have a verb and subject of their own."""
    yield token
    for child in token.children:
        if child.dep_ in {"ccomp", "advcl", "conj", "parataxis"} and child.pos_ in {"VERB", "AUX"}:
            continue
        yield from clause(child)


def noun_group(head: Token) -> Iterator[Token]:
    """Yield a noun with the words before it and those joined to it by "and", without what follows in clauses."""
    beside = [part for child in head.children if child.dep_ == "appos" for part in (child, *child.conjuncts)]
    for part in [head, *head.conjuncts, *(one for one in beside if one.pos_ == "PROPN")]:
        yield from (token for token in part.subtree if token.i <= part.i)


def sent_by(noun: Token) -> Iterator[Token]:
    """Yield what "of" and "from" say of the plural holders of an office: "the foreign ministers of X and Y"."""
    if noun.tag_ in {"NNS", "NNPS"} and noun.lemma_.lower() in words.OFFICES | words.COLLECTIVES:
        for child in noun.children:
            if child.dep_ == "prep" and child.lower_ in {"of", "from"}:
                yield from partners(child)


def actors_in(tokens: Iterable[Token], table: MentionTable) -> list[Span]:
    """Return the actors that stand among `tokens`, outermost mentions only; a pronoun stands for its antecedent."""
    found: list[Span] = []
    for token in tokens:
        if table.in_dateline(token):
            continue
        held = next((item for item in table.all_at(token) if item.kind in ACTORS), None)
        if held is not None:
            found += [held.span] if held.kind != "Actor" else held.refers_to
        elif token.pos_ == "PRON" and token.dep_ in {"nsubj", "nsubjpass", "pobj", "dobj"}:
            found += antecedents(token, table)
    # "Israeli Prime Minister X" is X, and not Israel beside him.
    stands_for = {owner for span in found for owner in (*table[span].represents, *table[span].affiliation)}
    return [span for span in dict.fromkeys(found) if span not in stands_for]


def fill(trigger: Trigger, table: MentionTable, times: list[When], durations: list[Span]) -> None:
    """Give a trigger the actors, places and times of its noun phrase and of the verb that governs it."""
    token, verb = trigger.token, governor(trigger.token)
    scopes = [token] if verb is None or verb is token else [token, verb]
    for scope in scopes:
        for child in scope.children:
            if (
                child.dep_ in {"prep", "agent"}
                and child.lower_ in PARTNER_PREPOSITIONS
                and (scope is token or child.lower_ == "with")
            ):
                trigger.participants += actors_in(partners(child), table)
        near = list(clause(scope))
        trigger.venues += [span for span in places_in(near, table) if span not in trigger.venues]
        trigger.when = trigger.when or time_in(near, times)
    trigger.when = trigger.when or time_after(token, times)
    if trigger.kind in words.TALK_KINDS:
        trigger.participants += actors_in(
            (child for child in token.lefts if child.dep_ in {"compound", "amod", "nmod", "poss"}), table
        )
        trigger.duration = duration_in(list(clause(verb or token)), durations)
        take_part(trigger, verb, table)
    else:
        trigger.participants = [] if trigger.kind in words.FORCE_KINDS - {"War"} else trigger.participants
        use_force(trigger, verb, table)


def partners(preposition: Token) -> list[Token]:
    """Return the tokens of a preposition's object without the clauses inside it."""
    return [token for child in preposition.children for token in clause(child)]


def take_part(trigger: Trigger, verb: Token | None, table: MentionTable) -> None:
    """Add subject (and for a verb of meeting the object) as participants, or as chair where the verb says so."""
    trigger.chair += mediators(trigger.token, table)
    reaches = verb is not None and verb.lemma_ in REACH_VERBS and trigger.token.dep_ == "pobj"
    if verb is None or (not reaches and any(child.dep_ == "neg" for child in verb.children)):
        return
    nouns = [child for child in verb.children if child.dep_ == "nsubj"]
    subjects = [token for child in nouns for token in (*noun_group(child), *sent_by(child))]
    if (
        any(child.dep_ == "nsubj" and child.lower_ in {"who", "which", "that"} for child in verb.children)
        and verb.dep_ == "relcl"
    ):
        subjects = [verb.head]
    actors = actors_in(subjects, table)
    if verb.lemma_ in words.CHAIR_VERBS:
        trigger.chair += [span for span in actors if table[span].kind in {"Person", "Organization", "Country"}]
    elif (
        verb is trigger.token
        or reaches
        or (verb.lemma_ in words.ATTEND_VERBS and trigger.token.dep_ not in {"nsubj", "nsubjpass"})
    ):
        trigger.participants += actors
    if verb is trigger.token:
        trigger.participants += actors_in(
            (token for child in verb.children if child.dep_ == "dobj" for token in clause(child)), table
        )
    for child in verb.children:
        if child.dep_ == "agent" and any(grand for grand in child.children) and verb.lemma_ in words.CHAIR_VERBS:
            trigger.chair += actors_in(partners(child), table)


def mediators(noun: Token, table: MentionTable) -> list[Span]:
    """Return who "mediated by …" or "brokered by …" names right behind a noun for talks."""
    for token in noun.doc[noun.i + 1 : min(noun.i + MEDIATOR_REACH, noun.sent.end)]:
        if token.tag_ == "VBN" and token.lemma_ in words.CHAIR_VERBS:
            agents = (child for child in token.children if child.dep_ == "agent" or child.lower_ == "by")
            return [span for child in agents for span in actors_in(partners(child), table)]
        if token.pos_ in {"VERB", "AUX"}:
            return []
    return []


def use_force(trigger: Trigger, verb: Token | None, table: MentionTable) -> None:
    """Read who attacks whom: "Russia's invasion of Ukraine", "X attacked Y", "the war between X and Y"."""
    token = trigger.token
    owners = [
        token for child in token.lefts if child.dep_ in {"poss", "amod", "compound", "nmod"} for token in clause(child)
    ]
    trigger.initiator += actors_in(owners, table)
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in {"of", "on", "against"}:
            trigger.target += [
                item.span for part in partners(child) if (item := table.at(part)) is not None and item.kind in PLACES
            ]
    if verb is token:
        trigger.initiator += actors_in(
            (part for child in token.children if child.dep_ == "nsubj" for part in clause(child)), table
        )
        trigger.target += [
            item.span for child in token.children if child.dep_ == "dobj" if (item := table.at(child)) is not None
        ]
    trigger.target = [span for span in dict.fromkeys(trigger.target) if span not in trigger.initiator]
    trigger.venues = [span for span in trigger.venues if span not in trigger.target]


def places_in(tokens: list[Token], table: MentionTable) -> list[Span]:
    """Return the places among `tokens` that a preposition of place or the noun itself puts the event in."""
    found: list[Span] = []
    for token in tokens:
        item = table.at(token)
        if item is None or item.kind not in PLACES or item.form in {"demonym", "metonym"} or item.span in found:
            continue
        name = table.tokens(item.span)
        first = name.start
        while first > 0 and table.doc[first - 1].pos_ in {"DET", "ADJ"}:
            first -= 1
        before = table.doc[first - 1] if first else None
        inside_address = bool(found) and before is not None and before.text in {",", "in"}
        compound = name.root.dep_ == "compound" and item.kind in {"City", "Building"}
        if compound or inside_address or (before is not None and before.lower_ in {"in", "at", "inside"}):
            found.append(item.span)
    return found


def time_in(tokens: list[Token], times: list[When]) -> When | None:
    """Return the first time expression that one of `tokens` belongs to."""
    starts = {token.idx for token in tokens}
    return next((when for when in times if any(when.span.start <= start < when.span.end for start in starts)), None)


def time_after(noun: Token, times: list[When]) -> When | None:
    """Return the time expression that follows a noun with only names and prepositions between ("… of X in February 2022")."""
    for token in noun.doc[noun.i + 1 : min(noun.i + 1 + TIME_REACH, noun.sent.end)]:
        if found := next((when for when in times if when.span.start == token.idx), None):
            return found
        if token.pos_ not in {"ADP", "PROPN", "DET"}:
            return None
    return None


def duration_in(tokens: list[Token], durations: list[Span]) -> Span | None:
    """Return the first length of time among `tokens` that tells how long something lasted."""
    for span in durations:
        inside = [token for token in tokens if span.start <= token.idx < span.end]
        if inside:
            first = min(inside, key=lambda token: token.i)
            before = first.nbor(-1).lower_ if first.i else ""
            measures = max(inside, key=lambda token: token.i).head.lemma_.lower() in words.EVENT_NOUNS
            if measures or before in {"for", "in", "within", "lasted", "lasting", "after", "took", "during"}:
                return span
    return None
