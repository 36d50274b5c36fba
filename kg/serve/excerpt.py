"""What the graph page shows of a graph that is too large to be drawn: the latest articles, or those that name something."""

from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad, Store

from kg import ontology
from kg.graph.assemble import order

ARTICLES = 12  # that are shown together


def quads_of(store: Store, base: str, documents: list[NamedNode]) -> Iterator[Quad]:
    """Yield what these documents say and what is known of all that they name, sorted as the whole graph is."""
    found = {quad for document in documents for quad in store.quads_for_pattern(None, None, None, document)}
    entities = NamedNode(base + ontology.ENTITIES)
    todo = {node for quad in found for node in (quad.subject, quad.object) if isinstance(node, NamedNode)}
    known: set[NamedNode] = set()
    while todo:
        known |= todo
        said = [quad for node in todo for quad in store.quads_for_pattern(node, None, None, entities)]
        found.update(said)
        todo = {quad.object for quad in said if isinstance(quad.object, NamedNode)} - known
    found.update(store.quads_for_pattern(None, None, None, NamedNode(ontology.IRI)))
    yield from sorted(found, key=order)


def latest(focus: str = "") -> str:
    """Return the query for the latest documents, of all or of those that rest on a node."""
    named = f"GRAPH ?document {{ <{focus}> parley:evidence ?span }}" if focus else ""
    return f"""
    SELECT DISTINCT ?document WHERE {{
      ?document a parley:Document . {named}
      OPTIONAL {{ {{ SELECT ?document ?day WHERE {{ ?document dct:issued ?day }} }} }}
    }}
    ORDER BY DESC(?day) ?document LIMIT {ARTICLES}"""
