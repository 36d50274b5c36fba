"""JSON Graph Format, version 2."""

from kg.export.columns import TYPES, Columns, Loss, edge_row, plain_row
from kg.export.json_text import encoded, lost_in_json, write_list
from kg.export.target import Target, opened
from kg.graph.properties import Edge, Node
from kg.graph.view import GraphView

LOAD = "python -c \"import json, sys; print(json.load(open(sys.argv[1], encoding='utf-8'))['graph'].keys())\" {path}"


def write(graph: GraphView, target: Target) -> Loss:
    """Write nodes and edges to `target`, sorted; return what was lost."""
    with graph.properties() as found, opened(target) as stream:
        nodes = Columns(found)
        stream.write(b'{"graph":{"id":"parley","directed":true,\n"nodes":{')
        for number, node in enumerate(found.nodes()):
            stream.write(b",\n" if number else b"\n")
            stream.write(encoded(node.id) + b":" + encoded(node_object(nodes, node)))
        stream.write(b'\n},\n"edges":')
        write_list(stream, (encoded(edge_object(edge)) for edge in found.edges()))
        stream.write(b"}}\n")
        return lost_in_json(found)


def node_object(nodes: Columns, node: Node) -> dict[str, object]:
    """Return what is said of a node."""
    row = plain_row(nodes.row(node))
    return {"label": row.pop("label"), "metadata": {**row, TYPES: list(node.types)}}


def edge_object(edge: Edge) -> dict[str, object]:
    """Return an edge."""
    row = plain_row(edge_row(edge))
    return {"id": row.pop("id"), "source": edge.source, "relation": edge.type, "target": edge.target, "metadata": row}
