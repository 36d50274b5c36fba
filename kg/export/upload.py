"""`kg export DIR --to URL`: a graph sent to a server, by what the URL begins with."""

from kg.errors import KgError
from kg.graph.view import GraphView

BOLT = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
HTTP = ("http", "https")


def upload(graph: GraphView, url: str, user: str = "", password: str = "", update: bool = False) -> str:
    """Send `graph` to `url` and return in a sentence what went there; `update` asks for SPARQL Update.

    What is there already is replaced where it has the same identifiers, and stays where it has others. Raises
    `KgError` where the server does not answer or refuses.
    """
    scheme = url.partition("://")[0].lower()
    if scheme in BOLT:
        from kg.export.bolt import send as send_cypher

        return send_cypher(graph, url, user, password)
    if scheme in HTTP:
        from kg.export.sparql import send as send_rdf

        return send_rdf(graph, url, user, password, update)
    known = ", ".join(f"{each}://" for each in (*BOLT, *HTTP))
    raise KgError(f"cannot send a graph to {url!r}; known beginnings: {known}.")
