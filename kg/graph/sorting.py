"""Quads in their one order, however many there are: what does not fit into memory is sorted on disk."""

import io
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import chain, islice

import pyoxigraph
from pyoxigraph import Quad, RdfFormat

from kg.errors import KgError
from kg.graph.assemble import order

IN_MEMORY = 100_000  # quads; some 150 MB
CACHE_KIB = 65_536  # of a database on disk
READ_AT_ONCE = 5_000  # rows


def in_order(quads: Iterable[Quad], limit: int = IN_MEMORY, by_subject: bool = False) -> Iterator[Quad]:
    """Yield each of `quads` once, sorted by `order` or with the graph last; more than `limit` are sorted on disk.

    Raises `KgError` where the disk of temporary files is full.
    """
    found = iter(quads)
    first = list(islice(found, limit + 1))
    if len(first) <= limit:
        yield from sorted(set(first), key=subject_order if by_subject else order)
    else:
        yield from on_disk(chain(first, found), "2, 3, 4, 5, 1" if by_subject else "1, 2, 3, 4, 5")


def subject_order(quad: Quad) -> tuple[str, bool, str, str, str]:
    """Return the key of `order` with the graph last."""
    graph, subject, later, predicate, value = order(quad)
    return (subject, later, predicate, value, graph)


def on_disk(quads: Iterable[Quad], columns: str) -> Iterator[Quad]:
    """Yield each of `quads` once, sorted by these columns, in memory that does not grow with their number."""
    try:
        with closing(workspace()) as database:
            database.execute("CREATE TABLE quads (graph TEXT, subject TEXT, later INT, predicate TEXT, object TEXT)")
            database.executemany("INSERT INTO quads VALUES (?, ?, ?, ?, ?)", map(order, quads))
            lines = map(line, database.execute(f"SELECT DISTINCT * FROM quads ORDER BY {columns}"))
            yield from pyoxigraph.parse(Octets(lines), RdfFormat.N_QUADS)  # type: ignore[arg-type]
    except sqlite3.Error as problem:
        raise KgError(f"cannot sort on disk: {problem}; is the folder of temporary files (TMPDIR) full?") from problem


def workspace() -> sqlite3.Connection:
    """Return an empty database that lies in memory while it is small and else in a nameless temporary file."""
    database = sqlite3.connect("", isolation_level=None)
    database.executescript(
        f"PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA temp_store=FILE; PRAGMA cache_size=-{CACHE_KIB}; BEGIN"
    )
    return database


def line(key: tuple[str, str, int, str, str]) -> str:
    """Return the quad that has this key, as N-Quads write it."""
    graph, subject, _, predicate, value = key
    return f"{node(subject)} <{predicate}> {value} {node(graph)} .\n"


def node(name: str) -> str:
    """Return an IRI or, as no other name holds a colon, a blank node by what stands in a key; the default graph as none."""
    return f"<{name}>" if ":" in name else f"_:{name}" if name else ""


class Octets(io.RawIOBase):
    """Lines as a file of bytes that is read once."""

    def __init__(self, lines: Iterable[str]) -> None:
        """`lines` end in line feeds."""
        self.lines = iter(lines)
        self.rest = b""

    def read(self, size: int = -1) -> bytes:
        """Return at most `size` bytes, nothing at the end; all the rest if `size` is negative."""
        if size < 0:
            return self.rest + "".join(self.lines).encode()
        if not self.rest:
            self.rest = "".join(islice(self.lines, READ_AT_ONCE)).encode()
        given, self.rest = self.rest[:size], self.rest[size:]
        return given
