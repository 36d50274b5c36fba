"""Of what kind values and things are: typed values of literals, and classes and properties the ontology may not know."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from math import inf

from kg import ontology
from kg.errors import OntologyError

Value = str | int | float | bool | date
FORMS = {
    "integer": re.compile(r"[+-]?[0-9]+"),
    "float": re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"),
    "boolean": re.compile("true|false|0|1"),
    "date": re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}"),
}
LONG = range(-(2**63), 2**63)
KINDS = {
    "integer": "integer",
    "decimal": "float",
    "double": "float",
    "float": "float",
    "boolean": "boolean",
    "date": "date",
}


def kind_of(text: str, datatype: str) -> str:
    """Return of what kind a literal is, "string" where the text is none of its datatype."""
    if not datatype.startswith(ontology.PREFIXES["xsd"]):
        return "string"
    kind = KINDS.get(ontology.local(datatype), "string")
    if kind == "string" or not FORMS[kind].fullmatch(text):
        return "string"
    try:
        value = python(kind, text)
    except ValueError:  # the 30th of February, a number of ten thousand digits
        return "string"
    fits = value in LONG if isinstance(value, int) else value not in {inf, -inf}
    return kind if fits else "string"


def python(kind: str, text: str) -> Value:
    """Return the value of a kind that stands in `text`, which has the form of that kind."""
    match kind:
        case "integer":
            return int(text)
        case "float":
            return float(text)
        case "boolean":
            return {"true": True, "1": True, "false": False, "0": False}[text]
        case "date":
            return date.fromisoformat(text)
    return text


def common(kinds: set[str]) -> str:
    """Return the one kind that holds values of all these kinds."""
    if len(kinds) == 1:
        return min(kinds)
    return "float" if kinds == {"integer", "float"} else "string"


def most_specific(kinds: Iterable[str]) -> str:
    """Return the class that says most; what a thing is comes before its being a venue, then the alphabet decides."""
    found = set(kinds)
    general = {upper for kind in found for upper in superclasses(kind)}
    lowest = sorted(found - general, key=lambda kind: (kind == "Venue", kind))
    return lowest[0] if lowest else ""


@cache
def superclasses(kind: str) -> tuple[str, ...]:
    """Return the superclasses of a class, none for a class that the ontology does not declare."""
    return ontology.superclasses(kind) if kind in ontology.classes() else ()


@cache
def label(name: str) -> str:
    """Return how people call a term; the name itself for what the ontology does not declare."""
    try:
        return ontology.label(name)
    except OntologyError:
        return name


@cache
def functional(name: str) -> bool:
    """Return whether the ontology says that a thing has at most one value of this property."""
    try:
        return ontology.is_functional(name)
    except OntologyError:
        return False
