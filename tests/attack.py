"""`PYTHONPATH=tests python -m attack [CASES]`: ask the server and the readers many odd things, and count them.

Three kinds of attack, each from a seed that Hypothesis chooses: whatever the OpenAPI document allows and does not allow
(schemathesis), whatever can be sent to the SPARQL and graph endpoints, and files that are broken in many ways. What
must hold is always the same: no server error, no traceback, an answer of a kind that is announced. The tests make the
same attacks with few cases each (`tests/serve/test_attack.py`, `tests/read/test_attack.py`).
"""

import io
import json
import sys
import tempfile
import zipfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from serve_builders import Answer, Server, serving

from kg import read
from kg.errors import SkipDocument
from kg.model import Document

SUPPRESSED = list(HealthCheck)
STATUSES = frozenset({200, 204, 400, 401, 403, 404, 405, 406, 408, 411, 413, 414, 415, 421, 431, 503})
ODD = (
    "\x00",
    "\ud7ff",
    "\u202e",
    "\ufeff",
    "'",
    '"',
    "<",
    ">",
    "{",
    "}",
    "\\",
    "%",
    "#",
    "?",
    "=",
    "@",
    "\r\n",
    "`",
    "$",
)
# Pieces of queries, put together in any order.
WORDS = (
    "SELECT", "*", "ASK", "CONSTRUCT", "DESCRIBE", "WHERE", "{", "}", "(", ")", "?s", "?p", "?o", "a", ".", ";", ",", "FILTER",
    "OPTIONAL", "UNION", "MINUS", "GRAPH", "SERVICE", "SILENT", "<http://localhost:1/>", "FROM", "NAMED", "BIND", "AS",
    "VALUES", "LIMIT", "1", "ORDER", "BY", "GROUP", "HAVING", "COUNT(*)",
    "parley:Statement", "rdfs:label", "<>", "<x y>", "'text'", "'''", '"', "_:b",
    "INSERT", "DELETE", "DATA", "LOAD", "CLEAR", "ALL", "PREFIX", "BASE", ":", "<<", ">>", "|", "/", "+", "^", "!", "&&", "#",
    "\\u0053ELECT", "\x00", "𝒳",
)  # fmt: skip
NAMES = ("query", "update", "default-graph-uri", "named-graph-uri", "graph", "default", "format", "", "q")
TYPES = (
    "application/x-www-form-urlencoded", "application/sparql-query", "application/sparql-update", "text/plain",
    "multipart/form-data; boundary=x", "application/sparql-query; charset=latin-1", "", ";", "application/json",
)  # fmt: skip
ACCEPTED = (
    "",
    "*/*",
    "text/html",
    "text/turtle",
    "application/sparql-results+xml",
    "text/csv;q=x",
    "image/png",
    ",,,;;q=;",
    "a/b;q=2",
    "*",
)
METHODS = ("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
PLACES = (
    "/sparql",
    "/sparql/",
    "/graphs",
    "/id/country-Q159",
    "/id/",
    "/search",
    "/api/search",
    "/api/statements",
    "/static/serve.js",
    "/",
)


def attacked_by_schema(server: Server, cases: int, derandomize: bool = False) -> int:
    """Ask what the OpenAPI document allows, and what it does not; return how many requests were made."""
    import schemathesis
    from schemathesis import GenerationMode
    from schemathesis.specs.openapi import checks

    schema = schemathesis.openapi.from_url(f"{server.url}/openapi.json")
    counted: Counter[str] = Counter()
    # A text that the schema allows need not be the name of anything.
    unfit = [checks.positive_data_acceptance, checks.negative_data_rejection, checks.unsupported_method]
    for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
        operations = [operation.ok() for operation in schema.get_all_operations()]
        allowed = [
            each
            for each in operations
            if mode is GenerationMode.POSITIVE or list(each.query) or list(each.path_parameters)
        ]
        strategy = st.one_of([each.as_strategy(generation_mode=mode) for each in allowed])

        @given(strategy)
        @settings(
            max_examples=cases // 2,
            deadline=None,
            database=None,
            derandomize=derandomize,
            suppress_health_check=SUPPRESSED,
        )
        def ask(case):
            counted["requests"] += 1
            case.call_and_validate(excluded_checks=unfit)

        ask()
    return counted["requests"]


def requests() -> SearchStrategy[tuple[str, str, bytes, dict[str, str]]]:
    """Return requests to the endpoints: method, path with parameters, body, headers."""
    from urllib.parse import quote

    queries = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
    values = st.one_of(
        queries, st.text(max_size=30), st.sampled_from(ODD), st.just("ASK {}"), st.just("SELECT * { ?s ?p ?o } LIMIT 2")
    )
    parameters = st.lists(st.tuples(st.sampled_from(NAMES), values), max_size=4)
    encoded = parameters.map(
        lambda pairs: "&".join(f"{quote(name)}={quote(value, errors='replace')}" for name, value in pairs)
    )
    paths = st.tuples(st.sampled_from(PLACES), st.one_of(encoded, st.just("%FF=%C3%28"), st.just("query=ASK%7B%7D")))
    bodies = st.one_of(queries.map(str.encode), encoded.map(str.encode), st.binary(max_size=60), st.just(b""))
    headers = st.fixed_dictionaries({"content_type": st.sampled_from(TYPES), "accept": st.sampled_from(ACCEPTED)})
    return st.tuples(st.sampled_from(METHODS), paths.map(lambda pair: f"{pair[0]}?{pair[1]}"), bodies, headers)


def attacked_by_protocol(server: Server, cases: int, derandomize: bool = False) -> int:
    """Send odd requests to the endpoints; return how many."""
    counted: Counter[str] = Counter()

    @given(requests())
    @settings(
        max_examples=cases, deadline=None, database=None, derandomize=derandomize, suppress_health_check=SUPPRESSED
    )
    def ask(request):
        method, path, body, headers = request
        counted["requests"] += 1
        answer: Answer = server.ask(method, path, body if method in {"POST", "PUT", "PATCH"} else None, **headers)
        assert answer.status in STATUSES, (answer.status, answer.body[:300])
        if answer.kind.endswith("json") and answer.body:
            json.loads(answer.body)

    ask()
    assert server.get("/health").status == 200
    return counted["requests"]


SENTENCE = "Minister Ana Arlo said on Friday that both sides would meet again in the capital next week, officials told reporters."
PIECES = ("<p>", "</p>", "<!--", "-->", "<![CDATA[", "]]>", "<script>", "&lt;", "&#0;", "&#xFFFFFFFF;", "<!DOCTYPE x [<!ENTITY a 'b'>]>",
          "&a;", '"', ",", "\n", "\r", "\t", "{", "}", "[", "]", ":", "null", "1e999", "\\ud800", "\x00", "\u2028", "\x1b[31m", "---\n",
          "# ", "|", "=cmd()", SENTENCE)  # fmt: skip


def zipped(content: bytes) -> bytes:
    """Return a Word file whose document is this."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
        )
        archive.writestr("word/document.xml", content)
    return target.getvalue()


def files() -> SearchStrategy[tuple[str, bytes]]:
    """Return files as (ending, content), broken in many ways."""
    texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=20)), max_size=20).map("".join)
    encoded = st.tuples(texts, st.sampled_from(("utf-8", "utf-16", "latin-1", "utf-8-sig", "utf-7"))).map(
        lambda pair: pair[0].encode(pair[1], "replace")
    )
    scalars = st.one_of(st.none(), st.booleans(), st.floats(), st.integers(), texts)
    keys = st.sampled_from(("text", "title", "date", "url", "id", "x"))
    objects = st.dictionaries(keys, st.one_of(scalars, st.lists(scalars, max_size=3)), max_size=4)
    rows = st.one_of(scalars, objects, st.lists(objects, max_size=3))
    contents = st.one_of(
        encoded,
        st.binary(max_size=200),
        rows.map(lambda row: json.dumps(row).encode()),
        encoded.map(lambda body: b"<html><body>" + body + b"</body></html>"),
        encoded.map(lambda body: b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" + body),
        encoded.map(zipped),
        encoded.map(lambda body: zipped(body)[:-20]),
    )
    return st.tuples(
        st.sampled_from(sorted((".txt", ".md", ".html", ".jsonl", ".json", ".csv", ".tsv", ".docx", ".pdf"))), contents
    )


def attacked_by_files(folder: Path, cases: int, derandomize: bool = False) -> int:
    """Read broken files; return how many."""
    counted: Counter[str] = Counter()

    @given(files())
    @settings(
        max_examples=cases, deadline=None, database=None, derandomize=derandomize, suppress_health_check=SUPPRESSED
    )
    def attempt(made):
        ending, content = made
        counted["files"] += 1
        path = folder / f"odd{ending}"
        path.write_bytes(content)
        for outcome in read.read(path):
            assert isinstance(outcome, Document | SkipDocument)
            if isinstance(outcome, Document):
                assert "\x00" not in outcome.text
                outcome.text.encode("utf-8")

    attempt()
    return counted["files"]


def main(cases: int) -> None:
    """Make every attack with so many cases and print how many were made."""
    import kg

    with tempfile.TemporaryDirectory() as folder:
        example = Path(kg.__file__).parent / "examples" / "istanbul-talks.txt"
        kg.build(example, directory=Path(folder) / "graph", jobs=1)
        attacks: dict[str, Callable[[], int]] = {"broken files": lambda: attacked_by_files(Path(folder), cases)}
        with serving(Path(folder) / "graph", "--timeout", "5") as server:
            attacks["odd requests"] = lambda: attacked_by_protocol(server, cases)
            attacks["requests by the OpenAPI document"] = lambda: attacked_by_schema(server, cases)
            for name, attack in attacks.items():
                print(f"{attack():8,}  {name}", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
