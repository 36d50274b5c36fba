"""Parquet, CSV for spreadsheets and CSV for Amazon Neptune: what a reader finds in them."""

import csv
import io
import re

import duckdb
import graph_builders
import pytest
from export_builders import graphs
from hypothesis import given, settings
from property_builders import expected_edges, expected_nodes, nasty_graph, without_nul
from pyarrow import parquet

from kg import ontology
from kg.export import export
from kg.export.sheets import FORMULA
from kg.graph.view import GraphView

EXAMPLE = GraphView.of(graph_builders.quads())
GRAPHS = {"nasty": nasty_graph(), "example": EXAMPLE}
TABLES = ["documents", "edges", "entities", "events", "mentions", "positions", "statements"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Exports, made when they are asked for: `folder("nasty", "parquet")`."""
    place = tmp_path_factory.mktemp("tables")

    def made(graph, kind):
        if not (place / f"{graph}.{kind}").exists():
            export(GRAPHS[graph], kind, place / f"{graph}.{kind}")
        return place / f"{graph}.{kind}"

    return made


@pytest.mark.parametrize("kind", ["parquet", "sheets"])
def test_there_is_a_table_for_each_kind_of_thing(folder, kind):
    ending = {"parquet": ".parquet", "sheets": ".csv"}[kind]
    assert sorted(path.stem for path in folder("example", kind).glob(f"*{ending}")) == TABLES


@pytest.mark.parametrize("name", GRAPHS)
def test_every_node_edge_and_passage_is_in_parquet_with_all_values(folder, name):
    place, nodes, passages = folder(name, "parquet"), {}, 0
    for table in ("documents", "entities", "events", "positions", "statements"):
        for row in parquet.read_table(place / f"{table}.parquet").to_pylist():
            nodes[row["iri"]] = row
    expected = expected_nodes(GRAPHS[name])
    assert nodes.keys() == expected.keys()
    for iri, (types, row) in expected.items():
        assert set(nodes[iri]["types"]) == types
        values = {key: value for key, value in row.items() if not re.search("evidence|spans", key)}
        assert {key: nodes[iri][key] for key in values} == values
        passages += sum(len(value) for key, value in row.items() if re.fullmatch("evidence|.*_spans", key))
    edges = parquet.read_table(place / "edges.parquet").to_pylist()
    assert {(row["source"], row["type"], row["target"]) for row in edges} == expected_edges(GRAPHS[name]).keys()
    mentions = parquet.read_table(place / "mentions.parquet").to_pylist()
    assert len(mentions) == passages
    assert {row["exact"] for row in mentions if row["as"] == "evidence"} == {
        words for _, row in expected.values() for words in row.get("evidence", ())
    }


def test_who_said_what_when_is_asked_in_sql(folder):
    place = folder("example", "parquet")
    rows = duckdb.sql(
        f"""SELECT speaker[1], count(*) FROM '{place}/statements.parquet' WHERE speaker IS NOT NULL
        GROUP BY 1 ORDER BY 2 DESC, 1"""
    ).fetchall()
    assert rows == [("Ana Arlo", 3), ("Borländ", 1), ("unnamed officials", 1)]
    place_of = f"SELECT venue, startDate[1]::VARCHAR FROM '{place}/events.parquet'"
    assert duckdb.sql(place_of).fetchall() == [(["Lake Palace", "Capital City"], "2025-05-16")]


def cells(path):
    with path.open(encoding="utf-8-sig", newline="") as stream:
        return list(csv.DictReader(stream))


def test_no_cell_of_a_spreadsheet_is_a_formula_and_every_text_can_be_told(folder):
    place = folder("nasty", "sheets")
    found = {}
    for row in cells(place / "statements.csv"):
        assert not any(cell.startswith(FORMULA[:-1]) for cell in row.values())
        found[row["iri"]] = row["content"].removeprefix("'")
    expected = {iri: row["content"] for iri, (_, row) in expected_nodes(GRAPHS["nasty"]).items() if "content" in row}
    assert found == {iri: without_nul(text) for iri, text in expected.items()}
    assert any(text.startswith("=") for text in expected.values())


def test_numbers_stay_numbers_in_a_spreadsheet(folder):
    (city,) = (row for row in cells(folder("example", "sheets") / "entities.csv") if row["label"] == "Capital City")
    assert city["long"] == "-3.25"


NEPTUNE = {
    "neptune-gremlin": (
        "~id",
        "~label",
        "~from",
        "~to",
        "~label",
        r"[A-Za-z_]\w*:(String|Long|Double|Bool|Date)(\(single\)|\[\])",
    ),
    "neptune-opencypher": (
        ":ID",
        ":LABEL",
        ":START_ID",
        ":END_ID",
        ":TYPE",
        r"[A-Za-z_]\w*:(String|Long|Double|Bool|DateTime)(\[\])?",
    ),
}


@pytest.mark.parametrize("name", GRAPHS)
@pytest.mark.parametrize("kind", NEPTUNE)
def test_neptune_has_every_node_and_edge_under_the_headings_it_asks_for(folder, kind, name):
    node_id, labels, start, end, edge_type, heading = NEPTUNE[kind]
    nodes, edges = cells(folder(name, kind) / "nodes.csv"), cells(folder(name, kind) / "edges.csv")
    for row in (nodes[0], edges[0]):
        own = [key for key in row if key not in {node_id, labels, start, end, edge_type}]
        assert all(re.fullmatch(heading, key) for key in own), own
    assert {row[start] + row[edge_type] + row[end] for row in edges} == {
        "".join(key) for key in expected_edges(GRAPHS[name])
    }
    expected = expected_nodes(GRAPHS[name])
    assert {row[node_id] for row in nodes} == expected.keys()
    for row in nodes:
        types, values = expected[row[node_id]]
        assert set(row[labels].split(";")) == types
        for key, cell in row.items():
            value = values.get(key.partition(":")[0])
            if isinstance(value, str):
                assert cell == value
            elif isinstance(value, list) and all(isinstance(each, str) and "\\" not in each for each in value):
                assert [each.replace("\\;", ";") for each in re.split(r"(?<!\\);", cell)] == value


def test_neptune_tells_missing_from_empty(folder):
    text = (folder("nasty", "neptune-gremlin") / "nodes.csv").read_text("utf-8")
    assert text.splitlines()[1].startswith(f'"{ontology.DEFAULT_BASE}document-')
    assert ',"",' in text
    assert ",," in text


@settings(max_examples=25)
@given(graphs)
def test_any_graph_is_tables_and_files_for_databases(tmp_path_factory, graph):
    place = tmp_path_factory.mktemp("any")
    for kind in ("sheets", "neptune-gremlin", "neo4j"):
        export(graph, kind, place / kind)
        for path in (place / kind).glob("*.csv"):
            rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
            assert len({len(row) for row in rows}) == 1
