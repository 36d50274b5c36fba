"""Builders for the tests of the learned span finder: words, windows and a network that says what it is told."""

import re

import numpy as np

from kg.extract.learned.decode import Scores
from kg.extract.learned.pieces import OUTSIDE, Word, case_of
from kg.extract.learned.windows import Inputs

WORD = re.compile(r"\w+|[^\w\s]")
STOP = 1012  # the vocabulary's number for a full stop
TAGS = {"-": 0, "S": 1, "s": 2, "C": 3, "c": 4, "T": 5, "t": 6}


def words(text: str, pieces: int = 1) -> list[Word]:
    """Return the words of `text`, each of so many pieces; a line is a paragraph."""
    found = []
    for match in WORD.finditer(text):
        ids = (STOP,) if match[0] == "." else tuple(2000 + at for at in range(pieces))
        paragraph = text.count("\n", 0, match.start())
        found.append(Word(match.start(), match.end(), ids, case_of(match[0]), OUTSIDE, paragraph))
    return found


def scores(tags: str, sureness: float = 6.0) -> Scores:
    """Return tag scores that speak for `tags`: S source, C cue, T content begin with a capital, "-" is outside."""
    rows = np.zeros((len(tags), 7), dtype=np.float32)
    for at, tag in enumerate(tags):
        rows[at, TAGS[tag]] = sureness
    return rows


def free_steps() -> Scores:
    """Return steps between tags of which only the impossible ones cost: inside follows begin or inside of its role."""
    steps = np.zeros((7, 7), dtype=np.float32)
    for inside in (2, 4, 6):
        steps[:, inside] = -1e4
        steps[inside - 1, inside] = steps[inside, inside] = 0
    return steps


class Told:
    """A network that gives the tags it was told for each window in turn, and states of zero."""

    def __init__(self, *tags: str) -> None:
        self.tags = list(tags)
        self.asked: list[Inputs] = []

    def __call__(self, read: Inputs) -> tuple[Scores, Scores]:
        self.asked.append(read)
        own = scores(self.tags[len(self.asked) - 1])
        return np.zeros((len(own), 2), dtype=np.float32), own


def nearest_links() -> dict[str, Scores]:
    """Return linker weights that prefer the candidate with the fewest words between, and any candidate to none."""
    shapes = {
        "query.0": (1, 4), "query.1": (1, 4), "candidate.0": (1, 4), "candidate.1": (1, 4),
        "nothing.0": (1, 1), "nothing.1": (1, 1), "hidden": (1, 4), "score": (1, 1),
    }  # fmt: skip
    weights = {f"{name}.weight": np.zeros(shape, dtype=np.float32) for name, shape in shapes.items()}
    weights |= {f"{name}.bias": np.zeros(shape[0], dtype=np.float32) for name, shape in shapes.items()}
    weights["distance.weight"] = np.asarray([[20.0 - at % 10] for at in range(40)], dtype=np.float32)
    for name in ("cues", "breaks", "stops"):
        weights[f"{name}.weight"] = np.zeros((10, 1), dtype=np.float32)
    weights["hidden.weight"][0, 3] = weights["score.weight"][0, 0] = 1.0
    return weights
