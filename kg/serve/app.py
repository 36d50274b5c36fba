"""The application: addresses and what answers at each."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from kg.serve import drawing, entities, graphs, interface, pages, sparql
from kg.serve.current import Current
from kg.serve.faults import HANDLERS, Fault
from kg.serve.guard import ALLOWED, Guard
from kg.serve.settings import ServeSettings

READS = ["GET", "HEAD"]


def create_app(path: Path, settings: ServeSettings | None = None) -> Starlette:
    """Return the application that serves the graph directory at `path`. Raises `GraphDirectoryError`."""
    chosen = settings or ServeSettings()
    app = Starlette(
        routes=routes(),
        middleware=[Middleware(Guard, settings=chosen)],
        exception_handlers={**HANDLERS, 404: unknown, 405: refused},
    )
    app.state.current = Current(path, chosen)
    return app


def routes() -> list[BaseRoute]:
    """Return every address."""
    table: list[tuple[str, Callable[[Request], Awaitable[Response]], list[str]]] = [
        ("/", pages.home, READS),
        ("/search", pages.search, READS),
        ("/graph", drawing.page, READS),
        ("/graph/drawn", drawing.drawn, READS),
        ("/questions", pages.questions, READS),
        ("/questions/{name}", pages.question, READS),
        ("/static/{name}", pages.static, READS),
        ("/sparql", sparql.endpoint, [*READS, "POST"]),
        ("/sparql/", sparql.endpoint, [*READS, "POST"]),
        ("/graphs", graphs.endpoint, [*READS, "POST", "PUT", "DELETE", "PATCH"]),
        ("/id/{id:path}", entities.endpoint, READS),
        ("/api/search", interface.search, READS),
        ("/api/entities", interface.entities, READS),
        ("/api/entities/{id}", interface.entity, READS),
        ("/api/evidence/{id}", interface.evidence, READS),
        ("/api/statements", interface.statements, READS),
        ("/api/statements/{id}", interface.statement, READS),
        ("/api/documents", interface.documents, READS),
        ("/api/documents/{id}", interface.document, READS),
        ("/api/questions", interface.all_questions, READS),
        ("/api/questions/{name}", interface.question, READS),
        ("/openapi.json", interface.described, READS),
        ("/health", interface.health, READS),
    ]
    return [Route(path, answer, methods=methods) for path, answer, methods in table]


async def unknown(request: Request, error: Exception) -> Response:
    """Answer where there is nothing."""
    return await HANDLERS[Fault](request, Fault(404, f"there is nothing at {request.url.path}; begin at /"))


async def refused(request: Request, error: Exception) -> Response:
    """Answer a method that an address does not know."""
    return await HANDLERS[Fault](request, Fault(405, f"{request.method} is not allowed here", ALLOWED))
