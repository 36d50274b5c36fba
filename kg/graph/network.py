"""The graph as a NetworkX MultiDiGraph: typed nodes with their evidence, typed edges with the documents behind them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

from pyoxigraph import Quad

from kg.graph.properties import Node, Passage, property_graph

if TYPE_CHECKING:
    import networkx


def network(quads: Iterable[Quad]) -> networkx.MultiDiGraph[str]:
    """Return the graph that the quads say, without the ontology.

    Nodes are entities, statements, positions and documents, keyed by IRI, with `label`, `type` (the most specific
    class), `types` (all of them with their superclasses), a sorted list for each literal property under its local
    name, and `evidence` (for statements also `source_spans`, `cue_spans`, `content_spans`): passages of the form
    `{"document": IRI, "start", "end", "exact", "sentence": {"start", "end"}}` in text order; `decisions` tells in
    sentences why names became one entity. Concepts stand by their label. Edges are keyed by property, with `type`,
    `label` and `documents`, the IRIs of those that assert them.
    """
    import networkx

    graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    with property_graph(quads) as found:
        for node in found.nodes():
            graph.add_node(node.id, **attributes(node))
        for edge in found.edges():
            about = {"type": edge.type, "label": edge.label, "documents": list(edge.documents)}
            graph.add_edge(edge.source, edge.target, key=edge.type, **about)
    return graph


def attributes(node: Node) -> dict[str, Any]:
    """Return the attributes of a node, what it is first."""
    lists: dict[str, list[Any]] = {name: [plain(value) for value in values] for name, values in node.values.items()}
    lists |= {name: [passage(each) for each in found] for name, found in node.passages.items()}
    return {"label": node.label, "type": node.type, "types": list(node.types), **dict(sorted(lists.items()))}


def plain(value: object) -> object:
    """Return a date as text, anything else as it is."""
    return value.isoformat() if isinstance(value, date) else value


def passage(found: Passage) -> dict[str, Any]:
    """Return a passage as attributes have it."""
    start, end = found.sentence
    words = {} if found.exact is None else {"exact": found.exact}
    place = {"document": found.document, "start": found.start, "end": found.end}
    return {**place, **words, "sentence": {"start": start, "end": end}}
