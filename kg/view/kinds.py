"""How classes look: which family of the legend a node belongs to, and that family's name, colour and shape.

Colours and shapes are declared in the ontology; here stands only which classes the legend tells apart.
"""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from functools import cache

from kg import ontology

# The first that fits a node is its family, so what is narrower stands first. The legend keeps this order.
FAMILIES = (
    "Delegation", "Country", "Person", "UnnamedSource", "NewsOrganization", "Organization", "Group", "Actor",
    "MilitaryAction", "Event", "Place", "Agreement", "Demand", "Proposal", "Refusal", "Position", "Statement",
)  # fmt: skip
NOT_DRAWN_FIRST = frozenset({"Statement"})  # shown as a list beside the graph; the legend can draw them too
# The outlines that the page can draw (frontend/src/shapes.js).
SHAPES = frozenset(
    "bubble burst cross diamond dot hexagon kite octagon page pentagon pill plus ring shield square star triangle"
    " triangleDown".split()
)
INK = ("#ffffff", "#111111")


@dataclass(frozen=True, slots=True)
class Kind:
    """A row of the legend."""

    name: str
    label: str
    colour: str
    shape: str  # one of SHAPES
    ink: str  # black or white, whichever reads better on the colour
    drawn: bool  # from the start

    def record(self) -> dict[str, object]:
        """Return it as the page holds it."""
        return asdict(self)


def family(classes: Iterable[str]) -> str:
    """Return the family of a node by its class and superclasses; empty where the page does not show such nodes."""
    given = set(classes)
    return next((name for name in FAMILIES if name in given), "")


@cache
def kind(name: str) -> Kind:
    """Return how a family looks."""
    shape = ontology.shape(name)
    colour = ontology.colour(name)
    return Kind(
        name=name,
        label=ontology.label(name),
        colour=colour,
        shape=shape if shape in SHAPES else "dot",
        ink=max(INK, key=lambda ink: contrast(ink, colour)),
        drawn=name not in NOT_DRAWN_FIRST,
    )


def class_label(name: str) -> str:
    """Return how people call a class that the ontology may or may not declare."""
    return ontology.label(name) if name in ontology.classes() else name


def relation_label(name: str, given: str = "") -> str:
    """Return how people call a property: the label on its edges, else the ontology's, else its name."""
    return given or (ontology.label(name) if name in ontology.properties() else name)


def contrast(left: str, right: str) -> float:
    """Return the contrast of two colours written #rrggbb, 1.0 to 21.0 (WCAG 2.2)."""
    dark, light = sorted((luminance(left), luminance(right)))
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    """Return the relative luminance of a colour written #rrggbb, 0.0 to 1.0 (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
