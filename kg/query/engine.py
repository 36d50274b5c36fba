"""SPARQL on a graph, answered by a process of its own (`kg.query.workers`), so that a query that runs away can be stopped."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean, QuerySolutions, Store, Variable

from kg import ontology
from kg.errors import GraphDirectoryError, KgError, QueryError
from kg.query.result import Result
from kg.query.syntax import explained, names_graphs, refuse_remote
from kg.query.workers import Message, asked
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
    messages = asked(here, (sparql, base, max_rows, reach), timeout_s, _answer, reach.threaded)
    with closing(messages):
        kind, variables, rows, truncated = _gathered(messages, here)
    if kind == "truth":
        return Result(kind, truth=bool(variables), base=base)
    return Result(kind, tuple(variables), tuple(rows), truncated=truncated, base=base)


def _gathered(messages: Iterator[Message], source: Store | str) -> tuple[str, Any, list[Any], bool]:
    """Return the kind of an answer, its variables, its rows, and whether there were more."""
    kind, variables = "", None
    rows: list[Any] = []
    for tag, content in messages:
        if tag == "rows":
            rows.extend(content)
        elif tag == "end":
            return kind, variables, rows, content
        elif tag == "query":
            raise QueryError(content)
        elif tag == "graph":
            raise GraphDirectoryError(content + (f"; run: kg rebuild {Path(source).parent}" if isinstance(source, str) else ""))
        else:
            kind, variables = tag, content
    raise QueryError("the query came to no end")


# -------- In a worker


def _answer(store: Store, sparql: str, base: str, max_rows: int | None, reach: Reach) -> Iterator[Message]:
    """Yield what a query finds piece by piece, or what is wrong with it."""
    try:
        yield from _found(store, sparql, base, max_rows, reach)
    except KgError as problem:
        yield "query", str(problem)
    except SyntaxError as problem:
        yield "query", explained(sparql, str(problem))
    except OSError as problem:
        yield "graph", f"cannot read the store: {problem}"
    except (RuntimeError, ValueError) as problem:
        yield "query", f"the query failed: {problem}"


def _found(store: Store, sparql: str, base: str, max_rows: int | None, reach: Reach) -> Iterator[Message]:
    prefixes = ontology.prefixes(base)
    if not reach.services:
        refuse_remote(sparql, prefixes)
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


def _batches(rows: Iterator[tuple[Any, ...]], max_rows: int | None) -> Iterator[Message]:
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
