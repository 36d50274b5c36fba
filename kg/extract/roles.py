"""Whom people and bodies act for: titles before a name, appositions after it, possessors, "of" and "from"."""

from dataclasses import replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg import knowledge
from kg.extract import vocabulary as words
from kg.extract.table import MentionTable, span_of
from kg.model import Mention, Span

ORGANIZATIONS = frozenset({"Organization", "NewsOrganization"})
# How many words after "Name," are looked at for an office ("Name, the country's long-serving foreign minister").
APPOSITION_REACH = 8
# Words that bring in somebody else ("Name, as well as the EU envoy …").
STATE_FORCES = frozenset({"guard", "guards", "corps", "department"})
# What joins to an office what it is for, and how many words that may be.
REACHING = frozenset({"of", "for", "to", "in", "on", "at"})
FARTHEST_OFFICE = 14
COUNTERPART = "counterpart"
ALONGSIDE = frozenset({"as", "along", "together", "alongside"})


def is_office(token: Token) -> bool:
    """Return whether `token` is a noun for the holder of an office, or a plural with a capital ("Presidents")."""
    return (token.lemma_.lower() in words.OFFICES or are_offices(token)) and token.pos_ in {"NOUN", "PROPN", "ADJ"}


def are_offices(token: Token) -> bool:
    """Return whether a token is the plural of an office, with a capital too, where the tagger sees a name ("Presidents")."""
    if token.tag_ in {"NNP", "NNPS"}:
        return token.lower_.endswith("s") and token.lower_[:-1] in words.OFFICES
    return token.tag_ == "NNS" and token.lemma_.lower() in words.OFFICES


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
    return last.doc[start : last_of_office(last, start) + 1]


def is_rank(office: SpacySpan) -> bool:
    """Return whether an office is no more than a rank: "Rear Admiral"."""
    return all(token.lower_ in words.RANKS | words.RANK_MODIFIERS for token in office)


def full_office(office: SpacySpan) -> SpacySpan:
    """Return an office with what belongs to it behind it: "director general", "head of state", "envoy for political affairs"."""
    doc, end = office.doc, office.end
    if end + 1 < len(doc) and doc[end].tag_ == "HYPH" and doc[end + 1].lower_ == "general":
        end += 2
    elif end < len(doc) and doc[end].lower_ == "general" and doc[end - 1].lower_ in words.GENERAL_OFFICES:
        end += 1
    last = end + 1
    while end < len(doc) and doc[end].lower_ in {"of", "for"} and last < len(doc) and belongs_to_office(doc[last]):
        last += 1
    return doc[office.start : last if last > end + 1 else end]


def belongs_to_office(token: Token) -> bool:
    """Return whether a word behind "of" or "for" is a part of the office: what it is for, or whom it heads."""
    return token.lower_ in words.OFFICE_MODIFIERS | words.HEADED


def last_of_office(last: Token, start: int) -> int:
    """Return where an office ends before the rank or the noble title of its holder: "Foreign Minister" of "Foreign Minister Prince"."""
    end: int = last.i
    while end > start and last.doc[end].lower_ in words.NOBLE | words.RANKS and is_office(last.doc[end - 1]):
        before = last.doc[end - 1].lower_
        if last.doc[end].lower_ == "general" and before in words.GENERAL_OFFICES:
            break
        if before in words.RANKS or before in words.RANK_MODIFIERS:
            break
        end -= 1
    return end


def office_with_portfolio(last: Token, table: MentionTable) -> SpacySpan | None:
    """Return the words of an office that "of …" or "for …" ends: "Minister of State", "Secretary for Defence"."""
    start = last.i
    while start > 0 and last.doc[start].lower_ in words.OFFICE_MODIFIERS | {"and"}:
        start -= 1
    start -= start < last.i and last.doc[start].lower_ == "the"  # "Secretary of the Treasury"
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
    first = table.starting(its.sent[0])
    if first is not None and first.kind == "Country" and its.doc[table.tokens(first.span).end].text == ",":
        return first  # "Malta, which Chile and Peru accuse of …, said through its minister"
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
    """Return the country whose people speak for it when they speak for `owner`: an organ of the state, and no outlet.

    Where a movement or a company is at home says nothing of whom it speaks for.
    """
    if owner.kind != "Organization":
        return ""
    named = bool(owner.represents) or owner.form == "nominal" or not knowledge.lookup(owner.text)
    organ = any(word.lower() in words.STATE_BODIES | STATE_FORCES for word in owner.text.split())
    return owner.country if named or organ else ""


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
    if last > 0 and doc[last].text == "," and (titled := title_with_place(item, last - 1, table)) is not None:
        return titled  # "the head of the mission, Anna Berg, and …"
    if last > 0 and doc[last].lower_ == "and" and (shared := shared_office(doc[last - 1], table)) is not None:
        return replace(item, role=shared)
    office = (office_ending_at(doc[last], table) or office_with_portfolio(doc[last], table)) if last >= 0 else None
    if office is not None and office.start > 1 and is_rank(office) and doc[office.start - 1].text == ",":
        before = office_ending_at(doc[office.start - 2], table)  # "the army's envoy, Rear Admiral Anna Berg"
        if before is not None:
            return with_owner(replace(item, role=span_of(full_office(before))), owner_before(before.start, table))
    if office is None and (titled := title_with_place(item, last, table) or title_farther_off(item, table)) is not None:
        return titled
    if office is None:
        owner = owner_before(last + 1, table)
        possessive = last >= 0 and is_possessive_mark(doc[last])
        return with_owner(item, owner) if possessive and owner is not None and owner.kind in ORGANIZATIONS else item
    return with_owner(replace(item, role=span_of(full_office(office))), owner_before(office.start, table))


def shared_office(last: Token, table: MentionTable) -> Span | None:
    """Return the office in the plural of the person named before, which the next has too: "Presidents Anna Berg and …"."""
    before = table.ending(last)
    if before is None or before.kind != "Person" or before.role is None:
        return None
    return before.role if are_offices(table.tokens(before.role)[-1]) else None


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
    titled = with_owner(replace(item, role=span_of(full_office(office))), owner_before(office.start, table))
    return with_owner(titled, owner if table.doc[before].lower_ == "of" else None)


def title_farther_off(item: Mention, table: MentionTable) -> Mention | None:
    """Return a person behind an office and all that it is for: "the envoy of the EU for the dialogue Anna Berg", or None."""
    doc, start = table.doc, table.tokens(item.span).start
    if start == 0 or doc[start - 1].lower_ in REACHING or doc[start - 1].pos_ == "DET":
        return None  # "the adviser of Anna Berg"
    for at in range(start - 1, max(-1, start - FARTHEST_OFFICE), -1):
        token, held = doc[at], table.at(doc[at])
        if is_office(token) and held is None and at + 1 < start and doc[at + 1].lower_ in REACHING:
            office = office_ending_at(token, table)
            if office is None:
                return None
            titled = with_owner(replace(item, role=span_of(full_office(office))), owner_before(office.start, table))
            return with_owner(titled, owner_after(at + 1, table))
        between = token.lower_ in REACHING | {"and", "-"} or token.pos_ in {"DET", "ADJ", "NOUN"} or held is not None
        if not between or (held is not None and held.kind == "Person"):
            return None
    return None


def preposed(item: Mention, head: Token, table: MentionTable) -> Mention:
    """Return a person whose office comes first and apart: "The Russian presidential aide, Anna Berg"."""
    if head.dep_ == "pobj" and head.head.lower_ in {"of", "for"} and is_office(head.head.head):
        head = head.head.head  # "the head of the mission, Anna Berg": the parser hangs the name on the mission
    if head.lower_ == COUNTERPART:
        return with_owner(item, owner_before(head.i, table) or owner_after(head.i + 1, table))
    office = office_ending_at(head, table)
    if office is None:
        return item
    full = full_office(office)
    owner = owner_before(office.start, table) or owner_after(max(head.i + 1, full.end), table)
    return with_owner(replace(item, role=span_of(full)), owner)


def office_after(name: SpacySpan, table: MentionTable) -> Token | None:
    """Return the first office noun of the apposition that follows "Name,"; None where a verb or a name comes before it."""
    doc = name.doc
    if name.end >= len(doc) or doc[name.end].text not in {",", "(", "-", "–", "—"}:
        return None
    for token in doc[name.end + 1 : name.end + 1 + APPOSITION_REACH]:
        if is_office(token) and not (token.i + 1 < len(doc) and is_office(doc[token.i + 1])):
            behind = table.at(doc[token.i + 1]) if token.i + 1 < len(doc) else None
            # "Anna Berg, Army Chief Omar Farah and …": the office of the next of a list.
            return token if behind is None or behind.kind != "Person" else None
        if (
            token.pos_ in {"VERB", "AUX", "PRON", "SCONJ"}
            or token.is_sent_start
            or token.lower_ in ALONGSIDE | {"and"}
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
    full = full_office(office)
    item = with_owner(replace(item, role=span_of(full)), owner_before(office.start, table))
    return with_owner(item, owner_after(max(last.i + 1, full.end), table))


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
    countries = [part for part in table.inside(item.span) if part.kind == "Country"]
    inner = [part for part in countries if part.span.start == item.span.start]
    if not inner and any(token.lower_ in words.STATE_BODIES for token in name):  # "Government of Chile"
        inner = [part for part in countries if part.span.end == item.span.end]
    owner = inner[-1] if inner else owner_before(name.start, table)
    if owner is None or owner.kind != "Country":
        owner = (
            owner_after(name.end, table) if name.end < len(table.doc) and table.doc[name.end].lower_ == "of" else None
        )
    return with_owner(item, owner) if owner is not None and owner.kind == "Country" else item


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
