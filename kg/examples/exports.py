"""`make exports`: what the example article becomes, one file for each format; a test compares them with what is in git."""

import sys
from pathlib import Path

from kg.examples.demo import ARTICLE
from kg.export import EXPORTERS, export
from kg.pipeline import Report, build_in_memory, read_documents
from kg.settings import Settings


def main(folder: str = "exports") -> None:
    """Write every format of the example graph into `folder`."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    settings = Settings(jobs=1)
    graph = build_in_memory(read_documents([str(ARTICLE)], settings, Report()), settings)
    for name, row in sorted(EXPORTERS.items()):
        export(graph, name, Path(folder) / f"istanbul-talks{row.suffix}")


if __name__ == "__main__":
    main(*sys.argv[1:])
