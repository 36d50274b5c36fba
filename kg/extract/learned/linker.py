"""The part of the network that joins spans: which cue a content belongs to, which source a cue has."""

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np

from kg.extract.learned.decode import COUNT_BUCKETS, DISTANCE_BUCKETS, Scores

_ERF = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)


def _gelu(values: Scores) -> Scores:
    """Return the Gaussian error linear unit, with erf after Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    size = np.abs(values) / sqrt(2)
    near = 1 / (1 + 0.3275911 * size)
    power = near * (_ERF[0] + near * (_ERF[1] + near * (_ERF[2] + near * (_ERF[3] + near * _ERF[4]))))
    erf = np.sign(values) * (1 - power * np.exp(-size * size))
    result: Scores = (0.5 * values * (1 + erf)).astype(np.float32)
    return result


class Linker:
    """Scores pairs of spans. `weights` is named as the training's linker names its parameters."""

    def __init__(self, weights: Mapping[str, Scores]) -> None:
        self._weights = {name: np.asarray(weights[name], dtype=np.float32) for name in weights}

    def _linear(self, name: str, values: Scores) -> Scores:
        result: Scores = values @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return result

    def __call__(
        self, relation: int, query: Scores, candidates: Scores, traits: Sequence[tuple[int, int, int, int]]
    ) -> Scores:
        """Return the probability that the query has no answer, then that of each candidate.

        `query` holds the states at its first and last word in one row, `candidates` such a row each; `traits` as
        `decode.Layout` counts them.
        """
        asked = _gelu(self._linear(f"query.{relation}", query[None]))
        none = self._linear(f"nothing.{relation}", asked)[0]
        if not len(candidates):
            return np.ones(1, dtype=np.float32)
        given = _gelu(self._linear(f"candidate.{relation}", candidates))
        counts = np.asarray(traits)
        known = self._weights["distance.weight"][counts[:, 0] + relation * 2 * DISTANCE_BUCKETS]
        for at, name in enumerate(("cues", "breaks", "stops"), 1):
            known = known + self._weights[f"{name}.weight"][counts[:, at] + relation * COUNT_BUCKETS]
        wide = np.repeat(asked, len(given), axis=0)
        joint = np.concatenate([wide, given, wide * given, known], axis=1)
        scores = np.concatenate([none, self._linear("score", _gelu(self._linear("hidden", joint)))[:, 0]])
        weights = np.exp(scores - scores.max())
        shares: Scores = (weights / weights.sum()).astype(np.float32)
        return shares
