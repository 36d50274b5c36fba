"""CX2, the JSON of Cytoscape 3.10 and later, Cytoscape Web and NDEx."""

from kg.export.columns import (
    EDGE_COLUMNS,
    IRI,
    LABEL,
    NAME,
    TEXT,
    TEXTS,
    TYPE,
    TYPES,
    Columns,
    Loss,
    edge_row,
    plain_row,
)
from kg.export.json_text import encoded, lost_in_json, write_list
from kg.export.target import Target, opened
from kg.graph.properties import Column, Edge, Node
from kg.graph.view import GraphView

LOAD = "cytoscape -N {path}   # or Cytoscape: File, Import, Network from File"
TYPE_NAMES = {"integer": "long", "float": "double", "boolean": "boolean"}
INTERACTION = "interaction"  # what Cytoscape shows of an edge
SHOWN = [
    {
        "default": {"network": {}, "edge": {"EDGE_TARGET_ARROW_SHAPE": "triangle"}, "node": {"NODE_SHAPE": "ellipse"}},
        "nodeMapping": {"NODE_LABEL": {"type": "PASSTHROUGH", "definition": {"attribute": NAME, "type": "string"}}},
        "edgeMapping": {},
    }
]


def write(graph: GraphView, target: Target) -> Loss:
    """Write nodes and edges to `target`, sorted; a node's number is its place in the order. Return what was lost."""
    with graph.properties() as found, opened(target) as stream:
        nodes = Columns(found)
        node_count, edge_count = found.counts()
        counts = {"attributeDeclarations": 1, "networkAttributes": 1, "nodes": node_count, "edges": edge_count}
        counts["visualProperties"] = 1
        stream.write(b'[{"CXVersion":"2.0","hasFragments":false},\n{"metaData":')
        stream.write(encoded([{"name": name, "elementCount": count} for name, count in counts.items()]))
        stream.write(b'},\n{"attributeDeclarations":' + encoded([declarations(nodes)]) + b"},\n")
        stream.write(b'{"networkAttributes":' + encoded([{NAME: "Parley"}]) + b'},\n{"nodes":')
        write_list(stream, (encoded(node_object(nodes, node)) for node in found.nodes()))
        stream.write(b'},\n{"edges":')
        write_list(stream, (encoded(edge_object(number, edge)) for number, edge in enumerate(found.edges(), 1)))
        stream.write(b'},\n{"visualProperties":' + encoded(SHOWN) + b"},\n")
        stream.write(b'{"status":[{"success":true,"error":""}]}]\n')
        return lost_in_json(found)


def declarations(nodes: Columns) -> dict[str, object]:
    """Return what the values are called and of what type they are."""
    own = {NAME: TEXT, IRI: TEXT, TYPES: TEXTS, **{name: each for name, each in nodes.columns.items() if name != LABEL}}
    edge = {INTERACTION: TEXT, TYPE: TEXT, **EDGE_COLUMNS}
    return {
        "networkAttributes": {NAME: {"d": "string"}},
        "nodes": {name: {"d": type_name(column)} for name, column in own.items()},
        "edges": {name: {"d": type_name(column)} for name, column in edge.items()},
    }


def type_name(column: Column) -> str:
    """Return what CX2 calls the type of a column."""
    kind = TYPE_NAMES.get(column.kind, "string")
    return f"list_of_{kind}" if column.many else kind


def node_object(nodes: Columns, node: Node) -> dict[str, object]:
    """Return a node."""
    row = plain_row(nodes.row(node))
    return {"id": node.number, "v": {NAME: row.pop(LABEL), IRI: node.id, TYPES: list(node.types), **row}}


def edge_object(number: int, edge: Edge) -> dict[str, object]:
    """Return an edge."""
    values = {INTERACTION: edge.label, TYPE: edge.type, **plain_row(edge_row(edge))}
    return {"id": number, "s": edge.ends[0], "t": edge.ends[1], "v": values}
