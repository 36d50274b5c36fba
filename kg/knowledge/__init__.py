"""The offline gazetteer: countries, people in office, organisations, outlets, cities and venues of the world."""

from kg.knowledge.gazetteer import (
    KINDS,
    GazetteerError,
    known,
    lookup,
    offices,
    similar,
    sources,
    surname,
    territory,
    towns,
    version,
    words,
)
from kg.knowledge.records import Hit, Known, Office

__all__ = [
    "KINDS",
    "GazetteerError",
    "Hit",
    "Known",
    "Office",
    "known",
    "lookup",
    "offices",
    "similar",
    "sources",
    "surname",
    "territory",
    "towns",
    "version",
    "words",
]
