"""Whom people and bodies act for: titles before a name, appositions after it, possessors, "of" and "from"."""

from dataclasses import replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.table import MentionTable, span_of
from kg.model import Mention, Span

ORGANIZATIONS = frozenset({"Organization", "NewsOrganization"})
# How many words after "Name," are looked at for an office ("Name, the country's long-serving foreign minister").
APPOSITION_REACH = 8
JOINING = frozenset({"of", "from", "and", ","})  # between the members of a list and before it
# Words that bring in somebody else ("Name, as well as the EU envoy …").
COUNTERPART = "counterpart"
ALONGSIDE = frozenset({"as", "along", "together", "alongside"})


def is_office(token: Token) -> bool:
    """Return whether `token` is a noun for the holder of an office."""
    return token.lemma_.lower() in words.OFFICES and token.pos_ in {"NOUN", "PROPN", "ADJ"}


def is_possessive_mark(token: Token) -> bool:
    """Return whether `token` is the genitive 's or a lone apostrophe."""
    return token.tag_ == "POS" or token.text in {"'s", "’s"}


def office_ending_at(last: Token, table: MentionTable) -> SpacySpan | None:
    """Return the words of the office whose last noun is `last`, without nationality and determiner; None if it is none."""
    if not is_office(last):
        return None
    start = last.i
    while start > 0:
        token = last.doc[start - 1]
        part = is_office(token) or token.lower_ in words.OFFICE_MODIFIERS or token.pos_ in {"NOUN", "ADJ", "PROPN"}
        if not part or token.is_space or table.at(token) is not None or (token.is_sent_start and token.pos_ == "PUNCT"):
            break
        start -= 1
    return last.doc[start : last.i + 1]


def office_with_portfolio(last: Token, table: MentionTable) -> SpacySpan | None:
    """Return the words of an office that "of …" or "for …" ends: "Minister of State", "Secretary for Defence"."""
    start = last.i
    while start > 0 and last.doc[start].lower_ in words.OFFICE_MODIFIERS | {"and"}:
        start -= 1
    if start == last.i or last.doc[start].lower_ not in {"of", "for"} or start == 0:
        return None
    office = office_ending_at(last.doc[start - 1], table)
    return last.doc[office.start : last.i + 1] if office is not None else None


def owner_before(index: int, table: MentionTable) -> Mention | None:
    """Return the mention that ends right before token `index`, over a genitive mark: "Ukraine's …", "Turkish …"."""
    doc = table.doc
    if index > 0 and doc[index - 1].lower_ == "its":
        return state_of_clause(doc[index - 1], table)
    if index > 0 and is_possessive_mark(doc[index - 1]):
        index -= 1
        holder = office_ending_at(doc[index - 1], table) if index else None
        if holder is not None:
            index = holder.start  # "the French President's adviser"
    return table.ending(doc[index - 1]) if index > 0 else None


def state_of_clause(its: Token, table: MentionTable) -> Mention | None:
    """Return the country that is the subject of the clause in which "its" stands: "Norway sent its envoy"."""
    verb = next((token for token in its.ancestors if token.pos_ in {"VERB", "AUX"}), None)
    subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None) if verb is not None else None
    held = table.at(subject) if subject is not None and subject.i < its.i else None
    return held if held is not None and held.kind == "Country" else None


def owner_after(index: int, table: MentionTable) -> Mention | None:
    """Return the mention that "of", "from", "at" or "for" after token `index` joins to it.

    "For" joins only a body: a spokesman for a ministry speaks for it, an envoy for a country does not.
    """
    doc = table.doc
    if index + 1 >= len(doc) or doc[index].lower_ not in {"of", "for", "from", "at"}:
        return None
    start = index + 1
    while start < len(doc) - 1 and (doc[start].pos_ in {"DET", "ADJ"} and table.at(doc[start]) is None):
        start += 1
    found = table.starting(doc[start])
    return None if found is not None and found.kind == "Country" and doc[index].lower_ == "for" else found


def with_owner(item: Mention, owner: Mention | None) -> Mention:
    """Return `item` acting for `owner` if that is a country, belonging to it if it is an organisation."""
    if owner is None or owner.span == item.span:
        return item
    if owner.kind == "Country":
        return replace(item, represents=(*item.represents, owner.span), country=item.country or owner.country)
    if owner.kind in ORGANIZATIONS:
        return replace(item, affiliation=(*item.affiliation, owner.span), country=item.country or country_of(owner))
    return item


def country_of(owner: Mention) -> str:
    """Return the country whose people speak for it when they speak for `owner`; outlets speak for no country."""
    return owner.country if owner.kind == "Organization" else ""


def title_before(item: Mention, table: MentionTable) -> Mention:
    """Return a person with the office that stands before the name ("Turkish Foreign Minister Hakan Fidan")."""
    doc, name = table.doc, table.tokens(item.span)
    last = name.start - 1
    while last >= 0 and (
        doc[last].lower_.rstrip(".") in words.HONORIFICS | words.SHORT_RANKS or is_full_stop_of_rank(doc[last])
    ):
        last -= 1
    if last > 0 and doc[last].lower_ == COUNTERPART:
        return with_owner(item, owner_before(last, table))
    if last >= 0 and doc[last].text == "," and name.root.dep_ == "appos":
        return preposed(item, name.root.head, table)
    office = (office_ending_at(doc[last], table) or office_with_portfolio(doc[last], table)) if last >= 0 else None
    if office is None and (titled := title_with_place(item, last, table)) is not None:
        return titled
    if office is None:
        owner = owner_before(last + 1, table)
        possessive = last >= 0 and is_possessive_mark(doc[last])
        return with_owner(item, owner) if possessive and owner is not None and owner.kind in ORGANIZATIONS else item
    return with_owner(replace(item, role=span_of(office)), owner_before(office.start, table))


def outermost(office: SpacySpan | None, table: MentionTable) -> SpacySpan | None:
    """Return the office of which an office is a part: "adviser" of "adviser of the office of the president of …"."""
    while office is not None:
        at = office.start - 1
        while at > 0 and (
            table.doc[at].pos_ == "DET" or table.doc[at].lower_ in {"of", "to", "office", "administration"}
        ):
            at -= 1
        outer = office_ending_at(table.doc[at], table) if 0 <= at < office.start - 1 else None
        if outer is None:
            return office
        office = outer
    return None


def is_full_stop_of_rank(token: Token) -> bool:
    """Return whether a full stop belongs to a rank cut short ("Gen .")."""
    return token.text == "." and token.i > 0 and token.nbor(-1).lower_ in words.SHORT_RANKS


def title_with_place(item: Mention, last: int, table: MentionTable) -> Mention | None:
    """Return a person behind an office and what it is over: "the President of Malta Anna Berg"; None where there is none."""
    owner = table.ending(table.doc[last]) if last >= 0 else None
    if last < 0 or (owner is not None and owner.kind not in {"Country", "Place", *ORGANIZATIONS}):
        return None
    unknown = owner is None and table.doc[last].text.isupper()  # "the Secretary General of the UNO Anna Berg"
    if owner is None and not unknown:
        return None
    before = (table.tokens(owner.span).start if owner is not None else last) - 1
    if before > 0 and table.doc[before].pos_ == "DET":
        before -= 1
    if before < 1 or table.doc[before].lower_ not in {"of", "for"}:
        return None
    noun = table.doc[before - 1]
    body = table.ending(noun)
    if body is not None and body.kind == "Organization":
        # "The representative of the MFA of X Anna Berg".
        titled = title_with_place(item, noun.i, table)
        return with_owner(titled, owner) if titled is not None else None
    office = outermost(office_ending_at(noun, table) or office_with_portfolio(noun, table), table)
    if office is None:
        return None
    titled = with_owner(replace(item, role=span_of(office)), owner_before(office.start, table))
    return with_owner(titled, owner if table.doc[before].lower_ == "of" else None)


def preposed(item: Mention, head: Token, table: MentionTable) -> Mention:
    """Return a person whose office comes first and apart: "The Russian presidential aide, Anna Berg"."""
    if head.dep_ == "pobj" and head.head.lower_ in {"of", "for"} and is_office(head.head.head):
        head = head.head.head  # "the head of the mission, Anna Berg": the parser hangs the name on the mission
    if head.lower_ == COUNTERPART:
        return with_owner(item, owner_before(head.i, table) or owner_after(head.i + 1, table))
    office = office_ending_at(head, table)
    if office is None:
        return item
    owner = owner_before(office.start, table) or owner_after(head.i + 1, table)
    return with_owner(replace(item, role=span_of(office)), owner)


def office_after(name: SpacySpan, table: MentionTable) -> Token | None:
    """Return the first office noun of the apposition that follows "Name,"; None where a verb or a name comes before it."""
    doc = name.doc
    if name.end >= len(doc) or doc[name.end].text not in {",", "(", "-", "–", "—"}:
        return None
    for token in doc[name.end + 1 : name.end + 1 + APPOSITION_REACH]:
        if is_office(token) and not (token.i + 1 < len(doc) and is_office(doc[token.i + 1])):
            return token
        if (
            token.pos_ in {"VERB", "AUX", "PRON", "SCONJ"}
            or token.is_sent_start
            or token.lower_ in ALONGSIDE
            or token.text in {",", '"', "“"}
        ):
            return None
        owner = table.at(token)
        if owner is not None and owner.kind == "Person":
            return None
    return None


def apposition_after(item: Mention, table: MentionTable) -> Mention:
    """Return a person with the office that an apposition gives ("Name, head of …", "Name, the Russian aide")."""
    last = office_after(table.tokens(item.span), table)
    office = office_ending_at(last, table) if last is not None else None
    if office is None or last is None or item.role is not None:
        return item
    item = with_owner(replace(item, role=span_of(office)), owner_before(office.start, table))
    return with_owner(item, owner_after(last.i + 1, table))


def origin_after(item: Mention, table: MentionTable) -> Mention:
    """Return a person with the body, or for an office the state, that "of" or "from" names right after the name."""
    name = table.tokens(item.span)
    if name.end >= len(table.doc) or table.doc[name.end].lower_ not in {"of", "from", "at"}:
        return item
    owner = owner_after(name.end, table)
    office_of_state = item.role is not None and not item.represents
    joins = owner is not None and (owner.kind in ORGANIZATIONS or office_of_state)
    return with_owner(item, owner) if joins else item


def person_with_role(item: Mention, table: MentionTable) -> Mention:
    """Return a person with office, country and body read from the words around the name."""
    for step in (title_before, apposition_after, origin_after):
        item = step(item, table)
    return replace(item, represents=unique(item.represents), affiliation=unique(item.affiliation))


def body_with_country(item: Mention, table: MentionTable) -> Mention:
    """Return an organisation with the state it is an organ of ("Turkish Foreign Ministry", "Russia's Defence Ministry")."""
    name = table.tokens(item.span)
    inner = [part for part in table.inside(item.span) if part.kind == "Country" and part.span.start == item.span.start]
    owner = inner[-1] if inner else owner_before(name.start, table)
    if owner is None or owner.kind != "Country":
        owner = (
            owner_after(name.end, table) if name.end < len(table.doc) and table.doc[name.end].lower_ == "of" else None
        )
    return with_owner(item, owner) if owner is not None and owner.kind == "Country" else item


def respectively(table: MentionTable) -> None:
    """Give each of several people the state that stands in the same place of a list before them.

    "The foreign ministers of Malta and Peru Anna Berg and Rosa Quispe", "the Maltese and Peruvian envoys, Anna Berg and Rosa Quispe".
    """
    for office in table.doc:
        if office.tag_ not in {"NNS", "NNPS"} or not is_office(office):
            continue
        states, end = listed(office.i + 1, table, "Country") if following_of(office) else ([], office.i + 1)
        states = states or listed_before(office, table)
        start = end + (end < len(table.doc) and table.doc[end].text == ",")
        people, _ = listed(start, table, "Person")
        if len(states) < 2 or len(states) != len(people):
            continue
        first = office_ending_at(office, table)
        whole = office.doc[first.start if first is not None else office.i : portfolio_end(office)]
        for person, state in zip(people, states, strict=True):
            table.put(
                replace(person, role=person.role or span_of(whole), represents=(state.span,), country=state.country)
            )


def portfolio_end(office: Token) -> int:
    """Return the end of an office with what it is for: "ministers of foreign affairs" of "ministers of foreign affairs of …"."""
    end = office.i + 1
    if end + 1 < len(office.doc) and office.doc[end].lower_ == "of":
        last = end + 1
        while last < len(office.doc) and office.doc[last].lower_ in words.OFFICE_MODIFIERS:
            last += 1
        return last if last > end + 1 else end
    return end


def following_of(office: Token) -> bool:
    """Return whether "of" or "from" follows an office, with what it is for between them or not."""
    return office.i + 1 < len(office.doc) and office.nbor(1).lower_ in {"of", "from"}


def listed(start: int, table: MentionTable, kind: str) -> tuple[list[Mention], int]:
    """Return the mentions of a kind that follow from a token on, joined by commas and "and", and where they end."""
    found: list[Mention] = []
    at = end = start
    while at < len(table.doc):
        token = table.doc[at]
        held = table.starting(token)
        if held is not None and held.kind == kind and held.form == "name":
            found.append(held)
            at = end = table.tokens(held.span).end
        elif token.lower_ in JOINING or token.pos_ == "DET" or (not found and token.lower_ in words.OFFICE_MODIFIERS):
            at += 1
        else:
            break
    return found, end


def listed_before(office: Token, table: MentionTable) -> list[Mention]:
    """Return the nationalities joined by "and" before the plural of an office: "the Maltese and Peruvian foreign ministers"."""
    whole = office_ending_at(office, table)
    found: list[Mention] = []
    at = whole.start - 1 if whole is not None else -1
    while at >= 0:
        held = table.ending(table.doc[at])
        if held is not None and held.kind == "Country" and (held.form == "demonym" or found):
            found.insert(0, held)
            at = table.tokens(held.span).start - 1
        elif found and table.doc[at].lower_ in {",", "and"}:
            at -= 1
        else:
            break
    return found


def unique(spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """Return the spans once each, in order."""
    return tuple(dict.fromkeys(spans))


def read_roles(table: MentionTable) -> None:
    """Give every person and organisation in `table` the offices and allegiances that the words around it state."""
    for item in list(table):
        if item.kind == "Person":
            table.put(person_with_role(item, table))
        elif item.kind == "Organization":
            table.put(body_with_country(item, table))
    respectively(table)
