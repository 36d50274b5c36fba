"""The words that name events, each with the actors, places and times that its own clause gives it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.circumstances import duration_in, houses_in, places_in, time_after, time_in
from kg.extract.clauses import (
    REACH_VERBS,
    RELATING,
    actors_in,
    clause,
    governor,
    joined_verbs,
    joint_act,
    noun_group,
    partners,
    sent_by,
)
from kg.extract.happened import is_hypothetical
from kg.extract.namings import noun_kind, verb_kind
from kg.extract.nominals import phrase
from kg.extract.surroundings import PLACES
from kg.extract.table import MentionTable, span_of
from kg.model import Mention, Span, When

PARTNER_PREPOSITIONS = frozenset({"with", "between", "among", "of", "by"})
FORCE = words.FORCE_KINDS - {"War"}
BEFORE_NOUN = frozenset({"compound", "amod", "nmod", "poss"})
MEDIATOR_REACH = 10  # words
FARTHEST_CLAUSE = 20  # words from a noun to the verb of a clause about it
PLACE_REACH = 4  # steps up the tree
# Nouns for what those do who bring others together.
MEDIATION = frozenset("mediation auspice auspices auspex aegis chairmanship sponsorship patronage facilitation".split())


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


def fill(trigger: Trigger, table: MentionTable, times: list[When], durations: list[Span]) -> None:
    """Give a trigger the actors, places and times of its noun phrase and of the verb that governs it."""
    token, verb = trigger.token, governor(trigger.token)
    scopes = [token] if verb is None or verb is token else [token, verb]
    for scope in [*scopes, *(joined_verbs(verb) if verb is not None and is_subject_of(token, verb) else [])]:
        near = list(surroundings(scope, token))
        trigger.venues += [span for span in (*places_in(near, table), *houses_in(near, table)) if span not in trigger.venues]
        trigger.when = trigger.when or time_in(near, times)
    trigger.venues += [span for span in place_where(verb, table) if span not in trigger.venues]
    trigger.when = trigger.when or time_after(token, times)
    if trigger.kind in words.TALK_KINDS:
        trigger.participants += partners_of(token, scopes, table)
        trigger.duration = duration_in(list(clause(verb or token)), durations)
        take_part(trigger, verb, table)
        trigger.participants = [span for span in trigger.participants if span not in trigger.chair]
    elif trigger.kind == "Signing" and verb is token:
        trigger.participants += makers(token, table)
    else:
        trigger.participants = partners_of(token, scopes, table) if trigger.kind not in FORCE else []
        use_force(trigger, verb, table)


def is_subject_of(noun: Token, verb: Token) -> bool:
    """Return whether a noun, or the round that counts it, is the subject of a verb."""
    counted = noun.head.head if noun.dep_ == "pobj" and noun.head.lower_ == "of" else noun
    return any(one.head == verb and one.dep_ in {"nsubj", "nsubjpass"} for one in (noun, counted))


def surroundings(scope: Token, token: Token) -> Iterator[Token]:
    """Yield the tokens that say where and when: those of a clause, without another's subject and what was before or after."""
    other = {
        part.i
        for child in scope.children
        if (child.dep_ in {"nsubj", "nsubjpass"} and scope != token) or child.lower_ in RELATING
        for part in child.subtree
    }
    if scope.pos_ == "VERB":
        # "Will meet X, who last met Y on Friday": what is told of somebody else.
        about = (one for child in scope.children if child.dep_ in {"dobj", "nsubj"} and child != token for one in child.subtree)
        other |= {part.i for one in about if one.dep_ == "relcl" for part in one.subtree}
    own = {part.i for part in token.subtree} if token != scope else set()
    yield from (part for part in clause(scope) if part.i not in other or part.i in own)


def place_where(verb: Token | None, table: MentionTable) -> list[Span]:
    """Return the house of "in the Grand Hotel, where the talks took place"."""
    if verb is None or verb.dep_ != "relcl" or not any(child.lower_ == "where" for child in verb.children):
        return []
    above = [one for one in [verb.head, *list(verb.head.ancestors)[:PLACE_REACH]] if one.pos_ in {"NOUN", "PROPN"}]
    held = (table.at(one) for one in above)
    named = next(([item.span] for item in held if item is not None and item.kind in PLACES and item.form == "name"), [])
    return named or houses_in(above, table)


def partners_of(token: Token, scopes: list[Token], table: MentionTable) -> list[Span]:
    """Return who talks by the words of the noun itself and by "with": "talks between X and Y", "Iranian-American talks"."""
    mediation = token.lemma_.lower() in MEDIATION
    found: list[Span] = []
    by_phone = [grand for child in token.children if child.lower_ in {"by", "over"} for grand in child.children]
    for scope in [*scopes, *by_phone]:
        for child in scope.children:
            joins = child.dep_ in {"prep", "agent"} and child.lower_ in PARTNER_PREPOSITIONS - ({"of", "by"} if mediation else set())
            if joins and (scope == token or scope in by_phone):
                found += actors_in(partners(child), table)
            elif joins and child.lower_ == "with":
                # "Counts with the support of X" is no talk with X.
                found += actors_in((part for noun in child.children for part in (*noun_group(noun), *sent_by(noun))), table)
    if token.pos_ == "VERB" or mediation or words.EVENT_NOUNS.get(token.lemma_.lower(), "Negotiation") not in words.TALK_KINDS:
        return found
    named = actors_in(named_before(token), table)
    # "The UN conference" is the one that the UN holds.
    return [*found, *(span for span in named if len(named) > 1 or not is_body_holding(token, table[span]))]


def named_before(noun: Token) -> Iterator[Token]:
    """Yield the words before a noun that may name whose it is: "the Chilean and Peruvian …", "Chilean-Peruvian …", "Chile's …"."""
    for child in noun.lefts:
        if child.dep_ in BEFORE_NOUN:
            hyphened = any(part.tag_ == "HYPH" for part in child.children)
            yield from (part for part in child.lefts if hyphened and part.dep_ in BEFORE_NOUN)
            yield from (child, *child.conjuncts)


def is_body_holding(noun: Token, item: Mention) -> bool:
    """Return whether the body named before "conference" only holds it."""
    return noun.lemma_.lower() == "conference" and item.kind == "Organization"


def take_part(trigger: Trigger, verb: Token | None, table: MentionTable) -> None:
    """Add subject (and for a verb of meeting the object) as participants, or as chair where the verb says so."""
    token = trigger.token
    trigger.chair += [*chaired_by(token, table), *under_auspices(token, table)]
    trigger.participants += attended_by(token, table)
    if (jointly := joint_act(token)) is not None:
        together = actors_in(subjects_of(jointly), table)
        trigger.participants += together if is_joint(together, table) else []
    if trigger.kind == "Call":
        trigger.participants += actors_in(caller(token), table)
    reaches = verb is not None and verb.lemma_ in REACH_VERBS and token.dep_ == "pobj"
    if verb is None or (not reaches and any(child.dep_ == "neg" for child in verb.children)):
        return
    trigger.chair += under_auspices(verb, table) if verb is not token else []
    actors = actors_in(subjects_of(verb), table)
    if verb.lemma_ in words.CHAIR_VERBS:
        trigger.chair += [span for span in actors if table[span].kind in {"Person", "Organization", "Country"}]
    elif verb is token or reaches or (verb.lemma_ in words.ATTEND_VERBS and token.dep_ not in {"nsubj", "nsubjpass"}):
        trigger.participants += actors
    if verb is token:
        trigger.participants += actors_in(objects_of(verb), table)
    agents = actors_in((part for child in verb.children if child.dep_ == "agent" for part in partners(child)), table)
    if verb.lemma_ in words.CHAIR_VERBS:
        trigger.chair += agents
    elif verb.lemma_ in words.ATTEND_VERBS:
        trigger.participants += agents


def subjects_of(verb: Token) -> list[Token]:
    """Return the tokens that name who does something: the subject of a verb, through "who" and through a verb joined to it."""
    nouns = [child for child in verb.children if child.dep_ == "nsubj"]
    if not nouns and verb.dep_ == "conj" and verb.head.pos_ == "VERB":
        nouns = [child for child in verb.head.children if child.dep_ == "nsubj"]
    if verb.dep_ == "relcl" and any(child.lower_ in {"who", "which", "that"} for child in nouns):
        return [verb.head]
    return [token for child in nouns for token in (*noun_group(child), *sent_by(child))]


def objects_of(verb: Token) -> list[Token]:
    """Return the tokens that name whom somebody meets."""
    nouns = [child for child in verb.children if child.dep_ == "dobj"]
    return [token for child in nouns for token in (*noun_group(child), *sent_by(child))]


def is_joint(actors: list[Span], table: MentionTable) -> bool:
    """Return whether actors are several, so that what they do together they have talked about."""
    return len({other for span in actors for other in (table[span].refers_to or (span,))}) > 1


def caller(call: Token) -> list[Token]:
    """Return the tokens that name who does something in a call: "X in a telephone talk with Y said", "X and Y talked by phone"."""
    if call.pos_ == "VERB":
        return [*subjects_of(call), *objects_of(call)]
    if call.dep_ != "pobj" or call.head.lower_ not in {"in", "during"}:
        return []
    holder = call.head.head
    if holder.pos_ in {"VERB", "AUX"}:
        return subjects_of(holder)
    return list(noun_group(holder)) if holder.dep_ in {"nsubj", "nsubjpass"} else []


def makers(verb: Token, table: MentionTable) -> list[Span]:
    """Return who signs: the subject, or for a passive those behind "by"."""
    agents = [one for child in verb.children if child.dep_ == "agent" for one in (child, *child.conjuncts)]
    agents += [child for child in verb.children if child.dep_ == "conj" and child.lower_ == "by"]
    return agents_of(agents, table) or actors_in(subjects_of(verb), table)


def chaired_by(noun: Token, table: MentionTable) -> list[Span]:
    """Return who holds talks between others, by the words about the noun.

    "Talks mediated by X", "which X and Y mediate", "the X-brokered talks", "the X mediation", "mediation of X".
    """
    found: list[Span] = []
    for token in noun.doc[noun.i + 1 : min(noun.i + MEDIATOR_REACH, noun.sent.end)]:
        if token.tag_ == "VBN" and token.lemma_ in words.CHAIR_VERBS:
            found += agents_of([child for child in token.children if child.dep_ == "agent" or child.lower_ == "by"], table)
            break
        if token.pos_ in {"VERB", "AUX"}:
            break
    for child in noun.children:
        if child.dep_ == "acl" and child.lemma_ == "lead" and child.tag_ == "VBN":
            leaders = agents_of([grand for grand in child.children if grand.dep_ == "agent"], table)
            found += leaders if not is_joint(leaders, table) else []
        elif child.dep_ == "relcl" and child.lemma_ in words.CHAIR_VERBS:
            found += [] if is_relative(child, "nsubj") else actors_in(subjects_of(child), table)
        elif child.i < noun.i and child.lemma_.lower() in words.CHAIR_VERBS:
            found += actors_in((part for part in child.subtree if part != child), table)
    found += who_mediate(noun, table) if not found else []
    return [*found, *(mediation_of(noun, table) if noun.lemma_.lower() in MEDIATION else [])]


def who_mediate(noun: Token, table: MentionTable) -> list[Span]:
    """Return those between "which" and "mediate" behind a noun, where the parse takes the verb for a noun."""
    reach = noun.doc[noun.i + 1 : min(noun.i + FARTHEST_CLAUSE, noun.sent.end)]
    start = next((token.i for token in reach if token.lower_ in {"which", "that"}), None)
    end = next((token.i for token in reach if token.lemma_.lower() in words.CHAIR_VERBS and token.dep_ != "amod"), None)
    if start is None or end is None or not start < end or any(token.pos_ in {"VERB", "AUX"} for token in noun.doc[start:end]):
        return []
    between = table.inside(Span(noun.doc[start].idx, noun.doc[end].idx))
    return [item.span for item in between if item.kind in {"Country", "Organization"}]


def attended_by(noun: Token, table: MentionTable) -> list[Span]:
    """Return who "attended by …" or "which were attended by …" names behind a noun for talks."""
    clauses = [child for child in noun.children if child.dep_ in {"acl", "relcl"} and child.lemma_ in words.ATTEND_VERBS]
    agents = [child for verb in clauses if verb.tag_ == "VBN" for child in verb.children if child.dep_ == "agent"]
    found = agents_of(agents, table)
    # "Talks led by X" are chaired by X, "led by X and Y" are those of both.
    return found if is_joint(found, table) or not any(verb.lemma_ == "lead" for verb in clauses) else []


def agents_of(prepositions: list[Token], table: MentionTable) -> list[Span]:
    """Return who stands behind "by", without what they do it with and where."""
    nouns = [grand for child in prepositions for grand in child.children if grand.dep_ in {"pobj", "conj", "appos"}]
    return actors_in((part for noun in nouns for part in (*noun_group(noun), *sent_by(noun))), table)


def is_relative(verb: Token, dep: str) -> bool:
    """Return whether the relative pronoun of a clause has a role in it."""
    return any(child.dep_ == dep and child.lower_ in {"who", "which", "that"} for child in verb.children)


def mediation_of(noun: Token, table: MentionTable) -> list[Span]:
    """Return whose mediation or auspices a noun means: "the mediation of X and Y", "the X mediation"."""
    behind = [part for child in noun.rights if child.lower_ in {"of", "by"} for part in partners(child)]
    return actors_in([*named_before(noun), *behind], table)


def under_auspices(token: Token, table: MentionTable) -> list[Span]:
    """Return those under whose auspices or with whose mediation something is held."""
    nouns = [
        grand
        for child in token.children
        if child.dep_ == "prep" and child.lower_ in {"under", "with", "through", "at"}
        for grand in child.children
        if grand.lemma_.lower() in MEDIATION
    ]
    return [span for noun in nouns for span in mediation_of(noun, table)]


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
