"""The network: MiniLM with letter case and quotation marks as inputs, a CRF over words, and a scorer of links."""

from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

HIDDEN, HEADS, LAYERS, FEED = 384, 12, 6, 1536
VOCABULARY, POSITIONS = 30522, 512
CASES, PLACES = 4, 4
# Outside, then begin and inside of source, cue and content.
TAGS = 7
LINK, TRAITS = 128, 32
DISTANCES, COUNTS = 20, 5  # buckets; see links.py
NEVER = -1e4


def attend(query: Tensor, key: Tensor, value: Tensor, mask: Tensor | None) -> Tensor:
    """Return the attended values; plain products in the given precision, faster than torch's fused ones here."""
    with torch.autocast(query.device.type, enabled=False):
        weights = (query * (HIDDEN // HEADS) ** -0.5) @ key.transpose(2, 3)
        if mask is not None:
            weights = weights + mask.to(weights.dtype)
        return torch.softmax(weights, 3) @ value


class Layer(nn.Module):
    """One transformer layer as BERT has it."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.mix = nn.Linear(HIDDEN, 3 * HIDDEN)
        self.out = nn.Linear(HIDDEN, HIDDEN)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.up = nn.Linear(HIDDEN, FEED)
        self.down = nn.Linear(FEED, HIDDEN)
        self.last = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, _ = states.shape
        heads = self.mix(states).view(batch, length, 3, HEADS, HIDDEN // HEADS).permute(2, 0, 3, 1, 4)
        seen = attend(heads[0], heads[1], heads[2], mask)
        seen = self.out(seen.transpose(1, 2).reshape(batch, length, HIDDEN))
        states = self.norm(states + seen)
        return self.last(states + self.dropout(self.down(functional.gelu(self.up(states)))))


class Encoder(nn.Module):
    """Word pieces to one vector each."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.words = nn.Embedding(VOCABULARY, HIDDEN)
        self.positions = nn.Embedding(POSITIONS, HIDDEN)
        self.kind = nn.Parameter(torch.zeros(HIDDEN))
        self.cases = nn.Embedding(CASES, HIDDEN)
        self.places = nn.Embedding(PLACES, HIDDEN)
        nn.init.normal_(self.cases.weight, std=0.005)
        nn.init.normal_(self.places.weight, std=0.005)
        self.norm = nn.LayerNorm(HIDDEN, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, cases: Tensor, places: Tensor, mask: Tensor | None = None) -> Tensor:
        order = torch.arange(ids.shape[1], device=ids.device)
        states = self.words(ids) + self.positions(order) + self.kind + self.cases(cases) + self.places(places)
        states = self.dropout(self.norm(states))
        for layer in self.layers:
            states = layer(states, mask)
        return states

    def load_minilm(self, path: Path) -> None:
        """Take the starting weights from the safetensors file of all-MiniLM-L6-v2."""
        given = load_file(path)
        given = {name.removeprefix("bert."): tensor for name, tensor in given.items()}
        ours = self.state_dict()
        ours["words.weight"] = given["embeddings.word_embeddings.weight"]
        ours["positions.weight"] = given["embeddings.position_embeddings.weight"]
        ours["kind"] = given["embeddings.token_type_embeddings.weight"][0]
        for kind in ("weight", "bias"):
            ours[f"norm.{kind}"] = given[f"embeddings.LayerNorm.{kind}"]
            for at in range(LAYERS):
                old, new = f"encoder.layer.{at}.", f"layers.{at}."
                parts = [given[f"{old}attention.self.{part}.{kind}"] for part in ("query", "key", "value")]
                ours[f"{new}mix.{kind}"] = torch.cat(parts)
                ours[f"{new}out.{kind}"] = given[f"{old}attention.output.dense.{kind}"]
                ours[f"{new}norm.{kind}"] = given[f"{old}attention.output.LayerNorm.{kind}"]
                ours[f"{new}up.{kind}"] = given[f"{old}intermediate.dense.{kind}"]
                ours[f"{new}down.{kind}"] = given[f"{old}output.dense.{kind}"]
                ours[f"{new}last.{kind}"] = given[f"{old}output.LayerNorm.{kind}"]
        self.load_state_dict(ours)


def forbidden() -> Tensor:
    """Return the score added to each step from tag to tag: inside may only follow begin or inside of its role."""
    steps = torch.zeros(TAGS, TAGS)
    for inside in (2, 4, 6):
        steps[:, inside] = NEVER
        steps[inside - 1, inside] = steps[inside, inside] = 0.0
    return steps


class Tagger(nn.Module):
    """A linear-chain CRF over words."""

    def __init__(self) -> None:
        super().__init__()
        self.emit = nn.Linear(HIDDEN, TAGS)
        self.steps = nn.Parameter(torch.zeros(TAGS, TAGS))
        self.register_buffer("never", forbidden(), persistent=False)

    def loss(self, scores: Tensor, tags: Tensor, mask: Tensor) -> Tensor:
        """Return the mean negative log likelihood of a word's tag; `scores` is batch × words × tags in float32."""
        steps = self.steps + self.never
        own = scores.gather(2, tags.unsqueeze(2)).squeeze(2)
        moves = steps[tags[:, :-1], tags[:, 1:]]
        gold = (own * mask).sum(1) + (moves * mask[:, 1:]).sum(1)
        return (self._partition(scores, steps, mask) - gold).sum() / mask.sum()

    @staticmethod
    def _partition(scores: Tensor, steps: Tensor, mask: Tensor) -> Tensor:
        """Return the log of the summed weight of all taggings, by a product of step matrices, halves at a time."""
        batch, length, _ = scores.shape
        still = torch.full((TAGS, TAGS), NEVER).fill_diagonal_(0.0)
        chain = steps + scores[:, 1:, None, :]
        chain = torch.where(mask[:, 1:, None, None] > 0, chain, still)
        while chain.shape[1] > 1:
            if chain.shape[1] % 2:
                chain = torch.cat([chain, still.expand(batch, 1, TAGS, TAGS)], 1)
            chain = torch.logsumexp(chain[:, 0::2, :, :, None] + chain[:, 1::2, None, :, :], 3)
        ends = scores[:, 0, :, None] + chain[:, 0] if length > 1 else scores[:, 0, :, None]
        return torch.logsumexp(ends.flatten(1), 1)


class Linker(nn.Module):
    """Scores how well a candidate span answers a query span: the cue of a content, or the source of a cue."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.query = nn.ModuleList(nn.Linear(2 * HIDDEN, LINK) for _ in range(2))
        self.candidate = nn.ModuleList(nn.Linear(2 * HIDDEN, LINK) for _ in range(2))
        self.distance = nn.Embedding(2 * DISTANCES, TRAITS)
        self.cues = nn.Embedding(2 * COUNTS, TRAITS)
        self.breaks = nn.Embedding(2 * COUNTS, TRAITS)
        self.stops = nn.Embedding(2 * COUNTS, TRAITS)
        self.hidden = nn.Linear(3 * LINK + TRAITS, LINK)
        self.score = nn.Linear(LINK, 1)
        self.nothing = nn.ModuleList(nn.Linear(LINK, 1) for _ in range(2))
        self.dropout = nn.Dropout(dropout)

    def forward(self, ends: Tensor, pairs: Tensor, traits: Tensor, queries: Tensor) -> tuple[Tensor, Tensor]:
        """Return the scores of pairs and, for each query, of having no link.

        `ends`: spans × 2·HIDDEN, the states at first and last word. `pairs`: query span, candidate span, relation.
        `traits`: per pair, the buckets of distance, cues, paragraph breaks and full stops between.
        `queries`: span, relation.
        """
        ends = self.dropout(ends)
        asked = torch.stack([functional.gelu(part(ends)) for part in self.query])
        given = torch.stack([functional.gelu(part(ends)) for part in self.candidate])
        relation = pairs[:, 2]
        left, right = asked[relation, pairs[:, 0]], given[relation, pairs[:, 1]]
        known = (
            self.distance(traits[:, 0] + relation * DISTANCES)
            + self.cues(traits[:, 1] + relation * COUNTS)
            + self.breaks(traits[:, 2] + relation * COUNTS)
            + self.stops(traits[:, 3] + relation * COUNTS)
        )
        joint = torch.cat([left, right, left * right, known], 1)
        scores = self.score(self.dropout(functional.gelu(self.hidden(joint)))).squeeze(1)
        none = torch.stack([part(each).squeeze(1) for part, each in zip(self.nothing, asked, strict=True)])
        return scores, none[queries[:, 1], queries[:, 0]]


class Network(nn.Module):
    """Encoder, tagger and linker together."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__()
        self.encoder = Encoder(dropout)
        self.tagger = Tagger()
        self.linker = Linker(dropout)
        self.dropout = nn.Dropout(dropout)

    def forward(self, ids: Tensor, cases: Tensor, places: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor]:
        """Return states and tag scores, one row a piece; the rows at which a word begins count."""
        states = self.encoder(ids, cases, places, mask)
        return states, self.tagger.emit(self.dropout(states))
