"""Which files hold articles: folders are searched, patterns expanded."""

import glob
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import KgError
from kg.read.registry import READERS, STANDARD_INPUT

MAGIC = "*?["


def find(paths: Iterable[str]) -> list[Path]:
    """Return the files that `paths` name: files, folders (searched through for known suffixes), patterns, "-".

    Sorted, each file once, hidden ones and those of unknown suffix left out unless named. Raises `KgError` for a name
    that leads nowhere.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in files_of(path):
            found.setdefault(os.path.realpath(file) if file != STANDARD_INPUT else "-", file)
    return sorted(found.values(), key=lambda file: file.parts)


def files_of(path: str) -> Iterator[Path]:
    """Yield the files that one argument names, in any order."""
    if path == "-":
        yield STANDARD_INPUT
    elif os.path.isdir(path):
        yield from articles_in(path)
    elif os.path.lexists(path):
        yield Path(path) if Path(path) != STANDARD_INPUT else Path(path).absolute()
    elif any(sign in path for sign in MAGIC):
        yield from matches(path)
    else:
        raise KgError(f"no such file or folder: {path!r}.")


def articles_in(folder: str) -> Iterator[Path]:
    """Yield the articles in `folder` and below; raises `KgError` where there are none."""
    files = list(below(folder))
    if not files:
        raise KgError(f"the folder {folder!r} holds no articles; files may end in {' '.join(sorted(READERS))}.")
    yield from files


def below(folder: str) -> Iterator[Path]:
    """Yield the files of known suffix in `folder` and its folders, hidden ones left out."""
    for parent, folders, names in os.walk(folder, onerror=unreadable):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (Path(parent, name) for name in names if is_article(name))


def matches(pattern: str) -> Iterator[Path]:
    """Yield the files of known suffix that a pattern such as `news/**/*.txt` matches, also below folders it matches."""
    files: list[Path] = []
    for hit in glob.glob(pattern, recursive=True):
        if os.path.isdir(hit):
            files += below(hit)
        elif is_article(os.path.basename(hit)):
            files.append(Path(hit))
    if not files:
        raise KgError(f"no article matches {pattern!r}; files may end in {' '.join(sorted(READERS))}.")
    yield from files


def is_article(name: str) -> bool:
    """Return whether a file of this name is read with its folder: known suffix, not hidden, no editor's lock file."""
    return Path(name).suffix.lower() in READERS and not name.startswith((".", "~$"))


def unreadable(fault: OSError) -> None:
    """Raise the `KgError` that tells of a folder that cannot be listed."""
    raise KgError(f"cannot list the folder {fault.filename!r}: {fault.strerror}.")
