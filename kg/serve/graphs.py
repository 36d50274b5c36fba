"""The Graph Store Protocol, for reading: whole graphs by IRI, or all together."""

import asyncio

from pyoxigraph import NamedNode, Triple
from starlette.requests import Request
from starlette.responses import Response

from kg.query.result import Result
from kg.serve.current import Current, current_of
from kg.serve.faults import Fault
from kg.serve.negotiate import TRIPLES, best
from kg.serve.sparql import READ_ONLY, absolute

LARGEST = 1_000_000  # triples that are sent at once; exports are made for more


async def endpoint(request: Request) -> Response:
    """Answer GET and HEAD of a graph; all else would change it."""
    if request.method not in {"GET", "HEAD"}:
        raise Fault(405, READ_ONLY, {"Allow": "GET, HEAD, OPTIONS"})
    current = current_of(request)
    graph = _asked_for(request)
    media_type = best(request.headers.get("accept", ""), tuple(TRIPLES))
    result = await asyncio.to_thread(_triples, current, graph)
    return Response(result.write(TRIPLES[media_type]), 200, {"Vary": "Accept"}, media_type)


def _asked_for(request: Request) -> NamedNode | None:
    """Return the graph that a request names; None for the default graph, which is the union of all."""
    parameters = request.query_params
    named = parameters.getlist("graph")
    if "default" in parameters and not named and not parameters["default"]:
        return None
    if len(named) == 1 and "default" not in parameters:
        return absolute(named[0])
    raise Fault(400, "say either ?default or ?graph=IRI, once")


def _triples(current: Current, graph: NamedNode | None) -> Result:
    if graph is not None and not current.store.contains_named_graph(graph):
        raise Fault(404, f"there is no graph {graph.value}")
    if graph is None and current.size > LARGEST:
        raise Fault(403, f"the graph has more than {LARGEST:,} triples; use kg export")
    quads = current.store.quads_for_pattern(None, None, None, graph)
    triples = {Triple(quad.subject, quad.predicate, quad.object) for quad in quads}
    rows = tuple((triple.subject, triple.predicate, triple.object) for triple in triples)
    return Result("triples", ("subject", "predicate", "object"), rows, base=current.base)
