"""The spaCy pipeline that every extractor reads from."""

import importlib
import re
from collections.abc import Sequence
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import get_package_version, is_package

from kg.errors import KgError
from kg.extract.datelines import find_datelines
from kg.extract.finders import add_finder
from kg.extract.lines import is_hard_wrapped
from kg.extract.recogniser import component as recogniser
from kg.extract.word_forms import remember_word_forms
from kg.ids import digest_of_files
from kg.settings import Settings

DEFAULT_MODEL = Settings().model
DEFAULT_FINDER = Settings().finder
BLANK_LINE = re.compile(r"\n[^\S\n]*\r?\n")
TERMINATORS = frozenset(".!?…")
CLOSING_QUOTES = frozenset("\"”’»'")


@Language.component("kg_paragraphs")
def keep_sentences_in_paragraphs(doc: Doc) -> Doc:
    """Return `doc` with sentence starts set where a paragraph starts or a dateline ends, and unset before a closing quote."""
    text = doc.text  # spaCy joins it anew at each access
    line_ends_paragraph = not is_hard_wrapped(text)
    after_lines = {line.end for line in find_datelines(text)}
    for before, token in zip(doc, doc[1:], strict=False):
        if token.is_space:
            continue
        gap = text[before.idx + (0 if before.is_space else len(before)) : token.idx]
        if BLANK_LINE.search(gap) or (line_ends_paragraph and "\n" in gap) or token.idx in after_lines:
            token.is_sent_start = True
        elif token.text in CLOSING_QUOTES and before.text[-1] in TERMINATORS and not before.whitespace_:
            token.is_sent_start = False
    return doc


def load_plain(model: str = DEFAULT_MODEL, without: Sequence[str] = ()) -> Language:
    """Return the pipeline of an installed spaCy package or a model folder as its makers left it, less some components.

    Raises `KgError` if the model is not there.
    """
    try:
        nlp: Language = (
            importlib.import_module(model).load(exclude=without)
            if is_package(model)
            else spacy.load(model, exclude=without)
        )
    except (OSError, ImportError) as problem:
        raise KgError(
            f"cannot load the spaCy pipeline {model!r}: install it, or name another with --spacy-model"
        ) from problem
    return nlp


def load_language(model: str = DEFAULT_MODEL, finder: str = DEFAULT_FINDER) -> Language:
    """Return a pipeline with our paragraphs and a finder of statements; the default one with our recogniser of names.

    Another pipeline was chosen for what it recognises and keeps that. The `Doc`s keep the text as it is: `doc.text` equals
    what was given. Raises `KgError` if the model is not there.
    """
    nlp = load_plain(model, without=[recogniser.NAME] if model == DEFAULT_MODEL else [])
    if model == DEFAULT_MODEL:
        recogniser.add_recogniser(nlp)
    nlp.add_pipe("kg_paragraphs", before="parser")
    remember_word_forms(nlp)
    add_finder(nlp, finder)
    return nlp


def model_version(model: str = DEFAULT_MODEL) -> str:
    """Return what tells a pipeline from any other without loading it; part of the extractor's fingerprint.

    A folder is known by its files, as a name says nothing of what was trained into it.
    """
    if not is_package(model):
        return digest_of_files(Path(model))
    version = f"{model}-{get_package_version(model)}"
    return f"{version}-{recogniser.version()}" if model == DEFAULT_MODEL else version
