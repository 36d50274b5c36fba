"""The core rules over parses made by hand: no model to install, none to drift."""

import pytest
import spacy
from spacy.tokens import Doc

from kg.extract.attribution import find_attributions
from kg.extract.attribution_candidates import candidates
from kg.extract.nested import find_nested
from kg.model import Attribution

VOCAB = spacy.blank("en").vocab


def parse(table: str) -> Doc:
    """Return a Doc from lines of "word lemma pos tag head dep"; a head is a line number from 0."""
    rows = [line.split() for line in table.strip().splitlines()]
    words, lemmas, pos, tags, heads, deps = zip(*rows, strict=True)
    numbers = [int(head) for head in heads]
    return Doc(VOCAB, list(words), lemmas=list(lemmas), pos=list(pos), tags=list(tags), heads=numbers, deps=list(deps))


def shown(doc: Doc, one: Attribution) -> str:
    return " | ".join(" // ".join(s.of(doc.text) for s in part) for part in (one.source, one.cue, one.content))


SAID_THAT = """
    Kiev        Kiev        PROPN  NNP  2  nsubj
    has         have        AUX    VBZ  2  aux
    said        say         VERB   VBD  2  ROOT
    that        that        SCONJ  IN   6  mark
    talks       talk        NOUN   NNS  6  nsubj
    had         have        AUX    VBD  6  aux
    failed      fail        VERB   VBN  2  ccomp
    .           .           PUNCT  .    2  punct
"""
PARENTHESIS = """
    Talks       talk        NOUN   NNS  5  nsubj
    ,           ,           PUNCT  ,    3  punct
    he          he          PRON   PRP  3  nsubj
    said        say         VERB   VBD  5  parataxis
    ,           ,           PUNCT  ,    3  punct
    failed      fail        VERB   VBD  5  ROOT
    badly       badly       ADV    RB   5  advmod
"""
TOLD = """
    She         she         PRON   PRP  1  nsubj
    told        tell        VERB   VBD  1  ROOT
    Reuters     Reuters     PROPN  NNP  1  dobj
    that        that        SCONJ  IN   5  mark
    troops      troop       NOUN   NNS  5  nsubj
    stay        stay        VERB   VBP  1  ccomp
"""
NESTED = """
    Kiev        Kiev        PROPN  NNP  1  nsubj
    said        say         VERB   VBD  1  ROOT
    Moscow      Moscow      PROPN  NNP  3  nsubj
    believes    believe     VERB   VBZ  1  ccomp
    that        that        SCONJ  IN   7  mark
    talks       talk        NOUN   NNS  7  nsubj
    will        will        AUX    MD   7  aux
    fail        fail        VERB   VB   3  ccomp
"""
ACTION = """
    Troops      troop       NOUN   NNS  1  nsubj
    crossed     cross       VERB   VBD  1  ROOT
    the         the         DET    DT   3  det
    river       river       NOUN   NN   1  dobj
"""


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (SAID_THAT, ["Kiev | has said | that talks had failed"]),
        (PARENTHESIS, ["he | said | Talks // failed badly"]),
        (TOLD, ["She | told | that troops stay"]),
        (NESTED, ["Kiev | said | Moscow believes that talks will fail"]),
        (ACTION, []),
    ],
)
def test_frame_gives_source_cue_and_content(table, expected):
    doc = parse(table)
    assert [shown(doc, one) for one in find_attributions(doc)] == expected


def test_inner_attribution_is_left_to_nested():
    doc = parse(NESTED)
    nested = find_nested(doc, find_attributions(doc))
    assert [shown(doc, one) for one in nested] == ["Moscow | believes | that talks will fail"]


def test_text_without_a_parse_gives_nothing():
    assert find_attributions(spacy.blank("en")("Kiev said that talks had failed.")) == ()


def test_no_candidate_has_words_of_its_cue_in_its_content():
    for table in (SAID_THAT, PARENTHESIS, TOLD, NESTED, ACTION):
        doc = parse(table)
        for one in candidates(doc, range(len(doc))):
            assert all(end <= one.cue[0] or start >= one.cue[1] for start, end in one.content)


def test_same_doc_gives_the_same_records():
    assert find_attributions(parse(SAID_THAT)) == find_attributions(parse(SAID_THAT))
