"""GraphSON 3, one vertex a line with its edges, for TinkerGraph, JanusGraph and other stores that speak Gremlin."""

from collections.abc import Iterable, Iterator
from itertools import count, groupby

from kg.export import columns
from kg.export.columns import IRI, LABEL, NAME, TYPES, Cell, Columns, Loss, edge_id, plain
from kg.export.json_text import encoded
from kg.export.target import Target, opened
from kg.graph.properties import Edge, Node, PropertyGraph
from kg.graph.view import GraphView

DAYS = "days, which are text (GraphSON has them only as an extension)"
ONE_LABEL = "vertices with one label, their most specific class, instead of several; all are in their property types"
ONE_TEXT = "edges whose documents stand in one text, separated by spaces (JanusGraph's edges hold no lists)"
LOST = (*columns.LOST, DAYS, ONE_LABEL, ONE_TEXT)
LOAD = (
    "bin/gremlin.sh   # the console of Apache TinkerPop or of JanusGraph; then, in the console:\n"
    "conf = new BaseConfiguration(); conf.setProperty('gremlin.tinkergraph.defaultVertexPropertyCardinality', 'list')"
    "; graph = TinkerGraph.open(conf)   // in TinkerPop's\n"
    "graph = JanusGraphFactory.build().set('storage.backend', 'inmemory').set('schema.default', 'tp3').open()"
    "   // in JanusGraph's\n"
    "graph.traversal().io({text}).with(IO.reader, IO.graphson).read().iterate()"
)
UNTYPED = "Thing"  # the label of a vertex of a class that has no name


def write(graph: GraphView, target: Target) -> Loss:
    """Write vertices to `target`, sorted, each with its edges in both directions; return what was lost."""
    numbers = count(1)  # of the properties of all vertices
    loss: Loss = Loss()
    with graph.properties() as found, opened(target) as stream:
        nodes = Columns(found)
        for node, leaving, coming in with_edges(found):
            stream.write(encoded(vertex(nodes, node, leaving, coming, numbers)) + b"\n")
            loss[ONE_LABEL] += len(node.types) > 1
            loss[ONE_TEXT] += sum(len(edge.documents) > 1 for edge in leaving)
        return columns.lost(found) + loss + Loss({DAYS: found.days()})


def with_edges(graph: PropertyGraph) -> Iterator[tuple[Node, list[Edge], list[Edge]]]:
    """Yield every node with the edges that leave it and those that come to it."""
    coming = groupby(graph.edges(by="target"), key=lambda edge: edge.ends[1])
    number, edges = next(coming, (0, iter(())))
    for node, leaving in graph.stars():
        if node.number == number:
            yield node, leaving, list(edges)
            number, edges = next(coming, (0, iter(())))
        else:
            yield node, leaving, []


def vertex(
    nodes: Columns, node: Node, leaving: list[Edge], coming: list[Edge], numbers: Iterator[int]
) -> dict[str, object]:
    """Return one vertex."""
    found: dict[str, object] = {"id": node.id, "label": node.type or UNTYPED}
    if coming:
        found["inE"] = by_type(coming, "outV")
    if leaving:
        found["outE"] = by_type(leaving, "inV")
    row = nodes.row(node)
    cells = {IRI: node.id, NAME: row.pop(LABEL), **row, TYPES: node.types}
    found["properties"] = {
        name: [{"id": {"@type": "g:Int64", "@value": next(numbers)}, "value": each} for each in typed(cell)]
        for name, cell in cells.items()
    }
    return found


def by_type(edges: Iterable[Edge], end: str) -> dict[str, list[dict[str, object]]]:
    """Return edges by type, each with the node at its other end ("inV" or "outV")."""
    found: dict[str, list[dict[str, object]]] = {}
    for edge in edges:
        about: dict[str, object] = {"id": edge_id(edge), end: edge.target if end == "inV" else edge.source}
        about["properties"] = {NAME: edge.label, "documents": " ".join(edge.documents)}
        found.setdefault(edge.type or UNTYPED, []).append(about)
    return found


def typed(cell: Cell) -> list[object]:
    """Return the values of a cell with the types of GraphSON."""
    values = plain(cell)
    return [number(each) for each in (values if isinstance(values, list) else [values])]


def number(value: str | int | float | bool) -> object:
    """Return a number with its type, anything else as it is."""
    if isinstance(value, bool | str):
        return value
    return {"@type": "g:Int64" if isinstance(value, int) else "g:Double", "@value": value}
