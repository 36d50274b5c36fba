"""The names of a graph, sorted so that one is found at once: a small SQLite file beside the store.

It holds nothing that the store does not say, is made when it is first asked for and whenever the graph has changed, and
may be deleted at any time. Where the directory cannot be written, and for a graph that lies nowhere on disk, it is kept
in memory. Making it takes about two seconds for a million triples; after a change only what has changed is looked up.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pyoxigraph import Store

from kg.query.indexing import State, amended, made
from kg.store.directory import GraphDirectory

FILE = "names.sqlite"
MANY = 2000  # matches for part of a name that are looked at, those named most often first

FOUND = "SELECT node.iri, node.label, node.kind, node.kinds, node.weight, name.folded, name.is_label FROM "


@dataclass(frozen=True, slots=True)
class Named:
    """A node with one of its names."""

    iri: str
    label: str
    kind: str  # most specific class
    kinds: str  # all its classes, separated by blanks
    weight: int  # number of passages it rests on
    folded: str  # the name
    is_label: bool


class Index:
    """The names of one graph."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Use `index_of`."""
        self._connection = connection

    def identified(self, identifier: str) -> list[Named]:
        """Return the node with this IRI or local name, if there is one, under an empty name."""
        rows = self._connection.execute(
            "SELECT iri, label, kind, kinds, weight, '', 0 FROM node WHERE iri = ? OR local = ?",
            (identifier, identifier.removeprefix("id:")),
        )
        return [Named(*row) for row in rows]

    def called(self, folded: str) -> list[Named]:
        """Return the nodes with exactly this folded name."""
        rows = self._connection.execute(FOUND + "name JOIN node ON node.id = name.node WHERE folded = ?", (folded,))
        return [Named(*row) for row in rows]

    def beginning(self, folded: str) -> list[Named]:
        """Return names that hold these words one after the other, the last of which may be the beginning of a word."""
        phrase = '"' + folded.replace('"', "") + '" *'
        rows = self._connection.execute(
            FOUND + "words JOIN name ON name.id = words.rowid JOIN node ON node.id = name.node "
            "WHERE words MATCH ? ORDER BY node.weight DESC, node.iri LIMIT ?",
            (phrase, MANY),
        )
        return [Named(*row) for row in rows]

    def names(self) -> Iterator[tuple[str, str]]:
        """Yield every name as it is written, with the classes of its node."""
        yield from self._connection.execute("SELECT name.name, node.kinds FROM name JOIN node ON node.id = name.node")


def index_of(source: GraphDirectory | Store) -> Index:
    """Return the names of a graph, read from the file beside the store, or made where that is missing or outdated."""
    if isinstance(source, GraphDirectory):
        return _of_directory(source.path, source.stamp)
    return _of_memory(source, len(source))


@lru_cache(maxsize=4)
def _of_memory(store: Store, _size: int) -> Index:
    return Index(made(":memory:", store, State()))


@lru_cache(maxsize=4)
def _of_directory(path: Path, _stamp: str) -> Index:
    directory = GraphDirectory.open(path)
    file, now = path / FILE, State.of(directory)
    found = _opened(file, now)
    if found is None:
        found = _written(file, directory, now) or made(":memory:", directory.store(), now)
    return Index(found)


def _opened(file: Path, now: State) -> sqlite3.Connection | None:
    """Return the file, opened to read, if it is of this state of the graph."""
    if not file.is_file():
        return None
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)
    with suppress(sqlite3.DatabaseError):
        if connection.execute("SELECT stamp FROM made").fetchone() == (now.stamp,):
            return connection
    connection.close()
    return None


def _written(file: Path, directory: GraphDirectory, now: State) -> sqlite3.Connection | None:
    """Write the file, whole or not at all, and return it; None where that cannot be done."""
    unfinished = file.with_name(f"{file.name}.{os.getpid()}")
    try:
        (_brought_up_to_date(file, unfinished, directory, now) or made(str(unfinished), directory.store(), now)).close()
        unfinished.replace(file)
    except (OSError, sqlite3.Error):
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        return None
    return _opened(file, now)


def _brought_up_to_date(
    file: Path, copy: Path, directory: GraphDirectory, now: State
) -> sqlite3.Connection | None:
    """Return a copy of the file of an older state of the graph, brought up to date; None where that cannot be done."""
    try:
        shutil.copyfile(file, copy)
        found = amended(str(copy), directory.store(), directory.base, now)
    except (OSError, sqlite3.Error, TypeError, ValueError):  # there is none, or it is damaged or in another format
        found = None
    if found is None:
        copy.unlink(missing_ok=True)
    return found
