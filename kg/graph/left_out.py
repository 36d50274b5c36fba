"""How much of a graph its property graph leaves out or changes, counted by kind."""

import sqlite3
from collections import Counter, defaultdict
from functools import cache

from kg import ontology
from kg.graph.kinds import common, python

# What is counted while quads are read.
VOCABULARY = "vocabulary"  # triples of the ontology
SENTENCES = "sentences"  # around passages
WORDING = "wording"  # values whose language, datatype or form is not kept
FOREIGN = "foreign"  # triples of other vocabularies, of whose names only the end is kept
NO_NODE = "no node"  # triples about or to what becomes no node
# What is counted in the tables.
GRAPHS = "graphs"  # triples whose graph is not kept
DECISIONS = "decisions"  # triples about decisions, which are told in sentences
LABELS = "labels"  # beyond the first
MIXED = "mixed"  # values that have another type than others of their property
# The datatype in which a value of each kind comes back.
DATATYPES = {
    kind: ontology.PREFIXES["xsd"] + name
    for kind, name in {
        "string": "string",
        "integer": "integer",
        "float": "decimal",
        "boolean": "boolean",
        "date": "date",
    }.items()
}
COUNTS = {
    GRAPHS: (
        "SELECT COUNT(*) FROM types",
        "SELECT COUNT(*) FROM facts JOIN nodes ON id = subject WHERE name <> 'decisions'",
        "SELECT COUNT(*) FROM passages JOIN nodes ON id = subject",
        "SELECT COUNT(*) FROM links JOIN nodes a ON a.id = subject JOIN nodes b ON b.id = target"
        " WHERE graph NOT IN (SELECT id FROM documents)",
    ),
    DECISIONS: (
        "SELECT COUNT(*) FROM facts WHERE subject IN (SELECT subject FROM concerns) AND name NOT IN ('label', 'reason')",
        "SELECT COUNT(*) FROM passages WHERE subject IN (SELECT subject FROM concerns)",
        "SELECT COUNT(*) FROM links WHERE subject IN (SELECT subject FROM concerns)",
    ),
    NO_NODE: (
        "SELECT COUNT(*) FROM facts WHERE subject NOT IN (SELECT id FROM nodes UNION SELECT subject FROM concerns)"
        " AND name <> 'decisions'",
        "SELECT COUNT(*) FROM passages WHERE subject NOT IN (SELECT id FROM nodes UNION SELECT subject FROM concerns)",
        "SELECT COUNT(*) FROM links WHERE subject NOT IN (SELECT subject FROM concerns)"
        " AND NOT (subject IN (SELECT id FROM nodes) AND target IN (SELECT id FROM nodes))",
        "SELECT COUNT(*) FROM passages JOIN nodes ON id = subject WHERE span NOT IN"
        " (SELECT span FROM places WHERE document IS NOT NULL AND start IS NOT NULL AND end IS NOT NULL)",
        "SELECT COUNT(*) FROM parts WHERE span NOT IN"
        " (SELECT span FROM passages UNION SELECT value FROM parts WHERE name = 'sentence')",
    ),
    LABELS: (
        "SELECT COALESCE(SUM(n - 1), 0) FROM (SELECT COUNT(DISTINCT value) AS n"
        " FROM facts JOIN nodes ON id = subject WHERE name = 'label' GROUP BY subject)",
    ),
}


def counted(database: sqlite3.Connection, read: Counter[str]) -> Counter[str]:
    """Return all counts, given those made while reading; `database` holds the tables of `kg.graph.properties`."""
    found = Counter(read)
    for kind, queries in COUNTS.items():
        found[kind] += sum(database.execute(query).fetchone()[0] for query in queries)
    found[MIXED] = mixed(database)
    return found


def mixed(database: sqlite3.Connection) -> int:
    """Return how many values have another type than the one in which all values of their property fit."""
    names: dict[str, dict[str, int]] = defaultdict(dict)
    rows = database.execute("SELECT name, kind, COUNT(*) FROM facts JOIN nodes ON id = subject GROUP BY name, kind")
    for name, kind, count in rows:
        names[name][kind] = count
    return sum(sum(kinds.values()) - kinds.get(common(set(kinds)), 0) for kinds in names.values())


def is_changed(text: str, datatype: str, kind: str) -> bool:
    """Return whether a value of a kind comes back without its language, or in another datatype or form: "05", 1.50."""
    if datatype != DATATYPES[kind]:
        return True
    if kind == "boolean":
        return text not in {"true", "false"}
    return kind in {"integer", "float"} and str(python(kind, text)).removesuffix(".0") != text


@cache
def is_known(iri: str) -> bool:
    """Return whether a property or class is one of the ontology."""
    return iri in _declared()


@cache
def _declared() -> frozenset[str]:
    return frozenset(ontology.declared_terms())
