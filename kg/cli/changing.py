"""Commands that change a graph and tell of its changes: add, update, retract, rebuild, log, diff."""

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.cli.building import Column, Jobs, Paths, Quiet, Verbose, columns_of, progress_bar, summarize, tell_faults

if TYPE_CHECKING:
    from kg.query.compare import Difference
    from kg.settings import Settings
    from kg.store.history import Change

Directory = Annotated[Path, typer.Argument(metavar="DIR", help="A graph directory.", show_default=False)]
Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Model = Annotated[str, typer.Option("--spacy-model", help="Another spaCy pipeline than the graph was read with.")]
Finder = Annotated[str, typer.Option(help="Another finder of statements than the graph was read with.")]
DETAILS = 6  # values named for each difference, unless in JSON


@app.command()
def add(
    directory: Directory,
    paths: Paths,
    jobs: Jobs = 0,
    column: Column = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Add articles to a graph; the work is that of the new articles and of what they change."""
    from kg import changes
    from kg.pipeline import Report

    report, started = Report(), time.monotonic()
    with progress_bar(quiet) as progress:
        changes.add(directory, paths, settings_of(directory, jobs, column), report, progress)
    tell_faults(report, verbose)
    if not quiet:
        summarize(directory, report, time.monotonic() - started)


@app.command()
def update(
    directory: Directory,
    paths: Annotated[
        list[str] | None, typer.Argument(help="Files, folders, patterns; none for all that the graph was read from.")
    ] = None,
    jobs: Jobs = 0,
    column: Column = None,
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Read files again: an article that has changed replaces its old self."""
    from kg import changes
    from kg.pipeline import Report

    report, started = Report(), time.monotonic()
    with progress_bar(quiet) as progress:
        changes.update(directory, paths or [], settings_of(directory, jobs, column), report, progress)
    tell_faults(report, verbose)
    if not quiet:
        summarize(directory, report, time.monotonic() - started)


@app.command()
def retract(
    directory: Directory,
    documents: Annotated[
        list[str],
        typer.Argument(
            metavar="DOCUMENT...", help="An id, its beginning, or the path or URL it was read from.", show_default=False
        ),
    ],
    quiet: Quiet = False,
) -> None:
    """Take documents out of a graph, with all that only they say."""
    from kg import changes

    for line in changes.retract(directory, documents):
        if not quiet:
            typer.echo(f"retracted {line}")


@app.command()
def rebuild(
    directory: Directory,
    everything: Annotated[
        bool, typer.Option("--all", help="Read every document again, not only what needs it.")
    ] = False,
    jobs: Jobs = 0,
    model: Model = "",
    finder: Finder = "",
    quiet: Quiet = False,
    verbose: Verbose = False,
) -> None:
    """Make a graph anew from what it keeps of its documents, and mend what is damaged; no article is needed."""
    from kg import changes
    from kg.pipeline import Report

    report, started = Report(notes=changes.mend(directory)), time.monotonic()
    settings = settings_of(directory, jobs, None, model, finder)
    with progress_bar(quiet) as progress:
        changes.rebuild(directory, settings, report, progress, everything)
    tell_faults(report, verbose)
    if not quiet:
        summarize(directory, report, time.monotonic() - started)


@app.command()
def log(directory: Directory, as_json: Json = False) -> None:
    """Tell what came into a graph and went out of it, when, and by which version, and which judgements lost their words."""
    from kg.judging.overview import lost
    from kg.store import GraphDirectory

    graph = GraphDirectory.open(directory)
    for change in graph.history:
        typer.echo(row_of(change) if as_json else line_of(change))
    for line in () if as_json else lost(graph):
        typer.echo(line)


@app.command()
def diff(
    left: Annotated[Path, typer.Argument(metavar="DIR1", help="A graph directory.", show_default=False)],
    right: Annotated[Path, typer.Argument(metavar="DIR2", help="Another.", show_default=False)],
    as_json: Json = False,
) -> None:
    """Tell the statements, entities and merges that differ between two graphs; exit code 1 if any does."""
    from kg.query.compare import differences
    from kg.store import GraphDirectory

    found = differences(*(GraphDirectory.open(path).store() for path in (left, right)))
    for one in found:
        typer.echo(json.dumps(as_row(one), ensure_ascii=False) if as_json else in_words(one))
    if found:
        sys.exit(1)


def settings_of(directory: Path, jobs: int, column: list[str] | None, model: str = "", finder: str = "") -> "Settings":
    """Return the choices for a graph: those it was read with, but for what is said now."""
    from dataclasses import replace

    from kg.store import GraphDirectory

    before = GraphDirectory.open(directory).settings
    return replace(
        before, jobs=jobs, columns=columns_of(column), model=model or before.model, finder=finder or before.finder
    )


def line_of(change: "Change") -> str:
    """Return one change as a line for people."""
    words = {"in": "in   ", "out": "out  ", "again": "again", "moved": "moved"}
    places = ", ".join(change.entry.sources)
    return f"{change.when}  {words[change.what]}  {change.document}  {places}  {change.entry.title}  ({change.by})"


def row_of(change: "Change") -> str:
    """Return one change as a JSON object."""
    entry = change.entry
    row: dict[str, object] = {
        "when": change.when,
        "what": change.what,
        "document": change.document,
        "title": entry.title,
    }
    row |= {"sources": entry.sources, "url": entry.url, "by": change.by}
    return json.dumps(row, ensure_ascii=False)


def as_row(one: "Difference") -> dict[str, object]:
    """Return one difference as a JSON object."""
    return {"what": one.what, "change": one.change, "id": one.id, "label": one.label, "details": one.details}


def in_words(one: "Difference") -> str:
    """Return one difference for people: a line, and a few lines of what differs."""
    shown = [f"      {detail}" for detail in one.details[:DETAILS]]
    if len(one.details) > DETAILS:
        shown.append(f"      … and {len(one.details) - DETAILS} more")
    return "\n".join((f"{one.change} {one.what}  {one.label}  ({one.id})", *shown))
