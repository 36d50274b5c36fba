import pytest
import spacy
from spacy.tokens import Doc

from kg.errors import KgError
from kg.extract.learned.component import NAME, find_attributions, load_reader, version
from kg.extract.learned.opening import open_reader
from kg.model import Span

pytestmark = pytest.mark.model

QUOTED = "“We will sign the accord in June,” Foreign Minister Anna Petrova told reporters on Monday."


@pytest.fixture(scope="module")
def nlp():
    return spacy.blank("en")


def read(nlp, text: str) -> list[tuple[list[str], list[str], list[str]]]:
    return [
        tuple([span.of(text) for span in getattr(found, role)] for role in ("source", "cue", "content"))
        for found in find_attributions(nlp.make_doc(text))
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (QUOTED, "Foreign Minister Anna Petrova", "“We will sign the accord in June,”"),
        ("The president said that the talks had failed.", "The president", "that the talks had failed"),
        ("According to the ministry, two soldiers were killed.", "the ministry", "two soldiers were killed"),
        ("The two sides agreed to meet again.", "The two sides", "to meet again"),
        ("The talks have failed, the envoy said.", "the envoy", "The talks have failed"),
    ],
)
def test_plain_statements_are_read(nlp, text, source, content):
    [(sources, _, contents)] = read(nlp, text)
    assert (sources, contents) == ([source], [content])


@pytest.mark.parametrize("text", ["", "\n", "...", "The bridge is closed.", "😀" * 30, "word " * 2000, "“"])
def test_odd_text_never_raises_and_spans_stay_inside(nlp, text):
    for found in find_attributions(nlp.make_doc(text)):
        assert all(0 <= span.start < span.end <= len(text) for span in (*found.source, *found.cue, *found.content))


def test_the_result_does_not_depend_on_what_was_read_before():
    alone = load_reader()(QUOTED)
    load_reader()("“Never,” he said. " * 200)
    assert load_reader()(QUOTED) == alone


def test_the_component_annotates_the_doc_it_is_given():
    nlp = spacy.blank("en")
    nlp.add_pipe(NAME)
    [(doc, context)] = nlp.pipe([(QUOTED, "kept")], as_tuples=True)
    assert context == "kept"
    assert doc._.attributions == find_attributions(doc) == load_reader()(QUOTED)


def test_what_the_component_found_is_taken_over(nlp):
    doc = nlp.make_doc(QUOTED)
    if not Doc.has_extension("attributions"):
        Doc.set_extension("attributions", default=None)
    doc._.attributions = ()
    assert find_attributions(doc) == ()


def test_a_quote_in_a_paragraph_longer_than_a_window_is_read_whole(nlp):
    quote = "“" + "We will go on with the talks until there is an accord that all can sign. " * 20 + "”"
    text = f"{quote} the envoy said."
    contents = [span for found in find_attributions(nlp.make_doc(text)) for span in found.content]
    assert Span(0, len(quote)) in contents


def test_version_is_a_hash_and_stays():
    assert len(version()) == 16
    assert version() == version()


def test_a_missing_model_is_one_clear_sentence(tmp_path):
    with pytest.raises(KgError, match="cannot load the learned span finder"):
        open_reader(tmp_path)
