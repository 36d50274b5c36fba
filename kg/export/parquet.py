"""Parquet: one typed table for each kind of thing, for pandas, Polars, DuckDB and Spark."""

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from typing import Any

from kg.export.columns import Cell, Loss
from kg.export.tables import LOST as LOST_IN_TABLES
from kg.export.tables import lost_in_tables, tables
from kg.export.target import Target, opened
from kg.graph.properties import Column
from kg.graph.view import GraphView

LOST = LOST_IN_TABLES
LOAD = 'python -c "import pandas, sys; print(pandas.read_parquet(sys.argv[1]))" {path}/statements.parquet'
ROWS = 5_000  # in memory at once


def write(graph: GraphView, target: Target) -> Loss:
    """Write one file for each table into the folder `target`, rows sorted; return what was lost."""
    with graph.properties() as found:
        for table in tables(found):
            write_table(Path(str(target)) / f"{table.name}.parquet", table.columns, table.rows)
        return lost_in_tables(found)


def write_table(path: Path, columns: Mapping[str, Column], rows: Iterable[Mapping[str, Cell]]) -> None:
    """Write one table; what a row has not is null."""
    import pyarrow
    from pyarrow import parquet

    schema = pyarrow.schema([(name, type_of(column)) for name, column in columns.items()])
    left = iter(rows)
    with opened(path) as stream, parquet.ParquetWriter(stream, schema, compression="zstd") as writer:
        while part := list(islice(left, ROWS)):
            writer.write_table(pyarrow.table({name: [row.get(name) for row in part] for name in columns}, schema))


def type_of(column: Column) -> Any:  # a pyarrow.DataType
    """Return what Arrow calls the type of a column."""
    import pyarrow

    kinds = {
        "integer": pyarrow.int64(),
        "float": pyarrow.float64(),
        "boolean": pyarrow.bool_(),
        "date": pyarrow.date32(),
        "string": pyarrow.string(),
    }
    return pyarrow.list_(kinds[column.kind]) if column.many else kinds[column.kind]
