"""How classes look: every class of the ontology that the page shows has its family, and colours can be read."""

import pytest

from kg import ontology
from kg.view import kinds


@pytest.mark.parametrize(
    ("name", "family"),
    [("Negotiation", "Event"), ("Invasion", "MilitaryAction"), ("Building", "Place"), ("Country", "Country"),
     ("NewsOrganization", "NewsOrganization"), ("Government", "Organization"), ("Delegation", "Delegation"),
     ("Proposal", "Proposal"), ("Document", ""), ("Span", "")],
)  # fmt: skip
def test_family_of_a_class(name, family):
    assert kinds.family([name, *ontology.superclasses(name)]) == family


def test_every_evidenced_class_has_a_family():
    below = set(ontology.subclasses("Evidenced")) - {"Entity"}
    assert [name for name in sorted(below) if not kinds.family([name, *ontology.superclasses(name)])] == []


@pytest.mark.parametrize("name", kinds.FAMILIES)
def test_looks_come_from_the_ontology_and_ink_can_be_read(name):
    kind = kinds.kind(name)
    assert kind.colour == ontology.colour(name)
    assert kinds.contrast(kind.ink, kind.colour) >= 4.5


@pytest.mark.parametrize(("left", "right", "expected"), [("#000000", "#ffffff", 21.0), ("#777777", "#777777", 1.0)])
def test_contrast(left, right, expected):
    assert kinds.contrast(left, right) == pytest.approx(expected)
