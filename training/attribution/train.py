"""Train the span finder on PolNeAR: `python -m training.attribution.train --help`."""

import argparse
import copy
import json
import random
import shutil
import time
from pathlib import Path
from typing import Any, TextIO

import numpy as np
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn

from kg.extract.learned.decode import Stretch, stretches, viterbi
from training.attribution.batches import Batch, Pairs, batched, gold_spans, matched, paired
from training.attribution.corpus import Article, read_articles, split
from training.attribution.examples import Example, examples, read, strength
from training.attribution.network import Network

TAGGING = 8.0  # weight of the tagger's loss beside the linker's


def epoch_examples(articles: list[Article], tokenizer: Tokenizer, chance: random.Random, noise: float) -> list[Example]:
    """Return the windows of one epoch: another cut, another annotator and another noise each time."""
    core, context = chance.randrange(160, 330), chance.randrange(16, 56)
    readings = []
    for article in articles:
        seed = (str(chance.random()), strength(chance)) if chance.random() < noise else None
        readings.append(read(article, tokenizer, chance.randrange(12), seed))
    return list(examples(readings, core, context))


def link_loss(network: Network, states: Tensor, batch: Batch, pairs: Pairs) -> Tensor:
    """Return the mean cross entropy of the right answers to the linker's queries."""
    row, first, last = pairs.ends.unbind(1)
    ends = torch.cat([states[row, batch.starts[row, first]], states[row, batch.starts[row, last]]], 1)
    scores, none = network.linker(ends, pairs.pairs, pairs.traits, pairs.queries)
    laid = torch.cat([scores.float(), none.float(), torch.full((1,), -1e4)])[pairs.slots]
    return -(torch.log_softmax(laid, 1) * pairs.targets).sum(1).mean()


def found_spans(network: Network, scores: Tensor, batch: Batch) -> list[dict[Stretch, Stretch | None]]:
    """Return the spans the tagger finds now, each with its gold counterpart, so that the linker meets its errors."""
    steps = (network.tagger.steps + network.tagger.never).detach().numpy()
    result = []
    for row, example in enumerate(batch.examples):
        size, offset = int(batch.words[row].sum()), example.window.first
        spans = stretches(viterbi(scores[row, :size].detach().numpy(), steps))
        moved = [Stretch(span.first + offset, span.last + offset, span.role) for span in spans]
        result.append(matched(moved, list(gold_spans(example))))
    return result


def losses(network: Network, batch: Batch, predicted: bool) -> tuple[Tensor, Tensor]:
    """Return the tagger's and the linker's loss."""
    with torch.autocast("cpu", torch.bfloat16):
        states, scores = network(batch.ids, batch.cases, batch.places, batch.mask)
    states, scores = states.float(), scores.float()
    scores = scores.gather(1, batch.starts.unsqueeze(2).expand(-1, -1, scores.shape[2]))
    tagging = network.tagger.loss(scores, batch.tags, batch.words)
    linking = torch.zeros(())
    views = [[gold_spans(example) for example in batch.examples]]
    if predicted:
        views.append(found_spans(network, scores, batch))
    for view in views:
        if pairs := paired(batch, view):
            linking = linking + link_loss(network, states, batch, pairs) / len(views)
    return tagging, linking


def groups(network: Network, rate: float, decay: float, head_rate: float) -> list[dict[str, object]]:
    """Return parameter groups: lower layers learn more slowly, heads faster; word vectors stay as they are."""
    network.encoder.words.weight.requires_grad_(False)
    found: list[dict[str, object]] = []
    layers = len(network.encoder.layers)
    for name, parameter in network.named_parameters():
        if not parameter.requires_grad:
            continue
        if name.startswith("encoder.layers."):
            own = rate * decay ** (layers - 1 - int(name.split(".")[2]))
        elif name.startswith(("encoder.cases", "encoder.places")) or not name.startswith("encoder."):
            own = head_rate
        else:
            own = rate * decay**layers
        found.append({"params": [parameter], "lr": own, "weight_decay": 0.01 if parameter.ndim > 1 else 0.0})
    return found


def follow(average: nn.Module, network: nn.Module, keep: float) -> None:
    """Move `average` towards `network`."""
    with torch.no_grad():
        for ours, theirs in zip(average.parameters(), network.parameters(), strict=True):
            ours.lerp_(theirs, 1 - keep)


def validate(network: Network, held: list[Example]) -> tuple[float, float]:
    """Return the tagger's and the linker's mean loss on held-out windows."""
    network.eval()
    with torch.no_grad():
        both = [losses(network, batch, True) for batch in batched(held, 4096, random.Random(0), 0.0)]
    network.train()
    return tuple(float(np.mean([float(pair[at]) for pair in both])) for at in (0, 1))  # type: ignore[return-value]


def arguments() -> argparse.Namespace:
    """Return the command's arguments."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--data", type=Path, required=True, help="PolNeAR's data/train")
    parser.add_argument("--minilm", type=Path, required=True, help="folder with model.safetensors and tokenizer.json")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=int, default=7)
    parser.add_argument("--rate", type=float, default=3e-4)
    parser.add_argument("--head-rate", type=float, default=1e-3)
    parser.add_argument("--layer-decay", type=float, default=0.9)
    parser.add_argument("--pieces", type=int, default=2048, help="pieces a batch")
    parser.add_argument("--noise", type=float, default=0.25, help="share of articles with noise")
    parser.add_argument("--lose", type=float, default=0.05, help="share of pieces masked")
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--keep", type=float, default=0.998, help="decay of the weight average")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--limit", type=int, default=0, help="articles, for a trial")
    parser.add_argument("--per-epoch", type=int, default=505, help="expected batches an epoch, for the schedule")
    return parser.parse_args()


class Course:
    """A training under way: network, its running average, optimiser and place in the schedule."""

    def __init__(self, args: argparse.Namespace) -> None:
        self.args = args
        self.network = Network(args.dropout)
        self.network.encoder.load_minilm(args.minilm / "model.safetensors")
        self.average = copy.deepcopy(self.network)
        parameters = groups(self.network, args.rate, args.layer_decay, args.head_rate)
        self.optimizer = torch.optim.AdamW(parameters, fused=True)
        total, warm = args.epochs * args.per_epoch, args.per_epoch // 2
        self.plan = torch.optim.lr_scheduler.LambdaLR(
            self.optimizer, lambda at: min((at + 1) / warm, max(0.01, (total - at) / (total - warm)))
        )
        self.step = self.epoch = 0
        self.state = args.out / "state.pt"

    def parts(self) -> dict[str, Any]:
        """Return what is saved."""
        return {name: getattr(self, name) for name in ("network", "average", "optimizer", "plan")}

    def resume(self) -> None:
        """Go on from the last saved epoch, if there is one."""
        if self.state.exists():
            saved = torch.load(self.state)
            for name, part in self.parts().items():
                part.load_state_dict(saved[name])
            self.step, self.epoch = saved["step"], saved["epoch"]

    def save(self) -> None:
        """Save all that is needed to go on."""
        saved = {name: part.state_dict() for name, part in self.parts().items()}
        torch.save(saved | {"step": self.step, "epoch": self.epoch}, self.state.with_suffix(".new"))
        self.state.with_suffix(".new").replace(self.state)
        shutil.copy(self.state, self.state.with_name(f"epoch-{self.epoch}.pt"))

    def learn(self, batch: Batch) -> tuple[float, float]:
        """Learn from one batch and return its losses."""
        tagging, linking = losses(self.network, batch, self.epoch > 0)
        (tagging * TAGGING + linking).backward()
        nn.utils.clip_grad_norm_(self.network.parameters(), 1.0)
        self.optimizer.step()
        self.plan.step()
        self.optimizer.zero_grad(set_to_none=True)
        self.step += 1
        follow(self.average, self.network, min(self.args.keep, (self.step + 1) / (self.step + 10)))
        return float(tagging.detach()), float(linking.detach())


def run_epoch(course: Course, seen: list[Example], chance: random.Random, log: TextIO) -> dict[str, Any]:
    """Learn from all windows once, and return what the log says of it."""
    begun, sums = time.time(), np.zeros(2)
    line: dict[str, Any] = {}
    for count, batch in enumerate(batched(seen, course.args.pieces, chance, course.args.lose), 1):
        sums += course.learn(batch)
        line = {"batches": count, "s": round(time.time() - begun, 1), "loss": (sums / count).round(4).tolist()}
        if count % 50 == 0:
            print(json.dumps({"epoch": course.epoch} | line), file=log, flush=True)
    return line


def main() -> None:
    """Train, logging to OUT/log.jsonl and keeping each epoch in OUT/epoch-N.pt; a stopped run goes on from OUT/state.pt."""
    args = arguments()
    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer.from_file(str(args.minilm / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    articles, held_articles = split(read_articles(args.data)[: args.limit or None])
    held = list(examples([read(article, tokenizer) for article in held_articles], 256, 64))
    course = Course(args)
    course.resume()
    with (args.out / "log.jsonl").open("a") as log:
        while course.epoch < args.epochs:
            chance = random.Random(f"{args.seed} {course.epoch}")
            line = run_epoch(course, epoch_examples(articles, tokenizer, chance, args.noise), chance, log)
            course.epoch += 1
            line |= {"epoch": course.epoch, "held": [round(loss, 4) for loss in validate(course.average, held)]}
            print(json.dumps(line), file=log, flush=True)
            course.save()


if __name__ == "__main__":
    main()
