"""Score a folder of model files: `python -m training.attribution.score --help`."""

import argparse
import importlib.util
import json
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from kg.evaluate.noise import KINDS, with_noise
from kg.extract.learned.opening import open_reader
from kg.extract.learned.reader import Tuning
from kg.model import Attribution
from training.attribution.corpus import ROLES, Article, Spans, read_articles, split


def scorer(path: Path) -> ModuleType:
    """Return the public scoring script as a module."""
    spec = importlib.util.spec_from_file_location("score_attributions", path)
    module = importlib.util.module_from_spec(spec)  # type: ignore[arg-type]
    spec.loader.exec_module(module)  # type: ignore[union-attr]
    return module


def noisy(article: Article) -> Article:
    """Return the article with the noise that robustness is measured with, seeded by its name."""
    text, reading = with_noise(f"{article.name}.txt", article.text, list(article.readings[0]), KINDS["all of these"])
    return Article(article.name, text, (tuple(reading),))


def spans_of(attribution: Attribution) -> dict[str, list[tuple[int, int]]]:
    """Return an attribution as the scoring script reads it."""
    return {role: [(span.start, span.end) for span in getattr(attribution, role)] for role in ROLES}


def has_quotes(text: str, attribution: dict[str, Spans]) -> bool:
    """Return whether the content holds a double quotation mark: a direct or mixed quote."""
    return any(sign in text[start:end] for start, end in attribution["content"] for sign in '“”"«»')


def quoted(articles: Sequence[Article], found: dict[str, list]) -> tuple[dict, dict]:
    """Return gold and predictions with direct and mixed quotes alone."""
    gold = {a.name: (a.text, [x for x in a.readings[0] if has_quotes(a.text, x)]) for a in articles}
    texts = {a.name: a.text for a in articles}
    return gold, {name: [x for x in own if has_quotes(texts[name], x)] for name, own in found.items()}


def main() -> None:
    """Print the scores as JSON."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("model", type=Path)
    parser.add_argument("--data", type=Path, required=True, help="a split of PolNeAR: train (held-out articles) or dev")
    parser.add_argument("--held", action="store_true", help="only the articles that training holds out")
    parser.add_argument("--scorer", type=Path, required=True, help="score_attributions.py")
    parser.add_argument("--noise", action="store_true")
    parser.add_argument("--tuning", default="{}", help="JSON with fields of kg.extract.learned.reader.Tuning")
    parser.add_argument("--predictions", type=Path, help="write JSON lines here")
    args = parser.parse_args()
    module = scorer(args.scorer)
    articles = read_articles(args.data)
    articles = split(articles)[1] if args.held else articles
    articles = [noisy(article) for article in articles] if args.noise else articles
    reader = open_reader(args.model, Tuning(**json.loads(args.tuning)))
    begun = time.time()
    found = {article.name: [spans_of(a) for a in reader(article.text)] for article in articles}
    seconds = time.time() - begun
    gold = {a.name: (a.text, list(a.readings[0])) for a in articles}
    report = module.score(gold, found) | {
        "seconds": round(seconds, 1),
        "length": sum(len(a.text.split()) for a in articles),
    }
    report["quotes"] = module.score(*quoted(articles, found))["partial"]
    print(json.dumps(report))
    if args.predictions:
        lines = [json.dumps({"document": f"{name}.txt", **one}) for name, own in found.items() for one in own]
        args.predictions.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
