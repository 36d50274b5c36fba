"""How the tests start servers, from what `tests/databases/fetch.sh` has put into `.tools`."""

import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import ROOT

TOOLS = ROOT / ".tools"
HERE = Path(__file__).with_name("databases")
JAVA = ["java", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "--add-opens=java.base/java.nio=ALL-UNNAMED"]
PATIENCE_S = 120.0


def tool(name: str, program: str = "java") -> Path:
    """The folder of a tool; skips where it was not fetched or cannot be run."""
    if not (TOOLS / name).is_dir():
        pytest.skip(f"{name} was not fetched: run tests/databases/fetch.sh")
    if not shutil.which(program):
        pytest.skip(f"there is no {program}")
    return TOOLS / name


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(command: list[str | Path], folder: Path, **environment: str) -> Iterator[subprocess.Popen[bytes]]:
    """A process that ends with the block; what it says is in `folder`/log."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [str(word) for word in command],
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=subprocess.STDOUT,
            cwd=folder,
            env={**os.environ, **environment},
        )
        try:
            yield process
        finally:
            process.stdin.close()
            process.terminate()
            process.wait(30)


def wait_for_port(port: int, process: subprocess.Popen[bytes], folder: Path) -> None:
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        with socket.socket() as attempt:
            if attempt.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.2)
    raise RuntimeError(f"{process.args[:3]} does not listen:\n{(folder / 'log').read_text('utf-8', 'replace')[-3000:]}")


def wait_for_page(url: str) -> None:
    """Wait until a page answers at all, be it with a refusal."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(url, timeout=10):
                return
        except urllib.error.HTTPError as answer:
            if answer.code < 500:
                return
        except OSError:
            pass
        time.sleep(0.2)
    raise RuntimeError(f"{url} does not answer")


def post(url: str, text: str, kind: str, accept: str = "*/*") -> bytes:
    request = urllib.request.Request(url, text.encode(), {"Content-Type": kind, "Accept": accept})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read()


def select(url: str, query: str) -> list[dict[str, str]]:
    body = urllib.parse.urlencode({"query": query})
    found = json.loads(post(url, body, "application/x-www-form-urlencoded", "application/sparql-results+json"))
    return [{name: term["value"] for name, term in row.items()} for row in found["results"]["bindings"]]
