"""Into Neo4j or Memgraph over Bolt, by the official driver: the statements of `kg.export.cypher` with their rows."""

from typing import Any

from kg.errors import KgError
from kg.export.cypher import MEMGRAPH_SCHEMA, SCHEMA, Batch, batches, statement_of
from kg.graph.view import GraphView

ROWS = 1_000  # in one transaction


def send(graph: GraphView, url: str, user: str, password: str) -> str:
    """Write every node and edge, each found by its `iri` if it is there; return what was written in a sentence."""
    import neo4j
    from neo4j.exceptions import ConfigurationError, DriverError, Neo4jError

    try:
        with neo4j.GraphDatabase.driver(url, auth=(user, password) if user else None) as driver:
            agent = driver.get_server_info().agent
            for statement in MEMGRAPH_SCHEMA if "memgraph" in agent.lower() else SCHEMA:
                with driver.session() as session:
                    session.run(statement).consume()
            with graph.properties() as found, driver.session() as session:
                for batch in batches(found, ROWS):
                    session.execute_write(run, batch)
                nodes, edges = found.counts()
    except (ConfigurationError, DriverError, Neo4jError, ValueError, OSError) as problem:
        raise KgError(f"{url} did not take the graph: {' '.join(str(problem).split())[:300]}") from problem
    return f"{nodes:,} nodes and {edges:,} edges are in {url} ({agent}); each node has the label Parley"


def run(transaction: Any, batch: Batch) -> None:
    """Write one batch."""
    transaction.run(statement_of(batch, "$rows"), rows=batch.rows).consume()
