"""Answers and cards as a notebook shows them."""

import graph_builders as build
from pyoxigraph import Literal

from kg.query.card import Card, Passage, card
from kg.query.engine import run
from kg.query.result import Result
from kg.store.directory import memory_store

STORE = memory_store(build.quads())


def test_answer_is_a_table_with_labels_for_nodes():
    shown = run(STORE, "SELECT ?d ?dLabel { ?d a parley:Delegation ; rdfs:label ?dLabel } ORDER BY ?dLabel")._repr_html_()
    assert shown.startswith("<table><thead><tr><th>d</th></tr></thead>")
    assert "<td>Arland delegation</td>" in shown


def test_truth_is_a_word():
    assert Result("truth", truth=True)._repr_html_() == "<p>yes</p>"


def test_long_answer_is_cut_and_says_so():
    shown = Result("solutions", ("n",), tuple((Literal(number),) for number in range(130)))._repr_html_()
    assert "<td>99</td>" in shown
    assert "<td>100</td>" not in shown
    assert shown.endswith("<p>… and 30 more rows</p>")


def test_hostile_text_stays_text():
    shown = Result("solutions", ("<b>",), ((Literal("<script>alert(1)</script>"),),))._repr_html_()
    assert "<script" not in shown
    assert "<b>" not in shown
    assert "&lt;script&gt;" in shown


def test_card_marks_the_words_it_rests_on():
    shown = card(STORE, "Arlo")._repr_html_()
    assert shown.startswith("<h4>Ana Arlo <small>person</small></h4>")
    assert "<mark" in shown


def test_marks_that_overlap_keep_every_letter_once():
    passage = Passage("d", "iri", 0, "Arlo <said> so", ((0, 4, "source"), (2, 6, "cue"), (5, 11, "content")))
    shown = Card("iri", "x", "statement", (), (), (passage,))._repr_html_()
    assert ">Arlo</mark> <mark" in shown
    assert "&lt;said&gt;</mark> so<br>" in shown
