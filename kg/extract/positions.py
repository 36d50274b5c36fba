"""What parties agreed, demanded, proposed or refused: verbs, nouns and modal clauses that say so, with who and how much."""

from collections.abc import Iterator

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.anonymity import is_of_anonymity
from kg.extract.clauses import actors_in, clause, partners
from kg.extract.matters import complement_of, object_of, paper, predicate_of, purpose_of
from kg.extract.quantities import quantity_in
from kg.extract.table import MentionTable
from kg.extract.told_once import codes, told_once
from kg.model import Event, Position, Span, Statement

VERBS = {
    "agree": "Agreement",
    "decide": "Agreement",
    "demand": "Demand",
    "insist": "Demand",
    "require": "Demand",
    "urge": "Demand",
    "want": "Demand",
    "seek": "Demand",
    "call": "Demand",
    "press": "Demand",
    "ask": "Demand",
    "propose": "Proposal",
    "suggest": "Proposal",
    "offer": "Proposal",
    "refuse": "Refusal",
    "reject": "Refusal",
    "decline": "Refusal",
    "oppose": "Refusal",
}
NOUNS = {
    "agreement": "Agreement",
    "deal": "Agreement",
    "accord": "Agreement",
    "consensus": "Agreement",
    "understanding": "Agreement",
    "demand": "Demand",
    "requirement": "Demand",
    "condition": "Demand",
    "ultimatum": "Demand",
    "priority": "Demand",
    "insistence": "Demand",
    "goal": "Demand",
    "proposal": "Proposal",
    "offer": "Proposal",
    "refusal": "Refusal",
    "rejection": "Refusal",
}
# Verbs that bring an agreement about when it is their object ("reached a deal", "signed the accord").
REACHING = frozenset("reach sign strike conclude make forge ink seal announce clinch ratify".split())
# Nouns that only say what is wanted by what they are said to be.
# Nouns that ask for something only with a clause: "technical requirements for the railway" are no demand.
CLAUSED = frozenset({"requirement", "condition"})
PREDICATED = frozenset({"priority", "goal"})
# Verbs that ask for something only with "for" or "on".
CALLING = frozenset({"call", "press", "ask"})
# Verbs that people use of daily things too: a position only where a state or somebody who speaks for one is the subject.
EVERYDAY = frozenset({"want", "seek", "offer", "require", "suggest", "agree", "press", "ask"})
ASKED = frozenset("demand urge ask require press call want".split())
# Verbs after which "from" and "of" say who is asked.
FOR_THINGS = frozenset({"demand", "require"})
FAILING = frozenset("fail refuse decline".split())
RELATIVE = frozenset({"who", "which", "that"})
# Agreed is what several decide together.
JOINT = frozenset({"decide"})
# What is asked for of whoever writes about it.
OF_REPORTERS = frozenset("comment comments reaction anonymity".split())
# How far up the tree the owner of a demand is looked for.
HOLDER_REACH = 8


def find_positions(table: MentionTable, statements: list[Statement], events: list[Event]) -> list[Position]:
    """Return the agreements, demands, proposals and refusals of the text in order, each told once."""
    found = [*by_verb(table), *by_noun(table), *by_modal(table, statements)]
    placed = [with_context(position, table, statements, events) for position in found]
    placed = [one for one in placed if (one.parties or one.by) and not is_of_anonymity(one.subject.of(table.text))]
    return told_once(sorted(placed, key=lambda position: (position.span, position.kind)), table)


def by_verb(table: MentionTable) -> Iterator[Position]:
    """Yield what verbs say: "X and Y agreed to …", "X demands that Y …", "X rejected …"."""
    for verb in table.doc:
        kind = VERBS.get(verb.lemma_.lower(), "")
        if verb.pos_ != "VERB" or not kind or is_denied(verb):
            continue
        subject, matter = subject_of(verb, table), object_of(verb)
        if matter is not None and matter[0].tag_ in {"WDT", "WP"}:
            continue  # "a summit which X wanted to host"
        if matter is not None and subject and takes_position(verb, matter, subject, table):
            yield position(kind, verb, matter, subject, asked_of(verb, matter, table), table)


def takes_position(verb: Token, matter: SpacySpan, subject: list[Span], table: MentionTable) -> bool:
    """Return whether a verb with this object and subject is a position in a dispute, and no everyday use of the word."""
    lemma = verb.lemma_.lower()
    if lemma in CALLING and not any(
        child.dep_ == "prep" and child.lower_ in {"for", "on", "upon"} for child in verb.children
    ):
        return lemma == "ask" and is_infinitive(matter) and acts_politically(subject, table)
    if lemma == "ask" and matter.root.lower_ in OF_REPORTERS:
        return False
    if lemma in JOINT and not (is_joint(subject, table) and is_infinitive(matter)):
        return False
    if lemma == "suggest" and any(child.dep_ == "ccomp" for child in verb.children):
        return any(token.lower_ in words.MODALS - {"will", "would"} for token in matter)
    return lemma not in EVERYDAY or acts_politically(subject, table)


def by_noun(table: MentionTable) -> Iterator[Position]:
    """Yield what nouns say: "demands for Ukraine to cut …", "an agreement to …", "Kyiv's priority was …"."""
    for noun in table.doc:
        lemma = noun.lemma_.lower()
        kind = "Agreement" if lemma in words.PAPERS else NOUNS.get(lemma, "")
        if noun.pos_ != "NOUN" or not kind or table.at(noun) is not None:
            continue
        verb = noun.head if noun.dep_ in {"dobj", "nsubj", "nsubjpass", "attr"} else None
        if kind == "Agreement" and (verb is None or verb.lemma_ not in REACHING or is_denied(verb)):
            continue
        owner = actors_in(
            (token for child in noun.lefts if child.dep_ in {"poss", "amod", "compound"} for token in clause(child)),
            table,
        )
        matter = predicate_of(noun) if owner else None
        if lemma in words.PAPERS and verb is not None:
            matter = matter or paper(noun, verb, complement_of(noun, False) or purpose_of(verb))
        matter = matter or (complement_of(noun, lemma in CLAUSED) if noun.lemma_ not in PREDICATED else None)
        matter = matter or (purpose_of(verb) if kind == "Agreement" and verb is not None else None)
        if matter is None:
            continue
        by = (
            owner
            or (makers_of(verb, table) if verb is not None and noun.dep_ != "nsubj" else [])
            or holder(noun, table)
        )
        asking = matter.root
        inner = object_of(asking) if asking.lemma_.lower() in ASKED and asking.pos_ == "VERB" else None
        # "A requirement to demand X to leave" demands the leaving, of X.
        of = asked_of(asking, inner, table) if inner is not None else asked_of(noun, matter, table)
        yield position(kind, noun, inner or matter, by, of, table)


def by_modal(table: MentionTable, statements: list[Statement]) -> Iterator[Position]:
    """Yield the demands that a speaker makes by "should" and "must" ("new sanctions should be imposed")."""
    for statement in statements:
        if statement.act != "Demand" or not statement.speakers:
            continue
        piece = table.tokens(statement.attribution.content[0])
        if any(token.lower_ in {"should", "must", "shall"} for token in piece):
            tokens = [token for token in piece if token.lower_ not in {"that"} or token.i > piece.start]
            matter = table.doc[tokens[0].i : piece.end]
            yield position("Demand", piece.root, matter, list(statement.speakers), [], table)


def is_denied(verb: Token) -> bool:
    """Return whether a verb is negated, only possible, or what somebody failed to do."""
    if any(
        child.dep_ == "neg" or (child.dep_ == "aux" and child.lower_ in words.MODALS - {"will"})
        for child in verb.children
    ):
        return True
    return verb.dep_ in {"xcomp", "ccomp"} and verb.head.lemma_ in FAILING and verb.lemma_ not in FAILING


def subject_of(verb: Token, table: MentionTable) -> list[Span]:
    """Return the actors that are a verb's subject, through "who" and through the verb it is joined or subordinate to."""
    shares = verb.dep_ in {"conj", "xcomp"} or (verb.dep_ == "advcl" and verb.tag_ == "VBG")
    for node in (verb, verb.head if shares else None):
        if node is None:
            continue
        found = [child for child in node.children if child.dep_ in {"nsubj", "nsubjpass"} and not table.in_dateline(child)]
        named = [child for child in found if child.lower_ not in RELATIVE]
        if found and not named and node.dep_ == "relcl":
            return actors_in([node.head], table)
        if found:
            return actors_in((token for child in named or found for token in clause(child)), table)
    return []


def makers_of(verb: Token, table: MentionTable) -> list[Span]:
    """Return the actors that a verb's subject names, or for a passive "by": "was signed by X and Y"."""
    agents = [child for child in verb.children if child.dep_ == "agent"]
    return [span for child in agents for span in actors_in(partners(child), table)] or subject_of(verb, table)


def acts_politically(subject: list[Span], table: MentionTable) -> bool:
    """Return whether a subject is a state, a delegation or somebody who speaks for one or holds an office."""
    return any(
        item.kind in {"Country", "Delegation", "Organization"} or item.country or (item.kind == "Person" and item.role)
        for item in (table[span] for span in subject)
    )


def is_infinitive(matter: SpacySpan) -> bool:
    """Return whether words are what somebody is to do: "(decided to) reduce the tariffs"."""
    return bool(matter.root.tag_ == "VB" and matter.root.dep_ == "xcomp")


def is_joint(subject: list[Span], table: MentionTable) -> bool:
    """Return whether a subject is several parties."""
    return len({other for span in subject for other in (table[span].refers_to or (span,))}) > 1


def asked_of(head: Token, matter: SpacySpan, table: MentionTable) -> list[Span]:
    """Return whom a demand is made of: the object of the asking, the subject of the clause asked for, or "of X"."""
    if head.pos_ == "VERB" and head.lemma_.lower() in ASKED:
        # "Demand Kyiv to …" asks Kyiv, "demand the release of X" does not ask X.
        asked = [child for child in head.children if child.dep_ in {"dobj", "dative"}]
        objects = [token for child in asked for token in (child, *child.conjuncts)]
        joined = {"from", "of"} if head.lemma_ in FOR_THINGS else {"on", "upon"}
        objects += [
            token
            for child in head.children
            if child.dep_ == "prep" and child.lower_ in joined
            for token in partners(child)
        ]
        if direct := actors_in(objects, table):
            return direct
    if head.pos_ != "VERB":
        of = [
            child
            for child in head.children
            if child.dep_ in {"prep", "mark"}
            and child.lower_ in {"of", "on", "for"}
            and child.right_edge.i < matter.start
        ]
        if named := actors_in((token for child in of for token in partners(child)), table):
            return named
    subjects = [
        child
        for token in matter
        for child in token.children
        if child.dep_ == "nsubj"
        and child.head.dep_ in {"ccomp", "xcomp", "acl", "pcomp", "pobj", "ROOT"}
    ]
    named = actors_in((token for child in subjects[:1] for token in clause(child)), table)
    # "Insisted that X be freed first" asks nothing of X.
    is_patient = bool(subjects) and subjects[0].head.lemma_ == "be"
    return [span for span in named if not (is_patient and table[span].kind == "Person")]


def holder(noun: Token, table: MentionTable) -> list[Span]:
    """Return the actor that the possessor of a noun one step up names ("Russia's last word, which included a demand to …")."""
    for ancestor in list(noun.ancestors)[:HOLDER_REACH]:
        owners = [token for child in ancestor.children if child.dep_ in {"poss", "nsubj"} for token in clause(child)]
        if by := [
            span
            for span in actors_in(owners, table)
            if table[span].kind in {"Country", "Delegation", "Organization", "Person"}
        ]:
            return by[:1]
    return []


def position(
    kind: str, head: Token, matter: SpacySpan, by: list[Span], of: list[Span], table: MentionTable
) -> Position:
    """Return the record for one finding; agreements have parties, the others have somebody who asks and somebody asked."""
    subject = Span(matter.start_char, matter.end_char)
    # "Both sides" may have been named long before: the words for the position stand in its own sentence.
    named = [span.start for span in by if span.start >= head.sent.start_char] or spoken_of(head, table)
    whole = Span(min(head.idx, subject.start, *named), max(head.idx + len(head.text), subject.end))
    asked = tuple(span for span in of if span not in by)
    agreed = kind == "Agreement"
    return Position(
        kind,
        whole,
        subject,
        tuple(by) if agreed else (),
        () if agreed else tuple(by),
        () if agreed else asked,
        quantity_in(matter),
    )


def spoken_of(head: Token, table: MentionTable) -> list[int]:
    """Return where the subject of a verb starts: the words that stand for somebody named elsewhere."""
    return [
        child.left_edge.idx
        for child in head.children
        if child.dep_ in {"nsubj", "nsubjpass"} and not table.in_dateline(child.left_edge)
    ]


def with_context(found: Position, table: MentionTable, statements: list[Statement], events: list[Event]) -> Position:
    """Return a position with the statement whose content holds it and the talks at which it came up."""
    holding = [
        s
        for s in statements
        if any(content.covers(found.subject) or content.covers(found.span) for content in s.attribution.content)
    ]
    inner = min(holding, key=lambda s: sum(span.end - span.start for span in s.attribution.content), default=None)
    by = found.by
    if found.kind != "Agreement" and not by and inner is not None:
        by = inner.speakers
    actors = {code for span in (*found.parties, *by, *found.of) for code in codes(span, table)}
    talks = [event for event in events if event.kind in words.TALK_KINDS]
    signings = [event for event in events if event.kind == "Signing" and found.kind == "Agreement"]
    talk = next(
        (
            event.key
            for event in (*talks, *signings)
            if event.participants
            and len(actors & {code for span in event.participants for code in codes(span, table)})
            >= min(2, max(1, len(actors)))
        ),
        None,
    )
    return Position(
        found.kind,
        found.span,
        found.subject,
        found.parties,
        by,
        found.of,
        found.quantity,
        talk if actors else None,
        inner.key if inner else "",
    )
