"""Statements that people call wrong are left out, wherever their words still stand."""

from dataclasses import replace

import graph_builders as built
import pytest
from resolve_builders import judged

from kg.ids import digest
from kg.model import Anchor, Document, Extraction, Span, Thing
from kg.resolve.rejected import content_of, cue_of, without_rejected

WHOLE = built.extraction()
TEXT = WHOLE.document.text
EXCHANGE, QUOTE, USELESS, BELIEF, UNNAMED = WHOLE.statements


def pointed(one, kind: str = "Statement", document: Document = WHOLE.document) -> Thing:
    content, cue = ([Anchor(document.id, span, span.of(TEXT)) for span in of(one)] for of in (content_of, cue_of))
    return Thing("it", kind, tuple(content), tuple(cue))


def wrong(*things: Thing):
    return [judged("wrong", one) for one in things]


def left(found) -> list:
    return [one.key for one in found.extractions[0].statements]


def test_a_rejected_statement_is_gone_and_what_rests_on_it():
    found = without_rejected([WHOLE], wrong(pointed(EXCHANGE)))
    assert left(found) == [one.key for one in WHOLE.statements if one != EXCHANGE]
    assert [position.kind for position in found.extractions[0].positions] == ["Demand"]
    assert found.extractions[0].mentions == WHOLE.mentions


def test_what_was_said_inside_it_moves_out():
    found = without_rejected([WHOLE], wrong(pointed(USELESS)))
    (inner,) = (one for one in found.extractions[0].statements if one.key == BELIEF.key)
    assert inner.nested_in == ""


def test_a_position_is_rejected_alone():
    found = without_rejected([WHOLE], wrong(pointed(WHOLE.positions[1], "Demand")))
    assert [position.kind for position in found.extractions[0].positions] == ["Agreement"]
    assert left(found) == [one.key for one in WHOLE.statements]


def moved(by: int) -> Extraction:
    """The same article, the contents of its statements drawn `by` characters shorter by another extractor."""
    shorter = []
    for one in WHOLE.statements:
        content = tuple(Span(span.start + by, span.end) for span in one.attribution.content)
        shorter.append(replace(one, attribution=replace(one.attribution, content=content), nested_in=""))
    return replace(WHOLE, statements=tuple(shorter), positions=())


@pytest.mark.parametrize(("by", "gone"), [(0, 1), (3, 1), (20, 0)])
def test_it_is_found_again_where_its_bounds_moved_a_little(by, gone):
    found = without_rejected([moved(by)], wrong(pointed(QUOTE)))
    assert len(left(found)) == len(WHOLE.statements) - gone
    assert len(found.idle) == 1 - gone


def test_it_is_found_by_its_words_where_its_article_is_gone():
    again = replace(WHOLE, document=Document(TEXT, title="the same again"))
    assert QUOTE.key not in left(without_rejected([again], wrong(pointed(QUOTE))))
    other = replace(again, document=Document("x" * len(TEXT)))
    assert len(left(without_rejected([other], wrong(pointed(QUOTE))))) == len(WHOLE.statements)


def test_without_judgements_nothing_changes():
    assert without_rejected([WHOLE], []).extractions == (WHOLE,)
    assert digest(repr(without_rejected([WHOLE], wrong(pointed(QUOTE))))) == digest(
        repr(without_rejected([WHOLE], wrong(pointed(QUOTE), pointed(QUOTE))))
    )
