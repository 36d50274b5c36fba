"""`kg add`, `update`, `retract`, `rebuild`, `log` and `diff`, as a user types them."""

import json
import shutil
from pathlib import Path

import pytest
from cli_runner import Outcome, build, files, kg

from kg.ontology import DEFAULT_BASE

TEXTS = {
    "a.txt": "Spain said that Chad had agreed.",
    "b.txt": "Peru said that Cuba had refused.",
    "c.txt": "Mali said that Oman would think about it.",
}
TABLE = "text,url\nFrance said that Egypt had agreed.,https://example.org/1\nIraq said that Iran had left.,https://example.org/2\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with articles, a table, and the graph of a.txt, b.txt and the table."""
    folder = tmp_path_factory.mktemp("made")
    files(folder, [*TEXTS.items(), ("t.csv", TABLE)])
    assert build(folder / "g", *(folder / name for name in ("a.txt", "b.txt", "t.csv")), "-q").code == 0
    return folder


@pytest.fixture
def news(made: Path, tmp_path: Path) -> Path:
    """The same, to be changed. The graph was read from the folder `made`."""
    shutil.copytree(made / "g", tmp_path / "g")
    return tmp_path


def texts(graph: Path) -> list[str]:
    found = kg("query", graph, "SELECT ?text { ?d parley:text ?text } ORDER BY ?text", "--format", "csv").out
    return [line.strip('"') for line in found.splitlines()[1:]]


def exported(graph: Path, name: str) -> bytes:
    target = graph.parent / f"{name}.nq"
    assert kg("export", graph, "-o", target).code == 0
    return target.read_bytes()


def identifier(graph: Path, source: str) -> str:
    rows = map(json.loads, kg("log", graph, "--json").out.splitlines())
    return next(row["document"] for row in rows if source in row["sources"])


def stopped(outcome: Outcome) -> str:
    assert (outcome.code, outcome.out) == (2, "")
    return outcome.sentence


def test_add_gives_what_one_build_gives(made, news):
    assert "(1 read, 0 known from before, 0 skipped)" in kg("add", news / "g", made / "c.txt").out
    build(news / "once", *(made / name for name in ("a.txt", "b.txt", "c.txt", "t.csv")), "-q")
    assert exported(news / "g", "living") == exported(news / "once", "once")


def test_add_needs_a_graph(made, tmp_path):
    assert "does not exist; make a graph with: kg build" in stopped(kg("add", tmp_path / "none", made / "c.txt"))
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("{made}/a.txt", 3),
        ("a.txt", 3),
        ("https://example.org/2", 3),
        ("{made}/t.csv", 2),
        ("t.csv#1", 3),
        ("{id}", 3),
        ("{prefix}", 3),
    ],
)
def test_retract_finds_a_document_by_path_url_id_or_prefix(made, news, name, left):
    key = identifier(news / "g", "b.txt")
    outcome = kg("retract", news / "g", name.format(made=made, id=key, prefix=key[:6]))
    assert outcome.code == 0
    assert outcome.out.startswith("retracted ")
    assert len(texts(news / "g")) == left


def test_retract_and_add_again_gives_the_same_bytes(made, news):
    before = exported(news / "g", "before")
    kg("retract", news / "g", made / "b.txt")
    assert exported(news / "g", "without") != before
    kg("add", news / "g", made / "b.txt")
    assert exported(news / "g", "after") == before


def test_everything_can_be_retracted(made, news):
    assert kg("retract", news / "g", made / "a.txt", made / "b.txt", made / "t.csv").code == 0
    assert texts(news / "g") == []


def test_retract_of_what_is_not_there_changes_nothing(made, news):
    assert "holds no document 'nothing'; kg log" in stopped(kg("retract", news / "g", made / "a.txt", "nothing"))
    assert len(texts(news / "g")) == 4


def test_update_replaces_what_has_changed(tmp_path):
    folder = files(tmp_path / "news", [("a.txt", TEXTS["a.txt"]), ("b.txt", TEXTS["b.txt"])])
    build(tmp_path / "g", folder, "-q")
    (folder / "a.txt").write_text(TEXTS["c.txt"])
    assert "(1 read, 1 known from before, 0 skipped)" in kg("update", tmp_path / "g").out
    assert texts(tmp_path / "g") == [TEXTS["c.txt"], TEXTS["b.txt"]]
    build(tmp_path / "once", folder, "-q")
    assert exported(tmp_path / "g", "living") == exported(tmp_path / "once", "once")


def test_update_tells_what_is_gone_and_keeps_what_it_said(tmp_path):
    folder = files(tmp_path / "news", [("a.txt", TEXTS["a.txt"]), ("b.txt", TEXTS["b.txt"])])
    build(tmp_path / "g", folder, "-q")
    (folder / "a.txt").unlink()
    assert f"{folder / 'a.txt'} is gone; what it said stays until: kg retract" in kg("update", tmp_path / "g").err
    assert len(texts(tmp_path / "g")) == 2
    (folder / "b.txt").unlink()
    assert "no file that" in stopped(kg("update", tmp_path / "g")).splitlines()[-1]


def test_articles_of_one_name_in_two_folders_are_two(tmp_path):
    for day, text in (("monday", TEXTS["a.txt"]), ("tuesday", TEXTS["b.txt"])):
        files(tmp_path / day, [("news.txt", text)])
    build(tmp_path / "g", tmp_path / "monday", tmp_path / "tuesday", "-q")
    assert "'news.txt' means 2 documents; name one by its id" in stopped(kg("retract", tmp_path / "g", "news.txt"))
    (tmp_path / "tuesday" / "news.txt").write_text(TEXTS["c.txt"])
    kg("update", tmp_path / "g", "-q")
    assert texts(tmp_path / "g") == [TEXTS["c.txt"], TEXTS["a.txt"]]


def test_log_tells_what_came_and_went(made, news):
    kg("retract", news / "g", made / "a.txt")
    kg("add", news / "g", made / "c.txt", "-q")
    rows = [json.loads(line) for line in kg("log", news / "g", "--json").out.splitlines()]
    assert [(row["what"], *row["sources"]) for row in rows[-2:]] == [("out", "a.txt"), ("in", "c.txt")]
    assert all(row["when"].endswith("+00:00") and row["by"].startswith("kg ") for row in rows)
    assert kg("log", news / "g").out.splitlines()[-2].split()[1] == "out"


def test_diff_names_documents_statements_and_entities(made, news):
    kg("retract", news / "g", made / "a.txt", "-q")
    outcome = kg("diff", made / "g", news / "g")
    assert outcome.code == 1
    assert {line.split("  ")[0] for line in outcome.out.splitlines()} >= {"- document", "- statement", "- entity"}
    assert "Chad" in outcome.out
    rows = [json.loads(line) for line in kg("diff", news / "g", made / "g", "--json").out.splitlines()]
    assert {row["change"] for row in rows} <= {"+", "~"}
    assert kg("diff", made / "g", made / "g") == Outcome(0, "", "")


# -------- Damage


@pytest.mark.parametrize("damage", [b"", b"{", b"rubbish" * 100])
def test_rebuild_reads_a_damaged_document_again_from_what_the_store_keeps(news, damage):
    before = exported(news / "g", "before")
    key = identifier(news / "g", "b.txt")
    (shard,) = (news / "g" / "shards").glob(f"{key}-*.json")
    shard.write_bytes(damage)
    (news / "g" / "memory.sqlite").unlink()
    assert f"run: kg rebuild {news / 'g'}" in stopped(kg("retract", news / "g", "a.txt", "-q"))
    assert exported(news / "g", "damaged") == before
    assert "(1 read, 3 known from before, 0 skipped)" in kg("rebuild", news / "g").out
    assert exported(news / "g", "after") == before


def test_a_document_that_is_lost_twice_is_named_with_what_to_do(news):
    key = identifier(news / "g", "b.txt")
    next((news / "g" / "shards").glob(f"{key}-*.json")).write_bytes(b"")
    shutil.rmtree(news / "g" / "store")
    sentence = stopped(kg("rebuild", news / "g"))
    assert f"what it said is lost: kg retract {news / 'g'} {key}, then kg add {news / 'g'} b.txt" in sentence
    assert kg("retract", news / "g", key).code == 0
    assert len(texts(news / "g")) == 3


@pytest.mark.parametrize("name", ["store", "memory.sqlite"])
def test_rebuild_makes_good_what_is_made_from_shards(news, name):
    before = exported(news / "g", "before")
    damaged = news / "g" / name
    for path in damaged.iterdir() if damaged.is_dir() else [damaged]:
        path.write_bytes(b"rubbish")
    if damaged.is_dir():
        assert f"run: kg rebuild {news / 'g'}" in stopped(kg("stats", news / "g"))
    assert kg("rebuild", news / "g", "-q") == Outcome(0, "", "")
    assert exported(news / "g", "after") == before


def test_what_the_disk_has_changed_in_the_cache_becomes_no_part_of_the_graph(made, news):
    graph, memory = news / "g", news / "g" / "memory.sqlite"
    content = memory.read_bytes()
    for name in (b"Spain", b"Chad", b"Peru", b"Cuba"):
        assert name in content
        content = content.replace(name, name[::-1])
    memory.write_bytes(content)
    build(news / "once", *(made / name for name in ("a.txt", "b.txt", "c.txt", "t.csv")), "-q")
    assert kg("add", graph, made / "c.txt", "-q") == Outcome(0, "", "")
    assert exported(graph, "living") == exported(news / "once", "once")


def damaged(graph: Path, *names: str) -> None:
    """Damage files of a graph directory; take away those with a minus before them."""
    for name in names:
        path = graph / name.removeprefix("-")
        if name.startswith("-"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        elif path.is_dir():
            for each in path.iterdir():
                each.write_bytes(b"rubbish")
        else:
            path.write_bytes(path.read_bytes()[:-40] + b"\x00")


@pytest.mark.parametrize(
    ("what", "said"),
    [
        (["manifest.json"], "as it was damaged; the store had kept all of it"),
        (["-manifest.json"], "as it was missing; the store had kept all of it"),
        (["manifest.json", "store/manifest"], "as it was damaged; nothing is lost"),
        (["manifest.json", "store"], f"not known any more: its base IRI, for which {DEFAULT_BASE} stands now"),
        (["manifest.json", "-store"], f"not known any more: its base IRI, for which {DEFAULT_BASE} stands now"),
        (["manifest.json", "-store/manifest", "-log.jsonl"], "not known any more: from which files"),
        (["manifest.json", "-store/manifest", "-log.jsonl", "memory.sqlite"], "not known any more: from which files"),
        (["manifest.json", "-store/manifest", "-log.jsonl", "-shards"], "not known any more: from which files, with"),
    ],
)
def test_rebuild_makes_a_manifest_anew_from_what_else_is_left(news, what, said):
    graph = news / "g"
    before = exported(graph, "before")
    damaged(graph, *what)
    for command in ("stats", "add", "build"):
        given = {"stats": [graph], "add": [graph, graph / "log.jsonl"], "build": [news.parent / "x.txt", "-o", graph]}
        (news.parent / "x.txt").write_text("Nothing was said.")
        assert f"run: kg rebuild {graph}" in stopped(kg(command, *given[command]))
    assert said in kg("rebuild", graph, "-q").err
    assert exported(graph, "after") == before
    assert kg("rebuild", graph, "-q") == Outcome(0, "", "")
    kept = graph / "manifest.json.damaged"
    assert kept.is_file() is ("-manifest.json" not in what)


def test_what_cannot_be_made_anew_is_said(news):
    graph = news / "g"
    damaged(graph, "-manifest.json", "-store", "-log.jsonl")
    said = kg("rebuild", graph, "-q").err
    assert f"not known any more: from which files, its base IRI, for which {DEFAULT_BASE} stands now" in said
    assert len(texts(graph)) == 4
    damaged(graph, "-manifest.json", "-store", "-log.jsonl", "-shards")
    assert "is not a graph directory" in stopped(kg("rebuild", graph))


@pytest.mark.parametrize("command", ["add", "retract", "update"])
def test_a_damaged_line_of_the_log_is_put_aside_by_rebuild(made, news, command):
    graph, log = news / "g", news / "g" / "log.jsonl"
    lines = log.read_bytes().splitlines(keepends=True)
    log.write_bytes(lines[0] + b'{"when": 3}\n' + b"".join(lines[1:]))
    given = {"add": [made / "c.txt"], "retract": ["a.txt"], "update": []}[command]
    assert f"run: kg rebuild {graph}" in stopped(kg(command, graph, *given))
    assert "1 damaged lines were taken out; the log as it was is log.jsonl.damaged" in kg("rebuild", graph, "-q").err
    assert log.read_bytes() == b"".join(lines)
    assert b'{"when": 3}' in (graph / "log.jsonl.damaged").read_bytes()


def test_a_damaged_judgement_is_left_to_people(news):
    (news / "g" / "judgements.jsonl").write_text("{}\n")
    for command in ("stats", "rebuild"):
        assert "line 1 of" in (said := stopped(kg(command, news / "g")))
        assert "mend that line or delete it" in said


def test_a_graph_of_an_older_version_is_brought_up_to_date_by_the_next_change(made, news):
    """Version 0.1.0 wrote neither marks of parts nor a log, and named no origins."""
    manifest = json.loads((news / "g" / "manifest.json").read_text())
    for entry in manifest["documents"].values():
        del entry["origins"], entry["url"]
    (news / "g" / "manifest.json").write_text(json.dumps(manifest | {"loaded": "0123456789abcdef"}))
    for name in ("store/contents", "store/parts", "log.jsonl", "memory.sqlite"):
        (news / "g" / name).unlink()
    assert len(texts(news / "g")) == 4
    assert kg("add", news / "g", made / "c.txt", "-q") == Outcome(0, "", "")
    build(news / "once", *(made / name for name in ("a.txt", "b.txt", "c.txt", "t.csv")), "-q")
    assert exported(news / "g", "living") == exported(news / "once", "once")


def test_a_build_that_comes_to_nothing_leaves_nothing(made, tmp_path):
    assert "cannot load the spaCy pipeline 'none'" in stopped(
        build(tmp_path / "g", made / "a.txt", "--spacy-model", "none")
    )
    assert not (tmp_path / "g").exists()
    (tmp_path / "mine").mkdir()
    build(tmp_path / "mine", made / "a.txt", "--spacy-model", "none")
    assert not any((tmp_path / "mine").iterdir()) if (tmp_path / "mine").exists() else True
