"""Commands for what people decide: why, merge, split, reject, undo, judgements, review."""

import getpass
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import app
from kg.cli.asking import Directory
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.model import Judgement

Who = Annotated[str, typer.Option("--who", help="Who judges; by default the name you are logged in with.")]
Because = Annotated[str, typer.Option("--why", help="Why, in words; kept with the judgement.")]
NAME = "A name as found, an identifier, or NAME@DOCUMENT for the words of one article."


@app.command()
def why(
    directory: Directory,
    left: Annotated[str, typer.Argument(metavar="A", help=NAME)],
    right: Annotated[str, typer.Argument(metavar="B", help=NAME)],
) -> None:
    """Explain why two names are the same, or why not."""
    from kg.judging.explain import explain

    typer.echo(explain(directory, left, right))


@app.command()
def merge(
    directory: Directory,
    left: Annotated[str, typer.Argument(metavar="A", help=NAME)],
    right: Annotated[str, typer.Argument(metavar="B", help=NAME)],
    because: Because = "",
    who: Who = "",
) -> None:
    """Judge that two names mean the same."""
    from kg.judging import judge

    tell(directory, judge.merge(directory, left, right, judged_by(who), now(), because))


@app.command()
def split(
    directory: Directory,
    names: Annotated[list[str], typer.Argument(metavar="NAME...", help=f"Two or more that differ. {NAME}")],
    because: Because = "",
    who: Who = "",
) -> None:
    """Judge that names mean different things."""
    from kg.judging import judge

    for judgement in judge.split(directory, names, judged_by(who), now(), because):
        tell(directory, judgement)


@app.command()
def reject(
    directory: Directory,
    statement: Annotated[str, typer.Argument(metavar="STATEMENT", help="An identifier, or words of the statement.")],
    because: Because = "",
    who: Who = "",
) -> None:
    """Judge that a statement, agreement or demand is wrong: it leaves the graph."""
    from kg.judging import judge

    tell(directory, judge.reject(directory, statement, judged_by(who), now(), because))


@app.command()
def undo(
    directory: Directory,
    judgement: Annotated[
        str, typer.Argument(metavar="[ID]", help="As kg judgements shows it; the latest if not given.")
    ] = "",
    because: Because = "",
    who: Who = "",
) -> None:
    """Undo a judgement, the latest one if none is named."""
    from kg.judging import judge

    undone = judge.undo(directory, judgement, judged_by(who), now(), because)
    typer.echo(f"undone: {undone.words} ({undone.id})")


@app.command()
def judgements(
    directory: Directory,
    export: Annotated[
        Path | None, typer.Option("--export", help="Write them as lines of JSON to a file, or - .")
    ] = None,
    source: Annotated[Path | None, typer.Option("--import", help="Take over those in a file, or - .")] = None,
) -> None:
    """List what people judged, or carry it from graph to graph."""
    from kg.judging import judge, overview
    from kg.store.directory import GraphDirectory
    from kg.store.judgements import encoded, read_judgements

    if source is not None:
        new = judge.adopt(directory, content_of(source), str(source))
        typer.echo(f"{len(new)} judgements taken over")
    if export is not None:
        GraphDirectory.open(directory)
        write_to(export, encoded(read_judgements(directory)))
    if source is None and export is None:
        typer.echo(overview.listed(GraphDirectory.open(directory)))


@app.command()
def review(
    directory: Directory,
    list_all: Annotated[bool, typer.Option("--list", help="Show the doubtful pairs without asking.")] = False,
    who: Who = "",
) -> None:
    """Walk through the pairs of names that may be the same or not, the most valuable first.

    Answers are same, different, unsure, undo or quit, or their first letters (z for undo), one a line.
    """
    from kg.judging.judge import judge_of
    from kg.judging.overview import lost
    from kg.judging.review import PROMPT, Review, walk
    from kg.store.directory import GraphDirectory

    found = Review(GraphDirectory.open(directory))
    for line in lost(GraphDirectory.open(directory)):
        typer.echo(line)
    if list_all or not found.pairs:
        typer.echo("\n".join(map(found.question, range(len(found.pairs)))) or "there is no doubtful pair left")
        return

    def ask() -> str:
        typer.echo(PROMPT, nl=False)
        return sys.stdin.readline()

    with judge_of(directory, judged_by(who), now()) as judge:
        said = walk(found, judge, ask, typer.echo)
    typer.echo(f"\n{len(said)} judged, {len(found.pairs) - len(said)} left")


def tell(directory: Path, judgement: "Judgement") -> None:
    """Print what was judged, and how to undo it."""
    typer.echo(f"judged: {judgement.words} (undo with: kg undo {directory} {judgement.id})")


def judged_by(who: str) -> str:
    """Return the name to sign with. Raises `KgError` where nobody is logged in."""
    try:
        return who or getpass.getuser()
    except (OSError, KeyError) as fault:
        raise KgError("nobody is logged in; say who judges with --who NAME") from fault


def now() -> str:
    """Return the time in UTC, to the second."""
    from kg import api

    return api.now()


def content_of(path: Path) -> bytes:
    """Return what a file or standard input holds."""
    return sys.stdin.buffer.read() if str(path) == "-" else path.read_bytes()


def write_to(path: Path, content: bytes) -> None:
    """Write to a file or standard output."""
    if str(path) == "-":
        sys.stdout.write(content.decode())
    else:
        path.write_bytes(content)
