"""Commands that show a graph: view, show, stats, validate."""

import sys
import webbrowser
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app
from kg.cli.asking import Directory


@app.command()
def view(
    directory: Directory,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Where to write the page; by default into the directory.")
    ] = None,
    focus: Annotated[
        str, typer.Option("--focus", metavar="NAME", help="Open on what is near this name, identifier or IRI.")
    ] = "",
    review: Annotated[
        bool, typer.Option("--review/--no-review", help="Let the page ask about doubtful pairs of names.")
    ] = True,
    browser: Annotated[bool, typer.Option("--browser/--no-browser", help="Open the page.")] = True,
) -> None:
    """Write the graph as one interactive page and open it in the browser."""
    from kg.export import html
    from kg.judging.review import Review
    from kg.query.card import card
    from kg.store.directory import GraphDirectory

    graph = GraphDirectory.open(directory)
    page = output or directory / "graph.html"
    doubts = Review(graph).pairs if review else ()
    html.write(graph.view(), page, card(graph.store(), focus).iri if focus else "", doubts, directory.resolve().name)
    typer.echo(f"wrote {page}")
    if browser and not webbrowser.open(page.resolve().as_uri()):
        typer.echo("kg: no browser was found; open the page by hand", err=True)


@app.command()
def show(
    directory: Directory,
    name: Annotated[str, typer.Argument(metavar="NAME", help="A name, an identifier or an IRI.")],
) -> None:
    """Show one actor, delegation, venue, event or statement with the sentences it rests on."""
    from rich.console import Console

    from kg.query.card import card, render
    from kg.store.directory import GraphDirectory

    console = Console() if sys.stdout.isatty() else Console(width=120)
    console.print(render(card(GraphDirectory.open(directory), name)))


@app.command()
def stats(directory: Directory) -> None:
    """Print how much of everything the graph holds, each kind under the wider one that it belongs to."""
    from kg import ontology
    from kg.query.summary import count_kinds
    from kg.store.directory import GraphDirectory

    store = GraphDirectory.open(directory).store()
    found = count_kinds(store, ontology.classes())

    def tell(kinds: Iterable[str], depth: int) -> None:
        for kind in sorted(kinds, key=lambda kind: (-found[kind], kind)):
            if found[kind]:
                typer.echo(f"{found[kind]:8,}  {'  ' * depth}{ontology.label(kind)}")
                tell((below for below in found if kind in ontology.parents(below)), depth + 1)

    tell((kind for kind in found if not set(ontology.parents(kind)) & set(found)), 0)
    typer.echo(f"{len(store):8,}  triples")


@app.command()
def validate(directory: Directory) -> None:
    """Check the graph against the shapes of the ontology; exit code 1 if anything is wrong."""
    from kg.graph.validate import validate as check
    from kg.store.directory import GraphDirectory

    report = check(GraphDirectory.open(directory).quads())
    typer.echo(str(report))
    if not report.conforms:
        raise typer.Exit(1)
