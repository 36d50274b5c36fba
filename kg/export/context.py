"""The JSON-LD context of our graphs, as `ontologies/context.jsonld` has it."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg import ontology

IRI = "@id"  # the JSON-LD word for "the value is an IRI"
INSTANCES = "id"  # the prefix of the instances, whose namespace the user may set


@dataclass(frozen=True, slots=True)
class Term:
    """A short name for a property or class, and of what type its plain values are taken to be."""

    iri: str
    type: str = ""  # "@id", a datatype's IRI, or empty for strings


@cache
def published() -> dict[str, Any]:
    """Return the context as its file has it."""
    content = json.loads((ontology.folder() / "context.jsonld").read_text("utf-8"))
    return dict(content["@context"])


def context(base: str = ontology.DEFAULT_BASE) -> dict[str, Any]:
    """Return the context for instances under `base`."""
    return {**published(), INSTANCES: base}


def namespaces(base: str = ontology.DEFAULT_BASE) -> dict[str, str]:
    """Return prefix → namespace."""
    found = {name: entry for name, entry in context(base).items() if isinstance(entry, str) and "://" in entry}
    prefixes = {name: entry[IRI] for name, entry in published().items() if is_prefix(entry)}
    return {name: namespace for name, namespace in found.items() if namespace.endswith(("/", "#"))} | prefixes


@cache
def terms() -> dict[str, Term]:
    """Return short name → what it stands for."""
    prefixes = namespaces()
    found = {}
    for name, entry in published().items():
        if isinstance(entry, str) and name not in prefixes and not name.startswith("@"):
            found[name] = Term(expanded(entry, prefixes))
        elif isinstance(entry, dict) and not is_prefix(entry):
            found[name] = Term(expanded(entry[IRI], prefixes), expanded(entry.get("@type", ""), prefixes))
    return found


def is_prefix(entry: object) -> bool:
    """Return whether an entry of the context says that it is a prefix."""
    return isinstance(entry, dict) and bool(entry.get("@prefix"))


def expanded(name: str, prefixes: dict[str, str]) -> str:
    """Return the IRI that a name with a prefix stands for; anything else as it is."""
    prefix, _, local = name.partition(":")
    return prefixes[prefix] + local if prefix in prefixes else name
