"""A graph directory opened by rdflib, as a user of rdflib would."""

import pytest
import rdflib

import kg
from kg.errors import GraphDirectoryError

PARLEY = rdflib.Namespace("https://w3id.org/parley#")


@pytest.fixture(scope="module")
def dataset(example_directory) -> rdflib.Dataset:
    found = rdflib.Dataset(store="Parley", default_union=True)
    found.open(str(example_directory))
    return found


def test_no_graph_clause_is_needed(dataset, example):
    rows = dataset.query("SELECT ?statement { ?statement a parley:Statement }")
    assert {str(row.statement) for row in rows} == {said.id for said in example.statements}
    assert set(dataset.subjects(rdflib.RDF.type, PARLEY.Statement)) == {rdflib.URIRef(said.id) for said in example.statements}


def test_it_says_what_a_copy_in_memory_says(dataset, example):
    copy = example.to_rdflib()
    assert {tuple(map(str, triple)) for triple in dataset.triples((None, None, None))} == {
        tuple(map(str, triple)) for triple in copy.triples((None, None, None))
    }
    assert {graph.identifier for graph in dataset.graphs()} - {rdflib.graph.DATASET_DEFAULT_GRAPH_ID} == {
        graph.identifier for graph in copy.graphs()
    } - {rdflib.graph.DATASET_DEFAULT_GRAPH_ID}


def test_one_document_is_a_graph_of_its_own(dataset, example):
    document = next(dataset.subjects(rdflib.RDF.type, PARLEY.Document))
    assert (document, rdflib.RDF.type, PARLEY.Document) in dataset.graph(document)
    assert len(dataset.graph(document)) < len(dataset)


def test_nothing_can_be_changed(dataset):
    triple = (PARLEY.a, PARLEY.b, PARLEY.c)
    for change in (
        lambda: dataset.add(triple),
        lambda: dataset.remove((None, None, None)),
        lambda: dataset.update("CLEAR ALL"),
        lambda: dataset.default_graph.addN([(*triple, dataset.default_graph)]),
    ):
        with pytest.raises(GraphDirectoryError, match="reads a graph directory only; change it with kg add"):
            change()


def test_what_is_no_graph_is_named(tmp_path):
    with pytest.raises(GraphDirectoryError, match="does not exist; make a graph with: kg build"):
        rdflib.Dataset(store="Parley").open(str(tmp_path / "nowhere"))
    with pytest.raises(GraphDirectoryError, match="rdflib cannot make a graph"):
        rdflib.Dataset(store="Parley").open(str(tmp_path / "new"), create=True)
    with pytest.raises(GraphDirectoryError, match="delete the directory yourself"):
        rdflib.Dataset(store="Parley").store.destroy(str(tmp_path))


def test_opening_reads_nothing(example_directory, monkeypatch):
    monkeypatch.setattr(kg.store.GraphDirectory, "extraction", lambda *_: pytest.fail("a shard was read"))
    rdflib.Dataset(store="Parley", default_union=True).open(str(example_directory))
