"""What goes wrong over HTTP: one sentence, and the status that says who acts on it."""

import json

from starlette.requests import Request
from starlette.responses import Response

from kg.errors import GraphDirectoryError, KgError, QueryError, QueryTimeout, UnknownFormat
from kg.serve.current import Busy

# The most special first.
STATUS: tuple[tuple[type[Exception], int], ...] = (
    (QueryTimeout, 503),
    (QueryError, 400),
    (UnknownFormat, 404),
    (GraphDirectoryError, 503),
    (KgError, 400),
)


class Fault(Exception):
    """An answer other than what was asked for."""

    def __init__(self, status: int, sentence: str, headers: dict[str, str] | None = None) -> None:
        """Take the status, the sentence and what headers belong to it."""
        super().__init__(sentence)
        self.status = status
        self.headers = headers or {}


def said(status: int, sentence: str, headers: dict[str, str] | None = None) -> Response:
    """Return an answer that says in one sentence what is wrong (RFC 9457)."""
    body = json.dumps({"title": sentence, "status": status}, ensure_ascii=False)
    return Response(body, status, {"Cache-Control": "no-store", **(headers or {})}, "application/problem+json")


async def answer_fault(request: Request, fault: Exception) -> Response:
    """Return the answer to a `Fault`."""
    if not isinstance(fault, Fault):
        raise fault
    return said(fault.status, str(fault), fault.headers)


async def answer_error(request: Request, error: Exception) -> Response:
    """Return the answer to one of our own errors."""
    status = next(status for kind, status in STATUS if isinstance(error, kind))
    return said(status, str(error), {"Retry-After": "5"} if status == 503 else None)


async def answer_busy(request: Request, error: Exception) -> Response:
    """Return the answer where all workers are busy."""
    return said(503, "too many queries at once; try again", {"Retry-After": "5"})


HANDLERS = {Fault: answer_fault, KgError: answer_error, Busy: answer_busy}
