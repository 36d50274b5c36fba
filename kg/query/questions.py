"""Saved questions: SPARQL with a title, a description and parameters, one `.rq` file each in `saved/`.

A header of comments says what a question is for:

    # title: What did someone say?
    # description: Every statement of a speaker, in the order of the text.
    # parameter speaker: Actor; who speaks; e.g. Lavrov
    # parameter limit: number = 20; how many rows; e.g. 5

A parameter is a class of the ontology (its value is a name, looked up in the graph), `text`, `date` or `number`; with
`?` behind it may be left out. In the query `{{speaker}}` becomes a VALUES clause that binds ?speaker to all nodes of
that name, or nothing where the parameter is left out; `{{by: ?demand parley:by ?by .}}` adds that pattern only where
the parameter is given; `{{limit}}`, which every question has, becomes one more than the number, so that the answer can
say whether there was more. Values never become query text: IRIs and literals are written by
the serialiser.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Store

from kg import ontology
from kg.errors import QueryError, UnknownFormat
from kg.query import names
from kg.query.engine import TIMEOUT_S, Source, run
from kg.query.result import Result
from kg.store.directory import GraphDirectory

FOLDER = Path(__file__).with_name("saved")
HEADER = re.compile(r"^# (title|description|parameter (\w+)): (.+)$", re.MULTILINE)
KIND = re.compile(r"(\w+)(\?)?(?: = (.+))?")
PLACEHOLDER = re.compile(r"\{\{(\w+)(?:: ([^{}]*))?\}\}")
LIMIT = "limit"  # the parameter that every question has
LARGEST = 1_000_000  # number that a parameter may be


@dataclass(frozen=True, slots=True)
class Parameter:
    """What one may or must say to ask a question."""

    name: str
    kind: str  # text · date · number · a class of the ontology
    description: str
    example: str
    default: str = ""
    optional: bool = False

    @property
    def required(self) -> bool:
        """Whether the question cannot be asked without it."""
        return not (self.optional or self.default)


@dataclass(frozen=True, slots=True)
class Question:
    """A saved question."""

    name: str
    title: str
    description: str
    sparql: str
    parameters: tuple[Parameter, ...] = ()


@cache
def load() -> Mapping[str, Question]:
    """Return the saved questions by name, sorted."""
    return {path.stem: read(path.stem, path.read_text("utf-8")) for path in sorted(FOLDER.glob("*.rq"))}


def read(name: str, sparql: str) -> Question:
    """Return the question in the text of an `.rq` file. Raises `QueryError` where its header is not as it should be."""
    said: dict[str, str] = {}
    parameters = []
    for what, parameter, value in HEADER.findall(sparql):
        if parameter:
            parameters.append(_parameter(name, parameter, value))
        else:
            said[what] = value.strip()
    if "title" not in said or "description" not in said or LIMIT not in {each.name for each in parameters}:
        raise QueryError(f"the question {name!r} needs '# title: …', '# description: …' and a limit at its head")
    question = Question(name, said["title"], said["description"], sparql, tuple(parameters))
    undeclared = {name for name, _ in PLACEHOLDER.findall(sparql)} ^ {parameter.name for parameter in parameters}
    if undeclared:
        raise QueryError(f"the question {name!r} must both declare and use {', '.join(sorted(undeclared))}")
    return question


def _parameter(question: str, name: str, value: str) -> Parameter:
    parts = [part.strip() for part in value.split(";")]
    found = KIND.fullmatch(parts[0])
    if found is None or len(parts) != 3:
        raise QueryError(f"the question {question!r} must declare {name} as 'KIND; description; e.g. EXAMPLE'")
    return Parameter(name, found[1], parts[1], parts[2].removeprefix("e.g. "), found[3] or "", bool(found[2]))


def question(name: str) -> Question:
    """Return a saved question. Raises `UnknownFormat` with all names where there is none."""
    found = load().get(name)
    if found is None:
        raise UnknownFormat(f"there is no question {name!r}; known: {', '.join(load())}")
    return found


def ask(
    source: Source, name: str, timeout_s: float = TIMEOUT_S, max_rows: int | None = None, **parameters: object
) -> Result:
    """Return the answer to a saved question. A column `xLabel` names the nodes in column `x`.

    Raises `UnknownFormat` for a question or parameter that does not exist, `QueryError` for a value that does not fit,
    also where the graph knows nothing of a name that is given.
    """
    if isinstance(source, Path):
        source = GraphDirectory.open(source)
    asked = question(name)
    sparql = filled(asked, source, parameters)
    wanted = limit(asked, parameters)
    return run(source, sparql, timeout_s, wanted if max_rows is None else min(wanted, max_rows))


def filled(asked: Question, source: GraphDirectory | Store, parameters: Mapping[str, object]) -> str:
    """Return the query with every parameter in its place."""
    known = {parameter.name: parameter for parameter in asked.parameters}
    unknown = sorted(parameters.keys() - known.keys())
    if unknown:
        takes = ", ".join(known) or "none"
        raise UnknownFormat(f"the question {asked.name!r} has no parameter {unknown[0]!r}; it takes: {takes}")
    given = {each.name: str(parameters.get(each.name, "")).strip() or each.default for each in asked.parameters}
    for each in asked.parameters:
        if not given[each.name] and each.required:
            raise QueryError(f"the question {asked.name!r} needs {each.name}: {each.description}, e.g. {each.example}")
    return PLACEHOLDER.sub(
        lambda found: _clause(known[found[1]], given[found[1]], found[2] or "", source), asked.sparql
    )


def _clause(parameter: Parameter, value: str, pattern: str, source: GraphDirectory | Store) -> str:
    if parameter.kind == "number":
        return _number(parameter, value)
    if not value:
        return ""
    if parameter.kind == "text":
        terms = [str(Literal(value))]
    elif parameter.kind == "date":
        terms = [_date(parameter, value)]
    else:
        terms = [str(NamedNode(match.iri)) for match in names.meant(source, value, parameter.kind)]
    return f"VALUES ?{parameter.name} {{ {' '.join(terms)} }} {pattern}".rstrip()


def limit(asked: Question, parameters: Mapping[str, object]) -> int:
    """Return how many rows are wanted."""
    default = next(each.default for each in asked.parameters if each.name == LIMIT)
    return int(str(parameters.get(LIMIT, default)).strip() or default)


def _number(parameter: Parameter, value: str) -> str:
    if not (value.isascii() and value.isdigit() and int(value) <= LARGEST):
        raise QueryError(f"{parameter.name} must be a whole number from 0 to {LARGEST}, not {value!r}")
    return str(int(value) + 1)


def _date(parameter: Parameter, value: str) -> str:
    try:
        day = date.fromisoformat(value).isoformat()
    except ValueError as problem:
        raise QueryError(f"{parameter.name} must be a day such as 2025-05-16, not {value!r}") from problem
    return str(Literal(day, datatype=NamedNode(ontology.xsd("date"))))
