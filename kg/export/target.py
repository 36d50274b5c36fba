"""Where an export goes: a file that is there in full or not at all, or a stream."""

import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from typing import IO, Any, BinaryIO, TypeAlias, cast

from kg.errors import KgError

# A path, "-" for standard output, or an open stream of bytes or characters.
Target: TypeAlias = str | Path | IO[bytes] | IO[str]
NOTE = "load.txt"  # how to load what lies beside it; the mark of a folder that we may replace


@contextmanager
def opened(target: Target) -> Iterator[BinaryIO]:
    """Give a stream of bytes to `target`; a file takes the place of an older one only after the last byte.

    Raises `KgError` where a file cannot be written.
    """
    if not isinstance(target, str | Path):
        with into_stream(target) as stream:
            yield stream
    elif str(target) == "-":
        with into_stream(sys.stdout) as stream:
            yield stream
    else:
        try:
            with into_file(Path(target)) as stream:
                yield stream
        except OSError as fault:
            raise KgError(f"cannot write {str(target)!r}: {(fault.strerror or str(fault)).lower()}.") from fault


@contextmanager
def into_file(path: Path) -> Iterator[BinaryIO]:
    """Give a stream to a file beside `path` that takes its place at the end, or vanishes if anything went wrong."""
    path = Path(os.path.realpath(path))
    if path.exists() and not path.is_file():  # a device, a pipe: there is nothing to take the place of
        with path.open("wb") as stream:
            yield stream
        return
    part = path.with_name(f".{path.name[:60]}.{secrets.token_hex(4)}.part")
    stream = part.open("xb")  # unlike a file made by `tempfile`, it may be read by whom the user's umask lets
    try:
        with stream:
            yield stream
        part.replace(path)
    except BaseException:  # also at Ctrl-C
        with suppress(OSError):
            part.unlink()
        raise


@contextmanager
def into_folder(target: Target, note: str) -> Iterator[Path]:
    """Give an empty folder that takes the place of `target` at the end, or vanishes if anything went wrong.

    `note` is what its file `load.txt` says; a folder that holds something without such a file is left alone.
    Raises `KgError` where no folder can be written.
    """
    if not isinstance(target, str | Path) or str(target) == "-":
        raise KgError("this format writes several files; name a folder for them with -o")
    path = Path(os.path.realpath(target))
    if path.exists() and not (path.is_dir() and (not any(path.iterdir()) or (path / NOTE).is_file())):
        raise KgError(f"{str(target)!r} exists and is no earlier export; name a new or empty folder")
    part, old = (path.with_name(f".{path.name[:60]}.{secrets.token_hex(4)}.{end}") for end in ("part", "old"))
    try:
        part.mkdir()
        yield part
        (part / NOTE).write_text(note, "utf-8")
        if path.exists():
            path.rename(old)
        part.rename(path)
    except OSError as fault:
        raise KgError(f"cannot write {str(target)!r}: {(fault.strerror or str(fault)).lower()}.") from fault
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


@contextmanager
def into_stream(stream: IO[Any]) -> Iterator[BinaryIO]:
    """Give a stream of bytes to an open stream of either kind, which stays open."""
    if hasattr(stream, "encoding"):  # of characters, also in a notebook
        stream.flush()
        raw = getattr(stream, "buffer", None)
        octets = BytesIO() if raw is None else raw
        yield octets
        if raw is None:
            stream.write(octets.getvalue().decode("utf-8"))
    else:
        yield cast(BinaryIO, stream)
    stream.flush()
