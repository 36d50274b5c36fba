"""Ladybug, the successor of Kuzu: two Parquet files, and the statements that make tables of them.

Each class that nodes have (the most specific one) is a table of nodes, each type of edge a table of edges. All classes
of a node are in its column `types`. Names of tables differ by more than their case: the property `country` is `country_`.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.export import columns
from kg.export.columns import EDGE_COLUMNS, IRI, TEXT, TEXTS, TYPE, TYPES, Columns, Loss, as_word, distinct, edge_row
from kg.export.parquet import write_table
from kg.export.target import Target, opened
from kg.graph.properties import Column, PropertyGraph
from kg.graph.view import GraphView

LOST = columns.LOST
LOAD = (
    "cd {path} && python -c \"import ladybug; talks = ladybug.Connection(ladybug.Database('talks.lbug'));"
    " [talks.execute(line) for line in open('load.cypher', encoding='utf-8')]\""
)
TYPE_NAMES = {"integer": "INT64", "float": "DOUBLE", "boolean": "BOOLEAN", "date": "DATE", "string": "STRING"}
UNTYPED = "Thing"  # the table of nodes of a class that has no name
ENDS = {"source": TEXT, "source_type": TEXT, "type": TEXT, "target": TEXT, "target_type": TEXT}


def write(graph: GraphView, target: Target) -> Loss:
    """Write `nodes.parquet`, `edges.parquet` and `load.cypher` into the folder `target`, sorted; return what was lost."""
    folder = Path(str(target))
    with graph.properties() as found:
        nodes = Columns(found)
        own = {IRI: TEXT, TYPES: TEXTS, **nodes.columns}
        rows = ({IRI: node.id, TYPES: node.types, **nodes.row(node), TYPE: table(node.type)} for node in found.nodes())
        write_table(folder / "nodes.parquet", own, rows)
        kinds = {node.number: table(node.type) for node in found.nodes()}
        relations = distinct(found.edge_types(), kinds.values())
        pairs: dict[str, set[tuple[str, str]]] = {}
        write_table(folder / "edges.parquet", {**ENDS, **EDGE_COLUMNS}, edge_rows(found, kinds, relations, pairs))
        loss = columns.lost(found)
    with opened(folder / "load.cypher") as stream:
        stream.write("".join(f"{line};\n" for line in statements(own, sorted(set(kinds.values())), pairs)).encode())
    return loss


def edge_rows(
    graph: PropertyGraph, kinds: dict[int, str], relations: dict[str, str], pairs: dict[str, set[tuple[str, str]]]
) -> Iterator[dict[str, columns.Cell]]:
    """Yield a row for each edge, and note in `pairs` between which tables the edges of each type run."""
    for edge in graph.edges("type"):
        start, end, kind = kinds[edge.ends[0]], kinds[edge.ends[1]], relations[edge.type]
        pairs.setdefault(kind, set()).add((start, end))
        ends = {"source": edge.source, "source_type": start, "type": kind, "target": edge.target, "target_type": end}
        yield {**ends, **edge_row(edge)}


def statements(own: dict[str, Column], tables: Iterable[str], pairs: dict[str, set[tuple[str, str]]]) -> Iterator[str]:
    """Yield the statements that declare the tables and fill them."""
    typed = ", ".join(f"`{name}` {type_name(column)}" for name, column in own.items())
    names = ", ".join(f"`{name}`" for name in own)
    for kind in tables:
        yield f"CREATE NODE TABLE `{kind}`({typed}, PRIMARY KEY(`{IRI}`))"
    for kind in tables:
        yield f"COPY `{kind}` FROM (LOAD FROM 'nodes.parquet' WHERE `{TYPE}` = '{kind}' RETURN {names})"
    values = ", ".join(f"`{name}` {type_name(column)}" for name, column in EDGE_COLUMNS.items())
    returned = ", ".join(f"`{name}`" for name in ("source", "target", *EDGE_COLUMNS))
    for kind, ends in sorted(pairs.items()):
        between = ", ".join(f"FROM `{start}` TO `{end}`" for start, end in sorted(ends))
        yield f"CREATE REL TABLE `{kind}`({between}, {values})"
        for start, end in sorted(ends):
            chosen = f"`type` = '{kind}' AND `source_type` = '{start}' AND `target_type` = '{end}'"
            yield (
                f"COPY `{kind}` FROM (LOAD FROM 'edges.parquet' WHERE {chosen} RETURN {returned})"
                f" (from='{start}', to='{end}')"
            )


def table(kind: str) -> str:
    """Return the name of the table of a class."""
    return as_word(kind) if kind else UNTYPED


def type_name(column: Column) -> str:
    """Return what Ladybug calls the type of a column."""
    return TYPE_NAMES[column.kind] + ("[]" if column.many else "")
