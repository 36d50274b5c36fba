"""The part of the network that joins spans: which cue a content belongs to, which source a cue has."""

from collections.abc import Mapping, Sequence
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from kg.extract.learned.decode import COUNT_BUCKETS, DISTANCE_BUCKETS, Scores

Asked = tuple[int, tuple[int, int, int, int]]  # a candidate and its traits beside the query
FLAT = 5.0  # from here on erf is 1 in single precision; its tiny remainders would be slow to reckon with
_ERF = (0.254829592, -0.284496736, 1.421413741, -1.453152027, 1.061405429)


def _gelu(values: Scores) -> Scores:
    """Return the Gaussian error linear unit, with erf after Abramowitz and Stegun 7.1.26 (error below 2e-7)."""
    size = np.minimum(np.abs(values) / sqrt(2), FLAT)
    near = 1 / (1 + 0.3275911 * size)
    power = np.full_like(near, _ERF[-1])
    for factor in (*_ERF[-2::-1], 0.0):
        power *= near
        power += factor
    erf = np.copysign(1 - power * np.exp(-size * size), values)
    result: Scores = (0.5 * values * (1 + erf)).astype(np.float32)
    return result


class Linker:
    """Scores pairs of spans. `weights` is named as the training's linker names its parameters."""

    def __init__(self, weights: Mapping[str, Scores]) -> None:
        self._weights = {name: np.asarray(weights[name], dtype=np.float32) for name in weights}

    def _linear(self, name: str, values: Scores) -> Scores:
        result: Scores = values @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return result

    def __call__(self, relation: int, queries: Scores, candidates: Scores, asked: Sequence[Sequence[Asked]]) -> list[Scores]:
        """Return for each query the probability that it has no answer, then that of each candidate it is asked about.

        `queries` and `candidates` hold the states at first and last word of a span in one row each; `asked` says for each
        query which candidates it may be about, each with its traits as `decode.Layout` counts them.
        """
        wide = _gelu(self._linear(f"query.{relation}", queries))
        nothing = self._linear(f"nothing.{relation}", wide)[:, 0]
        rows = [(query, candidate, *traits) for query, each in enumerate(asked) for candidate, traits in each]
        scores = self._pairs(relation, wide, candidates, np.asarray(rows, dtype=np.intp)) if rows else np.zeros(0, dtype=np.float32)
        ends = np.cumsum([len(each) for each in asked])
        return [_shares(none, scores[end - len(each) : end]) for none, end, each in zip(nothing, ends, asked, strict=True)]

    def _pairs(self, relation: int, wide: Scores, candidates: Scores, rows: NDArray[np.intp]) -> Scores:
        """Return the score of each pair: rows of query, candidate and four counts."""
        given = _gelu(self._linear(f"candidate.{relation}", candidates))
        query, candidate, distance, *counts = rows.T
        known = self._weights["distance.weight"][distance + relation * 2 * DISTANCE_BUCKETS]
        for name, count in zip(("cues", "breaks", "stops"), counts, strict=True):
            known = known + self._weights[f"{name}.weight"][count + relation * COUNT_BUCKETS]
        # The layer over query, candidate, their product and what is known, taken apart: each span is worked out once.
        size = wide.shape[1]
        of_query, of_candidate, of_product, of_known = np.split(self._weights["hidden.weight"].T, (size, 2 * size, 3 * size))
        hidden = (wide[query] * given[candidate]) @ of_product + known @ of_known + self._weights["hidden.bias"]
        hidden += (wide @ of_query)[query] + (given @ of_candidate)[candidate]
        found: Scores = self._linear("score", _gelu(hidden))[:, 0]
        return found


def _shares(none: np.float32, scores: Scores) -> Scores:
    """Return scores as probabilities, that of no answer first."""
    joined = np.concatenate([[none], scores])
    weights = np.exp(joined - joined.max())
    found: Scores = (weights / weights.sum()).astype(np.float32)
    return found
