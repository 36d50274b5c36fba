"""The notebooks: every cell runs, shows something, and is kept without outputs."""

import nbformat
import pytest
from conftest import ROOT
from nbclient import NotebookClient

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module", params=NOTEBOOKS, ids=lambda path: path.stem)
def executed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> nbformat.NotebookNode:
    """A notebook after all its cells have run, in an empty folder."""
    import matplotlib.font_manager  # noqa: F401 - makes its list of fonts, of which it else tells in the notebook

    notebook = nbformat.read(request.param, as_version=4)
    notebook.metadata["name"] = request.param.stem
    folder = str(tmp_path_factory.mktemp("notebook"))
    return NotebookClient(notebook, timeout=120, resources={"metadata": {"path": folder}}).execute()


def shown(notebook: nbformat.NotebookNode, word: str) -> str:
    """What the cell that holds `word` shows."""
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code" and word in cell.source)
    return "".join(
        output.get("text", "") or output.get("data", {}).get("text/html", "") or output["data"]["text/plain"]
        for output in cell.outputs
    )


def test_there_is_a_quickstart_and_a_tour_of_other_tools():
    assert [path.stem for path in NOTEBOOKS] == ["graph-tools", "quickstart"]


def test_every_cell_shows_something_and_complains_of_nothing(executed):
    for cell in executed.cells:
        if cell.cell_type == "code":
            assert cell.outputs, cell.source
            assert [output for output in cell.outputs if output.get("name") == "stderr"] == []


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_is_kept_without_outputs(path):
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.source for cell in cells if cell.outputs or cell.execution_count] == []


# A word of a cell → words that it shows.
STORIES = {
    "quickstart": [
        ("kg.build", ["<iframe", "Rustem Umerov"]),
        ("graph.statements", ["Vladimir Medinsky", "indirect", "agreed to exchange 1,000 prisoners"]),
        ('graph.show("Medeski")', ["Vladimir Medinsky – person", "Medeski said Moscow was satisfied"]),
        ("graph.ask", ["cut its military size", "withdraw from its territorial"]),
        ("graph.query", ["Bernard Smith", "Hakan Fidan"]),
        ("betweenness_centrality", ["Russia", "0."]),
        ("graph.export", ["talks.ttl", "talks.html"]),
    ],
    "graph-tools": [
        ("rdflib", ["Ukraine", "Russia", "Türkiye"]),
        ("ladybug.Connection", ["Russia of Ukraine: cut its military size"]),
        ("betweenness_centrality", ["Rustem Umerov", "spoken of"]),
        ("louvain_communities", ["Vladimir Medinsky"]),
        ("barh", ["Türkiye of Russia: 1, Russia of Türkiye: 0"]),
    ],
}


def test_notebook_tells_its_story(executed):
    for cell, words in STORIES[executed.metadata["name"]]:
        text = shown(executed, cell)
        assert [word for word in words if word not in text] == [], cell
