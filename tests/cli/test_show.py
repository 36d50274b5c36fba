"""`kg view`, `show`, `stats`, `validate` and `evaluate`: what each prints and writes, and what it refuses."""

import json
import webbrowser

import pytest
from cli_runner import Outcome, kg


def stopped(outcome: Outcome) -> str:
    assert (outcome.code, outcome.out) == (2, "")
    return outcome.sentence.removeprefix("kg: ")


# -------- View


def test_view_writes_the_page_and_opens_it(example_directory, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(webbrowser, "open", lambda url: opened.append(url) or True)
    page = tmp_path / "page.html"
    assert kg("view", example_directory, "-o", page) == Outcome(0, f"wrote {page}\n", "")
    assert opened == [page.as_uri()]
    assert page.read_text("utf-8").startswith("<!DOCTYPE html>")


def test_view_without_a_browser_says_so_and_still_writes(example_directory, tmp_path, monkeypatch):
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    done = kg("view", example_directory, "-o", tmp_path / "page.html")
    assert (done.code, done.sentence) == (0, "kg: no browser was found; open the page by hand")
    assert (tmp_path / "page.html").exists()


def test_view_opens_nothing_where_no_browser_is_wanted(example_directory, tmp_path, monkeypatch):
    monkeypatch.setattr(webbrowser, "open", lambda url: pytest.fail("a browser was opened"))
    assert kg("view", example_directory, "--no-browser", "-o", tmp_path / "page.html").code == 0


def test_view_opens_on_what_is_near_a_name(example_directory, tmp_path):
    pages = {name: tmp_path / f"{name}.html" for name in ("", "Medeski")}
    for name, page in pages.items():
        assert kg("view", example_directory, "--no-browser", "--focus", name, "-o", page).code == 0
    assert '"focus":-1' in pages[""].read_text("utf-8")
    assert '"focus":-1' not in pages["Medeski"].read_text("utf-8")


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("Nobody at All", "the graph knows no entity called 'Nobody at All'"), ("Russia, Ukraine agrees", "the page cannot open on")],
)
def test_view_says_on_what_it_cannot_open(example_directory, tmp_path, name, sentence):
    assert stopped(kg("view", example_directory, "--no-browser", "--focus", name, "-o", tmp_path / "page.html")).startswith(sentence)
    assert list(tmp_path.iterdir()) == []


# -------- Show


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Zelenskyy", ["person", "President", "Q3874799", "European summit in Albania"]),
        ("Russian delegation", ["delegation", "Vladimir Medinsky", "The Russian delegation"]),
        ("Istanbul", ["Q406", "talks in Istanbul"]),
        ("European summit", ["summit", "Albania"]),
        ("country-Q43", ["Turkiy", "Turkish"]),
        ("the prospect of new sanctions", None),
    ],
)
def test_card_says_what_it_is_its_names_links_and_sentences(example_directory, name, parts):
    done = kg("show", example_directory, name)
    if parts is None:
        assert stopped(done).startswith(f"the graph knows no entity called {name!r}")
        return
    assert (done.code, done.err) == (0, "")
    flat = " ".join(done.out.split())
    assert [part for part in parts if part not in flat] == []


def test_card_of_a_statement_shows_its_sentence(example_directory, example):
    statement = next(one for one in example.statements if one.cue == "confirmed")
    done = kg("show", example_directory, statement.id)
    assert "Vladimir Medinsky, the Russian presidential aide in charge of the Moscow delegation, confirmed" in " ".join(
        done.out.split()
    )


# -------- Stats and validation


def test_stats_counts_every_class_and_the_triples(example_directory):
    done = kg("stats", example_directory)
    rows = [line.split(maxsplit=1) for line in done.out.splitlines()]
    counted = {name: int(count.replace(",", "")) for count, name in rows}
    assert (counted["document"], counted["delegation"], counted["agreement"]) == (1, 2, 2)
    assert counted["statement"] >= 18
    assert counted["triples"] > 1000
    depths = {line.split(maxsplit=1)[1]: len(line[8:]) - len(line[8:].lstrip()) for line in done.out.splitlines()}
    assert depths["document"] < depths["statement"] < depths["actor"] < depths["person"]


def test_example_is_valid(example_directory):
    assert kg("validate", example_directory) == Outcome(0, "the graph conforms\n", "")


def test_graph_without_evidence_is_invalid(tmp_path):
    """A node that rests on no words fails `kg validate` with exit code 1."""
    from pyoxigraph import NamedNode

    import kg as parley
    from kg import ontology
    from kg.store.directory import GraphDirectory

    (tmp_path / "a.txt").write_text("Foreign Minister Ana Arlo said that France had agreed.", "utf-8")
    parley.build(tmp_path / "a.txt", directory=tmp_path / "g", jobs=1)
    with GraphDirectory.open(tmp_path / "g") as directory:
        evidence = NamedNode(ontology.iri("evidence"))
        directory.load([quad for quad in directory.quads() if quad.predicate != evidence])
    done = kg("validate", tmp_path / "g")
    assert done.code == 1
    assert "person-ana-arlo" in done.out
    assert "evidence" in done.out


# -------- Evaluate


def test_evaluate_prints_and_writes_the_figures_of_the_example(tmp_path):
    done = kg("evaluate", "--jobs", "1", "--json", tmp_path / "figures.json")
    assert (done.code, done.err) == (0, "")
    kinds = ["actors", "delegations", "venues", "events", "agreements", "demands", "statements", "questions"]
    assert [line.split()[0] for line in done.out.splitlines()[1:]] == kinds
    figures = json.loads((tmp_path / "figures.json").read_text("utf-8"))
    assert [row["kind"] for row in figures["article"]] == kinds


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--gold", "none.yaml"], "no such file: none.yaml"),
        (["--gold", "gold.yaml"], "no such file: gold.txt"),
        (["--gold", "text.txt"], "text.txt is not a gold file: "),
        (["--gold", "list.yaml", "--article", "text.txt"], "list.yaml is not a gold file: "),
        (["--gold", "some.yaml", "--article", "text.txt"], "some.yaml is not a gold file: "),
        (["--gold", "broken.yaml", "--article", "text.txt"], "broken.yaml is not a gold file: "),
        (["--attributions", "."], ". holds no text/*.txt with attributions/*.ann beside it"),
    ],
)
def test_evaluate_needs_a_gold_file_and_its_article(tmp_path, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    for name, content in [
        ("gold.yaml", "actors: []"),
        ("text.txt", "France said yes."),
        ("list.yaml", "[1, 2]"),
        ("some.yaml", "actors: []"),
        ("broken.yaml", "actors: ["),
    ]:
        (tmp_path / name).write_text(content, "utf-8")
    assert stopped(kg("evaluate", *arguments)).startswith(sentence)
