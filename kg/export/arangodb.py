"""ArangoDB: two collections as JSON lines, for `arangoimport`."""

from pathlib import Path

from kg import ids
from kg.export.columns import IRI, TYPES, Columns, Loss, edge_row, plain_row
from kg.export.json_text import encoded, lost_in_json
from kg.export.target import Target, opened
from kg.graph.properties import Edge, Node
from kg.graph.view import GraphView

LOAD = (
    "arangoimport --collection nodes --create-collection true --type jsonl --file {path}/nodes.jsonl"
    " --on-duplicate replace\n"
    "arangoimport --collection edges --create-collection true --create-collection-type edge --type jsonl"
    " --file {path}/edges.jsonl --on-duplicate replace"
)


def write(graph: GraphView, target: Target) -> Loss:
    """Write `nodes.jsonl` and `edges.jsonl` into the folder `target`, sorted; return what was lost."""
    folder = Path(str(target))
    with graph.properties() as found:
        nodes = Columns(found)
        with opened(folder / "nodes.jsonl") as stream:
            stream.writelines(encoded(node_object(nodes, node)) + b"\n" for node in found.nodes())
        with opened(folder / "edges.jsonl") as stream:
            stream.writelines(encoded(edge_object(edge)) + b"\n" for edge in found.edges())
        return lost_in_json(found)


def key(iri: str) -> str:
    """Return a key of ArangoDB, which may hold neither "/" nor "#"."""
    return ids.digest(iri)


def node_object(nodes: Columns, node: Node) -> dict[str, object]:
    """Return a document of the collection of nodes."""
    return {"_key": key(node.id), IRI: node.id, TYPES: list(node.types), **plain_row(nodes.row(node))}


def edge_object(edge: Edge) -> dict[str, object]:
    """Return a document of the collection of edges."""
    row = plain_row(edge_row(edge))
    ends = {"_from": f"nodes/{key(edge.source)}", "_to": f"nodes/{key(edge.target)}"}
    return {"_key": row.pop("id"), **ends, "type": edge.type, **row}
