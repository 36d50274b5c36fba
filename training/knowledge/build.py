"""Makes the gazetteer from its sources: python -m training.knowledge.build [--corpora DIR] [--to FILE]."""

import argparse
import csv
from pathlib import Path

from training.knowledge import cities, nature, others, people, territories, words, write
from training.knowledge.entries import Entry, damped, merged

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
CORPORA = ROOT.parent / "shared/corpora/knowledge"
FILE = ROOT / "kg/knowledge/gazetteer.sqlite"


def gather(corpora: Path) -> list[Entry]:
    """Return every entry of the gazetteer, sorted by id."""
    lands = territories.territories(corpora)
    towns = cities.cities(lands, corpora)
    places = [*lands, *others.regions(lands), *others.buildings(towns, lands)]
    places += others.subdivisions(places, lands)
    others.add_centres(places)
    bodies = [*others.organisations(corpora), *others.outlets(corpora)]
    holders = people.people(corpora, lands)
    taken = {name for entry in (*places, *bodies, *holders, *towns) for name, _, _ in entry.names}
    earth = list(nature.nature(taken))
    entries = merged(cities.cleared([*places, *bodies, *holders, *towns, *earth]))
    others.add_seats(entries)
    damped(entries, words.common_words(corpora), words.given_names(entries))
    words.check(entries)
    return entries


def main() -> None:
    """Build the file and print what is in it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    parser.add_argument("--to", type=Path, default=FILE)
    given = parser.parse_args()
    with (HERE / "tables/sources.csv").open(encoding="utf-8") as file:
        sources = [(row["name"], row["licence"], row["gives"]) for row in csv.DictReader(file)]
    entries = gather(given.corpora)
    digest = write.write(entries, cities.towns(), words.tables(given.corpora, entries), sources, given.to)
    kinds = sorted({entry.kind for entry in entries})
    counts = ", ".join(f"{kind} {sum(entry.kind == kind for entry in entries)}" for kind in kinds)
    print(f"{given.to}: {given.to.stat().st_size / 1e6:.1f} MB, digest {digest}; {counts}")


if __name__ == "__main__":
    main()
