"""How likely a candidate is an attribution: a logistic model over a few features of cue, frame and source.

The weights stand in `cues.json`, made by `training/cues/learn.py` from the training split of PolNeAR. They hold lemmas,
labels and numbers, no text of the corpus.
"""

import json
import math
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from importlib import resources

from spacy.tokens import Doc, Token

from kg.extract.attribution_candidates import RELATIVES, Candidate

# Classes of verbs after Levin, English Verb Classes and Alternations (1993), so that a rare verb behaves like its kind.
CLASSES = {
    "say": "announce articulate assert claim confess confide convey declare disclose mention note observe proclaim "
    "propose recount reiterate relate remark repeat report reveal say state stress underline underscore emphasize "
    "confirm affirm maintain insist clarify comment allege contend acknowledge admit concede deny testify",
    "add": "add continue conclude reply respond answer retort interject quip",
    "tell": "tell ask inform notify remind assure brief advise",
    "warn": "warn caution alert threaten",
    "urge": "urge demand request call_for implore beg order instruct appeal press insist_on exhort command invite",
    "promise": "promise pledge vow swear guarantee commit undertake agree offer volunteer",
    "refuse": "refuse decline reject rule_out oppose resist dismiss rebuff veto",
    "think": "think believe suppose assume expect doubt suspect reckon guess consider feel know understand realize",
    "want": "want hope wish intend plan seek aim desire prefer fear worry aspire",
    "judge": "accuse blame condemn criticize denounce praise thank welcome applaud laud hail slam deplore commend",
    "show": "show indicate suggest demonstrate prove reveal find estimate predict forecast",
    "write": "write tweet post publish sign telegraph cable",
}
# What an outlet does with the words of others.
CITING = frozenset({"quote", "cite"})
CLASS_OF = {verb: name for name, verbs in CLASSES.items() for verb in verbs.split()}
SIZES = (1, 2, 3, 5, 8, 13, 21, 34)
# A lemma that weighs less is no cue whatever stands around it: on 120 articles of the training split a fifth of all heads
# are so dull, and one in 600 of those that pass the threshold is lost with them.
DULL_VERB, DULL_NOUN = -0.7, -0.5
OPENINGS = frozenset({"that", "whether", "how", "what", "why", "if", "to"})


@lru_cache(maxsize=1)
def weights() -> Mapping[str, float]:
    """Return the weight of each feature, in log-odds."""
    table: dict[str, float] = json.loads(resources.files("kg.extract").joinpath("cues.json").read_text("utf-8"))
    return table


def lemma_of(token: Token) -> str:
    """Return the lemma of a head in lower case, with its particle: "point_out"."""
    particle = next((kid for kid in token.children if kid.dep_ == "prt"), None)
    lemma = token.lemma_.lower()
    return lemma if particle is None else f"{lemma}_{particle.lower_}"


@lru_cache(maxsize=65536)
def _is_dull(lemma: str, part_of_speech: str) -> bool:
    limit = DULL_VERB if part_of_speech == "VERB" else DULL_NOUN
    return weights().get(f"lemma:{lemma}", 0.0) < limit


def is_dull(head: Token) -> bool:
    """Return whether a word is one that hardly ever tells of an utterance: "be", "year", "kill"."""
    part_of_speech = head.pos_
    if not _is_dull(head.lemma_.lower(), part_of_speech):
        return False
    return part_of_speech != "VERB" or _is_dull(lemma_of(head), part_of_speech)


def kind_of(doc: Doc, candidate: Candidate) -> str:
    """Return what sort of source a candidate has: the name's label, the pronoun, "noun" or "none"."""
    if candidate.source is None or candidate.subject < 0:
        return "none"
    subject = doc[candidate.subject]
    if subject.pos_ == "PRON" or subject.lower_ in RELATIVES:
        return subject.lower_
    return subject.ent_type_ or {"PROPN": "name", "NOUN": "noun"}.get(subject.pos_, "other")


def _cue_features(lemma: str, frame: str, quoted: str, noun: bool) -> Iterator[str]:
    """Yield what the cue and its frame say."""
    family = family_of(frame)
    yield "bias"
    yield f"lemma:{lemma}"
    yield f"frame:{frame}"
    yield f"family:{family}"
    yield f"{lemma}|{frame}"
    yield f"{lemma}|{quoted}"
    if kin := CLASS_OF.get(lemma):
        yield from (f"class:{kin}", f"class:{kin}|{family}", f"class:{kin}|{quoted}")
    yield f"quoted:{quoted}"
    yield f"quoted:{quoted}|{family}"
    if noun and "+" in frame:
        verb, _, rest = frame.partition("+")
        yield from (f"light:{verb}", f"light:{lemma}", f"light|{rest}")


def _source_features(kind: str, family: str, noun: str) -> Iterator[str]:
    """Yield what the source says; `noun` is the lemma of its head where that is a common noun."""
    yield f"kind:{kind}"
    yield f"kind:{kind}|{family}"
    if kind in {"noun", "other"}:
        yield f"noun:{noun}"


def _mood_features(tag: str, dep: str, marks: tuple[tuple[str, str], ...]) -> Iterator[str]:
    """Yield tense, mood and place in the sentence of the cue, by its tag, label, auxiliaries, negation and mark."""
    yield f"tag:{tag}"
    yield f"dep:{dep}"
    yield from (f"{label}:{word}" for label, word in marks)


def _shape_features(tag: str, word: str, size: int, side: str, order: str) -> Iterator[str]:
    """Yield how the content looks: its first word, its length in steps, where it stands to cue and source."""
    yield f"first:{tag}"
    if word:
        yield f"word:{word}"
    yield f"size:{size}"
    yield f"side:{side}"
    if order:
        yield f"order:{order}"


def family_of(frame: str) -> str:
    """Return a frame without its last detail: "prep" of "prep:about"."""
    return frame.rpartition(":")[0] or frame


# The groups of features and what each is made of; few different ones occur, so that each group is weighed once.
Groups = tuple[tuple[Callable[..., Iterator[str]], tuple[object, ...]], ...]


def _groups(doc: Doc, candidate: Candidate, quoted: str) -> Groups:
    lemma, noun, mood = _head(doc[candidate.head])
    kind = kind_of(doc, candidate)
    of = doc[candidate.subject].lemma_.lower() if kind in {"noun", "other"} else ""
    return (
        (_cue_features, (lemma, candidate.frame, quoted, noun)),
        (_source_features, (kind, family_of(candidate.frame), of)),
        (_mood_features, mood),
        (_shape_features, _shape(doc, candidate)),
    )


# The candidates of one head come one after the other; a larger cache would keep texts in memory.
@lru_cache(maxsize=4)
def _head(head: Token) -> tuple[str, bool, tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Return lemma, whether it is a noun, and what its mood is read from."""
    marks = tuple((kid.dep_, kid.lower_) for kid in head.children if kid.dep_ in {"aux", "auxpass", "neg", "mark"})
    return lemma_of(head), head.pos_ == "NOUN", (head.tag_, head.dep_, marks)


def _shape(doc: Doc, candidate: Candidate) -> tuple[str, str, int, str, str]:
    """Return what the shape of a content is read from."""
    begins, cue, size = candidate.content[0][0], candidate.cue[0], candidate.size
    first = doc[begins]
    side = "before" if begins < cue else "after"
    order = ""
    if candidate.source is not None:
        order = f"{side}:{'inverted' if candidate.source[0] > cue else 'plain'}"
    word = first.lower_ if first.lower_ in OPENINGS else ""
    return first.tag_, word, bisect_left(SIZES, size), side, order


@lru_cache(maxsize=65536)
def _weight(group: Callable[..., Iterator[str]], *values: object) -> float:
    """Return what a group of features weighs, in log-odds."""
    table = weights()
    return math.fsum(table.get(name, 0.0) for name in group(*values))


def features(doc: Doc, candidate: Candidate, quoted: str) -> Iterator[str]:
    """Yield what the model looks at; `quoted` says how content and cue stand to quotation marks."""
    for group, values in _groups(doc, candidate, quoted):
        yield from group(*values)


def probability(doc: Doc, candidate: Candidate, quoted: str) -> float:
    """Return how likely the candidate is an attribution with this source and content, 0.0 to 1.0."""
    total = math.fsum(_weight(group, *values) for group, values in _groups(doc, candidate, quoted))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
