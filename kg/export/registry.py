"""One row for each format, and `export`, which picks the row."""

import shlex
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UnknownFormat
from kg.export import (
    arangodb,
    cx2,
    cypher,
    ftm,
    gexf,
    graphml,
    graphson,
    html,
    jgf,
    json_text,
    jsonld,
    ladybug,
    neo4j_csv,
    neptune,
    node_link,
    nquads,
    ntriples,
    parquet,
    rdf12,
    rdfxml,
    sheets,
    trig,
    triples,
    turtle,
)
from kg.export.columns import Loss
from kg.export.target import Target, into_folder, opened
from kg.graph.view import GraphView

LOSS = ".loss.txt"  # ends the name of the file that says what another file could not carry


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: how it is written, how its files end, and what it is for, in one line."""

    write: Callable[[GraphView, Target], Loss | None]  # returns how often it lost what stands in `lost`
    suffix: str
    description: str
    load: str  # the commands that load it; {path} stands for the file or folder, {text} for its name in a program
    lost: tuple[str, ...] = ()  # what it cannot carry
    folder: bool = False  # whether it is several files, for which `write` is given an empty folder
    tested: str = "not run here; checked against the documented format"  # what our tests load it into

    def loading(self, path: str) -> str:
        """Return the commands that load what lies at `path`."""
        return self.load.format(path=shlex.quote(path), text=in_program(path))


def in_program(text: str) -> str:
    """Return `text` in the single quotes of Python, Groovy and Cypher."""
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


# How files are loaded that many programs read: one command as an example.
OXIGRAPH = "oxigraph load --location STORE --file {path}"
FUSEKI = "curl -X POST -H 'Content-Type: %s' --data-binary @{path} http://localhost:3030/DATASET/data?default"
IN_PYTHON = 'python -c "import sys, networkx; print(networkx.%s(sys.argv[1]))" {path}   # or open it in Gephi'

EXPORTERS: dict[str, Exporter] = {
    "age": Exporter(
        cypher.write_age,
        ".age.sql",
        "SQL script for Apache AGE on PostgreSQL",
        cypher.LOAD_AGE,
        cypher.LOST_AGE,
        tested="Apache AGE in PGlite",
    ),
    "arangodb": Exporter(
        arangodb.write, ".arangodb", "folder of JSON lines for ArangoDB", arangodb.LOAD, json_text.LOST, folder=True
    ),
    "cx2": Exporter(
        cx2.write,
        ".cx2",
        "JSON for Cytoscape and NDEx",
        cx2.LOAD,
        json_text.LOST,
        tested="ndex2",
    ),
    "cypher": Exporter(
        cypher.write_neo4j,
        ".cypher",
        "Cypher script for Neo4j 5 and later",
        cypher.LOAD_NEO4J,
        cypher.LOST,
        tested="Neo4j 5.26",
    ),
    "falkordb": Exporter(
        cypher.write_falkordb,
        ".falkordb",
        "commands for redis-cli that make the graph in FalkorDB",
        cypher.LOAD_FALKORDB,
        cypher.LOST_FALKORDB,
        tested="FalkorDB 4.16",
    ),
    "ftm": Exporter(
        ftm.write,
        ".ftm.json",
        "FollowTheMoney entities for OpenAleph",
        ftm.LOAD,
        ftm.LOST,
        tested="followthemoney 4",
    ),
    "gexf": Exporter(
        gexf.write,
        ".gexf",
        "property graph with days, for Gephi and its timeline",
        IN_PYTHON % "read_gexf",
        gexf.LOST,
        tested="Gephi 0.10, NetworkX",
    ),
    "graphml": Exporter(
        graphml.write,
        ".graphml",
        "property graph for Gephi, yEd, Cytoscape and NetworkX",
        IN_PYTHON % "read_graphml",
        graphml.LOST,
        tested="Gephi 0.10, NetworkX",
    ),
    "graphson": Exporter(
        graphson.write,
        ".graphson",
        "GraphSON 3 for TinkerGraph, JanusGraph and others that speak Gremlin",
        graphson.LOAD,
        graphson.LOST,
        tested="TinkerGraph 3.7, JanusGraph 1.1",
    ),
    "html": Exporter(
        html.write,
        ".html",
        "the graph as one page that opens in a browser without a network",
        "open {path}",
        tested="Chromium",
    ),
    "jgf": Exporter(
        jgf.write,
        ".jgf.json",
        "JSON Graph Format 2",
        jgf.LOAD,
        json_text.LOST,
        tested="a check against the keys of its schema",
    ),
    "jsonld": Exporter(
        jsonld.write,
        ".jsonld",
        "RDF with named graphs as compact JSON, its context inside",
        OXIGRAPH,
        tested="rdflib, Oxigraph",
    ),
    "ladybug": Exporter(
        ladybug.write,
        ".ladybug",
        "folder of Parquet and statements for Ladybug, the successor of Kuzu",
        ladybug.LOAD,
        ladybug.LOST,
        folder=True,
        tested="Ladybug 0.22",
    ),
    "memgraph": Exporter(
        cypher.write_memgraph,
        ".memgraph.cypher",
        "Cypher script for Memgraph",
        cypher.LOAD_MEMGRAPH,
        cypher.LOST,
        tested="not run here; its statements are run in Neo4j 5.26",
    ),
    "neo4j": Exporter(
        neo4j_csv.write,
        ".neo4j",
        "folder of CSV for neo4j-admin database import, the quick way into an empty Neo4j",
        neo4j_csv.LOAD,
        neo4j_csv.LOST,
        folder=True,
        tested="neo4j-admin and Neo4j 5.26",
    ),
    "neptune-gremlin": Exporter(
        neptune.write_gremlin,
        ".neptune-gremlin",
        "folder of CSV for Amazon Neptune, to be asked in Gremlin",
        neptune.GREMLIN_LOAD,
        neptune.LOST,
        folder=True,
    ),
    "neptune-opencypher": Exporter(
        neptune.write_opencypher,
        ".neptune-opencypher",
        "folder of CSV for Amazon Neptune, to be asked in openCypher",
        neptune.OPENCYPHER_LOAD,
        neptune.LOST,
        folder=True,
    ),
    "node-link": Exporter(
        node_link.write,
        ".node-link.json",
        "JSON for NetworkX and D3",
        node_link.LOAD,
        json_text.LOST,
        tested="NetworkX",
    ),
    "nquads": Exporter(
        nquads.write,
        ".nq",
        "RDF with named graphs, one statement a line, for bulk loaders",
        OXIGRAPH,
        tested="rdflib, Oxigraph",
    ),
    "ntriples": Exporter(
        ntriples.write,
        ".nt",
        "RDF of all graphs together, one statement a line",
        FUSEKI % "application/n-triples",
        triples.LOST,
        tested="rdflib, Oxigraph",
    ),
    "parquet": Exporter(
        parquet.write,
        ".parquet",
        "folder of tables for pandas, Polars, DuckDB and Spark",
        parquet.LOAD,
        parquet.LOST,
        folder=True,
        tested="DuckDB, PyArrow",
    ),
    "rdf12": Exporter(
        rdf12.write,
        ".rdf12.ttl",
        "RDF 1.2 Turtle, the graphs that assert a triple as its reifiers",
        OXIGRAPH,
        rdf12.LOST,
        tested="Oxigraph",
    ),
    "rdfxml": Exporter(
        rdfxml.write,
        ".rdf",
        "RDF of all graphs together as XML, for older tools",
        FUSEKI % "application/rdf+xml",
        rdfxml.LOST,
        tested="rdflib, Oxigraph",
    ),
    "sheets": Exporter(
        sheets.write,
        ".sheets",
        "folder of CSV tables for a spreadsheet",
        sheets.LOAD,
        sheets.LOST,
        folder=True,
        tested="Python's csv module",
    ),
    "trig": Exporter(
        trig.write,
        ".trig",
        "RDF with named graphs, made to be read by people",
        OXIGRAPH,
        tested="rdflib, Oxigraph",
    ),
    "turtle": Exporter(
        turtle.write,
        ".ttl",
        "RDF of all graphs together, made to be read by people",
        FUSEKI % "text/turtle",
        triples.LOST,
        tested="rdflib, Oxigraph",
    ),
}


def exporter(name: str) -> Exporter:
    """Return the row of a format; raises `UnknownFormat` with the known ones."""
    if name not in EXPORTERS:
        raise UnknownFormat(f"cannot export {name!r}; known: {', '.join(sorted(EXPORTERS))}.")
    return EXPORTERS[name]


def format_of(path: str | Path) -> str:
    """Return the format whose files end as `path` does; raises `UnknownFormat` with the known endings."""
    name = Path(path).name.lower()
    fitting = [kind for kind, row in EXPORTERS.items() if name.endswith(row.suffix)]
    if not fitting:
        known = ", ".join(f"{row.suffix} ({name})" for name, row in sorted(EXPORTERS.items()))
        raise UnknownFormat(f"cannot tell a format from the name {str(path)!r}; known endings: {known}.")
    return max(fitting, key=lambda kind: len(EXPORTERS[kind].suffix))


def export(graph: GraphView, name: str, target: Target) -> None:
    """Write `graph` in the format `name` to a path, to "-" (standard output) or to an open stream.

    What was lost is written beside a file or folder, under its name with `LOSS` at the end.
    """
    row = exporter(name)
    with place(row, target) as given:
        loss = row.write(graph, given)
    if loss is not None and isinstance(target, str | Path) and str(target) != "-" and not is_device(Path(target)):
        with opened(f"{target}{LOSS}") as stream:
            stream.write(counted(name, loss).encode())


@contextmanager
def place(row: Exporter, target: Target) -> Iterator[Target]:
    """Give what a format writes to: a new folder for several files, else `target` itself."""
    if row.folder:
        shown = Path(target).name if isinstance(target, str | Path) else ""
        with into_folder(target, f"{row.description}\n\n{row.loading(shown)}\n") as folder:
            yield folder
    else:
        yield target


def is_device(path: Path) -> bool:
    """Return whether `path` is a pipe or a device, beside which nothing can be written."""
    return path.exists() and not path.is_file() and not path.is_dir()


def counted(name: str, loss: Loss) -> str:
    """Return as text how much a format lost of a graph, a line for each kind; what was not lost is not spoken of."""
    lines = [f"{loss[words]:>9,}  {words}\n" for words in exporter(name).lost if loss[words]]
    if not lines:
        return f"Nothing of the graph was lost in {name}.\n"
    return "".join([f"What {name} lost of the graph, or had to change, counted:\n", *lines])
