"""Pairs of names that people judged to be the same or not (the cases of nomenklatura): how often we judge alike."""

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.evaluate.figures import CHOOSING, Figure, counted, half_of, in_parts
from kg.knowledge import names
from kg.resolve import people
from kg.resolve.across import SAME_BODY
from kg.settings import Settings

BODIES = frozenset({"Organization", "Company"})
COLUMNS = ("schema", "name1", "name2", "is_match")


@dataclass(frozen=True, slots=True)
class Pair:
    """Two names, whether they mean the same, and whether we say so."""

    kind: str
    left: str
    right: str
    same: bool

    @property
    def key(self) -> str:
        """The same for the two orders of the names."""
        return "\n".join(sorted((self.left, self.right)))

    @property
    def joined(self) -> bool:
        """Whether the names alone, with nothing that speaks for or against, are taken for the same."""
        if self.kind == "Person":
            return people.similarity(self.left, self.right) >= people.SAME
        return names.similarity(self.left, self.right) >= SAME_BODY


def score(path: Path, settings: Settings) -> tuple[list[Figure], list[str]]:
    """Return the figures for the pairs of people and of bodies in a file, and the pairs judged wrongly."""
    pairs = read(path)
    wrong = [
        f"{'joined wrongly' if pair.joined else 'not joined'}: {pair.left} | {pair.right}"
        for pair in pairs
        if pair.joined != pair.same and half_of(pair.key) == CHOOSING
    ]
    return in_parts(pairs, lambda pair: pair.key, figures), wrong


def read(path: Path) -> list[Pair]:
    """Return the pairs of people, organisations and companies; raises `KgError` where a column is missing."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        if lacking := [column for column in COLUMNS if column not in (rows.fieldnames or ())]:
            raise KgError(f"{path} has no column {', '.join(lacking)}; a file of name pairs needs {', '.join(COLUMNS)}")
        return [
            Pair(row["schema"], row["name1"], row["name2"], row["is_match"] == "true")
            for row in rows
            if row["schema"] == "Person" or row["schema"] in BODIES
        ]


def figures(part: str, pairs: Sequence[Pair]) -> Iterator[Figure]:
    """Yield the figure of each kind: of the pairs joined, how many are the same; of the same, how many are joined."""
    for measure, kinds in (("same person", {"Person"}), ("same body", BODIES)):
        some = [pair for pair in pairs if pair.kind in kinds]
        right = sum(pair.joined and pair.same for pair in some)
        yield counted(measure, part, right, sum(pair.joined for pair in some), sum(pair.same for pair in some))
