"""Whose words they are, where the finders name another: inverted, passive and interrupted sentences."""

import pytest
from reading import language

from kg.extract.mentions import find_names
from kg.extract.sources import with_right_source
from kg.model import Attribution, Span

pytestmark = pytest.mark.model


def mended(text: str, source: str, cue: str, *content: str) -> tuple[str, list[str]]:
    """Source and content of an attribution given by its words."""
    spans = [(Span(text.index(part), text.index(part) + len(part)),) if part else () for part in (source, cue)]
    parts = tuple(Span(text.index(part), text.index(part) + len(part)) for part in content)
    found = with_right_source(Attribution(*spans, parts), find_names(language()(text)))
    return " ".join(span.of(text) for span in found.source), [span.of(text) for span in found.content]


@pytest.mark.parametrize(
    ("text", "given", "source", "content"),
    [
        # somebody in a clause about the subject
        (
            "The letter, of which Le Monde got a copy, obliges both sides to open the roads.",
            ("Le Monde", "obliges", "both sides to open the roads"),
            "The letter, of which Le Monde got a copy",
            ["both sides to open the roads"],
        ),
        (
            "Norway, which Cuba and Kenya accuse of arming the rebels, said that it supports the talks.",
            ("Cuba and Kenya accuse of arming the rebels,", "said", "Norway", "which", "that it supports the talks"),
            "Norway, which Cuba and Kenya accuse of arming the rebels",
            ["that it supports the talks"],
        ),
        # whom it is said to
        (
            "A Kenyan official revealed to the channel Al Jazeera that a delegation will arrive.",
            ("the channel Al Jazeera", "revealed", "that a delegation will arrive"),
            "A Kenyan official",
            ["that a delegation will arrive"],
        ),
        # behind the verb
        ("Norway has left, announces Tanjug.", ("", "announces", "Norway has left", "Tanjug"), "Tanjug", ["Norway has left"]),
        (
            "Kenya and Cuba agreed to meet, informed the two parties on Monday.",
            ("", "informed", "Kenya and Cuba agreed to meet"),
            "the two parties",
            ["Kenya and Cuba agreed to meet"],
        ),
        (
            "The minister expressed hope that all will sign, reported the Tass agency with reference to the ministry.",
            ("The minister", "reported", "the Tass agency with reference to the ministry"),
            "the Tass agency",
            ["The minister expressed hope that all will sign"],
        ),
        (
            'The Cuban government, said the foreign minister Omar Haddad to Reuters, "will not join a blockade".',
            ("", "said", "The Cuban government", 'the foreign minister Omar Haddad to Reuters, "will not join a blockade"'),
            "the foreign minister Omar Haddad",
            ["The Cuban government", '"will not join a blockade"'],
        ),
        (
            '"Nobody doubts our word," underlined Omar Haddad at noon, TASS quoted him as saying.',
            ("TASS", "underlined", '"Nobody doubts our word,"', "Omar Haddad"),
            "Omar Haddad",
            ['"Nobody doubts our word,"'],
        ),
        (
            '"It is a step," said Anna Berg to the press.',
            ("Anna Berg to the press", "said", '"It is a step,"'),
            "Anna Berg",
            ['"It is a step,"'],
        ),
        ("Norway has left to announce Tanjug.", ("", "announce", "Tanjug"), "", ["Tanjug"]),
        (
            "Anna Berg, the host of the talks, told reporters that all is well.",
            ("Anna Berg, the host of the talks,", "told", "that all is well"),
            "Anna Berg, the host of the talks,",
            ["that all is well"],
        ),
        # passive
        (
            'It was said in a statement of the Kenyan government that "the demands are absurd".',
            ("", "was said", "It", 'that "the demands are absurd"'),
            "a statement of the Kenyan government",
            ['that "the demands are absurd"'],
        ),
        (
            "Asked by a reporter whether the talks go on, Anna Berg left.",
            ("", "Asked", "whether the talks go on"),
            "a reporter",
            ["whether the talks go on"],
        ),
        # "according to"
        (
            "Kenya, according to what the Cuban ministry announced, is ready to talk.",
            ("", "according to", "what the Cuban ministry announced, is ready to talk"),
            "the Cuban ministry",
            ["Kenya", "is ready to talk"],
        ),
        (
            "According to the report of Reuters, quoting an informed source, the visit was planned.",
            ("the report of Reuters", "quoting", "an informed source, the visit was planned"),
            "the report of Reuters, quoting an informed source",
            ["the visit was planned"],
        ),
        # nobody
        (
            '"The step is good," a diplomat who asked not to be identified told AFP.',
            ("", "told", '"The step is good,"'),
            "a diplomat who asked not to be identified",
            ['"The step is good,"'],
        ),
        # passed on
        (
            '"We will come back," Omar Haddad was quoted by TASS as saying.',
            ("TASS", "was quoted", '"We will come back,"', "Omar Haddad", "as saying"),
            "Omar Haddad",
            ['"We will come back,"'],
        ),
        (
            "Reuters learned from two diplomats that Kenya would withdraw.",
            ("Reuters", "learned", "that Kenya would withdraw"),
            "two diplomats",
            ["that Kenya would withdraw"],
        ),
        (
            "The spokesman said, citing the president, that Norway will pay.",
            ("The spokesman", "citing", "the president, that Norway will pay"),
            "The spokesman",
            ["that Norway will pay"],
        ),
        (
            '"People are angry," the spokesman said, citing low wages.',
            ("the spokesman", "citing", "low wages"),
            "the spokesman",
            ["low wages"],
        ),
        (
            "Anna Berg was asked by CNN whether the talks failed.",
            ("Anna Berg", "was asked", "whether the talks failed"),
            "CNN",
            ["whether the talks failed"],
        ),
        ("Anna Berg was asked whether the talks failed.", ("Anna Berg", "was asked", "whether the talks failed"), "", None),
        (
            "It is reported by the ministry that the talks go on.",
            ("the ministry", "is reported", "It", "that the talks go on"),
            "the ministry",
            ["that the talks go on"],
        ),
        # through whom
        (
            "The Cuban side, through the mouth of its negotiator Omar Haddad, rejected the plan.",
            ("The Cuban side, through the mouth of its negotiator Omar Haddad", "rejected", "the plan"),
            "The Cuban side",
            ["the plan"],
        ),
        # where it was written
        (
            "The president celebrated in his account of X the result.",
            ("The president", "celebrated in his account of", "X the result"),
            "The president",
            ["the result"],
        ),
    ],
)
def test_the_source_is_whom_the_sentence_makes_it(text, given, source, content):
    assert mended(text, *given) == (source, list(given[2:]) if content is None else content)
