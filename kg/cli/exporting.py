"""The command that takes a graph elsewhere: into a file or folder of another format, or to a server."""

import os
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.errors import KgError

PASSWORD = "KG_PASSWORD"  # the environment variable that holds the password of a server


@app.command()
def export(
    directory: Annotated[str, typer.Argument(metavar="DIR", help="A graph directory.")] = "",
    kind: Annotated[str, typer.Option("--format", help="The format; by default told from the file's ending.")] = "",
    output: Annotated[str, typer.Option("--output", "-o", help="The file or folder, or - for standard output.")] = "-",
    to: Annotated[str, typer.Option("--to", metavar="URL", help="A server: bolt://… (Cypher) or http://… (RDF).")] = "",
    user: Annotated[
        str, typer.Option("--user", help=f"The user there; the password is asked for, or taken from {PASSWORD}.")
    ] = "",
    update: Annotated[
        bool, typer.Option("--update", help="Send SPARQL Update to the URL, not the Graph Store Protocol.")
    ] = False,
    list_all: Annotated[bool, typer.Option("--list", help="List the formats.")] = False,
) -> None:
    """Write the graph in another format, or send it to a server."""
    if list_all:
        show_formats()
    elif not directory:
        raise KgError("name the graph directory to export, or ask for --list")
    elif to:
        send(directory, to, user, update)
    else:
        write(directory, kind, output)


def show_formats() -> None:
    """Print one line for each format."""
    from kg.export import EXPORTERS

    for name, row in sorted(EXPORTERS.items()):
        typer.echo(f"{name:18} {row.suffix:19} {row.description}")


def write(directory: str, kind: str, output: str) -> None:
    """Write a file or folder, and say how it is loaded and what it cannot carry."""
    from kg.export import EXPORTERS, LOSS, exporter, format_of
    from kg.export import export as write_to
    from kg.store.directory import GraphDirectory

    if not kind and output == "-":
        raise KgError(f"say which --format to write; known: {', '.join(sorted(EXPORTERS))}")
    name = kind or format_of(output)
    write_to(GraphDirectory.open(Path(directory)).view(), name, output if output == "-" else Path(output))
    row = exporter(name)
    if output != "-":
        typer.echo(f"wrote {output}; load it with:\n{row.loading(output)}", err=True)
    if output != "-" and row.lost:
        typer.echo(f"what was lost on the way is counted in {output}{LOSS}", err=True)


def send(directory: str, to: str, user: str, update: bool) -> None:
    """Send the graph to a server and say what arrived."""
    from kg.export.upload import upload
    from kg.store.directory import GraphDirectory

    graph = GraphDirectory.open(Path(directory)).view()
    password = (os.environ.get(PASSWORD) or typer.prompt("Password", hide_input=True, err=True)) if user else ""
    typer.echo(upload(graph, to, user, password, update), err=True)
