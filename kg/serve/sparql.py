"""The SPARQL 1.1 Protocol, for queries: GET, POST of a form, POST of the query itself."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode, parse
from starlette.datastructures import QueryParams
from starlette.requests import Request
from starlette.responses import Response

from kg.query.engine import Reach
from kg.query.result import Result
from kg.serve import pages
from kg.serve.current import current_of
from kg.serve.faults import Fault
from kg.serve.negotiate import HTML, ROWS, TRIPLES, best

SERVICE = Path(__file__).with_name("service.ttl")
FORM, DIRECT, UPDATE = "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update"
READ_ONLY = "the graph is read-only here: it is made from its articles, see kg add, kg retract and kg judge"
CHARSETS = frozenset({"", "utf-8", "utf8", "us-ascii", "ascii"})


@dataclass(frozen=True, slots=True)
class Asked:
    """A query with the graphs that the protocol names."""

    query: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def reach(self, services: bool) -> Reach:
        """Return what the query may read; what the protocol names counts for more than FROM."""
        if not self.default_graphs and not self.named_graphs:
            return Reach(services=services)
        for iri in (*self.default_graphs, *self.named_graphs):
            absolute(iri)
        return Reach(self.default_graphs, self.named_graphs, services)


async def endpoint(request: Request) -> Response:
    """Answer a query; without one show people the editor and tell machines what the service can do."""
    if request.method != "POST" and not request.query_params:
        return _described(request)
    asked = await _posted(request) if request.method == "POST" else _given(request.query_params)
    current = current_of(request)
    result = await current.query(asked.query, asked.reach(current.settings.services))
    return answered(request, result)


def _described(request: Request) -> Response:
    accept = request.headers.get("accept", "")
    media_type = best(accept, (*TRIPLES, HTML))
    if media_type == HTML:
        return pages.editor(request)
    return Response(description(request, TRIPLES[media_type]), 200, {"Vary": "Accept"}, media_type)


async def _posted(request: Request) -> Asked:
    media_type, _, parameters = request.headers.get("content-type", "").partition(";")
    kind = media_type.strip().lower()
    _refuse_charset(parameters)
    if kind == UPDATE:
        raise Fault(403, READ_ONLY)
    if kind == FORM:
        return _given(_form(_text(await request.body())), request.query_params)
    if kind == DIRECT:
        query = _text(await request.body())
        if "query" in request.query_params:
            raise Fault(400, "the query must be given once, as the body or as a parameter")
        return Asked(query, *_graphs(request.query_params))
    raise Fault(415, f"a query is posted as {FORM} or {DIRECT}, not as {kind or 'nothing that is named'}")


def _refuse_charset(parameters: str) -> None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.strip().partition("=")
        if name.lower() == "charset" and value.strip("\"' ").lower() not in CHARSETS:
            raise Fault(415, "a query must be UTF-8")


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as problem:
        raise Fault(400, "the request is not UTF-8 text") from problem


def _form(text: str) -> QueryParams:
    """Return the fields of a form."""
    try:
        return QueryParams(parse_qsl(text, keep_blank_values=True, errors="strict"))
    except UnicodeDecodeError as problem:
        raise Fault(400, "the form is not UTF-8 text") from problem


def _given(parameters: QueryParams, more: QueryParams | None = None) -> Asked:
    if "update" in parameters:
        raise Fault(403, READ_ONLY)
    queries = parameters.getlist("query")
    if len(queries) != 1:
        raise Fault(400, "exactly one parameter 'query' is needed")
    default, named = _graphs(parameters)
    if more is not None:
        also_default, also_named = _graphs(more)
        default, named = default + also_default, named + also_named
    return Asked(queries[0], default, named)


def _graphs(parameters: QueryParams) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(parameters.getlist("default-graph-uri")), tuple(parameters.getlist("named-graph-uri"))


def absolute(iri: str) -> NamedNode:
    """Return an IRI as a node. Raises a `Fault` of 400 where it is none."""
    try:
        return NamedNode(iri)
    except ValueError as problem:
        raise Fault(400, f"{iri!r} is no absolute IRI") from problem


def answered(request: Request, result: Result) -> Response:
    """Return a result in the format that the client likes best."""
    have = TRIPLES if result.kind == "triples" else ROWS
    media_type = best(request.headers.get("accept", ""), tuple(have))
    headers = {"Vary": "Accept", "Cache-Control": "no-cache"}
    if result.truncated:
        headers["Parley-Truncated"] = str(len(result))
    return Response(result.write(have[media_type]), 200, headers, media_type)


def description(request: Request, kind: str) -> str:
    """Return what the service can do, in the vocabulary SPARQL 1.1 Service Description."""
    here = str(request.url.replace(query="", fragment=""))
    said = {quad.triple for quad in parse(path=SERVICE, base_iri=here)}
    rows = tuple((triple.subject, triple.predicate, triple.object) for triple in said)
    return Result("triples", ("subject", "predicate", "object"), rows).write(kind)
