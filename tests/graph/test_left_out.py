"""What a property graph leaves out is counted (each kind by itself: `tests/export/test_loss.py`)."""

from export_builders import graphs
from hypothesis import given

from kg import ontology
from kg.graph import left_out

PARTS = {ontology.iri(name) for name in ("document", "start", "end", "exact", "sentence")}


@given(graphs)
def test_every_triple_of_any_graph_is_kept_or_counted(graph):
    """Each becomes a class, a value, a passage or an edge of a node, or is counted as what it could not become."""
    with graph.properties() as found:
        counts = found.left_out()
        kept = sum(len(edge.documents) for edge in found.edges())
    lost = sum(counts[kind] for kind in (left_out.VOCABULARY, left_out.NO_NODE, left_out.GRAPHS, left_out.DECISIONS))
    parts = sum(quad.predicate.value in PARTS for quad in graph.quads())
    assert lost + kept <= len(set(graph.quads())) <= lost + kept + parts
