"""GEXF 1.3 for Gephi, with the days on which things took place or were said, so that its timeline works."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from kg.export import columns
from kg.export.columns import EDGE_COLUMNS, LABEL, TEXT, TYPE, TYPES, Cell, Columns, Loss, edge_row, shown
from kg.export.target import Target, opened
from kg.export.xml_text import LOST_IN_XML, SEPARATOR, XML_NUMBERS, Texts, legal
from kg.graph.properties import Column, Node
from kg.graph.view import GraphView

if TYPE_CHECKING:
    from lxml.etree import _IncrementalFileWriter as Writer

LOST = (*columns.LOST, *LOST_IN_XML)
SCHEMA = "http://gexf.net/1.3"
BEGINNINGS, ENDS = ("startDate", "date", "issued"), ("endDate", "date", "issued")


def write(graph: GraphView, target: Target) -> Loss:
    """Write nodes and edges to `target`, sorted; an edge lasts as long as what it leaves. Return what was lost."""
    from lxml import etree

    texts = Texts()
    settings = {"defaultedgetype": "directed", "idtype": "string", "mode": "dynamic", "timeformat": "date"}
    with graph.properties() as found, opened(target) as stream, etree.xmlfile(stream, encoding="utf-8") as file:
        nodes = Columns(found)
        node_columns = {name: each for name, each in {**nodes.columns, TYPES: TEXT}.items() if name != LABEL}
        edge_columns = {TYPE: TEXT, "documents": EDGE_COLUMNS["documents"]}
        file.write_declaration()
        with file.element("gexf", {"version": "1.3"}, nsmap={None: SCHEMA}), file.element("graph", settings):
            declare(file, "node", node_columns)
            declare(file, "edge", edge_columns)
            with file.element("nodes"):
                for node in found.nodes():
                    row = {**nodes.row(node), TYPES: SEPARATOR.join(node.types)}
                    about = {"id": node.id, "label": node.label, **lasting(node)}
                    write_element(file, "node", about, {name: row[name] for name in node_columns if name in row}, texts)
            with file.element("edges"):
                for node, edges in found.stars():
                    for edge in edges:
                        row = edge_row(edge)
                        ends = {"id": str(row["id"]), "source": edge.source, "target": edge.target}
                        about = {**ends, "kind": edge.type, "label": edge.label, **lasting(node)}
                        write_element(file, "edge", about, {TYPE: edge.type, "documents": row["documents"]}, texts)
        return columns.lost(found) + texts.loss


def declare(file: "Writer", domain: str, found: Mapping[str, Column]) -> None:
    """Write what the properties are called and of what type they are."""
    with file.element("attributes", {"class": domain, "mode": "static"}):
        for name, each in found.items():
            kind = "string" if each.many else XML_NUMBERS.get(each.kind, "string")
            with file.element("attribute", {"id": legal(name), "title": legal(name), "type": kind}):
                pass


def write_element(file: "Writer", name: str, about: Mapping[str, str], row: Mapping[str, Cell], texts: Texts) -> None:
    """Write one node or edge with its values."""
    file.write("\n")
    with file.element(name, {key: texts.legal(value) for key, value in about.items()}), file.element("attvalues"):
        for key, cell in row.items():
            with file.element("attvalue", {"for": legal(key), "value": texts.flat(cell)}):
                pass


def lasting(node: Node) -> dict[str, str]:
    """Return the first and the last day of a node as far as they are known, whole months and years by their ends."""
    begins = [day(shown(value), 0) for name in BEGINNINGS for value in node.values.get(name, ())]
    ends = [day(shown(value), 1) for name in ENDS for value in node.values.get(name, ())]
    found = {"start": min(filter(None, begins), default=""), "end": max(filter(None, ends), default="")}
    if found["start"] and found["end"] and found["start"] > found["end"]:
        return {}
    return {name: value for name, value in found.items() if value}


def day(text: str, last: int) -> str:
    """Return the first or the last day of a day, a month or a year; empty for anything else."""
    from calendar import monthrange
    from datetime import date

    year, _, rest = text.partition("-")
    month, _, number = rest.partition("-")
    try:
        first_month, last_month = (int(month), int(month)) if month else (1, 12)
        chosen = last_month if last else first_month
        days = monthrange(int(year), chosen)[1]
        return date(int(year), chosen, int(number) if number else (days if last else 1)).isoformat()
    except ValueError:
        return ""
