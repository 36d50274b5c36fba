"""How classes look: every class of the ontology that the page shows has its family, and colours can be read."""

import re

import pytest
from conftest import ROOT

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
    # Decisions are about the graph, not in it: the page does not show them.
    below = set(ontology.subclasses("Evidenced")) - {"Entity", "Decision", *ontology.subclasses("Decision")}
    assert [name for name in sorted(below) if not kinds.family([name, *ontology.superclasses(name)])] == []


@pytest.mark.parametrize("name", kinds.FAMILIES)
def test_looks_come_from_the_ontology_and_ink_can_be_read(name):
    kind = kinds.kind(name)
    assert kind.colour == ontology.colour(name)
    assert kinds.contrast(kind.ink, kind.colour) >= 4.5


def test_no_two_families_share_a_shape_or_a_colour():
    looks = [kinds.kind(name) for name in kinds.FAMILIES]
    assert len({kind.shape for kind in looks}) == len({kind.colour for kind in looks}) == len(looks)
    assert (ontology.shape("Document"), ontology.colour("Document")) not in {(kind.shape, kind.colour) for kind in looks}


def test_page_can_draw_every_shape():
    drawn = (ROOT / "frontend" / "src" / "shapes.js").read_text("utf-8")
    assert set(re.findall(r"^  (\w+): '", drawn, re.MULTILINE)) == kinds.SHAPES
    assert {ontology.shape(name) for name in ontology.classes()} <= kinds.SHAPES


@pytest.mark.parametrize(("left", "right", "expected"), [("#000000", "#ffffff", 21.0), ("#777777", "#777777", 1.0)])
def test_contrast(left, right, expected):
    assert kinds.contrast(left, right) == pytest.approx(expected)
