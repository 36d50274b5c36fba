import io
import json
import os

import pytest
from permissions import nobody
from read_builders import refusal

from kg.errors import SkipDocument
from kg.model import Document
from kg.read import read


@pytest.fixture
def piped(monkeypatch):
    """Reads these bytes as standard input, which cannot seek."""

    def reading(octets, **columns):
        incoming, outgoing = os.pipe()
        with open(outgoing, "wb") as end:
            end.write(octets)
        with open(incoming, "rb") as start:
            monkeypatch.setattr("sys.stdin", io.TextIOWrapper(start))
            found = list(read("-", columns))
            assert not start.closed
        return found

    return reading


ROW = {"text": "They agreed."}


@pytest.mark.parametrize(
    "octets",
    [
        b"They agreed.",
        json.dumps(ROW).encode(),
        json.dumps(ROW, indent=2).encode(),
        b"\xef\xbb\xbf\n" + json.dumps([ROW]).encode(),
        b"<!DOCTYPE html><p>They agreed.</p>",
        b"<?xml version='1.0'?>\n<!-- x --><HTML><body><p>They agreed.</p></body></HTML>",
    ],
)
def test_standard_input_is_known_by_how_it_begins(piped, octets):
    (found,) = piped(octets)
    assert found.text.strip() == "They agreed."
    assert found.source.startswith("-")


def test_json_lines_on_standard_input(piped):
    octets = b'{"text": "One."}\n{"text": "Two."}\n'
    assert piped(octets) == [Document("One."), Document("Two.")]
    assert [found.source for found in piped(octets)] == ["-#1", "-#2"]
    assert piped(b'{"body": "One."}', text="body") == [Document("One.")]


def test_office_files_on_standard_input(piped):
    import docx

    stream = io.BytesIO()
    written = docx.Document()
    written.add_paragraph("They agreed.")
    written.save(stream)
    assert piped(stream.getvalue()) == [Document("They agreed.")]


@pytest.mark.parametrize(("octets", "reason"), [(b"", "- is empty"), (b"\x7fELF\x00", "- is not text but a program")])
def test_what_is_no_article_on_standard_input_is_refused(piped, octets, reason):
    (skipped,) = piped(octets)
    assert isinstance(skipped, SkipDocument)
    assert reason in str(skipped)


def test_an_unknown_suffix_is_refused_with_the_known_ones(tmp_path):
    assert "rename it to one of .csv .docx .htm" in refusal(tmp_path, "a.log", "They agreed.")


def test_a_missing_file_is_refused(tmp_path):
    (skipped,) = read(tmp_path / "a.txt")
    assert "a.txt cannot be read: no such file or directory." in str(skipped)


def test_a_folder_is_refused(tmp_path):
    (tmp_path / "a.txt").mkdir()
    (skipped,) = read(tmp_path / "a.txt")
    assert "is a directory" in str(skipped)


def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("They agreed.")
    path.chmod(0)
    with nobody():
        (skipped,) = read(path)
    assert "permission denied" in str(skipped)


def test_the_source_is_the_name_of_the_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("They agreed.")
    assert [found.source for found in read(path)] == ["a.txt"]
