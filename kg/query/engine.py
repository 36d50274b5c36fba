"""SPARQL on a graph, in a process of its own, so that a query that runs away can be stopped."""

import multiprocessing
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import ForkContext, ForkServerContext
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, Store, Variable

from kg import ontology
from kg.errors import GraphDirectoryError, KgError, QueryError, QueryTimeout
from kg.query.result import Result
from kg.query.syntax import explained, names_graphs, refuse_remote
from kg.store.directory import GraphDirectory

TIMEOUT_S = 30.0
BATCH = 500  # rows that a worker hands over at once
TRIPLE = ("subject", "predicate", "object")

Source = GraphDirectory | Store | Path


@dataclass(frozen=True, slots=True)
class Reach:
    """What a query may read, and how."""

    default_graphs: tuple[str, ...] | None = None  # IRIs whose union is the default graph, whatever the query says
    named_graphs: tuple[str, ...] = ()  # IRIs that GRAPH may name then
    services: bool = False  # whether SERVICE may ask other servers
    threaded: bool = False  # whether a process with threads asks, which must not be copied; for stores on disk


THIS_GRAPH = Reach()


def run(
    source: Source,
    sparql: str,
    timeout_s: float = TIMEOUT_S,
    max_rows: int | None = None,
    base: str = ontology.DEFAULT_BASE,
    reach: Reach = THIS_GRAPH,
) -> Result:
    """Return what a SELECT, ASK, CONSTRUCT or DESCRIBE query finds in the union of all graphs, unless it says FROM.

    `source` is a graph directory, where it lies, or a store in memory (then `base` says what `id:` stands for). The
    prefixes of the ontology need not be declared. Reading only, and this graph only unless `reach` says otherwise.
    Raises `QueryError` with line, column and a caret for a malformed query, `QueryTimeout` after `timeout_s` seconds.
    """
    directory = GraphDirectory.open(source) if isinstance(source, Path) else source
    if isinstance(directory, GraphDirectory):
        base = directory.base
        if not directory.store_path.is_dir():
            directory.store()  # says in one sentence why there is none
    here: Store | str = str(directory.store_path) if isinstance(directory, GraphDirectory) else directory
    task = (here, sparql, base, max_rows, reach)
    kind, variables, rows, truncated = _ask_worker(task, timeout_s)
    if kind == "truth":
        return Result(kind, truth=bool(variables), base=base)
    return Result(kind, tuple(variables), tuple(rows), truncated=truncated, base=base)


Task = tuple[Store | str, str, str, int | None, Reach]


def _ask_worker(task: Task, timeout_s: float) -> tuple[str, Any, list[Any], bool]:
    """Return what a worker sends, all of it; kill the worker if it is not done in time."""
    context = _context(task[-1].threaded)
    receiver, sender = context.Pipe(duplex=False)
    worker = context.Process(target=_work, args=(sender, task), daemon=True)
    worker.start()
    sender.close()
    try:
        return _gather(receiver, time.monotonic() + timeout_s, timeout_s)
    finally:
        worker.kill()
        worker.join()
        receiver.close()


def _context(threaded: bool) -> ForkContext | ForkServerContext:
    """Return how to start a worker.

    Forking shares a store in memory without copying it, and starts in a few milliseconds. A process with threads, such
    as a server, may hold locks that nobody would open in its copy; there a helper without threads does the forking.
    """
    if not threaded:
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", __name__])
    return context


def _gather(receiver: Connection, deadline: float, timeout_s: float) -> tuple[str, Any, list[Any], bool]:
    kind, variables = "", None
    rows: list[Any] = []
    while True:
        if not receiver.poll(max(0.0, deadline - time.monotonic())):
            raise QueryTimeout(
                f"the query ran longer than {timeout_s:g} s and was stopped; narrow it or allow more time"
            )
        try:
            tag, content = receiver.recv()
        except EOFError as problem:
            raise QueryError(
                "the query was ended by the system, most likely for want of memory; narrow it"
            ) from problem
        if tag == "rows":
            rows.extend(content)
        elif tag == "end":
            return kind, variables, rows, content
        elif tag in {"query", "graph"}:
            raise (QueryError if tag == "query" else GraphDirectoryError)(content)
        else:
            kind, variables = tag, content


def _work(sender: Connection, task: Task) -> None:
    """Run the query and send what it finds piece by piece; the life of a worker process."""
    sparql = task[1]
    try:
        for message in _answer(*task):
            sender.send(message)
    except BrokenPipeError:
        pass  # nobody waits any more
    except KgError as problem:
        sender.send(("query", str(problem)))
    except SyntaxError as problem:
        sender.send(("query", explained(sparql, str(problem))))
    except OSError as problem:
        sender.send(("graph", f"cannot read the store: {problem}"))
    except (RuntimeError, ValueError) as problem:
        sender.send(("query", f"the query failed: {problem}"))
    finally:
        sender.close()
        os._exit(0)  # the parent's buffers and threads are not ours to clean up


def _answer(
    source: Store | str, sparql: str, base: str, max_rows: int | None, reach: Reach
) -> Iterator[tuple[str, Any]]:
    prefixes = ontology.prefixes(base)
    if not reach.services:
        refuse_remote(sparql, prefixes)
    store = _opened(source) if isinstance(source, str) else source
    if reach.default_graphs is None:
        union = not names_graphs(sparql, prefixes)
        found = store.query(sparql, base_iri=base, prefixes=prefixes, use_default_graph_as_union=union)
    else:
        found = store.query(
            sparql,
            base_iri=base,
            prefixes=prefixes,
            default_graph=[NamedNode(iri) for iri in reach.default_graphs],
            named_graphs=[NamedNode(iri) for iri in reach.named_graphs],
        )
    if isinstance(found, QueryBoolean):
        yield "truth", bool(found)
        yield "end", False
        return
    if isinstance(found, QuerySolutions):
        names = tuple(variable.value for variable in found.variables)
        yield "solutions", names
        rows = (tuple(solution[Variable(name)] for name in names) for solution in found)
    else:
        yield "triples", TRIPLE
        rows = (tuple(triple) for triple in found)
    yield from _batches(rows, max_rows)


def _opened(path: str) -> Store:
    try:
        return Store.read_only(path)
    except RuntimeError as problem:
        raise OSError(str(problem)) from problem


def _batches(rows: Iterator[tuple[Any, ...]], max_rows: int | None) -> Iterator[tuple[str, Any]]:
    batch: list[tuple[Any, ...]] = []
    sent = 0
    for row in rows:
        if max_rows is not None and sent + len(batch) == max_rows:
            yield "rows", batch
            yield "end", True
            return
        batch.append(row)
        if len(batch) == BATCH:
            yield "rows", batch
            sent += len(batch)
            batch = []
    yield "rows", batch
    yield "end", False
