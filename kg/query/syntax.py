"""What is wrong with a query, in words that help, and what a query may not do."""

import re

from pyoxigraph import Store

from kg import ontology
from kg.errors import QueryError

POSITION = re.compile(r"error at (\d+):(\d+): (.*)", re.DOTALL)
PREFIX = re.compile(r"([\w-]*):[\w.-]*$")
REMOTE = re.compile("service", re.IGNORECASE)
REMOTE_BEFORE = re.compile(r"service[<>#\s]{0,3}$", re.IGNORECASE)
DATASET = re.compile("from", re.IGNORECASE)
PROLOGUE = r"^(?:\s|#[^\n]*\n|(?:PREFIX|BASE)\b[^\n>]*>)*"
UPDATE = re.compile(PROLOGUE + r"(INSERT|DELETE|LOAD|CLEAR|DROP|CREATE|ADD|MOVE|COPY|WITH)\b", re.IGNORECASE)
FIRST_WORD = re.compile(PROLOGUE + r"(\w+)", re.IGNORECASE)
STARTS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE", "PREFIX", "BASE")


def refuse_remote(sparql: str, prefixes: dict[str, str]) -> None:
    """Raise `QueryError` where a query would ask another server (SERVICE), which would leak what is asked.

    A malformed query that holds the word is refused as well, with what is wrong with it.
    """
    problem = without(REMOTE, sparql, prefixes)
    if problem is None:
        return
    found = POSITION.match(problem)
    line, column = (int(found[1]), int(found[2])) if found else (1, 1)
    before = sum(len(each) + 1 for each in sparql.split("\n")[: line - 1]) + column - 1
    # The parser stumbles at the word that stands for the keyword, or just behind it.
    if REMOTE.match(sparql[before:].lstrip()) or REMOTE_BEFORE.search(sparql[:before]):
        raise QueryError("SERVICE is not allowed: a query may only ask this graph, unless --allow-service lets it")
    raise QueryError(explained(sparql, problem))


def names_graphs(sparql: str, prefixes: dict[str, str]) -> bool:
    """Return whether a query says itself which graphs it asks (FROM), or is malformed."""
    return without(DATASET, sparql, prefixes) is not None


def without(keyword: re.Pattern[str], sparql: str, prefixes: dict[str, str]) -> str | None:
    """Return what the parser says to a query in which a word is replaced everywhere; None where it finds no fault.

    Whether the word is the keyword or part of a name or a text is thus left to the parser itself: only a query that
    uses the keyword, or is malformed anyway, is no longer well-formed.
    """
    if not keyword.search(sparql):
        return None
    try:
        replaced = keyword.sub(lambda word: "x" * len(word[0]), sparql)
        Store().query(replaced, base_iri=prefixes["id"], prefixes=prefixes)
    except SyntaxError as problem:
        return str(problem)
    return None


def explained(sparql: str, message: str) -> str:
    """Return what a parser's message means: line and column, what is wrong, and the place marked by a caret."""
    if UPDATE.match(sparql):
        return "the graph is read-only: only SELECT, ASK, CONSTRUCT and DESCRIBE are allowed"
    if not sparql.strip():
        return "the query is empty"
    first = FIRST_WORD.match(sparql)
    if first and first[1].upper() not in STARTS:
        return f"a query starts with {', '.join(STARTS)}, not {first[1]!r}"
    found = POSITION.match(message)
    if not found:
        return message
    line, column = int(found[1]), int(found[2])
    lines = [*sparql.split("\n"), ""]
    text = lines[min(line, len(lines)) - 1].replace("\t", " ")
    rest = " ".join([text[column - 1 :], *lines[line:]])
    reason = _reason(found[3], text[: column - 1], rest)
    return f"line {line}, column {column}: {reason}\n  {text}\n  {' ' * (column - 1)}^"


def _reason(expected: str, before: str, after: str) -> str:
    """Return what is wrong; the parser's own list of what it expected is long and seldom to the point."""
    prefix = PREFIX.search(before)
    if "Prefix not found" in expected and prefix:
        return f"unknown prefix {prefix[1]!r}; known without declaring: {', '.join(sorted(ontology.prefixes()))}"
    if "unbound" in expected:
        return "a variable is selected that is neither grouped by nor aggregated"
    if "IRI parsing failed" in expected:
        return "this is no IRI"
    if after.strip():
        return f"did not expect {after.split(maxsplit=1)[0]!r} here"
    return "the query ends too early"
