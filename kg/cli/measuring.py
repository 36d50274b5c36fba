"""The command that measures quality: evaluate."""

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.app import app
from kg.cli.building import Finder, Jobs, Model
from kg.errors import KgError
from kg.settings import Settings

if TYPE_CHECKING:
    from kg.evaluate.golden import Score


@app.command()
def evaluate(
    gold: Annotated[Path | None, typer.Option(help="A gold file; by default that of the example article.")] = None,
    article: Annotated[Path | None, typer.Option(help="Its article; by default the .txt beside the gold file.")] = None,
    attributions: Annotated[
        Path | None, typer.Option(help="A folder with text/*.txt and attributions/*.ann (brat).")
    ] = None,
    noise: Annotated[
        bool,
        typer.Option(
            "--noise", help="Measure --attributions and --chains on misspelt and badly translated copies too."
        ),
    ] = False,
    interpretation: Annotated[
        Path | None, typer.Option(help="A file of attributions with what they mean (tests/gold/interpretation.jsonl).")
    ] = None,
    texts: Annotated[Path | None, typer.Option(help="The folder with the articles of --interpretation.")] = None,
    names: Annotated[Path | None, typer.Option(help="A CSV file of name pairs (nomenklatura's cases).")] = None,
    links: Annotated[
        Path | None, typer.Option(help="A JSON-lines file of articles with Wikidata links (AIDA).")
    ] = None,
    places: Annotated[Path | None, typer.Option(help="An XML file of articles with places (GeoWebNews).")] = None,
    synonyms: Annotated[Path | None, typer.Option(help="A folder of documents with synonyms (re3d).")] = None,
    chains: Annotated[Path | None, typer.Option(help="A CoNLL file of chains across articles (NewsWCL50).")] = None,
    recognition: Annotated[
        Path | None, typer.Option(help="A folder of .tsv files: a token and its BIO label on each line.")
    ] = None,
    errors: Annotated[bool, typer.Option("--errors", help="Name what was missed and what was too much.")] = False,
    output: Annotated[Path | None, typer.Option("--json", help="Write all figures to this file too.")] = None,
    readme: Annotated[Path | None, typer.Option(help="Make the table of figures in this document anew.")] = None,
    jobs: Jobs = 0,
    model: Model = Settings().model,
    finder: Finder = Settings().finder,
) -> None:
    """Measure what Parley finds against what careful readers found."""
    from kg.evaluate import report
    from kg.evaluate.who import of_corpus

    settings, figures = Settings(model, finder, jobs), dict[str, Any]()
    corpora = {"names": names, "links": links, "places": places, "synonyms": synonyms, "chains": chains}
    corpora["recognition"] = recognition
    named = any((attributions, interpretation, *corpora.values()))
    if gold is not None or not named or readme is not None:
        gold = gold or report.EXAMPLE
        text = article or gold.with_suffix(".txt")
        for path in (gold, text):
            if not path.exists():
                raise KgError(f"no such file: {path}")
        scores = report.of_article(gold, text, settings)
        figures["article"] = report.as_rows(scores)
        print_scores(scores, errors)
    if attributions is not None:
        figures["attributions"], wrong = report.of_attributions(attributions, settings, noise)
        print_attributions(figures["attributions"])
        for line in wrong if errors else ():
            typer.echo(line)
    if interpretation is not None:
        figures["interpretation"], wrong = report.of_interpretation(interpretation, texts, settings)
        print_interpretation(figures["interpretation"])
        for line in wrong if errors else ():
            typer.echo(line)
    for name, corpus in corpora.items():
        if corpus is not None:
            figures[name], wrong = of_corpus(name, corpus, settings, noise)
            print_figures(name, figures[name])
            for line in wrong if errors else ():
                typer.echo(line)
    if output is not None:
        output.write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n", "utf-8")
    if readme is not None:
        from kg.evaluate.table import write_into

        write_into(readme, figures)


def print_scores(scores: "list[Score]", errors: bool) -> None:
    """Print recall and precision of each kind."""
    from rich.console import Console
    from rich.table import Table

    table = Table("", "recall", "precision", "found", "predicted", box=None, padding=(0, 2, 0, 0))
    for score in scores:
        table.add_row(
            score.kind,
            f"{score.recall:.2f}",
            f"{score.precision:.2f}",
            f"{score.found}/{score.gold}",
            f"{score.right}/{score.predicted}",
        )
    console = Console(width=None if sys.stdout.isatty() else 120)
    console.print(table)
    for score in scores if errors else ():
        for name, items in (("missed", score.missed), ("too much", score.spurious)):
            for item in items:
                typer.echo(f"{score.kind}: {name}: {item}")


def print_attributions(figures: dict[str, Any]) -> None:
    """Print the scores of attribution: of all, of each class, and under each kind of noise."""
    from rich.console import Console
    from rich.table import Table

    from kg.evaluate.table import attribution_rows, noise_rows

    console = Console(width=None if sys.stdout.isatty() else 120)
    title = f"{figures['documents']} articles, {figures['gold']} attributions, {figures['predicted']} found"
    table = Table(title, "precision", "recall", "F1", "cases", box=None, padding=(0, 2, 0, 0))
    for row in attribution_rows(figures):
        table.add_row(*row)
    console.print(table)
    if "noise" in figures:
        table = Table("with noise", "partial F1", "strict F1", "content F1", "drop", box=None, padding=(0, 2, 0, 0))
        for row in noise_rows(figures):
            table.add_row(*row)
        console.print(table)


def print_interpretation(figures: dict[str, Any]) -> None:
    """Print how well statements are understood once their words are known."""
    from rich.console import Console
    from rich.table import Table

    from kg.evaluate.table import interpretation_rows

    halves = list(figures["halves"])
    table = Table("interpretation", *halves, box=None, padding=(0, 2, 0, 0))
    for row in interpretation_rows(figures):
        table.add_row(*row)
    Console(width=None if sys.stdout.isatty() else 120).print(table)


def print_figures(title: str, rows: list[dict[str, Any]]) -> None:
    """Print precision, recall and F1 of one corpus, precision first: a wrong merge is worse than a missed one."""
    from rich.console import Console
    from rich.table import Table

    table = Table(title, "part", "precision", "recall", "F1", "cases", box=None, padding=(0, 2, 0, 0))
    for row in rows:
        shares = (f"{row[name]:.3f}" for name in ("precision", "recall", "f1"))
        table.add_row(row["measure"], row["part"], *shares, str(row["cases"]))
    Console(width=None if sys.stdout.isatty() else 120).print(table)
