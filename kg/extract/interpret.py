"""What a found attribution means: who speaks for whom to whom, in which form, doing what, about what."""

from dataclasses import dataclass, field

from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.acts import act_of, is_negated
from kg.extract.coreference import is_first_person
from kg.extract.modality import modality_of
from kg.extract.parties import addressees_of, media_of, mouthpiece, principals
from kg.extract.quotes import Quote
from kg.extract.roles import is_office
from kg.extract.speakers import implied, speakers_of
from kg.extract.table import MentionTable
from kg.model import Attribution, Delegation, Event, Span, Statement, When

# Share of a content's letters that stand between quotation marks: above the first it is quoted, below the second it is not.
ALL_QUOTED = 0.95
NONE_QUOTED = 0.02


@dataclass(frozen=True, slots=True)
class Scene:
    """What is known of a document when its statements are read."""

    table: MentionTable
    events: list[Event]
    delegations: list[Delegation]
    times: list[When]
    quotes: tuple[Quote, ...]
    turns: frozenset[tuple[Span, ...]] = frozenset()  # cues of the turns of a transcript: all that follows is verbatim
    said: list[Statement] = field(default_factory=list)  # what was read so far


def interpret(found: Attribution, scene: Scene, outer: Statement | None = None) -> Statement:
    """Return the statement that an attribution makes; `outer` is the one whose content holds it."""
    table = scene.table
    cue = [token for span in found.cue for token in table.tokens(span)]
    content = [token for span in found.content for token in table.tokens(span)]
    speakers = who_speaks(found, cue, scene, outer)
    speakers = through_delegations(found, speakers, scene)
    senders = speakers
    speakers = mouthpiece(cue, speakers, table) or speakers
    statement = Statement(
        attribution=found,
        form=form_of(found, scene),
        act=act_of(cue, content),
        speakers=speakers,
        on_behalf_of=behind_them(senders, speakers, scene),
        addressees=addressees_of(cue, table, speakers, (*found.content, *found.source)),
        media=media_of(cue, speakers, table, found.content, found.source),
        about=about(found, scene),
        event=occasion(found, speakers, scene),
        when=time_said(cue, scene),
        nested_in=outer.key if outer is not None else "",
        negated=is_negated(cue),
        modality=modality_of(cue),
    )
    scene.said.append(statement)
    return statement


def who_speaks(found: Attribution, cue: list[Token], scene: Scene, outer: Statement | None = None) -> tuple[Span, ...]:
    """Return the mentions of who says it: by the source, or where there is none, the subject that the cue hangs on."""
    mine = any(is_first_person(token) for source in found.source for token in scene.table.tokens(source))
    around = outer.speakers if outer else quoted_speaker(found, scene) if mine else ()
    spoken = (span for source in found.source for span in speakers_of(source, scene.table, around, found.content))
    return tuple(dict.fromkeys(spoken)) if found.source else implied(cue, scene.table)


def quoted_speaker(found: Attribution, scene: Scene) -> tuple[Span, ...]:
    """Return the speakers of the quotation that a source stands in or goes on: the "I" and "we" of its words."""
    if not found.source:
        return ()
    place = found.source[0].start
    for one in reversed(scene.said):
        if not one.nested_in and one.form != "indirect" and one.attribution.cue[:1] < found.source:
            between = scene.table.text[one.attribution.cue[-1].end : place] if one.attribution.cue else ""
            return one.speakers if "\n" not in between.strip() else ()
    return ()


def form_of(found: Attribution, scene: Scene) -> str:
    """Return "direct", "indirect" or "mixed" by how much of the content stands between quotation marks."""
    if found.cue in scene.turns:
        return "direct"
    letters = quoted = 0
    for span in found.content:
        for token in scene.table.tokens(span):
            if token.is_alpha or token.like_num:
                letters += 1
                quoted += any(quote.start <= token.i < quote.end for quote in scene.quotes)
    share = quoted / letters if letters else 0.0
    return "direct" if share >= ALL_QUOTED else "indirect" if share <= NONE_QUOTED else "mixed"


def through_delegations(found: Attribution, speakers: tuple[Span, ...], scene: Scene) -> tuple[Span, ...]:
    """Return speakers with the leaders themselves where the source is "the heads of the two delegations"."""
    if not any(is_office(scene.table.tokens(source).root) for source in found.source):
        return speakers
    voices: list[Span] = []
    for span in speakers:
        teams = [team for team in scene.delegations if span in team.mentions]
        voices += [head for team in teams for head in team.head] or [span]
    return tuple(dict.fromkeys(voices))


def behind_them(senders: tuple[Span, ...], speakers: tuple[Span, ...], scene: Scene) -> tuple[Span, ...]:
    """Return whom the speakers speak for: who sends them, whom their office serves, else the party of their delegation."""
    sent = tuple(span for span in senders if span not in speakers)
    if sent or (found := principals(speakers, scene.table)):
        return sent or found
    parties = {
        scene.table[team.represents[0]].country or scene.table[team.represents[0]].text: team.represents
        for team in scene.delegations
        for speaker in speakers
        if len(team.represents) == 1 and same_person(speaker, {*team.head, *team.members}, scene.table)
    }
    return next(iter(parties.values())) if len(parties) == 1 else ()


def about(found: Attribution, scene: Scene) -> tuple[Span, ...]:
    """Return the actors, places and events that the content names, in text order."""
    inside = [
        item.span
        for span in found.content
        for item in scene.table.inside(span)
        if item.form != "pronoun" and not item.refers_to
    ]
    events = [
        event.key
        for event in scene.events
        if any(span.covers(named) for span in found.content for named in event.mentions)
    ]
    return tuple(dict.fromkeys((*inside, *events)))


def occasion(found: Attribution, speakers: tuple[Span, ...], scene: Scene) -> Span | None:
    """Return the key of the event at which something was said: named beside the cue, or the talks the speaker takes part in."""
    sentence = scene.table.tokens(found.cue[0]).sent if found.cue else None
    for event in scene.events:
        for named in event.mentions:
            beside = sentence is not None and sentence.start_char <= named.start < sentence.end_char
            if (
                beside
                and event.kind in words.TALK_KINDS
                and not any(span.covers(named) for span in (*found.content, *found.source))
            ):
                return event.key
    for event in scene.events:
        if event.kind in words.TALK_KINDS and any(takes_part(speaker, event, scene) for speaker in speakers):
            return event.key
    return None


def takes_part(speaker: Span, event: Event, scene: Scene) -> bool:
    """Return whether a speaker chairs an event, takes part in it, or leads a delegation that does."""
    team = [
        span
        for delegation in scene.delegations
        if delegation.event == event.key
        for span in (*delegation.head, *delegation.mentions)
    ]
    return same_person(speaker, {*event.chair, *event.participants, *team}, scene.table)


def same_person(speaker: Span, others: set[Span], table: MentionTable) -> bool:
    """Return whether a mention or what it refers to is among others, or has the same last word as one of these people."""
    reach = {speaker, *table[speaker].refers_to}
    if reach & others:
        return True
    last = table[speaker].text.split()[-1].lower()
    return table[speaker].kind == "Person" and any(
        span in table and table[span].kind == "Person" and table[span].text.split()[-1].lower() == last
        for span in others
    )


def time_said(cue: list[Token], scene: Scene) -> When | None:
    """Return the time that hangs on the cue ("said on Friday")."""
    reach = {
        token.idx
        for verb in cue
        for child in verb.children
        if child.dep_ in {"npadvmod", "prep", "tmod"}
        for token in child.subtree
    }
    return next((when for when in scene.times if when.span.start in reach), None)
