"""Who may come in, how much they may bring, and how the server stops."""

import base64
import signal
import socket
import time
from contextlib import suppress

import pytest
from cli_runner import kg
from serve_builders import serving


@pytest.fixture(scope="module")
def closed(example_directory):
    with serving(example_directory, "--token", "open sesame", "--cors", "https://example.org") as running:
        yield running


def basic(password):
    return "Basic " + base64.b64encode(f"anybody:{password}".encode()).decode()


@pytest.mark.parametrize(
    ("authorization", "status"),
    [
        ("", 401),
        ("Bearer open sesame", 200),
        ("bearer open sesame", 200),
        ("Bearer open", 401),
        (basic("open sesame"), 200),
        (basic("closed"), 401),
        ("Basic !!!", 401),
        ("Digest open sesame", 401),
    ],
)
@pytest.mark.parametrize("path", ["/", "/sparql?query=ASK%7B%7D", "/id/country-Q159", "/health", "/static/serve.css"])
def test_a_token_is_needed_everywhere(closed, authorization, status, path):
    answer = closed.ask("GET", path, **({"authorization": authorization} if authorization else {}))
    assert answer.status == status
    assert ("www-authenticate" in answer.headers) == (status == 401)


def test_listening_elsewhere_needs_a_token(example_directory):
    outcome = kg("serve", example_directory, "--host", "0.0.0.0", "--port", "0")
    assert outcome.code == 2
    assert outcome.sentence == (
        "kg: 0.0.0.0 can be reached from other machines; name a token that they must show: --token or KG_TOKEN"
    )


def test_an_address_in_use_is_said(example_directory, server):
    outcome = kg("serve", example_directory, "--port", str(server.port))
    assert (outcome.code, outcome.sentence) == (
        2,
        f"kg: cannot listen at 127.0.0.1 port {server.port}: Address already in use",
    )


def test_a_directory_that_is_no_graph_is_said(tmp_path):
    assert kg("serve", tmp_path / "none", "--port", "0").sentence.startswith(f"kg: {tmp_path / 'none'} does not exist")


@pytest.mark.parametrize(
    ("host", "status"), [("localhost", 200), ("127.0.0.1:99", 200), ("[::1]:80", 200), ("evil.example", 421), ("", 421)]
)
def test_a_name_that_somebody_points_at_this_machine_does_not_open_it(server, host, status):
    assert server.ask("GET", "/health", host=host).status == status


def test_pages_from_elsewhere_may_read_only_where_that_was_allowed(server, closed):
    assert "access-control-allow-origin" not in server.ask("GET", "/health", origin="https://example.org").headers
    allowed = closed.ask("GET", "/health", origin="https://example.org", authorization="Bearer open sesame")
    assert allowed.headers["access-control-allow-origin"] == "https://example.org"
    assert "Origin" in allowed.headers["vary"]
    other = closed.ask("GET", "/health", origin="https://evil.example", authorization="Bearer open sesame")
    assert "access-control-allow-origin" not in other.headers


def test_a_browser_may_ask_what_is_allowed_without_a_token(closed):
    answer = closed.ask("OPTIONS", "/sparql", origin="https://example.org", access_control_request_method="POST")
    assert answer.status == 204
    assert "authorization" in answer.headers["access-control-allow-headers"].lower()


def test_answers_carry_what_keeps_browsers_safe(server):
    for path in ("/", "/sparql?query=ASK%7B%7D", "/nothing", "/id/country-Q159"):
        headers = server.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "default-src 'none'" in headers["content-security-policy"]


def test_a_giant_request_is_refused(server):
    answer = server.ask("POST", "/sparql", b"x" * 1_000_001, content_type="application/sparql-query")
    assert answer.status == 413
    with suppress(ConnectionResetError):  # it need not read to the end
        assert server.ask("GET", f"/sparql?query={'x' * 200_000}").status in {400, 414, 431}
    assert server.get("/health").status == 200


def test_a_giant_request_in_pieces_is_refused(server):
    def pieces():
        for _ in range(30):
            yield b"x" * 50_000

    assert server.ask("POST", "/sparql", pieces(), content_type="application/sparql-query").status == 413


@pytest.mark.parametrize(
    "raw",
    [
        b"GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: many\r\n\r\n",
        b"GET /health HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
        b"\x00\x01\x02\r\n\r\n",
        b"GET /id/%00%FF%2e%2e HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET //health HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /static/..%2f..%2fpyproject.toml HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /static/../../pyproject.toml HTTP/1.1\r\nHost: localhost\r\n\r\n",
        b"GET /static/LICENSES.txt HTTP/1.1\r\nHost: localhost\r\n\r\n",
    ],
)
def test_a_malformed_request_is_the_clients_fault(server, raw):
    with socket.create_connection((server.host, server.port), 10) as client:
        client.sendall(raw)
        assert client.recv(12).startswith(b"HTTP/1.1 4")
    assert server.get("/health").status == 200


def test_it_stops_when_asked_and_finishes_what_it_has_begun(example_directory):
    slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . FILTER(?b = ?e) }"
    with serving(example_directory, "--timeout", "2") as running:
        with socket.create_connection((running.host, running.port), 20) as client:
            head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: {len(slow)}\r\n"
            client.sendall(f"{head}Content-Type: application/sparql-query\r\n\r\n{slow}".encode())
            time.sleep(0.3)
            running.process.send_signal(signal.SIGINT)
            assert client.recv(15)[:9] == b"HTTP/1.1 "
        running.process.wait(15)
        assert running.process.returncode in {0, 130}
        assert "Traceback" not in running.process.stderr.read()
