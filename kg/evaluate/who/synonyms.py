"""Synonyms within a document (re3d): two phrases annotated as the same, put under one node.

Quantities, money, times and coordinates are left out: they are no actors or places. Precision is the share, of all
pairs of annotated phrases that we put under one node, that do not join a person to something else: the annotation names
too few synonyms to tell a wrong pair otherwise.
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.evaluate.figures import CHOOSING, Figure, half_of, in_parts, same
from kg.evaluate.who.reading import Read, read_alone
from kg.model import Document, Span
from kg.settings import Settings

SYNONYM = "IsSynonymOf"
PERSON = "Person"
FITS = 0.4  # share of words that a mention and an annotated phrase must have in common
NOT_ACTORS = frozenset({"Quantity", "Money", "Temporal", "Coordinate", "Frequency", "Url", "DocumentReference"})


@dataclass(frozen=True)
class Annotated:
    """One document with its annotated phrases by type and its pairs of synonyms."""

    read: Read
    types: dict[Span, str]
    pairs: list[tuple[Span, Span]]

    def meant(self, span: Span) -> tuple[str, ...]:
        """Return the ids of the entities that our mention of an annotated phrase means."""
        mention = self.read.at(span)
        return self.read.meant(mention) if mention is not None and self.read.fit(mention, span) >= FITS else ()

    def joined(self, pair: tuple[Span, Span]) -> bool:
        """Return whether we put two phrases under one node."""
        return same(self.meant(pair[0]), self.meant(pair[1]))


def score(path: Path, settings: Settings) -> tuple[list[Figure], list[str]]:
    """Return the figures of a folder of re3d, and the pairs that are not joined or joined wrongly."""
    texts, types, pairs = read(path)
    found = [
        Annotated(one, types[one.name], pairs[one.name])
        for one in read_alone({name: Document(text) for name, text in texts.items()}, settings)
    ]
    wrong = [line for one in found if half_of(one.read.name) == CHOOSING for line in told(one)]
    return in_parts(found, lambda one: one.read.name, figures), wrong


def read(path: Path) -> tuple[dict[str, str], dict[str, dict[Span, str]], dict[str, list[tuple[Span, Span]]]]:
    """Return texts, annotated phrases and pairs of synonyms, by document; raises `KgError` where there are none."""
    folders = sorted(folder.parent for folder in path.glob("**/documents.json"))
    if not folders:
        raise KgError(f"{path} holds no documents.json; the folder of re3d is needed")
    texts = {row["_id"]: row["text"] for folder in folders for row in _rows(folder / "documents.json")}
    types: dict[str, dict[Span, str]] = {name: {} for name in texts}
    pairs: dict[str, list[tuple[Span, Span]]] = {name: [] for name in texts}
    for row in (row for folder in folders for row in _rows(folder / "entities.json")):
        types[row["documentId"]][Span(row["begin"], row["end"])] = row["type"]
    for row in (row for folder in folders for row in _rows(folder / "relations.json") if row["type"] == SYNONYM):
        own = types[row["documentId"]]
        ends = Span(row["sourceBegin"], row["sourceEnd"]), Span(row["targetBegin"], row["targetEnd"])
        if not {own.get(span, "") for span in ends} & NOT_ACTORS:
            pairs[row["documentId"]].append((min(ends), max(ends)))
    return texts, types, {name: sorted(set(found)) for name, found in pairs.items()}


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in path.read_text("utf-8-sig").splitlines() if line.strip())


def figures(part: str, found: Sequence[Annotated]) -> Iterator[Figure]:
    """Yield one figure: precision by what can be one, recall by synonyms."""
    wanted = sum(len(one.pairs) for one in found)
    right = sum(one.joined(pair) for one in found for pair in one.pairs)
    put = [is_possible(one, *pair) for one in found for pair in together(one)]
    precision = sum(put) / len(put) if put else 1.0
    yield Figure("synonym", part, precision, right / wanted if wanted else 1.0, wanted)


def together(one: Annotated) -> Iterator[tuple[Span, Span]]:
    """Yield the pairs of annotated phrases, apart from each other, that we put under one node."""
    actors = [span for span, kind in sorted(one.types.items()) if kind not in NOT_ACTORS]
    meant = {span: one.meant(span) for span in actors}
    for left, right in combinations(actors, 2):
        if not left.overlaps(right) and len(meant[left]) == 1 and meant[left] == meant[right]:
            yield left, right


def is_possible(one: Annotated, left: Span, right: Span) -> bool:
    """Return whether two phrases are both people, or neither is."""
    return (one.types[left] == PERSON) == (one.types[right] == PERSON)


def told(one: Annotated) -> Iterator[str]:
    """Yield a line for each pair of synonyms that is not joined, and for each joined pair that cannot be one."""
    for pair in one.pairs:
        if not one.joined(pair):
            left, right = pair
            yield f"not joined: {left.of(one.read.text)!r} {one.meant(left)} | {one.meant(right)} {one.read.around(right)}"
    for left, right in together(one):
        if not is_possible(one, left, right):
            words = f"{left.of(one.read.text)!r} ({one.types[left]})"
            yield f"joined wrongly: {words} | ({one.types[right]}) {one.read.around(right)}"
