"""JSON-LD with named graphs, compact by our own context, which the file holds; nothing is lost. Written as it is read.

One line for each thing that a graph speaks of, so that files can be compared. The serialiser of rdflib would need the
whole graph in memory and does not keep an order.
"""

import json
import re
from collections.abc import Iterable
from itertools import groupby
from typing import BinaryIO

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad

from kg import ontology
from kg.errors import KgError
from kg.export.context import IRI, context, namespaces, terms
from kg.export.target import Target, opened
from kg.graph.view import GraphView

# Integers that JSON readers keep exactly, in the only form that they write.
INTEGER = re.compile(r"0|-?[1-9]\d{0,14}")


def write(graph: GraphView, target: Target) -> None:
    """Write `graph` to `target`, sorted, the named graphs one after the other."""
    compact = Compact(graph.base)
    with opened(target) as stream:
        stream.write(b'{"@context": ' + encoded(context(graph.base)) + b',\n"@graph": [')
        parts = groupby(graph.quads(), key=lambda quad: quad.graph_name)
        for number, (name, quads) in enumerate(parts):
            stream.write(b",\n" if number else b"\n")
            if isinstance(name, DefaultGraph):
                write_nodes(stream, quads, compact)
            else:
                stream.write(b'{"@id": ' + encoded(compact.name(name)) + b', "@graph": [\n')
                write_nodes(stream, quads, compact)
                stream.write(b"\n]}")
        stream.write(b"\n]}\n")


def write_nodes(stream: BinaryIO, quads: Iterable[Quad], compact: "Compact") -> None:
    """Write one line for each subject."""
    for number, (_, about) in enumerate(groupby(quads, key=lambda quad: quad.subject)):
        stream.write((b",\n" if number else b"") + encoded(compact.node(list(about))))


def encoded(value: object) -> bytes:
    """Return `value` as JSON in UTF-8."""
    return json.dumps(value, ensure_ascii=False).encode()


class Compact:
    """The short forms of terms under one base."""

    def __init__(self, base: str) -> None:
        """`base` is that of the instances."""
        self.namespaces = sorted(namespaces(base).items(), key=lambda item: -len(item[1]))
        self.prefixes = frozenset(namespaces(base)) | terms().keys()
        self.terms = {term.iri: (name, term.type) for name, term in terms().items()}

    def node(self, about: list[Quad]) -> dict[str, object]:
        """Return the object that says all of this about one subject."""
        found: dict[str, object] = {"@id": self.name(about[0].subject)}
        for predicate, quads in groupby(about, key=lambda quad: quad.predicate):
            values = [quad.object for quad in quads]
            if predicate.value == ontology.RDF_TYPE and all(isinstance(value, NamedNode) for value in values):
                found["@type"] = single([self.key(value) for value in values])
            else:
                _, wanted = self.terms.get(predicate.value, ("", ""))
                found[self.key(predicate)] = single([self.value(value, wanted) for value in values])
        return found

    def key(self, node: object) -> str:
        """Return the short name of a property or class."""
        if isinstance(node, NamedNode) and node.value in self.terms:
            return self.terms[node.value][0]
        return self.name(node)

    def name(self, node: object) -> str:
        """Return the IRI of a node, shortened by a prefix where one fits."""
        if isinstance(node, BlankNode):
            return str(node)
        if not isinstance(node, NamedNode):
            raise KgError(f"JSON-LD has no form for {node}; export to trig instead.")
        for prefix, namespace in self.namespaces:
            # What looks like "prefix://" is always a whole IRI.
            if node.value.startswith(namespace) and not node.value.startswith("//", len(namespace)):
                return f"{prefix}:{node.value[len(namespace) :]}"
        if node.value.partition(":")[0] in self.prefixes:
            raise KgError(f"JSON-LD would take the scheme of <{node.value}> for a prefix; export to trig instead.")
        return node.value

    def value(self, term: object, wanted: str) -> object:
        """Return a value of a property whose plain values are taken to be of type `wanted`."""
        if not isinstance(term, Literal):
            return self.name(term) if wanted == IRI else {"@id": self.name(term)}
        datatype = term.datatype.value
        if term.language:
            return {"@value": term.value, "@language": term.language}
        if datatype == (wanted or ontology.xsd("string")):
            return plain(term.value, datatype)
        if datatype == ontology.xsd("string"):
            return {"@value": term.value}
        return {"@value": term.value, "@type": self.key(term.datatype)}


def plain(text: str, datatype: str) -> object:
    """Return a literal as JSON would write it where that says the same, else its text."""
    if datatype == ontology.xsd("integer") and INTEGER.fullmatch(text):
        return int(text)
    if datatype == ontology.xsd("boolean") and text in {"true", "false"}:
        return text == "true"
    return text


def single(values: list[object]) -> object:
    """Return the one value, or the list of several."""
    return values[0] if len(values) == 1 else values
