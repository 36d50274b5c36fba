"""The JSON-LD context of our graphs, made from the ontology; `ontologies/context.jsonld` is a copy for others."""

import json
from dataclasses import dataclass
from functools import cache

from kg import ontology

IRI = "@id"  # the JSON-LD word for "the value is an IRI"


@dataclass(frozen=True, slots=True)
class Term:
    """A short name for a property or class, and of what type its plain values are taken to be."""

    iri: str
    type: str = ""  # "@id", a datatype's IRI, or empty for strings


@cache
def terms() -> dict[str, Term]:
    """Return the short names: of classes and properties their local names, ours first where two are alike."""
    links = frozenset(
        triple.subject.value  # type: ignore[union-attr]  # only IRIs are declared
        for triple in ontology.triples()
        if str(triple.object) == f"<{ontology.PREFIXES['owl']}ObjectProperty>"
    )
    found = {name: Term(ontology.iri(name)) for name in ontology.classes()}
    for name in sorted(ontology.properties(), key=lambda name: (":" in name, name)):
        found.setdefault(name.rpartition(":")[2], Term(ontology.iri(name), value_type(name, links)))
    found.pop("type", None)  # JSON-LD's own "@type"
    return found


def value_type(name: str, links: frozenset[str]) -> str:
    """Return the type of a property's plain values; nothing where they are strings or of several types."""
    if ontology.iri(name) in links:
        return IRI
    prefix, _, datatype = ontology.range_of(name).partition(":")
    return ontology.xsd(datatype) if prefix == "xsd" and datatype != "string" else ""


def namespaces(base: str) -> dict[str, str]:
    """Return the prefixes that a JSON-LD context can hold: no term bears their name, and they end as they must."""
    return {
        prefix: namespace
        for prefix, namespace in sorted(ontology.prefixes(base).items())
        if prefix not in terms() and namespace.endswith(("/", "#"))
    }


def context(base: str = ontology.DEFAULT_BASE) -> dict[str, object]:
    """Return the context for instances under `base`."""
    found: dict[str, object] = {"@version": 1.1, **namespaces(base)}
    for name, term in sorted(terms().items()):
        short = ontology.shorten(term.iri)
        found[name] = {"@id": short, "@type": shortened_type(term.type)} if term.type else short
    return found


def published() -> str:
    """Return the text of `ontologies/context.jsonld`, one line for each name."""
    return json.dumps({"@context": context()}, indent=2) + "\n"


def shortened_type(value: str) -> str:
    """Return the type as the context writes it."""
    return value if value == IRI else ontology.shorten(value)
