"""What matching names across documents costs, at a thousand, ten thousand and a hundred thousand names.

The names are those of people whom the gazetteer does not take for its own: given names and surnames of office holders,
combined anew, every third with one letter changed, each in a document of its own.
"""

import random
import time
from collections.abc import Iterator

from kg.evaluate.noise import misspell
from kg.knowledge.gazetteer import connection
from kg.model import Mention, Span
from kg.resolve import across
from kg.resolve.records import Cluster

SIZES = (1_000, 10_000, 100_000)
SEED = 7
PEOPLE = (
    "SELECT name FROM known WHERE kind = 'Person' AND name GLOB '[A-Z]* [A-Z]*' AND name NOT GLOB '* * *' ORDER BY id"
)


def clusters(size: int) -> list[Cluster]:
    """Return that many people with full names, some of them twice or misspelt."""
    chance = random.Random(SEED)
    given, surnames = zip(*(row[0].split() for row in connection().execute(PEOPLE)), strict=True)
    found = []
    for number in range(size):
        name = f"{chance.choice(given)} {chance.choice(surnames)}"
        words = (name, name, " ".join(misspell(part, chance) for part in name.split()))[number % 3]
        mention = Mention(Span(0, len(words)), words, "Person", country=chance.choice(("", "NO", "SE")))
        found.append(Cluster(f"d{number}", "Person", [mention], country=mention.country))
    return found


def costs() -> Iterator[str]:
    """Yield a line for each size: seconds, microseconds for a name, and how much dearer a name is than at the size before."""
    yield "| names across documents | entities | seconds | µs for a name | times the size before |"
    yield "|---|---|---|---|---|"
    before = 0.0
    for size in SIZES:
        people = clusters(size)
        begun = time.perf_counter()
        groups, _ = across.groups(people)
        seconds = time.perf_counter() - begun
        each = seconds / size
        dearer = f"{each / before:.2f} ×" if before else ""
        yield f"| {size:,} | {len(groups):,} | {seconds:.2f} | {each * 1e6:.0f} | {dearer} |"
        before = each


if __name__ == "__main__":
    print(*costs(), sep="\n")
