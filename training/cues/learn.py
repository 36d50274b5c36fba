"""Learn the weights of `kg/extract/cues.json` from the training split of PolNeAR.

    python training/cues/learn.py POLNEAR/data/train [--docs PARSED.spacy ...] [--out kg/extract/cues.json]

Each candidate of `kg.extract.attribution_candidates` is an example; it is right if an annotated attribution has the
same source and content (half of the words or more) and no other candidate fits that one better. Logistic regression by
full passes of Adam; deterministic. Parsing the 840 articles takes about six minutes on one core, the rest one. The file
holds lemmas, labels and weights, no text.
"""

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from spacy.tokens import Doc, DocBin

from kg.extract import cues
from kg.extract.attribution_candidates import Candidate, candidates
from kg.extract.attribution_quotes import Quotations
from kg.extract.language import load_language
from kg.extract.quotes import find_quotes

ROLES = ("source", "cue", "content")
WORD = re.compile(r"\w+")
LEAST_SEEN = 6  # examples and
LEAST_ARTICLES = 3  # articles a feature must occur in
PENALTY = 5e-6
PASSES, RATE, BATCH = 10, 0.03, 1024
SMALLEST = 0.05  # weights below are dropped

Words = frozenset[int]


def read_gold(path: Path) -> list[dict[str, list[tuple[int, int]]]]:
    """Return the attributions of one brat file as character offsets by role."""
    records = [record.split("\t") for record in re.split(r"\n(?=[TEARN#*]\d*\t)", path.read_text("utf-8"))]
    spans = {
        fields[0]: [tuple(map(int, pair.split())) for pair in fields[1].partition(" ")[2].split(";")]
        for fields in records
        if fields[0].startswith("T")
    }
    found = []
    for fields in records:
        if fields[0].startswith("E"):
            roles = defaultdict(list)
            for argument in fields[1].split():
                name, _, key = argument.partition(":")
                roles[re.sub(r"\d+$", "", name).lower()] += spans.get(key.strip(), [])
            found.append({role: roles[role] for role in ROLES})
    return found


def gold_files(folder: Path) -> dict[str, Path]:
    """Return the first annotator's file of each article."""
    chosen: dict[str, Path] = {}
    for path in sorted((folder / "attributions").glob("*.ann")):
        chosen.setdefault(path.stem.rpartition("_")[0], path)
    return chosen


def words(text: str, spans: list[tuple[int, int]]) -> Words:
    """Return where the words of some spans begin."""
    return frozenset(match.start() + start for start, end in spans for match in WORD.finditer(text[start:end]))


def jaccard(left: Words, right: Words) -> float:
    """Return the share of words two sets have in common; two empty sets are alike."""
    return len(left & right) / len(left | right) if left or right else 1.0


def characters(doc: Doc, start: int, end: int) -> tuple[int, int]:
    """Return the characters of a token range."""
    return doc[start].idx, doc[end - 1].idx + len(doc[end - 1])


def fit_of(text: str, doc: Doc, candidate: Candidate, one: dict[str, Words], quoted: str) -> float:
    """Return how well a candidate fits an annotated attribution, 0 if source or content differ by more than half.

    Of a quotation a part will do, since further parts are added to it later.
    """
    source = words(text, [characters(doc, *candidate.source)] if candidate.source else [])
    if jaccard(source, one["source"]) < 0.5:
        return 0.0
    content = words(text, [characters(doc, *part) for part in candidate.content])
    alike = jaccard(content, one["content"])
    cue = words(text, [characters(doc, *candidate.cue)])
    part = quoted in {"all", "opens"} and len(content & one["content"]) >= 0.8 * len(content) and cue & one["cue"]
    return max(alike, 0.5) + 0.5 * jaccard(cue, one["cue"]) if part or alike >= 0.5 else 0.0


def examples(doc: Doc, path: Path) -> Iterator[tuple[list[str], bool]]:
    """Yield features and truth of each candidate of an article: the best fit of each attribution is right."""
    text = doc.text  # spaCy joins it anew at each access
    gold = [{role: words(text, one[role]) for role in ROLES} for one in read_gold(path)]
    quotations = Quotations(doc, find_quotes(doc))
    found = [quotations.widened(one) for one in (*candidates(doc, range(len(doc))), *quotations.candidates())]
    relations = [quotations.relation(one) for one in found]
    right = set()
    for one in filter(lambda each: each["content"], gold):
        fits = [fit_of(text, doc, candidate, one, quoted) for candidate, quoted in zip(found, relations, strict=True)]
        best = max(fits, default=0.0)
        right |= {place for place, fit in enumerate(fits) if best and fit >= best - 0.05}
    held = frozenset(word for one in gold for word in one["content"])
    for place, (candidate, quoted) in enumerate(zip(found, relations, strict=True)):
        # What stands inside an annotated content is not annotated, be it an attribution or not: it teaches nothing.
        if place not in right and doc[candidate.head].idx in held:
            continue
        yield list(cues.features(doc, candidate, quoted)), place in right


def parsed(folder: Path, cached: list[Path]) -> Iterator[tuple[str, Doc]]:
    """Yield name and parse of each article, from `DocBin` files whose docs carry their name in `user_data` if given."""
    nlp = load_language()
    for cache in cached:
        for doc in DocBin(store_user_data=True).from_disk(cache).get_docs(nlp.vocab):
            yield Path(str(doc.user_data["name"])).stem, doc
    if not cached:
        for path in sorted((folder / "text").glob("*.txt")):
            yield path.stem, nlp(path.read_bytes().decode("utf-8"))


def collect(folder: Path, cached: list[Path]) -> tuple[list[list[str]], list[bool]]:
    """Return the features, rare ones left out, and the truth of all candidates."""
    files, rows, truth = gold_files(folder), [], []
    seen: Counter[str] = Counter()
    articles: Counter[str] = Counter()
    for name, doc in parsed(folder, cached):
        own: Counter[str] = Counter()
        for features, right in examples(doc, files[name]):
            rows.append(features)
            truth.append(right)
            own.update(set(features))
        seen.update(own)
        articles.update(own.keys())
    common = {name for name in seen if seen[name] >= LEAST_SEEN and articles[name] >= LEAST_ARTICLES}
    return [[name for name in row if name in common] for row in rows], truth


def fit(rows: list[list[str]], truth: list[bool]) -> dict[str, float]:
    """Return the weight of each feature: logistic regression with an L2 penalty, by Adam with a falling rate."""
    names = sorted({name for row in rows for name in row})
    index = {name: place for place, name in enumerate(names)}
    flat = np.array([index[name] for row in rows for name in row])
    length = np.array([len(row) for row in rows])
    offset = np.concatenate([[0], np.cumsum(length)])
    target = np.array(truth, dtype=float)
    weight, first, second = (np.zeros(len(names)) for _ in range(3))
    random, step, steps = np.random.default_rng(7), 0, PASSES * (1 + len(rows) // BATCH)
    for _ in range(PASSES):
        order = random.permutation(len(rows))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            columns = np.concatenate([flat[offset[i] : offset[i + 1]] for i in batch])
            lines = np.repeat(np.arange(len(batch)), length[batch])
            score = np.bincount(lines, weight[columns], len(batch))
            error = 1 / (1 + np.exp(-score)) - target[batch]
            gradient = np.bincount(columns, error[lines], len(names)) / len(batch) + PENALTY * weight
            step += 1
            first, second = 0.9 * first + 0.1 * gradient, 0.999 * second + 0.001 * gradient**2
            rate = RATE * (1 - step / steps) + 1e-4
            weight -= rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(value), 2) for name, value in zip(names, weight, strict=True) if abs(value) >= SMALLEST}


def main() -> None:
    """Write the weights."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--docs", type=Path, nargs="*", default=[])
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "kg" / "extract" / "cues.json")
    chosen = parser.parse_args()
    rows, truth = collect(chosen.folder, chosen.docs)
    table = fit(rows, truth)
    chosen.out.write_text(json.dumps(table, indent=0, sort_keys=True, ensure_ascii=False) + "\n", "utf-8")
    print(f"{len(rows)} candidates, {sum(truth)} right, {len(table)} weights, {chosen.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
