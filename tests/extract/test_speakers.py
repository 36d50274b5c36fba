"""Who is meant by the words of a source: pronouns, descriptions, counted people, misread names, sources that are implied."""

import pytest
from reading import Words

from kg.model import Attribution, Span

pytestmark = pytest.mark.model


def meant(text: str, number: int = -1) -> list[str]:
    """The words of the speakers of a statement, pronouns and descriptions as what they refer to."""
    words = Words(text)
    by_span = {one.span: one for one in words.found.mentions}
    spans = [target for span in words.statement(number).speakers for target in by_span[span].refers_to or (span,)]
    return words.of(*spans)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        # gender: title, given name, office
        ("Anna Berg met Omar Haddad in Oslo. She said that a deal was near.", ["Anna Berg"]),
        ("Anna Berg met Omar Haddad in Oslo. He said that a deal was near.", ["Omar Haddad"]),
        ("Mrs. Berg met Mr. Haddad in Oslo. She said that a deal was near.", ["Berg"]),
        # words between quotation marks are somebody else's
        ('Anna Berg spoke first. "Clara Holm wrote every word of this text," she said.', ["Anna Berg"]),
        # who reports is who "he" is
        ("Omar Haddad met Peter Holm. Holm said that he believed a deal was near.", ["Holm"]),
        # who was asked answers
        ("Peter Holm asked Omar Haddad whether a deal was near. He said that it was not.", ["Omar Haddad"]),
        # a speaker without a name is meant again
        (
            "A witness spoke to us in Oslo. The witness said the hall was full. She said that nobody left.",
            ["The witness"],
        ),
    ],
)
def test_a_pronoun_means_whom_it_agrees_with(text, speakers):
    assert meant(text) == speakers


def test_they_means_the_people_of_its_own_sentence():
    assert meant("Although many voters want the new treaty, they said that it came too late.") == ["many voters"]


def test_they_means_two_people_joined_before():
    assert meant("Omar Haddad and Anna Berg wrote a letter. They said that the war must end.") == [
        "Omar Haddad",
        "Anna Berg",
    ]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Senator Anna Berg arrived in Oslo. The senator said that a deal was near.", ["Anna Berg"]),
        # a description that says whose it is means nobody of before
        (
            "The spokesman of the Kenyan Foreign Ministry Omar Haddad left. The US Secretary of State called on Cuba to sign.",
            ["The US Secretary"],
        ),
        (
            "Omar Haddad left Oslo. He was tired. The press secretary of the president of Kenya denied the report.",
            ["The press secretary"],
        ),
        ("Oil magnate and television host Omar Haddad said that a deal was near.", ["Omar Haddad"]),
        ("Two biographers, Omar Haddad and Anna Berg, said that he hated war.", ["Omar Haddad", "Anna Berg"]),
    ],
)
def test_a_description_means_the_person_it_describes(text, speakers):
    assert meant(text) == speakers


def test_people_who_are_counted_are_named_with_their_number():
    assert meant("A lot of voters said that they would stay at home.", 0) == ["A lot of voters"]


def test_the_writer_is_an_unnamed_source():
    words = Words("I believe that the treaty will fail.")
    assert words.kind("I") == "UnnamedSource pronoun"


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("Anna Berg left the hall, saying that the talks had failed.", ["Anna Berg"]),
        ("Anna Berg praised Omar Haddad, calling him a friend of peace.", ["Anna Berg"]),
        ("It was expected that the talks would fail.", []),
    ],
)
def test_a_source_left_out_is_the_subject_of_the_verb_before(text, speakers):
    cue = next(word for word in ("saying", "calling", "was expected") if word in text)
    start = text.index(cue)
    gold = Attribution((), (Span(start, start + len(cue)),), (Span(start + len(cue) + 1, len(text) - 1),))
    assert said_by(text, gold) == speakers


def said_by(text: str, found: Attribution) -> list[str]:
    """The words of who makes a statement whose spans are given."""
    from reading import language

    from kg.extract.extractor import read_doc
    from kg.model import Document

    (statement, *_) = read_doc(language()(text), Document(text, source="test"), (found,)).statements
    return [span.of(text) for span in statement.speakers]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("According to the Anadolu agency, Norway has left the talks.", ["Anadolu"]),
        ("The letter, seen by Reuters, demands that both sides open the roads.", ["The letter"]),
        ("Norwegian officials, who refused to give their names, said that a deal was near.", ["Norwegian officials"]),
    ],
)
def test_outlets_by_their_names_and_sources_without_one(text, speakers):
    words = Words(text)
    assert [words.of(*one.speakers) for one in words.found.statements] == [speakers]


def test_a_comma_in_the_parse_hides_no_name():
    text = 'In the words of the deputy chairman of the Cabinet of Ministers, Omar Haddad, "nobody will give land away".'
    parts = ("the deputy chairman of the Cabinet of Ministers, Omar Haddad", "In the words of", '"nobody will give land away"')
    spans = ((Span(text.index(part), text.index(part) + len(part)),) for part in parts)
    assert said_by(text, Attribution(*spans)) == ["Omar Haddad"]
