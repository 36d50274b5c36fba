"""Offices that several people hold: two lists in one order, or states and people by turns.

"The foreign ministers of Malta and Peru Anna Berg and Rosa Quispe", "the presidents of Malta, Anna Berg, and of Peru, Rosa Quispe".
"""

from dataclasses import replace

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.roles import are_offices, office_ending_at
from kg.extract.table import MentionTable, span_of
from kg.model import Mention

JOINING = frozenset({"of", "from", "and", ","})  # between the members of a list and before it


def read_shared_roles(table: MentionTable) -> None:
    """Give the people of lists the offices and states that stand in other lists, or beside each of them."""
    respectively(table)
    by_turns(table)


def by_turns(table: MentionTable) -> None:
    """Give people the state that stands before each: "the presidents of Malta, Anna Berg, and of Peru, Rosa Quispe"."""
    for office in table.doc:
        if not are_offices(office) or not following_of(office):
            continue
        turns = turns_after(portfolio_end(office), table)
        if len(turns) < 2:
            continue
        whole = span_of(whole_office(office, table))
        for state, person in turns:
            table.put(replace(person, role=whole, represents=(state.span,), country=state.country))


def turns_after(start: int, table: MentionTable) -> list[tuple[Mention, Mention]]:
    """Return the states with the person named after each that follow from a token on."""
    found: list[tuple[Mention, Mention]] = []
    state: Mention | None = None
    at = start
    while at < len(table.doc):
        token = table.doc[at]
        held = table.starting(token)
        if held is not None and held.form == "name" and held.kind == ("Person" if state else "Country"):
            if state is not None:
                found.append((state, held))
            state = held if state is None else None
            at = table.tokens(held.span).end
        elif token.lower_ in JOINING or token.text in {"(", ")"} or token.pos_ == "DET":
            at += 1
        else:
            break
    return found


def respectively(table: MentionTable) -> None:
    """Give each of several people the state that stands in the same place of a list before them.

    "The foreign ministers of Malta and Peru Anna Berg and Rosa Quispe", "the Maltese and Peruvian envoys, Anna Berg and Rosa Quispe".
    """
    for office in table.doc:
        if not are_offices(office):
            continue
        states, end = listed(office.i + 1, table, "Country") if following_of(office) else ([], office.i + 1)
        states = states or listed_before(office, table)
        start = end + (end < len(table.doc) and table.doc[end].text == ",")
        people, _ = listed(start, table, "Person")
        if len(states) < 2 or len(states) != len(people):
            continue
        whole = span_of(whole_office(office, table))
        for person, state in zip(people, states, strict=True):
            table.put(
                replace(person, role=person.role or whole, represents=(state.span,), country=state.country)
            )


def whole_office(office: Token, table: MentionTable) -> SpacySpan:
    """Return an office with the words before it and what it is for."""
    first = office_ending_at(office, table)
    return office.doc[first.start if first is not None else office.i : portfolio_end(office)]


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
