"""The recogniser of names in the spaCy pipeline. It is spaCy's own kind of component and sets `doc.ents`."""

import json
from functools import cache
from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.pipeline import EntityRecognizer

from kg.errors import KgError
from kg.extract.recogniser import consistency
from kg.ids import digest_of_files

NAME = "ner"
WEIGHTS = Path(__file__).parent / "weights"
ARCHITECTURE = "architecture.json"


def add_recogniser(nlp: Language, folder: Path = WEIGHTS) -> None:
    """Add the recogniser to the end of a pipeline that has none. Raises `KgError` if a file of it is missing."""
    try:
        architecture = json.loads((folder / ARCHITECTURE).read_text("utf-8"))
        recogniser = cast(EntityRecognizer, nlp.add_pipe(NAME, config={"model": architecture}))
        recogniser.from_disk(folder, exclude=["vocab"])
        nlp.add_pipe(consistency.NAME)
    except OSError as problem:
        raise KgError(f"cannot load the recogniser of names: {problem}; install Parley again") from problem


@cache
def version() -> str:
    """Return a hash of the recogniser's files; part of the extractor's fingerprint."""
    return digest_of_files(WEIGHTS)
