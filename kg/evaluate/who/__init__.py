"""Who is who, measured: names, links, places, synonyms and chains on corpora that people annotated."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.evaluate.figures import Figure, as_rows
from kg.evaluate.who import chains, links, pairs, places, recognition, synonyms
from kg.settings import Settings

Measure = Callable[[Path, Settings], tuple[list[Figure], list[str]]]
# The option of `kg evaluate` that takes a corpus, and what measures it: figures, and what went wrong.
MEASURES: dict[str, Measure] = {
    "names": pairs.score,
    "links": links.score,
    "places": places.score,
    "synonyms": synonyms.score,
    "chains": chains.score,
    "recognition": recognition.score,
}
# What is also measured on misspelt and badly translated copies.
WITH_NOISE: dict[str, Callable[[Path, Settings], list[Figure]]] = {"chains": chains.score_with_noise}


def of_corpus(name: str, path: Path, settings: Settings, noise: bool = False) -> tuple[list[dict[str, Any]], list[str]]:
    """Return the figures of the corpus at `path` as records, and what went wrong in the half that may be read."""
    if not path.exists():
        raise KgError(f"no such file: {path}")
    figures, wrong = MEASURES[name](path, settings)
    if noise and name in WITH_NOISE:
        figures += WITH_NOISE[name](path, settings)
    return as_rows(figures), wrong
