"""`python -m tests.bench_exports [TRIPLES]`: how fast each format is written, and in how much memory.

The graph is the example's, copied under other names until it has as many triples. Each format is one run of
`kg export`, start and reading included; beside them stands rdflib's Turtle serialiser on the same graph, which has it
in memory already. Seconds are those of the processor, as other programs may run on the machine.
"""

import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph
from pyoxigraph import NamedNode, Quad

from kg import ontology
from kg.export import EXPORTERS
from kg.graph.rdf import to_rdflib_graph
from kg.store.directory import GraphDirectory
from tests.bench import KG, ROOT, run

EXAMPLE = ROOT / "exports" / "istanbul-talks.nq"
TRIPLES = 1_000_000
MAKE = "make"  # the first argument of a run that only makes a graph
RDFLIB_TRIPLES = 50_000  # of more, rdflib takes hours


def copies(wanted: int) -> Iterator[Quad]:
    """Yield the example's graph as often as it takes, each time about other things."""
    quads = list(pyoxigraph.parse(path=EXAMPLE))
    own = [quad for quad in quads if quad.graph_name.value != ontology.IRI]
    yield from (quad for quad in quads if quad.graph_name.value == ontology.IRI)
    for number in range(wanted // len(own) + 1):
        yield from (
            Quad(renamed(q.subject, number), q.predicate, renamed(q.object, number), renamed(q.graph_name, number))
            for q in own
        )


def renamed(term: object, number: int) -> object:
    """Return the same thing of another copy."""
    if not isinstance(term, NamedNode) or not term.value.startswith(ontology.DEFAULT_BASE):
        return term
    name, hash_sign, place = term.value.partition("#")
    return term if name.endswith(ontology.ENTITIES) else NamedNode(f"{name}-{number}{hash_sign}{place}")


def by_rdflib(directory: Path, target: Path) -> float:
    """Return how many seconds rdflib takes to write the graph as Turtle, reading not counted."""
    graph = to_rdflib_graph(GraphDirectory.open(directory).quads())
    begun = time.process_time()
    graph.serialize(target, format="turtle")
    return time.process_time() - begun


def size(path: Path) -> int:
    """Return the bytes of a file or of all files in a folder."""
    return sum(each.stat().st_size for each in (path.rglob("*") if path.is_dir() else [path]) if each.is_file())


def large_graph(path: Path, wanted: int) -> int:
    """Make a graph directory of as many triples, and return how many there are.

    In a process of its own: what a process starts is counted as large as itself.
    """
    run(sys.executable, "-m", "tests.bench_exports", MAKE, path, str(wanted))
    return len(GraphDirectory.open(path).store())


def make(path: str, wanted: str) -> None:
    """Make a graph directory."""
    with GraphDirectory.create(Path(path)) as directory:
        directory.load(copies(int(wanted)))


def formats(folder: Path, wanted: int, chosen: tuple[str, ...]) -> Iterator[str]:
    """Yield what is to say about each format."""
    count = large_graph(folder / "graph", wanted)
    yield f"| {count:,} triples | seconds | triples a second | peak MB | written MB |\n|---|---|---|---|---|"
    for kind in chosen or [kind for kind in EXPORTERS if kind != "html"]:
        target = folder / f"out{EXPORTERS[kind].suffix}"
        found = run(*KG, "export", folder / "graph", "--format", kind, "-o", target)
        cells = f"{count / found.processor_s:,.0f} | {found.megabytes:.0f} | {size(target) / 1e6:.0f}"
        yield f"| {kind} | {found.processor_s:.0f} | {cells} |"
        shutil.rmtree(target) if target.is_dir() else target.unlink()


def against_rdflib(folder: Path, wanted: int) -> Iterator[str]:
    """Yield how much faster Turtle is written than by rdflib; our time holds the start of the program and reading."""
    count = large_graph(folder / "small", wanted)
    ours = run(*KG, "export", folder / "small", "-o", folder / "ours.ttl").processor_s
    baseline = by_rdflib(folder / "small", folder / "rdflib.ttl")
    yield f"\nTurtle of {count:,} triples: {ours:.1f} s, by rdflib {baseline:.1f} s, {baseline / ours:.1f} times as fast"


def main(wanted: str = str(TRIPLES), *chosen: str) -> None:
    """Print a table; by default of all formats that are not a page."""
    with tempfile.TemporaryDirectory() as name:
        for line in formats(Path(name), int(wanted), chosen):
            print(line, flush=True)
        for line in against_rdflib(Path(name), RDFLIB_TRIPLES) if not chosen else ():
            print(line, flush=True)


if __name__ == "__main__":
    make(*sys.argv[2:]) if sys.argv[1:2] == [MAKE] else main(*sys.argv[1:])
