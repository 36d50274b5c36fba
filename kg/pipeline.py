"""The order of the stages: read, extract, resolve, assemble. The only module that knows it."""

import gc
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError, SkipDocument
from kg.model import Document, Extraction
from kg.settings import SELDOM, Settings

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.graph.view import GraphView
    from kg.store import GraphDirectory

# Called after each document with how many are done and how many there are.
Progress = Callable[[int, int], None]


@dataclass(slots=True)
class Report:
    """What a run did, for the user to read."""

    documents: int = 0  # in the graph at the end
    extracted: int = 0  # read anew in this run
    known: int = 0  # already there
    retracted: int = 0  # taken out, replaced by others
    skipped: list[str] = field(default_factory=list)  # one sentence each
    notes: list[str] = field(default_factory=list)  # "file: what was mended", one sentence each


def read_documents(paths: Iterable[str], settings: Settings, report: Report) -> list[Document]:
    """Return every article under `paths`, in order; what cannot be used is named in `report`.

    Raises `KgError` if a path leads nowhere or nothing usable is left.
    """
    from kg import read

    documents: list[Document] = []
    for path in read.find(paths):
        for outcome in read.read(path, settings.columns):
            if isinstance(outcome, SkipDocument):
                report.skipped.append(str(outcome))
            else:
                documents.append(outcome)
                report.notes += [f"{outcome.source}: {note}" for note in outcome.notes]
    if not documents:
        reasons = " ".join(report.skipped[:3])
        raise KgError(f"there is no article to read. {reasons}".strip())
    return documents


def extract_all(
    documents: list[Document], settings: Settings, progress: Progress | None = None
) -> Iterator[Extraction | SkipDocument]:
    """Yield what each document says, in the order of `documents`; a document that cannot be read yields why.

    The work is spread over processes where that pays; the results do not depend on it.
    """
    workers = min(settings.workers(len(documents), os.cpu_count() or 1), len(documents) or 1)
    outcomes = in_processes(documents, settings, workers) if workers > 1 else in_this_process(documents, settings)
    for done, outcome in enumerate(outcomes, start=1):
        yield outcome
        if progress is not None:
            progress(done, len(documents))


def in_this_process(documents: list[Document], settings: Settings) -> Iterator[Extraction | SkipDocument]:
    """Yield extractions one after the other."""
    start_worker(settings)
    return map(extract_one, documents)


def in_processes(documents: list[Document], settings: Settings, workers: int) -> Iterator[Extraction | SkipDocument]:
    """Yield extractions made by `workers` processes, in the order of the documents."""
    context = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=start_process, initargs=(settings,)) as pool:
        yield from pool.map(extract_one, documents, chunksize=4)


class Worker:
    """The language pipeline of this process, loaded once for the same settings."""

    nlp: "Language | None" = None
    loaded: tuple[str, str] = ("", "")


def start_worker(settings: Settings) -> None:
    """Load the language pipeline of this process, unless it is there."""
    from kg.extract.language import load_language

    wanted = (settings.model, settings.finder)
    if Worker.nlp is None or Worker.loaded != wanted:
        Worker.nlp, Worker.loaded = load_language(*wanted), wanted


def start_process(settings: Settings) -> None:
    """Make ready a process that does nothing but extract."""
    gc.set_threshold(*SELDOM)
    start_worker(settings)


def extract_one(document: Document) -> Extraction | SkipDocument:
    """Return what one document says, or why it could not be read."""
    from kg.extract.extractor import extract

    if Worker.nlp is None:
        raise KgError("the language pipeline of this process was not started")
    try:
        return extract(document, Worker.nlp)
    except SkipDocument as skip:
        return skip
    except Exception as fault:
        # One bad document never stops a run: whatever our own code stumbles over is named in the report.
        return SkipDocument(
            f"{document.source} could not be read: {type(fault).__name__}: {fault}. This is a fault in Parley, please report it."
        )


def build_in_memory(documents: Iterable[Document], settings: Settings, report: Report | None = None) -> "GraphView":
    """Return the graph of `documents`, held in memory."""
    from kg import ontology, resolve
    from kg.graph.assemble import assemble
    from kg.graph.view import GraphView

    report = report if report is not None else Report()
    read = distinct(documents)
    outcomes = extract_all([same[0] for same in read.values()], settings)
    extractions = sorted(kept(outcomes, report), key=lambda extraction: extraction.document.id)
    report.documents = report.extracted = len(extractions)
    base = settings.base or ontology.DEFAULT_BASE
    sources = {key: [document.source for document in same] for key, same in read.items()}
    return GraphView.of(assemble(extractions, resolve.resolve(extractions), base, sources), base)


def distinct(documents: Iterable[Document]) -> dict[str, list[Document]]:
    """Return by its id each document as often as it was read."""
    read: dict[str, list[Document]] = {}
    for document in documents:
        read.setdefault(document.id, []).append(document)
    return read


def kept(outcomes: Iterable[Extraction | SkipDocument], report: Report) -> Iterator[Extraction]:
    """Yield the extractions and name the rest in `report`."""
    for outcome in outcomes:
        if isinstance(outcome, SkipDocument):
            report.skipped.append(str(outcome))
        else:
            yield outcome


def build_directory(
    documents: Iterable[Document],
    path: Path,
    settings: Settings,
    report: Report,
    progress: Progress | None = None,
    fresh: bool = False,
) -> "GraphDirectory":
    """Add `documents` to the graph directory at `path`, made if need be, and return it with its graph up to date.

    Documents that are there already are not read again, unless another version of Parley read them: those are read
    anew from the text that the directory keeps. `fresh` leaves out every document that is not among `documents`.
    Raises `GraphDirectoryError` where `path` is something else, in use, or made in a format we do not know.
    """
    from kg import ontology
    from kg.store.directory import GraphDirectory

    with GraphDirectory.create(path, settings.base or ontology.DEFAULT_BASE) as directory:
        if fresh:
            directory.clear()
        bring_in(directory, documents, settings, report, progress)
        if not directory.documents:
            raise KgError("no article could be read. " + " ".join(report.skipped[:3]))
    return directory


def bring_in(
    directory: "GraphDirectory",
    documents: Iterable[Document],
    settings: Settings,
    report: Report,
    progress: Progress | None = None,
) -> None:
    """Add `documents` to a directory open to write, read anew what another version has read, and bring its graph up to date."""
    from kg.extract.extractor import fingerprint
    from kg.renew import refresh

    stamp, read = fingerprint(settings.model, settings.finder), distinct(documents)
    stale = {key: directory.document(key) for key in directory.documents if not directory.has(key, stamp)}
    todo = []
    for key, document in (stale | {key: same[0] for key, same in read.items()}).items():
        if directory.has(key, stamp):
            directory.keep(document, read[key], stamp)
            report.known += 1
        else:
            todo.append(document)
    for extraction in kept(extract_all(todo, settings, progress), report):
        directory.put(extraction, read.get(extraction.document.id, ()), stamp)
        report.extracted += 1
    directory.read_by(settings)
    if directory.documents and not directory.is_current():
        refresh(directory)
    report.documents = len(directory.documents)


def statement_rows(documents: Iterable[Document], settings: Settings, report: Report) -> Iterator[dict[str, object]]:
    """Yield each statement as one flat record: character offsets, and who, to whom, through what, in words.

    Names are those that resolution gives within the one document.
    """
    from kg import resolve

    for extraction in kept(extract_all(list(documents), settings), report):
        resolution = resolve.resolve([extraction])
        labels = {entity.id: entity.label for entity in resolution.entities}
        key = extraction.document.id
        for statement in extraction.statements:
            found, named = statement.attribution, {}
            for role, spans in (
                ("speaker", statement.speakers),
                ("addressee", statement.addressees),
                ("medium", statement.media),
            ):
                named[role] = [labels[entity] for entity in resolution.of(key, *spans)]
            yield {
                "document": extraction.document.source,
                **{
                    part: [[span.start, span.end] for span in getattr(found, part)]
                    for part in ("source", "cue", "content")
                },
                **named,
                "form": statement.form,
                "act": statement.act.lower(),
                "negated": statement.negated,
                "modality": statement.modality,
                "nested": bool(statement.nested_in),
                "confidence": round(found.confidence, 3),
            }
