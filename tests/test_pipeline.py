"""The order of the stages: what is read anew, what is kept, what one bad document does to the rest."""

from dataclasses import replace

import pytest

from kg import pipeline
from kg.errors import KgError, SkipDocument
from kg.model import Document
from kg.pipeline import Report, build_directory, build_in_memory, read_documents, statement_rows
from kg.settings import Settings

ONE = Settings(jobs=1)
YES = Document("Spain said that Chad had agreed.", source="yes.txt")
NO = Document("Peru said that Cuba had refused.", source="no.txt")
MAYBE = Document("Mali said that Oman would think about it.", source="maybe.txt")


def built(path, *documents: Document, fresh: bool = False) -> Report:
    report = Report()
    build_directory(documents, path, ONE, report, fresh=fresh)
    return report


def sources(path) -> list[str]:
    from kg.store.directory import GraphDirectory

    return sorted(source for entry in GraphDirectory.open(path).documents.values() for source in entry.sources)


def stumble(monkeypatch: pytest.MonkeyPatch, over: Document) -> None:
    """Let the extractor fail on one document as a fault in our own code would."""
    from kg.extract import extractor

    def extract(document, nlp, extract=extractor.extract):
        return 1 / 0 if document == over else extract(document, nlp)

    monkeypatch.setattr(extractor, "extract", extract)


def test_only_what_is_new_is_extracted(tmp_path):
    first = built(tmp_path / "g", YES)
    second = built(tmp_path / "g", YES, NO)
    assert (first.extracted, first.known, first.documents) == (1, 0, 1)
    assert (second.extracted, second.known, second.documents) == (1, 1, 2)


def test_same_text_with_other_metadata_is_another_document(tmp_path):
    assert built(tmp_path / "g", YES, replace(YES, date="2025-05-16")).documents == 2


def test_same_document_from_two_places_is_extracted_once_and_keeps_both(tmp_path):
    assert built(tmp_path / "g", YES, replace(YES, source="copy.txt")).extracted == 1
    assert sources(tmp_path / "g") == ["copy.txt", "yes.txt"]


def test_fresh_forgets_what_is_not_given(tmp_path):
    built(tmp_path / "g", YES, NO)
    report = built(tmp_path / "g", MAYBE, NO, fresh=True)
    assert (report.extracted, report.known, report.documents) == (1, 1, 2)
    assert sources(tmp_path / "g") == ["maybe.txt", "no.txt"]


def test_progress_is_told_after_each_document(tmp_path):
    steps = []
    build_directory([YES, NO], tmp_path / "g", ONE, Report(), lambda done, total: steps.append((done, total)))
    assert steps == [(1, 2), (2, 2)]


def test_document_over_which_we_stumble_is_named_and_the_rest_goes_on(tmp_path, monkeypatch):
    stumble(monkeypatch, over=NO)
    report = built(tmp_path / "g", YES, NO, MAYBE)
    assert report.skipped == [
        "no.txt could not be read: ZeroDivisionError: division by zero. This is a fault in Parley, please report it."
    ]
    assert sources(tmp_path / "g") == ["maybe.txt", "yes.txt"]


def test_build_of_nothing_but_faults_stops(tmp_path, monkeypatch):
    stumble(monkeypatch, over=NO)
    with pytest.raises(KgError, match=r"no article could be read\. no\.txt could not be read: ZeroDivisionError"):
        built(tmp_path / "g", NO)


def test_killed_build_goes_on_where_it_stopped(tmp_path, monkeypatch):
    def kill(done: int, total: int) -> None:
        if done == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        build_directory([YES, NO, MAYBE], tmp_path / "g", ONE, Report(), kill)
    report = built(tmp_path / "g", YES, NO, MAYBE)
    assert (report.extracted, report.known, report.documents) == (1, 2, 3)


def test_documents_are_read_in_order_with_what_is_wrong_beside_them(tmp_path):
    for name, content in (("b.txt", "Spain said yes."), ("a.txt", "Peru said no."), ("c.txt", "")):
        (tmp_path / name).write_text(content, "utf-8")
    report = Report()
    assert [document.source for document in read_documents([str(tmp_path)], ONE, report)] == ["a.txt", "b.txt"]
    assert report.skipped == ["c.txt is empty: there is no text in it."]


def test_workers_give_what_one_process_gives_in_the_same_order():
    documents = [YES, NO, MAYBE] * 2
    alone = list(pipeline.extract_all(documents, ONE))
    assert list(pipeline.extract_all(documents, Settings(jobs=2))) == alone
    assert [extraction.document for extraction in alone] == documents


@pytest.mark.parametrize(
    ("jobs", "documents", "processors", "workers"), [(0, 1, 8, 1), (0, 15, 8, 1), (0, 16, 8, 8), (3, 1, 8, 3)]
)
def test_number_of_workers_follows_the_work_unless_it_is_said(jobs, documents, processors, workers):
    assert Settings(jobs=jobs).workers(documents, processors) == workers


def test_graph_in_memory_has_each_document_once():
    report = Report()
    build_in_memory([YES, YES, NO], ONE, report)
    assert report.documents == 2


def test_statement_rows_name_the_speaker_by_what_one_document_says():
    rows = list(statement_rows([YES, NO], ONE, Report()))
    assert [(row["document"], row["speaker"]) for row in rows] == [("yes.txt", ["Spain"]), ("no.txt", ["Peru"])]
    assert [YES.text[start:end] for start, end in rows[0]["cue"]] == ["said"]
    assert rows[0]["act"] == "assert"


def test_skipped_document_is_no_extraction():
    report = Report()
    assert list(pipeline.kept([SkipDocument("a.txt is odd.")], report)) == []
    assert report.skipped == ["a.txt is odd."]
