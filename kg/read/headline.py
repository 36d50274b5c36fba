"""The headline of a text that has no metadata."""

import re

MAX_HEADLINE = 200  # characters
WRAPPED = 120  # no line of a text that was wrapped by an editor or a mail program is longer
# A sentence or half of one: ends with a full stop (also inside a closing quotation mark) or amid a clause.
NO_HEADLINE_END = re.compile(r"""(?:[.,;:]|[.,;]["'”’)\]])$""")


def headline(text: str) -> str:
    """Return the first line of `text` if it reads like a headline, else nothing: short, alone, and no sentence."""
    lines = [line.strip() for line in text.split("\n")]
    start = next((number for number, line in enumerate(lines) if line), len(lines))
    first, rest = "".join(lines[start : start + 1]), lines[start + 1 :]
    if not any(rest) or len(first) > MAX_HEADLINE or NO_HEADLINE_END.search(first) or not re.search(r"[^\W\d_]", first):
        return ""
    stands_alone = not rest[0] or max(map(len, rest)) > WRAPPED
    return first if stands_alone else ""
