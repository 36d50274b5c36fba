import numpy as np
import pytest
from learned_builders import TAGS, free_steps, scores, words

from kg.extract.learned.decode import CONTENT, CUE, SOURCE, Layout, Stretch, certainty, stretches, viterbi


@pytest.mark.parametrize(
    ("seen", "best"),
    [
        ("SsCTt-", "SsCTt-"),
        ("TtTtt", "TtTtt"),
        ("-tt", "-Tt"),
    ],
)
def test_the_best_tagging_begins_what_it_goes_on_with(seen, best):
    rows = scores(seen)
    rows[:, TAGS["T"]] += 1.0
    assert viterbi(rows, free_steps()) == [TAGS[tag] for tag in best]


def test_a_text_never_begins_inside_a_span():
    assert viterbi(scores("t"), free_steps())[0] != TAGS["t"]


def test_spans_of_a_tagging():
    tags = [TAGS[tag] for tag in "SsCTtTt-C"]
    assert stretches(tags) == [
        Stretch(0, 1, SOURCE),
        Stretch(2, 2, CUE),
        Stretch(3, 4, CONTENT),
        Stretch(5, 6, CONTENT),
        Stretch(8, 8, CUE),
    ]


def test_certainty_falls_where_the_network_is_in_doubt():
    sure, unsure = scores("S-C", 9.0), scores("S-C", 1.0)
    tags = [TAGS[tag] for tag in "S-C"]
    assert (certainty(sure, free_steps(), tags) > 0.99).all()
    assert (certainty(unsure, free_steps(), tags) < 0.9).all()


def test_certainty_is_a_sum_over_all_taggings():
    rows = np.zeros((2, 7), dtype=np.float32)
    # From four first tags (none inside) to four that may always follow, and from three of them inside: 19 taggings.
    assert certainty(rows, free_steps(), [0, 0]) == pytest.approx([4 / 19, 4 / 19])


@pytest.mark.parametrize(
    ("query", "candidate", "traits"),
    [
        (Stretch(0, 0, CONTENT), Stretch(1, 1, CUE), (10, 0, 0, 0)),
        (Stretch(1, 1, CONTENT), Stretch(0, 0, CUE), (0, 0, 0, 0)),
        (Stretch(0, 0, CONTENT), Stretch(3, 3, CUE), (12, 1, 0, 1)),
        (Stretch(0, 0, CONTENT), Stretch(5, 5, CUE), (13, 2, 1, 1)),
    ],
)
def test_traits_count_what_stands_between(query, candidate, traits):
    spans = [Stretch(1, 1, CUE), Stretch(3, 3, CUE), Stretch(5, 5, CUE)]
    assert Layout(words("a b . d e\nf"), spans).traits(query, candidate) == traits
