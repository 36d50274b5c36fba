"""Commands that put questions to a graph: query and ask."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.query.result import Result

Directory = Annotated[Path, typer.Argument(metavar="DIR", help="A graph directory.", show_default=False)]
Format = Annotated[
    str, typer.Option("--format", help="table, csv, tsv, json, xml, turtle, ntriples, rdfxml or jsonld.")
]
Timeout = Annotated[float, typer.Option(min=0.001, help="Seconds after which the query is stopped.")]
Rows = Annotated[int | None, typer.Option("--max-rows", min=1, help="Stop after so many rows.")]


@app.command()
def query(
    directory: Directory,
    sparql: Annotated[str, typer.Argument(metavar="SPARQL", help="The query; prefixes need not be declared.")] = "",
    file: Annotated[
        Path | None, typer.Option("--file", "-f", help="Read the query from a file, or - for standard input.")
    ] = None,
    kind: Format = "table",
    timeout: Timeout = 30.0,
    max_rows: Rows = None,
    allow_service: Annotated[
        bool, typer.Option("--allow-service", help="Let the query ask other servers (SERVICE).")
    ] = False,
) -> None:
    """Run a SPARQL query over the union of all documents."""
    from kg.query.engine import Reach, run

    known_format(kind)
    text = query_text(sparql, file)
    write(run(directory, text, timeout, max_rows, reach=Reach(services=allow_service)), kind)


@app.command(context_settings={"ignore_unknown_options": True})
def ask(
    directory: Annotated[str, typer.Argument(metavar="DIR", help="A graph directory.")] = "",
    name: Annotated[str, typer.Argument(metavar="QUESTION", help="The name of a saved question.")] = "",
    parameters: Annotated[
        list[str] | None, typer.Argument(metavar="[NAME=VALUE]...", help="What the question asks for.")
    ] = None,
    list_all: Annotated[bool, typer.Option("--list", help="List the saved questions.")] = False,
    kind: Format = "table",
    timeout: Timeout = 30.0,
    max_rows: Rows = None,
) -> None:
    """Ask a saved question, such as: kg ask DIR said-by speaker=Lavrov"""
    from kg.query.questions import ask as ask_question

    if list_all or not name:
        list_questions()
        return
    known_format(kind)
    given = {}
    for pair in parameters or []:
        key, sign, value = pair.lstrip("-").partition("=")
        if not sign:
            raise KgError(f"{pair!r} is not NAME=VALUE; see kg ask --list for what {name!r} asks for")
        given[key] = value
    write(ask_question(Path(directory), name, timeout, max_rows, **given), kind)


def known_format(kind: str) -> None:
    """Raise `KgError` for a result format that does not exist, before any work is done."""
    from kg.query.result import FORMATS

    if kind not in FORMATS:
        raise KgError(f"cannot write results as {kind!r}; known: {', '.join(FORMATS)}")


def query_text(sparql: str, file: Path | None) -> str:
    """Return the query from the command line, a file or standard input; raises `KgError` if there is none or two."""
    if bool(sparql) == bool(file):
        raise KgError("give the query either as text or with --file")
    if file is None:
        return sparql
    try:
        return sys.stdin.read() if str(file) == "-" else file.read_text("utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise KgError(
            f"cannot read the query from {file}: {getattr(fault, 'strerror', None) or 'it is not UTF-8 text'}"
        ) from fault


def write(result: "Result", kind: str) -> None:
    """Print a result: a table for people, or one of the W3C formats."""
    if kind == "table" and result.kind != "triples":
        from rich.console import Console

        # Without a terminal nobody wraps lines for us: give the cells the room that they need.
        console = Console() if sys.stdout.isatty() else Console(width=200)
        console.print(str(result.truth).lower() if result.kind == "truth" else result.table())
        if result.kind != "truth" and sys.stdout.isatty():
            console.print(f"{len(result)} rows", style="dim", highlight=False)
    else:
        sys.stdout.write(result.write("turtle" if kind == "table" else kind))
    if result.truncated:
        typer.echo(f"kg: there is more than these {len(result)}; allow more with limit=N or --max-rows N", err=True)


def list_questions() -> None:
    """Print the saved questions with what they ask for."""
    from rich.console import Console
    from rich.table import Table

    from kg.query.questions import load

    table = Table("question", "asks", "parameters", box=None, padding=(0, 2, 0, 0))
    for name, question in load().items():
        table.add_row(name, question.title, " ".join(f"{each.name}={each.example}" for each in question.parameters))
    Console(width=None if sys.stdout.isatty() else 160).print(table)
