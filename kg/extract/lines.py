"""How the lines of a text are broken."""

# Text whose lines are nearly all this short was broken by a mail client or an editor, not by its author.
WRAPPED_LINE = 100
WRAPPED_LINES = 5


def is_hard_wrapped(text: str) -> bool:
    """Return whether line breaks in `text` fall inside sentences, so that only a blank line ends a paragraph."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    unfinished = sum(line[-1].islower() or line[-1] == "," for line in lines)
    return len(lines) >= WRAPPED_LINES and max(map(len, lines)) <= WRAPPED_LINE and unfinished > len(lines) / 2
