"""A graph on disk: the extractions it is made from, and the store that answers queries.

    DIR/manifest.json      which documents, read where, by which version
    DIR/shards/*.json      the extraction of each document, immutable
    DIR/store/             the graph, for Oxigraph
    DIR/judgements.jsonl   what people decided, see `kg.store.judgements`
    DIR/memory.sqlite      what resolving found in each document, see `kg.store.memory`
    DIR/notes.nt           what people added by `kg update-query`
    DIR/log.jsonl          what came in and went out, when, by which version
    DIR/lock               held by the one process that writes

Nothing changes for readers until `load` or `amend` has made a whole new store beside the old one; then the two change
places. A process killed before that leaves the old graph and the new shards, so that the next one goes on where it
stopped.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack, suppress
from dataclasses import replace
from itertools import chain
from pathlib import Path
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING

import msgspec
import pyoxigraph
from pyoxigraph import Quad, Store, Triple

import kg
from kg import ontology
from kg.errors import GraphDirectoryError
from kg.graph.part import Part
from kg.settings import Settings
from kg.store import history, notes
from kg.store.files import UNFINISHED, lock
from kg.store.judgements import append_judgements, read_judgements, standing
from kg.store.judgements import stamp as judged
from kg.store.manifest import NAME, Entry, Manifest, encoded, is_graph, read_manifest, write_manifest
from kg.store.memory import NAME as MEMORY
from kg.store.shards import read_shard, shard_name, write_shard
from kg.store.versions import State, Versions

if TYPE_CHECKING:
    from kg.graph.view import GraphView
    from kg.model import Document, Extraction, Judgement
    from kg.store.memory import Memory

# All that a process killed while it made a graph directory may leave.
BEGUN = frozenset({"shards", "lock", NAME, NAME + UNFINISHED, MEMORY, MEMORY + "-journal"})


class GraphDirectory:
    """A graph directory, open to read, or to write as well while a `with` block runs."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        """Use `create` or `open`."""
        self.path = path
        self._manifest = manifest
        self._versions = Versions(path)
        self._store: Store | None = None
        self._lock = ExitStack()
        self._writes = False

    @classmethod
    def open(cls, path: Path) -> GraphDirectory:
        """Return the graph that lies at `path`. Raises `GraphDirectoryError` where there is none we can read."""
        return cls(path, read_manifest(path))

    @classmethod
    def create(cls, path: Path, base: str = ontology.DEFAULT_BASE) -> GraphDirectory:
        """Return the graph at `path`, new and empty if there is nothing yet; an existing one keeps what it holds.

        Raises `GraphDirectoryError` where something else lies there, or a graph with another base.
        """
        if (path / NAME).exists():
            directory = cls.open(path)
            if directory.base != base:
                raise GraphDirectoryError(f"{path} has the base {directory.base}, not {base}; use another directory")
            return directory
        if path.exists() and not (path.is_dir() and {each.name for each in path.iterdir()} <= BEGUN):
            if is_graph(path):
                read_manifest(path)  # says that it is missing
            raise GraphDirectoryError(f"{path} exists and is not a graph directory; name a new or empty one")
        try:
            (path / "shards").mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise GraphDirectoryError(f"cannot make {path}: {problem.strerror}") from problem
        write_manifest(path, Manifest(base=base))
        return cls.open(path)

    # -------- Reading

    @property
    def base(self) -> str:
        """The IRI under which the instances live."""
        return self._manifest.base

    @property
    def parley(self) -> str:
        """The version of Parley that wrote last."""
        return self._manifest.parley

    @property
    def documents(self) -> Mapping[str, Entry]:
        """The documents by id, with their sources and titles."""
        return MappingProxyType(self._manifest.documents)

    @property
    def sources(self) -> dict[str, tuple[str, ...]]:
        """Where each document was read, by id."""
        return {document_id: entry.sources for document_id, entry in self.documents.items()}

    @property
    def judgements(self) -> tuple[Judgement, ...]:
        """What people judged and did not undo, oldest first."""
        return standing(read_judgements(self.path))

    @property
    def notes(self) -> frozenset[Triple]:
        """What people added that no article says."""
        return notes.read_notes(self.path)

    @property
    def settings(self) -> Settings:
        """The choices with which documents were read most lately."""
        return Settings(self._manifest.model, self._manifest.finder, base=self.base)

    @property
    def stamp(self) -> str:
        """A hash of what the graph holds and of the code that made it; another one after every change."""
        return self._versions.contents()

    @property
    def history(self) -> list[history.Change]:
        """What came in and went out, the oldest first."""
        return history.read_history(self.path)

    def is_current(self) -> bool:
        """Return whether the store was made from the documents that the manifest names, by this very code and gazetteer."""
        return self.stamp == self._manifest.contents()

    def state(self) -> State | None:
        """Return what the store was made from, part by part; None where that cannot be told."""
        return self._versions.state()

    def memory(self) -> Memory:
        """Return what resolving found in each document before."""
        from kg.graph.assemble import version
        from kg.store.memory import Memory

        return Memory(self.path, version())

    def has(self, document_id: str, fingerprint: str) -> bool:
        """Return whether the extraction of a document by this extractor lies here, even if from a build cut short."""
        return (self.path / "shards" / shard_name(document_id, fingerprint)).is_file()

    def extraction(self, document_id: str) -> Extraction:
        """Return one extraction. Raises `GraphDirectoryError` where its shard is damaged, KeyError where unknown."""
        entry = self._manifest.documents[document_id]
        found = read_shard(self.path / "shards" / entry.shard)
        if found.document.id != document_id:
            raise GraphDirectoryError(
                f"{self.path / 'shards' / entry.shard} holds another document; run: kg rebuild {self.path}"
            )
        return replace(found, document=replace(found.document, source=next(iter(entry.sources), "")))

    def document(self, document_id: str) -> Document:
        """Return one document as it was read, from its shard, or where that is damaged as the store has it.

        Raises `GraphDirectoryError` where both are damaged, KeyError where it is unknown.
        """
        try:
            return self.extraction(document_id).document
        except GraphDirectoryError as problem:
            from kg.graph.restore import restored

            entry = self._manifest.documents[document_id]
            found = restored(self.store(), self.base, document_id) if self.store_path.is_dir() else None
            if found is None:
                raise GraphDirectoryError(
                    f"{problem}; what it said is lost: kg retract {self.path} {document_id}, "
                    f"then kg add {self.path} {' '.join(entry.sources)}"
                ) from problem
            return replace(found, source=next(iter(entry.sources), ""))

    def extractions(self) -> Iterator[Extraction]:
        """Yield the extraction of every document, sorted by id."""
        for document_id in sorted(self._manifest.documents):
            yield self.extraction(document_id)

    @property
    def store_path(self) -> Path:
        """Where the store lies at this moment."""
        return self._versions.path

    def store(self) -> Store:
        """Return the store, opened to read only, whoever else reads or writes. Raises `GraphDirectoryError`."""
        if self._store is None:
            self._store = self._versions.opened()
        return self._store

    def quads(self) -> Iterator[Quad]:
        """Yield every quad of the store, sorted as `kg.graph.assemble` sorts them."""
        from kg.graph.sorting import in_order

        store = self.store()
        for graph in sorted(store.named_graphs(), key=lambda graph: str(graph).rstrip(">")):
            yield from in_order(store.quads_for_pattern(None, None, None, graph))

    def unsorted(self) -> Iterator[Quad]:
        """Yield every quad of the store in the order of the store."""
        store = self.store()
        for graph in store.named_graphs():
            yield from store.quads_for_pattern(None, None, None, graph)

    def view(self) -> GraphView:
        """Return the graph for exporters and the page."""
        from kg.graph.view import GraphView

        return GraphView(self.quads, self.base, self.unsorted)

    # -------- Writing, inside a `with` block

    def __enter__(self) -> GraphDirectory:
        """Take the lock, read the manifest anew and mend what a killed process left."""
        self._lock.enter_context(lock(self.path / "lock"))
        try:
            self._manifest = read_manifest(self.path)
            self._mend()
        except BaseException:
            self._lock.close()
            raise
        self._writes = True
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the lock go; a directory made for a build that came to nothing is taken away again."""
        self._writes = False
        if error is not None and not self.stamp and not any((self.path / "shards").glob("*.json")):
            self._vanish()
        self._lock.close()

    def put(self, extraction: Extraction, read: Iterable[Document], fingerprint: str) -> None:
        """Store the extraction of a document and count it as part of the graph, from the next `load` on; see `keep`."""
        self._must_write()
        write_shard(self.path / "shards" / shard_name(extraction.document.id, fingerprint), extraction)
        self.keep(extraction.document, read, fingerprint)

    def keep(self, document: Document, read: Iterable[Document], fingerprint: str) -> None:
        """Count a document whose extraction lies here already (see `has`) as part of the graph.

        `read` is the same document as it was read at one or more places; these add up.
        """
        self._must_write()
        read, entry = tuple(read), self._manifest.documents.get(document.id) or Entry("")
        sources = {each.source for each in read} | {*entry.sources}
        origins = {(each.origin, each.source) for each in read if each.origin} | {*entry.origins}
        self._manifest.documents[document.id] = Entry(
            shard_name(document.id, fingerprint),
            tuple(sorted(sources - {""})),
            document.title,
            document.url,
            tuple(sorted(origins)),
        )
        self._manifest.fingerprint = fingerprint

    def leave(self, origin: str) -> None:
        """Count what was read from a file as read there no more; a document that was read nowhere else goes."""
        self._must_write()
        for key, entry in list(self._manifest.documents.items()):
            origins = tuple(pair for pair in entry.origins if pair[0] != origin)
            gone = {name for _, name in entry.origins} - {name for _, name in origins}
            sources = tuple(each for each in entry.sources if each not in gone)
            self._manifest.documents[key] = msgspec.structs.replace(entry, sources=sources, origins=origins)
            if not sources and entry.sources:
                self.drop(key)

    def drop(self, document_id: str) -> None:
        """Count a document as part of the graph no more. Raises KeyError where it is not."""
        self._must_write()
        del self._manifest.documents[document_id]

    def is_sound(self, document_id: str) -> bool:
        """Return whether the extraction of a document is there and whole."""
        try:
            return bool(self.extraction(document_id))
        except GraphDirectoryError:
            return False

    def forget(self, document_id: str) -> None:
        """Delete the extraction of a document, so that it is read again. Raises KeyError where it is unknown."""
        self._must_write()
        (self.path / "shards" / self._manifest.documents[document_id].shard).unlink(missing_ok=True)

    def distrust(self) -> None:
        """Count the store as outdated in every part, so that all of it is made anew."""
        self._must_write()
        self._versions.distrust()
        (self.path / MEMORY).unlink(missing_ok=True)

    def clear(self) -> None:
        """Count no document as part of the graph; what is read again is not extracted again."""
        self._must_write()
        self._manifest.documents.clear()

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Write down what somebody judged; it counts from the next `load` on."""
        self._must_write()
        append_judgements(self.path, judgements)
        self._manifest.judgements = judged(read_judgements(self.path))

    def note(self, triples: Iterable[Triple]) -> None:
        """Let these be what people added; they count from the next `load` or `amend` on."""
        self._must_write()
        notes.write_notes(self.path, triples)
        self._manifest.notes = notes.stamp(self.path)

    def read_by(self, settings: Settings) -> None:
        """Remember with which choices documents are read from now on."""
        self._must_write()
        self._manifest.model, self._manifest.finder = settings.model, settings.finder

    def load(self, quads: Iterable[Quad], marks: Mapping[str, str] | None = None) -> None:
        """Make the graph of these quads the one that readers see; `marks` tells its parts from later ones, by name.

        The old store answers until the new one is whole. Raises `GraphDirectoryError` where the disk is full.
        """
        self._must_write()
        self._versions.load(chain(quads, notes.part(self.path, self.base).quads), self._next_state(marks or {}))
        self._take_over()

    def amend(self, parts: Iterable[Part], marks: Mapping[str, str]) -> None:
        """Let readers see a graph that differs from the present one in these parts only; else like `load`."""
        self._must_write()
        self._versions.amend(chain(parts, [notes.part(self.path, self.base)]), self._next_state(marks))
        self._take_over()

    def _next_state(self, marks: Mapping[str, str]) -> State:
        self._manifest.parley = kg.__version__
        return State(self._manifest.contents(), marks, encoded(self._manifest))

    def _take_over(self) -> None:
        try:
            write_manifest(self.path, self._manifest)
        except GraphDirectoryError:
            self._versions.forget_next()
            raise
        self._store = None
        self._versions.swap()
        history.record(self.path, self._manifest.documents)
        self._sweep()

    def _must_write(self) -> None:
        if not self._writes:
            raise GraphDirectoryError(f"{self.path} is open to read only; write inside a with block")

    def _mend(self) -> None:
        """Put right what a killed process left half done, and clear away what is unfinished."""
        self._versions.mend()
        (self.path / "shards").mkdir(exist_ok=True)
        for unfinished in (self.path / "shards").glob(f"*{UNFINISHED}"):
            unfinished.unlink(missing_ok=True)
        if self.is_current():
            history.record(self.path, self._manifest.documents)

    def _vanish(self) -> None:
        for name in sorted(BEGUN):
            (self.path / name).unlink(missing_ok=True) if name != "shards" else (self.path / name).rmdir()
        with suppress(OSError):
            self.path.rmdir()

    def _sweep(self) -> None:
        """Delete the shards that no document of the graph needs."""
        needed = {entry.shard for entry in self._manifest.documents.values()}
        for path in sorted((self.path / "shards").glob("*.json")):
            if path.name not in needed:
                path.unlink(missing_ok=True)


def memory_store(quads: Iterable[Quad]) -> Store:
    """Return a store in memory that holds these quads, for a graph that lies nowhere on disk."""
    store = pyoxigraph.Store()
    store.bulk_extend(quads)
    return store
