"""The terms of the graph, read from `ontologies/*.ttl`: the only module that knows an IRI.

Code names a term by its local name ("speaker") or, for the few terms of others, by prefix ("rdfs:label").
A name that the files do not declare raises `OntologyError` with what may have been meant. Files are read on first use.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import MappingProxyType

import pyoxigraph
from pyoxigraph import Literal, NamedNode, Triple

from kg.errors import OntologyError

IRI = "https://w3id.org/parley"  # of the ontology, and of the graph that holds it
NAMESPACE = f"{IRI}#"
DEFAULT_BASE = f"{IRI}/id/"
ENTITIES = "graph-entities"  # local name of the graph that holds what resolution found out
NOTES = "graph-notes"  # local name of the graph that holds what people added
FILES = ("parley.ttl", "concepts.ttl", "alignments.ttl")

PREFIXES = MappingProxyType(
    {
        "parley": NAMESPACE,
        "act": f"{NAMESPACE}act-",
        "code": f"{NAMESPACE}code-",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
        "owl": "http://www.w3.org/2002/07/owl#",
        "xsd": "http://www.w3.org/2001/XMLSchema#",
        "skos": "http://www.w3.org/2004/02/skos/core#",
        "dct": "http://purl.org/dc/terms/",
        "geo": "http://www.w3.org/2003/01/geo/wgs84_pos#",
        "prov": "http://www.w3.org/ns/prov#",
        "sem": "http://semanticweb.cs.vu.nl/2009/11/sem/",
        "org": "http://www.w3.org/ns/org#",
        "foaf": "http://xmlns.com/foaf/0.1/",
        "schema": "https://schema.org/",
        "time": "http://www.w3.org/2006/time#",
        "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
        "oa": "http://www.w3.org/ns/oa#",
        "sh": "http://www.w3.org/ns/shacl#",
        "vann": "http://purl.org/vocab/vann/",
        "wd": "http://www.wikidata.org/entity/",
    }
)

RDF_TYPE = PREFIXES["rdf"] + "type"
RDFS_LABEL = PREFIXES["rdfs"] + "label"
RDFS_COMMENT = PREFIXES["rdfs"] + "comment"
RDFS_DOMAIN = PREFIXES["rdfs"] + "domain"
RDFS_RANGE = PREFIXES["rdfs"] + "range"
SUBCLASS_OF = PREFIXES["rdfs"] + "subClassOf"
SUBPROPERTY_OF = PREFIXES["rdfs"] + "subPropertyOf"
ALT_LABEL = PREFIXES["skos"] + "altLabel"
IN_SCHEME = PREFIXES["skos"] + "inScheme"
NOTATION = PREFIXES["skos"] + "notation"
SAME_AS = PREFIXES["owl"] + "sameAs"
OWL_CLASS = PREFIXES["owl"] + "Class"
FUNCTIONAL = PREFIXES["owl"] + "FunctionalProperty"


def folder() -> Path:
    """Return where the ontology files lie: beside this module in a wheel, at the root of a checkout."""
    packaged = Path(__file__).with_name("ontologies")
    return packaged if packaged.is_dir() else Path(__file__).parents[1] / "ontologies"


@cache
def triples() -> tuple[Triple, ...]:
    """Return everything that the vocabulary, its concepts and its alignments say, sorted."""
    read = {quad.triple for name in FILES for quad in pyoxigraph.parse(path=folder() / name)}
    return tuple(sorted(read, key=str))


@cache
def _values() -> dict[tuple[str, str], tuple[str, ...]]:
    """Return (term, property) → values, sorted, IRIs and literals alike as plain strings."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for triple in triples():
        if isinstance(triple.subject, NamedNode) and isinstance(triple.object, NamedNode | Literal):
            found[triple.subject.value, triple.predicate.value].append(triple.object.value)
    return {key: tuple(values) for key, values in found.items()}


def _of(name: str, property_iri: str) -> tuple[str, ...]:
    """Return what the files say of a declared term."""
    return _values().get((iri(name), property_iri), ())


@cache
def _declared() -> dict[str, str]:
    """Return declared name → IRI, for our terms by local name and for those of others by prefix and local name."""
    typed = (term for term, said in _values() if said == RDF_TYPE and term != IRI)
    return {local(term) if term.startswith(NAMESPACE) else shorten(term): term for term in typed}


def names() -> tuple[str, ...]:
    """Return every declared name, sorted."""
    return tuple(sorted(_declared()))


@cache
def iri(name: str) -> str:
    """Return the IRI of a declared term: `iri("Statement")`, `iri("rdfs:label")`.

    Raises `OntologyError` for a name that `ontologies/` does not declare, with the nearest that it does.
    """
    found = _declared().get(name)
    if found is None:
        raise OntologyError(f"the ontology declares no term {name!r}; {_nearest(name, names())}")
    return found


def _nearest(name: str, choices: tuple[str, ...]) -> str:
    import difflib  # only a mistake needs it

    near = difflib.get_close_matches(name, choices, n=5, cutoff=0.6)
    return f"did you mean {', '.join(near)}?" if near else f"known: {', '.join(choices)}"


@cache
def node(name: str) -> NamedNode:
    """Return the IRI of a declared term as an RDF node."""
    return NamedNode(iri(name))


def xsd(name: str) -> str:
    """Return the IRI of a datatype of XML Schema: `xsd("date")`."""
    return PREFIXES["xsd"] + name


def wikidata(item: str) -> str:
    """Return the IRI of a Wikidata item: `wikidata("Q159")`."""
    return PREFIXES["wd"] + item


def act(name: str) -> str:
    """Return the IRI of a speech act by the name that records use: `act("Demand")`. Raises `OntologyError`."""
    return _concept("act", name, acts())


def event_code(name: str) -> str:
    """Return the IRI of an event code by the name that records use: `event_code("Consult")`. Raises `OntologyError`."""
    return _concept("code", name, event_codes())


def _concept(prefix: str, name: str, choices: tuple[str, ...]) -> str:
    if name.capitalize() not in choices:
        raise OntologyError(f"the ontology declares no {prefix} {name!r}; {_nearest(name, choices)}")
    return iri(f"{prefix}-{name.lower()}")


@cache
def acts() -> tuple[str, ...]:
    """Return the names of the speech acts as records use them, sorted: Accuse, Agree, Apologize …"""
    return _concepts("act-")


@cache
def event_codes() -> tuple[str, ...]:
    """Return the names of the event codes as records use them, sorted: Accuse, Agree, Aid …"""
    return _concepts("code-")


def _concepts(prefix: str) -> tuple[str, ...]:
    return tuple(name.removeprefix(prefix).capitalize() for name in names() if name.startswith(prefix))


@cache
def label(name: str) -> str:
    """Return how people call a term: `label("onBehalfOf")` is "on behalf of"."""
    return next(iter(_of(name, RDFS_LABEL)), name)


@cache
def reverse_label(name: str) -> str:
    """Return how people call a property read from its value back: `reverse_label("speaker")` is "said"."""
    return next(iter(_of(name, iri("reverse"))), f"{label(name)} of")


@cache
def comment(name: str) -> str:
    """Return what a term means, one or two sentences; empty for terms of others."""
    return next(iter(_of(name, RDFS_COMMENT)), "")


@cache
def parents(name: str) -> tuple[str, ...]:
    """Return the names of the direct superclasses that are ours, sorted."""
    return tuple(sorted(local(term) for term in _of(name, SUBCLASS_OF) if term.startswith(NAMESPACE)))


@cache
def superclasses(name: str) -> tuple[str, ...]:
    """Return the names of all superclasses that are ours, nearest first, without the class itself."""
    found: dict[str, None] = {}
    level = parents(name)
    while level:
        found |= dict.fromkeys(level)
        level = tuple(upper for lower in level for upper in parents(lower) if upper not in found)
    return tuple(found)


@cache
def subclasses(name: str) -> tuple[str, ...]:
    """Return the names of all subclasses, sorted, without the class itself."""
    iri(name)
    return tuple(other for other in classes() if name in superclasses(other))


def is_a(name: str, other: str) -> bool:
    """Return whether a class is another or lies below it."""
    return name == other or other in superclasses(name)


@cache
def classes() -> tuple[str, ...]:
    """Return the names of our classes, sorted."""
    return tuple(name for name in names() if OWL_CLASS in _of(name, RDF_TYPE))


@cache
def properties() -> tuple[str, ...]:
    """Return the names of the properties that data may use, those of others with their prefix, sorted."""
    return tuple(name for name in names() if any(kind.endswith("Property") for kind in _of(name, RDF_TYPE)))


@cache
def is_functional(name: str) -> bool:
    """Return whether a thing has at most one value of this property."""
    return FUNCTIONAL in _of(name, RDF_TYPE)


@cache
def domain(name: str) -> str:
    """Return the name of the class of things that have this property; empty where none is declared."""
    return next((shorten(term).removeprefix("parley:") for term in _of(name, RDFS_DOMAIN)), "")


@cache
def range_of(name: str) -> str:
    """Return the class or datatype of a property's values: "Actor", "xsd:string"; empty where none is declared."""
    return next((shorten(term).removeprefix("parley:") for term in _of(name, RDFS_RANGE)), "")


def colour(name: str) -> str:
    """Return the colour in which nodes of a class are drawn, its own or its nearest superclass's."""
    return _display(name, "colour", "#767676")


def shape(name: str) -> str:
    """Return the shape (by its name in the page) in which nodes of a class are drawn, its own or inherited."""
    return _display(name, "shape", "dot")


def _display(name: str, annotation: str, otherwise: str) -> str:
    found = (value for each in (name, *superclasses(name)) for value in _of(each, iri(annotation)))
    return next(found, otherwise)


def prefixes(base: str = DEFAULT_BASE) -> dict[str, str]:
    """Return prefix → namespace for serialisers and queries, with `id:` for the instances under `base`."""
    return {"id": base, **PREFIXES}


@cache
def local(term: str) -> str:
    """Return the local name in an IRI: what follows the last `#` or `/`."""
    return (
        term.removeprefix(NAMESPACE) if term.startswith(NAMESPACE) else term.rpartition("#" if "#" in term else "/")[2]
    )


def shorten(term: str, base: str = DEFAULT_BASE) -> str:
    """Return an IRI as prefix and local name where a prefix is known, else unchanged."""
    fitting = [(namespace, prefix) for prefix, namespace in prefixes(base).items() if term.startswith(namespace)]
    namespace, prefix = max(fitting, key=lambda pair: len(pair[0]), default=("", ""))
    return f"{prefix}:{term[len(namespace) :]}" if prefix else term


def declared_terms() -> Iterator[str]:
    """Yield the IRIs of all declared terms, sorted."""
    yield from sorted(_declared().values())
