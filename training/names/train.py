"""Train the recogniser of names from the `ner` component of the default spaCy pipeline: one command, see README.md."""

import argparse
import json
import random
import time
from collections.abc import Iterator
from pathlib import Path

import spacy
from spacy.language import Language
from spacy.pipeline import EntityRecognizer
from spacy.training import Example

from kg.evaluate.who.newswire import is_held_out, read_articles
from kg.evaluate.who.recognition import KINDS, labelled, marked, of_kind
from kg.extract.language import load_plain
from kg.extract.recogniser.component import ARCHITECTURE, NAME
from training.names.examples import Passage, example, guessed_passages, marked_passages, varied
from training.names.labels import LABELS

OTHERS = ("tok2vec", "tagger", "parser", "attribute_ruler", "lemmatizer")
RATE, LAST_RATE, DROPOUT = 0.001, 0.03, 0.2
FIRST_WORDS, MORE_WORDS, MOST_WORDS = 400, 400, 1600  # of a batch, in the first epoch, more in each, at most


def with_few_labels(nlp: Language) -> EntityRecognizer:
    """Put in the place of the recogniser of `nlp` one that knows `LABELS` alone, each with the weights that it had."""
    architecture = nlp.config["components"][NAME]["model"]
    _, parent = nlp.remove_pipe(NAME)
    heir = nlp.add_pipe(NAME, config={"model": architecture})
    for label in LABELS:
        heir.add_label(label)
    heir.initialize(lambda: [Example.from_dict(nlp.make_doc("Oslo"), {"entities": [(0, 4, "GPE")]})], nlp=nlp)
    for part in ("tok2vec", "lower"):
        heir.model.get_ref(part).from_dict(parent.model.get_ref(part).to_dict())
    rows = [moves(parent).index(move) for move in moves(heir)]
    for name in ("W", "b"):
        heir.model.get_ref("upper").set_param(name, parent.model.get_ref("upper").get_param(name)[rows])
    return heir


def moves(ner: EntityRecognizer) -> list[str]:
    """Return what the rows of the last layer of a recogniser stand for: "B-PERSON", "O" …"""
    return [ner.moves.get_class_name(number) for number in range(ner.moves.n_moves)]


def batches(nlp: Language, passages: list[Passage], words: int, chance: random.Random) -> Iterator[list[Example]]:
    """Yield batches of about so many words, each passage varied anew."""
    batch: list[Example] = []
    for passage in passages:
        batch.append(example(nlp, varied(passage, chance)))
        if sum(len(one.reference) for one in batch) >= words:
            yield batch
            batch = []
    if batch:
        yield batch


def tried(nlp: Language, folder: Path) -> str:
    """Return F1 of each class on the articles that are held out."""
    held_out = [article for article in read_articles(folder) if is_held_out(article.name)]
    sides = [(marked(article), labelled(nlp(article.text))) for article in held_out]
    return " ".join(f"{kind or 'all'} {of_kind(kind, '', '', sides).f1:.3f}" for kind in (*KINDS, ""))


def ship(nlp: Language, out: Path) -> None:
    """Write what the package needs of the recogniser."""
    out.mkdir(parents=True, exist_ok=True)
    nlp.get_pipe(NAME).to_disk(out, exclude=["vocab"])
    architecture = nlp.config["components"][NAME]["model"]
    (out / ARCHITECTURE).write_text(json.dumps(architecture, indent=1) + "\n", "utf-8")


def main() -> None:
    """Train, look at the held-out articles after each epoch, and write the averaged weights."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--newswire", type=Path, required=True, help="worldwide_newswire_ner")
    options.add_argument(
        "--unmarked", type=Path, required=True, help="a folder of .txt files, e.g. polnear/data/train/text"
    )
    options.add_argument("--out", type=Path, default=Path("kg/extract/recogniser/weights"))
    options.add_argument("--epochs", type=int, default=6)
    options.add_argument("--done", type=int, default=0, help="epochs that made the weights in --out; go on after them")
    options.add_argument("--seed", type=int, default=1)
    given = options.parse_args()
    spacy.util.fix_random_seed(given.seed)
    chance = random.Random(given.seed)
    nlp = load_plain(without=OTHERS)
    passages = marked_passages(given.newswire, nlp) + guessed_passages(given.unmarked, nlp)
    heir = with_few_labels(nlp)
    if given.done:
        heir.from_disk(given.out, exclude=["vocab"])
    optimizer = nlp.resume_training()
    for epoch in range(given.done, given.epochs):
        begun, losses = time.perf_counter(), dict[str, float]()
        chance.shuffle(passages)
        seen = 0
        for batch in batches(nlp, passages, min(MOST_WORDS, FIRST_WORDS + MORE_WORDS * epoch), chance):
            seen += len(batch)
            done = (epoch + seen / len(passages)) / given.epochs
            optimizer.learn_rate = RATE * max(LAST_RATE, 1 - done)
            nlp.update(batch, sgd=optimizer, drop=DROPOUT, losses=losses)
        with nlp.use_params(optimizer.averages):
            ship(nlp, given.out)
            minutes = (time.perf_counter() - begun) / 60
            print(
                f"epoch {epoch + 1}: loss {losses[NAME]:.0f}, {minutes:.1f} min, {tried(nlp, given.newswire)}",
                flush=True,
            )


if __name__ == "__main__":
    main()
