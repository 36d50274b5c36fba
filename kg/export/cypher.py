"""Cypher that makes the graph, as scripts in the dialects of four databases. Run again, a script changes nothing.

Every node has the label `Parley` beside its classes, so that it is found by its `iri`. What goes over Bolt
(`kg.export.bolt`) is the same statements with the rows as parameters.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import groupby, islice

from kg.export import columns
from kg.export.columns import Columns, Loss, as_word, edge_row, node_labels
from kg.export.target import Target, opened
from kg.graph.properties import PropertyGraph
from kg.graph.view import GraphView

COMMON = "Parley"
GRAPH = "parley"  # the name of the graph where a database holds several
ROWS = 200  # in one statement
SPECIAL = re.compile(r"""\\u|[\\'"`$;]|[^ -~]""")
LINE_ENDS = str.maketrans({"\\": "\\\\", "'": "\\'", "\n": "\\n", "\r": "\\r"})
SCHEMA = (
    f"CREATE CONSTRAINT parley_iri IF NOT EXISTS FOR (n:{COMMON}) REQUIRE n.iri IS UNIQUE",
    f"CREATE FULLTEXT INDEX parley_words IF NOT EXISTS FOR (n:{COMMON}) ON EACH [n.label, n.altLabel, n.content]",
)
MEMGRAPH_SCHEMA = (f"CREATE CONSTRAINT ON (n:{COMMON}) ASSERT n.iri IS UNIQUE", f"CREATE INDEX ON :{COMMON}(iri)")
# Where the index is there, FalkorDB says so and goes on.
FALKORDB_SCHEMA = (f"CREATE INDEX ON :{COMMON}(iri)",)
Row = dict[str, object]

LOST = columns.LOST
DAYS = "days, which are text"
ONE_LABEL = "nodes with one label, their most specific class, instead of several; all are in their property types"
NUL = "texts with NUL characters, which the database cannot hold: they become U+FFFD"
LOST_FALKORDB = (*LOST, NUL)
LOST_AGE = (*LOST, DAYS, ONE_LABEL, NUL)
LOAD_NEO4J = "cypher-shell -u neo4j -p PASSWORD -f {path}"
LOAD_MEMGRAPH = "mgconsole < {path}"
LOAD_FALKORDB = "redis-cli < {path}"
LOAD_AGE = "psql -d DATABASE -f {path}"


@dataclass(frozen=True, slots=True)
class Batch:
    """Rows that one statement writes: nodes of the same classes, or edges of the same type."""

    labels: tuple[str, ...]  # of nodes
    type: str  # of edges; empty for nodes
    rows: list[Row]  # {"iri", "values"} or {"source", "target", "values"}


def write(graph: GraphView, target: Target, dialect: "Dialect") -> Loss:
    """Write a script to `target`, nodes before edges, both sorted; return what was lost."""
    with graph.properties() as found, opened(target) as stream:
        stream.write(dialect.before.encode())
        for statement in dialect.schema:
            stream.write(dialect.finish(statement).encode())
        for batch in batches(found):
            for statement in dialect.statements(batch, dialect):
                stream.write(dialect.finish(statement).encode())
        return columns.lost(found) + lost(found, dialect)


def lost(graph: PropertyGraph, dialect: "Dialect") -> Loss:
    """Return how much a database of this dialect cannot hold."""
    return Loss(
        {
            DAYS: 0 if dialect.days else graph.days(),
            NUL: 0 if dialect.nul else graph.texts_with("\0"),
            ONE_LABEL: 0 if dialect.labels else sum(len(node.types) > 1 for node in graph.nodes()),
        }
    )


def batches(graph: PropertyGraph, size: int = ROWS) -> Iterator[Batch]:
    """Yield all nodes, then all edges, at most `size` at once."""
    nodes = Columns(graph)
    for labels, same in groupby(graph.nodes(), key=node_labels):
        rows: Iterator[Row] = (
            {"iri": node.id, "values": {"iri": node.id, **nodes.row(node), "types": node.types}} for node in same
        )
        for part in portions(rows, size):
            yield Batch(tuple(map(as_word, filter(None, labels))), "", part)
    for kind, edges in groupby(graph.edges("type"), key=lambda edge: edge.type):
        rows = ({"source": edge.source, "target": edge.target, "values": edge_row(edge)} for edge in edges)
        for part in portions(rows, size):
            yield Batch((), as_word(kind), part)


def portions(rows: Iterator[Row], size: int) -> Iterator[list[Row]]:
    """Yield lists of at most `size`."""
    while part := list(islice(rows, size)):
        yield part


def unwound(batch: Batch, dialect: "Dialect") -> Iterator[str]:
    """Yield the one statement that writes a batch."""
    yield statement_of(batch, literal(batch.rows, dialect))


def statement_of(batch: Batch, rows: str) -> str:
    """Return the statement that writes a batch; `rows` is a list of maps or the name of a parameter."""
    if batch.type:
        return (
            f"UNWIND {rows} AS row MATCH (a:{COMMON} {{iri: row.source}}), (b:{COMMON} {{iri: row.target}}) "
            f"MERGE (a)-[e:{batch.type}]->(b) SET e = row.values"
        )
    classes = "".join(f" SET n:{each}" for each in batch.labels)
    return f"UNWIND {rows} AS row MERGE (n:{COMMON} {{iri: row.iri}}) SET n = row.values{classes}"


def one_by_one(batch: Batch, dialect: "Dialect") -> Iterator[str]:
    """Yield a statement for each row: AGE sets values only from a map that stands there, and knows one label a node."""
    for row in batch.rows:
        name = {key: literal(value, dialect) for key, value in row.items()}
        if batch.type:
            # What MERGE makes of two nodes that were matched has no ends in AGE.
            start, end = f"(a {{iri: {name['source']}}})", f"(b {{iri: {name['target']}}})"
            yield f"MATCH {start}-[e:{batch.type}]->{end} DELETE e"
            yield f"MATCH {start}, {end} CREATE (a)-[:{batch.type} {name['values']}]->(b)"
        else:
            yield f"MERGE (n:{next(iter(batch.labels), COMMON)} {{iri: {name['iri']}}}) SET n = {name['values']}"


def literal(value: object, dialect: "Dialect") -> str:
    """Return a value as Cypher writes it."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{name}: {literal(each, dialect)}" for name, each in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(literal(each, dialect) for each in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, date):
        return f"date('{value.isoformat()}')" if dialect.days else f"'{value.isoformat()}'"
    if isinstance(value, int | float):
        return repr(value)
    return dialect.quote(str(value) if dialect.nul else str(value).replace("\0", "\ufffd"))


def quoted(text: str) -> str:
    """Return `text` in single quotes.

    Whatever could end a quotation, a line or a script is escaped. A "u" after a backslash as well: Neo4j looks for
    escapes by number before it looks for escaped backslashes.
    """
    return f"'{SPECIAL.sub(escaped, text)}'"


def escaped(found: re.Match[str]) -> str:
    """Return a character, or a "u" with the backslash before it, as it may stand in quotes."""
    text = found[0]
    if text == "\\u":
        return "\\\\\\u0075"
    if text in "\\'":
        return f"\\{text}"
    if text in '"`$;' or (not text.isprintable() and ord(text) < 0x10000):
        return f"\\u{ord(text):04X}"
    return text


def quoted_as_it_is(text: str) -> str:
    """Return `text` in single quotes for a database that knows no escapes by number."""
    return "'" + text.translate(LINE_ENDS) + "'"


@dataclass(frozen=True, slots=True)
class Dialect:
    """In what a database differs from the others."""

    schema: tuple[str, ...]
    finish: Callable[[str], str]  # makes one line of the script of a statement
    days: bool = True  # whether it has a type for days
    nul: bool = True  # whether a text may hold U+0000
    labels: bool = True  # whether a node may have several labels
    quote: Callable[[str], str] = quoted
    statements: Callable[[Batch, "Dialect"], Iterator[str]] = unwound
    before: str = ""


def with_semicolon(statement: str) -> str:
    """Return a line of a script for a shell that reads Cypher."""
    return f"{statement};\n"


def as_redis_command(statement: str) -> str:
    """Return a line for `redis-cli`, which reads escapes of its own."""
    inside = statement.replace("\\", "\\\\").replace('"', '\\"')
    return f'GRAPH.QUERY {GRAPH} "{inside}"\n'


def as_sql(statement: str) -> str:
    """Return a line for `psql`; no text can end the quotation, as `$` is escaped."""
    return f"SELECT * FROM cypher('{GRAPH}', $${statement}$$) AS (done agtype);\n"


NEO4J = Dialect(SCHEMA, with_semicolon)
MEMGRAPH = Dialect(MEMGRAPH_SCHEMA, with_semicolon)
FALKORDB = Dialect(FALKORDB_SCHEMA, as_redis_command, nul=False, quote=quoted_as_it_is)
AGE_BEFORE = f"""CREATE EXTENSION IF NOT EXISTS age;
LOAD 'age';
SET search_path = ag_catalog, "$user", public;
SELECT create_graph('{GRAPH}') WHERE NOT EXISTS (SELECT 1 FROM ag_graph WHERE name = '{GRAPH}');
"""
AGE = Dialect((), as_sql, days=False, nul=False, labels=False, statements=one_by_one, before=AGE_BEFORE)
write_neo4j = partial(write, dialect=NEO4J)
write_memgraph = partial(write, dialect=MEMGRAPH)
write_falkordb = partial(write, dialect=FALKORDB)
write_age = partial(write, dialect=AGE)
