"""Node-link JSON, as `networkx.node_link_graph(data, edges="edges")` and D3 read it."""

from kg.export.columns import EDGE_COLUMNS, TYPES, Columns, Loss, edge_row, plain_row
from kg.export.json_text import encoded, lost_in_json, write_list
from kg.export.target import Target, opened
from kg.graph.properties import Edge, Node
from kg.graph.view import GraphView

LOAD = (
    'python -c "import json, sys, networkx;'
    " print(networkx.node_link_graph(json.load(open(sys.argv[1], encoding='utf-8')), edges='edges'))\" {path}"
)


def write(graph: GraphView, target: Target) -> Loss:
    """Write nodes and edges to `target`, sorted; return what was lost."""
    with graph.properties() as found, opened(target) as stream:
        nodes = Columns(found)
        stream.write(b'{"directed":true,"multigraph":true,"graph":{},\n"nodes":')
        write_list(stream, (encoded(node_object(nodes, node)) for node in found.nodes()))
        stream.write(b',\n"edges":')
        write_list(stream, (encoded(edge_object(edge)) for edge in found.edges()))
        stream.write(b"}\n")
        return lost_in_json(found)


def node_object(nodes: Columns, node: Node) -> dict[str, object]:
    """Return a node with its identifier and values."""
    return {**plain_row(nodes.row(node)), TYPES: list(node.types), "id": node.id}


def edge_object(edge: Edge) -> dict[str, object]:
    """Return an edge; its key among those between the same nodes is its type."""
    row = plain_row({name: cell for name, cell in edge_row(edge).items() if name in EDGE_COLUMNS and name != "id"})
    return {"source": edge.source, "target": edge.target, "key": edge.type, "type": edge.type, **row}
