"""GraphML: the property graph of `kg.graph.network`, for Gephi, yEd, Cytoscape and NetworkX.

GraphML holds one value for each name, and one type for all values of a name. So this is lost or changed:

- several values of one property are one text, joined by " | "; a name that has several anywhere is text everywhere;
- passages are split in two: `evidence` holds the words, `evidence_at` their IRIs, which end in the offsets
  (`#char=START,END`); the sentence around them is left out;
- named graphs: an edge lists the documents that assert it, properties of nodes do not say where they are from;
- what is no node of the network (the ontology, spans as such);
- control characters, which XML 1.0 cannot hold, become U+FFFD; integers of more than 63 bits become text.

NetworkX's own writer refuses None, lists and dates, writes control characters as broken XML, and splits a name with
values of several types into several keys of that name.
"""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from kg.export.target import Target, opened
from kg.export.xml_text import legal
from kg.graph.view import GraphView

if TYPE_CHECKING:
    from lxml.etree import _IncrementalFileWriter as Writer

Scalar = str | int | float | bool
SEPARATOR = " | "
FIRST = ("label", "type", "types")  # what tools show, before the rest in alphabetical order
LONG = range(-(2**63), 2**63)
SCHEMA = "http://graphml.graphdrawing.org/xmlns"


def write(graph: GraphView, target: Target) -> None:
    """Write the network of `graph` to `target`, nodes and edges in the order of the network."""
    from lxml import etree

    network = graph.network()
    nodes = [(str(name), flat(attributes)) for name, attributes in network.nodes(data=True)]
    edges = [(str(start), str(end), flat(attributes)) for start, end, attributes in network.edges(data=True)]
    node_keys = Keys("node", (attributes for _, attributes in nodes))
    edge_keys = Keys("edge", (attributes for *_, attributes in edges))
    with opened(target) as stream, etree.xmlfile(stream, encoding="utf-8") as file:
        file.write_declaration()
        with file.element("graphml", nsmap={None: SCHEMA}):
            node_keys.declare(file)
            edge_keys.declare(file)
            file.write("\n")
            with file.element("graph", {"id": "parley", "edgedefault": "directed"}):
                for name, attributes in nodes:
                    node_keys.write(file, {"id": legal(name)}, attributes)
                for number, (start, end, attributes) in enumerate(edges):
                    ends = {"id": f"edge{number}", "source": legal(start), "target": legal(end)}
                    edge_keys.write(file, ends, attributes)
                file.write("\n")
            file.write("\n")


class Keys:
    """The properties of nodes or of edges, each with the one type of its values."""

    def __init__(self, domain: str, records: Iterable[Mapping[str, Scalar]]) -> None:
        """`domain` is "node" or "edge"; `records` are the properties of all of them."""
        self.domain = domain
        kinds: dict[str, set[str]] = {}
        for record in records:
            for name, value in record.items():
                kinds.setdefault(name, set()).add(kind_of(value))
        ordered = sorted(kinds, key=lambda name: (FIRST.index(name) if name in FIRST else len(FIRST), name))
        self.types = {name: common(kinds[name]) for name in ordered}
        self.ids = {name: f"{domain}{number}" for number, name in enumerate(ordered)}

    def declare(self, file: "Writer") -> None:
        """Write what the properties are called and of what type they are."""
        for name, kind in self.types.items():
            file.write("\n")
            attributes = {"id": self.ids[name], "for": self.domain, "attr.name": legal(name), "attr.type": kind}
            with file.element("key", attributes):
                pass

    def write(self, file: "Writer", identity: dict[str, str], record: Mapping[str, Scalar]) -> None:
        """Write one node or edge."""
        file.write("\n")
        with file.element(self.domain, identity):
            for name in self.types:
                if name in record:
                    file.write("\n  ")
                    with file.element("data", {"key": self.ids[name]}):
                        file.write(legal(shown(record[name])))
            file.write("\n")


def flat(attributes: Mapping[str, object]) -> dict[str, Scalar]:
    """Return properties with one value each; what is empty is left out."""
    found: dict[str, Scalar] = {}
    for name, value in attributes.items():
        values = [each for each in (value if isinstance(value, list | tuple) else [value]) if each is not None]
        passages = [each for each in values if isinstance(each, dict)]
        if passages:
            found[name] = SEPARATOR.join(str(passage.get("exact", "")) for passage in passages)
            found[f"{name}_at"] = " ".join(place(passage) for passage in passages)
        elif len(values) == 1:
            found[name] = scalar(values[0])
        elif values:
            found[name] = SEPARATOR.join(shown(scalar(each)) for each in values)
    return found


def place(passage: Mapping[str, object]) -> str:
    """Return the IRI of a passage after RFC 5147."""
    return f"{passage.get('document', '')}#char={passage.get('start', '')},{passage.get('end', '')}"


def scalar(value: object) -> Scalar:
    """Return a value that GraphML has a type for."""
    if isinstance(value, date):  # also a datetime
        return value.isoformat()
    if isinstance(value, int) and not isinstance(value, bool) and value not in LONG:
        return str(value)
    return value if isinstance(value, str | int | float | bool) else str(value)


def kind_of(value: Scalar) -> str:
    """Return GraphML's name for the type of a value."""
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "long"
    return "double" if isinstance(value, float) else "string"


def common(kinds: set[str]) -> str:
    """Return the one type that holds values of all these types."""
    if len(kinds) == 1:
        return min(kinds)
    return "double" if kinds == {"long", "double"} else "string"


def shown(value: Scalar) -> str:
    """Return a value as GraphML writes it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
