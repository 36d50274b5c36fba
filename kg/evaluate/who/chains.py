"""Chains across documents (NewsWCL50): mentions of actors and countries of one event, in any of its articles.

The gold mentions are given, as in the published baseline; each takes the entity of our mention that fits it best, or
stands alone where we have none or one that means several. The articles of an event are resolved together.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import KgError
from kg.evaluate.figures import ALL, CHOOSING, Figure, half_of, in_parts
from kg.evaluate.noise import KINDS as NOISES
from kg.evaluate.noise import USUAL, Noisy, noisy
from kg.evaluate.who.partitions import MEASURES
from kg.evaluate.who.reading import Read, read_together
from kg.model import Document, Span
from kg.settings import Settings

KINDS = ("ACTOR", "COUNTRY")
BEGIN = re.compile(r"#begin document (?P<event>\w+)/\S*?/(?P<name>[^\s;]+);")
TIGHT_BEFORE, TIGHT_AFTER = frozenset(".,;:!?)]}%’”'-"), frozenset("([{$“‘-")
STRONG = "all of these"  # kinds of noise
SHOWN = 6  # surface forms of a chain


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention of the gold annotation."""

    article: str
    span: Span
    chain: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A gold mention with the chain that we put it into."""

    marked: Marked
    words: str
    ours: str

    @property
    def event(self) -> str:
        """The event whose articles the mention is from."""
        return self.marked.article.split("/")[0]


def score(path: Path, settings: Settings) -> tuple[list[Figure], list[str]]:
    """Return the figures of a CoNLL file, and what its chains became; the halves are halves of the events."""
    placed = placed_in(*read(path), settings)
    wrong = list(told([one for one in placed if half_of(one.event) == CHOOSING]))
    return in_parts(placed, lambda one: one.event, figures), wrong


def score_with_noise(path: Path, settings: Settings) -> list[Figure]:
    """Return the CoNLL score on copies with noise, with the points by which it drops: the usual noise, and all kinds stronger."""
    texts, marked = read(path)
    rows = [list(figures(ALL, placed_in(texts, marked, settings)))[-1]]
    for kind, strength in (("usual noise", USUAL), (STRONG, NOISES[STRONG])):
        copies = {name: noisy(text, name, strength) for name, text in texts.items()}
        moved = [replace(one, span=moved_span(one.span, copies[one.article])) for one in marked]
        found = list(figures(ALL, placed_in({name: copy.text for name, copy in copies.items()}, moved, settings)))[-1]
        rows.append(replace(found, measure=f"CoNLL, {kind}: drop {100 * (rows[0].f1 - found.f1):.1f}"))
    return rows[1:]


def moved_span(span: Span, copy: Noisy) -> Span:
    """Return where the words of a span stand in a noisy copy."""
    start = copy.at(span.start)
    return Span(start, max(start + 1, copy.at(span.end, end=True)))


def placed_in(texts: dict[str, str], marked: list[Marked], settings: Settings) -> list[Placed]:
    """Return the gold mentions with the chains that we put them into, each event read by itself."""
    placed: list[Placed] = []
    for event in sorted({name.split("/")[0] for name in texts}):
        own = {name: text for name, text in texts.items() if name.split("/")[0] == event}
        for one in read_together({name: Document(text) for name, text in own.items()}, settings):
            placed += [place(mention, one) for mention in marked if mention.article == one.name]
    return placed


def place(marked: Marked, read: Read) -> Placed:
    """Return a gold mention with the entity that our best fitting mention means, else with a chain of its own."""
    mention = read.at(marked.span)
    meant = read.meant(mention) if mention is not None else ()
    alone = f"{marked.article} {marked.span.start}-{marked.span.end} {marked.chain}"
    ours = f"{marked.article.split('/')[0]} {meant[0]}" if len(meant) == 1 else alone
    return Placed(marked, marked.span.of(read.text), ours)


def figures(part: str, placed: Sequence[Placed]) -> Iterator[Figure]:
    """Yield each measure, and as "CoNLL" the means of all."""
    gold = {one.marked: one.marked.chain for one in placed}
    found = {one.marked: one.ours for one in placed}
    results = [Figure(name, part, *measure(gold, found), len(gold)) for name, measure in MEASURES.items()]
    yield from results
    mean = sum(figure.f1 for figure in results) / len(results)
    yield Figure("CoNLL", part, mean, mean, len(gold))


def told(placed: Sequence[Placed]) -> Iterator[str]:
    """Yield one line for each gold chain that we tore apart, and for each of ours that holds several."""
    yield from _mixed("torn apart", [(one.marked.chain, one.ours, one.words) for one in placed])
    yield from _mixed("joined wrongly", [(one.ours, one.marked.chain, one.words) for one in placed])


def _mixed(title: str, rows: list[tuple[str, str, str]]) -> Iterator[str]:
    """Yield each chain of the first column that holds several of the second, the largest first, with their words."""
    chains: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for chain, part, words in rows:
        chains[chain][part].append(words)
    for chain, parts in sorted(chains.items()):
        shown = sorted(parts.items(), key=lambda item: (-len(item[1]), item[0]))
        pieces = (f"{name} ×{len(words)} {sorted(set(words))[:SHOWN]}" for name, words in shown)
        if len(parts) > 1:
            yield f"{title}: {chain}: {'; '.join(pieces)}"


def read(path: Path) -> tuple[dict[str, str], list[Marked]]:
    """Return the articles by name and the mentions of actors and countries; raises `KgError` where it is no such file."""
    texts: dict[str, str] = {}
    marked: list[Marked] = []
    for block in path.read_text("utf-8").split("#begin document")[1:]:
        head = BEGIN.match(f"#begin document{block.splitlines()[0]}")
        if head is None:
            raise KgError(f"{path}: {block.splitlines()[0]!r} does not begin a document as NewsWCL50 does")
        name = f"{head['event']}/{head['name']}"
        texts[name], found = _article(block.splitlines()[1:], name)
        marked += found
    if not texts:
        raise KgError(f"{path} has no line that begins with '#begin document'; a CoNLL file of NewsWCL50 is needed")
    return texts, marked


def _article(lines: Sequence[str], name: str) -> tuple[str, list[Marked]]:
    """Return the text put together from its tokens, and its mentions."""
    text, glue = "", True
    open_at: defaultdict[str, list[int]] = defaultdict(list)
    found: list[Marked] = []
    for fields in (line.split("\t") for line in lines if line.count("\t") >= 4):
        token, labels = fields[3].replace("\\n", "\n"), fields[4]
        tight = glue or token[:1] in TIGHT_BEFORE or token in {"n't", "n’t"} or not token.strip()
        text += ("" if tight else " ") + token
        start, glue = len(text) - len(token), token in TIGHT_AFTER or token.endswith("\n")
        for label in (part.strip() for part in labels.split("|") if part.strip() != "-"):
            chain = label.strip("()")
            if label.startswith("("):
                open_at[chain].append(start)
            if label.endswith(")") and open_at[chain]:
                span = Span(open_at[chain].pop(), len(text))
                found += [Marked(name, span, chain)] if chain.rsplit("_", 1)[-1] in KINDS else []
    return text, found
