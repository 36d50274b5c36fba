"""`make exports`: what the example article becomes, a file or folder for each format; a test compares them with what is in git."""

import sys
from collections.abc import Iterator
from pathlib import Path

from kg.examples.demo import ARTICLE
from kg.export import EXPORTERS, export
from kg.graph.view import GraphView
from kg.pipeline import Report, build_in_memory, read_documents
from kg.settings import Settings

INTRODUCTION = (
    "Beside an export in a format that cannot carry everything lies a `.loss.txt`. It counts what was lost of that very",
    "graph, or had to change, a line for each kind; what is not in it was not lost. All are written in bounded memory:",
    "[how fast, and in how much](exports-speed.md).",
)
PAGE = Path(__file__).parents[2] / "docs" / "exports.md"


def main(folder: str = "exports") -> None:
    """Write every format of the example graph into `folder`."""
    write(example(), Path(folder))


def example() -> GraphView:
    """Return the graph of the example article."""
    settings = Settings(jobs=1)
    return build_in_memory(read_documents([str(ARTICLE)], settings, Report()), settings)


def write(graph: GraphView, folder: Path) -> None:
    """Write every format of a graph into `folder`, which is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, row in sorted(EXPORTERS.items()):
        export(graph, name, folder / f"istanbul-talks{row.suffix}")


def page() -> str:
    """Return the page of the documentation that lists the formats."""
    rows = [
        f"| `{name}` | `{row.suffix}` | {row.description} | {row.tested} |" for name, row in sorted(EXPORTERS.items())
    ]
    head = ["# Formats", "", "Made by `make exports` from the registry of formats.", "", *INTRODUCTION, ""]
    table = ["| format | ending | what it is | our tests load it into |", "|---|---|---|---|", *rows, ""]
    return "\n".join([*head, *table, *(line for name in sorted(EXPORTERS) for line in about(name))])


def about(name: str) -> Iterator[str]:
    """Yield the lines of the page that tell how a format is loaded and what it cannot carry."""
    row = EXPORTERS[name]
    yield from (f"## {name}", "", "```", row.loading(f"talks{row.suffix}"), "```", "")
    if row.lost:
        yield from ("It cannot carry, and counts:", "", *(f"- {each}" for each in row.lost), "")


if __name__ == "__main__":
    main(*sys.argv[1:])
    PAGE.write_text(page(), "utf-8")
