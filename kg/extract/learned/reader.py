"""The network at work: the attributions of a text."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from tokenizers import Tokenizer

from kg.extract.learned.decode import (
    ANSWERS,
    ASKS,
    BEGIN_TAGS,
    CONTENT,
    CUE,
    CUE_OF_CONTENT,
    SOURCE_OF_CUE,
    Layout,
    Scores,
    Stretch,
    certainty,
    stretches,
    viterbi,
)
from kg.extract.learned.linker import Linker
from kg.extract.learned.pieces import Word, read_words
from kg.extract.learned.windows import Inputs, Window, cut, inputs
from kg.model import Attribution, Span

# Gives the states and the tag scores of the words of one window.
Encode = Callable[[Inputs], tuple[Scores, Scores]]
Links = dict[Stretch, tuple[Stretch, float]]


@dataclass(frozen=True, slots=True)
class Tuning:
    """What can be set without training again; chosen on held-out training articles."""

    begin: tuple[float, float, float] = (0.0, 0.0, 0.0)  # added where a source, cue, content begins: above 0 finds more
    least_cue: float = 0.5  # a content whose best cue is less likely belongs to no statement
    least_source: float = 0.5  # a cue whose best source is less likely has none


CHOSEN = Tuning()


class Reader:
    """Finds attributions. The result for a text depends on nothing but the text."""

    def __init__(
        self,
        encode: Encode,
        tokenizer: Tokenizer,
        weights: Mapping[str, Scores],
        tuning: Tuning = CHOSEN,
    ) -> None:
        self._encode = encode
        self._tokenizer = tokenizer
        self._steps: Scores = np.asarray(weights["steps"], dtype=np.float32)
        self._linker = Linker({name: weights[name] for name in weights if name != "steps"})
        self.tuning = tuning

    def __call__(self, text: str) -> tuple[Attribution, ...]:
        """Return the attributions of `text` in the order of their cues."""
        words = read_words(text, self._tokenizer)
        if not words:
            return ()
        windows = list(cut(words))
        # One window a run: the eight-bit scale of a batch would let windows sway each other.
        runs = [self._encode(inputs(words, window)) for window in windows]
        states, scores = (
            np.concatenate([_core(window, run[part]) for window, run in zip(windows, runs, strict=True)])
            for part in (0, 1)
        )
        scores[:, BEGIN_TAGS] += np.asarray(self.tuning.begin, dtype=np.float32)
        tags = viterbi(scores, self._steps)
        spans = stretches(tags)
        layout = Layout(words, spans)
        cues = self._links(CUE_OF_CONTENT, spans, windows, states, layout)
        sources = self._links(SOURCE_OF_CUE, spans, windows, states, layout)
        return _joined(words, spans, cues, sources, certainty(scores, self._steps, tags))

    def _links(
        self, relation: int, spans: Sequence[Stretch], windows: Sequence[Window], states: Scores, layout: Layout
    ) -> Links:
        """Return the answer to each span that asks in this relation, and its probability, where it is likely enough."""
        least = self.tuning.least_cue if relation == CUE_OF_CONTENT else self.tuning.least_source
        answers = [span for span in spans if span.role == ANSWERS[relation]]
        queries = [span for span in spans if span.role == ASKS[relation]]
        if not answers or not queries:
            return {}
        asked = [
            [(at, layout.traits(span, other)) for at, other in enumerate(answers) if first <= other.first and other.last < last]
            for span in queries
            for first, last in [_sight(windows, span)]
        ]
        shares = self._linker(relation, _ends(states, queries), _ends(states, answers), asked)
        found: Links = {}
        for span, candidates, likely in zip(queries, asked, shares, strict=True):
            best = int(likely[1:].argmax()) if candidates else -1
            if candidates and likely[best + 1] >= least:
                found[span] = answers[candidates[best][0]], float(likely[best + 1])
        return found


def _core(window: Window, rows: Scores) -> Scores:
    """Return the rows of the words that the window answers for."""
    return rows[window.core_first - window.first : window.core_last - window.first]


def _sight(windows: Sequence[Window], span: Stretch) -> tuple[int, int]:
    """Return the words, end excluded, seen by the windows that answer for the span's first and last word."""
    return (
        next(window.first for window in windows if span.first < window.core_last),
        next(window.last for window in windows if span.last < window.core_last),
    )


def _ends(states: Scores, spans: Sequence[Stretch]) -> Scores:
    """Return the states at first and last word of each span, side by side."""
    return np.concatenate([states[[span.first for span in spans]], states[[span.last for span in spans]]], axis=1)


def _joined(
    words: Sequence[Word], spans: Sequence[Stretch], cues: Links, sources: Links, sure: Scores
) -> tuple[Attribution, ...]:
    """Return one attribution for each cue that content points to."""
    contents: dict[Stretch, list[Stretch]] = {span: [] for span in spans if span.role == CUE}
    for span in spans:
        if span.role == CONTENT and span in cues:
            contents[cues[span][0]].append(span)
    found = []
    for cue, parts in contents.items():
        if not parts:
            continue
        source = sources.get(cue)
        used = [cue, *parts, *([source[0]] if source else [])]
        sureness = [float(sure[span.first : span.last + 1].mean()) for span in used]
        sureness += [cues[part][1] for part in parts] + ([source[1]] if source else [])
        found.append(
            Attribution(
                (_span(words, source[0]),) if source else (),
                (_span(words, cue),),
                tuple(_span(words, part) for part in parts),
                round(min(sureness), 3),
            )
        )
    return tuple(found)


def _span(words: Sequence[Word], stretch: Stretch) -> Span:
    return Span(words[stretch.first].start, words[stretch.last].end)
