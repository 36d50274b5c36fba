"""Any text survives every format: it is read back from what was written, by the rules of that format alone.

Real databases are given the nastiest of these texts in `tests/databases/`.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import networkx
import pytest
from export_builders import NASTY, said, texts, view
from hypothesis import given, settings
from pyarrow import parquet
from pyoxigraph import Literal, RdfFormat, parse

from kg import ontology
from kg.export import EXPORTERS, export
from kg.export.xml_text import legal
from kg.graph.view import GraphView

LITERAL = r"('(?:[^'\\]|\\.)*')"
CONTENT = re.compile(f"content: {LITERAL}", re.DOTALL)
ESCAPES = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
JSON_BLOCK = re.compile(r'<script type="application/json" id="[\w-]+">(.*?)</script>', re.DOTALL)
Reader = Callable[[Path], str | set[str]]


def graph_of(text: str) -> GraphView:
    """A statement with a text as its content."""
    return view(said("a", "rdf:type", ontology.node("Statement")), said("a", "content", text))


def by_rdf(form: RdfFormat) -> Reader:
    def read(path: Path) -> str:
        (text,) = [quad.object.value for quad in parse(path.read_bytes(), form) if isinstance(quad.object, Literal)]
        return text

    return read


def by_cypher(by_number: bool = True, by_redis: bool = False) -> Reader:
    """What a database makes of a script; Neo4j looks for escapes by number before all others."""

    def read(path: Path) -> str:
        script = path.read_bytes().decode()
        if by_redis:
            script = re.sub(r"\\(.)", r"\1", script)
        (literal,) = CONTENT.findall(script)
        if by_number:
            literal = re.sub(r"\\u([0-9A-F]{4})", lambda found: chr(int(found[1], 16)), literal)
        return re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[1]), literal[1:-1], flags=re.DOTALL)

    return read


def by_csv(name: str) -> Reader:
    def read(path: Path) -> str:
        with (path / name).open(encoding="utf-8-sig", newline="") as stream:
            head, row = csv.reader(stream)
        return next(cell for column, cell in zip(head, row, strict=True) if column.partition(":")[0] == "content")

    return read


def by_json(find: Callable[[dict], str], name: str = "") -> Reader:
    return lambda path: find(json.loads((path / name if name else path).read_bytes()))


def by_parquet(name: str) -> Reader:
    return lambda path: parquet.read_table(path / name).to_pylist()[0]["content"]


def by_page(path: Path) -> set[str]:
    blocks = JSON_BLOCK.findall(path.read_bytes().decode())
    return {text for block in blocks for text in strings(json.loads(block))}


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from strings(each)


def node_of(network: networkx.Graph) -> str:
    return network.nodes[f"{ontology.DEFAULT_BASE}a"].get("content") or ""


READERS: dict[str, Reader] = {
    "age": by_cypher(),
    "arangodb": by_json(lambda found: found["content"], "nodes.jsonl"),
    "cx2": by_json(lambda found: next(part["nodes"] for part in found if "nodes" in part)[0]["v"]["content"]),
    "cypher": by_cypher(),
    "falkordb": by_cypher(by_number=False, by_redis=True),
    "ftm": by_json(lambda found: found["properties"].get("description", [""])[0]),
    "gexf": lambda path: node_of(networkx.read_gexf(path)),
    "graphml": lambda path: node_of(networkx.read_graphml(path)),
    "graphson": by_json(lambda found: found["properties"]["content"][0]["value"]),
    "html": by_page,
    "jgf": by_json(lambda found: next(iter(found["graph"]["nodes"].values()))["metadata"]["content"]),
    "jsonld": by_rdf(RdfFormat.JSON_LD),
    "ladybug": by_parquet("nodes.parquet"),
    "memgraph": by_cypher(),
    "neo4j": by_csv("nodes.csv"),
    "neptune-gremlin": by_csv("nodes.csv"),
    "neptune-opencypher": by_csv("nodes.csv"),
    "node-link": by_json(lambda found: found["nodes"][0]["content"]),
    "nquads": by_rdf(RdfFormat.N_QUADS),
    "ntriples": by_rdf(RdfFormat.N_TRIPLES),
    "parquet": by_parquet("statements.parquet"),
    "rdf12": by_rdf(RdfFormat.TURTLE),
    "rdfxml": by_rdf(RdfFormat.RDF_XML),
    "sheets": by_csv("statements.csv"),
    "trig": by_rdf(RdfFormat.TRIG),
    "turtle": by_rdf(RdfFormat.TURTLE),
}
# What their loss files speak of.
NO_NUL = {"age", "falkordb", "neo4j", "sheets"}
XML = {"gexf", "graphml", "rdfxml"}


def as_carried(text: str, name: str) -> str:
    """A text as a format may change it."""
    if name in XML:
        return legal(text)
    return text.replace("\0", "\ufffd") if name in NO_NUL else text


def test_every_format_is_read():
    assert READERS.keys() == EXPORTERS.keys()


def check(name: str, text: str, folder: Path) -> None:
    """Fail unless a text comes back as far as the format promises."""
    export(graph_of(text), name, folder / "a")
    found, wanted = READERS[name](folder / "a"), as_carried(text, name)
    if name == "html":
        assert wanted in found
    elif name == "sheets":
        assert found in {wanted, f"'{wanted}"}
    else:
        assert found == wanted


@pytest.mark.parametrize("name", READERS)
@given(text=texts)
@settings(max_examples=10)
def test_any_text_comes_back(name, text, tmp_path_factory):
    check(name, text, tmp_path_factory.mktemp("any"))


@pytest.mark.parametrize("name", READERS)
def test_the_nastiest_texts_come_back(name, tmp_path):
    for number, text in enumerate([*NASTY, "\\\\u0041", "\\'", "'", "\\", "$$; DROP", "\\u005c'"]):
        (tmp_path / str(number)).mkdir()
        check(name, text, tmp_path / str(number))
