"""The history of a graph directory: what came in and went out, when, by which version; one line of JSON each.

The lines say everything that a manifest says of its documents, so that both can be compared: what a killed process did
not write down is written down by the next one.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import msgspec

import kg
from kg.errors import GraphDirectoryError
from kg.store.files import append_lines, finished
from kg.store.manifest import Entry

NAME = "log.jsonl"


class Change(msgspec.Struct, frozen=True):
    """One document that came in, went out, or was read again."""

    when: str  # ISO 8601, UTC
    what: str  # in · out · again (by another extractor) · moved (read from other places)
    document: str  # id
    entry: Entry
    by: str = f"kg {kg.__version__}"


def read_history(directory: Path) -> list[Change]:
    """Return the changes of a graph directory, the oldest first. Raises `GraphDirectoryError` where a line is damaged."""
    path = directory / NAME
    return [decoded(line, path, number) for number, line in enumerate(finished(path).splitlines(), start=1)]


def decoded(line: bytes, path: Path, number: int) -> Change:
    """Return the change that a line says."""
    try:
        return msgspec.json.decode(line, type=Change)
    except msgspec.DecodeError as problem:
        raise GraphDirectoryError(
            f"line {number} of {path} is damaged ({problem}); run: kg rebuild {path.parent}"
        ) from problem


def is_whole(line: bytes) -> bool:
    """Return whether a line says a change."""
    try:
        return bool(msgspec.json.decode(line, type=Change))
    except msgspec.DecodeError:
        return False


def documents_after(changes: Iterable[Change]) -> dict[str, Entry]:
    """Return which documents a graph holds after these changes."""
    held: dict[str, Entry] = {}
    for change in changes:
        if change.what == "out":
            held.pop(change.document, None)
        else:
            held[change.document] = change.entry
    return held


def record(directory: Path, documents: Mapping[str, Entry]) -> None:
    """Write down what has changed since the last line. Raises `GraphDirectoryError` where it cannot be written."""
    before = documents_after(read_history(directory))
    now = datetime.now(UTC).isoformat(timespec="seconds")
    changes = [Change(now, "out", key, entry) for key, entry in sorted(before.items()) if key not in documents]
    for key, entry in sorted(documents.items()):
        if key not in before:
            changes.append(Change(now, "in", key, entry))
        elif before[key] != entry:
            changes.append(Change(now, "again" if before[key].shard != entry.shard else "moved", key, entry))
    if changes:
        append_lines(directory / NAME, b"".join(msgspec.json.encode(change) + b"\n" for change in changes))
