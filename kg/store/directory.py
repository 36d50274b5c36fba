"""A graph on disk: the extractions it is made from, and the store that answers queries.

    DIR/manifest.json      which documents, read where, by which version
    DIR/shards/*.json      the extraction of each document, immutable
    DIR/store/             the graph, for Oxigraph
    DIR/judgements.jsonl   what people decided, see `kg.store.judgements`
    DIR/lock               held by the one process that writes

Nothing changes for readers until `load` has built a whole new store beside the old one; then the two change places. A
process killed before that leaves the old graph and the new shards, so that the next one goes on where it stopped.
"""

from __future__ import annotations

import gc
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType, TracebackType

import pyoxigraph
from pyoxigraph import Quad, Store

import kg
from kg import ontology
from kg.errors import GraphDirectoryError
from kg.graph.sorting import in_order
from kg.graph.view import GraphView
from kg.model import Extraction, Judgement
from kg.store.files import UNFINISHED, lock
from kg.store.judgements import append_judgements, read_judgements, stamp, standing
from kg.store.manifest import NAME, Entry, Manifest, read_manifest, write_manifest
from kg.store.shards import read_shard, shard_name, write_shard

# All that a process killed while it made a graph directory may leave.
BEGUN = frozenset({"shards", "lock", NAME + UNFINISHED})


class GraphDirectory:
    """A graph directory, open to read, or to write as well while a `with` block runs."""

    def __init__(self, path: Path, manifest: Manifest) -> None:
        """Use `create` or `open`."""
        self.path = path
        self._manifest = manifest
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

    def is_current(self) -> bool:
        """Return whether the store was made from the documents that the manifest names, by this version."""
        return bool(self._manifest.loaded) and self._manifest.loaded == self._manifest.contents()

    def has(self, document_id: str, fingerprint: str) -> bool:
        """Return whether the extraction of a document by this extractor lies here, even if from a build cut short."""
        return (self.path / "shards" / shard_name(document_id, fingerprint)).is_file()

    def extraction(self, document_id: str) -> Extraction:
        """Return one extraction. Raises `GraphDirectoryError` where its shard is damaged, KeyError where unknown."""
        entry = self._manifest.documents[document_id]
        found = read_shard(self.path / "shards" / entry.shard)
        if found.document.id != document_id:
            raise GraphDirectoryError(
                f"{self.path / 'shards' / entry.shard} holds another document; delete it and build again"
            )
        return replace(found, document=replace(found.document, source=next(iter(entry.sources), "")))

    def extractions(self) -> Iterator[Extraction]:
        """Yield the extraction of every document, sorted by id."""
        for document_id in sorted(self._manifest.documents):
            yield self.extraction(document_id)

    @property
    def store_path(self) -> Path:
        """Where the store lies; for a moment while two stores change places, that is where the old one went."""
        store, old = self.path / "store", self.path / "store.old"
        return old if old.is_dir() and not store.is_dir() else store

    def store(self) -> Store:
        """Return the store, opened to read only, whoever else reads or writes. Raises `GraphDirectoryError`."""
        if self._store is None:
            if not self.store_path.is_dir():
                raise GraphDirectoryError(f"{self.path} holds no graph yet: its build did not finish; run it again")
            try:
                self._store = Store.read_only(str(self.store_path))
            except (OSError, RuntimeError) as problem:
                raise GraphDirectoryError(
                    f"cannot open {self.store_path} ({problem}); run: kg rebuild {self.path}"
                ) from problem
        return self._store

    def quads(self) -> Iterator[Quad]:
        """Yield every quad of the store, sorted as `kg.graph.assemble` sorts them."""
        store = self.store()
        for graph in sorted(store.named_graphs(), key=lambda graph: str(graph).rstrip(">")):
            yield from in_order(store.quads_for_pattern(None, None, None, graph))

    def view(self) -> GraphView:
        """Return the graph for exporters and the page."""
        return GraphView(self.quads, self.base)

    # -------- Writing, inside a `with` block

    def __enter__(self) -> GraphDirectory:
        """Take the lock, read the manifest anew and mend what a killed process left."""
        self._lock.enter_context(lock(self.path / "lock"))
        self._writes = True
        self._manifest = read_manifest(self.path)
        self._mend()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Let the lock go."""
        self._writes = False
        self._lock.close()

    def put(self, extraction: Extraction, sources: Iterable[str], fingerprint: str) -> None:
        """Store the extraction of a document and count it as part of the graph, from the next `load` on."""
        self._must_write()
        document = extraction.document
        write_shard(self.path / "shards" / shard_name(document.id, fingerprint), extraction)
        self.keep(document.id, document.title, sources, fingerprint)

    def keep(self, document_id: str, title: str, sources: Iterable[str], fingerprint: str) -> None:
        """Count a document whose extraction lies here already (see `has`) as part of the graph; its sources add up."""
        self._must_write()
        before = self._manifest.documents.get(document_id)
        all_sources = {*sources, *(before.sources if before else ())} - {""}
        entry = Entry(shard_name(document_id, fingerprint), tuple(sorted(all_sources)), title)
        self._manifest.documents[document_id] = entry
        self._manifest.fingerprint = fingerprint

    def drop(self, document_id: str) -> None:
        """Count a document as part of the graph no more. Raises KeyError where it is not."""
        self._must_write()
        del self._manifest.documents[document_id]

    def clear(self) -> None:
        """Count no document as part of the graph; what is read again is not extracted again."""
        self._must_write()
        self._manifest.documents.clear()

    def judge(self, judgements: Iterable[Judgement]) -> None:
        """Write down what somebody judged; it counts from the next `load` on."""
        self._must_write()
        append_judgements(self.path, judgements)
        self._manifest.judgements = stamp(read_judgements(self.path))

    def load(self, quads: Iterable[Quad]) -> None:
        """Make the graph of these quads the one that readers see, and write down which documents it is made from.

        The old store answers until the new one is whole. Raises `GraphDirectoryError` where the disk is full.
        """
        self._must_write()
        fresh = self.path / f"store{UNFINISHED}"
        self._build(fresh, quads)
        self._manifest.loaded = ""
        self._manifest.parley = kg.__version__
        write_manifest(self.path, self._manifest)
        self._swap(fresh)
        self._manifest.loaded = self._manifest.contents()
        write_manifest(self.path, self._manifest)
        self._sweep()

    def _must_write(self) -> None:
        if not self._writes:
            raise GraphDirectoryError(f"{self.path} is open to read only; write inside a with block")

    def _build(self, fresh: Path, quads: Iterable[Quad]) -> None:
        shutil.rmtree(fresh, ignore_errors=True)
        try:
            store = Store(str(fresh))
            store.bulk_extend(quads)
            store.flush()
            del store
            gc.collect()
        except (OSError, RuntimeError) as problem:
            shutil.rmtree(fresh, ignore_errors=True)
            raise GraphDirectoryError(f"cannot write {fresh}: {problem}; the graph is as it was before") from problem

    def _swap(self, fresh: Path) -> None:
        self._store = None
        store, old = self.path / "store", self.path / "store.old"
        shutil.rmtree(old, ignore_errors=True)
        if store.is_dir():
            store.rename(old)
        fresh.rename(store)
        shutil.rmtree(old, ignore_errors=True)

    def _mend(self) -> None:
        """Put the old store back where a kill came between the two renames, and clear away what is unfinished."""
        store, old = self.path / "store", self.path / "store.old"
        if old.is_dir() and not store.is_dir():
            old.rename(store)
        shutil.rmtree(old, ignore_errors=True)
        shutil.rmtree(self.path / f"store{UNFINISHED}", ignore_errors=True)
        for unfinished in (self.path / "shards").glob(f"*{UNFINISHED}"):
            unfinished.unlink(missing_ok=True)

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
