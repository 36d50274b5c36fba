"""What people decided about a graph, in a file of its own that is only ever added to.

    DIR/judgements.jsonl   one judgement a line, oldest first, with who, when and why; to undo one adds a line as well

Rebuilds leave it alone. A line that a killed process did not finish counts for nothing and is cut off by the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kg import ids, ontology
from kg.errors import GraphDirectoryError
from kg.store.files import append_lines, finished

if TYPE_CHECKING:
    from kg.model import Judgement

NAME = "judgements.jsonl"
WHEN = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")
VERDICTS = {"same": 2, "different": 2, "unsure": 2, "wrong": 1, "undo": 0}  # how many things each is about


def read_judgements(directory: Path) -> tuple[Judgement, ...]:
    """Return every judgement in a graph directory, oldest first, the undone ones too.

    Raises `GraphDirectoryError` that names the line which is none.
    """
    path = directory / NAME
    return parsed(finished(path), str(path))


def parsed(content: bytes, source: str) -> tuple[Judgement, ...]:
    """Return the judgements in lines of JSON. Raises `GraphDirectoryError` with the number of a line that is none."""
    if not content.strip():
        return ()
    from kg.model import Judgement  # which takes longer to load than a graph without judgements to open

    found: list[Judgement] = []
    for number, line in enumerate(content.split(b"\n"), start=1):
        if line.strip():
            try:
                judgement = msgspec.json.decode(line, type=Judgement)
            except msgspec.DecodeError as problem:
                raise GraphDirectoryError(
                    f"line {number} of {source} is not a judgement: {problem}; mend that line or delete it"
                ) from problem
            if fault := fault_of(judgement):
                raise GraphDirectoryError(f"line {number} of {source} is not a judgement: {fault}; mend that line or delete it")
            found.append(judgement if judgement.id else identified(judgement, found))
    return tuple(found)


def fault_of(judgement: Judgement) -> str:
    """Return what is wrong with a judgement that came from a file; empty where nothing is."""
    if len(judgement.things) != VERDICTS.get(judgement.verdict, -1):
        about = f"{judgement.verdict!r} about {len(judgement.things)} things"
        return f"{about}; known: {', '.join(VERDICTS)}"
    if not judgement.who or not WHEN.fullmatch(judgement.when):
        return f"who is {judgement.who!r} and when {judgement.when!r}; when is written like 2026-01-31T23:59:59Z"
    kinds = (thing.kind for thing in judgement.things)
    unknown = next((kind for kind in kinds if kind not in ontology.classes()), None)
    return "" if unknown is None else f"there are no things of the kind {unknown!r}"


def encoded(judgements: Iterable[Judgement]) -> bytes:
    """Return judgements as lines of JSON, as `read_judgements` reads them."""
    return b"".join(msgspec.json.encode(judgement) + b"\n" for judgement in judgements)


def append_judgements(directory: Path, judgements: Iterable[Judgement]) -> None:
    """Add judgements to a graph directory whose lock the caller holds; on the disk when this returns.

    Raises `GraphDirectoryError` where they cannot be written.
    """
    append_lines(directory / NAME, encoded(judgements), "nothing was judged")


def identified(judgement: Judgement, earlier: Sequence[Judgement]) -> Judgement:
    """Return a judgement with its id, made from all it says and from how often the same was said before."""
    bare = replace(judgement, id="")
    content = msgspec.json.encode(bare).decode()
    again = sum(replace(other, id="") == bare for other in earlier)
    return replace(judgement, id=ids.digest(content, str(again))[:10])


def standing(judgements: Sequence[Judgement]) -> tuple[Judgement, ...]:
    """Return the judgements that hold: not those undone, nor those that undo; who undoes an undoing restores."""
    undone: set[str] = set()
    for judgement in reversed(judgements):
        if judgement.verdict == "undo" and judgement.id not in undone:
            undone.add(judgement.undoes)
    return tuple(each for each in judgements if each.verdict != "undo" and each.id not in undone)


def stamp(judgements: Sequence[Judgement]) -> str:
    """Return a hash of the judgements that hold; empty where there are none."""
    held = sorted(judgement.id for judgement in standing(judgements))
    return ids.digest(*held) if held else ""
