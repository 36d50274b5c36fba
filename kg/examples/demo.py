"""`make demo`: build the graph of the example article into `exports/`, and say what was found and where to look."""

import sys
import time
from pathlib import Path

from kg.cli.building import summarize, tell_faults
from kg.pipeline import Report, build_directory, read_documents
from kg.settings import Settings

ARTICLE = Path(__file__).with_name("istanbul-talks.txt")


def main(folder: str = "exports") -> None:
    """Build, export the page, print the summary and three things to try next."""
    from kg.export import export

    report, settings, started = Report(), Settings(), time.monotonic()
    target = Path(folder) / "demo"
    documents = read_documents([str(ARTICLE)], settings, report)
    directory = build_directory(documents, target, settings, report, fresh=True)
    page = Path(folder) / "istanbul-talks.html"
    export(directory.view(), "html", page)
    tell_faults(report, verbose=True)
    summarize(target, report, time.monotonic() - started)
    lines = (
        f"the page:       {page}  (open it in any browser)",
        f"who said what:  .venv/bin/kg ask {target} said-by speaker=Zelenskyy",
        f"one actor:      .venv/bin/kg show {target} Reuters",
        "all questions:  .venv/bin/kg ask --list",
    )
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
