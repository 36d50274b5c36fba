"""Text that XML 1.0 can hold."""

import re
from datetime import date

from kg.export.columns import Cell, Loss, shown

# Neither as themselves nor escaped may these stand in an XML file: a reader would refuse the whole file.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
SEPARATOR = " | "
XML_NUMBERS = {"integer": "long", "float": "double", "boolean": "boolean"}  # as GraphML and GEXF call them
JOINED = f"lists of several values, which stand as one text, joined by {SEPARATOR!r}"
AS_TEXT = "days, and numbers and truth values of which there may be several: they are text"
CONTROL_CHARACTERS = "texts with control characters, which XML 1.0 cannot hold: they become U+FFFD"
LOST_IN_XML = (JOINED, AS_TEXT, CONTROL_CHARACTERS)


def legal(text: str) -> str:
    """Return `text` with each character that XML forbids replaced by U+FFFD, the replacement character."""
    return ILLEGAL.sub("\ufffd", text)


class Texts:
    """Texts that XML can hold, and a count of what became of the others."""

    def __init__(self) -> None:
        """Nothing is lost yet."""
        self.loss: Loss = Loss()

    def legal(self, text: str) -> str:
        """Return `text` as XML can hold it."""
        found = legal(text)
        self.loss[CONTROL_CHARACTERS] += found != text
        return found

    def flat(self, cell: Cell) -> str:
        """Return a cell as one text that XML can hold."""
        values = cell if isinstance(cell, tuple) else (cell,)
        self.loss[JOINED] += len(values) > 1
        self.loss[AS_TEXT] += sum(not isinstance(each, str) for each in values) if as_text(cell) else 0
        return self.legal(SEPARATOR.join(map(shown, values)))


def as_text(cell: Cell) -> bool:
    """Return whether the values of a cell are text in XML whatever they were."""
    return isinstance(cell, tuple | date)
