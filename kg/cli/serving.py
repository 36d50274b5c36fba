"""The command that serves a graph over HTTP."""

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import app


@app.command()
def serve(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="A graph directory.", show_default=False)],
    host: Annotated[
        str, typer.Option(help="Where to listen; elsewhere than on this machine with a token only.")
    ] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 for any that is free.")] = 7878,
    token: Annotated[
        str,
        typer.Option(envvar="KG_TOKEN", help="What clients must show, as bearer or as password.", show_default=False),
    ] = "",
    timeout: Annotated[float, typer.Option(min=0.001, help="Seconds after which a query is stopped.")] = 30.0,
    max_rows: Annotated[int, typer.Option("--max-rows", min=1, help="Rows of one answer at most.")] = 100_000,
    cors: Annotated[
        list[str] | None, typer.Option(metavar="ORIGIN", help="A web page that may read from elsewhere; * for all.")
    ] = None,
    allow_service: Annotated[
        bool, typer.Option("--allow-service", help="Let queries ask other servers (SERVICE).")
    ] = False,
) -> None:
    """Serve a graph: pages for people, SPARQL 1.1 and JSON for programs; reading only. Ctrl-C stops it."""
    from kg.serve.server import serve as listen
    from kg.serve.settings import ServeSettings

    settings = ServeSettings(token, timeout, max_rows, tuple(cors or ()), allow_service)
    listen(directory, host, port, settings, lambda address: typer.echo(f"Parley is at {address} (Ctrl-C stops it)"))
