"""One file for each document: its extraction, immutable, named by what it depends on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from kg import ids
from kg.errors import GraphDirectoryError
from kg.store.files import write_whole

if TYPE_CHECKING:
    from kg.model import Extraction


class Envelope(msgspec.Struct):
    """What a shard file holds: the extraction, and its hash to tell damage."""

    digest: str
    extraction: msgspec.Raw


def shard_name(document_id: str, fingerprint: str) -> str:
    """Return the file name of the extraction of a document by an extractor with this fingerprint."""
    return f"{document_id}-{ids.digest(fingerprint)}.json"


def write_shard(path: Path, extraction: Extraction) -> None:
    """Write an extraction; where its document was read from is left out, as it is no part of what the document says."""
    bare = replace(extraction, document=replace(extraction.document, source="", origin=""))
    encoded = msgspec.json.encode(bare)
    envelope = Envelope(ids.digest(encoded.decode()), msgspec.Raw(encoded))
    write_whole(path, msgspec.json.encode(envelope))


def read_shard(path: Path) -> Extraction:
    """Return the extraction in a shard. Raises `GraphDirectoryError` where the file is gone, cut off or damaged."""
    from kg.model import Extraction  # which who only asks a graph need not load

    advice = f"run: kg rebuild {path.parent.parent}"
    try:
        envelope = msgspec.json.decode(path.read_bytes(), type=Envelope)
        encoded = bytes(envelope.extraction)
        if ids.digest(encoded.decode()) != envelope.digest:
            raise GraphDirectoryError(f"{path} is damaged: its hash does not fit; {advice}")
        return msgspec.json.decode(encoded, type=Extraction)
    except FileNotFoundError as problem:
        raise GraphDirectoryError(f"{path} is missing; {advice}") from problem
    except OSError as problem:
        raise GraphDirectoryError(f"cannot read {path}: {problem.strerror}") from problem
    except (msgspec.DecodeError, UnicodeDecodeError) as problem:
        raise GraphDirectoryError(f"{path} is cut off or damaged ({problem}); {advice}") from problem
