"""The table of contents of a graph directory."""

from pathlib import Path

import msgspec

import kg
from kg import ids, ontology
from kg.errors import GraphDirectoryError
from kg.settings import Settings
from kg.store import notes
from kg.store.files import write_whole
from kg.store.judgements import read_judgements, stamp

FORMAT = 1  # raised when an older Parley could not read what this one writes
NAME = "manifest.json"


class Entry(msgspec.Struct, frozen=True):
    """One document of the graph."""

    shard: str  # file name
    sources: tuple[str, ...] = ()  # the names it was read under, sorted: part of the graph
    title: str = ""
    url: str = ""
    origins: tuple[tuple[str, str], ...] = ()  # the files it was read from, as whole paths, each with the name for it


class Manifest(msgspec.Struct):
    """What a graph directory holds."""

    format: int = FORMAT
    parley: str = kg.__version__
    fingerprint: str = ""  # of the extractor that read most lately
    model: str = Settings().model  # that it used
    finder: str = Settings().finder
    base: str = ontology.DEFAULT_BASE
    judgements: str = ""  # hash of those that hold, told by their own file at each reading
    notes: str = ""  # hash of what people added, told by its own file at each reading
    documents: dict[str, Entry] = msgspec.field(default_factory=dict)

    def contents(self) -> str:
        """Return a hash of all that the store depends on: the documents, and the code that makes a graph of them."""
        from kg.graph.assemble import version

        documents = (
            f"{key} {entry.shard} {' | '.join(entry.sources)}" for key, entry in sorted(self.documents.items())
        )
        return ids.digest(version(), self.base, self.judgements, self.notes, *documents)


class DamagedManifest(GraphDirectoryError):
    """The manifest is no manifest any more."""


class Header(msgspec.Struct):
    """The part of a manifest that every version can read."""

    format: int
    parley: str = ""


def write_manifest(directory: Path, manifest: Manifest) -> None:
    """Write the manifest, documents sorted."""
    write_whole(directory / NAME, encoded(manifest))


def encoded(manifest: Manifest) -> bytes:
    """Return a manifest as bytes, documents sorted."""
    manifest.documents = dict(sorted(manifest.documents.items()))
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def read_manifest(directory: Path) -> Manifest:
    """Return the manifest of a directory. Raises `GraphDirectoryError` where it is no graph or of another version."""
    path = directory / NAME
    try:
        content = path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise GraphDirectoryError(_no_graph(directory)) from problem
    except OSError as problem:
        raise GraphDirectoryError(f"cannot read {path}: {problem.strerror}") from problem
    manifest = decoded(content, directory)
    manifest.judgements = stamp(read_judgements(directory))
    manifest.notes = notes.stamp(directory)
    return manifest


def decoded(content: bytes, directory: Path) -> Manifest:
    """Return the manifest in these bytes. Raises `DamagedManifest`, or `GraphDirectoryError` where it is of another version."""
    try:
        header = msgspec.json.decode(content, type=Header)
        if header.format != FORMAT:
            raise GraphDirectoryError(
                f"{directory} was made by Parley {header.parley} in format {header.format}, this is format {FORMAT}; "
                "build it again from its articles into another directory"
            )
        return msgspec.json.decode(content, type=Manifest)
    except msgspec.DecodeError as problem:
        raise DamagedManifest(f"{directory / NAME} is damaged ({problem}); run: kg rebuild {directory}") from problem


def is_graph(directory: Path) -> bool:
    """Return whether a graph lies in a directory, even if its manifest is gone."""
    return (directory / NAME).exists() or any((directory / "shards").glob("*.json")) or (directory / "store").is_dir()


def _no_graph(directory: Path) -> str:
    if not directory.exists():
        return f"{directory} does not exist; make a graph with: kg build ARTICLE... -o {directory}"
    if not directory.is_dir():
        return f"{directory} is a file, not a graph directory"
    if is_graph(directory):
        return f"{directory / NAME} is missing; run: kg rebuild {directory}"
    return f"{directory} is not a graph directory: it holds no {NAME}"
