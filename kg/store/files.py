"""Files that are there whole or not at all, and a lock that names its holder."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import GraphDirectoryError

UNFINISHED = ".unfinished"  # ending of a file that is being written; whatever bears it may be deleted


def write_whole(path: Path, content: bytes) -> None:
    """Write a file so that a kill or a full disk leaves either the old one or the new one, never a piece.

    Raises `GraphDirectoryError` where it cannot be written.
    """
    unfinished = path.with_name(path.name + UNFINISHED)
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as problem:
        unfinished.unlink(missing_ok=True)
        raise GraphDirectoryError(
            f"cannot write {path}: {problem.strerror}; what was stored before is kept"
        ) from problem


def finished(path: Path) -> bytes:
    """Return a file that is only ever added to, without the line that a kill cut off; nothing where there is no file.

    Raises `GraphDirectoryError` where it cannot be read.
    """
    try:
        content = path.read_bytes() if path.exists() else b""
    except OSError as problem:
        raise GraphDirectoryError(f"cannot read {path}: {problem.strerror}") from problem
    return content[: content.rfind(b"\n") + 1]


def append_lines(path: Path, lines: bytes, otherwise: str = "nothing was added to it") -> None:
    """Add lines to a file, all of them or none; they are on the disk when this returns.

    A line that a killed process did not finish is cut off. Raises `GraphDirectoryError` where they cannot be written;
    `otherwise` says what that means.
    """
    try:
        with path.open("ab+") as file:
            file.seek(0)
            whole = file.read().rfind(b"\n") + 1
            file.truncate(whole)
            try:
                file.write(lines)
                file.flush()
                os.fsync(file.fileno())
            except OSError:
                file.truncate(whole)
                raise
    except OSError as problem:
        raise GraphDirectoryError(f"cannot write {path}: {problem.strerror}; {otherwise}") from problem


@contextmanager
def lock(path: Path) -> Iterator[None]:
    """Hold the lock file `path` while the block runs; the system lets it go even if the process is killed.

    Raises `GraphDirectoryError` that names the process which holds it.
    """
    try:
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as problem:
        raise GraphDirectoryError(f"cannot write in {path.parent}: {problem.strerror}") from problem
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as problem:
            holder = os.read(handle, 32).decode("ascii", "replace").strip() or "unknown"
            raise GraphDirectoryError(
                f"{path.parent} is in use by process {holder}; try again when it is done"
            ) from problem
        os.ftruncate(handle, 0)
        os.pwrite(handle, str(os.getpid()).encode(), 0)
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)  # a process that was forked meanwhile has a copy of the handle
    finally:
        os.close(handle)
