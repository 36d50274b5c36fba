"""The graph as it is now: opened anew after every change, so that a server need never be started again."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

from pyoxigraph import Store
from starlette.requests import Request

from kg.query.engine import Reach, run
from kg.query.result import Result
from kg.serve.settings import ServeSettings
from kg.store.directory import GraphDirectory

PATIENCE_S = 10.0  # that a query waits for its turn


class Busy(Exception):
    """All workers have been at work for too long."""


class Current:
    """The directory that is served, and the right to run queries on it."""

    def __init__(self, path: Path, settings: ServeSettings) -> None:
        """Raise `GraphDirectoryError` where there is no graph."""
        self.path = path
        self.settings = settings
        self._directory = GraphDirectory.open(path)
        self._stamp = self._directory.stamp
        self._directory.store()
        self._counted = ("nothing yet", 0)
        self._turns = asyncio.Semaphore(settings.workers)

    @property
    def directory(self) -> GraphDirectory:
        """The graph directory as it is now."""
        if self._directory.stamp != self._stamp:
            self._directory = GraphDirectory.open(self.path)
            self._stamp = self._directory.stamp
        return self._directory

    @property
    def store(self) -> Store:
        """The store as it is now."""
        return self.directory.store()

    @property
    def size(self) -> int:
        """How many triples there are, counted once after each change."""
        if self._counted[0] != self.stamp:
            self._counted = (self.stamp, len(self.store))
        return self._counted[1]

    @property
    def base(self) -> str:
        """The IRI under which the instances live."""
        return self._directory.base

    @property
    def stamp(self) -> str:
        """A hash of the graph as it is now."""
        return self.directory.stamp

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until a worker is free. Raises `Busy` where none is for too long."""
        try:
            await asyncio.wait_for(self._turns.acquire(), PATIENCE_S)
        except TimeoutError as problem:
            raise Busy from problem
        try:
            yield
        finally:
            self._turns.release()

    async def query(self, sparql: str, reach: Reach | None = None, max_rows: int | None = None) -> Result:
        """Return what a query finds, within the limits of the server."""
        limits = self.settings
        rows = limits.max_rows if max_rows is None else min(max_rows, limits.max_rows)
        wanted = replace(reach or Reach(services=limits.services), threaded=True)
        async with self.turn():
            return await asyncio.to_thread(run, self.directory, sparql, limits.timeout_s, rows, self.base, wanted)


def current_of(request: Request) -> Current:
    """Return the graph that a request is about."""
    found: Current = request.app.state.current
    return found
