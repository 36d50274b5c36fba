"""The figures as a Markdown table, and its place in a document, so that no figure is ever typed."""

import re
from pathlib import Path
from typing import Any

from kg.errors import KgError
from kg.evaluate.attributions import ROLES, TESTS

START, END = "<!-- figures: made by kg evaluate --readme -->", "<!-- end of figures -->"
MEASURED = ("names", "links", "places", "synonyms", "chains", "recognition")
PLACE = re.compile(re.escape(START) + r".*?" + re.escape(END), re.DOTALL)


def markdown(figures: dict[str, Any]) -> str:
    """Return the figures of `kg evaluate` as Markdown: what was found of the example, and the scores of attribution."""
    lines: list[str] = []
    if "article" in figures:
        lines += ["| the example article | recall | precision |", "|---|---|---|"]
        for row in figures["article"]:
            lines.append(f"| {row['kind']} | {row['found']} of {row['gold']} | {row['right']} of {row['predicted']} |")
    if "attributions" in figures:
        found = figures["attributions"]
        title = f"{found['documents']} articles, {found['gold']} attributions"
        lines += ["", f"| {title} | precision | recall | F1 | cases |", "|---|---|---|---|---|"]
        lines += [f"| {' | '.join(row)} |" for row in attribution_rows(found)]
        if "noise" in found:
            lines += ["", "| with noise | partial F1 | strict F1 | content F1 | drop |", "|---|---|---|---|---|"]
            lines += [f"| {' | '.join(row)} |" for row in noise_rows(found)]
    if "interpretation" in figures:
        rows = interpretation_rows(figures["interpretation"])
        halves = list(figures["interpretation"]["halves"])
        lines += ["", f"| what statements mean | {' | '.join(halves)} |", "|---" * (len(halves) + 1) + "|"]
        lines += [f"| {' | '.join(row)} |" for row in rows]
    measured = [(name, found) for name in MEASURED for found in figures.get(name, ())]
    if measured:
        lines += ["", "| who is who | part | precision | recall | F1 | cases |", "|---|---|---|---|---|---|"]
    for name, found in measured:
        cells = " | ".join(f"{found[key]:.3f}" for key in ("precision", "recall", "f1"))
        lines.append(f"| {name}: {found['measure']} | {found['part']} | {cells} | {found['cases']} |")
    return "\n".join(lines)


def attribution_rows(figures: dict[str, Any]) -> list[tuple[str, ...]]:
    """Return a row for each measure of attributions and each class of them: name, precision, recall, F1, gold cases."""
    shares = ("precision", "recall", "f1")
    rows = [(name, *(f"{figures[name][key]:.3f}" for key in shares), str(figures["gold"])) for name in TESTS]
    for kind in ("exact", "words"):
        cells = " / ".join(f"{figures[kind][role]:.3f}" for role in ROLES)
        rows.append((f"{kind}: source / cue / content", "", "", cells, ""))
    for name, found in figures["classes"].items():
        rows.append((f"partial, {name}", *(f"{found[key]:.3f}" for key in shares), str(found["gold"])))
    return rows


def noise_rows(figures: dict[str, Any]) -> list[tuple[str, ...]]:
    """Return a row for the clean text and each kind of noise: F1 of each test, and by how much partial F1 drops."""
    rows = [("none", *(f"{figures[name]['f1']:.3f}" for name in TESTS), "")]
    for kind, found in figures["noise"].items():
        rows.append((kind, *(f"{found[name]:.3f}" for name in TESTS), f"{found['drop']:.3f}"))
    return rows


def interpretation_rows(figures: dict[str, Any]) -> list[tuple[str, ...]]:
    """Return a row for each facet of interpretation: its name, and its figure for each half of the gold file."""
    halves = list(figures["halves"].values())
    facets = sorted({name for half in halves for name in half if name != "cases"})
    rows = [("attributions", *(str(half["cases"]) for half in halves))]
    rows += [(facet.replace("_", " "), *(cell(half.get(facet)) for half in halves)) for facet in facets]
    lost = figures["without speaker"]
    share = f"{lost['lost']} of {lost['statements']} ({lost['share']:.1%})"
    return [*rows, ("statements with a source but no speaker", share, *[""] * (len(halves) - 1))]


def cell(figure: dict[str, Any] | None) -> str:
    """Return one figure in words: a share of cases, or precision and recall of a list."""
    if figure is None:
        return ""
    if "share" in figure:
        return f"{figure['share']:.3f} ({figure['right']} of {figure['of']})"
    return f"precision {figure['precision']:.2f}, recall {figure['recall']:.2f} (of {figure['wanted']})"


def replaced(document: str, figures: dict[str, Any]) -> str:
    """Return a document with the table between the marks of `figures` made anew; raises `KgError` where it has none."""
    if not PLACE.search(document):
        raise KgError(f"there is no place for the figures: put {START!r} and {END!r} where they belong")
    return PLACE.sub(lambda _: f"{START}\n{markdown(figures)}\n{END}", document)


def write_into(path: Path, figures: dict[str, Any]) -> None:
    """Make the table in the document at `path` anew."""
    path.write_text(replaced(path.read_text("utf-8"), figures), "utf-8")
