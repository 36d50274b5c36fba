"""Noun phrases that stand for actors and places without naming them: "the minister", "both sides", "Ukrainian sources"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg import knowledge
from kg.extract import coreference as refer
from kg.extract import vocabulary as words
from kg.extract.agreement import namesakes
from kg.extract.discourse import earlier, is_subject
from kg.extract.gender import gender_of_words
from kg.extract.roles import office_ending_at, owner_after, owner_before
from kg.extract.table import MentionTable, span_of
from kg.model import Mention, Span

MODIFIERS = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "quantmod", "predet", "advmod"})
# Nouns by which news calls again a person it has named.
EPITHETS = frozenset(
    """nominee candidate frontrunner front-runner runner contender senator congressman congresswoman governor president billionaire mogul
    tycoon businessman businesswoman actor actress politician lawmaker republican democrat socialist mayor premier chancellor leader
    incumbent hopeful counsel dictator strongman ruler secretary star host veteran author singer magnate""".split()
)
GOVERNMENTS = frozenset({"administration", "government", "regime"})
LANDS = frozenset({"country", "nation"})
REACH, MEMORY, LAND_REACH = 6, 30, 3  # sentences
NEARBY = 6  # tokens
PREDETERMINERS = frozenset({"both", "all", "some", "several", "two", "three", "many"})


def phrase(head: Token) -> SpacySpan:
    """Return a noun with the words before it that belong to it, as one contiguous run without clauses."""
    start = head.i
    for child in sorted(head.lefts, key=lambda child: -child.i):
        if child.dep_ not in MODIFIERS and child.lower_ not in PREDETERMINERS and child.tag_ != "HYPH":
            break
        start = min(start, child.left_edge.i)
    while start < head.i and (head.doc[start].is_space or head.doc[start].is_punct):
        start += 1
    return head.doc[start : head.i + 1]


def owners(noun: SpacySpan, table: MentionTable) -> list[Mention]:
    """Return the countries and organisations that a noun phrase belongs to: inside it, before it, or after "of"."""
    head = noun[-1]
    inside = [
        item
        for item in table.inside(Span(noun.start_char, head.idx))
        if item.kind in {"Country", "Organization", "NewsOrganization", "Person"}
    ]
    found = [
        *inside,
        owner_before(noun.start, table) if noun.start and noun.doc[noun.start - 1].tag_ == "POS" else None,
        owner_after(noun.end, table) if noun.end < len(noun.doc) else None,
    ]
    known = {item.span: item for item in found if item is not None}
    if head.tag_ in {"NNS", "NNPS"} and found[-1] is not None:
        # "The leaders of X and Y" act for both.
        joined = (table.at(part) for part in table.tokens(found[-1].span).root.conjuncts)
        known |= {item.span: item for item in joined if item is not None and item.kind == found[-1].kind}
    return list(known.values())


def nominal(noun: SpacySpan, kind: str, table: MentionTable, refers_to: tuple[Span, ...] = ()) -> Mention:
    """Return the record of a noun phrase, acting for the countries and bodies that its words name."""
    found = owners(noun, table)
    states = tuple(item.span for item in found if item.kind == "Country")
    bodies = tuple(item.span for item in found if item.kind in {"Organization", "NewsOrganization"})
    country = next((item.country for item in found if item.kind != "NewsOrganization" and item.country), "")
    people = tuple(item.span for item in found if item.kind == "Person")
    return Mention(
        span_of(noun),
        noun.text,
        kind,
        "nominal",
        country,
        represents=states + people,
        affiliation=bodies,
        refers_to=refers_to,
    )


def is_definite(noun: SpacySpan) -> bool:
    """Return whether a noun phrase speaks of something known: "the …", "this …", or with an owner before it."""
    return noun[0].lower_ in {"the", "this", "that", "his", "her", "their", "its", "both"} or any(
        token.tag_ == "POS" for token in noun
    )


def office_mention(noun: SpacySpan, table: MentionTable) -> Mention | None:
    """Return the mention for "the minister": a person if the text has named one with that office, else nobody."""
    head = noun[-1]
    if head.tag_ in {"NNS", "NNPS"} or not is_definite(noun):
        return None
    item = nominal(noun, "Person", table)
    holder = second_office(noun, table) or refer.holder_of(head, item.country, table)
    if not holder and not any(token.lower_ in refer.FORMER for token in noun):
        holder = refer.head_of_state(head, item.country, table) or refer.known_holder(noun, item.country, table)
    office = office_ending_at(head, table) if holder and table[holder[0]].role is None else None
    role = span_of(office) if office is not None else None
    return replace(item, role=role, represents=(), affiliation=(), refers_to=holder) if holder else None


def second_office(noun: SpacySpan, table: MentionTable) -> tuple[Span, ...]:
    """Return the person whose other office stands behind a dash: "the Deputy Prime Minister – Minister of Energy Anna Berg".

    Behind "and" only where the first office is a deputy's, as such are often held beside another.
    """
    doc, end = noun.doc, noun.end
    if end + 1 >= len(doc):
        return ()
    dash = doc[end].text in {"–", "—", "-"} and doc[end].whitespace_
    ministers = noun[-1].lemma_.lower() == "minister" and any(token.lower_ in {"deputy", "vice"} for token in noun)
    deputy = doc[end].lower_ == "and" and ministers
    if not (dash or deputy):
        return ()
    people = (item for item in table if item.kind == "Person" and item.role is not None)
    return next(((item.span,) for item in people if item.role and item.role.start == doc[end + 1].idx), ())


def described_person(noun: SpacySpan, table: MentionTable) -> tuple[Span, ...]:
    """Return the person whom "the nominee" or "the former secretary of state" means, by what was said of somebody before.

    That is who was called so before, else whom the sentences before are about. Only for words that describe a person
    rather than name a trade: a spokesman may be anybody's.
    """
    head = noun[-1]
    if head.lemma_.lower() not in EPITHETS or head.tag_ not in {"NN", "NNP"} or not is_definite(noun):
        return ()
    fitting = people_before(noun, table)
    called = [item for item in fitting if item.form == "name" and is_called(item, head, table)]
    recent = {item.span for item in earlier(table, head.idx, sentences=REACH)}
    topics = (item for item in fitting if item.span in recent and item.role is None and is_topic(item, table))
    first = next(iter(called), None) or (None if names_whose(noun, table) else next(topics, None))
    return (first.refers_to or (first.span,)) if first is not None else ()


def names_whose(noun: SpacySpan, table: MentionTable) -> bool:
    """Return whether a description says of which state, body or person: "the US secretary", "the aide of X"."""
    behind = [child.right_edge for child in noun[-1].children if child.dep_ == "prep" and child.lower_ == "of"]
    end = max([noun.end_char, *(token.idx + len(token) for token in behind)])
    return any(item.form in {"name", "demonym"} and item.kind != "Person" for item in table.inside(Span(noun.start_char, end)))


def people_before(noun: SpacySpan, table: MentionTable) -> list[Mention]:
    """Return the people named in the sentences before a noun phrase whom its words do not call of the other sex."""
    gender = gender_of_words(token.text for token in noun)
    people = (
        item
        for item in earlier(table, noun[-1].idx, sentences=MEMORY)
        if item.kind == "Person" and refer.is_one_person(item, table)
    )
    return [item for item in people if not gender or refer.gender_of(item, table) in {gender, ""}]


def called_person(noun: SpacySpan, table: MentionTable) -> Mention | None:
    """Return the mention for "the special counsel" where the words beside a name before have called somebody so."""
    head = noun[-1]
    if head.lemma_.lower() not in EPITHETS | words.OFFICES or head.tag_ not in {"NN", "NNP"} or not is_definite(noun):
        return None
    if any(token.tag_ in {"POS", "PRP$"} for token in noun):
        return None
    called = [item for item in people_before(noun, table) if item.form == "name" and is_called(item, head, table)]
    first = next(iter(called), None)
    return (
        Mention(span_of(noun), noun.text, "Person", "nominal", refers_to=first.refers_to or (first.span,))
        if first is not None
        else None
    )


def is_topic(item: Mention, table: MentionTable) -> bool:
    """Return whether a mention is what its clause is about."""
    return is_subject(table.tokens(item.span).root)


def is_called(item: Mention, noun: Token, table: MentionTable) -> bool:
    """Return whether the words right before or in apposition after a name hold this noun."""
    name = table.tokens(item.span)
    before = name.doc[max(name.sent.start, name.start - NEARBY) : name.start]
    after = [token for child in name.root.children if child.dep_ == "appos" for token in child.subtree]
    return any(token.lemma_.lower() == noun.lemma_.lower() for token in (*before, *after))


def body_mention(noun: SpacySpan, table: MentionTable) -> Mention | None:
    """Return the mention for "the Sudanese army", or for "the army" where the text has said whose."""
    item = nominal(noun, "Organization", table)
    owned = any(table[span].kind == "Country" for span in item.represents)
    before = refer.same_body(noun[-1], table, item.country)
    if owned:
        # "Sudan's army … the Sudanese army": one body, named twice.
        return replace(item, refers_to=before)
    return Mention(item.span, item.text, "Organization", "nominal", refers_to=before) if before else None


def read_nominal(head: Token, table: MentionTable) -> Mention | None:
    """Return the mention that a common noun makes with its modifiers, or None if it stands for nobody in particular."""
    noun, lemma = phrase(head), head.lemma_.lower()
    if countries := namesakes(head.doc[head.i : head.i + 1]):
        known = {item.country: item.span for item in table if item.kind == "Country" and item.country in countries}
        return (
            Mention(span_of(noun), noun.text, "Actor", "nominal", refers_to=tuple(sorted(known.values())))
            if len(known) == 2
            else None
        )
    if lemma in words.SOURCE_NOUNS:
        return nominal(noun, "UnnamedSource", table)
    if lemma in words.MOVEMENT_NOUNS | words.FIGHTERS and (meant := refer.movement(noun, table)):
        return Mention(span_of(noun), noun.text, "Organization", "nominal", refers_to=meant)
    if refer.is_collective(head):
        sides = refer.two_sides(noun.start_char, table)
        return Mention(span_of(noun), noun.text, "Actor", "nominal", refers_to=sides) if sides else None
    if lemma in words.OFFICES:
        return office_mention(noun, table) or called_person(noun, table)
    if lemma in EPITHETS:
        return called_person(noun, table)
    if lemma in GOVERNMENTS | LANDS and head.tag_ not in {"NNS", "NNPS"} and is_definite(noun):
        country = country_meant(noun, table)
        if country is not None:
            return Mention(span_of(noun), noun.text, "Country", "nominal", country.country, refers_to=(country.span,))
    if lemma in words.STATE_BODIES and head.tag_ not in {"NNS", "NNPS"}:
        return body_mention(noun, table)
    if lemma in words.BUILDING_NOUNS and is_definite(noun):
        place = refer.same_building(head, table)
        return Mention(span_of(noun), noun.text, "Building", "nominal", refers_to=place) if place else None
    return None


def country_meant(noun: SpacySpan, table: MentionTable) -> Mention | None:
    """Return the country that "the Berg administration", "his government" or "the country" means; None where it is not clear."""
    head, first = noun[-1], noun[0]
    if first.tag_ == "PRP$":
        spans = refer.antecedents(first, table) if first.lower_ in refer.SINGULAR_PERSON else ()
        return country_of_person(table[spans[0]], head.idx, table) if len(spans) == 1 else None
    if head.lemma_.lower() in LANDS:
        bare = len(noun) == 2 and first.lower_ in {"the", "this", "that"}
        near = earlier(table, head.idx, sentences=LAND_REACH) if bare else []
        return next((item for item in near if item.kind == "Country" and item.form in {"name", "metonym"}), None)
    inside = table.inside(Span(noun.start_char, head.idx))
    person = inside[0] if len(inside) == 1 and inside[0].kind == "Person" else None
    return country_of_person(person, head.idx, table) if person is not None else None


def country_of_person(person: Mention, before: int, table: MentionTable) -> Mention | None:
    """Return where the text names the country that a person acts for: as it says itself, or as a head of state's or government's."""
    surname = person.text.split()[-1]
    same = [
        item for item in table if item.kind == "Person" and item.form == "name" and item.text.split()[-1] == surname
    ]
    code = next((item.country for item in (person, *same) if item.country), "") or head_of(surname)
    named = (
        [item for item in table if item.kind == "Country" and item.country == code and not item.refers_to]
        if code
        else []
    )
    return max((item for item in named if item.span.start < before), key=lambda item: item.span, default=None) or next(
        iter(named), None
    )


def head_of(surname: str) -> str:
    """Return the country of the only heads of state or government of a surname; empty where there are none or of several."""
    heads = {hit.known.country for hit in knowledge.surname(surname) if hit.known.weight >= refer.HEAD_OF_STATE}
    return heads.pop() if len(heads) == 1 else ""


def is_part_of_name(head: Token, table: MentionTable) -> bool:
    """Return whether a noun is the office of the person named right after it, or lies inside a name."""
    held = table.at(head)
    if held is not None:
        return True
    after = head.nbor(1) if head.i + 1 < len(head.doc) else None
    owner = table.at(after) if after is not None else None
    return owner is not None and owner.kind == "Person"


def find_nominals(table: MentionTable) -> None:
    """Add to `table` the noun phrases that stand for actors or places, each with what it refers to."""
    for head in nouns(table):
        item = read_nominal(head, table)
        if item is not None and item.span not in table:
            table.put(item)
    follow_sources(table)


def nouns(table: MentionTable) -> Iterator[Token]:
    """Yield the common nouns of the text that are part of no name, in order."""
    for token in table.doc:
        if token.pos_ in {"NOUN", "PROPN"} and not is_part_of_name(token, table) and not is_modifier(token):
            yield token


def is_modifier(noun: Token) -> bool:
    """Return whether a noun only describes the next one ("army chief", "government sources")."""
    return noun.dep_ in {"compound", "nmod"} and noun.lemma_.lower() not in words.SOURCE_NOUNS


def follow_sources(table: MentionTable) -> None:
    """Let a bare "sources" refer to the fuller phrase before it ("Ukrainian sources … Sources said")."""
    fuller: Mention | None = None
    for item in list(table):
        if item.kind != "UnnamedSource":
            continue
        if item.represents or item.affiliation or item.country:
            fuller = item
        elif fuller is not None and len(item.text.split()) <= 2 and same_head(item, fuller, table):
            table.put(Mention(item.span, item.text, item.kind, item.form, fuller.country, refers_to=(fuller.span,)))


def same_head(left: Mention, right: Mention, table: MentionTable) -> bool:
    """Return whether two noun phrases have the same head noun."""
    return bool(table.tokens(left.span)[-1].lemma_.lower() == table.tokens(right.span)[-1].lemma_.lower())
