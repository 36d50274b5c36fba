"""How much work it is to add ten articles to five thousand, beside reading these ten alone.

The five thousand are multiplied from the extractions of real articles (PolNeAR). A copy has the same words but for the
names of people and bodies: their letters are exchanged one for one, so that every span stays where it is, and each copy
adds people whom nobody has met before. Words that stand in many names stay as they are ("Trump", "Senate"), so these
are met ever more often; so are places and countries.
"""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from kg.extract.extractor import fingerprint
from kg.model import Extraction, Mention
from kg.pipeline import Report, extract_all, kept, read_documents
from kg.renew import refresh
from kg.settings import Settings
from kg.store import GraphDirectory

ROOT = Path(__file__).parents[1]
REAL, DOCUMENTS, ADDED, TURNS = 250, 5000, 10, 3
LIMIT = 3.0
COMMON = 60  # a word that stands in so many names stays as it is
VOWELS, CONSONANTS = "aeiou", "bcdfghklmnprstvz"
RENAMED = frozenset({"Person", "Organization"})
EXTRACT = """
import sys
from kg.pipeline import Report, extract_all, read_documents
from kg.settings import Settings
settings = Settings(finder=sys.argv[1], jobs=1)
for outcome in extract_all(read_documents(sys.argv[2:], settings, Report()), settings):
    pass
"""


def multiplied(real: list[Extraction], number: int) -> Iterator[Extraction]:
    """Yield so many extractions, the real ones first."""
    counted = Counter(word.lower() for each in real for one in each.mentions if is_renamed(one) for word in one.text.split())
    common = {word for word, count in counted.items() if count >= COMMON}
    for at in range(number):
        copy, which = divmod(at, len(real))
        yield renamed(real[which], copy, common) if copy else real[which]


def is_renamed(mention: Mention) -> bool:
    return mention.kind in RENAMED and mention.form == "name"


def renamed(extraction: Extraction, copy: int, common: set[str]) -> Extraction:
    """Return a copy of an extraction in which others are named."""
    letters, mentions = list(extraction.document.text), []
    for mention in extraction.mentions:
        words = mention.text.split(" ")
        name = " ".join(word if word.lower() in common else exchanged(word, copy) for word in words)
        if is_renamed(mention) and len(name) == mention.span.end - mention.span.start:
            letters[mention.span.start : mention.span.end] = name
            mention = replace(mention, text=name)  # noqa: PLW2901 - the mention as it is in the copy
        mentions.append(mention)
    document = replace(extraction.document, text="".join(letters) + f"\n({copy})")
    return replace(extraction, document=document, mentions=tuple(mentions))


def exchanged(word: str, copy: int) -> str:
    """Return a word with vowels for vowels and consonants for consonants."""
    found = []
    for letter in word:
        low = letter.lower()
        family, step = (VOWELS, 3) if low in VOWELS else (CONSONANTS, 7)
        other = family[(family.index(low) + copy * step + copy // len(family)) % len(family)] if low in family else low
        found.append(other.upper() if letter.isupper() else other)
    return "".join(found)


def grown(articles: list[Path], target: Path, finder: str) -> None:
    """Make a graph of many documents at `target`, read with this finder."""
    settings = Settings(finder=finder, jobs=1)
    documents = read_documents(map(str, articles), settings, Report())
    real = list(kept(extract_all(documents, settings), Report()))
    with GraphDirectory.create(target) as directory:
        for at, extraction in enumerate(multiplied(real, DOCUMENTS)):
            place = replace(extraction.document, source=f"{at}.txt", origin=f"/news/{at}.txt")
            directory.put(extraction, [place], fingerprint(settings.model, finder))
        directory.read_by(settings)
        refresh(directory)


def seconds(*command: str | Path) -> float:
    """Return how long a process takes."""
    begun = time.perf_counter()
    subprocess.run(list(map(str, command)), cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - begun


def growth(articles: list[Path], folder: Path, finder: str = "learned") -> Iterator[str]:
    """Yield what is to say about adding to a big graph. Each turn adds ten other articles."""
    graph = folder / "grown"
    grown(articles[:REAL], graph, finder)
    new = articles[REAL : REAL + ADDED * TURNS]
    rows = []
    for turn in range(TURNS):
        ten = new[turn * ADDED : (turn + 1) * ADDED]
        alone = seconds(sys.executable, "-c", EXTRACT, finder, *ten)
        rows.append((seconds(sys.executable, "-m", "kg", "add", graph, *ten, "--jobs", "1", "--quiet"), alone))
    added, alone = min(rows)
    yield f"| {ADDED} articles added to {DOCUMENTS:,} (`--finder {finder}`) | seconds | × extracting them |"
    yield "|---|---|---|"
    yield f"| a process that extracts them | {alone:.1f} | 1.00 |"
    yield f"| `kg add` (at most {LIMIT}) | {added:.1f} | {added / alone:.2f} |"
