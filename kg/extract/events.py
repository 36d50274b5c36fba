"""Events of a document: namings that can mean the same happening are one event."""

from dataclasses import dataclass, field, replace

from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.circumstances import is_housed
from kg.extract.clauses import RELATING, actors_in, governor, partners
from kg.extract.namings import SHIFTS, order
from kg.extract.table import MentionTable
from kg.extract.times import RELATIVE_DAYS, weekday_in
from kg.extract.triggers import MEDIATION, Trigger, find_triggers, named_before
from kg.model import Delegation, Event, Span, When

# Classes that may name one event in turn ("the talks … the meeting"); the others only ever mean their own kind.
SAME_GROUP = ({"Negotiation", "Meeting"}, {"Attack", "MilitaryAction"})
# The class that a group of namings is given: the most telling first.
TELLING = ("Summit", "Negotiation", "Visit", "Call", "Meeting", "War", "MilitaryAction", "Attack")


# What "next" and "previous" mean is another event than the one that is spoken of.
SHIFTED = frozenset(SHIFTS)
MEDIATORS = frozenset({"mediator", "facilitator"})
MARGINS = frozenset({"sideline", "margin", "fringe"})


@dataclass(slots=True)
class Draft:
    """An event while its namings are being gathered."""

    triggers: list[Trigger] = field(default_factory=list)

    def countries(self, table: MentionTable) -> set[str]:
        """Return the countries of its participants."""
        spans = {
            span for trigger in self.triggers for span in (*trigger.participants, *trigger.initiator, *trigger.target)
        }
        return {code for span in spans for code in countries_of(span, table)}

    def whereabouts(self, table: MentionTable) -> set[str]:
        """Return the countries that its venues lie in."""
        return {table[span].country for trigger in self.triggers for span in trigger.venues if table[span].country}

    def times(self, table: MentionTable) -> set[str]:
        """Return its dates, as values where known and as words elsewhere."""
        return {
            when.start or weekday_in(words_) or words_
            for trigger in self.triggers
            if (when := trigger.when) is not None and (words_ := when.span.of(table.text).lower()) not in RELATIVE_DAYS
        }


def countries_of(span: Span, table: MentionTable) -> set[str]:
    """Return the countries that a mention means or acts for."""
    item = table[span]
    linked = {table[other].country for other in (*item.refers_to, *item.represents) if other in table}
    return {code for code in {item.country, *linked} if code}


def find_events(
    table: MentionTable, delegations: list[Delegation], times: list[When], durations: list[Span]
) -> tuple[list[Event], list[Delegation]]:
    """Return the events of the text in order, and the delegations with the event that each takes part in."""
    drafts: list[Draft] = []
    for item in list(table):
        if is_housed(item, table):
            table.put(replace(item, kind="Building"))
    for trigger in find_triggers(table, times, durations):
        fitting = [draft for draft in drafts if may_join(trigger, draft, table)]
        # "The talks" alone are those that the text has spoken of most.
        home = max(fitting, key=lambda draft: len(draft.triggers), default=None)
        if home is None:
            drafts.append(home := Draft())
        home.triggers.append(trigger)
    drafts = [draft for draft in drafts if is_told(draft)]
    main = main_talk(drafts, table)
    if main is not None:
        main.triggers[0].chair += mediators(main, table)
    events = [finished(draft, delegations, draft is main, table) for draft in drafts]
    placed = [with_event(delegation, drafts, events, main, table) for delegation in delegations]
    return events, placed


def may_join(trigger: Trigger, draft: Draft, table: MentionTable) -> bool:
    """Return whether a naming can mean the event of `draft`: same group, and nothing said of place, time or parties conflicts."""
    kinds = {other.kind for other in draft.triggers}
    if trigger.kind not in kinds and not any({trigger.kind, *kinds} <= group for group in SAME_GROUP):
        return False
    if not may_be_same_round(trigger, draft) or is_aside(trigger) or any(is_aside(other) for other in draft.triggers):
        return False
    single = Draft([trigger])
    for of_trigger, of_draft in (
        (single.whereabouts(table), draft.whereabouts(table)),
        (single.times(table), draft.times(table)),
        (single.countries(table), draft.countries(table)),
    ):
        if of_trigger and of_draft and not of_trigger & of_draft:
            return False
    chaired = {span.of(table.text).lower() for other in draft.triggers for span in other.chair}
    if chaired and trigger.token.lemma_.lower() in MEDIATION and not {s.of(table.text).lower() for s in trigger.chair} & chaired:
        return False
    return not is_new(trigger, draft)


def may_be_same_round(trigger: Trigger, draft: Draft) -> bool:
    """Return whether a naming can mean the same of several rounds: "the next meeting" is only ever a next one."""
    mine, theirs = order(trigger.token), {order(other.token) for other in draft.triggers}
    if mine in SHIFTED or theirs & SHIFTED:
        return theirs == {mine} != {"other"}
    planned = any((other.when or other.venues) and is_ahead(other.token) for other in draft.triggers)
    if planned and is_past(trigger.token):
        return False
    if (trigger.when or trigger.venues) and is_ahead(trigger.token) and any(is_past(other.token) for other in draft.triggers):
        return False
    return not mine or not theirs - {""} or mine in theirs


def is_ahead(token: Token) -> bool:
    """Return whether talks are still to come where they are named: "will be held", "to be followed by"."""
    verb = governor(token) or (token.head.head if token.dep_ == "pobj" else token)
    helpers = {child.lower_ for child in verb.children if child.dep_ in {"aux", "auxpass"}}
    return "will" in helpers or {"to", "be"} <= helpers or ("to" in helpers and verb.dep_ == "advcl")


def is_past(token: Token) -> bool:
    """Return whether an event is told as past where it is named."""
    verb = governor(token)
    if verb is None:
        return False
    return verb.tag_ == "VBD" or (
        verb.tag_ == "VBN" and any(child.lower_ in {"was", "were", "had", "has", "have"} for child in verb.children)
    )


def is_aside(trigger: Trigger) -> bool:
    """Return whether people meet on the sidelines of something else, or had met before it: an event of its own."""
    verb = governor(trigger.token)
    if verb is None:
        return False
    if verb.lemma_ == "receive":
        return True
    if any(token.lemma_.lower() in MARGINS for child in verb.children if child.dep_ == "prep" for token in child.subtree):
        return True
    told_again = trigger.token.pos_ == "VERB" and trigger.when is not None
    before = any(child.dep_ == "advmod" and child.lower_ in {"before", "earlier", "previously"} for child in verb.children)
    return (before or told_again) and any(child.dep_ == "aux" and child.lower_ == "had" for child in verb.children)


def is_new(trigger: Trigger, draft: Draft) -> bool:
    """Return whether an indefinite noun phrase without shared participants starts an event of its own."""
    determiners = {child.lower_ for child in trigger.token.lefts}
    indefinite = trigger.token.pos_ != "VERB" and bool(determiners & {"a", "an"}) and not is_ours(trigger.token)
    return indefinite and not (trigger.participants and draft.triggers)


def is_ours(noun: Token) -> bool:
    """Return whether those who speak call the event they come from so: "we had a good meeting"."""
    verb = governor(noun)
    return verb is not None and verb.lemma_ == "have" and any(child.lower_ == "we" for child in verb.children)


def is_told(draft: Draft) -> bool:
    """Return whether enough is said of an event to keep it: somebody, somewhere, some time, or a definite name for it."""
    if any(order(trigger.token) in SHIFTED for trigger in draft.triggers):
        return any(trigger.participants or trigger.venues or trigger.when for trigger in draft.triggers)
    return any(
        trigger.participants
        or trigger.venues
        or trigger.when
        or trigger.initiator
        or trigger.target
        or trigger.chair
        or trigger.duration
        or any(child.lower_ in {"the", "this", "these"} for child in trigger.token.lefts)
        for trigger in draft.triggers
    )


def main_talk(drafts: list[Draft], table: MentionTable) -> Draft | None:
    """Return the talks that the article is about: those with the most said of them, the first of equals."""
    talks = [draft for draft in drafts if draft.triggers[0].kind in words.TALK_KINDS]
    # "The first success after the Berlin conference" is not about the conference.
    talks = [draft for draft in talks if not all(is_background(trigger.token) for trigger in draft.triggers)] or talks
    talks = [draft for draft in talks if not {order(trigger.token) for trigger in draft.triggers} & SHIFTED] or talks
    talks = [draft for draft in talks if not all(is_ahead(trigger.token) for trigger in draft.triggers)] or talks
    return max(talks, key=lambda draft: (weight(draft, table), -draft.triggers[0].span.start), default=None)


def is_background(noun: Token) -> bool:
    """Return whether an event is only named to say when something else was: "after the conference"."""
    return noun.dep_ == "pobj" and noun.head.lower_ in RELATING


def weight(draft: Draft, table: MentionTable) -> int:
    """Return how much is said of an event: its namings, countries, venues and times."""
    return (
        2 * len(draft.triggers)
        + 2 * len(draft.countries(table))
        + len(draft.whereabouts(table))
        + len(draft.times(table))
    )


def finished(draft: Draft, delegations: list[Delegation], is_main: bool, table: MentionTable) -> Event:
    """Return the record of an event, with delegations in place of the countries that sent them."""
    triggers = draft.triggers
    kind = min(
        (trigger.kind for trigger in triggers),
        key=lambda kind: TELLING.index(kind) if kind in TELLING else len(TELLING),
    )
    chair = merged(trigger.chair for trigger in triggers)
    holding = {table[span].country for span in chair if table[span].kind == "Country"}
    participants = [
        span
        for span in merged(trigger.participants for trigger in triggers)
        if span not in chair and not (table[span].kind == "Country" and table[span].country in holding)
    ]
    participants = [span for span in participants if not set(table[span].refers_to) & set(participants)]
    if kind in words.TALK_KINDS:
        participants = with_delegations(
            participants, delegations, draft.countries(table) if not is_main else None, table
        )
    return Event(
        mentions=tuple(sorted({trigger.span for trigger in triggers})),
        kind=kind,
        code=words.EVENT_CODES.get(kind, ""),
        participants=tuple(participants),
        chair=chair,
        initiator=merged(trigger.initiator for trigger in triggers),
        target=merged(trigger.target for trigger in triggers),
        venues=venues(triggers, table),
        when=best_time([trigger.when for trigger in triggers if trigger.when]),
        duration=next((trigger.duration for trigger in triggers if trigger.duration), None),
    )


def best_time(times: list[When]) -> When | None:
    """Return the time that says the most: the first whose day is known, else the first."""
    return max(times, key=lambda when: len(when.start), default=None)


def mediators(main: Draft, table: MentionTable) -> list[Span]:
    """Return the states and bodies whose "mediator" or "mediators" the text speaks of, unless they are parties to the talks."""
    nouns = [token for token in table.doc if token.lemma_.lower() in MEDIATORS and token.pos_ in {"NOUN", "PROPN"}]
    named = actors_in((part for noun in nouns for part in (*named_before(noun), *named_behind(noun))), table)
    parties = main.countries(table)
    return [
        span
        for span in {(table[span].country or span): span for span in reversed(named)}.values()
        if table[span].kind in {"Country", "Organization"} and table[span].country not in parties
    ]


def named_behind(noun: Token) -> list[Token]:
    """Return the tokens of "of …" behind a noun."""
    return [part for child in noun.rights if child.lower_ == "of" for part in partners(child)]


def venues(triggers: list[Trigger], table: MentionTable) -> tuple[Span, ...]:
    """Return the venues of an event, without countries where a city or building is known."""
    spans = merged(trigger.venues for trigger in triggers)
    narrow = tuple(span for span in spans if table[span].kind != "Country")
    return narrow or spans


def with_delegations(
    participants: list[Span], delegations: list[Delegation], countries: set[str] | None, table: MentionTable
) -> list[Span]:
    """Return participants in which a delegation takes the place of its country and of every phrase for itself.

    `countries` limits which delegations may be brought in; None means that all of the document's come to this event.
    """
    bodies = {span.of(table.text).lower(): one for one in delegations for span in one.represents}
    sent = {table[one.key].country: one for one in delegations if table[one.key].country}
    named = {bodies[text].key for span in participants if (text := span.of(table.text).lower()) in bodies}
    chosen = [
        one.key
        for one in delegations
        if one.key in named or (one.represents and (countries is None or table[one.key].country in countries))
    ]
    others = []
    for span in participants:
        item = table[span]
        stands_in = {item.country, *(table[other].country for other in item.refers_to if other in table)} & set(sent)
        if item.kind == "Delegation" or (item.kind in {"Country", "UnnamedSource", "Actor"} and stands_in):
            continue
        if not (item.kind == "Organization" and span.of(table.text).lower() in bodies):
            others.append(span)
    return [*chosen, *others] if chosen else participants


def merged(groups: object) -> tuple[Span, ...]:
    """Return the spans of all groups once each, in order."""
    return tuple(dict.fromkeys(span for group in groups for span in group))  # type: ignore[attr-defined]


def with_event(
    delegation: Delegation, drafts: list[Draft], events: list[Event], main: Draft | None, table: MentionTable
) -> Delegation:
    """Return a delegation with the event that it takes part in: where the text says so, else the main talks."""
    for draft, event in zip(drafts, events, strict=True):
        named = {span for trigger in draft.triggers for span in trigger.participants}
        if event.kind in words.TALK_KINDS and named & set(delegation.mentions):
            return replace(delegation, event=event.key)
    return replace(delegation, event=events[drafts.index(main)].key) if main is not None else delegation
