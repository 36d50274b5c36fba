"""How well attributions are found: precision and recall of whole attributions and of their spans.

The measures are those under which published systems and two human annotators of PolNeAR were compared (Newell et al.
2018 for the corpus): words are maximal runs of letters and digits, so that quotation marks and commas at the edge of a
span change nothing; of two annotations of an article the first in name order counts.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import KgError

ROLES = ("source", "cue", "content")
WORD = re.compile(r"\w+")
RECORD = re.compile(r"\n(?=[TEARN#*]\d*\t)")
Spans = list[list[int]]
Attribution = dict[str, Spans]
Words = dict[str, frozenset[int]]
Corpus = Mapping[str, tuple[str, list[Attribution]]]  # file name → text and attributions
Predictions = Mapping[str, list[Attribution]]


def read_brat(folder: Path) -> dict[str, tuple[str, list[Attribution]]]:
    """Return file name → (text, attributions) of a folder with `text/*.txt` and `attributions/*_ANNOTATOR.ann`.

    Raises `KgError` if the folder holds no such pair.
    """
    chosen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        chosen.setdefault(path.stem.rpartition("_")[0], path)
    texts = sorted(path for path in (folder / "text").glob("*.txt") if path.stem in chosen)
    if not texts:
        raise KgError(f"{folder} holds no text/*.txt with attributions/*.ann beside it")
    return {path.name: (read(path), standoff(read(chosen[path.stem]))) for path in texts}


def read(path: Path) -> str:
    """Return a text file with its newlines untouched, as offsets count them."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def standoff(annotations: str) -> list[Attribution]:
    """Return the attributions of a brat standoff file."""
    spans: dict[str, Spans] = {}
    events = []
    for record in RECORD.split(annotations):
        fields = record.split("\t")
        if record.startswith("T"):
            pairs = fields[1].partition(" ")[2].split(";")
            spans[fields[0]] = [[int(edge) for edge in pair.split()] for pair in pairs]
        elif record.startswith("E"):
            events.append(fields[1].split())
    found = []
    for event in events:
        parts: dict[str, Spans] = defaultdict(list)
        for argument in event:
            name, _, key = argument.partition(":")
            parts[name.rstrip("0123456789").lower()] += spans.get(key.strip(), [])
        found.append({role: parts[role] for role in ROLES})
    return found


def words(text: str, spans: Iterable[Iterable[int]]) -> frozenset[int]:
    """Return where the words of these spans start."""
    return frozenset(match.start() + start for start, end in spans for match in WORD.finditer(text[start:end]))


def jaccard(left: frozenset[int], right: frozenset[int]) -> float:
    """Return the share of words that two sets have in common; two empty ones are the same."""
    return len(left & right) / len(left | right) if left or right else 1.0


TESTS: dict[str, Callable[[Words, Words], bool]] = {
    "partial": lambda g, p: jaccard(g["content"], p["content"]) >= 0.5 and jaccard(g["source"], p["source"]) >= 0.5,
    "strict": lambda g, p: all(g[role] == p[role] for role in ROLES),
    "content": lambda g, p: jaccard(g["content"], p["content"]) >= 0.5,
}


def f1(hits: int, gold: int, predicted: int) -> dict[str, float]:
    """Return precision, recall and F1 of counts."""
    return ratios(hits / predicted if predicted else 0.0, hits / gold if gold else 0.0)


def ratios(precision: float, recall: float) -> dict[str, float]:
    """Return precision, recall and their harmonic mean, rounded to three digits."""
    total = precision + recall
    return {
        "precision": round(precision, 3),
        "recall": round(recall, 3),
        "f1": round(2 * precision * recall / total, 3) if total else 0.0,
    }


def pairs(gold: list[Words], predicted: list[Words], same: Callable[[Words, Words], bool]) -> dict[int, int]:
    """Return gold index → index of the prediction that it finds, each used once, the best overlap of content first."""
    free, found = set(range(len(predicted))), {}
    for index, attribution in enumerate(gold):
        fits = [other for other in free if same(attribution, predicted[other])]
        if fits:
            found[index] = max(
                fits, key=lambda other: (jaccard(attribution["content"], predicted[other]["content"]), -other)
            )
            free.remove(found[index])
    return found


def in_words(text: str, attributions: Iterable[Attribution]) -> list[Words]:
    """Return attributions as the places of their words, those without content left out."""
    placed = ({role: words(text, a.get(role) or []) for role in ROLES} for a in attributions)
    return [one for one in placed if one["content"]]


@dataclass(frozen=True, slots=True)
class Fault:
    """A wrong case: `what` is "missed", "other source" (the content was found, the source not) or "too much"."""

    document: str
    what: str
    attribution: Attribution
    instead: Attribution | None = None  # what shares most words of content with it on the other side, if any does


def faults(gold: Corpus, predictions: Predictions) -> Iterator[Fault]:
    """Yield each attribution that does not find its like by the partial measure, document by document."""
    for name, (text, attributions) in gold.items():
        sides = [[a for a in side if words(text, a["content"])] for side in (attributions, predictions.get(name, []))]
        placed = [in_words(text, side) for side in sides]
        whole, content = (pairs(placed[0], placed[1], TESTS[test]) for test in ("partial", "content"))
        for index, attribution in enumerate(sides[0]):
            if index not in whole:
                what = "other source" if index in content else "missed"
                yield Fault(name, what, attribution, nearest(placed[0][index], placed[1], sides[1]))
        for index, attribution in enumerate(sides[1]):
            if index not in whole.values() and index not in content.values():
                yield Fault(name, "too much", attribution, nearest(placed[1][index], placed[0], sides[0]))


def nearest(one: Words, others: list[Words], attributions: list[Attribution]) -> Attribution | None:
    """Return the attribution of the other side that shares most of the words of content, or None if none shares any."""
    shares = [jaccard(one["content"], other["content"]) for other in others]
    best = max(shares, default=0.0)
    return attributions[shares.index(best)] if best else None


def score(gold: Corpus, predictions: Predictions) -> dict[str, Any]:
    """Return F1 of whole attributions (partial, strict, content), and for each role of spans (exact) and words."""
    hits: Counter[object] = Counter()
    totals: Counter[object] = Counter()
    for name, (text, attributions) in gold.items():
        both = (attributions, predictions.get(name, []))
        sides = [in_words(text, side) for side in both]
        totals["gold"] += len(sides[0])
        totals["predicted"] += len(sides[1])
        for test, same in TESTS.items():
            hits[test] += len(pairs(sides[0], sides[1], same))
        for role in ROLES:
            flat = [frozenset[int]().union(*(a[role] for a in side)) for side in sides]
            exact = [
                Counter(found for a in side for span in a.get(role) or [] if (found := words(text, [span])))
                for side in both
            ]
            for kind, left, right, common in (
                ("words", len(flat[0]), len(flat[1]), len(flat[0] & flat[1])),
                ("exact", exact[0].total(), exact[1].total(), (exact[0] & exact[1]).total()),
            ):
                hits[kind, role] += common
                totals[kind, role, "gold"] += left
                totals[kind, role, "predicted"] += right
    report: dict[str, Any] = {test: f1(hits[test], totals["gold"], totals["predicted"]) for test in TESTS}
    for kind in ("exact", "words"):
        report[kind] = {
            role: f1(hits[kind, role], totals[kind, role, "gold"], totals[kind, role, "predicted"])["f1"]
            for role in ROLES
        }
    return report | {"gold": totals["gold"], "predicted": totals["predicted"], "documents": len(gold)}
