"""PolNeAR as this training reads it: articles with the spans of their attributions."""

import re
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

SOURCE, CUE, CONTENT = "source", "cue", "content"
ROLES = (SOURCE, CUE, CONTENT)
Spans = tuple[tuple[int, int], ...]
HELD_OUT = 20  # every so-manieth train article is kept for choices


@dataclass(frozen=True)
class Article:
    """A text and, for each annotator in name order, attributions as {role: ((start, end), ...)}."""

    name: str
    text: str
    readings: tuple[tuple[dict[str, Spans], ...], ...]


def read_attributions(path: Path) -> tuple[dict[str, Spans], ...]:
    """Return the attributions of one brat file that have a cue or content."""
    with path.open(encoding="utf-8", newline="") as file:
        records = [record.split("\t") for record in re.split(r"\n(?=[TEARN#*]\d*\t)", file.read())]
    spans: dict[str, list[tuple[int, int]]] = {}
    for fields in records:
        if fields[0].startswith("T"):
            pairs = fields[1].partition(" ")[2].split(";")
            spans[fields[0]] = [(int(start), int(end)) for start, end in (pair.split() for pair in pairs)]
    found = []
    for fields in records:
        if fields[0].startswith("E"):
            roles: dict[str, list[tuple[int, int]]] = defaultdict(list)
            for argument in fields[1].split():
                name, _, key = argument.partition(":")
                roles[re.sub(r"\d+$", "", name).lower()] += spans.get(key.strip(), [])
            found.append({role: tuple(roles[role]) for role in ROLES})
    return tuple(reading for reading in found if reading[CUE] or reading[CONTENT])


def read_articles(folder: Path) -> list[Article]:
    """Return the articles of one split (text/ and attributions/), sorted by name."""
    articles = []
    for path in sorted((folder / "text").glob("*.txt")):
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        files = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        files = [file for file in files if file.stem.rpartition("_")[0] == path.stem]
        if files:
            articles.append(Article(path.stem, text, tuple(read_attributions(file) for file in files)))
    return articles


def split(articles: list[Article]) -> tuple[list[Article], list[Article]]:
    """Return the articles to learn from and those held out for choices."""
    return [article for at, article in enumerate(articles) if at % HELD_OUT], articles[::HELD_OUT]
