"""What the RDF formats share: triples in one order, and Oxigraph's writers with their prefixes in order."""

from collections.abc import Iterable, Iterator
from typing import IO, BinaryIO, cast

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple

from kg import ontology
from kg.export.columns import Loss
from kg.graph.sorting import in_order
from kg.graph.view import GraphView

GRAPHS = "triples whose graph, the document that asserts them, is not kept (N-Quads, TriG and RDF 1.2 Turtle keep it)"
LOST = (GRAPHS,)


def triples(graph: GraphView, loss: Loss) -> Iterator[Triple]:
    """Yield the triples of all named graphs together, each once, sorted as quads are, and count those graphs in `loss`."""
    return (quad.triple for quad in in_order(without_graph(quad, loss) for quad in graph.unsorted()))


def without_graph(quad: Quad, loss: Loss) -> Quad:
    """Return a quad of the default graph, and count in `loss` whether it was one of another."""
    loss[GRAPHS] += not isinstance(quad.graph_name, DefaultGraph)
    return Quad(quad.subject, quad.predicate, quad.object)


def serialize(statements: Iterable[Quad] | Iterable[Triple], stream: BinaryIO, form: RdfFormat, base: str) -> None:
    """Write triples or quads in the order given, the prefixes of the ontology first, sorted by name."""
    prefixes = ontology.prefixes(base)
    header = header_lines(prefixes)
    stream.write(b"".join(sorted(header)) + b"\n")
    rest = Rest(stream, sum(map(len, header)))
    pyoxigraph.serialize(statements, cast(IO[bytes], rest), form, prefixes=prefixes)


def header_lines(prefixes: dict[str, str]) -> list[bytes]:
    """Return the lines with which Oxigraph begins a file, in the order of its hash table."""
    node = NamedNode(ontology.IRI)
    output = pyoxigraph.serialize([Triple(node, node, node)], format=RdfFormat.TURTLE, prefixes=prefixes) or b""
    return [line for line in output.splitlines(keepends=True) if line.startswith(b"@prefix")]


class Rest:
    """A stream that leaves out the first bytes written to it."""

    def __init__(self, stream: BinaryIO, skip: int) -> None:
        """`skip` bytes are left out, the others go to `stream`."""
        self.stream, self.skip = stream, skip

    def write(self, octets: bytes) -> int:
        """Pass on what is not left out; returns the number of bytes taken."""
        left_out = min(self.skip, len(octets))
        self.skip -= left_out
        self.stream.write(octets[left_out:])
        return len(octets)

    def flush(self) -> None:
        """Pass on."""
        self.stream.flush()
