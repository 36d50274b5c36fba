"""The learned span finder in the spaCy pipeline, and as a function of a `Doc`."""

from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.learned.opening import digest, open_reader
from kg.extract.learned.reader import Reader
from kg.model import Attribution

NAME = "kg_attribution"


def weights() -> Traversable:
    """Return the folder of the model files that ship with the package."""
    return files("kg.extract.learned").joinpath("weights")


@cache
def load_reader() -> Reader:
    """Return the reader that ships with the package. Raises `KgError` if a file or the runtime is missing."""
    return open_reader(weights())


@cache
def version() -> str:
    """Return a hash of the model; part of the extractor's fingerprint."""
    return digest(weights())


def find_attributions(doc: Doc) -> tuple[Attribution, ...]:
    """Return who said what in `doc`, in the order of the cues; taken over where the component was in the pipeline.

    An attribution has one cue and one source at most; a word is in one attribution at most, but for shared sources.
    """
    done: tuple[Attribution, ...] | None = doc._.attributions if Doc.has_extension("attributions") else None
    return load_reader()(doc.text) if done is None else done


class AttributionComponent:
    """Annotates a `Doc` with its attributions. It needs no other component and changes nothing else."""

    def __init__(self) -> None:
        if not Doc.has_extension("attributions"):
            Doc.set_extension("attributions", default=None)

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with `doc._.attributions` set."""
        doc._.attributions = load_reader()(doc.text)
        return doc


@Language.factory(NAME)
def make_attribution_component(nlp: Language, name: str) -> AttributionComponent:
    """Return the component that sets `doc._.attributions`."""
    return AttributionComponent()
