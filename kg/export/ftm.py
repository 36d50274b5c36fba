"""FollowTheMoney, the JSON lines of OpenAleph, Aleph and OpenSanctions: people, organisations, events and articles."""

from collections.abc import Iterable, Iterator

from kg import ids
from kg.export import columns
from kg.export.columns import Loss, edge_id, shown
from kg.export.json_text import encoded
from kg.export.target import Target, opened
from kg.graph.left_out import SENTENCES
from kg.graph.properties import Edge, Node
from kg.graph.view import GraphView

EDGES = (
    "edges without a property: to whom, on whose behalf, through which outlet and in which event something was said (a"
    " statement becomes a note on its speakers), nested statements, outcomes, links between places"
)
WHO_ASKED = "edges that say who agreed, asked or refused what to whom: it becomes a note on all of them"
VALUES_LOST = "values without a property, as the days of statements and coordinates (speech acts are keywords)"
PLACES = "passages, of which only the article is named as proof"
CLASSES = "nodes whose class is told by the nearest schema only"
NO_SCHEMA = "nodes of a class without a schema"
LOST = (
    *(words for kind, words in columns.LEFT_OUT.items() if kind != SENTENCES),
    *(EDGES, WHO_ASKED, VALUES_LOST, PLACES, CLASSES, NO_SCHEMA),
)
LOAD = "alephclient write-entities -f COLLECTION -i {path}"
# The nearest class decides.
SCHEMATA = {
    "Person": "Person",
    "Country": "PublicBody",
    "Government": "PublicBody",
    "Organization": "Organization",
    "Delegation": "Organization",
    "UnnamedSource": "LegalEntity",
    "Document": "Article",
    "Event": "Event",
    "Statement": "Note",
    "Position": "Note",
    "Place": "Address",
    "Actor": "LegalEntity",
}
# Property of ours → property of the schema.
VALUES = {
    "Article": {"title": "title", "text": "bodyText", "issued": "publishedAt", "outlet": "publisher"},
    "Event": {"startDate": "startDate", "endDate": "endDate"},
    "Note": {"content": "description", "subject": "description", "act": "keywords", "role": "notes"},
}
NAMED = {"Person", "PublicBody", "Organization", "LegalEntity", "Address", "Event"}
LINKS = {
    "Event": {"participant": "involved", "chair": "organizer", "venue": "addressEntity"},
    "Note": {"speaker": "entity", "party": "entity", "by": "entity", "of": "entity"},
}
# Links that are entities of their own: schema, property of the source, property of the target.
RELATIONS = {
    "represents": ("Representation", "agent", "client"),
    "affiliation": ("UnknownLink", "subject", "object"),
    "member": ("Membership", "organization", "member"),
    "head": ("Membership", "organization", "member"),
}
ROLES = {"head": "head"}


def write(graph: GraphView, target: Target) -> Loss:
    """Write entities to `target`, one a line, sorted; what links two of them follows the first. Return what was lost."""
    loss: Loss = Loss()
    with graph.properties() as found, opened(target) as stream:
        for node, edges in found.stars():
            stream.writelines(encoded(entity) + b"\n" for entity in entities(node, edges))
            loss.update(lost(node, edges))
        loss.update({words: count for words, count in columns.lost(found).items() if words in LOST})
    return loss


def lost(node: Node, edges: list[Edge]) -> dict[str, int]:
    """Return how much of a node is in none of its entities."""
    schema = schema_of(node)
    if not schema:
        return {NO_SCHEMA: 1}
    links = LINKS.get(schema, {})
    kept = {*VALUES.get(schema, {}), "sameAs", "iso3166", *(["altLabel"] if schema in NAMED else [])}
    return {
        EDGES: sum(edge.type not in links and edge.type not in RELATIONS for edge in edges),
        WHO_ASKED: sum(edge.type in links for edge in edges) if "Position" in node.types else 0,
        VALUES_LOST: sum(len(values) for name, values in node.values.items() if name not in kept),
        PLACES: sum(map(len, node.passages.values())),
        CLASSES: int(node.type != schema),
    }


def entities(node: Node, edges: list[Edge]) -> Iterator[dict[str, object]]:
    """Yield the entity that a node becomes and those that its edges become; nothing for a class without a schema."""
    schema = schema_of(node)
    if schema:
        yield {"id": key(node.id), "schema": schema, "properties": properties(node, schema, edges)}
        yield from (relation(edge) for edge in edges if edge.type in RELATIONS)


def schema_of(node: Node) -> str:
    """Return the schema of a node, empty where there is none."""
    return next((schema for kind, schema in SCHEMATA.items() if kind in (node.type, *node.types)), "")


def key(iri: str) -> str:
    """Return an identifier as FollowTheMoney wants it."""
    return ids.digest(iri)


def properties(node: Node, schema: str, edges: Iterable[Edge]) -> dict[str, list[str]]:
    """Return the properties of an entity."""
    found: dict[str, list[str]] = {"name": [node.label]}
    if schema in NAMED:
        found["alias"] = [shown(name) for name in node.values.get("altLabel", ()) if name != node.label]
    for name, other in VALUES.get(schema, {}).items():
        found.setdefault(other, []).extend(map(shown, node.values.get(name, ())))
    found["wikidataId"] = [shown(same).rpartition("/")[2] for same in node.values.get("sameAs", ())]
    found["country"] = [shown(code).lower() for code in node.values.get("iso3166", ())]
    for edge in edges:
        other = LINKS.get(schema, {}).get(edge.type, "")
        if other:
            found.setdefault(other, []).append(key(edge.target))
    if schema != "Article":
        found["proof"] = [key(passage.document) for passage in node.passages["evidence"]]
    return {name: list(dict.fromkeys(values)) for name, values in found.items() if any(values)}


def relation(edge: Edge) -> dict[str, object]:
    """Return the entity that links two others."""
    schema, start, end = RELATIONS[edge.type]
    ends = {start: [key(edge.source)], end: [key(edge.target)]}
    about = {"role": [ROLES.get(edge.type, edge.label)], "proof": [key(document) for document in edge.documents]}
    found = {name: values for name, values in {**ends, **about}.items() if values}
    return {"id": edge_id(edge), "schema": schema, "properties": found}
