"""Listening, and stopping without cutting anybody off."""

import socket
from collections.abc import Callable
from dataclasses import replace
from ipaddress import ip_address
from pathlib import Path

import uvicorn

from kg.errors import KgError
from kg.serve.app import create_app
from kg.serve.settings import ServeSettings

STOPS_WITHIN_S = 5  # that requests under way may still take
AT_ONCE = 200  # connections


def serve(path: Path, host: str, port: int, settings: ServeSettings, ready: Callable[[str], None]) -> None:
    """Serve a graph directory until the process is asked to stop; `ready` is told the address.

    Raises `KgError` where the address cannot be had, or where others could reach it and there is no token.
    """
    listener = listening(host, port)
    bound = str(listener.getsockname()[0])
    if not is_loopback(bound) and not settings.token:
        listener.close()
        raise KgError(
            f"{host} can be reached from other machines; name a token that they must show: --token or KG_TOKEN"
        )
    app = create_app(path, replace(settings, loopback=is_loopback(bound) and not settings.token))
    shown = f"[{bound}]" if ":" in bound else bound
    ready(f"http://{shown}:{listener.getsockname()[1]}/")
    config = uvicorn.Config(
        app,
        log_level="warning",
        lifespan="off",
        server_header=False,
        limit_concurrency=AT_ONCE,
        timeout_keep_alive=5,
        timeout_graceful_shutdown=STOPS_WITHIN_S,
    )
    uvicorn.Server(config).run(sockets=[listener])


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens there. Raises `KgError` where that cannot be."""
    try:
        family, kind, *_, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind)
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(address)
        listener.listen(AT_ONCE)  # who comes before we answer waits
    except OSError as problem:
        raise KgError(f"cannot listen at {host} port {port}: {problem.strerror or problem}") from problem
    return listener


def is_loopback(address: str) -> bool:
    """Return whether only this machine reaches an address."""
    return ip_address(address).is_loopback
