"""Where the text puts bodies, and which town unknown places are near when a document is about one town."""

import pytest
from reading import Words

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "body", "seat"),
    [
        ("Lyon City Council rejected the plan.", "Lyon City Council", ["Lyon"]),
        ("He works at the Norwegian Embassy Tokyo.", "Norwegian Embassy Tokyo", ["Tokyo"]),
        ("The case went to the Supreme Administrative Court in Vilnius.", "Supreme Administrative Court", ["Vilnius"]),
        ("He studied at Washington University in St. Louis, and left.", "Washington University", ["St. Louis"]),
        ("The Federal University of Technology, Owerri (FUTO) closed.", "Federal University of Technology", ["Owerri"]),
        ("Doctors work at the Acme Group in Montpellier.", "Acme Group", ["Montpellier"]),
        ("The Acme Group in Montpellier sold it.", "Acme Group", []),  # it may have sold it there and be elsewhere
        ("The Supreme Court, Oslo and Lima agreed.", "Supreme Court", []),
    ],
)
def test_the_words_say_where_a_body_has_its_seat(text, body, seat):
    words = Words(text)
    assert words.of(words.mention(body).within) == seat


LOCAL = "LEEDS, England (AP) - Police in Leeds closed a road. "


@pytest.mark.parametrize(
    ("text", "place", "town"),
    [
        (LOCAL + "They searched the Ashgrove Hotel.", "Ashgrove Hotel", ["LEEDS"]),
        (LOCAL + "They met in Ossleworth on Monday.", "Ossleworth", ["LEEDS"]),
        # A single word in passing makes no home,
        ("They flew to Leeds. They searched the Ashgrove Hotel.", "Ashgrove Hotel", []),
        # nor do two towns,
        (LOCAL + "They flew to Porto, and on to Seville. They met in Ossleworth.", "Ossleworth", []),
        # and who speaks of the whole world may speak of a village anywhere in it.
        (LOCAL + "Chile, Peru and Kenya sent men to Ossleworth.", "Ossleworth", []),
        (LOCAL + "Chile, Peru and Kenya sent men to the Ashgrove Hotel.", "Ashgrove Hotel", ["LEEDS"]),
        # What the words or the gazetteer put somewhere is not put elsewhere.
        (LOCAL + "They met at the Ashgrove Hotel in Paris.", "Ashgrove Hotel", []),
        (LOCAL + "They wrote to Florida.", "Florida", []),
    ],
)
def test_unknown_places_are_near_the_one_town_that_a_document_is_about(text, place, town):
    words = Words(text)
    assert words.of(words.mention(place).near) == town
