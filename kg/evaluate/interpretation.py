"""How well statements are understood once their words are known: speaker, form, act, negation and modality, addressee, outlet …

The gold file is a list of attributions with what a careful reader takes them to mean (`tests/gold/README.md` says how it
was made). Their spans are given to the extractor in place of what it finds there itself, so that finding spans does not
count here; everything else of the article is read as usual.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from spacy.language import Language

from kg.errors import KgError
from kg.evaluate.attributions import read
from kg.evaluate.classes import PRONOUNS
from kg.evaluate.context import marked
from kg.extract.extractor import read_doc
from kg.extract.language import load_language
from kg.knowledge.names import fold
from kg.model import Attribution, Document, Entity, Extraction, Resolution, Span, Statement
from kg.resolve import resolve
from kg.settings import Settings

UNNAMED = "UnnamedSource"
PARTIES = ("on_behalf_of", "addressees", "media")
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Case:
    """One attribution of the gold file and the statement that was made of it."""

    row: Row
    statement: Statement
    extraction: Extraction
    resolution: Resolution

    def entities(self, spans: Iterable[Span]) -> list[Entity]:
        """Return the entities that mentions mean."""
        ids = set(self.resolution.of(self.extraction.document.id, *spans))
        return [entity for entity in self.resolution.entities if entity.id in ids]

    def standing_at(self, place: list[int]) -> set[str]:
        """Return the ids of the entities that a mention inside these characters means, or one that holds them all."""
        wanted = Span(*place)
        here = [m.span for m in self.extraction.mentions if wanted.covers(m.span) or m.span.covers(wanted)]
        return set(self.resolution.of(self.extraction.document.id, *here))

    def is_meant(self, wanted: Row, span: Span) -> bool:
        """Return whether a mention means who the gold file names: by the entity, one of its names, or the very words."""
        found = self.entities([span])
        if not found or wanted.get("kinds", [""])[-1] == UNNAMED:
            return span.overlaps(Span(*wanted["span"])) or any(self.names_match(wanted, one) for one in found)
        return any(one.id in self.standing_at(wanted["span"]) or self.names_match(wanted, one) for one in found)

    def names_match(self, wanted: Row, entity: Entity) -> bool:
        """Return whether an entity is called what the gold file calls it."""
        return fold(wanted["name"]) in {fold(name) for name in (entity.label, *entity.names)}


def load(path: Path) -> dict[str, list[Row]]:
    """Return article → the rows of a gold file; raises `KgError` where it is none."""
    articles: dict[str, list[Row]] = {}
    try:
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            articles.setdefault(row["article"], []).append(row)
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, KeyError, TypeError) as fault:
        raise KgError(f"{path} is no list of interpreted attributions: {fault}") from fault
    return articles


def spans(row: Row, role: str) -> tuple[Span, ...]:
    """Return the spans of one part of a gold attribution."""
    return tuple(Span(start, end) for start, end in row[role])


def with_gold(found: Extraction, rows: list[Row]) -> tuple[Attribution, ...]:
    """Return the attributions that the extractor finds, those that meet a gold one replaced by it, in text order."""
    gold = [Attribution(spans(row, "source"), spans(row, "cue"), spans(row, "content")) for row in rows]
    taken = [span for one in gold for span in (*one.cue, *one.content)]
    others = [
        one.attribution
        for one in found.statements
        if not one.nested_in
        and not any(
            span.overlaps(other) for span in (*one.attribution.cue, *one.attribution.content) for other in taken
        )
    ]
    return tuple(sorted((*gold, *others), key=lambda one: one.cue or one.content))


def cases(
    articles: dict[str, list[Row]], texts: Path, nlp: Language
) -> Iterator[tuple[list[Case], Extraction, Resolution]]:
    """Yield for each article its cases, and what the extractor as shipped makes of it."""
    for name, rows in articles.items():
        path = texts / name
        if not path.exists():
            raise KgError(f"there is no {path}; --texts names the folder with the articles of the gold file")
        document = Document(read(path), source=name)
        doc = nlp(document.text)
        shipped = read_doc(doc, document)
        given = read_doc(doc, document, with_gold(shipped, rows))
        resolution = resolve([given])
        by_place = {(s.attribution.source, s.attribution.cue): s for s in given.statements if not s.nested_in}
        found = [Case(row, by_place[spans(row, "source"), spans(row, "cue")], given, resolution) for row in rows]
        yield found, shipped, resolve([shipped])


def speaker_right(case: Case) -> bool:
    """Return whether the speakers are all those of the gold file and nobody else; nobody where it says nobody."""
    wanted, said = case.row["speakers"], case.statement.speakers
    hit = all(any(case.is_meant(one, span) for span in said) for one in wanted)
    return hit and all(any(case.is_meant(one, span) for one in wanted) for span in said)


def kind_right(case: Case) -> bool:
    """Return whether there is a speaker and each is of a kind that the gold file allows."""
    allowed = {kind for one in case.row["speakers"] for kind in one["kinds"]}
    found = case.entities(case.statement.speakers)
    return bool(found) and all(one.kind in allowed for one in found)


def facets(case: Case) -> Iterator[tuple[str, bool]]:
    """Yield each facet that the gold file tells of a case, and whether it is right."""
    row, statement = case.row, case.statement
    yield "negation", statement.negated == row.get("negated", False)
    yield "modality", statement.modality in row.get("modality", [""])
    if "form" in row:
        yield "form", statement.form in row["form"]
    if "acts" in row:
        yield "act", statement.act in row["acts"]
    if "speakers" in row:
        yield from speaker_facets(case)
    for inner in row.get("nested", ()):
        yield "nested", is_nested(case, Span(*inner["cue"]))


def speaker_facets(case: Case) -> Iterator[tuple[str, bool]]:
    """Yield whether the speaker is right, also for each way of naming one, and whether its kind is."""
    row, right = case.row, speaker_right(case)
    if not row["source"]:
        yield "speaker without source words", right
        return
    yield "speaker", right
    yield "speaker kind", kind_right(case)
    for way in ways_of_naming(case):
        yield f"speaker, {way}", right


def ways_of_naming(case: Case) -> Iterator[str]:
    """Yield how the source words name the speaker: a pronoun, nobody by name, or several."""
    text, row = case.extraction.document.text, case.row
    if " ".join(text[start:end] for start, end in row["source"]).lower() in PRONOUNS:
        yield "a pronoun"
    if any(UNNAMED in one["kinds"] for one in row["speakers"]):
        yield "unnamed or a group"
    if len(row["speakers"]) > 1:
        yield "several"


def is_nested(case: Case, cue: Span) -> bool:
    """Return whether a statement inside this one has its cue where the gold file has one."""
    inside = (s for s in case.extraction.statements if s.nested_in == case.statement.key)
    return any(span.overlaps(cue) for one in inside for span in one.attribution.cue)


def parties(case: Case, role: str) -> tuple[int, int, int, int]:
    """Return found, wanted, right and told of one list of parties; what the gold file calls optional counts nowhere."""
    wanted: list[Row] = list(case.row.get(role, []))
    if role == "media":
        # An outlet that speaks is its own medium.
        wanted += [one | {"optional": True} for one in case.row.get("speakers", ())]
    told: tuple[Span, ...] = getattr(case.statement, role) if "speakers" in case.row else ()
    needed = [one for one in wanted if not one.get("optional")]
    found = sum(any(case.is_meant(one, span) for span in told) for one in needed)
    right = sum(any(case.is_meant(one, span) for one in needed) for span in told)
    extra = sum(not any(case.is_meant(one, span) for one in wanted) for span in told)
    return found, len(needed), right, right + extra


def has_speaker(statement: Statement, extraction: Extraction, resolution: Resolution) -> bool:
    """Return whether a statement has a speaker that means an entity."""
    return bool(resolution.of(extraction.document.id, *statement.speakers))


def score(gold: Path, texts: Path, settings: Settings) -> tuple[Row, list[str]]:
    """Return the figures of each half of a gold file and of both together, and one line for each wrong facet."""
    counts: Counter[tuple[str, ...]] = Counter()
    wrong: list[str] = []
    for found, shipped, resolution in cases(load(gold), texts, load_language(settings.model, settings.finder)):
        sourced = [one for one in shipped.statements if one.attribution.source]
        counts["statements",] += len(sourced)
        lost = [one for one in sourced if not has_speaker(one, shipped, resolution)]
        counts["lost",] += len(lost)
        wrong += [f"no speaker: {shown(one, shipped)}" for one in lost]
        for case in found:
            wrong += count(case, counts)
    halves = sorted({key[0] for key in counts if len(key) > 1})
    figures = {half: of_half(counts, half) for half in halves}
    lost_share = counts["lost",] / counts["statements",] if counts["statements",] else 0.0
    unresolved = {"statements": counts["statements",], "lost": counts["lost",], "share": round(lost_share, 4)}
    return {"halves": figures, "without speaker": unresolved}, wrong


def count(case: Case, counts: Counter[tuple[str, ...]]) -> list[str]:
    """Add a case to `counts` and return its faults, one line each."""
    wrong = []
    halves = ("all", case.row.get("half", "all"))
    for half in dict.fromkeys(halves):
        counts[half, "cases"] += 1
        for facet, right in facets(case):
            counts[half, facet, "of"] += 1
            counts[half, facet, "right"] += right
        for role in PARTIES:
            for name, number in zip(("found", "wanted", "right", "told"), parties(case, role), strict=True):
                counts[half, role, name] += number
    wrong += [fault(case, facet) for facet, right in facets(case) if not right]
    for role in PARTIES:
        found, wanted, confirmed, told = parties(case, role)
        if found < wanted or confirmed < told:
            wrong.append(fault(case, role))
    return wrong


def of_half(counts: Counter[tuple[str, ...]], half: str) -> Row:
    """Return the figures of one half: the share that is right of each facet, precision and recall of each list."""
    figures: Row = {"cases": counts[half, "cases"]}
    for key in sorted(counts):
        if key[0] == half and key[-1] == "of":
            right, number = counts[half, key[1], "right"], counts[key]
            figures[key[1]] = {"right": right, "of": number, "share": round(right / number, 3)}
    for role in PARTIES:
        found, wanted, right, told = (counts[half, role, name] for name in ("found", "wanted", "right", "told"))
        figures[role] = {
            "precision": round(right / told, 3) if told else 1.0,
            "recall": round(found / wanted, 3) if wanted else 1.0,
            "found": found,
            "wanted": wanted,
            "told": told,
        }
    return figures


def fault(case: Case, facet: str) -> str:
    """Return one line for a wrong facet: what was wanted, what was found, and the words around it."""
    row, statement = case.row, case.statement
    wanted: object = {
        "form": row.get("form"),
        "act": row.get("acts"),
        "negation": row.get("negated", False),
        "modality": row.get("modality", [""]),
        "nested": [Span(*one["cue"]).of(case.extraction.document.text) for one in row.get("nested", ())],
    }.get(facet, [one["name"] for one in row.get(facet if facet in PARTIES else "speakers", ())])
    found: object = {
        "form": statement.form,
        "act": statement.act,
        "negation": statement.negated,
        "modality": statement.modality,
    }.get(facet, "")
    if facet in PARTIES or facet.startswith("speaker"):
        told = getattr(statement, facet) if facet in PARTIES else statement.speakers
        found = [(span.of(case.extraction.document.text), *named(case, span)) for span in told]
    return f"{facet} ({row.get('half', '')}): wanted {wanted}, found {found}: {shown(statement, case.extraction)}"


def named(case: Case, span: Span) -> list[str]:
    """Return label and kind of the entities that a mention means."""
    return [f"{one.label} ({one.kind})" for one in case.entities([span])]


def shown(statement: Statement, extraction: Extraction) -> str:
    """Return the words of source, cue and content of a statement in their context, each part in brackets."""
    found = statement.attribution
    places = [(span.start, span.end) for span in (*found.source, *found.cue, *found.content)]
    return f"{marked(extraction.document.text, places)}  ({extraction.document.source}, character {min(places)[0]})"
