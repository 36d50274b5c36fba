"""Graphs that are hard to write down, and their way to a file and back."""

import io

import pyoxigraph
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from kg import ontology
from kg.export import export
from kg.graph.assemble import order
from kg.graph.view import GraphView

NASTY = [
    *("", " ", "\x00", "\x01\x1f\x7f", "\t\r\n \r \n", "\\N", "\\u0041 \\", "'\"`", '"""', "=1+1", "@sum(A1)", "${x}"),
    *("{{x}}", "<script>alert(1)</script>", "]]>", "&amp;&#0;", "<!ENTITY x SYSTEM 'file:///etc/passwd'>", "../../x"),
    *("\u202eright to left\u202c", "قال «نعم»", "𝔄😀👩\u200d🚀", "\u0085\u2028\u2029", "\ufeff", "\ufffe\uffff"),
    "a" * 65_536,
    "é" * 70_000,
]
ID = ontology.DEFAULT_BASE
DOCUMENT = f"{ID}document-0123456789abcdef"

texts = st.sampled_from(NASTY) | st.text(st.characters(codec="utf-8"))
literals = (
    st.builds(Literal, texts)
    | st.builds(lambda text, tag: Literal(text, language=tag), texts, st.sampled_from(["en", "ar", "zh-hant"]))
    | st.builds(
        lambda text, kind: Literal(text, datatype=NamedNode(kind)),
        texts | st.integers().map(str) | st.sampled_from(["05", "-0", "1.50", "true", "1", "2025-05-16", "NaN"]),
        st.sampled_from([*map(ontology.xsd, ("integer", "decimal", "boolean", "date", "double")), f"{ID}type"]),
    )
)
IRIS = [
    *(DOCUMENT, f"{DOCUMENT}#char=0,5", f"{ID}person-a", f"{ID}a%20b%2F..", f"{ID}/odd", f"{ID}//odd", "urn:x:y"),
    *("https://example.org/a?b=c&d#e", ontology.iri("Statement"), ontology.act("Demand"), ontology.wikidata("Q159")),
]
PROPERTIES = [
    *map(ontology.iri, ("rdf:type", "rdfs:label", "speaker", "start", "confidence", "negated", "exact", "owl:sameAs")),
    *(ontology.PREFIXES["rdfs"] + "seeAlso", "https://example.org/other#property"),
]
nodes = st.sampled_from(IRIS).map(NamedNode)
predicates = st.sampled_from(PROPERTIES).map(NamedNode)
quads = st.builds(Quad, nodes, predicates, nodes | literals, nodes | st.just(DefaultGraph()))
graphs = st.lists(quads, max_size=12).map(lambda found: view(*found))


def view(*found: Quad) -> GraphView:
    return GraphView.of(sorted(set(found), key=order))


def said(subject: str, predicate: str, value: str | NamedNode | Literal, graph: str = DOCUMENT) -> Quad:
    """One quad: `said("person-a", "rdfs:label", "Ana")`."""
    term = Literal(value) if isinstance(value, str) else value
    return Quad(NamedNode(ID + subject), ontology.node(predicate), term, NamedNode(graph))


def written(graph: GraphView, name: str) -> bytes:
    stream = io.BytesIO()
    export(graph, name, stream)
    return stream.getvalue()


def parsed(octets: bytes, form: pyoxigraph.RdfFormat) -> set[Quad]:
    return set(pyoxigraph.parse(octets, form))


def flattened(graph: GraphView) -> set[Quad]:
    """The triples of all graphs together."""
    return {Quad(quad.subject, quad.predicate, quad.object) for quad in graph.quads()}
