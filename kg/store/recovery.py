"""A graph directory whose manifest or log is damaged or gone: both made anew from what else lies there.

Every store keeps a copy of the manifest it was made by. Where that is gone as well, the log says what the documents
are, else the shards do, and the store under which base they stand. What was damaged is kept under another name.
"""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from kg import ontology
from kg.errors import GraphDirectoryError
from kg.graph.terms import Names
from kg.settings import Settings
from kg.store import history, manifest
from kg.store.files import finished, lock, write_whole
from kg.store.manifest import Entry, Manifest
from kg.store.shards import read_shard, shard_name
from kg.store.versions import Versions

DAMAGED = ".damaged"  # ending of what is put aside


def recover(directory: Path, readers: Mapping[str, Settings]) -> list[str]:
    """Mend the log and the manifest of a graph directory; return what was done, a sentence each, nothing if both are whole.

    `readers` are choices with which articles may have been read, by the fingerprint of the extractor. Raises
    `GraphDirectoryError` where it is no graph directory, is in use, or where nothing is left to mend it from.
    """
    if not manifest.is_graph(directory):
        manifest.read_manifest(directory)  # says what is there instead
    with lock(directory / "lock"):
        return [*_mended_log(directory), *_mended_manifest(directory, readers)]


def _mended_log(directory: Path) -> Iterator[str]:
    path = directory / history.NAME
    lines = finished(path).splitlines(keepends=True)
    whole = [line for line in lines if history.is_whole(line)]
    if len(whole) < len(lines):
        write_whole(path.with_name(path.name + DAMAGED), b"".join(lines))
        write_whole(path, b"".join(whole))
        yield f"{path}: {len(lines) - len(whole)} damaged lines were taken out; the log as it was is {path.name}{DAMAGED}"


def _mended_manifest(directory: Path, readers: Mapping[str, Settings]) -> Iterator[str]:
    path = directory / manifest.NAME
    content = path.read_bytes() if path.is_file() else b""
    try:
        manifest.decoded(content, directory)
    except manifest.DamagedManifest:
        found, unknown = _recovered(directory, readers)
        if content:
            write_whole(path.with_name(path.name + DAMAGED), content)
        manifest.write_manifest(directory, found)
        yield f"{path}: made anew, as it was {'damaged' if content else 'missing'}; {unknown}"


def _recovered(directory: Path, readers: Mapping[str, Settings]) -> tuple[Manifest, str]:
    """Return the manifest, and what could not be known."""
    versions = Versions(directory)
    versions.mend()
    try:
        return manifest.decoded(versions.manifest(), directory), "the store had kept all of it"
    except manifest.DamagedManifest:
        pass
    store = _store(versions.path)
    base, documents = _base(store), history.documents_after(history.read_history(directory))
    unknown = []
    if not documents:
        documents = _found(directory, store, base)
        unknown.append("from which files")
    if not base:
        unknown.append(f"its base IRI, for which {ontology.DEFAULT_BASE} stands now")
    if not documents:
        raise GraphDirectoryError(f"of {directory} neither manifest nor log nor shards are left; build it again from its articles")
    made = Manifest(base=base or ontology.DEFAULT_BASE, documents=documents)
    made.fingerprint = max(readers, key=lambda stamp: _read_so(documents, stamp))
    if _read_so(documents, made.fingerprint):
        made.model, made.finder = readers[made.fingerprint].model, readers[made.fingerprint].finder
    else:
        unknown.append("with which model and finder it was read")
    return made, f"not known any more: {', '.join(unknown)}" if unknown else "nothing is lost"


def _read_so(documents: Mapping[str, Entry], fingerprint: str) -> int:
    """Return how many documents were read by an extractor."""
    return sum(entry.shard == shard_name(key, fingerprint) for key, entry in documents.items())


def _store(path: Path) -> Store | None:
    try:
        return Store.read_only(str(path)) if path.is_dir() else None
    except (OSError, RuntimeError):
        return None


def _base(store: Store | None) -> str:
    """Return the base under which a store names its documents; empty where that cannot be told."""
    graphs = (graph.value for graph in store.named_graphs() if isinstance(graph, NamedNode)) if store else ()
    found = (name.rpartition("/") for name in graphs)
    return next((base + "/" for base, _, local in found if local.startswith("document-")), "")


def _found(directory: Path, store: Store | None, base: str) -> dict[str, Entry]:
    """Return the documents of the store, or where there is none, of all shards; of two shards of one the later counts."""
    sources = _sources(store, base) if store and base else {}
    found = {key: Entry(shard_name(key, ""), sources[key]) for key in sources}
    for path in sorted((directory / "shards").glob("*.json"), key=lambda path: (path.stat().st_mtime_ns, path.name)):
        with suppress(GraphDirectoryError):
            document = read_shard(path).document
            if store is None or document.id in sources:
                found[document.id] = Entry(path.name, sources.get(document.id, ()), document.title, document.url)
    return found


def _sources(store: Store, base: str) -> dict[str, tuple[str, ...]]:
    """Return the names under which each document was read, by its id."""
    prefix, string = Names(base).document("").value, ontology.xsd("string")
    found = {}
    for graph in store.named_graphs():
        if isinstance(graph, NamedNode) and graph.value.startswith(prefix):
            said = [quad.object for quad in store.quads_for_pattern(graph, ontology.node("dct:source"), None, graph)]
            names = {each.value for each in said if isinstance(each, Literal) and each.datatype.value == string}
            found[graph.value.removeprefix(prefix)] = tuple(sorted(names))
    return found
