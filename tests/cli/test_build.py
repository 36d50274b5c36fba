"""`kg build` and `kg statements`: what is read, what is skipped and why, what stops the command."""

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from cli_runner import Outcome, build, files, kg
from permissions import nobody

GOOD = "Foreign Minister Ana Arlo of France said on Friday that Germany had agreed to a ceasefire.\n"
GERMAN = (
    "Der deutsche Außenminister sagte am Freitag in Berlin, die Gespräche mit Frankreich über eine Waffenruhe seien gut "
    "verlaufen und würden im Mai fortgesetzt.\n"
)
ARABIC = (
    "قال وزير الخارجية المصري يوم الخميس إن المحادثات مع السودان وإثيوبيا انتهت دون اتفاق، وإن القاهرة لن تقبل جولة "
    "جديدة من المحادثات بدون جدول زمني ملزم.\n"
)
BINARY = bytes(range(256)) * 50
TOO_LONG = b"word " * 10_000_000  # one line of 50 MB


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, "utf-8")
    return path


def stopped(outcome: Outcome) -> str:
    """The one sentence with which a command refused to work."""
    assert outcome.code == 2
    assert outcome.out == ""
    assert outcome.sentence.startswith("kg: ")
    return outcome.sentence.removeprefix("kg: ")


def documents(directory: Path) -> list[str]:
    """The texts of the documents in a graph, sorted."""
    sparql = "SELECT ?text { ?document a parley:Document ; parley:text ?text } ORDER BY ?text"
    found = json.loads(kg("query", directory, sparql, "--format", "json").out)
    return [row["text"]["value"] for row in found["results"]["bindings"]]


# -------- What is read


def test_prints_a_summary_and_where_the_graph_is(tmp_path, good):
    done = build(tmp_path / "g", good)
    assert (done.code, done.err) == (0, "")
    rows = dict(reversed(line.split()) for line in done.out.splitlines()[:8])
    assert rows == {
        **{"documents": "1", "actors": "3", "delegations": "0", "venues": "0", "events": "0"},
        **{"statements": "1", "agreements": "0", "demands": "0"},
    }
    assert f"graph in {tmp_path / 'g'} (1 read, 0 known from before, 0 skipped)" in done.out


def test_quiet_says_nothing_when_all_goes_well(tmp_path, good):
    assert build(tmp_path / "g", good, "--quiet") == Outcome(0, "", "")


def test_a_document_that_is_there_is_not_read_again(tmp_path, good):
    build(tmp_path / "g", good)
    assert "(0 read, 1 known from before, 0 skipped)" in build(tmp_path / "g", good).out


def test_documents_add_up_and_fresh_leaves_the_old_ones_out(tmp_path, good):
    other = files(tmp_path / "b", [("b.txt", "France said that Germany had agreed.")])
    build(tmp_path / "g", good)
    build(tmp_path / "g", other)
    assert len(documents(tmp_path / "g")) == 2
    build(tmp_path / "g", other, "--fresh")
    assert documents(tmp_path / "g") == ["France said that Germany had agreed."]


@pytest.mark.parametrize(
    ("name", "content", "text"),
    [
        ("a.txt", GOOD, GOOD),
        ("a.md", f"# Talks\n\n{GOOD}", "Ana Arlo"),
        ("a.html", f"<html><body><article><h1>Talks</h1><p>{GOOD * 4}</p></article></body></html>", "Ana Arlo"),
        ("a.jsonl", json.dumps({"text": GOOD}), GOOD),
        ("a.csv", f'text,title\n"{GOOD}",Talks\n', GOOD),
        ("a.TXT", GOOD, GOOD),
    ],
)
def test_reads_files_of_each_kind(tmp_path, name, content, text):
    folder = files(tmp_path / "in", [(name, content)])
    assert build(tmp_path / "g", folder / name).code == 0
    (found,) = documents(tmp_path / "g")
    assert text in found


def test_reads_folders_patterns_and_standard_input_as_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    files(tmp_path / "folder", [("a.txt", "Spain said yes."), (".hidden.txt", "Chad said no."), ("a.exe", "MZ")])
    files(tmp_path / "pattern", [("b1.txt", "Peru said yes."), ("c.txt", "Cuba said no.")])
    done = build(tmp_path / "g", "folder", "pattern/b*.txt", "-", stdin=b"Mali said yes.")
    assert (done.code, done.err) == (0, "")
    assert documents(tmp_path / "g") == ["Mali said yes.", "Peru said yes.", "Spain said yes."]


def test_columns_of_a_table_can_be_mapped(tmp_path):
    folder = files(tmp_path / "in", [("t.csv", "body,head\nFrance said that Germany had agreed.,Talks\n")])
    assert build(tmp_path / "g", folder, "--column", "text=body", "--column", "title=head").code == 0
    assert "Talks" in kg("ask", tmp_path / "g", "documents").out


def test_base_is_where_the_instances_live(tmp_path, good):
    build(tmp_path / "g", good, "--base", "https://example.org/news/")
    assert "<https://example.org/news/country-Q142>" in kg("export", tmp_path / "g", "--format", "nquads").out


# -------- What is mended: the text is kept, a note says what was done


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (GOOD.replace("Ana", "René").encode("latin-1"), "it is not UTF-8 and was read as cp1252"),
        (GOOD.encode("utf-16"), "it is not UTF-8 and was read as UTF-16"),
        ((GOOD * 3 + "Čačak, Łódź. ").encode() + b"Ren\xe9 said no.", "1 of its bytes are not UTF-8"),
        (GERMAN.encode(), "the text seems to be German; only English is understood"),
        (ARABIC.encode(), "the text seems to be Arabic; only English is understood"),
    ],
    ids=["latin-1", "utf-16", "one byte", "German", "right to left"],
)
def test_odd_article_is_built_with_a_note(tmp_path, content, note):
    folder = files(tmp_path / "in", [("a.txt", content)])
    done = build(tmp_path / "g", folder)
    assert done.code == 0
    assert done.sentence.startswith(f"kg: note: a.txt: {note}")
    assert len(documents(tmp_path / "g")) == 1


def test_control_characters_are_blanked_and_move_nothing(tmp_path):
    folder = files(tmp_path / "in", [("a.txt", GOOD.replace(" said", "\x00\x07said"))])
    assert build(tmp_path / "g", folder).code == 0
    assert documents(tmp_path / "g") == [GOOD.replace(" said", "  said")]


def test_right_to_left_text_is_kept_as_it_is(tmp_path):
    build(tmp_path / "g", files(tmp_path / "in", [("a.txt", ARABIC)]))
    assert documents(tmp_path / "g") == [ARABIC]


# -------- What is skipped: named, and the rest goes on


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("a.txt", b"", "a.txt is empty: there is no text in it."),
        ("a.txt", b" \n\t\n", "a.txt is empty: there is no text in it."),
        ("a.txt", BINARY, "a.txt is a binary file: of its first 12800 bytes 1400 are controls."),
        ("a.txt", b"\x89PNG\r\n\x1a\n" + BINARY, "a.txt is not text but a PNG picture."),
        ("a.txt", TOO_LONG, "a.txt is longer than the 1,000,000 characters that the parser can take; "),
        ("a.jsonl", b'{"text": ' + TOO_LONG, "a.jsonl#1 is a line of more than 32 MB."),
        ("a.pdf", b"%PDF-1.4 not really", "a.pdf"),
        ("a.docx", b"PK\x03\x04 not really", "a.docx"),
        ("a.html", b"<html><body></body></html>", "a.html"),
        ("t.csv", b"body,title\nFrance said yes.,Talks\n", "t.csv has no column 'text' for the text; its columns are:"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 10 else "",
)
def test_useless_file_stops_alone_and_is_skipped_among_good_ones(tmp_path, good, name, content, reason):
    useless = files(tmp_path / "in", [(name, content)]) / name
    assert stopped(build(tmp_path / "g", useless)).startswith(f"there is no article to read. {reason}")
    mixed = build(tmp_path / "g", useless, good)
    assert mixed.code == 0
    assert mixed.sentence.startswith(f"kg: skipped: {reason}")
    assert "(1 read, 0 known from before, 1 skipped)" in mixed.out
    assert documents(tmp_path / "g") == [GOOD]


@pytest.mark.parametrize(
    ("name", "rows", "skipped"),
    [
        (
            "t.jsonl",
            [json.dumps({"text": GOOD}), '{"text": ', '{"title": "none"}', "", json.dumps({"text": "Peru said yes."})],
            ["t.jsonl#2 is not valid JSON: Expecting value at column 10", "t.jsonl#3 has no column 'text'"],
        ),
        (
            "t.csv",
            ["text,title", f'"{GOOD}",A', '"x",B,C', '"Peru said yes.",D', '"unclosed,E'],
            ["t.csv#2 is a broken row: it has 3 fields, the header 2", "t.csv#4 is a broken row: unexpected end"],
        ),
    ],
)
def test_malformed_row_among_good_ones_is_counted_and_named(tmp_path, name, rows, skipped):
    done = build(tmp_path / "g", files(tmp_path / "in", [(name, "\n".join(rows) + "\n")]))
    assert done.code == 0
    assert "(2 read, 0 known from before, 2 skipped)" in done.out
    for line, reason in zip(done.err.splitlines(), skipped, strict=True):
        assert line.startswith(f"kg: skipped: {reason}")
    assert documents(tmp_path / "g") == [GOOD, "Peru said yes."]


def test_many_skipped_are_named_with_verbose_and_counted_without(tmp_path, good):
    folder = files(tmp_path / "in", [(f"{number}.txt", b"") for number in range(9)])
    assert build(tmp_path / "g", folder, good).err.splitlines()[-1] == "kg: … and 4 more skipped (all with -v)"
    assert len(build(tmp_path / "g", folder, good, "-v").err.splitlines()) == 9


# -------- What stops the command, before anything is written


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["nope.txt"], "no such file or folder: 'nope.txt'."),
        (["good.txt", "nope.txt"], "no such file or folder: 'nope.txt'."),
        (["none"], "the folder 'none' holds no articles; files may end in .csv .docx .htm"),
        (["*.nothing"], "no article matches '*.nothing'; files may end in .csv .docx .htm"),
        (["-"], "there is no article to read. - is empty: there is no text in it."),
        (["good.txt", "--column", "body"], "--column 'body' is not FIELD=NAME, such as text=body"),
        (["good.txt", "--column", "words=body"], "cannot map a column to 'words'; the fields of an article are: text,"),
        (["good.txt", "--base", "no iri"], "'no iri' cannot be a base IRI: Invalid IRI code point ' '"),
    ],
)
def test_what_cannot_be_read_stops_with_a_sentence_and_writes_nothing(tmp_path, good, monkeypatch, arguments, sentence):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "none").mkdir()
    assert stopped(build(tmp_path / "g", *arguments)).startswith(sentence)
    assert not (tmp_path / "g" / "store").exists()


def test_missing_language_model_is_named(tmp_path, good):
    refusal = "cannot load the spaCy pipeline 'no_such_model': install it, or name another with --spacy-model"
    assert stopped(build(tmp_path / "g", good, "--spacy-model", "no_such_model")) == refusal
    assert stopped(kg("statements", good, "--spacy-model", "no_such_model")) == refusal


def test_graph_of_another_format_is_refused_and_left_alone(tmp_path, good):
    build(tmp_path / "g", good)
    manifest = tmp_path / "g" / "manifest.json"
    content = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(content | {"format": 99, "parley": "9.9"}), "utf-8")
    before = manifest.read_bytes()
    refusal = "was made by Parley 9.9 in format 99, this is format 1; build it again from its articles into another"
    for outcome in (build(tmp_path / "g", good), kg("stats", tmp_path / "g")):
        assert stopped(outcome).startswith(f"{tmp_path / 'g'} {refusal}")
    assert manifest.read_bytes() == before


def test_graph_of_another_version_is_read_anew(tmp_path, good):
    """The directory keeps the texts, so that a graph of an older extractor becomes one of this without its articles."""
    build(tmp_path / "g", good)
    (shard,) = (tmp_path / "g" / "shards").iterdir()
    old = shard.with_name(shard.name.rpartition("-")[0] + "-00000000.json")
    shard.rename(old)
    manifest = tmp_path / "g" / "manifest.json"
    manifest.write_text(manifest.read_text("utf-8").replace(shard.name, old.name), "utf-8")
    other = files(tmp_path / "b", [("b.txt", "France said that Germany had agreed.")])
    assert "(2 read, 0 known from before" in build(tmp_path / "g", other).out
    assert len(documents(tmp_path / "g")) == 2
    assert not old.exists()


@pytest.mark.parametrize("what", ["folder with other things", "file"])
def test_output_that_is_something_else_is_refused_and_left_alone(tmp_path, good, what):
    target = files(tmp_path / "other", [("diary.txt", "Dear diary")])
    target = target if what != "file" else target / "diary.txt"
    assert stopped(build(target, good)) == (f"{target} exists and is not a graph directory; name a new or empty one")
    assert [path.name for path in (tmp_path / "other").iterdir()] == ["diary.txt"]


def test_graph_with_another_base_is_refused(tmp_path, good):
    build(tmp_path / "g", good)
    refusal = stopped(build(tmp_path / "g", good, "--base", "https://example.org/"))
    assert refusal.endswith("not https://example.org/; use another directory")


def test_folder_that_may_not_be_written_is_named():
    with locked_folder() as folder:
        refusal = f"cannot make {folder / 'g'}: Permission denied"
        assert stopped(build(folder / "g", folder / "good.txt")) == refusal


@contextmanager
def locked_folder() -> Iterator[Path]:
    """Give a folder with one article in which we may not write, root or not."""
    with tempfile.TemporaryDirectory() as name:
        folder = files(Path(name), [("good.txt", GOOD)])
        folder.chmod(0o555)
        try:
            with nobody():
                yield folder
        finally:
            folder.chmod(0o755)


# -------- Statements


def test_statements_are_json_lines_with_offsets_into_the_file(tmp_path):
    text = "“We’ll 😀 talk,” Foreign Minister Ana Arlo told Reuters.\r\nShe left.\r\n"
    folder = files(tmp_path / "in", [("a.txt", text)])
    done = kg("statements", folder, "--jobs", "1")
    assert (done.code, done.err) == (0, "")
    (row,) = map(json.loads, done.out.splitlines())
    assert row["document"] == "a.txt"
    assert {part: [text[start:end] for start, end in row[part]] for part in ("source", "cue", "content")} == {
        "source": ["Foreign Minister Ana Arlo"],
        "cue": ["told"],
        "content": ["“We’ll 😀 talk,”"],
    }
    assert (row["speaker"], row["addressee"], row["medium"]) == (["Ana Arlo"], ["Reuters"], ["Reuters"])
    assert (row["form"], row["act"].lower()) == ("direct", "assert")
    assert 0 < row["confidence"] <= 1


def test_statements_go_on_after_a_useless_file(tmp_path, good):
    useless = files(tmp_path / "in", [("a.txt", b"")])
    done = kg("statements", useless, good, "--jobs", "1")
    assert done.code == 0
    assert done.sentence == "kg: skipped: a.txt is empty: there is no text in it."
    assert len(done.out.splitlines()) == 1


def test_statements_of_nothing_stop(tmp_path):
    assert stopped(kg("statements", tmp_path / "nope.txt")).startswith("no such file or folder: ")
