"""One row for each format, and `export`, which picks the row."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.errors import UnknownFormat
from kg.export import graphml, html, jsonld, nquads, ntriples, rdfxml, trig, turtle
from kg.export.target import Target
from kg.graph.view import GraphView


@dataclass(frozen=True, slots=True)
class Exporter:
    """A format: how it is written, how its files end, and what it is for, in one line."""

    write: Callable[[GraphView, Target], None]
    suffix: str
    description: str


EXPORTERS: dict[str, Exporter] = {
    "graphml": Exporter(
        graphml.write, ".graphml", "property graph for Gephi, yEd, Cytoscape and NetworkX (offsets as text)"
    ),
    "html": Exporter(html.write, ".html", "the graph as one page that opens in a browser without a network"),
    "jsonld": Exporter(jsonld.write, ".jsonld", "RDF with named graphs as compact JSON, its context inside"),
    "nquads": Exporter(nquads.write, ".nq", "RDF with named graphs, one statement a line, for bulk loaders"),
    "ntriples": Exporter(ntriples.write, ".nt", "RDF of all graphs together, one statement a line"),
    "rdfxml": Exporter(rdfxml.write, ".rdf", "RDF of all graphs together as XML, for older tools"),
    "trig": Exporter(trig.write, ".trig", "RDF with named graphs, made to be read by people"),
    "turtle": Exporter(turtle.write, ".ttl", "RDF of all graphs together, made to be read by people"),
}


def exporter(name: str) -> Exporter:
    """Return the row of a format; raises `UnknownFormat` with the known ones."""
    if name not in EXPORTERS:
        raise UnknownFormat(f"cannot export {name!r}; known: {', '.join(sorted(EXPORTERS))}.")
    return EXPORTERS[name]


def format_of(path: str | Path) -> str:
    """Return the format whose files end as `path` does; raises `UnknownFormat` with the known endings."""
    suffix = Path(path).suffix.lower()
    found = next((name for name, row in EXPORTERS.items() if row.suffix == suffix), "")
    if not found:
        known = ", ".join(f"{row.suffix} ({name})" for name, row in sorted(EXPORTERS.items()))
        raise UnknownFormat(f"cannot tell a format from the name {str(path)!r}; known endings: {known}.")
    return found


def export(graph: GraphView, name: str, target: Target) -> None:
    """Write `graph` in the format `name` to a path, to "-" (standard output) or to an open stream."""
    exporter(name).write(graph, target)
