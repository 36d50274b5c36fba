"""Every node at its own address: a page for people, triples for machines, by what the client accepts."""

import asyncio

from pyoxigraph import NamedNode, Store, Triple
from starlette.requests import Request
from starlette.responses import Response

from kg.query.result import Result
from kg.serve import pages
from kg.serve.current import current_of
from kg.serve.negotiate import HTML, TRIPLES, best
from kg.serve.records import node_of

MOST = 10_000  # triples about one node


async def endpoint(request: Request) -> Response:
    """Answer with what the graph says of a node."""
    current = current_of(request)
    node = node_of(current.store, current.base, request.path_params["id"])
    media_type = best(request.headers.get("accept", ""), (*TRIPLES, HTML))
    if media_type == HTML:
        return await asyncio.to_thread(pages.entity, request, node)
    result = await asyncio.to_thread(about, current.store, node, current.base)
    headers = {"Vary": "Accept", "Link": f'<{node.value}>; rel="describes"'}
    return Response(result.write(TRIPLES[media_type]), 200, headers, media_type)


def about(store: Store, node: NamedNode, base: str) -> Result:
    """Return the triples in which a node stands, either way round."""
    found: set[Triple] = set()
    for pattern in ((node, None, None), (None, None, node)):
        for quad in store.quads_for_pattern(*pattern):
            found.add(Triple(quad.subject, quad.predicate, quad.object))
            if len(found) >= MOST:
                break
    rows = tuple((each.subject, each.predicate, each.object) for each in found)
    return Result("triples", ("subject", "predicate", "object"), rows, base=base)
