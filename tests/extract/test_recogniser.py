"""The recogniser of names in the pipeline, the consistency of its labels, and what identifies it."""

import shutil

import pytest
import spacy
from spacy.tokens import Doc, Span

from kg.errors import KgError
from kg.extract.language import load_language, load_plain, model_version
from kg.extract.recogniser.component import WEIGHTS, add_recogniser
from kg.extract.recogniser.consistency import make_consistent
from kg.ids import digest_of_files
from kg.settings import Settings


def labelled(text, *ents):
    """A text of blank-separated words in which `ents`, (first word, last word, label), are labelled."""
    doc = Doc(spacy.blank("en").vocab, words=text.split())
    doc.ents = [Span(doc, start, end + 1, label=label) for start, end, label in ents]
    return doc


def labels(doc):
    return [(ent.start, ent.text, ent.label_) for ent in doc.ents]


def test_a_full_name_tells_what_the_surname_is():
    doc = labelled(
        "Leila Haddad spoke . Haddad left , said Haddad .", (0, 1, "PERSON"), (4, 4, "ORG"), (8, 8, "PERSON")
    )
    assert labels(make_consistent(doc))[1:] == [(4, "Haddad", "PERSON"), (8, "Haddad", "PERSON")]


def test_the_label_that_a_name_has_most_often_holds():
    doc = labelled("NGF met . NGF ate . NGF left .", (0, 0, "ORG"), (3, 3, "ORG"), (6, 6, "GPE"))
    assert {label for _, _, label in labels(make_consistent(doc))} == {"ORG"}


def test_where_labels_are_as_often_each_stays():
    doc = labelled("Nord met Nord .", (0, 0, "ORG"), (2, 2, "GPE"))
    assert labels(make_consistent(doc)) == [(0, "Nord", "ORG"), (2, "Nord", "GPE")]


def test_dates_and_numbers_have_no_say():
    doc = labelled("May came . In May we met Theresa May .", (0, 0, "DATE"), (4, 4, "DATE"), (7, 8, "PERSON"))
    assert labels(make_consistent(doc))[:2] == [(0, "May", "DATE"), (4, "May", "DATE")]


def test_an_overlooked_name_is_found_where_it_is_one_mostly():
    doc = labelled("Leila Haddad spoke . Then Haddad left .", (0, 1, "PERSON"))
    assert labels(make_consistent(doc)) == [(0, "Leila Haddad", "PERSON"), (5, "Haddad", "PERSON")]


def test_a_word_that_is_mostly_no_name_stays_none():
    doc = labelled("Anna Will spoke . Will he ? Will she ? Will they ? Will we ? Will it ?", (0, 1, "PERSON"))
    assert labels(make_consistent(doc)) == [(0, "Anna Will", "PERSON")]


def test_of_overlooked_names_that_begin_alike_the_longest_is_found():
    pacts = [(start, start + 1, "ORG") for start in (0, 2, 4)]
    councils = [(start, start + 2, "ORG") for start in (6, 9, 12)]
    doc = labelled("Nord Pact " * 3 + "Nord Pact Council " * 4, *pacts, *councils)
    assert labels(make_consistent(doc))[-1] == (15, "Nord Pact Council", "ORG")


@pytest.mark.model
@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Norwegian Foreign Minister Espen Eide met his counterpart in Doha on Monday.", "Espen Eide", "PERSON"),
        ("Samoan Prime Minister Fiame Naomi Mata'afa spoke in Apia.", "Apia", "GPE"),
        ("The African Union said on Tuesday that it would send observers.", "African Union", "ORG"),
        ("Talks between Eritrea and Djiboti went on.", "Djiboti", "GPE"),
    ],
)
def test_names_of_the_world_are_recognised(text, name, label):
    assert (name, label) in {(ent.text, ent.label_) for ent in load_language(finder="rules")(text).ents}


@pytest.mark.model
def test_another_pipeline_keeps_its_own_recogniser(tmp_path):
    load_plain().to_disk(tmp_path / "mine")
    assert "kg_one_name_one_kind" in load_language(finder="rules").pipe_names
    assert "kg_one_name_one_kind" not in load_language(str(tmp_path / "mine"), "rules").pipe_names


@pytest.mark.model
def test_a_missing_file_is_said_in_a_sentence(tmp_path):
    shutil.copytree(WEIGHTS, tmp_path / "weights")
    (tmp_path / "weights" / "moves").unlink()
    with pytest.raises(KgError, match=r"cannot load the recogniser of names: .*moves.*; install Parley again"):
        add_recogniser(load_plain(without=["ner"]), tmp_path / "weights")


def test_a_folder_is_known_by_what_is_in_its_files(tmp_path):
    for name, content in (("a", "1"), ("b", "1"), ("c", "2")):
        (tmp_path / name / "ner").mkdir(parents=True)
        (tmp_path / name / "ner" / "model").write_text(content)
    same, other = (model_version(str(tmp_path / name)) == model_version(str(tmp_path / "a")) for name in "bc")
    assert (same, other) == (True, False)


def test_the_recogniser_is_part_of_the_default_pipelines_version():
    assert digest_of_files(WEIGHTS) in model_version(Settings().model)
