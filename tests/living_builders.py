"""Articles whose extraction is made by hand, so that a graph can change thousands of times without a language model."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from resolve_builders import article, delegation, event, name

from kg.model import Attribution, Document, Extraction, Span, Statement
from kg.renew import refresh
from kg.store import GraphDirectory

STAMP = "by hand"


def person(full: str, text: str = "", **fields) -> Extraction:
    """Return an article in which somebody says something."""
    words = f"{full} said no. {text}"
    said = Attribution(
        (Span(0, len(full)),), (Span(len(full) + 1, len(full) + 5),), (Span(len(full) + 6, len(full) + 8),)
    )
    statement = Statement(said, "indirect", "Assert", speakers=(Span(0, len(full)),))
    return article(words, name(full, **fields), statements=(statement,))


def talks(place: str, day: str, extra: str = "", kind: str = "Negotiation") -> Extraction:
    """Return an article about talks between two states."""
    text = f"Russian envoys met Iranian envoys for talks in {place}. The Russian delegation came. {extra}"
    marked = [
        name("Russian", "Country", form="demonym", country="RU"),
        name("Iranian", "Country", form="demonym", country="IR"),
        name("Russian", "Country", nth=2, form="demonym", country="RU"),
        name("The Russian delegation", "Delegation", form="nominal", country="RU"),
        name(place, "City"),
    ]
    happened = event(text, "talks", kind=kind, day=day, venues=[place], participants=["Russian", "Iranian"])
    acting = delegation(text, "The Russian delegation", "Russian", "talks")
    return article(text, *marked, events=(happened,), delegations=(acting,))


# Chosen so that one article changes what others say: names that join or contradict, bare names that are told apart, events
# on one day, a country that is named only here, and one that is there only for a city or an envoy.
ARTICLES = (
    talks("Geneva", "2024-05-03"),
    talks("Geneva", "2024-05-03", "Again."),
    talks("Vienna", "2024-05-03", "Elsewhere."),
    talks("Geneva", "2024-05-04", "Next day.", "Summit"),
    person("Abdullah Karimi", "a", country="IR"),
    person("Abdulla Karimi", "b", country="IR"),
    person("Abdullah Karimi", "c"),
    person("Abdullah Karimi", "d", country="AF"),
    person("Karl Albrechtsen", "e", country="SE"),
    person("Karl Albrechtson", "f", country="SE"),
    person("Karl Albrektson", "g", country="SE"),
    person("Carl Albregtzon", "h", country="SE"),
    person("Karimi", "i"),
    person("Karimi", "j"),
    person("Vladimir Putin", "k", country="RU"),
    person("Ana Rojas", "l", country="CL"),
    article("Chile was silent.", name("Chile", "Country", country="CL")),
    article("Lyon was silent.", name("Lyon", "City", country="FR")),
    article("France was silent.", name("France", "Country", country="FR")),
    article("Officials spoke.", name("Officials", "UnnamedSource", form="nominal")),
    article("Officials spoke in Geneva.", name("Officials", "UnnamedSource", form="nominal"), name("Geneva", "City", country="CH")),
    article("A French envoy left.", name("French", "Country", form="demonym", country="FR")),
    article("He acts for Iran.", name("Iran", "Country", country="IR"), name("He", "Person", form="pronoun", represents=("Iran",))),
)  # fmt: skip


def placed(extraction: Extraction, place: str) -> Document:
    """Return the document of an extraction as it was read from the file at `place`."""
    return replace(extraction.document, source=place, origin=f"/news/{place}")


def put(directory: GraphDirectory, extraction: Extraction, place: str) -> None:
    """Count an article as read at a place."""
    directory.put(extraction, [placed(extraction, place)], STAMP)


def built(path: Path, read: dict[str, Extraction]) -> GraphDirectory:
    """Return the graph that one build of these articles makes; `read` gives them by their place."""
    with GraphDirectory.create(path) as directory:
        for place, extraction in read.items():
            put(directory, extraction, place)
        refresh(directory)
    return directory


def nquads(directory: GraphDirectory) -> bytes:
    """Return the graph as it is exported, with the named graphs that the store knows of."""
    names = sorted(map(str, directory.store().named_graphs()))
    return "\n".join([*names, *map(str, directory.quads())]).encode()


@contextmanager
def quick_folder() -> Iterator[Path]:
    """Give a folder that lies in memory where that is possible, for tests that make thousands of stores."""
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=memory if os.access(memory, os.W_OK) else None))
    yield folder
    shutil.rmtree(folder)
