"""RDF 1.2 Turtle: the triples of all graphs together, and after each the graphs that assert it as its reifiers.

So nothing is lost: `s p o ~ id:document-1` says that document 1 asserts the triple. Graphs have no syntax of their own
in Turtle, and other quads of RDF 1.2 (triple terms as objects) stay as they are.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg import ontology
from kg.export.columns import Loss
from kg.export.target import Target, opened
from kg.graph.sorting import in_order
from kg.graph.view import GraphView

DEFAULT = "triples that a named graph asserts and the default graph too, of which only the former is told"
LOST = (DEFAULT,)
# A local name that needs no escapes.
PLAIN = re.compile(r"[A-Za-z0-9_](?:[\w-]*[A-Za-z0-9_])?", re.ASCII)


def write(graph: GraphView, target: Target) -> Loss:
    """Write `graph` to `target`, sorted by subject; return what was lost."""
    terms = Terms(graph.base)
    loss: Loss = Loss()
    with opened(target) as stream:
        stream.write(b'VERSION "1.2"\n')
        for prefix, namespace in sorted(terms.prefixes.items()):
            stream.write(f"PREFIX {prefix}: <{namespace}>\n".encode())
        for subject, about in groupby(in_order(graph.unsorted(), by_subject=True), key=lambda quad: quad.subject):
            stream.write(f"\n{terms.of(subject)}{' ;'.join(statements(about, terms, loss))} .\n".encode())
    return loss


def statements(about: Iterable[Quad], terms: "Terms", loss: Loss) -> Iterator[str]:
    """Yield what is said about one subject, a line for each value, and count in `loss` what is not said."""
    for (predicate, value), same in groupby(about, key=lambda quad: (quad.predicate, quad.object)):
        all_graphs = [quad.graph_name for quad in same]
        graphs = [graph for graph in all_graphs if not isinstance(graph, DefaultGraph)]
        loss[DEFAULT] += 0 < len(graphs) < len(all_graphs)
        verb = "a" if predicate.value == ontology.RDF_TYPE else terms.of(predicate)
        yield f"\n  {verb} {terms.of(value)}" + "".join(f" ~ {terms.of(graph)}" for graph in graphs)


class Terms:
    """Terms as Turtle writes them, with the prefixes of one base."""

    def __init__(self, base: str) -> None:
        """`base` is that of the instances."""
        self.prefixes = ontology.prefixes(base)
        self.longest = sorted(self.prefixes.items(), key=lambda item: -len(item[1]))

    def of(self, term: object) -> str:
        """Return a term."""
        if isinstance(term, NamedNode):
            return self.iri(term)
        if isinstance(term, Literal) and not term.language and term.datatype.value != ontology.xsd("string"):
            return f"{Literal(term.value)}^^{self.iri(term.datatype)}"
        return str(term)

    def iri(self, node: NamedNode) -> str:
        """Return an IRI, with a prefix where what follows needs no escapes."""
        for prefix, namespace in self.longest:
            if node.value.startswith(namespace) and PLAIN.fullmatch(node.value, len(namespace)):
                return f"{prefix}:{node.value[len(namespace) :]}"
        return str(node)
