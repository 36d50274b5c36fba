"""`kg serve` as its own process, and what asks it."""

import http.client
import json
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

COMMAND = [sys.executable, "-c", "from kg.cli import main\nif __name__ == '__main__':\n    main()", "serve"]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def kind(self) -> str:
        return self.headers.get("content-type", "").partition(";")[0]

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self):
        return json.loads(self.body)


@dataclass(frozen=True)
class Server:
    """A running server."""

    host: str
    port: int
    process: subprocess.Popen

    @property
    def url(self) -> str:
        return f"http://{self.host}:{self.port}"

    def ask(
        self, method: str, path: str, body: str | bytes | None = None, /, accept: str = "", **headers: str
    ) -> Answer:
        """Return the answer to one request; a header `x_y` is sent as `x-y`."""
        sent = {name.replace("_", "-"): value for name, value in headers.items()} | (
            {"accept": accept} if accept else {}
        )
        connection = http.client.HTTPConnection(self.host, self.port, timeout=60)
        connection.request(method, path, body, sent)
        response = connection.getresponse()
        answer = Answer(response.status, {key.lower(): value for key, value in response.getheaders()}, response.read())
        connection.close()
        return answer

    def get(self, path: str, accept: str = "", /, **parameters: object) -> Answer:
        """Return the answer to GET with these parameters."""
        return self.ask("GET", f"{path}?{urlencode(parameters, doseq=True)}" if parameters else path, accept=accept)

    def sparql(self, query: str, accept: str = "") -> Answer:
        return self.get("/sparql", accept, query=query)


@contextmanager
def serving(directory: Path, *options: str) -> Iterator[Server]:
    """Run `kg serve` on any free port while the block runs."""
    command = [*COMMAND, str(directory), "--port", "0", *options]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        found = re.search(r"http://([\d.]+):(\d+)/", process.stdout.readline())
        assert found, process.stderr.read()
        yield Server(found[1], int(found[2]), process)
    finally:
        process.terminate()
        process.wait(20)
        process.stdout.close()
        process.stderr.close()
