"""The Python interface: what `import kg` offers, on the graph of the example."""

import subprocess
import sys

import networkx as nx
import pytest
import rdflib
from conftest import ARTICLES, EXAMPLE

import kg
from kg import ontology
from kg.errors import GraphDirectoryError, KgError, UnknownFormat
from kg.export import EXPORTERS

ID = ontology.DEFAULT_BASE
TALK = "Foreign Minister Ana Arlo of France told Reuters that Germany had agreed to a ceasefire."


# -------- Building


def test_builds_in_memory_from_files_folders_and_patterns(tmp_path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"{TALK} {name}", "utf-8")
    for paths in ([tmp_path / "a.txt", str(tmp_path / "b.txt")], [tmp_path], [f"{tmp_path}/*.txt"]):
        graph = kg.build(*paths, jobs=1)
        assert (graph.report.documents, graph.path) == (2, None)


def test_builds_into_a_directory_that_can_be_opened_again(tmp_path):
    built = kg.build(ARTICLES / "wire.txt", directory=tmp_path / "g", jobs=1)
    opened = kg.open_graph(tmp_path / "g")
    assert built.path == opened.path == tmp_path / "g"
    assert opened.statements == built.statements == kg.build(ARTICLES / "wire.txt", jobs=1).statements
    assert len(opened) == len(built)


def test_report_names_what_was_skipped_and_mended(tmp_path):
    (tmp_path / "a.txt").write_bytes(TALK.replace("Ana", "René").encode("latin-1"))
    (tmp_path / "b.txt").write_bytes(b"")
    report = kg.build(tmp_path, jobs=1).report
    assert report.skipped == ["b.txt is empty: there is no text in it."]
    assert report.notes == ["a.txt: it is not UTF-8 and was read as cp1252"]


def test_settings_of_a_build(tmp_path):
    (tmp_path / "t.csv").write_text(f"body\n{TALK}\n", "utf-8")
    graph = kg.build(tmp_path / "t.csv", base="https://example.org/", columns={"text": "body"}, jobs=1)
    assert any(str(node).startswith("https://example.org/person-ana-arlo") for node in graph.to_networkx())


@pytest.mark.parametrize(
    ("call", "error", "message"),
    [
        (lambda: kg.build("none.txt"), KgError, "no such file or folder: 'none.txt'"),
        (lambda: kg.build(EXAMPLE, model="no_such_model"), KgError, "cannot load the spaCy pipeline 'no_such_model'"),
        (lambda: kg.build(EXAMPLE, columns={"words": "x"}), KgError, "cannot map a column to 'words'"),
        (lambda: kg.open_graph("none"), GraphDirectoryError, "none does not exist; make a graph with"),
    ],
)
def test_what_cannot_be_built_says_why(call, error, message):
    with pytest.raises(error, match=message):
        call()


def test_statements_of_a_text():
    (said,) = kg.statements(TALK, title="Talks", date="2025-05-16")
    assert (said.speakers, said.cue, said.form, said.document) == (("Ana Arlo",), "told", "indirect", "Talks")
    assert (said.addressees, said.media) == (("Reuters",), ("Reuters",))
    assert said.content == "that Germany had agreed to a ceasefire"
    assert kg.statements("The river is long.") == ()


# -------- Asking


def test_statements_stand_in_the_order_of_the_text(example):
    text = EXAMPLE.read_text("utf-8")
    openings = [said.content.split(" … ")[0] for said in example.statements]
    places = [text.index(opening) for opening in openings if text.count(opening) == 1]
    assert len(places) >= 18
    assert places == sorted(places)


def test_statement_has_who_what_and_how(example):
    said = next(one for one in example.statements if one.cue == "confirmed")
    assert said.speakers == ("Vladimir Medinsky",)
    assert said.content.startswith("that both sides agreed to provide each other with detailed ceasefire proposals")
    assert (said.form, said.act) == ("indirect", "confirm")
    assert said.document.startswith("Russia, Ukraine agrees to prisoner exchanges")
    assert 0 < said.confidence <= 1
    assert said.id.startswith(ID)


def test_query_gives_rows_of_python_values(example):
    found = example.query("SELECT ?quantity { ?a a parley:Agreement ; parley:quantity ?quantity }")
    assert list(found) == [{"quantity": 1000}]


def test_saved_question_takes_parameters_by_name(example):
    found = example.ask("said-by", speaker="Umerov")
    assert set(found.column("speakerLabel")) == {"Rustem Umerov"}
    assert len(found) >= 4


def test_card_shows_itself(example):
    card = example.show("Zelenskyy")
    assert card.label == "Volodymyr Zelenskyy"


def test_graph_says_what_it_holds(example):
    assert repr(example).startswith("<kg.Graph 1 documents, ")
    assert len(example) == example.query("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }").column("n")[0]


def test_example_is_valid(example):
    assert example.validate().conforms


# -------- NetworkX


@pytest.fixture(scope="module")
def network(example) -> nx.MultiDiGraph:
    return example.to_networkx()


def named(network: nx.MultiDiGraph, label: str) -> str:
    (node,) = (node for node, facts in network.nodes(data=True) if facts["label"] == label and facts["evidence"])
    return node


def test_network_has_typed_nodes_with_labels_and_evidence(network):
    text = EXAMPLE.read_text("utf-8")
    facts = network.nodes[named(network, "Vladimir Medinsky")]
    assert facts["type"] == "Person"
    assert set(facts["types"]) >= {"Person", "Actor", "Entity"}
    for place in facts["evidence"]:
        assert text[place["start"] : place["end"]] == place["exact"]
        assert place["sentence"]["start"] <= place["start"] < place["end"] <= place["sentence"]["end"]
        assert network.nodes[place["document"]]["type"] == "Document"


def test_every_node_of_the_network_is_typed_labelled_and_all_but_documents_and_concepts_rest_on_words(network):
    bare = {"Document", "Act", "EventCode", "Concept"}
    for node, facts in network.nodes(data=True):
        assert facts["label"], node
        assert facts["type"] in facts["types"], node
        assert facts["evidence"] or bare & {facts["type"], *facts["types"]}, node


def test_network_has_typed_edges_with_labels_and_documents(network):
    head, delegation = named(network, "Vladimir Medinsky"), named(network, "Russian delegation")
    edge = network.edges[delegation, head, "head"]
    assert (edge["type"], edge["label"]) == ("head", ontology.label("head"))
    assert [network.nodes[document]["type"] for document in edge["documents"]] == ["Document"]


def test_every_edge_is_declared_in_the_ontology(network):
    for _, _, key, facts in network.edges(keys=True, data=True):
        assert facts["type"] == key
        assert facts["label"] == ontology.label(key)


def test_network_is_the_callers_own(example):
    example.to_networkx().clear()
    assert len(example.to_networkx()) > 50


# -------- rdflib


def test_rdflib_finds_what_our_engine_finds(example):
    sparql = "SELECT ?s ?c { ?s parley:speaker/rdfs:label 'Rustem Umerov' ; parley:content ?c } ORDER BY ?s"
    ours = [(row["s"], row["c"]) for row in example.query(sparql)]
    theirs = [(str(row.s), str(row.c)) for row in example.to_rdflib().query(sparql)]
    assert theirs == ours
    assert len(ours) >= 4


def test_rdflib_has_a_graph_for_each_document(example):
    dataset = example.to_rdflib()
    assert isinstance(dataset, rdflib.Dataset)
    documents = example.query("SELECT ?d { ?d a parley:Document }").column("d")
    assert {str(graph.identifier) for graph in dataset.graphs()} >= set(documents)
    assert len(list(dataset.quads())) == len(example)


# -------- Files and pages


@pytest.mark.parametrize("kind", sorted(EXPORTERS))
def test_export_tells_the_format_from_the_ending(example, tmp_path, kind):
    paths = [example.export(tmp_path / f"x{EXPORTERS[kind].suffix}"), example.export(tmp_path / "named", kind)]
    first, second = ([each.read_bytes() for each in exported(path)] for path in paths)
    assert first
    assert first == second


def exported(path):
    """A file, or those of a folder but the one that names it."""
    return sorted(each for each in path.iterdir() if each.name != "load.txt") if path.is_dir() else [path]


def test_export_to_an_unknown_format_lists_the_known(example, tmp_path):
    with pytest.raises(UnknownFormat, match=r"known endings: \.age\.sql \(age\), .*\.graphml \(graphml\)"):
        example.export(tmp_path / "x.pdf")


def test_view_writes_the_page_without_a_browser(example, tmp_path):
    page = example.view(tmp_path / "page.html", browser=False).read_text("utf-8")
    exported = example.export(tmp_path / "other.html").read_text("utf-8")
    asked = page.index('"review":') + len('"review":')
    assert exported[:asked] == page[:asked]
    assert '"review":{"documents":' in page  # who opens a graph directory is asked about doubtful names
    assert '"review":{}' in exported


def test_notebook_shows_the_page_in_a_frame_of_its_own(example):
    html = example._repr_html_()
    assert html.startswith("<iframe")
    assert "srcdoc=" in html
    assert "Rustem Umerov" in html


# -------- The package itself


def test_import_offers_the_interface_and_nothing_else_is_needed():
    assert set(kg.__all__) == {"Graph", "__version__", "build", "open_graph", "statements"}
    with pytest.raises(AttributeError, match="module 'kg' has no attribute 'nothing'"):
        kg.nothing  # noqa: B018 - asking is the test


def test_builds_in_a_script_with_workers(tmp_path):
    """Workers are started by importing the script anew: one that guards its work by `__main__` runs."""
    script = tmp_path / "script.py"
    script.write_text(
        f"import kg\nif __name__ == '__main__':\n    print(kg.build({str(ARTICLES)!r}, jobs=2).report.documents)\n",
        "utf-8",
    )
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=200, check=True)
    assert done.stdout == "5\n"
