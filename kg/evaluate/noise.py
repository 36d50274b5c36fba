"""Text as machine translation and careless typing leave it, with a way to find each character again.

The same text, seed and strength give the same noise. Used to train and to measure that reading survives such text.
"""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from kg.evaluate.attributions import Attribution

LONG_WORD = re.compile(r"\b[^\W\d_]{4,}")
CAPITAL = re.compile(r"\b[A-Z](?=\w)")
QUOTE = re.compile(r'[“”"]')
NAME = re.compile(r"(?<=[\w,;] )[A-Z][a-z]{3,}")
ARTICLE = re.compile(r"\b(?:[Tt]he|[Aa]n?) (?=[a-z])")
BARE_NOUN = re.compile(r"(?<=\b(?:of|in|on|to|by) )(?=[a-z]{4,}\b)|(?<=\b(?:with|from) )(?=[a-z]{4,}\b)")
STYLES = (("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("''", "''"), ("“ ", " ”"))
VOWELS = ("a", "e", "i", "o", "u")
# Simple past for present and back, of the verbs that news reports speech with.
TENSES = {
    "said": "says", "says": "said", "told": "tells", "tells": "told", "added": "adds", "adds": "added",
    "believes": "believed", "believed": "believes", "stated": "states", "noted": "notes", "notes": "noted",
    "argued": "argues", "argues": "argued", "claimed": "claims", "claims": "claimed", "thinks": "thought",
    "wants": "wanted", "wanted": "wants", "called": "calls", "wrote": "writes", "writes": "wrote",
    "announced": "announces", "insisted": "insists", "insists": "insisted", "warned": "warns", "warns": "warned",
    "has": "have", "have": "has", "is": "are", "was": "were", "were": "was", "will": "would", "would": "will",
}  # fmt: skip
TENSE = re.compile(rf"\b(?:{'|'.join(TENSES)})\b")

Edit = tuple[int, int, str]


@dataclass(frozen=True)
class Strength:
    """The share of places, 0.0 to 1.0, at which each kind of noise strikes."""

    names: float = 0.05
    articles: float = 0.05
    tenses: float = 0.05
    letters: float = 0.01
    lost_quotes: float = 0.05
    doubled_quotes: float = 0.02
    capitals: float = 0.02
    other_quotes: bool = True  # one style of quotation marks for another, throughout
    lower_case: bool = False  # no capitals at all


USUAL = Strength()
QUIET = Strength(0, 0, 0, 0, 0, 0, 0, other_quotes=False)
# What robustness is measured with: each kind of noise alone, then all together, then a text without a capital.
KINDS = {
    "misspelt names and words": replace(QUIET, names=0.1, letters=0.02),
    "wrong articles and tenses": replace(QUIET, articles=0.1, tenses=0.1),
    "lost and doubled quotation marks": replace(QUIET, lost_quotes=0.1, doubled_quotes=0.03),
    "other quotation marks": replace(QUIET, other_quotes=True),
    "lost capitals": replace(QUIET, capitals=0.05),
    "all of these": Strength(0.1, 0.1, 0.1, 0.02, 0.1, 0.03, 0.05),
    "no capitals at all": replace(QUIET, lower_case=True),
}


@dataclass(frozen=True)
class Noisy:
    """A changed text and the edits that made it of the old one, in text order, not overlapping."""

    text: str
    edits: tuple[Edit, ...]

    def at(self, offset: int, end: bool = False) -> int:
        """Return where a character offset of the old text is now; inside an edit, its start or (`end`) its end."""
        shift = 0
        for start, stop, given in self.edits:
            if stop < offset or (stop == offset and (end or start < stop)):
                shift += len(given) - (stop - start)
            elif start < offset:
                return start + shift + (len(given) if end else 0)
            else:
                break
        return offset + shift


def misspell(word: str, chance: random.Random) -> str:
    """Return `word` with one letter lost, doubled, swapped with the next, or one vowel changed."""
    at = chance.randrange(1, len(word) - 1) if len(word) > 2 else 0
    kind = chance.randrange(4)
    if kind == 0 and len(word) > 3:
        return word[:at] + word[at + 1 :]
    if kind == 1:
        return word[:at] + word[at] + word[at:]
    if kind == 2 and at + 1 < len(word) and at > 0:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    places = [place for place, letter in enumerate(word) if letter in VOWELS and place > 0]
    if not places:
        return word + word[-1]
    place = chance.choice(places)
    return word[:place] + chance.choice([vowel for vowel in VOWELS if vowel != word[place]]) + word[place + 1 :]


def _quotes(text: str, strength: Strength, chance: random.Random) -> Iterator[Edit]:
    opening, closing = chance.choice(STYLES) if strength.other_quotes else ("", "")
    for match in QUOTE.finditer(text):
        opens = match[0] == "“" or (match[0] == '"' and not text[max(match.start() - 1, 0) : match.start()].strip())
        sign = (opening if opens else closing) or match[0]
        fate = chance.random()
        if fate < strength.lost_quotes:
            sign = ""
        elif fate < strength.lost_quotes + strength.doubled_quotes:
            sign += sign
        if sign != match[0]:
            yield *match.span(), sign


def _struck(
    text: str, pattern: re.Pattern[str], share: float, chance: random.Random, change: Callable[[str], str]
) -> Iterator[Edit]:
    for match in pattern.finditer(text):
        if chance.random() < share:
            yield *match.span(), change(match[0])


def _words(text: str, strength: Strength, chance: random.Random) -> Iterator[Edit]:
    yield from _struck(text, NAME, strength.names, chance, lambda name: misspell(name, chance))
    yield from _struck(text, ARTICLE, strength.articles, chance, lambda _: chance.choice(("", "a ", "the ")))
    yield from _struck(text, BARE_NOUN, strength.articles, chance, lambda _: chance.choice(("a ", "the ")))
    yield from _struck(text, TENSE, strength.tenses, chance, TENSES.__getitem__)
    yield from _struck(text, LONG_WORD, strength.letters, chance, lambda word: misspell(word, chance))
    yield from _struck(text, CAPITAL, strength.capitals, chance, str.lower)


def noisy(text: str, seed: str, strength: Strength = USUAL) -> Noisy:
    """Return `text` with noise; where two edits would overlap, the first in text order stays."""
    chance = random.Random(f"{seed}\x1f{len(text)}")
    kept: list[Edit] = []
    for edit in sorted({*_quotes(text, strength, chance), *_words(text, strength, chance)}):
        if not kept or edit[0] > kept[-1][1]:
            kept.append(edit)
    parts, last = [], 0
    for start, end, given in kept:
        parts += [text[last:start], given]
        last = end
    changed = "".join([*parts, text[last:]])
    # Only letters whose small form is as long keep every offset where it is.
    if strength.lower_case:
        changed = "".join(small if len(small := sign.lower()) == 1 else sign for sign in changed)
    return Noisy(changed, tuple(kept))


def with_noise(
    name: str, text: str, attributions: list[Attribution], strength: Strength
) -> tuple[str, list[Attribution]]:
    """Return an article with noise, seeded by its name, and its attributions where their words are now."""
    changed = noisy(text, name, strength)
    moved = [
        {role: [[changed.at(start), changed.at(end, end=True)] for start, end in spans] for role, spans in one.items()}
        for one in attributions
    ]
    return changed.text, moved
