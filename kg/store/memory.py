"""What resolving found in each document, kept to spare the work: a cache in SQLite that may be deleted at any time.

Each value has a checksum before it, as what the disk has damaged must not become part of a graph.

A row is of use only to the code and gazetteer that made it and for the shard it was made from, so its key names both.
"""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

if TYPE_CHECKING:
    from kg.model import Block

NAME = "memory.sqlite"
FORMAT = "2"  # part of the version, raised when older rows cannot be read
ROWS = 500  # asked for at once
SCHEMA = """
CREATE TABLE IF NOT EXISTS reading (shard TEXT PRIMARY KEY, version TEXT, reading BLOB, merges BLOB) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS compared (version TEXT, blocks BLOB);
"""


class Memory:
    """The readings of the shards of one directory, for one version of the code that reads them."""

    def __init__(self, directory: Path, version: str) -> None:
        """Use the file in this directory; where it is damaged, begin anew."""
        self.path = directory / NAME
        self._version = f"{FORMAT} {version}"

    @contextmanager
    def _opened(self) -> Iterator[sqlite3.Connection]:
        with closing(sqlite3.connect(self.path, isolation_level=None)) as connection:
            connection.executescript(SCHEMA)
            yield connection

    def readings(self) -> dict[str, bytes]:
        """Return every reading by the name of its shard."""
        return whole(self._asked("SELECT shard, reading FROM reading WHERE version = ?", self._version))

    def merges(self, shards: Iterable[str]) -> dict[str, bytes]:
        """Return the merges inside some documents by the names of their shards."""
        found: dict[str, bytes] = {}
        wanted = sorted(shards)
        for at in range(0, len(wanted), ROWS):
            some = wanted[at : at + ROWS]
            marks = ",".join("?" * len(some))
            found |= self._asked(
                f"SELECT shard, merges FROM reading WHERE version = ? AND shard IN ({marks})", self._version, *some
            )
        return whole(found)

    def compared(self) -> dict[str, Block]:
        """Return what was compared in each block of names."""
        from kg.model import Block

        found = whole(self._asked("SELECT version, blocks FROM compared WHERE version = ?", self._version))
        try:
            return msgspec.msgpack.decode(found[self._version], type=dict[str, Block]) if found else {}
        except msgspec.DecodeError:
            return {}

    def keep_compared(self, blocks: Mapping[str, Block]) -> None:
        """Keep these in place of those before."""
        with suppress(sqlite3.Error), self._opened() as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM compared")
            connection.execute("INSERT INTO compared VALUES (?, ?)", (self._version, checked(msgspec.msgpack.encode(blocks))))
            connection.execute("COMMIT")

    def _asked(self, query: str, *values: str) -> dict[str, bytes]:
        try:
            with self._opened() as connection:
                return dict(connection.execute(query, values).fetchall())
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
            return {}

    def keep(self, made: Mapping[str, tuple[bytes, bytes]], shards: Iterable[str]) -> None:
        """Add readings with their merges by the names of their shards, and forget all that are of no shard any more.

        Where that cannot be written the work is done again next time.
        """
        with suppress(sqlite3.Error), self._opened() as connection:
            held = {row[0] for row in connection.execute("SELECT shard FROM reading WHERE version = ?", (self._version,))}
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DELETE FROM reading WHERE version <> ?", (self._version,))
            connection.executemany("DELETE FROM reading WHERE shard = ?", ((each,) for each in held - set(shards)))
            connection.executemany(
                "INSERT OR REPLACE INTO reading VALUES (?, ?, ?, ?)",
                ((shard, self._version, *map(checked, blobs)) for shard, blobs in sorted(made.items())),
            )
            connection.execute("COMMIT")


def checked(content: bytes) -> bytes:
    """Return a value with its checksum before it."""
    return zlib.crc32(content).to_bytes(4, "big") + content


def whole(found: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the values that are as they were written, without their checksums."""
    return {key: value[4:] for key, value in found.items() if value[:4] == checked(value[4:])[:4]}
