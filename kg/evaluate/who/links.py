"""Links to Wikidata (AIDA as ELEVANT gives it): which words of an article name what.

A link counts where span and item are the ones annotated. Words that stand for a government by its capital are taken
literally here, as the annotators did: "Beijing" is the city. Where one name holds another ("Bank of Mexico"), the longer
counts, as they marked no other.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg import knowledge
from kg.errors import KgError
from kg.evaluate.figures import CHOOSING, Figure, counted, half_of, in_parts
from kg.evaluate.who.reading import Read, read_alone
from kg.model import Document, Mention, Span
from kg.settings import Settings

NONE = ""  # what an annotator linked to nothing


@dataclass(frozen=True)
class Linked:
    """One article with the links that it should have and those we gave, by span."""

    read: Read
    gold: dict[Span, str]
    found: dict[Span, str]


def score(path: Path, settings: Settings) -> tuple[list[Figure], list[str]]:
    """Return the figures of a file of articles with links, and the links that are wrong or missing."""
    rows = read(path)
    texts = {str(row["id"]): Document(row["text"]) for row in rows}
    gold = {str(row["id"]): {Span(*label["span"]): item(label["entity_id"]) for label in row["labels"]} for row in rows}
    linked = [Linked(one, gold[one.name], links(one)) for one in read_alone(texts, settings)]
    wrong = [line for one in linked if half_of(one.read.name) == CHOOSING for line in told(one)]
    return in_parts(linked, lambda one: one.read.name, figures), wrong


def read(path: Path) -> list[dict[str, Any]]:
    """Return the articles of a JSON-lines file, those on sport left out."""
    try:
        rows = [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]
        return [{name: row[name] for name in ("id", "text", "labels")} for row in rows if not row.get("sport")]
    except (ValueError, KeyError, TypeError) as error:
        raise KgError(
            f"{path} is no file of articles with id, text and labels, one JSON object a line: {error}"
        ) from error


def item(id: str) -> str:
    """Return a Wikidata id, or `NONE` for what the annotators could not find."""
    return id if id.startswith("Q") else NONE


def links(read: Read) -> dict[Span, str]:
    """Return the Wikidata id of each name and nationality in an article that has one and stands in no longer name."""
    naming = [mention for mention in read.extraction.mentions if mention.form in {"name", "demonym", "metonym"}]
    outer = [one for one in naming if not any(other.span != one.span and other.span.covers(one.span) for other in naming)]
    return {mention.span: id for mention in outer if (id := wikidata(mention, read))}


def wikidata(mention: Mention, read: Read) -> str:
    """Return the Wikidata id of what a mention's words name."""
    if mention.form == "metonym":
        literal = (hit.known for hit in knowledge.lookup(mention.text) if hit.relation in {"name", "alias"})
        return next((known.wikidata for known in literal if known.country == mention.country), "")
    return next((read.entities[id].wikidata for id in read.meant(mention)), "")


def figures(part: str, linked: Sequence[Linked]) -> Iterator[Figure]:
    """Yield the figure for what the gazetteer holds, and for everything."""
    for measure, keep in (("link, in the gazetteer", known), ("link, all", bool)):
        right = sum(one.gold.get(span) == id for one in linked for span, id in one.found.items())
        predicted = sum(len(one.found) for one in linked)
        wanted = sum(keep(id) for one in linked for id in one.gold.values())
        yield counted(measure, part, right, predicted, wanted)


def known(id: str) -> bool:
    """Return whether the gazetteer holds a Wikidata id."""
    return bool(id) and knowledge.known(id) is not None


def told(linked: Linked) -> Iterator[str]:
    """Yield a line for each link that is wrong, and for each that is missing though the gazetteer holds it."""
    for span in sorted({*linked.gold, *linked.found}):
        gold, found = linked.gold.get(span), linked.found.get(span)
        if gold == found or not (found or (gold and known(gold))):
            continue
        says = "nothing" if gold is None else gold or "NIL"
        mention = next((one for one in linked.read.extraction.mentions if one.span == span), None)
        kind = f"{mention.kind} {mention.form}" if mention else "no mention"
        yield f"{'wrong' if found else 'missed'}: {found or '–'} for {says} ({kind}): {linked.read.around(span)}"
