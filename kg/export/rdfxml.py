"""RDF/XML: the triples of all named graphs together.

Oxigraph's own writer puts control characters (`kg.read` lets none through) and carriage returns into the file as they
are, which other readers refuse or change.
"""

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.dom import XML_NAMESPACE

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from kg import ontology
from kg.errors import KgError
from kg.export import triples
from kg.export.columns import Loss
from kg.export.target import Target, opened
from kg.export.xml_text import CONTROL_CHARACTERS, Texts
from kg.graph.view import GraphView

if TYPE_CHECKING:
    from lxml.etree import _IncrementalFileWriter as Writer

RDF = ontology.PREFIXES["rdf"]
LOST = (*triples.LOST, CONTROL_CHARACTERS)
# The end of an IRI that can be the name of an XML element.
NAME = re.compile(r"[^\W\d][\w.-]*$")


def write(graph: GraphView, target: Target) -> Loss:
    """Write `graph` to `target`, sorted, one element for each subject; return what was lost."""
    from lxml import etree

    loss, texts = Loss(), Texts()
    found = triples.triples(graph, loss)
    namespaces: dict[str | None, str] = {"xml": XML_NAMESPACE}
    namespaces.update(ontology.prefixes(graph.base))
    with opened(target) as stream, etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        with file.element(rdf("RDF"), nsmap=namespaces):
            for _, about in groupby(found, key=lambda triple: triple.subject):
                write_subject(file, list(about), texts)
            file.write("\n")
    return loss + texts.loss


def write_subject(file: "Writer", about: list[Triple], texts: Texts) -> None:
    """Write the element of one subject with all that is said about it."""
    file.write("\n")
    with file.element(rdf("Description"), reference(about[0].subject, "about")):
        for triple in about:
            file.write("\n  ")
            write_value(file, triple, texts)
        file.write("\n")


def write_value(file: "Writer", triple: Triple, texts: Texts) -> None:
    """Write the element of one value."""
    name, value = element_name(triple.predicate), triple.object
    if not isinstance(value, Literal):
        with file.element(name, reference(value, "resource")):
            return
    attributes = {}
    if value.language:
        attributes[f"{{{XML_NAMESPACE}}}lang"] = value.language
    elif value.datatype.value != ontology.xsd("string"):
        attributes[rdf("datatype")] = value.datatype.value
    with file.element(name, attributes):
        file.write(texts.legal(value.value))


def reference(node: object, attribute: str) -> dict[str, str]:
    """Return the attribute that names a node."""
    if isinstance(node, NamedNode):
        return {rdf(attribute): node.value}
    if isinstance(node, BlankNode):
        return {rdf("nodeID"): f"b{node.value}"}
    raise KgError(f"RDF/XML has no form for {node}; export to turtle instead.")


def element_name(predicate: NamedNode) -> str:
    """Return the name of an element in lxml's form; raises `KgError` for an IRI that does not end in a name."""
    match = NAME.search(predicate.value)
    if not match or not match.start():
        raise KgError(f"RDF/XML cannot hold the property <{predicate.value}>; export to turtle instead.")
    return f"{{{predicate.value[: match.start()]}}}{match[0]}"


def rdf(name: str) -> str:
    """Return the name of an RDF element or attribute in lxml's form."""
    return f"{{{RDF}}}{name}"
