"""The records that pass between the stages: frozen, plain, each one naming the words it rests on.

A `Span` is the key of what stands there: records name mentions and events by the span of their words, so that an
`Extraction` needs no counters and its identifiers depend on nothing but the text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg import ids


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters of one document's text, counted in Unicode code points, end excluded."""

    start: int
    end: int

    def covers(self, other: "Span") -> bool:
        """Return whether `other` lies wholly inside this span; a span covers itself."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Return whether the two share at least one character."""
        return self.start < other.end and other.start < self.end

    def of(self, text: str) -> str:
        """Return the words of `text` that stand here."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Document:
    """One article as read. Two documents are equal if text and metadata are, wherever they were read from."""

    text: str
    title: str = ""
    date: str = ""  # ISO 8601 day of publication, or empty
    outlet: str = ""
    url: str = ""
    source: str = field(default="", compare=False)  # where it was read: a file name, with #row for a table
    origin: str = field(default="", compare=False)  # the whole path of that file; empty for standard input
    notes: tuple[str, ...] = field(default=(), compare=False)  # what reading had to mend, one sentence each

    @property
    def id(self) -> str:
        """The hash of text and metadata, 16 hexadecimal digits."""
        return ids.digest(self.text, self.title, self.date, self.outlet, self.url)


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that stand for an actor or a place. `kind` is a class of the ontology."""

    span: Span
    text: str
    kind: str
    form: str = "name"  # name · demonym · metonym (a capital or seat for its government) · nominal · pronoun
    country: str = ""  # ISO 3166-1 alpha-2 of the country that the words name or that their modifier names
    role: Span | None = None  # the words of an office: "Foreign Minister"
    represents: tuple[Span, ...] = ()  # mentions it acts for
    affiliation: tuple[Span, ...] = ()  # mentions of organisations it belongs to
    within: Span | None = None  # mention of the place it lies in, or where the seat of a body is
    near: Span | None = None  # mention of the one town that the document is about, where nothing else says where it lies
    refers_to: tuple[Span, ...] = ()  # antecedents of a pronoun or noun phrase; several for "both sides"


@dataclass(frozen=True, slots=True)
class When:
    """A time expression: its words, and the days it covers where the document's date allows to say."""

    span: Span
    start: str = ""  # ISO 8601: a day, month or year; empty where unknown
    end: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happens between actors. Its key is the first of its mentions."""

    mentions: tuple[Span, ...]  # the words that name it, in text order, at least one
    kind: str  # an ontology class: Negotiation, Summit, MilitaryAction …
    code: str = ""  # a PLOVER concept of the ontology: Consult, Fight …
    participants: tuple[Span, ...] = ()  # mentions
    chair: tuple[Span, ...] = ()
    initiator: tuple[Span, ...] = ()
    target: tuple[Span, ...] = ()
    venues: tuple[Span, ...] = ()
    when: When | None = None
    duration: Span | None = None

    @property
    def key(self) -> Span:
        """The span that other records use to name this event."""
        return self.mentions[0]


@dataclass(frozen=True, slots=True)
class Delegation:
    """People who act for one party at one event. Its key is the first of its mentions."""

    mentions: tuple[Span, ...]  # noun phrases that name it, each also a Mention of kind Delegation
    represents: tuple[Span, ...] = ()
    head: tuple[Span, ...] = ()
    members: tuple[Span, ...] = ()
    event: Span | None = None  # key of the event

    @property
    def key(self) -> Span:
        """The span that other records use to name this delegation."""
        return self.mentions[0]


@dataclass(frozen=True, slots=True)
class Attribution:
    """The bare words of a statement: who (may be empty), the cue, and what; spans in text order."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]  # at least one
    confidence: float = 1.0  # 0.0 to 1.0

    @property
    def key(self) -> str:
        """A name that is unique within the document and depends on the spans alone."""
        spans = (*self.source, None, *self.cue, None, *self.content)
        return ids.digest(*("|" if span is None else f"{span.start},{span.end}" for span in spans))


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution with what it means."""

    attribution: Attribution
    form: str  # direct · indirect · mixed
    act: str  # a speech-act concept of the ontology: Assert, Demand, Propose …
    speakers: tuple[Span, ...] = ()  # mentions
    on_behalf_of: tuple[Span, ...] = ()
    addressees: tuple[Span, ...] = ()
    media: tuple[Span, ...] = ()  # outlets it came through
    about: tuple[Span, ...] = ()  # mentions and event keys inside the content
    event: Span | None = None  # key of the event at which it was made
    when: When | None = None
    nested_in: str = ""  # key of the statement whose content holds this one
    negated: bool = False
    modality: str = ""  # planned · possible · required · hypothetical; empty where it has been said

    @property
    def key(self) -> str:
        """The key of its attribution."""
        return self.attribution.key


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it stands in the text, with its value and what it counts."""

    span: Span
    value: float
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Position:
    """What parties agreed, demanded, proposed or refused. `kind` is a class of the ontology."""

    kind: str  # Agreement · Demand · Proposal · Refusal
    span: Span  # the clause that says it
    subject: Span  # what it is about, in words
    parties: tuple[Span, ...] = ()  # mentions: who agreed
    by: tuple[Span, ...] = ()  # who demands, proposes or refuses
    of: tuple[Span, ...] = ()  # of whom
    quantity: Quantity | None = None
    event: Span | None = None  # key of the event
    stated_in: str = ""  # key of the statement it rests on; empty where the article itself says so


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one document says, a pure function of the document and the extractor's fingerprint."""

    document: Document
    mentions: tuple[Mention, ...] = ()  # in text order, one for a span
    events: tuple[Event, ...] = ()
    delegations: tuple[Delegation, ...] = ()
    statements: tuple[Statement, ...] = ()
    positions: tuple[Position, ...] = ()
    sentences: tuple[Span, ...] = ()  # in text order, so that evidence can be shown in its sentence


@dataclass(frozen=True, slots=True)
class Entity:
    """An actor, place, delegation or event of the whole graph, and the mentions that mean it."""

    id: str  # local name of its IRI
    kind: str
    label: str
    mentions: tuple[tuple[str, Span], ...]  # (document id, span), sorted; what the entity rests on, never empty
    names: tuple[str, ...] = ()  # surface forms as found, sorted
    found_as: tuple[str, ...] = ()  # ids it had in single documents
    wikidata: str = ""  # "Q159"
    iso3166: str = ""
    latitude: float | None = None
    longitude: float | None = None
    within: str = ""  # entity id of the place it lies in, where the gazetteer says so
    represents: tuple[str, ...] = ()  # ids of entities it acts for, where the gazetteer or the words of its office say so


@dataclass(frozen=True, slots=True, order=True)
class Reason:
    """Why two things are the same, or are not: how much it counts, and in words."""

    score: float
    words: str


@dataclass(frozen=True, slots=True, order=True)
class Merge:
    """That two names were taken for the same, or a name for a thing of the gazetteer, with the reasons."""

    left: tuple[str, str]  # document id, words
    right: tuple[str, str]  # the same; or "gazetteer", name and id
    score: float
    reasons: tuple[Reason, ...]
    spans: tuple[tuple[str, Span], ...]  # document id, span: where the names stand, that of `left` first


@dataclass(frozen=True, slots=True, order=True)
class Anchor:
    """Words of a document that a person pointed at."""

    document: str  # id
    span: Span
    words: str


@dataclass(frozen=True, slots=True, order=True)
class Thing:
    """What a person judged: words that mean it, so that it is found again however entities are made anew."""

    name: str  # as the person called it; for a statement its content
    kind: str  # a class of the ontology
    anchors: tuple[Anchor, ...]  # the most telling first; of a statement its content
    cue: tuple[Anchor, ...] = ()  # of a statement only


@dataclass(frozen=True, slots=True, order=True)
class Judgement:
    """What a person decided: two things are the same or not, a statement is wrong, or an earlier judgement is undone."""

    verdict: str  # same · different · unsure · wrong · undo
    things: tuple[Thing, ...] = ()  # two; one where a statement is wrong; none to undo
    undoes: str = ""  # id of the judgement undone
    who: str = ""
    when: str = ""  # ISO 8601, UTC
    why: str = ""
    id: str = ""

    @property
    def words(self) -> str:
        """What it says, in words."""
        names = [f"“{thing.name}”" for thing in self.things]
        if self.verdict in {"same", "different"}:
            return f"{' and '.join(names)} are {'the same' if self.verdict == 'same' else 'not the same'}"
        if self.verdict == "unsure":
            return f"whether {' and '.join(names)} are the same cannot be told"
        return f"{names[0]} is wrong" if names else f"undoes {self.undoes}"


@dataclass(frozen=True, slots=True, order=True)
class Ruling:
    """A judgement about two names, and the words of both that it was found by."""

    judgement: Judgement
    spans: tuple[tuple[str, Span], tuple[str, Span]]  # document id, span


@dataclass(frozen=True, slots=True)
class Resolution:
    """Which entity each mention, event and delegation means."""

    entities: tuple[Entity, ...]  # sorted by id
    referents: Mapping[tuple[str, Span], tuple[str, ...]]  # (document id, span) → entity ids; several for "both sides"
    merges: tuple[Merge, ...] = ()  # why names became one, sorted
    rulings: tuple[Ruling, ...] = ()  # the judgements about names that were obeyed, sorted

    def of(self, document: str, *spans: Span) -> tuple[str, ...]:
        """Return the ids of the entities that these mentions of one document mean, each once, in order."""
        found = (entity for span in spans for entity in self.referents.get((document, span), ()))
        return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class Block:
    """The names of one block, each with all that comparing them depends on, and which are alike enough, by place."""

    names: tuple[str, ...] = ()
    alike: tuple[tuple[int, int], ...] = ()
