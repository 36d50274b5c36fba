"""SPARQL updates of what people add to a graph: never of what its articles say.

An update is one INSERT, DELETE or DELETE/INSERT, with WHERE or DATA. Its WHERE sees the whole graph, as a query does;
what it inserts goes into the graph of notes, and only from there it may delete. So nothing here is executed as an
update: each template becomes a CONSTRUCT query, which cannot name graphs, load files or write, and runs under the same
limits as any query.
"""

import re
from dataclasses import dataclass

from pyoxigraph import BlankNode, Triple

from kg.errors import QueryError
from kg.query.engine import TIMEOUT_S, run
from kg.store.directory import GraphDirectory

# What may hold braces that do not count: comments, texts, IRIs.
TOKEN = re.compile(
    r'#[^\n]*|"""(?:[^\\]|\\.)*?"""|\'\'\'(?:[^\\]|\\.)*?\'\'\'|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|[{}]',
    re.DOTALL,
)
FORM = re.compile(
    r"(?P<prologue>(?:(?:PREFIX\s+[^\s:]*:\s*|BASE\s+)<[^>]*>\s*|#[^\n]*\n|\s)*)"
    r"(?:(?P<data>INSERT|DELETE)\s+DATA\s*(?P<facts>\0\d+\0)"
    r"|DELETE\s+WHERE\s*(?P<same>\0\d+\0)"
    r"|(?:DELETE\s*(?P<deleted>\0\d+\0)\s*)?(?:INSERT\s*(?P<inserted>\0\d+\0)\s*)?WHERE\s*(?P<where>\0\d+\0))"
    r"\s*;?\s*(?:#[^\n]*\n?\s*)*",
    re.IGNORECASE,
)
REFUSED = (
    "an update is one INSERT or DELETE with WHERE or DATA, without GRAPH, WITH or USING: what is inserted goes into the "
    "graph of notes, and only from there something can be deleted"
)


@dataclass(frozen=True, slots=True)
class Change:
    """What an update adds to the notes and takes from them."""

    inserted: frozenset[Triple]
    deleted: frozenset[Triple]


def change(directory: GraphDirectory, sparql: str, timeout_s: float = TIMEOUT_S) -> Change:
    """Return what an update would change. Raises `QueryError` where it is malformed or reaches beyond the notes."""
    removing, adding = queries(sparql)
    deleted, inserted = (_constructed(directory, each, timeout_s) for each in (removing, adding))
    beyond = deleted - directory.notes
    if beyond:
        raise QueryError(
            f"{len(beyond)} of the triples to delete are none that people added, such as {min(map(str, beyond))}; "
            "what articles say is corrected with kg reject, kg merge and kg split, or goes with kg retract"
        )
    if any(isinstance(term, BlankNode) for triple in inserted for term in (triple.subject, triple.object)):
        raise QueryError(
            "a blank node cannot be added, as nothing could ever name it again; use an IRI such as id:mine"
        )
    return Change(inserted - directory.notes, deleted - inserted)


def _constructed(directory: GraphDirectory, query: str, timeout_s: float) -> frozenset[Triple]:
    if not query:
        return frozenset()
    return frozenset(Triple(*row) for row in run(directory, query, timeout_s).rows)  # type: ignore[arg-type]


def queries(sparql: str) -> tuple[str, str]:
    """Return the CONSTRUCT queries for what an update deletes and for what it inserts; empty where it does not."""
    groups: list[str] = []
    found = FORM.fullmatch(_outline(sparql, groups))
    if found is None or not any(found[name] for name in ("facts", "same", "deleted", "inserted")):
        raise QueryError(REFUSED)
    prologue = found["prologue"]

    def construct(template: str | None, where: str) -> str:
        return f"{prologue}CONSTRUCT {_group(template, groups)} WHERE {where}" if template else ""

    if found["same"]:
        return f"{prologue}CONSTRUCT WHERE {_group(found['same'], groups)}", ""
    if found["data"]:
        facts = construct(found["facts"], "{}")
        return ("", facts) if found["data"].upper() == "INSERT" else (facts, "")
    where = _group(found["where"], groups)
    return construct(found["deleted"], where), construct(found["inserted"], where)


def _group(mark: str, groups: list[str]) -> str:
    return groups[int(mark.strip("\0"))]


def _outline(sparql: str, groups: list[str]) -> str:
    """Return an update with a number in the place of each outermost group, which are put into `groups`."""
    outline, depth, begun, last = "", 0, 0, 0
    for token in TOKEN.finditer(sparql.replace("\0", "\ufffd")):
        if token[0] == "{":
            if depth == 0:
                outline += sparql[last : token.start()]
                begun = token.start()
            depth += 1
        elif token[0] == "}":
            depth -= 1
            if depth < 0:
                raise QueryError(REFUSED)
            if depth == 0:
                outline += f"\0{len(groups)}\0"
                groups.append(sparql[begun : token.end()])
                last = token.end()
    return outline + sparql[last:]
