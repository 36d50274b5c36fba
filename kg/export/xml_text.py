"""Text that XML 1.0 can hold."""

import re

from kg.export.columns import Cell, shown

# Neither as themselves nor escaped may these stand in an XML file: a reader would refuse the whole file.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SEPARATOR = " | "
XML_NUMBERS = {"integer": "long", "float": "double", "boolean": "boolean"}  # as GraphML and GEXF call them
CONTROL_CHARACTERS = "control characters, which XML 1.0 cannot hold: they become U+FFFD"
LOST_IN_XML = (
    f"several values of one property stand as one text, joined by {SEPARATOR!r}, numbers and days among them",
    CONTROL_CHARACTERS,
)


def legal(text: str) -> str:
    """Return `text` with each character that XML forbids replaced by U+FFFD, the replacement character."""
    return ILLEGAL.sub("\ufffd", text)


def flat(cell: Cell) -> str:
    """Return a cell as one text that XML can hold."""
    return legal(SEPARATOR.join(map(shown, cell)) if isinstance(cell, tuple) else shown(cell))
