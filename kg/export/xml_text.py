"""Text that XML 1.0 can hold."""

import re

# Neither as themselves nor escaped may these stand in an XML file: a reader would refuse the whole file.
ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legal(text: str) -> str:
    """Return `text` with each character that XML forbids replaced by U+FFFD, the replacement character."""
    return ILLEGAL.sub("\ufffd", text)
