"""For whom speakers speak, whom they address, and through which outlet."""

from dataclasses import replace

from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.coreference import is_first_person
from kg.extract.discourse import is_subject
from kg.extract.nominals import nominal, phrase
from kg.extract.roles import is_office
from kg.extract.speakers import SPEAKERS, outlet_named, pronoun, voice, whole
from kg.extract.table import MentionTable
from kg.model import Mention, Span

DIRECTED = frozenset(
    "tell inform assure remind ask urge warn brief advise promise address email message text notify question press".split()
)
# Verbs after which "with" names who is spoken to.
SHARED_WITH = frozenset("talk speak share discuss agree plead argue debate communicate".split())
# Verbs after which "of" does: "demanded of the government that".
REQUESTED_OF = frozenset("demand ask request require".split())
# Where people speak, and through what, rather than to whom.
OCCASIONS = frozenset("conference briefing session hearing rally summit meeting".split())
# "Reuters learned from two diplomats that": the outlet passes it on.
LEARNING = frozenset({"learn", "hear", "understand"})
# What is answered is no hearer.
SAID = words.TEXT_SOURCES | frozenset(words.EVENT_NOUNS) | frozenset(
    "question request remark criticism claim allegation accusation proposal decision comment word news offer demand threat".split()
)
# Verbs after which bad translations put "for" before the outlet ("he emphasized for RTS").
FOR_OUTLETS = frozenset(
    "say state stress emphasize emphasise confirm declare explain comment tell claim reveal".split()
)
# "Norway said through its envoy": what a state speaks through, up to the clause it says.
THROUGH = frozenset({"through", "via"})
CLAUSES = frozenset({"IN", "WDT", "VBD", "VBZ", "VBP"})
# Who speaks for somebody else by trade, beside the holders of offices.
VOICES = frozenset(
    """spokesman spokeswoman spokesperson aide adviser advisor official ambassador envoy diplomat minister secretary negotiator
    delegate representative president chancellor premier source insider staff staffer manager strategist director chief leader head
    lawyer attorney counsel campaign administration government mediator emissary coordinator surrogate delegation team officer
    commissioner chairman chairwoman chair deputy commander general army military ministry police authority committee council""".split()
)


def mouthpiece(cue: list[Token], speakers: tuple[Span, ...], table: MentionTable) -> tuple[Span, ...]:
    """Return the person through whom a state or body speaks ("said through its spokesman X"); empty where there is none."""
    if not speakers or not all(is_body(table[span]) for span in speakers):
        return ()
    for verb in cue:
        for prep in verb.children:
            if prep.dep_ == "prep" and prep.lower_ in THROUGH and (person := person_in(prep, table)):
                return person
    return ()


def is_body(item: Mention) -> bool:
    """Return whether a speaker is a state, a body or a side rather than a person."""
    last = item.text.rsplit(maxsplit=1)[-1].lower()
    return item.kind != "Person" and (item.kind != "UnnamedSource" or last in words.COLLECTIVES)


def person_in(prep: Token, table: MentionTable) -> tuple[Span, ...]:
    """Return the person named behind a preposition up to the next comma or clause, or whose office stands there."""
    doc, end = prep.doc, prep.i + 1
    while end < len(doc) and not doc[end].is_punct and (doc[end].tag_ not in CLAUSES or doc[end].lower_ in {"of", "for"}):
        end += 1
    beside = table.inside(Span(prep.idx, doc[end - 1].idx + len(doc[end - 1])))
    named = [item for item in beside if item.kind == "Person"]
    if named:
        return (named[-1].span,)
    noun = next((child for child in prep.children if child.dep_ == "pobj"), None)
    return tuple(voice(noun, whole(noun), table)) if noun is not None and is_office(noun) else ()


def principals(speakers: tuple[Span, ...], table: MentionTable) -> tuple[Span, ...]:
    """Return the states, bodies and people that the speakers act for, by their office; news outlets are media instead."""
    found: list[Span] = []
    for item in (held for speaker in speakers for held in introductions(speaker, table)):
        if item.kind == "UnnamedSource" and not speaks_for_others(table.tokens(item.span)[-1]):
            continue
        found += [
            span
            for span in (*item.represents, *item.affiliation, *patrons(item, table))
            if span not in table or table[span].kind != "NewsOrganization"
        ]
    return tuple(span for span in dict.fromkeys(found) if span not in speakers)


def introductions(speaker: Span, table: MentionTable) -> list[Mention]:
    """Return the mentions that can say what office a speaker holds: its own, what it refers to, its first full name."""
    own = [table[speaker], *(table[span] for span in table[speaker].refers_to if span in table)]
    if len(table[speaker].refers_to) > 1:
        own = own[:1]
    surnames = {item.text.lower().split()[-1] for item in own if item.kind == "Person" and item.form == "name"}
    full = [
        item
        for item in table
        if item.kind == "Person" and " " in item.text and item.text.lower().split()[-1] in surnames
    ]
    one = {item.text.lower() for item in full}
    return [*own, *(full[:1] if len(one) == 1 else [])]


def speaks_for_others(head: Token) -> bool:
    """Return whether a noun means somebody who speaks for a state, a body or a person rather than for themselves."""
    return head.lemma_.lower() in VOICES


def patrons(item: Mention, table: MentionTable) -> list[Span]:
    """Return the people for whom a person speaks by trade: "X, a spokesman for Y", "Y's adviser X", "Y campaign aide X"."""
    root = table.tokens(item.span).root
    beside = [
        root.head if root.dep_ == "appos" else None,
        *(child for child in root.children if child.dep_ in {"appos", "compound", "nmod"}),
        root if item.form == "nominal" else None,
    ]
    found: list[Span] = []
    for noun in beside:
        if noun is not None and speaks_for_others(noun):
            found += [span for span in employers(noun, table) if span != item.span]
    return found


def employers(noun: Token, table: MentionTable) -> list[Span]:
    """Return the people whose name stands before a noun of trade, or after "for", "to" or "of" behind it."""
    ahead = phrase(noun)
    before = table.inside(Span(ahead.start_char, noun.idx)) if ahead.start < noun.i else []
    after = [
        item
        for child in noun.children
        if child.dep_ == "prep" and child.lower_ in {"for", "to", "of"}
        for grand in child.children
        if grand.dep_ == "pobj"
        for item in table.all_at(grand)
    ]
    kinds = {"Person", "Organization"}
    before = [item for item in before if table.text[item.span.end : item.span.end + 1] != "-"]  # "a Bush-era official"
    return [item.span for item in (*before, *after) if item.kind in kinds and item.form == "name"]


def addressees_of(
    cue: list[Token], table: MentionTable, speakers: tuple[Span, ...] = (), content: tuple[Span, ...] = ()
) -> tuple[Span, ...]:
    """Return the mentions of who is told: the object of "tell", "inform" …, or of "to" after a verb of saying."""
    found: list[Span] = []
    for verb in cue:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        told = [word for child in verb.children if (word := told_in(child, verb)) is not None]
        if verb.lemma_.lower() in DIRECTED and not told:
            told = asked(verb)
        for word in told:
            if word.pos_ in {"NOUN", "PROPN", "PRON"} and not any(
                span.start <= word.idx < span.end for span in content
            ):
                found += hearer(word, table, speakers)
    return tuple(dict.fromkeys(found))


def told_in(child: Token, verb: Token) -> Token | None:
    """Return the noun of whom a verb is said to, if `child` holds it."""
    if child.dep_ in {"dobj", "dative", "iobj"} and child.lower_ != "to":
        return child if verb.lemma_.lower() in DIRECTED else None
    lemma = verb.lemma_.lower()
    joins = child.lower_ == "to" or (child.lower_ == "with" and lemma in SHARED_WITH)
    joins = joins or (child.lower_ == "of" and lemma in REQUESTED_OF)
    if verb.lemma_ == "accord" or not joins or child.dep_ not in {"prep", "dative"} or child.i - verb.i > 3:
        return None
    return next((grand for grand in child.children if grand.dep_ == "pobj"), None)


def asked(verb: Token) -> list[Token]:
    """Return the subject of a passive verb of telling: who was asked; "asked about …, X said" asks X."""
    if verb.tag_ != "VBN":
        return []
    holder = verb.head if verb.dep_ == "advcl" else verb
    own = [child for child in verb.children if child.dep_ == "nsubjpass"]
    return own or [child for child in holder.children if is_subject(child) and verb.dep_ == "advcl"]


def hearer(told: Token, table: MentionTable, speakers: tuple[Span, ...] = ()) -> list[Span]:
    """Return the mention of one addressee: a name, a pronoun's antecedent, or a group without a name ("reporters")."""
    held = next((item for item in table.all_at(told) if item.kind in SPEAKERS), None)
    if held is not None:
        return list(held.refers_to) if held.kind == "Actor" else [held.span]
    beside = [item for child in told.children if child.dep_ == "appos" for item in table.all_at(child)]
    outlet = next((item for item in beside if item.kind == "NewsOrganization"), None)
    if outlet is not None and told.lemma_.lower() in words.OUTLETS:
        return [outlet.span]
    if told.pos_ == "PRON":
        own = {table[span].text.lower().split()[-1] for one in speakers for span in (one, *table[one].refers_to)}
        others = tuple(item.span for item in table if item.text.lower().split()[-1] in own)
        return [] if is_first_person(told) else pronoun(told, table, others)
    if told.lemma_.lower() in OCCASIONS or outlet_meant(told, table) is not None:
        return []  # "told a news conference", "told state television"
    if told.lemma_.lower() in SAID:
        return []  # "answered to a question"
    item = nominal(phrase(told), "UnnamedSource", table)
    table.put(item)
    return [item.span]


def media_of(
    cue: list[Token],
    speakers: tuple[Span, ...],
    table: MentionTable,
    content: tuple[Span, ...] = (),
    source: tuple[Span, ...] = (),
) -> tuple[Span, ...]:
    """Return the outlets that a statement came through: the one told, interviewed by, cited by, or the reporter's own.

    Also those that have a copy of the text in `source` that says it.
    """
    found: list[Span] = [span for part in source for span in holders_of_text(part, table)]
    for speaker in speakers:
        item = table[speaker]
        if item.kind == "NewsOrganization":
            found.append(speaker)
        found += [span for span in item.affiliation if span in table and table[span].kind == "NewsOrganization"]
    sentence = cue[0].sent if cue else None
    if sentence is not None:
        reach = {token.i for verb in cue for token in near(verb)} | set(after_source(cue, source, table))
        found += [
            item.span
            for item in table.inside(Span(sentence.start_char, sentence.end_char))
            if item.kind == "NewsOrganization"
            and table.tokens(item.span).root.i in reach
            and not any(span.covers(item.span) for span in content)
        ]
        found += [
            item.span
            for verb in cue
            if verb.lemma_.lower() in LEARNING
            for child in verb.children
            for item in table.all_at(child)
            if is_subject(child) and item.kind == "NewsOrganization"
        ]
    for verb in cue:
        found += unnamed_outlets(verb, table, content)
    return tuple(dict.fromkeys(found))


def after_source(cue: list[Token], source: tuple[Span, ...], table: MentionTable) -> range:
    """Return the places of the tokens between a source behind its cue and the next comma: "said Anna Berg to Reuters"."""
    if not source or source[0].start < cue[-1].idx:
        return range(0)
    end = start = table.tokens(source[-1]).end
    doc = table.doc
    while end < len(doc) and not doc[end].is_punct and not doc[end].is_space:
        end += 1
    return range(start, end)


def holders_of_text(source: Span, table: MentionTable) -> list[Span]:
    """Return the outlets that a source names behind the text it is about: "the letter, seen by Reuters"."""
    head = table.tokens(source).root
    if head.lemma_.lower() not in words.TEXT_SOURCES:
        return []
    behind = table.inside(Span(min(head.idx, source.end), source.end))
    return [item.span for item in behind if item.kind == "NewsOrganization"]


def unnamed_outlets(verb: Token, table: MentionTable, content: tuple[Span, ...]) -> list[Span]:
    """Return the outlets that only their place beside a verb shows: "told state television", "emphasized for RTS"."""
    told = [child for child in verb.children if child.dep_ in {"dobj", "dative"} and verb.lemma_.lower() in DIRECTED]
    joined = [grand for child in verb.children if child.lower_ in {"to", "for"} for grand in child.children]
    found: list[Span] = []
    for noun in (*told, *joined):
        held = table.at(noun)
        if any(span.start <= noun.idx < span.end for span in content):
            continue
        if held is None and (item := outlet_meant(noun, table)) is not None:
            table.put(item)
            found.append(item.span)
        elif held is not None and noun.head.lower_ == "for" and verb.lemma_.lower() in FOR_OUTLETS and is_acronym(held):
            table.put(replace(held, kind="NewsOrganization"))
            found.append(held.span)
    return found


def outlet_meant(noun: Token, table: MentionTable) -> Mention | None:
    """Return the outlet that a noun phrase names or describes: "Axios site", "state television"; None where it is none."""
    beside = [noun, *(child for child in noun.lefts if child.dep_ == "compound")]
    nouns = {token.lemma_.lower() for token in beside}
    named = outlet_named(phrase(noun), table) if nouns & words.OUTLETS else None
    # "State television" is somebody's; "television" alone is no outlet.
    # "The state broadcaster SNTV", but no "radio host".
    called = noun.lemma_.lower() in words.UNNAMED_OUTLETS or (
        noun.pos_ == "PROPN" and bool(nouns & words.UNNAMED_OUTLETS)
    )
    unnamed = called and any(child.dep_ in {"amod", "compound", "poss"} for child in noun.lefts)
    return named or (nominal(phrase(noun), "NewsOrganization", table) if unnamed else None)


def is_acronym(item: Mention) -> bool:
    """Return whether a mention is a body called by its initials."""
    return item.kind == "Organization" and item.form == "name" and item.text.isupper() and len(item.text) < 6


def near(verb: Token) -> list[Token]:
    """Return the tokens that hang on a cue verb without those of the clauses it reports."""
    tokens = [verb]
    for child in verb.children:
        if child.dep_ not in {"ccomp", "xcomp", "parataxis", "nsubj", "nsubjpass", "conj", "advcl"}:
            tokens += child.subtree
    return tokens
