"""GraphML for Gephi, yEd, Cytoscape and NetworkX.

NetworkX's own writer refuses None, lists and dates, writes control characters as broken XML, and splits a name with
values of several types into several keys of that name.
"""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.export import columns
from kg.export.columns import EDGE_COLUMNS, TEXT, TYPE, TYPES, Cell, Columns, Loss, edge_row
from kg.export.target import Target, opened
from kg.export.xml_text import LOST_IN_XML, SEPARATOR, XML_NUMBERS, Texts, legal
from kg.graph.properties import Column
from kg.graph.view import GraphView

if TYPE_CHECKING:
    from lxml.etree import _IncrementalFileWriter as Writer

PARALLEL = "edges beyond the first between the same two nodes, which Gephi joins (from GEXF it takes all, as others do)"
LOST = (*columns.LOST, *LOST_IN_XML, PARALLEL)
SCHEMA = "http://graphml.graphdrawing.org/xmlns"


def write(graph: GraphView, target: Target) -> Loss:
    """Write nodes and edges to `target`, sorted; return what was lost."""
    from lxml import etree

    texts = Texts()
    with graph.properties() as found, opened(target) as stream, etree.xmlfile(stream, encoding="utf-8") as file:
        nodes = Columns(found)
        node_keys = Keys("node", {**nodes.columns, TYPES: TEXT}, texts)
        edge_keys = Keys("edge", {TYPE: TEXT, **EDGE_COLUMNS}, texts)
        file.write_declaration()
        with file.element("graphml", nsmap={None: SCHEMA}):
            node_keys.declare(file)
            edge_keys.declare(file)
            file.write("\n")
            with file.element("graph", {"id": "parley", "edgedefault": "directed"}):
                for node in found.nodes():
                    types = SEPARATOR.join(node.types)
                    node_keys.write(file, {"id": legal(node.id)}, {**nodes.row(node), TYPES: types})
                for edge in found.edges():
                    row = edge_row(edge)
                    ends = {"id": str(row["id"]), "source": legal(edge.source), "target": legal(edge.target)}
                    edge_keys.write(file, ends, {TYPE: edge.type, **row})
                file.write("\n")
            file.write("\n")
        return columns.lost(found) + texts.loss + Loss({PARALLEL: found.parallel_edges()})


class Keys:
    """The properties of nodes or of edges, each with the one type of its values."""

    def __init__(self, domain: str, found: Mapping[str, Column], texts: Texts) -> None:
        """`domain` is "node" or "edge"; `texts` counts what is lost."""
        self.domain, self.texts = domain, texts
        self.ids = {name: f"{domain}{number}" for number, name in enumerate(found)}
        self.types = {
            name: "string" if each.many else XML_NUMBERS.get(each.kind, "string") for name, each in found.items()
        }

    def declare(self, file: "Writer") -> None:
        """Write what the properties are called and of what type they are."""
        for name, kind in self.types.items():
            file.write("\n")
            attributes = {"id": self.ids[name], "for": self.domain, "attr.name": legal(name), "attr.type": kind}
            with file.element("key", attributes):
                pass

    def write(self, file: "Writer", identity: dict[str, str], row: Mapping[str, Cell]) -> None:
        """Write one node or edge."""
        file.write("\n")
        with file.element(self.domain, identity):
            for name, cell in row.items():
                file.write("\n  ")
                with file.element("data", {"key": self.ids[name]}):
                    file.write(self.texts.flat(cell))
            file.write("\n")
