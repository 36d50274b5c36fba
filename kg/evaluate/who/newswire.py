"""Articles whose names careful readers marked, as tab-separated tokens and labels (BIO), read back into running text.

The corpus of world news that names are measured on (Shan et al. 2023) comes as one `.tsv` for each article: a token and its
label on each line, an empty line between paragraphs. It keeps no blanks, so the text is joined by the rules of print.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.errors import KgError
from kg.model import Span

OPENING = frozenset("([{$£€#@‘“")
CLOSING = frozenset(".,:;?!%)]}…’”")
JOINING = frozenset("/-")
ENDINGS = frozenset("s t re ve m ll d".split())  # what follows an apostrophe that stands alone
MONTH = re.compile(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*")
CLITIC = re.compile(r"(?:['’](?:s|re|ve|m|ll|d|t)|n['’]t)", re.IGNORECASE)
HELD_OUT = 5  # every fifth article, by the hash of its name
Labelled = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Name:
    """A name that a reader marked and the class it was given."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Article:
    """A text with the names in it, in text order."""

    name: str
    text: str
    names: tuple[Name, ...]


def is_held_out(name: str) -> bool:
    """Return whether an article is of the part that is measured on and never trained on: a fifth, fixed by its file's name."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % HELD_OUT == 0


def read_articles(folder: Path) -> list[Article]:
    """Return the articles of a folder of `.tsv` files, or of the folder `data` in it, in name order.

    Raises `KgError` where there are none or where one of them is something else.
    """
    paths = sorted([*folder.glob("*.tsv"), *(folder / "data").glob("*.tsv")])
    if not paths:
        raise KgError(f"{folder} holds no .tsv files with a token and its label on each line")
    return [read_article(path) for path in paths]


def read_article(path: Path) -> Article:
    """Return one article; raises `KgError` where its lines are not tokens with labels."""
    try:
        lines = path.read_text("utf-8").split("\n")
    except UnicodeDecodeError as fault:
        raise KgError(f"{path} is not UTF-8 text: {fault}") from fault
    paragraphs, paragraph = [], list[Labelled]()
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            paragraph.append(token_of(line, f"{path}, line {number}"))
        elif paragraph:
            paragraphs.append(paragraph)
            paragraph = []
    return joined(path.name.partition(".")[0], paragraphs)


def token_of(line: str, place: str) -> Labelled:
    """Return the token and the first label of a line."""
    fields = [field.strip() for field in line.split("\t")] if "\t" in line else line.rsplit(maxsplit=1)
    if len(fields) < 2 or not re.fullmatch(r"O|[BIES]-\w+", fields[1]):
        raise KgError(f"{place}: not a token and its label (O, B-… or I-…): {line[:60]!r}")
    return fields[0], fields[1]


def joined(name: str, paragraphs: Iterable[list[Labelled]]) -> Article:
    """Return the running text of paragraphs of tokens, a blank line between two, and where its names stand."""
    text, names = "", list[Name]()
    for paragraph in paragraphs:
        text += "\n\n" if text else ""
        kind = ""
        for (token, label), blank in zip(paragraph, blanks([token for token, _ in paragraph]), strict=True):
            text += " " if blank else ""
            start = len(text)
            text += token
            if label[2:] and (label[0] in "BS" or label[2:] != kind):
                names.append(Name(Span(start, len(text)), label[2:]))
            elif label[2:]:
                names[-1] = Name(Span(names[-1].span.start, len(text)), label[2:])
            kind = label[2:] if label[0] not in "ES" else ""
    return Article(name, text, tuple(names))


def blanks(tokens: list[str]) -> Iterator[bool]:
    """Yield for each token of a paragraph whether a blank stands before it."""
    quoted = {'"': False, "'": False}
    glued = True  # whether nothing may stand between the last token and this one
    for i, token in enumerate(tokens):
        before = tokens[i - 1] if i else ""
        opens = False
        if token in quoted:
            opens = not quoted[token] and not (token == "'" and before.endswith("s"))
            quoted[token] = opens
        closes = (token in CLOSING or token in quoted) and not opens
        joins = token in JOINING and not (token == "-" and MONTH.fullmatch(before))
        yield not (glued or closes or joins or CLITIC.fullmatch(token) or (token in ENDINGS and before == "’"))
        initials = token == "." and len(before) == 1 and before.isupper() and is_initial(tokens[i + 1 : i + 3])
        glued = joins or opens or token in OPENING or initials


def is_initial(following: list[str]) -> bool:
    """Return whether tokens begin with a capital and its full stop, as in the rest of "U.S."."""
    return len(following) == 2 and len(following[0]) == 1 and following[0].isupper() and following[1] == "."
