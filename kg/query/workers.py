"""Processes that answer queries on stores on disk, so that a query that runs away can be stopped by the system.

To start one and to open the store takes longer than most queries, so a worker that is done waits a while for another
query on the same store. A worker that was stopped, or whose store is no longer the present one, is never asked again.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, ForkServerContext
from pathlib import Path
from typing import Any

from pyoxigraph import Store

from kg.errors import QueryError, QueryTimeout
from kg.store.versions import FIRST_FILE

PATIENCE_S = 60.0  # that a worker waits for another query
ASKED_WITHIN_S = 30.0  # in which it is asked again, so that it never goes while it is being asked
KEPT = 4  # workers that wait at once
FINAL = frozenset({"end", "query", "graph"})  # messages with which an answer ends

Message = tuple[str, Any]
Answer = Callable[..., Iterator[Message]]  # from a store and what is asked of it to messages, a final one at the end


class Worker:
    """A process that answers queries on one store, one after the other."""

    def __init__(self, source: Store | str, answer: Answer, threaded: bool) -> None:
        """Start it. `threaded` says whether this process has threads, which must not be copied."""
        context = _context(threaded)
        self._connection, theirs = context.Pipe()
        # A copy of this process has our end as well, and must close it to notice when we are gone.
        ours = None if threaded else self._connection
        self._process = context.Process(target=_work, args=(theirs, ours, source, answer), daemon=True)
        self._process.start()
        theirs.close()

    def ask(self, task: tuple[Any, ...], timeout_s: float) -> Iterator[Message]:
        """Yield what the worker sends, up to the final message. Raises `QueryTimeout`, and EOFError where it is gone."""
        deadline = time.monotonic() + timeout_s
        with suppress(BrokenPipeError):  # then there is nothing to receive
            self._connection.send(task)
        while True:
            if not self._connection.poll(max(0.0, deadline - time.monotonic())):
                raise QueryTimeout(
                    f"the query ran longer than {timeout_s:g} s and was stopped; narrow it or allow more time"
                )
            message: Message = _received(self._connection)
            yield message
            if message[0] in FINAL:
                return

    def is_there(self) -> bool:
        """Return whether it can be asked."""
        return self._process.is_alive()

    def stop(self) -> None:
        """End it, whatever it is doing."""
        self._process.kill()
        self._process.join()
        self._connection.close()


def _received(connection: Connection) -> Any:
    try:
        return connection.recv()
    except ConnectionResetError as problem:
        raise EOFError from problem


def _context(threaded: bool) -> ForkContext | ForkServerContext:
    """Return how to start a worker.

    Forking shares a store in memory without copying it, and starts in a few milliseconds. A process with threads, such
    as a server, may hold locks that nobody would open in its copy; there a helper without threads does the forking.
    """
    if not threaded:
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", "kg.query.engine"])
    return context


def _work(connection: Connection, ours: Connection | None, source: Store | str, answer: Answer) -> None:
    """Answer one query after the other; the life of a worker process."""
    if ours is not None:
        ours.close()
    store = None if isinstance(source, str) else source
    try:
        while connection.poll(PATIENCE_S):
            task = connection.recv()
            try:
                store = store or Store.read_only(str(source))
            except (OSError, RuntimeError) as problem:
                connection.send(("graph", f"cannot read the store: {problem}"))
                return
            for message in answer(store, *task):
                connection.send(message)
    except (EOFError, ConnectionError):
        pass  # nobody waits any more
    finally:
        connection.close()
        os._exit(0)  # the parent's buffers and threads are not ours to clean up


# -------- Those that wait


@dataclass(frozen=True, slots=True)
class Waiting:
    """A worker that is done, the store that it has open, and since when it waits."""

    key: tuple[object, ...]
    worker: Worker
    since: float


_waiting: list[Waiting] = []  # the longest waiting first
_turn = threading.Lock()
os.register_at_fork(after_in_child=_waiting.clear)  # a copy of this process has no workers


def asked(source: Store | str, task: tuple[Any, ...], timeout_s: float, answer: Answer, threaded: bool) -> Generator[Message, None, None]:
    """Yield what a worker answers, up to the final message; `source` is a store in memory, or the path of one on disk.

    Raises `QueryTimeout` after `timeout_s` seconds, and `QueryError` where the system has ended the worker.
    """
    key = (source, *_mark(source), answer, threaded) if isinstance(source, str) else ()
    worker = _taken(key) or Worker(source, answer, threaded)
    done = False
    try:
        for message in worker.ask(task, timeout_s):
            done = message[0] in {"end", "query"}
            yield message
    except EOFError as problem:
        raise QueryError(
            "the query was ended by the system, most likely for want of memory; narrow it"
        ) from problem
    finally:
        _put_back(Waiting(key, worker, time.monotonic()), again=done and bool(key))


def end() -> None:
    """End all workers that wait."""
    with _turn:
        ended = _waiting.copy()
        _waiting.clear()
    for each in ended:
        each.worker.stop()


def _mark(path: str) -> tuple[object, ...]:
    """Return what tells a store from the one that takes its place."""
    with suppress(OSError):
        made = Path(path, FIRST_FILE).stat()
        return made.st_ino, made.st_mtime_ns
    return (object(), 0)  # a store of which this cannot be told is never taken for the same


def _taken(key: tuple[object, ...]) -> Worker | None:
    """Return a worker that waits with this store, and end those that waited too long, or for a store that is gone."""
    outdated = time.monotonic() - ASKED_WITHIN_S
    with _turn:
        ended = [each for each in _waiting if each.since < outdated or _is_of_no_use(each, key)]
        for each in ended:
            _waiting.remove(each)
        found = next((each for each in _waiting if key and each.key == key), None)
        if found:
            _waiting.remove(found)
    for each in ended:
        each.worker.stop()
    return found.worker if found else None


def _is_of_no_use(waiting: Waiting, key: tuple[object, ...]) -> bool:
    """Return whether a worker is gone, or has an older store open where this one lies now."""
    store_is_gone = waiting.key[:1] == key[:1] and waiting.key[:3] != key[:3]
    return store_is_gone or not waiting.worker.is_there()


def _put_back(done: Waiting, again: bool) -> None:
    """Let a worker wait for another query, or end it; of too many the one that has waited longest goes."""
    if not again:
        done.worker.stop()
        return
    with _turn:
        _waiting.append(done)
        ended = _waiting.pop(0) if len(_waiting) > KEPT else None
    if ended:
        ended.worker.stop()
