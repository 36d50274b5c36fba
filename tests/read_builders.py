"""Small files, made and read in one line."""

import io
import zipfile
from pathlib import Path

from kg.errors import SkipDocument
from kg.model import Document
from kg.read import Outcome, read


def outcomes(folder: Path, name: str, content: str | bytes, **columns: str) -> list[Outcome]:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(read(path, columns))


def documents(folder: Path, name: str, content: str | bytes, **columns: str) -> list[Document]:
    found = outcomes(folder, name, content, **columns)
    assert all(isinstance(outcome, Document) for outcome in found), found
    return [outcome for outcome in found if isinstance(outcome, Document)]


def document(folder: Path, name: str, content: str | bytes, **columns: str) -> Document:
    (only,) = documents(folder, name, content, **columns)
    return only


def refusal(folder: Path, name: str, content: str | bytes, **columns: str) -> str:
    (only,) = outcomes(folder, name, content, **columns)
    assert isinstance(only, SkipDocument), only
    return str(only)


def zipped(**parts: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return stream.getvalue()
