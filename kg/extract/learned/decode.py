"""From the network's scores to spans: the best allowed tagging, how sure it is, and what stands between two spans."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from kg.extract.learned.pieces import Word

Scores = NDArray[np.float32]

SOURCE, CUE, CONTENT = 0, 1, 2
# Tags: 0 outside; 1, 2 begin and inside of a source; 3, 4 of a cue; 5, 6 of content.
BEGIN_TAGS, INSIDE_TAGS = (1, 3, 5), (2, 4, 6)
CUE_OF_CONTENT, SOURCE_OF_CUE = 0, 1  # relations: who asks, who answers
ASKS, ANSWERS = (CONTENT, CUE), (CUE, SOURCE)
FULL_STOPS = frozenset({1012, 999, 1029})  # . ! ?
DISTANCE_BUCKETS, COUNT_BUCKETS = 10, 5
NEVER = np.float32(-1e4)
SCALED = 8  # words after which the sums over taggings are scaled, long before they leave the range of a double


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Words `first` to `last` (included) of a document in one role."""

    first: int
    last: int
    role: int


def viterbi(scores: Scores, steps: Scores) -> list[int]:
    """Return the best tagging of words × tags `scores`; no span begins with an inside tag."""
    best = scores[0].copy()
    best[list(INSIDE_TAGS)] = NEVER
    back = np.empty(scores.shape, dtype=np.intp)
    for at in range(1, len(scores)):
        ways = best[:, None] + steps
        back[at] = ways.argmax(0)
        best = ways.max(0) + scores[at]
    tags = [int(best.argmax())]
    for at in range(len(scores) - 1, 0, -1):
        tags.append(int(back[at][tags[-1]]))
    return tags[::-1]


def stretches(tags: Sequence[int]) -> list[Stretch]:
    """Return the spans of a tagging, in text order."""
    found: list[Stretch] = []
    for at, tag in enumerate(tags):
        if tag in INSIDE_TAGS and found and found[-1].last == at - 1 and found[-1].role == tag // 2 - 1:
            found[-1] = Stretch(found[-1].first, at, found[-1].role)
        elif tag:
            found.append(Stretch(at, at, (tag - 1) // 2))
    return found


class Layout:
    """Counts of what stands between two spans of a document: cues, paragraph breaks, full stops."""

    def __init__(self, words: Sequence[Word], spans: Sequence[Stretch]) -> None:
        stops = [word.ids[0] in FULL_STOPS for word in words]
        cues = np.zeros(len(words), dtype=np.intp)
        cues[[span.first for span in spans if span.role == CUE]] = 1
        self._stops = np.concatenate([[0], np.cumsum(stops, dtype=np.intp)])
        self._cues = np.concatenate([[0], np.cumsum(cues)])
        self._paragraphs = [word.paragraph for word in words]

    def traits(self, query: Stretch, candidate: Stretch) -> tuple[int, int, int, int]:
        """Return the buckets of distance (candidates after the query apart), cues, paragraph breaks and full stops."""
        after = candidate.first > query.first
        left, right = (query, candidate) if after else (candidate, query)
        start, end = left.last + 1, max(right.first, left.last + 1)
        distance = min(int(end - start).bit_length(), DISTANCE_BUCKETS - 1) + DISTANCE_BUCKETS * after
        cues = int(self._cues[end] - self._cues[start])
        breaks = self._paragraphs[right.first] - self._paragraphs[left.last]
        stops = int(self._stops[end] - self._stops[start])
        most = COUNT_BUCKETS - 1
        return distance, min(cues, most), min(max(breaks, 0), most), min(stops, most)


def certainty(scores: Scores, steps: Scores, tags: Sequence[int]) -> Scores:
    """Return the probability of each word's tag among all taggings (forward-backward)."""
    weights = np.exp(scores - scores.max(1, keepdims=True)).astype(np.float64)
    moves = np.exp(steps).astype(np.float64)
    ahead, behind = np.empty_like(weights), np.ones_like(weights)
    ahead[0] = weights[0]
    ahead[0, list(INSIDE_TAGS)] = 0.0
    row = ahead[0]
    for at in range(1, len(weights)):
        row = (row @ moves) * weights[at]
        if at % SCALED == 0:
            row /= row.sum()
        ahead[at] = row
    row = behind[-1]
    for at in range(len(weights) - 2, -1, -1):
        row = moves @ (row * weights[at + 1])
        if at % SCALED == 0:
            row /= row.sum()
        behind[at] = row
    both = ahead * behind
    chosen: Scores = (both[np.arange(len(tags)), tags] / both.sum(1)).astype(np.float32)
    return chosen
