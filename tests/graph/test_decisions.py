"""Why names became one stands in the graph: merges with reasons, judgements with who and when."""

from dataclasses import replace

import pyoxigraph
import pytest
from graph_builders import sentences
from resolve_builders import different, person, same, thing

from kg import ontology
from kg.graph.assemble import assemble
from kg.graph.network import network
from kg.graph.validate import validate
from kg.resolve import resolve

ONE = person("Karl Albrechtsen", "a", country="SE")
TWO = person("Karl Albrechtson", "b", country="SE")
KNOWN = person("Volodymyr Zelensky", "c", country="UA")
JUDGEMENTS = [
    same(thing("Karl Albrechtson", TWO), thing("Volodymyr Zelensky", KNOWN), why="a pen name"),
    different(thing("Karl Albrechtsen", ONE), thing("Karl Albrechtson", TWO)),
]


def graph(judgements=()):
    articles = [replace(each, sentences=sentences(each.document.text)) for each in (ONE, TWO, KNOWN)]
    return list(assemble(articles, resolve(articles, judgements)))


def asked(quads, query: str) -> list[tuple[str, ...]]:
    store = pyoxigraph.Store()
    store.bulk_extend(quads)
    rows = store.query(query, prefixes=ontology.prefixes(), use_default_graph_as_union=True)
    return sorted(tuple(each.value for each in row) for row in rows)


def test_a_merge_says_what_it_joins_why_and_where_the_names_stand():
    rows = asked(
        graph(),
        """SELECT ?label ?entity ?score ?reason ?words WHERE {
             ?merge a parley:Merge ; rdfs:label ?label ; parley:concerns/rdfs:label ?entity ; parley:score ?score ;
                    parley:reason ?reason ; parley:evidence/parley:exact ?words
             FILTER NOT EXISTS { ?merge parley:gazetteer ?known } }""",
    )
    assert [row[0:2] for row in rows] == [("Karl Albrechtsen = Karl Albrechtson", "Karl Albrechtsen")] * 2
    assert all(row[3].startswith("Karl Albrechtsen and Karl Albrechtson are alike") for row in rows)
    assert [row[4] for row in rows] == ["Karl Albrechtsen", "Karl Albrechtson"]


def test_a_link_names_the_thing_of_the_gazetteer():
    rows = asked(graph(), "SELECT ?known WHERE { ?merge a parley:Merge ; parley:gazetteer ?known ; parley:score ?s }")
    assert rows == [("Volodymyr Zelenskyy (Q3874799)",)]


def test_a_judgement_says_who_when_and_why():
    rows = asked(
        graph(JUDGEMENTS),
        """SELECT ?verdict ?judge ?when (COUNT(?entity) AS ?entities) ?why WHERE {
             ?judgement a parley:Judgement ; parley:verdict ?verdict ; parley:judge ?judge ; parley:judgedAt ?when ;
                        parley:concerns ?entity
             OPTIONAL { ?judgement parley:reason ?said } BIND(COALESCE(?said, "") AS ?why)
           } GROUP BY ?judgement ?verdict ?judge ?when ?why""",
    )
    assert rows == [
        ("different", "ana", "2026-01-02T03:04:05Z", "2", ""),
        ("same", "ana", "2026-01-02T03:04:05Z", "1", "a pen name"),
    ]


@pytest.mark.parametrize("judgements", [(), JUDGEMENTS])
def test_decisions_keep_to_the_shapes(judgements):
    assert str(validate(graph(judgements))) == "the graph conforms"


def test_a_merge_without_reasons_breaks_the_shapes():
    quads = [quad for quad in graph() if quad.predicate != ontology.node("reason")]
    assert {each.message for each in validate(quads).violations} == {"must give its reasons"}


def test_a_network_tells_decisions_at_the_entity():
    found = network(graph(JUDGEMENTS))
    told = {facts["label"]: facts.get("decisions", []) for _, facts in found.nodes(data=True)}
    assert told["Karl Albrechtsen"] == ["“Karl Albrechtsen” and “Karl Albrechtson” are not the same"]
    assert "“Karl Albrechtson” and “Volodymyr Zelensky” are the same: a pen name" in told["Volodymyr Zelenskyy"]
    assert not [kind for _, kind in found.nodes(data="type") if ontology.is_a(kind, "Decision")]


def test_judgements_in_another_order_give_the_same_quads():
    assert graph(JUDGEMENTS) == graph(JUDGEMENTS[::-1])
    assert graph(JUDGEMENTS) != graph([replace(JUDGEMENTS[0], who="bert"), JUDGEMENTS[1]])
