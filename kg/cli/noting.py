"""The command that adds to a graph what no article says."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.asking import query_text
from kg.errors import KgError


@app.command(name="update-query")
def update_query(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph directory.", show_default=False)],
    sparql: Annotated[str, typer.Argument(metavar="SPARQL", help="An INSERT or DELETE.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="Read it from a file, or - for standard input.")
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Really change the graph; else only say what would change.")
    ] = False,
    timeout: Annotated[float, typer.Option(min=0.001, help="Seconds after which its WHERE is stopped.")] = 30.0,
) -> None:
    """Add notes of your own to a graph, in a named graph that survives every rebuild, or take them out again."""
    from kg.changes import annotate

    changed = annotate(directory, query_text(sparql, file), timeout, write)
    typer.echo(f"{len(changed.inserted)} triples added, {len(changed.deleted)} taken out")
    if not write and (changed.inserted or changed.deleted):
        raise KgError("nothing was written; say --write to do so")
