"""The words that name events, each with the actors, places and times that its own clause gives it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.circumstances import duration_in, places_in, time_after, time_in
from kg.extract.clauses import (
    ACTORS,
    PARTITIVES,
    REACH_VERBS,
    actors_in,
    clause,
    governor,
    noun_group,
    partners,
    sent_by,
)
from kg.extract.happened import is_hypothetical
from kg.extract.nominals import phrase
from kg.extract.surroundings import PLACES
from kg.extract.table import MentionTable, span_of
from kg.model import Span, When

PARTNER_PREPOSITIONS = frozenset({"with", "between", "among", "of", "by"})
MEDIATOR_REACH = 10  # words
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
