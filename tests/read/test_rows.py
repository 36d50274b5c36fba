"""JSON and CSV: an article a row."""

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from read_builders import document, documents, outcomes, refusal

from kg.errors import KgError, SkipDocument
from kg.model import Document
from kg.read import read
from kg.read.decode import blank_controls, mended

ROW = {
    "text": "They agreed.",
    "title": "Talks end",
    "url": "https://example.org/1",
    "date": "16 May 2025",
    "outlet": "Daily",
}
FOUND = Document("They agreed.", "Talks end", "2025-05-16", "Daily", "https://example.org/1")


def as_jsonl(*rows):
    return "".join(json.dumps(row) + "\n" for row in rows)


def as_csv(*rows, delimiter=","):
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, list(rows[0]), delimiter=delimiter)
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


SHAPES = {
    "a.jsonl": as_jsonl(ROW, ROW),
    "blank_lines.ndjson": as_jsonl(ROW) + "\n\n" + as_jsonl(ROW),
    "array.jsonl": json.dumps([ROW, ROW]),
    "a.json": json.dumps([ROW, ROW], indent=2),
    "lines.json": as_jsonl(ROW, ROW),
    "a.csv": as_csv(ROW, ROW),
    "semicolon.csv": as_csv(ROW, ROW, delimiter=";"),
    "a.tsv": as_csv(ROW, ROW, delimiter="\t"),
    "mark.csv": "\ufeff" + as_csv(ROW, ROW),
    "mark.jsonl": "\ufeff" + as_jsonl(ROW, ROW),
    "excel.csv": ("\ufeff" + as_csv(ROW, ROW, delimiter="\t")).encode("utf-16-le"),
    "wide.jsonl": ("\ufeff" + as_jsonl(ROW, ROW)).encode("utf-16-be"),
    "upper.csv": as_csv({key.upper(): value for key, value in ROW.items()}) + as_csv(ROW).split("\r\n")[1],
}


@pytest.mark.parametrize("name", SHAPES)
def test_every_row_is_an_article(tmp_path, name):
    assert documents(tmp_path, name, SHAPES[name]) == [FOUND, FOUND]


@pytest.mark.parametrize("indent", [None, 2])
def test_one_json_object_is_one_article(tmp_path, indent):
    found = document(tmp_path, "a.json", json.dumps(ROW, indent=indent))
    assert (found, found.source) == (FOUND, "a.json")


@pytest.mark.parametrize(
    ("row", "source"), [({}, "#2"), ({"id": "talks 7"}, "#talks 7"), ({"id": 7}, "#7"), ({"id": None}, "#2")]
)
def test_the_source_is_the_id_or_the_number_of_the_row(tmp_path, row, source):
    assert documents(tmp_path, "a.jsonl", as_jsonl(ROW, ROW | row))[1].source == "a.jsonl" + source
    assert documents(tmp_path, "a.csv", as_csv(ROW | dict.fromkeys(row), ROW | row))[1].source == "a.csv" + source


def test_columns_may_have_other_names(tmp_path):
    row = {"Body": "They agreed.", "headline": "Talks end"}
    for name, content in {"a.csv": as_csv(row), "a.jsonl": as_jsonl(row)}.items():
        assert document(tmp_path, name, content, text="body", title="headline") == Document("They agreed.", "Talks end")


def test_a_field_that_does_not_exist_cannot_be_mapped(tmp_path):
    with pytest.raises(KgError, match=r"'body'.*text, title, url"):
        read(tmp_path / "a.csv", {"body": "text"})


BAD_LINES = {
    "{": "not valid JSON: Expecting property name",
    "[1, 2]": "not a JSON object",
    '"text"': "not a JSON object",
    '{"title": "t"}': "no column 'text'",
    '{"text": null}': "no column 'text'",
    '{"text": ["a"]}': "no words in the column 'text'",
    '{"text": "  "}': "empty",
    '{"text": "a", "n": ' + "9" * 5000 + "}": "thousands of digits",
    "[" * 100_000: "nested too deeply",
    json.dumps({"text": "a" * 1_000_001}): "1,000,000 characters",
    '{"text": "' + "a" * 40_000_000 + '"}': "a line of more than 32 MB",
    "\x00\x01\x02\x03": "binary",
}


@pytest.mark.parametrize(("line", "reason"), BAD_LINES.items(), ids=BAD_LINES.values())
def test_a_malformed_line_is_named_and_the_others_are_read(tmp_path, line, reason):
    first, bad, last = outcomes(tmp_path, "a.jsonl", as_jsonl(ROW) + line + "\n" + as_jsonl(ROW))
    assert first == last == FOUND
    assert isinstance(bad, SkipDocument)
    assert reason in str(bad)
    assert "a.jsonl#2" in str(bad)


BAD_ROWS = {
    '1,"They" agreed\n': "broken row: ',' expected after '\"'",
    "1,They,agreed,too\n": "4 fields, the header 2",
    "1\n": "no column 'text'",
    "1,  \n": "empty",
    f"1,{'a' * 1_000_001}\n": "1,000,000 characters",
    f"1,{'a' * 17_000_000}\n": "field larger than field limit",
}


@pytest.mark.parametrize(("row", "reason"), BAD_ROWS.items(), ids=BAD_ROWS.values())
def test_a_malformed_row_is_named_and_the_others_are_read(tmp_path, row, reason):
    first, bad, last = outcomes(tmp_path, "a.csv", f'n,text\n0,They agreed.\n{row}2,"They\nleft."\n')
    assert (first, last) == (Document("They agreed."), Document("They\nleft."))
    assert isinstance(bad, SkipDocument)
    assert reason in str(bad)
    assert "a.csv#2" in str(bad)


def test_an_unclosed_quotation_mark_does_not_swallow_the_rows_after_it(tmp_path):
    rows = "".join(f"{number},They met.\n" for number in range(100))
    bad, *good = outcomes(tmp_path, "a.csv", 'n,text\n0,"They agreed.\n' + rows)
    assert "a.csv#1" in str(bad)
    assert good == [Document("They met.")] * 100


def test_a_table_without_a_text_is_refused_with_its_columns(tmp_path):
    assert "no column 'text' for the text; its columns are: 'id', 'body'" in refusal(
        tmp_path, "a.csv", "id,body\n1,a\n"
    )
    assert "no column 'text'" in refusal(tmp_path, "b.csv", "")


def test_huge_fields_are_fine(tmp_path):
    row = ROW | {"html": "x" * 5_000_000, "text": "ab " * 300_000}
    assert len(document(tmp_path, "a.csv", as_csv(row)).text) == 900_000
    assert len(document(tmp_path, "a.jsonl", as_jsonl(row)).text) == 900_000


def test_one_row_in_another_encoding_is_read_with_a_note(tmp_path):
    table = "text\nThe café.\n".encode() + "He said: “yes”.\n".encode("cp1252")
    first, second = documents(tmp_path, "a.csv", table)
    assert (first.text, second.text) == ("The café.", "He said: “yes”.")
    assert first.notes == ()
    assert "cp1252" in second.notes[0]


def test_mojibake_is_mended_with_a_note(tmp_path):
    found = document(
        tmp_path, "a.jsonl", as_jsonl({"text": "He said: “We agree.”".encode().decode("cp1252", "replace")})
    )
    assert found.text.startswith("He said: “We agree.")
    assert "decoded wrongly" in found.notes[0]


def test_an_unclear_date_is_left_out_with_a_note(tmp_path):
    found = document(tmp_path, "a.jsonl", as_jsonl(ROW | {"date": "05/06/2025"}))
    assert found.date == ""
    assert found.notes == ("the date '05/06/2025' is not a clear day and was left out",)


def test_the_name_of_an_object_is_the_outlet(tmp_path):
    assert (
        document(tmp_path, "a.jsonl", as_jsonl({"text": "a", "outlet": {"name": "Daily"}, "title": 7})).outlet
        == "Daily"
    )


@given(st.lists(st.text(), min_size=1, max_size=4))
def test_any_text_survives_json_lines(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("any") / "a.jsonl"
    path.write_text(as_jsonl(*({"text": text} for text in texts)))
    survive(texts, path)


@given(st.lists(st.text(st.characters(codec="utf-8")), min_size=1, max_size=4))
def test_any_text_survives_a_table(tmp_path_factory, texts):
    path = tmp_path_factory.mktemp("any") / "a.csv"
    path.write_bytes(as_csv(*({"text": text, "n": 1} for text in texts)).encode())
    survive(texts, path)


def survive(texts, path):
    found = list(read(path))
    assert len(found) == len(texts)
    for text, outcome in zip(texts, found, strict=True):
        expected = blank_controls(mended(text)[0])
        assert outcome.text == expected if expected.strip() else isinstance(outcome, SkipDocument)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.csv", "a.tsv"])
@given(octets=st.binary() | st.text('text,"\n;{}[]:1\r\t').map(str.encode))
def test_any_bytes_give_documents_or_sentences(tmp_path_factory, name, octets):
    path = tmp_path_factory.mktemp("any") / name
    for prefix in (b"", b"text,n\n", b'{"text": '):
        path.write_bytes(prefix + octets)
        list(read(path))
