"""Words in their place: the text around a case, with its parts in brackets, on one line."""

import re
from collections.abc import Iterable

BLANKS = re.compile(r"\s+")
WIDTH = 60  # characters shown on either side
LONGEST = 3 * WIDTH  # a longer stretch is shown by its beginning and end

Place = tuple[int, int]


def marked(text: str, places: Iterable[Place]) -> str:
    """Return the text around some places, each in brackets, blanks and line breaks as one blank."""
    starts, ends = zip(*places, strict=True)
    first, last = min(starts), max(ends)
    edges = sorted({max(0, first - WIDTH), *starts, *ends, min(len(text), last + WIDTH)})
    stretches = (
        "[" * starts.count(start) + shortened(text[start:end]) + "]" * ends.count(end)
        for start, end in zip(edges, edges[1:], strict=False)
    )
    return "".join(stretches).strip()


def shortened(words: str) -> str:
    """Return words on one line, a long stretch without its middle."""
    line = BLANKS.sub(" ", words)
    return line if len(line) < LONGEST else f"{line[: 2 * WIDTH]} … {line[-WIDTH:]}"
