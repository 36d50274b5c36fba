"""Where names stand, on texts that are labelled by hand."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.names import name_spans


def labelled(words, pos, ents):
    """A sentence of blank-separated words with parts of speech and, for each word, its label (BIO)."""
    count = len(words.split())
    return Doc(
        spacy.blank("en").vocab,
        words=words.split(),
        pos=pos.split(),
        tags=["NNP"] * count,
        lemmas=words.lower().split(),
        ents=ents.split(),
        sent_starts=[True] + [False] * (count - 1),
    )


@pytest.mark.parametrize(
    ("words", "pos", "ents", "found"),
    [
        ("envoy Rana Umarova spoke", "NOUN PROPN PROPN VERB", "O O B-PERSON O", ["Rana Umarova"]),
        ("Though Umarova spoke", "PROPN PROPN VERB", "O B-PERSON O", ["Umarova"]),
        ("then Minister Umarova spoke", "ADV PROPN PROPN VERB", "O O B-PERSON O", ["Umarova"]),
        ("in Norway Umarova spoke", "ADP PROPN PROPN VERB", "O B-GPE B-PERSON O", ["Norway", "Umarova"]),
        ("with Rana Lena Umarova there", "ADP PROPN PROPN PROPN ADV", "O O B-PERSON I-PERSON O", ["Lena Umarova"]),
    ],
)
def test_a_surname_takes_the_first_name_that_was_left_out(words, pos, ents, found):
    names = [name.text for name in name_spans(labelled(words, pos, ents)) if name.label_]
    assert names == found
