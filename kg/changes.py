"""What comes into a graph directory and goes out of it: add, update, retract, rebuild."""

import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import KgError
from kg.model import Document
from kg.pipeline import Progress, Report, bring_in, read_documents
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.query.update import Change
    from kg.store import GraphDirectory

SHORTEST_PREFIX = 4  # characters of a document id
SHOWN = 3  # documents that a message names


def add(
    path: Path, articles: Iterable[str], settings: Settings, report: Report, progress: Progress | None = None
) -> "GraphDirectory":
    """Add articles to the graph directory at `path` and return it. Raises `GraphDirectoryError` where there is none."""
    from kg.store import GraphDirectory

    directory = GraphDirectory.open(path)
    documents = read_documents(articles, settings, report)
    with directory:
        bring_in(directory, documents, settings, report, progress)
    return directory


def update(
    path: Path, articles: Iterable[str], settings: Settings, report: Report, progress: Progress | None = None
) -> "GraphDirectory":
    """Read files again: what has changed replaces its old self. Without `articles`, all that the graph was read from.

    A file that is gone, or can no longer be read, leaves the graph as it is and is named in `report`.
    """
    from kg.store import GraphDirectory

    directory = GraphDirectory.open(path)
    wanted = list(articles) or known_files(directory, report)
    if not wanted:
        raise KgError(f"no file that {path} was read from is there any more; nothing was changed")
    documents = read_documents(wanted, settings, report)
    with directory:
        before = set(directory.documents)
        for origin in sorted({document.origin for document in documents}):
            directory.leave(origin)
        bring_in(directory, documents, settings, report, progress)
        report.retracted = len(before - set(directory.documents))
    return directory


def known_files(directory: "GraphDirectory", report: Report) -> list[str]:
    """Return the files that the graph was read from, those that are gone named in `report`."""
    files = sorted({file for entry in directory.documents.values() for file, _ in entry.origins})
    report.skipped += [f"{file} is gone; what it said stays until: kg retract" for file in files if not is_file(file)]
    return [file for file in files if is_file(file)]


def is_file(name: str) -> bool:
    """Return whether a file is there."""
    return os.path.isfile(name)


def retract(path: Path, names: Iterable[str]) -> list[str]:
    """Take documents out of the graph directory at `path`, named as `find` does; return a line for each."""
    from kg.renew import refresh
    from kg.store import GraphDirectory

    with GraphDirectory.open(path) as directory:
        found = sorted({key for name in names for key in find(directory, name)})
        lines = [described(directory, key) for key in found]
        for key in found:
            directory.drop(key)
        if not directory.is_current():
            refresh(directory)
    return lines


def find(directory: "GraphDirectory", name: str) -> list[str]:
    """Return the documents that a name means: an id, the beginning of one id, or the path or URL they were read from.

    Raises `KgError` where it means none, or the beginning of an id or a bare file name means more than one.
    """
    documents = directory.documents
    if name in documents:
        return [name]
    whole = os.path.realpath(name)
    for places in (
        [key for key, entry in documents.items() if any(file == whole for file, _ in entry.origins)],
        [key for key, entry in documents.items() if entry.url and entry.url == name],
    ):
        if places:
            return places
    named = [key for key, entry in documents.items() if name in entry.sources]
    if len(name) >= SHORTEST_PREFIX:
        named = named or [key for key in documents if key.startswith(name)]
    if not named:
        raise KgError(f"{directory.path} holds no document {name!r}; kg log {directory.path} names all by id and place")
    if len(named) > 1:
        examples = "; ".join(described(directory, key) for key in named[:SHOWN])
        raise KgError(f"{name!r} means {len(named)} documents; name one by its id: {examples}")
    return named


def described(directory: "GraphDirectory", key: str) -> str:
    """Return one document in one line: its id, where it was read, and its title."""
    entry = directory.documents[key]
    return " · ".join(part for part in (key, ", ".join(entry.sources), entry.title) if part)


def rebuild(
    path: Path, settings: Settings, report: Report, progress: Progress | None = None, everything: bool = False
) -> "GraphDirectory":
    """Make the graph at `path` anew from what it keeps of its documents, and mend what is damaged.

    Read again are documents that another version has read or whose extraction is damaged, or `everything`. Raises
    `GraphDirectoryError` where the text of a document is lost.
    """
    from kg.store import GraphDirectory

    with GraphDirectory.open(path) as directory:
        documents = [directory.document(key) for key in sorted(directory.documents)]
        for document in documents:
            if everything or not directory.is_sound(document.id):
                directory.forget(document.id)
        directory.distrust()
        bring_in(directory, map(unplaced, documents), settings, report, progress)
    return directory


def mend(path: Path) -> list[str]:
    """Mend the manifest and the log of the graph directory at `path`; return what was done, a sentence each.

    Raises `GraphDirectoryError` where nothing is left to mend them from.
    """
    from kg.extract.extractor import fingerprint
    from kg.extract.finders import FINDERS
    from kg.store.recovery import recover

    known = [replace(Settings(), finder=finder) for finder in FINDERS]
    return recover(path, {fingerprint(each.model, each.finder): each for each in known})


def unplaced(document: Document) -> Document:
    """Return a document that was not read anywhere now, so that its places stay those it has."""
    return replace(document, source="", origin="")


def annotate(path: Path, sparql: str, timeout_s: float, write: bool) -> "Change":
    """Return what a SPARQL update changes in the notes that people added to a graph; write it, if that is wanted.

    Raises `QueryError` where it is malformed or would change what articles say.
    """
    from kg.query.update import change
    from kg.renew import refresh
    from kg.store import GraphDirectory

    with GraphDirectory.open(path) as directory:
        found = change(directory, sparql, timeout_s)
        if write and (found.inserted or found.deleted):
            state = directory.state() if directory.is_current() else None
            directory.note((directory.notes - found.deleted) | found.inserted)
            if state is None:
                refresh(directory)
            else:
                directory.amend((), state.parts)
    return found
