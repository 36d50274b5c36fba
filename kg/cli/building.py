"""Commands that read articles: build and statements."""

import json
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.errors import KgError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.pipeline import Progress, Report

Paths = Annotated[
    list[str], typer.Argument(help="Files, folders, patterns, or - for standard input.", show_default=False)
]
Jobs = Annotated[int, typer.Option("--jobs", "-j", min=0, help="Worker processes; 0 chooses.")]
Model = Annotated[str, typer.Option("--spacy-model", help="An installed spaCy pipeline or its folder.")]
Finder = Annotated[str, typer.Option(help="How statements are found: learned, or rules (quicker, finds less).")]
Column = Annotated[
    list[str] | None,
    typer.Option("--column", help="FIELD=NAME: the column of a table that holds text, title, url, date, outlet or id."),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Say only what went wrong.")]
Verbose = Annotated[bool, typer.Option("--verbose", "-v", help="Name every document that was mended or skipped.")]
# Notes and skipped documents named without --verbose.
NAMED = 5
# The rows of the summary, by class of the ontology.
COUNTED = {
    "documents": "Document",
    "actors": "Actor",
    "delegations": "Delegation",
    "venues": "Venue",
    "events": "Event",
    "statements": "Statement",
    "agreements": "Agreement",
    "demands": "Demand",
}


@app.command()
def build(
    paths: Paths,
    output: Annotated[Path, typer.Option("--output", "-o", help="The graph directory, made if need be.")],
    jobs: Jobs = 0,
    base: Annotated[str, typer.Option(help="IRI under which the instances live.")] = "",
    model: Model = Settings().model,
    finder: Finder = Settings().finder,
    column: Column = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Leave out documents that the directory holds from before.")
    ] = False,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read articles into a graph directory. Documents already there are kept and not read again."""
    from kg.pipeline import Report, build_directory, read_documents

    settings = Settings(model, finder, jobs, base, columns_of(column))
    report, started = Report(), time.monotonic()
    documents = read_documents(paths, settings, report)
    with progress_bar(quiet) as progress:
        directory = build_directory(documents, output, settings, report, progress, fresh)
    tell_faults(report, verbose)
    if not quiet:
        summarize(directory.path, report, time.monotonic() - started)


@app.command()
def statements(
    paths: Paths,
    jobs: Jobs = 0,
    model: Model = Settings().model,
    finder: Finder = Settings().finder,
    column: Column = None,
    nested: Annotated[bool, typer.Option("--nested", help="Print statements inside others too.")] = False,
    verbose: Verbose = False,
) -> None:
    """Print the statements of articles, one JSON object a line, spans as character offsets."""
    from kg.pipeline import Report, read_documents, statement_rows

    settings, report = Settings(model, finder, jobs, columns=columns_of(column)), Report()
    documents = read_documents(paths, settings, report)
    for row in statement_rows(documents, settings, report):
        if row["nested"] and not nested:
            continue
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
    tell_faults(report, verbose)


def columns_of(pairs: list[str] | None) -> dict[str, str]:
    """Return "field=column" pairs as a mapping; raises `KgError` for one without "="."""
    columns = {}
    for pair in pairs or []:
        field, sign, name = pair.partition("=")
        if not sign or not name:
            raise KgError(f"--column {pair!r} is not FIELD=NAME, such as text=body")
        columns[field] = name
    return columns


@contextmanager
def progress_bar(quiet: bool) -> Iterator["Progress | None"]:
    """Give a function to call after each document; it draws a bar with rate and time left on a terminal."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("reading"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task, started = bar.add_task("", total=None, rate=""), time.monotonic()

        def advance(done: int, total: int) -> None:
            rate = done / max(time.monotonic() - started, 0.001)
            bar.update(task, completed=done, total=total, rate=f"{rate:.1f} a second")

        yield advance


def tell_faults(report: "Report", verbose: bool) -> None:
    """Print what was mended and what was skipped to standard error, a few of each unless all are wanted."""
    for name, sentences in (("note", report.notes), ("skipped", report.skipped)):
        shown = sentences if verbose else sentences[:NAMED]
        for sentence in shown:
            typer.echo(f"kg: {name}: {sentence}", err=True)
        if len(shown) < len(sentences):
            typer.echo(
                f"kg: … and {len(sentences) - len(shown)} more {name}{'s' if name == 'note' else ''} (all with -v)",
                err=True,
            )


def summarize(path: Path, report: "Report", seconds: float) -> None:
    """Print what the graph at `path` holds and where it lies."""
    from rich.console import Console
    from rich.table import Table

    table = Table(show_header=False, box=None, padding=(0, 2, 0, 0))
    table.add_column(justify="right", style="bold")
    table.add_column()
    for label, count in counts(path).items():
        table.add_row(f"{count:,}", label)
    table.add_row(f"{seconds:.1f}", "seconds")
    console = Console()
    console.print(table)
    read = f"{report.extracted} read, {report.known} known from before, {len(report.skipped)} skipped"
    console.print(f"graph in {path} ({read})", highlight=False, soft_wrap=True)


def counts(path: Path) -> dict[str, int]:
    """Return how many things of each kind the graph at `path` holds."""
    from kg.query.summary import count_kinds
    from kg.store.directory import GraphDirectory

    found = count_kinds(GraphDirectory.open(path).store(), tuple(COUNTED.values()))
    return {label: found[kind] for label, kind in COUNTED.items()}
