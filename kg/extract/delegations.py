"""Delegations: the phrases that name them, and which party each acts for."""

from dataclasses import replace

from spacy.tokens import Token

from kg.extract import coreference as refer
from kg.extract import vocabulary as words
from kg.extract.leaders import LEAD_VERBS, LEADERS, MEMBER_VERBS, Team, find_leaders
from kg.extract.nominals import nominal, phrase
from kg.extract.table import MentionTable
from kg.model import Delegation, Mention

# Nouns that make a team of negotiators a delegation when a country stands before them ("the Iranian negotiating team").
NEGOTIATING = frozenset("negotiating negotiation negotiations peace talks negotiator".split())
# Without one of these words "the Iranian team" plays football.
TALKING = frozenset("delegation talk negotiation negotiator summit mediator mediation dialogue consultation".split())
# Nouns for those who sit on one side of the table.
SIDES = frozenset({"side", "party"})
# What delegations are called by where their state or body is not named.
GOVERNMENTAL = frozenset("government governmental regime".split())
REBEL = frozenset("guerrilla guerilla rebel insurgent insurgency opposition separatist".split())


def find_delegations(table: MentionTable) -> list[Delegation]:
    """Return the delegations of the text, one for each party, and add their mentions to `table`.

    A phrase that names no party ("the delegation", "the two delegations") refers to the one that does, or to all.
    """
    teams: dict[str, Team] = {}
    loose: list[Mention] = []
    plural: list[tuple[Mention, list[Mention]]] = []
    if not any(token.lemma_.lower() in TALKING for token in table.doc):
        return []
    for head in table.doc:
        if not is_delegation(head, table) or is_named_otherwise(head, table):
            continue
        item = called(head, table)
        parties = parties_of(head, table)
        if len(parties) > 1:
            plural.append((item, parties))
        elif key := party_key(head, item):
            table.put(item)
            team = teams.setdefault(key, Team(item.country))
            team.mentions.append(item.span)
            team.represents += [*item.represents, *item.affiliation]
        else:
            loose.append(item)
    for item, parties in plural:
        refer_to_all(item, parties, teams, table)
    refer_loosely(loose, teams, table)
    find_leaders(teams, table)
    return [finished(team) for team in teams.values()]


def is_delegation(noun: Token, table: MentionTable) -> bool:
    """Return whether a noun means a delegation: the word itself, a negotiating team, or a side of which it is said who leads it."""
    lemma = noun.lemma_.lower()
    if lemma == "delegation" or noun.lower_ in words.DELEGATION_NOUNS:
        return noun.pos_ in {"NOUN", "PROPN"}
    if lemma not in SIDES | {"team"}:
        return False
    named = any(item.kind == "Country" for child in noun.lefts for item in table.all_at(child)) or bool(kind_of_party(noun))
    if lemma == "team" and not named:
        # "The team of the Liberation Front".
        behind = (grand for child in noun.rights if child.lower_ == "of" for grand in child.children)
        named = any(item.kind in {"Country", "Organization"} for grand in behind for item in table.all_at(grand)) and is_led(noun)
    if lemma in SIDES:
        return named and noun.text.islower() and is_led(noun)
    return named or any(child.lower_ in NEGOTIATING for child in noun.lefts)


def is_led(noun: Token) -> bool:
    """Return whether a text says who leads what a noun means or belongs to it.

    "The Iranian side was headed by", "the side, led by", "represented the side", "head of the side", "from the side … took part".
    """
    verbs = [noun.head, *(child for child in noun.children if child.dep_ == "acl")]
    if any(verb.tag_ == "VBN" and verb.lemma_ in LEAD_VERBS for verb in verbs):
        return True
    if noun.dep_ == "dobj" and noun.head.lemma_ in LEAD_VERBS:
        return True
    if noun.dep_ in {"nsubj", "nsubjpass"} and noun.head.lemma_ in MEMBER_VERBS:
        return True
    above = noun.head.head if noun.dep_ == "pobj" else None
    if above is None:
        return False
    joins = noun.head.lower_ in {"of", "on", "for"} and above.lemma_.lower() in LEADERS | {"person", "member"}
    return joins or (noun.head.lower_ in {"from", "on"} and above.lemma_ in {"take", "participate"})


def is_named_otherwise(head: Token, table: MentionTable) -> bool:
    """Return whether a noun is already read as something else: a delegation, or a part of a longer name."""
    held = table.at(head)
    if held is None or head.lemma_.lower() in SIDES:
        return False
    return held.kind == "Delegation" or span_taken(head, table)


def span_taken(head: Token, table: MentionTable) -> bool:
    """Return whether the phrase of a noun is the name of something that is no delegation."""
    item = nominal(phrase(head), "Delegation", table)
    return item.span in table and table[item.span].kind != "Delegation"


def called(head: Token, table: MentionTable) -> Mention:
    """Return the mention of a delegation, acting for the party that its words name or describe."""
    item = nominal(phrase(head), "Delegation", table)
    held = table.at(head)
    if held is not None and held.kind == "Organization":
        # "The American party" is no party that stands for election.
        item = replace(item, span=held.span, text=held.text)
    if item.country or item.affiliation or item.represents:
        return item
    party = described(head, table)
    if party is None:
        return item
    states, bodies = ((party.span,), ()) if party.kind == "Country" else ((), (party.span,))
    return replace(item, country=party.country, represents=states, affiliation=bodies)


def kind_of_party(head: Token) -> str:
    """Return what a delegation is called by that is not named: "government" or "rebels"; empty where neither."""
    behind = [grand for child in head.rights if child.lower_ == "of" for grand in child.children]
    lead = {word for child in (*head.lefts, *behind) for word in (child.lemma_.lower(), child.lower_)}
    return "government" if lead & GOVERNMENTAL else "rebels" if lead & REBEL else ""


def described(head: Token, table: MentionTable) -> Mention | None:
    """Return the party that "the government delegation" or "the rebel delegation" is of, if two parties face each other."""
    kind = kind_of_party(head)
    if not kind:
        return None
    # The first that the text names side by side are those that it is about.
    pairs = ((left, right) for left, right in refer.partners_before(len(table.text), table) if is_state(left) != is_state(right))
    left, right = next(pairs, (None, None))
    if left is None or right is None:
        return None
    return left if is_state(left) == (kind == "government") else right


def is_state(item: Mention) -> bool:
    """Return whether a party is a state or its government."""
    return item.kind == "Country" or "government" in item.text.lower()


def party_key(head: Token, item: Mention) -> str:
    """Return what tells the delegations of a text apart: country, body or description; empty where its words say none."""
    if refer.is_collective(head):
        return ""
    own = kind_of_party(head)
    return own or item.country or (item.text if item.affiliation else "")


def parties_of(head: Token, table: MentionTable) -> list[Mention]:
    """Return the parties of several delegations at once: "delegations from X and Y", "the X and Y delegations"."""
    if head.tag_ not in {"NNS", "NNPS"} and head.lower_ != "delegations":
        return []
    joined = [token for child in head.children if child.lower_ in {"from", "of"} for token in child.subtree]
    before = [part for child in head.lefts if child.dep_ in {"amod", "compound", "nmod"} for part in (child, *child.conjuncts)]
    named = [item for token in (*before, *joined) for item in table.all_at(token)[:1]]
    found = {item.span: item for item in named if item.kind in {"Country", "Organization"}}
    bodies = {item.country for item in found.values() if item.kind == "Organization"}
    # "Of the government of X and of the Y" is of two.
    return [item for item in found.values() if item.kind != "Country" or item.country not in bodies or len(found) < 3]


def refer_to_all(item: Mention, parties: list[Mention], teams: dict[str, Team], table: MentionTable) -> None:
    """Put the plural of several parties' delegations into `table`: it means those delegations, or the parties that sent them."""
    known = {team.country: team for team in teams.values() if team.country}
    meant = tuple(
        known[party.country].mentions[0] if party.country in known else party.span for party in parties
    )
    kind = "Delegation" if all(span in table and table[span].kind == "Delegation" for span in meant) else "Actor"
    table.put(Mention(item.span, item.text, kind, "nominal", refers_to=meant))


def refer_loosely(loose: list[Mention], teams: dict[str, Team], table: MentionTable) -> None:
    """Put phrases without a party into `table`, referring to the delegation named last before them or to all of them."""
    for item in loose:
        if len(teams) < 2 and refer.is_collective(table.tokens(item.span)[-1]):
            continue  # who "both delegations" are is read from the parties of the text
        plural = table.tokens(item.span)[-1].tag_ in {"NNS", "NNPS"}
        before = [team for team in teams.values() if team.mentions[0].start < item.span.start]
        chosen = list(teams.values()) if plural or len(before) != 1 else before
        if chosen:
            meant = tuple(team.mentions[0] for team in chosen)
            table.put(Mention(item.span, item.text, "Delegation", "nominal", refers_to=meant))


def finished(team: Team) -> Delegation:
    """Return the record of a team, each span once and in text order."""
    heads = tuple(sorted(set(team.head)))
    members = tuple(sorted({*team.members, *heads}))
    return Delegation(tuple(sorted(set(team.mentions))), tuple(dict.fromkeys(team.represents)), heads, members)
