"""What stands before every request: who may come in, how much they may bring, and what a browser may do with answers."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
from collections.abc import Awaitable, Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from kg.serve.faults import said
from kg.serve.settings import ServeSettings

BODY_LIMIT = 1_000_000  # bytes
BODY_PATIENCE_S = 10.0  # within which a request must have come whole
ALLOWED = {"Allow": "GET, HEAD, POST, OPTIONS"}
FROM_ELSEWHERE = {
    "Access-Control-Allow-Methods": "GET, HEAD, POST, OPTIONS",
    "Access-Control-Allow-Headers": "Authorization, Content-Type, Accept",
    "Access-Control-Max-Age": "3600",
}
HERE = frozenset({"localhost", "127.0.0.1", "[::1]"})
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; "
    "connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


class Guard:
    """Middleware: address, token, size and time of requests; headers of answers."""

    def __init__(self, app: ASGIApp, settings: ServeSettings) -> None:
        """Stand before `app`."""
        self.app = app
        self.settings = settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or answer it."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        dressed = self._dressed(headers, send)
        problem = self._refused(scope, headers)
        if problem is not None:
            await problem(scope, receive, dressed)
            return
        body = await _whole(receive)
        if isinstance(body, bytes):
            await self.app(scope, _replayed(body, receive), dressed)
        else:
            await said(*body)(scope, receive, dressed)

    def _refused(self, scope: Scope, headers: Headers) -> Callable[[Scope, Receive, Send], Awaitable[None]] | None:
        # A page from elsewhere may have its name point to this machine; it then comes under that name.
        if self.settings.loopback and _host(headers.get("host", "")) not in HERE:
            return said(421, "this server answers to localhost only")
        if scope["method"] == "OPTIONS":
            return Response(status_code=204, headers=ALLOWED)
        if not self._knows(headers.get("authorization", "")):
            return said(401, "a token is needed", {"WWW-Authenticate": 'Basic realm="Parley", charset="UTF-8"'})
        length = headers.get("content-length", "0")
        if not length.isdigit() or int(length) > BODY_LIMIT:
            return said(413, f"a request may have at most {BODY_LIMIT:,} bytes")
        return None

    def _knows(self, authorization: str) -> bool:
        """Return whether a client has shown the token: as a bearer, or as the password that a browser asks for."""
        token = self.settings.token
        if not token:
            return True
        scheme, _, shown = authorization.partition(" ")
        if scheme.lower() == "basic":
            try:
                shown = base64.b64decode(shown, validate=True).decode("utf-8").partition(":")[2]
            except (binascii.Error, UnicodeDecodeError):
                return False
        elif scheme.lower() != "bearer":
            return False
        return hmac.compare_digest(shown.strip().encode(), token.encode())

    def _dressed(self, headers: Headers, send: Send) -> Send:
        origin = headers.get("origin", "")
        allowed = {"*", origin} & set(self.settings.origins) if origin else set()

        async def dressed(message: Message) -> None:
            if message["type"] == "http.response.start":
                out = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    out.setdefault(name, value)
                out.setdefault("Content-Security-Policy", POLICY)
                if allowed:
                    out["Access-Control-Allow-Origin"] = "*" if "*" in allowed else origin
                    out["Cross-Origin-Resource-Policy"] = "cross-origin"
                    out["Access-Control-Expose-Headers"] = "Parley-Truncated, Link"
                    out.update(FROM_ELSEWHERE)
                    out.add_vary_header("Origin")
            await send(message)

        return dressed


def _host(header: str) -> str:
    """Return the name in a Host header, without the port."""
    name, colon, port = header.strip().lower().rpartition(":")
    return name if colon and port.isdigit() else header.strip().lower()


async def _whole(receive: Receive) -> bytes | tuple[int, str]:
    """Return the body of a request; or status and sentence where it is too large or comes too slowly."""
    body, more = b"", True
    try:
        async with asyncio.timeout(BODY_PATIENCE_S):
            while more:
                message = await receive()
                if message["type"] == "http.disconnect":
                    return b""
                body += message.get("body", b"")
                more = message.get("more_body", False)
                if len(body) > BODY_LIMIT:
                    return 413, f"a request may have at most {BODY_LIMIT:,} bytes"
    except TimeoutError:
        return 408, "the request did not come in time"
    return body


def _replayed(body: bytes, receive: Receive) -> Receive:
    given = False

    async def replay() -> Message:
        nonlocal given
        if given:
            return await receive()
        given = True
        return {"type": "http.request", "body": body, "more_body": False}

    return replay
