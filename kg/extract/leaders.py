"""Who leads a delegation and who belongs to it."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.coreference import antecedents
from kg.extract.roles import is_office
from kg.extract.table import MentionTable
from kg.model import Mention, Span

LEAD_VERBS = frozenset("lead head chair direct command represent preside".split())
# Verbs after which the members stand, as object or behind "of".
MEMBER_VERBS = frozenset("include comprise consist compose".split())
LEADERS = frozenset("head chief leader chairman chairwoman chairperson".split())


@dataclass(slots=True)
class Team:
    """A delegation while its mentions are being gathered."""

    country: str
    mentions: list[Span] = field(default_factory=list)
    represents: list[Span] = field(default_factory=list)
    head: list[Span] = field(default_factory=list)
    members: list[Span] = field(default_factory=list)


def find_leaders(teams: dict[str, Team], table: MentionTable) -> None:
    """Fill in heads and members from verbs of leading and of belonging, from "head of …" and from the office of chief negotiator."""
    for token in table.doc:
        lemma = token.lemma_.lower()
        if lemma in LEAD_VERBS and token.pos_ in {"VERB", "AUX", "NOUN", "PROPN"}:
            led_by(token, teams, table)
        if lemma in LEADERS | {"member", "person"} and token.pos_ in {"NOUN", "PROPN"}:
            leads_by_noun(token, teams, table)
        if lemma in MEMBER_VERBS:
            made_up_of(token, teams, table)
        if lemma in {"take", "participate"}:
            taking_part(token, teams, table)
        for child in token.children:
            if child.lower_ == "by" and child.dep_ == "prep":
                # "… was led by X and the Kenyan delegation by Y".
                for team in team_of(token, teams, table):
                    team.head += [span for grand in child.children for span in people_at(grand, table)]
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
        objects = [part for child in verb.children if child.dep_ in {"dobj", "oprd"} for part in (child, *behind(child))]
        led = [team for part in objects for team in team_of(part, teams, table)]
        leaders = [span for child in leading(verb) for span in people_at(child, table)]
    several = verb.lemma_ == "represent" and len(leaders) > 1
    for team in led:
        (team.members if several else team.head).extend(leaders)


def leading(verb: Token) -> Iterator[Token]:
    """Yield the subjects of a verb of leading, those of the verb above for "X, leading the delegation, said"."""
    own = [child for child in verb.children if child.dep_ == "nsubj"]
    yield from own
    if not own and verb.tag_ == "VBG" and verb.dep_ in {"advcl", "acl"}:
        yield from [verb.head] if verb.dep_ == "acl" else [child for child in verb.head.children if child.dep_ == "nsubj"]


def behind(noun: Token) -> Iterator[Token]:
    """Yield what "of", "on" and "for" join to a noun: the side in "lead person on the Chilean side"."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "on", "for"}:
            yield from (grand for grand in child.children if grand.dep_ == "pobj")


def leads_by_noun(noun: Token, teams: dict[str, Team], table: MentionTable) -> None:
    """Read "the head of the Kenyan delegation, X", "X, lead person on the Kenyan side" and "X and Y, members of the delegation"."""
    lemma = noun.lemma_.lower()
    if lemma == "person" and not {child.lower_ for child in noun.lefts} & {"lead", "leading", "head", "chief"}:
        return
    for part in behind(noun):
        for team in team_of(part, teams, table):
            people = people_called(noun, part, table)
            (team.members if lemma == "member" else team.head).extend(people)


def people_called(noun: Token, team: Token, table: MentionTable) -> list[Span]:
    """Return the people whom "head of the delegation" means: in apposition, or named right behind the delegation."""
    beside = [child for child in noun.children if child.dep_ == "appos"]
    beside += [noun.head] if noun.dep_ in {"appos", "conj"} else []
    beside += [child for child in noun.head.children if child.dep_ == "nsubj" and noun.dep_ == "attr"]
    after = [token for token in noun.doc[team.i + 1 : team.i + 3] if token.text != ","][:1]
    held = table.starting(after[0]) if after else None
    start = noun.left_edge.i
    if start > 1 and noun.doc[start - 1].text == ",":
        held = table.ending(noun.doc[start - 2]) or held  # "X, lead person on the Maltese side, said"
    if held is not None and held.kind == "Person":
        return [held.span]
    return [span for part in beside for span in people_at(part, table)]


def made_up_of(verb: Token, teams: dict[str, Team], table: MentionTable) -> None:
    """Read "the delegation included X and Y" and "a delegation consisting of X and Y"."""
    subjects = [child for child in verb.children if child.dep_ in {"nsubj", "nsubjpass"}]
    if verb.dep_ == "conj" and any(child.lower_ == "it" for child in subjects):
        subjects += [child for child in verb.head.children if child.dep_ in {"nsubj", "nsubjpass"}]
    subjects += [verb.head] if verb.dep_ in {"acl", "relcl"} else []
    objects = [child for child in verb.children if child.dep_ == "dobj"]
    objects += [grand for child in verb.children if child.lower_ == "of" for grand in child.children]
    for team in (team for subject in subjects for team in team_of(subject, teams, table)):
        team.members += [span for noun in objects for span in people_at(noun, table)]


def taking_part(verb: Token, teams: dict[str, Team], table: MentionTable) -> None:
    """Read "from the Kenyan side, X and Y took part in the meeting"."""
    sides = [grand for child in verb.children if child.lower_ in {"from", "on"} for grand in child.children]
    sides = [side for side in sides if team_of(side, teams, table)]
    ends = [other.i for other in [*sides[1:], verb.sent[-1]]]
    for side, after in zip(sides, ends, strict=False):
        before_verb = people_between(side.i, verb.i, table)
        for team in team_of(side, teams, table):
            team.members += before_verb or people_between(side.i, after, table)


def people_between(start: int, end: int, table: MentionTable) -> list[Span]:
    """Return the people named between two tokens."""
    named = table.inside(Span(table.doc[start].idx, table.doc[end - 1].idx + len(table.doc[end - 1].text))) if end > start else []
    return [item.span for item in named if item.kind == "Person" and item.form == "name"]


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
                    for child in sorted(part.subtree, key=lambda child: child.dep_ != "appos")
                    for held in table.all_at(child)
                    if held.kind == "Person" and (child.dep_ == "appos" or held.form == "name")
                ),
                None,
            )
        if item is not None:
            found += item.refers_to or (item.span,)
        elif part.pos_ == "PRON":
            found += antecedents(part, table)
    return found


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
    # "…, X, and by the head of the other delegation" speaks of somebody else.
    goes_on = len(after) > 1 and after[1].lower_ in {"and", "while", "as", "but"}
    if text.startswith(",") and not goes_on and any(
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
