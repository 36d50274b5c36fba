"""The remembered answers are those of spaCy's own components."""

import importlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from kg.extract.word_forms import LEMMATIZER, NAME, RULER, can_be_remembered, remember_word_forms
from kg.settings import Settings

TEXTS = [
    "Let's go. I'm gon na leave; you got ta run. It ai n't so. Y'all come, c'm on!",
    "There's a problem and there are two. It's done. That is what he has had, and they did it.",
    "The ministers' meetings were held\n\n  in Geneva.\tThey had been meeting, wolves and oxen alike.",
    "MINISTERS MET. Ministers met. He may leave in May; the best talks are better.",
    "  \n\n ",
    "",
]
WORDS = "there let 's is are gon na got ta ai n't y' all it you I that those had did to May met \n good wolves".split(" ")


def attributes(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.pos_, t.tag_, t.dep_, t.lemma_, str(t.morph), t.head.i, t.is_sent_start) for t in doc]


@pytest.fixture(scope="module")
def own() -> Language:
    return importlib.import_module(Settings().model).load(exclude=["ner"])


@pytest.fixture(scope="module")
def remembering() -> Language:
    nlp = importlib.import_module(Settings().model).load(exclude=["ner"])
    remember_word_forms(nlp)
    return nlp


def test_takes_the_place_of_ruler_and_lemmatizer(remembering):
    assert NAME in remembering.pipe_names
    assert not {RULER, LEMMATIZER} & set(remembering.pipe_names)


@pytest.mark.parametrize("text", TEXTS)
def test_says_what_spacy_says(own, remembering, text):
    for _ in range(2):  # at first sight and from memory
        assert attributes(remembering(text)) == attributes(own(text))


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join))
def test_says_what_spacy_says_of_any_words(own, remembering, text):
    assert attributes(remembering(text)) == attributes(own(text))


def test_starts_anew_when_it_remembers_too_much(own, remembering, monkeypatch):
    monkeypatch.setattr("kg.extract.word_forms.MOST", 0)
    for text in TEXTS:
        assert attributes(remembering(text)) == attributes(own(text))


def test_leaves_alone_a_ruler_that_looks_at_more_than_the_word(own):
    nlp = importlib.import_module(Settings().model).load(exclude=["ner"])
    nlp.get_pipe(RULER).add([[{"ENT_TYPE": "GPE"}]], {"LEMMA": "place"})
    assert can_be_remembered(own)
    assert not can_be_remembered(nlp)
