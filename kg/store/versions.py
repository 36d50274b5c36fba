"""One store after the other: the next is made whole beside the one that answers, then the two change places.

The next one is either loaded from all quads, or begins as a copy of the old one, whose files it shares by hard links,
and differs from it in some parts only. Beside the files of Oxigraph each store holds `contents`, a hash of what it was
made from, `parts`, the mark of each of its parts, by which the next change is known, and a copy of the manifest.
"""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import msgspec
from pyoxigraph import Quad, Store

from kg.errors import GraphDirectoryError
from kg.graph.part import Part
from kg.store.files import UNFINISHED, write_whole

CONTENTS, PARTS, MANIFEST = "contents", "parts", "manifest"
FIRST_FILE = "CURRENT"  # of Oxigraph: each store has one of its own


@dataclass(frozen=True, slots=True)
class State:
    """What a store was made from: a hash of all, and the mark of each part by the part's name."""

    contents: str
    parts: Mapping[str, str]
    manifest: bytes = b""  # as it was then


class Versions:
    """The old and the next store of a graph directory."""

    def __init__(self, directory: Path) -> None:
        """Use the stores in this directory."""
        self.directory = directory
        self.current, self.old = directory / "store", directory / "store.old"
        self.next = directory / f"store{UNFINISHED}"

    @property
    def path(self) -> Path:
        """Where the store lies; for a moment while two stores change places, that is where the old one went."""
        return self.old if self.old.is_dir() and not self.current.is_dir() else self.current

    def opened(self) -> Store:
        """Return the store, open to read; where another takes its place while it is being opened, that one."""
        for last in (False, False, True):
            path = self.path
            if not path.is_dir():
                raise GraphDirectoryError(f"{self.directory} holds no graph yet: its build did not finish; run it again")
            before = path.stat().st_ino
            try:
                return Store.read_only(str(path))
            except (OSError, RuntimeError) as problem:
                if last or (path.is_dir() and path.stat().st_ino == before):
                    raise GraphDirectoryError(
                        f"cannot open {path} ({problem}); run: kg rebuild {self.directory}"
                    ) from problem
        raise GraphDirectoryError(f"cannot open {self.path}; run: kg rebuild {self.directory}")

    def contents(self) -> str:
        """Return the hash of what the store was made from; empty where there is none, or one by an older version."""
        try:
            return (self.path / CONTENTS).read_text("ascii")
        except (OSError, UnicodeDecodeError):
            return ""

    def state(self) -> State | None:
        """Return what the store was made from; None where that cannot be told."""
        try:
            parts = msgspec.msgpack.decode((self.path / PARTS).read_bytes(), type=dict[str, str])
        except (OSError, msgspec.DecodeError):
            return None
        contents = self.contents()
        return State(contents, parts) if contents and (self.path / FIRST_FILE).is_file() else None

    def manifest(self) -> bytes:
        """Return the manifest that the store was made by; empty where it has none."""
        try:
            return (self.path / MANIFEST).read_bytes()
        except OSError:
            return b""

    def distrust(self) -> None:
        """Forget what the present store was made from."""
        for name in (CONTENTS, PARTS):
            (self.path / name).unlink(missing_ok=True)

    def load(self, quads: Iterable[Quad], state: State) -> None:
        """Make the next store of these quads."""
        with self._making():
            shutil.rmtree(self.next, ignore_errors=True)
            store = Store(str(self.next))
            store.bulk_extend(quads)
            self._finish(store, state)

    def amend(self, parts: Iterable[Part], state: State) -> None:
        """Make the next store like the present one but for these parts."""
        with self._making():
            shutil.rmtree(self.next, ignore_errors=True)
            Store.read_only(str(self.path)).backup(str(self.next))
            store = Store(str(self.next))
            for part in parts:
                replace(store, part)
            self._finish(store, state)

    def swap(self) -> None:
        """Let the next store take the place of the present one."""
        shutil.rmtree(self.old, ignore_errors=True)
        if self.current.is_dir():
            self.current.rename(self.old)
        self.next.rename(self.current)
        shutil.rmtree(self.old, ignore_errors=True)

    def mend(self) -> None:
        """Put the old store back where a kill came between the two renames, and clear away what is unfinished."""
        if self.old.is_dir() and not self.current.is_dir():
            self.old.rename(self.current)
        self.forget_next()
        shutil.rmtree(self.old, ignore_errors=True)

    def forget_next(self) -> None:
        """Clear away the next store."""
        shutil.rmtree(self.next, ignore_errors=True)

    def _finish(self, store: Store, state: State) -> None:
        store.flush()
        write_whole(self.next / PARTS, msgspec.msgpack.encode(dict(state.parts)))
        write_whole(self.next / MANIFEST, state.manifest)
        write_whole(self.next / CONTENTS, state.contents.encode("ascii"))

    @contextmanager
    def _making(self) -> Iterator[None]:
        """Clear the next store away where it cannot be finished, and say so in one sentence where the disk is full."""
        try:
            yield
        except (OSError, RuntimeError) as problem:
            self.forget_next()
            raise GraphDirectoryError(
                f"cannot write {self.next}: {problem}; the graph is as it was before"
            ) from problem
        except BaseException:
            self.forget_next()
            raise


def replace(store: Store, part: Part) -> None:
    """Let a store hold the quads of a part and nothing else there."""
    if not part.quads and part.subject is None:
        store.remove_graph(part.graph)
        return
    before = set(store.quads_for_pattern(part.subject, None, None, part.graph))
    for quad in before - part.quads:
        store.remove(quad)
    store.extend(part.quads - before)
