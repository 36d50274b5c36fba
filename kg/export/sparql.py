"""Into an RDF store over HTTP: by the SPARQL 1.1 Graph Store Protocol, or by SPARQL Update.

Each named graph replaces the one of that name; graphs of other names stay as they are.
"""

import base64
import tempfile
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import IO

import pyoxigraph
from pyoxigraph import DefaultGraph, Quad, RdfFormat

from kg.errors import KgError
from kg.graph.view import GraphView

TIMEOUT_S = 600.0
IN_MEMORY = 16_000_000  # bytes of one graph
TRIPLES = 5_000  # in one update
# Where servers listen for the Graph Store Protocol below the URL of a dataset: Fuseki, RDF4J and GraphDB, Oxigraph.
ENDPOINTS = ("/data", "/rdf-graphs/service", "/store")
REPOSITORY = (
    "/repositories/"  # in the URLs of RDF4J and GraphDB, where a PUT to the dataset itself would make a new one
)
CLOSED = 0  # stands for the status of a server that hangs up while the graph is still on its way
NOT_HERE = {CLOSED, 400, 404, 405, 415, 501}


def send(graph: GraphView, url: str, user: str, password: str, update: bool) -> str:
    """Send every named graph and return what went where in a sentence."""
    server = Server(url.rstrip("/"), user, password)
    graphs = triples = 0
    send_graph = server.update if update else server.put
    for name, quads in groupby(graph.quads(), key=lambda quad: quad.graph_name):
        iri = "" if isinstance(name, DefaultGraph) else name.value
        triples += send_graph(iri, quads)
        graphs += 1
    return f"{triples:,} triples in {graphs:,} graphs are in {server.endpoint}"


class Server:
    """An RDF store, and at which of its URLs it takes graphs."""

    def __init__(self, url: str, user: str, password: str) -> None:
        """`url` is that of a dataset, or already the endpoint."""
        self.endpoint = url
        below = [url + end for end in ENDPOINTS if not url.endswith(end)]
        self.choices = below if REPOSITORY in url and len(below) == len(ENDPOINTS) else [url, *below]
        secret = base64.b64encode(f"{user}:{password}".encode()).decode()
        self.headers = {"Authorization": f"Basic {secret}"} if user else {}

    def put(self, name: str, quads: Iterable[Quad]) -> int:
        """Make these the triples of a graph; return how many they are."""
        question = f"?graph={urllib.parse.quote(name, safe='')}" if name else "?default"
        with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
            count = write_triples(quads, body)
            while True:
                body.seek(0)
                self.endpoint = self.choices[0]
                status = self.ask("PUT", self.endpoint + question, body, count[1], "application/n-triples")
                if status not in NOT_HERE or len(self.choices) == 1:
                    break
                self.choices.pop(0)
        self.choices = [self.endpoint]
        check(self.endpoint, status)
        return count[0]

    def update(self, name: str, quads: Iterable[Quad]) -> int:
        """Make these the triples of a graph by SPARQL Update; return how many they are."""
        count, first = 0, f"DROP SILENT GRAPH <{name}> ;\n" if name else "DROP SILENT DEFAULT ;\n"
        triples = iter(quads)
        while part := list(islice(triples, TRIPLES)):
            lines = "".join(f"{quad.triple} .\n" for quad in part)
            text = f"{first}INSERT DATA {{\n{f'GRAPH <{name}> {{{lines}}}' if name else lines}\n}}".encode()
            with tempfile.SpooledTemporaryFile(IN_MEMORY) as body:
                body.write(text)
                body.seek(0)
                check(
                    self.endpoint,
                    self.ask("POST", self.endpoint, body, len(text), "application/sparql-update; charset=utf-8"),
                )
            count, first = count + len(part), ""
        return count

    def ask(self, method: str, url: str, body: IO[bytes], length: int, kind: str) -> int:
        """Return the status that a request is answered with; raises `KgError` where there is no answer."""
        headers = {**self.headers, "Content-Type": kind, "Content-Length": str(length)}
        request = urllib.request.Request(url, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT_S) as answer:
                return int(answer.status)
        except urllib.error.HTTPError as refusal:
            return refusal.code
        except (OSError, ValueError) as problem:
            if isinstance(getattr(problem, "reason", problem), BrokenPipeError | ConnectionResetError):
                return CLOSED
            raise KgError(f"{url} did not take the graph: {getattr(problem, 'reason', problem)}") from problem


def write_triples(quads: Iterable[Quad], body: IO[bytes]) -> tuple[int, int]:
    """Write the triples of one graph as N-Triples; return how many triples and bytes they are."""
    count = 0

    def counted() -> Iterator[pyoxigraph.Triple]:
        nonlocal count
        for quad in quads:
            count += 1
            yield quad.triple

    pyoxigraph.serialize(counted(), body, RdfFormat.N_TRIPLES)
    return count, body.tell()


def check(url: str, status: int) -> None:
    """Raise `KgError` where a status means that the graph was not taken."""
    reasons = {
        CLOSED: "it closed the connection",
        401: "it asks for a user and password (--user)",
        403: "it does not let you write",
    }
    if status == CLOSED or status >= 300:
        raise KgError(
            f"{url} did not take the graph: {reasons.get(status, f'it answered with status {status}')};"
            " name the endpoint of its Graph Store Protocol, or that of SPARQL Update with --update."
        )
