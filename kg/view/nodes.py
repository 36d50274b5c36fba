"""What a node of the network says, whether it is stored as one value, as a list or as an edge."""

from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import networkx as nx

    Network = nx.MultiDiGraph[str]


class Place(NamedTuple):
    """Where evidence stands: a document's IRI, characters of its text, end excluded, and the sentence around them."""

    document: str
    start: int
    end: int
    sentence_start: int
    sentence_end: int


def values(network: "Network", node: str, name: str) -> list[str]:
    """Return the literals of a property as strings, in the order they are kept; empty where there is none."""
    found = network.nodes[node].get(name)
    if found is None or found == "":
        return []
    return [_plain(each) for each in (found if isinstance(found, list | tuple) else [found])]


def _plain(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) and abs(value) < 1e6 else str(value)


def first(network: "Network", node: str, name: str, otherwise: str = "") -> str:
    """Return the first literal of a property."""
    return next(iter(values(network, node, name)), otherwise)


def label(network: "Network", node: str) -> str:
    """Return what a node is called; the end of its IRI where it has no label."""
    return " ".join(str(network.nodes[node].get("label") or node.rpartition("/")[2]).split())


def out(network: "Network", node: str, relation: str) -> list[str]:
    """Return the nodes that an edge of this type leads to, sorted."""
    return sorted({to for _, to, edge in network.out_edges(node, data=True) if edge.get("type") == relation})


def into(network: "Network", node: str, relation: str) -> list[str]:
    """Return the nodes that an edge of this type comes from, sorted."""
    return sorted({by for by, _, edge in network.in_edges(node, data=True) if edge.get("type") == relation})


def said(network: "Network", node: str, name: str) -> str:
    """Return a property that may be a literal or lead to a named node (a concept, an outlet), in words."""
    return first(network, node, name) or next((label(network, to) for to in out(network, node, name)), "")


def classes(network: "Network", node: str) -> tuple[str, ...]:
    """Return the class of a node and those above it, most specific first; empty for a node that has none."""
    attributes = network.nodes[node]
    kind = attributes.get("type") or ""
    return tuple(dict.fromkeys([*([kind] if kind else []), *attributes.get("types", [])]))


def of_class(network: "Network", name: str) -> list[str]:
    """Return the nodes of a class or of one below it, sorted."""
    return sorted(node for node in network if name in classes(network, node))


def places(network: "Network", node: str, name: str = "evidence") -> list[Place]:
    """Return the places a node rests on, in order of documents and text; those of unknown documents are left out."""
    found = network.nodes[node].get(name, [])
    spans = {_place(network, span) for span in found if span.get("document") in network}
    return sorted(spans)


def _place(network: "Network", span: dict[str, Any]) -> Place:
    start, end = int(span["start"]), int(span["end"])
    sentence = span.get("sentence") or _paragraph(first(network, span["document"], "text"), start, end)
    return Place(span["document"], start, end, min(int(sentence["start"]), start), max(int(sentence["end"]), end))


def in_paragraph(document: str, text: str, start: int, end: int) -> Place:
    """Return the place of a span whose sentence is not known: its line stands for that."""
    line = _paragraph(text, start, end)
    return Place(document, start, end, line["start"], line["end"])


def _paragraph(text: str, start: int, end: int) -> dict[str, int]:
    """Return the line around a span, for evidence that names no sentence."""
    after = text.find("\n", end)
    return {"start": text.rfind("\n", 0, start) + 1, "end": len(text) if after < 0 else after}
