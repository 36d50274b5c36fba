"""What people added to a graph by `kg update-query`: triples in a named graph of their own and in a file of their own.

They come from no article, so they survive every rebuild, and nothing but another update changes them.
"""

import hashlib
from collections.abc import Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg import ontology
from kg.errors import GraphDirectoryError
from kg.graph.part import Part
from kg.store.files import write_whole

FILE = "notes.nt"


def read_notes(directory: Path) -> frozenset[Triple]:
    """Return what people added. Raises `GraphDirectoryError` where the file is damaged."""
    content = content_of(directory)
    try:
        return frozenset(quad.triple for quad in parse(content, format=RdfFormat.N_TRIPLES))
    except (SyntaxError, ValueError) as problem:
        raise GraphDirectoryError(f"{directory / FILE} is damaged: {problem}; mend or delete it") from problem


def part(directory: Path, base: str) -> Part:
    """Return the graph of what people added."""
    graph = NamedNode(base + ontology.NOTES)
    quads = (Quad(each.subject, each.predicate, each.object, graph) for each in read_notes(directory))
    return Part(graph, None, frozenset(quads))


def write_notes(directory: Path, notes: Iterable[Triple]) -> None:
    """Write what people added, sorted."""
    write_whole(directory / FILE, bytes(serialize(sorted(notes, key=str), format=RdfFormat.N_TRIPLES) or b""))


def stamp(directory: Path) -> str:
    """Return a hash of what people added; empty where that is nothing."""
    content = content_of(directory)
    return hashlib.sha256(content).hexdigest()[:16] if content else ""


def content_of(directory: Path) -> bytes:
    """Return the file as it is; nothing where there is none. Raises `GraphDirectoryError`."""
    try:
        return (directory / FILE).read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as problem:
        raise GraphDirectoryError(f"cannot read {directory / FILE}: {problem.strerror}") from problem
