"""Batches of windows for the network, and of span pairs for its linker."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from kg.extract.learned.decode import ANSWERS, ASKS, Layout, Stretch
from kg.extract.learned.windows import inputs
from training.attribution.examples import Example

MASK = 103
PAIR_LIMIT = 40  # candidates a query is offered, the nearest first


@dataclass
class Batch:
    """Windows padded to one length; `starts` is the piece each word begins with."""

    examples: Sequence[Example]
    ids: Tensor
    cases: Tensor
    places: Tensor
    mask: Tensor
    starts: Tensor
    tags: Tensor
    words: Tensor  # 1.0 for a word, 0.0 for padding


@dataclass
class Pairs:
    """Queries with their candidates; `ends` holds batch row, first word and last word of each span."""

    ends: Tensor
    pairs: Tensor  # query span, candidate span, relation
    traits: Tensor
    queries: Tensor  # span, relation
    slots: Tensor  # queries × most candidates + 1: index of the pair, of the query's "none" (first), or the padding
    targets: Tensor  # the same shape, summing to one


def batched(examples: list[Example], pieces: int, chance: random.Random, lose: float) -> Iterator[Batch]:
    """Yield batches of about `pieces` pieces, windows of like length together, in random order."""
    read = [(example, inputs(example.reading.words, example.window)) for example in examples]
    read.sort(key=lambda pair: (len(pair[1].ids) // 16, chance.random()))
    groups, group = [], []
    for pair in read:
        if group and (len(group) + 1) * len(pair[1].ids) > pieces:
            groups.append(group)
            group = []
        group.append(pair)
    groups.append(group)
    chance.shuffle(groups)
    for group in groups:
        yield _collate(group, chance, lose)


def _collate(group: list, chance: random.Random, lose: float) -> Batch:
    length = max(len(read.ids) for _, read in group)
    count = max(len(read.starts) for _, read in group)
    arrays = {name: np.zeros((len(group), length), dtype=np.int64) for name in ("ids", "cases", "places", "mask")}
    starts, tags = (np.zeros((len(group), count), dtype=np.int64) for _ in range(2))
    words = np.zeros((len(group), count), dtype=np.float32)
    for row, (example, read) in enumerate(group):
        size, window = len(read.ids), example.window
        arrays["ids"][row, :size] = [MASK if lose and chance.random() < lose and id > 103 else id for id in read.ids]
        arrays["cases"][row, :size], arrays["places"][row, :size] = read.cases, read.places
        arrays["mask"][row, :size] = 1
        starts[row, : len(read.starts)] = read.starts
        tags[row, : len(read.starts)] = example.reading.tags[window.first : window.last]
        words[row, : len(read.starts)] = 1
    given = {name: torch.from_numpy(array) for name, array in arrays.items()}
    mask = ((1 - given["mask"]) * -1e4).to(torch.bfloat16)[:, None, None, :]
    return Batch(
        [example for example, _ in group], given["ids"], given["cases"], given["places"], mask,
        torch.from_numpy(starts), torch.from_numpy(tags), torch.from_numpy(words),
    )  # fmt: skip


def gold_spans(example: Example) -> dict[Stretch, Stretch]:
    """Return the gold spans that lie wholly in the window, each as its own counterpart."""
    window = example.window
    spans = {*example.reading.links, *(answer for links in example.reading.links.values() for answer in links)}
    return {span: span for span in sorted(spans) if window.first <= span.first and span.last < window.last}


def matched(found: Sequence[Stretch], gold: Sequence[Stretch]) -> dict[Stretch, Stretch | None]:
    """Return for each found span the gold span of its role that shares half of their words, or None."""
    counterparts: dict[Stretch, Stretch | None] = {}
    for span in found:
        best, most = None, 0.5
        for other in gold:
            shared = min(span.last, other.last) - max(span.first, other.first) + 1
            together = max(span.last, other.last) - min(span.first, other.first) + 1
            if span.role == other.role and shared > 0 and shared / together >= most:
                best, most = other, shared / together
        counterparts[span] = best
    return counterparts


def paired(batch: Batch, spans: Sequence[dict[Stretch, Stretch | None]]) -> Pairs | None:
    """Return what the linker is asked about the spans of each window, or None if there is nothing to ask."""
    ends, pairs, traits, queries = [], [], [], []
    options: list[list[tuple[int, bool]]] = []  # per query: (pair, is it right)
    for row, (example, counterparts) in enumerate(zip(batch.examples, spans, strict=True)):
        layout = Layout(example.reading.words, list(counterparts))
        index = {span: len(ends) + at for at, span in enumerate(counterparts)}
        offset = example.window.first
        ends += [(row, span.first - offset, span.last - offset) for span in counterparts]
        for relation, (asks, answers) in enumerate(zip(ASKS, ANSWERS, strict=True)):
            candidates = [span for span in counterparts if span.role == answers]
            for span, counterpart in counterparts.items():
                if span.role != asks:
                    continue
                right = example.reading.links.get(counterpart, frozenset()) if counterpart else frozenset()
                near = sorted(candidates, key=lambda other, span=span: abs(other.first - span.first))[:PAIR_LIMIT]
                options.append([(len(pairs) + at, counterparts[other] in right) for at, other in enumerate(near)])
                pairs += [(index[span], index[other], relation) for other in near]
                traits += [layout.traits(span, other) for other in near]
                queries.append((index[span], relation))
    if not pairs:
        return None
    return Pairs(*map(torch.tensor, (ends, pairs, traits, queries)), *_slots(options, len(pairs)))


def _slots(options: list[list[tuple[int, bool]]], pairs: int) -> tuple[Tensor, Tensor]:
    """Return slots and targets: scores are laid out as pairs, then the queries' "none", then one of padding."""
    width = 1 + max(map(len, options))
    slots = np.full((len(options), width), pairs + len(options), dtype=np.int64)
    targets = np.zeros((len(options), width), dtype=np.float32)
    for row, choices in enumerate(options):
        slots[row, 0] = pairs + row
        right = sum(is_right for _, is_right in choices)
        targets[row, 0] = not right
        for at, (pair, is_right) in enumerate(choices, 1):
            slots[row, at] = pair
            targets[row, at] = is_right / right if right else 0.0
    return torch.from_numpy(slots), torch.from_numpy(targets)
