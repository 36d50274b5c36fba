"""Does a graph keep to the shapes and to our own laws?"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pyoxigraph import Quad

from kg import ontology
from kg.graph.assemble import ontology_quads
from kg.graph.check import Report, Violation, check
from kg.graph.rdf import to_rdflib_graph

if TYPE_CHECKING:
    import rdflib
    from rdflib.term import Node


def validate(quads: Iterable[Quad]) -> Report:
    """Return what breaks `ontologies/shapes.ttl` or our own laws, sorted, each once.

    Runs pySHACL on an in-memory copy of the union of all graphs: seconds for 100,000 triples. See `kg.graph.check` for
    the laws, and for a check that needs no SHACL.
    """
    held = tuple(quads)
    # rdflib logs a traceback for each ill-formed literal; the report names them.
    logger = logging.getLogger("rdflib.term")
    level = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        found = {*check(held).violations, *shacl(to_rdflib_graph({*held, *ontology_quads()}))}
    finally:
        logger.setLevel(level)
    return Report(tuple(sorted(found)))


def shacl(graph: rdflib.Graph) -> Iterator[Violation]:
    """Yield what SHACL finds wrong with a graph that holds the ontology too."""
    import pyshacl
    import rdflib

    shapes = rdflib.Graph().parse(ontology.folder() / "shapes.ttl")
    _, results, _ = pyshacl.validate(graph, shacl_graph=shapes, inference="none", inplace=True)
    if not isinstance(results, rdflib.Graph):
        return
    sh = rdflib.Namespace(ontology.PREFIXES["sh"])
    for result in results.subjects(rdflib.RDF.type, sh.ValidationResult):
        path, value = results.value(result, sh.resultPath), results.value(result, sh.value)
        yield Violation(
            focus=str(results.value(result, sh.focusNode)),
            path="" if path is None else ontology.shorten(str(path)),
            message=" ".join(sorted(str(message) for message in results.objects(result, sh.resultMessage))),
            value="" if value is None else _short(value),
        )


def _short(value: Node) -> str:
    return ontology.shorten(str(value))
