"""Delegations: which party each acts for, who leads it, who belongs to it."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract import coreference as refer
from kg.extract import vocabulary as words
from kg.extract.coreference import antecedents
from kg.extract.nominals import nominal, phrase
from kg.extract.roles import is_office
from kg.extract.table import MentionTable
from kg.model import Delegation, Mention, Span

LEAD_VERBS = frozenset("lead head chair direct command represent".split())
MEMBER_VERBS = frozenset("include comprise".split())
# Nouns that make a team of negotiators a delegation when a country stands before them ("the Iranian negotiating team").
NEGOTIATING = frozenset("negotiating negotiation negotiations peace talks negotiator".split())


# Without one of these words "the Iranian team" plays football.
TALKING = frozenset("delegation talk negotiation negotiator summit mediator mediation dialogue".split())


@dataclass(slots=True)
class Team:
    """A delegation while its mentions are being gathered."""

    country: str
    mentions: list[Span] = field(default_factory=list)
    represents: list[Span] = field(default_factory=list)
    head: list[Span] = field(default_factory=list)
    members: list[Span] = field(default_factory=list)


def is_delegation(noun: Token) -> bool:
    """Return whether a noun means a delegation: the word itself, or a negotiating team."""
    if noun.lemma_.lower() == "delegation" or noun.lower_ in words.DELEGATION_NOUNS:
        return noun.pos_ in {"NOUN", "PROPN"}
    named = any(child.ent_type_ in {"NORP", "GPE"} for child in noun.lefts)
    if noun.lemma_.lower() == "side":
        return named and is_led(noun)
    return noun.lemma_.lower() == "team" and (named or any(child.lower_ in NEGOTIATING for child in noun.lefts))


def is_led(noun: Token) -> bool:
    """Return whether a text says who led what a noun means: "the Iranian side was headed by", "the side, led by"."""
    verbs = [noun.head, *(child for child in noun.children if child.dep_ == "acl")]
    return any(verb.tag_ == "VBN" and verb.lemma_ in LEAD_VERBS for verb in verbs)


def find_delegations(table: MentionTable) -> list[Delegation]:
    """Return the delegations of the text, one for each party, and add their mentions to `table`.

    A phrase that names no party ("the delegation", "the two delegations") refers to the one that does, or to all.
    """
    teams: dict[str, Team] = {}
    loose: list[Mention] = []
    if not any(token.lemma_.lower() in TALKING for token in table.doc):
        return []
    for head in table.doc:
        if not is_delegation(head) or (table.at(head) is not None and table.at(head).kind == "Delegation"):  # type: ignore[union-attr]
            continue
        item = nominal(phrase(head), "Delegation", table)
        if item.span in table and table[item.span].kind != "Delegation":
            continue
        parties = parties_of(head, table)
        if len(parties) > 1:
            # "Delegations from X and Y": several at once, which only their parties tell apart.
            table.put(Mention(item.span, item.text, "Actor", "nominal", refers_to=tuple(parties)))
            continue
        key = (
            ""
            if refer.is_collective(head)
            else item.country or (item.affiliation and item.affiliation[0].of(table.text)) or ""
        )
        if not key:
            loose.append(item)
            continue
        table.put(item)
        team = teams.setdefault(key, Team(item.country))
        team.mentions.append(item.span)
        team.represents += [*item.represents, *item.affiliation]
    refer_loosely(loose, teams, table)
    find_leaders(teams, table)
    return [finished(team) for team in teams.values()]


def parties_of(head: Token, table: MentionTable) -> list[Span]:
    """Return the countries that "from" or "of" joins to the plural of "delegation"."""
    if head.tag_ not in {"NNS", "NNPS"}:
        return []
    joined = [child for child in head.children if child.dep_ == "prep" and child.lower_ in {"from", "of"}]
    named = [table.at(token) for child in joined for token in child.subtree]
    return list(dict.fromkeys(item.span for item in named if item is not None and item.kind == "Country"))


def refer_loosely(loose: list[Mention], teams: dict[str, Team], table: MentionTable) -> None:
    """Put phrases without a party into `table`, referring to the delegation named last before them or to all of them."""
    for item in loose:
        if len(teams) < 2 and refer.is_collective(table.tokens(item.span)[-1]):
            continue  # who "both delegations" are is read from the parties of the text
        plural = table.tokens(item.span)[-1].tag_ in {"NNS", "NNPS"}
        before = [team for team in teams.values() if team.mentions[0].start < item.span.start]
        chosen = list(teams.values()) if plural or len(before) != 1 else before
        if chosen:
            table.put(
                Mention(
                    item.span, item.text, "Delegation", "nominal", refers_to=tuple(team.mentions[0] for team in chosen)
                )
            )


def team_of(token: Token, teams: dict[str, Team], table: MentionTable) -> list[Team]:
    """Return the delegations that the phrase around `token` means."""
    spans = [
        span for item in table.all_at(token) if item.kind == "Delegation" for span in (item.refers_to or (item.span,))
    ]
    return [team for team in teams.values() if any(span in team.mentions for span in spans)]


def people_at(token: Token | None, table: MentionTable) -> list[Span]:
    """Return the person that stands at `token` and those joined to it by "and"; a pronoun or "who" stands for its antecedent."""
    if token is None:
        return []
    if token.lower_ in {"who", "that", "which"} and token.head.dep_ == "relcl":
        return people_at(token.head.head, table)
    found: list[Span] = []
    for part in [token, *token.conjuncts]:
        item = next((item for item in table.all_at(part) if item.kind == "Person"), None)
        if item is None and is_office(part):
            item = next(
                (
                    held
                    for child in part.children
                    if child.dep_ == "appos"
                    for held in table.all_at(child)
                    if held.kind == "Person"
                ),
                None,
            )
        if item is not None:
            found += item.refers_to or (item.span,)
        elif part.pos_ == "PRON":
            found += antecedents(part, table)
    return found


def find_leaders(teams: dict[str, Team], table: MentionTable) -> None:
    """Fill in heads and members from verbs of leading, from "head of the … delegation" and from the office of chief negotiator."""
    for token in table.doc:
        lemma = token.lemma_.lower()
        if lemma in LEAD_VERBS and token.pos_ in {"VERB", "AUX", "NOUN", "PROPN"}:
            led_by(token, teams, table)
        elif lemma in MEMBER_VERBS:
            for team in (
                team for child in token.children if child.dep_ == "nsubj" for team in team_of(child, teams, table)
            ):
                team.members += [
                    span for child in token.children if child.dep_ == "dobj" for span in people_at(child, table)
                ]
    for item in list(table):
        if item.kind == "Person" and item.form == "name":
            leads_by_office(item, teams, table)


def led_by(verb: Token, teams: dict[str, Team], table: MentionTable) -> None:
    """Read "X leads the delegation", "the delegation, headed by X" and "X, who led the delegation"."""
    agents = [
        grand for child in verb.children if child.dep_ == "agent" or child.lower_ == "by" for grand in child.children
    ]
    if not agents and verb.i + 1 < len(verb.doc) and verb.nbor(1).lower_ == "by":
        agents = first_person_after(verb.i + 2, table)
    if agents:
        led = team_of(verb.head, teams, table) or [
            team for child in verb.children if child.dep_ == "nsubjpass" for team in team_of(child, teams, table)
        ]
        led = led or (team_of(verb.nbor(-1), teams, table) if verb.i else [])
        leaders = [span for agent in agents for span in people_at(agent, table)]
    else:
        led = [
            team for child in verb.children if child.dep_ in {"dobj", "oprd"} for team in team_of(child, teams, table)
        ]
        leaders = [span for child in verb.children if child.dep_ == "nsubj" for span in people_at(child, table)]
    for team in led:
        team.head += leaders


def first_person_after(start: int, table: MentionTable) -> list[Token]:
    """Return the root of the first person named within six words from token `start`."""
    for token in table.doc[start : start + 6]:
        item = table.at(token)
        if item is not None and item.kind == "Person":
            return [table.tokens(item.span).root]
    return []


def leads_by_office(item: Mention, teams: dict[str, Team], table: MentionTable) -> None:
    """Make a person the head of a delegation for the words "head of", "in charge of", or as chief negotiator of its party."""
    name = table.tokens(item.span)
    role = item.role.of(table.text).lower() if item.role is not None else ""
    after = table.doc[name.end : min(name.end + 15, name.sent.end)]
    text = after.text.lower()
    if text.startswith(",") and any(
        phrase in text for phrase in (" in charge of", " head of", " leader of", " chief of", "heads ", "leads ")
    ):
        stop = next(
            (token.i for token in after[1:] if token.pos_ == "VERB" and token.lemma_ not in LEAD_VERBS), after.end
        )
        for token in table.doc[name.end : stop]:
            for team in team_of(token, teams, table):
                team.head.append(item.span)
    chief = (
        role
        and role.split()[-1] in words.HEAD_OF_TEAM
        and any(word in role for word in ("chief", "lead", "head", "top"))
    )
    if chief and item.country in teams:
        teams[item.country].head.append(item.span)


def finished(team: Team) -> Delegation:
    """Return the record of a team, each span once and in text order."""
    heads = tuple(sorted(set(team.head)))
    members = tuple(sorted({*team.members, *heads}))
    return Delegation(tuple(sorted(set(team.mentions))), tuple(dict.fromkeys(team.represents)), heads, members)
