"""Precision and recall in one shape, whatever was measured, and the two halves of a corpus."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from kg import ids

T = TypeVar("T")
CHOOSING, REPORTING, ALL = "for choosing", "for reporting", "all"


@dataclass(frozen=True, slots=True)
class Figure:
    """How well one thing was found in one part of a corpus; precision and recall are shares, 0.0 to 1.0."""

    measure: str
    part: str
    precision: float
    recall: float
    cases: int  # what the gold annotation holds

    @property
    def f1(self) -> float:
        """Return the harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def half_of(key: str) -> str:
    """Return the half of a corpus that the document or pair called `key` belongs to, the same on every machine.

    Errors are read and rules chosen in one half only; the other is for reporting.
    """
    return CHOOSING if int(ids.digest(key), 16) % 2 == 0 else REPORTING


def counted(measure: str, part: str, right: int, predicted: int, gold: int) -> Figure:
    """Return precision and recall of counts; what predicts nothing makes no error."""
    return Figure(measure, part, right / predicted if predicted else 1.0, right / gold if gold else 1.0, gold)


def in_parts(
    items: Sequence[T], key: Callable[[T], str], score: Callable[[str, Sequence[T]], Iterable[Figure]]
) -> list[Figure]:
    """Return the figures of `items` together and of each half of them."""
    halves = ((half, [one for one in items if half_of(key(one)) == half]) for half in (CHOOSING, REPORTING))
    parts = [(ALL, items), *halves]
    return [figure for part, chosen in parts if chosen for figure in score(part, chosen)]


def as_rows(figures: Iterable[Figure]) -> list[dict[str, Any]]:
    """Return figures as plain records, rounded to four places."""
    return [
        asdict(one) | {name: round(getattr(one, name), 4) for name in ("precision", "recall", "f1")} for one in figures
    ]


def same(left: Iterable[Hashable], right: Iterable[Hashable]) -> bool:
    """Return whether two lists of ids share one."""
    return bool(set(left) & set(right))
