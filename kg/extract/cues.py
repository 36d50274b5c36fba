"""How likely a candidate is an attribution: a logistic model over a few features of cue, frame and source.

The weights stand in `cues.json`, made by `training/cues/learn.py` from the training split of PolNeAR. They hold lemmas,
labels and numbers, no text of the corpus.
"""

import json
import math
from collections.abc import Iterator, Mapping
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
CLASS_OF = {verb: name for name, verbs in CLASSES.items() for verb in verbs.split()}
SIZES = (1, 2, 3, 5, 8, 13, 21, 34)


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


def kind_of(doc: Doc, candidate: Candidate) -> str:
    """Return what sort of source a candidate has: the name's label, the pronoun, "noun" or "none"."""
    if candidate.source is None or candidate.subject < 0:
        return "none"
    subject = doc[candidate.subject]
    if subject.pos_ == "PRON" or subject.lower_ in RELATIVES:
        return subject.lower_
    return subject.ent_type_ or {"PROPN": "name", "NOUN": "noun"}.get(subject.pos_, "other")


def _shape(doc: Doc, candidate: Candidate) -> Iterator[str]:
    """Yield how the content looks: its first word, its length, where it stands."""
    first = doc[candidate.content[0][0]]
    yield f"first:{first.tag_}"
    if first.lower_ in {"that", "whether", "how", "what", "why", "if", "to"}:
        yield f"word:{first.lower_}"
    yield f"size:{sum(candidate.size > size for size in SIZES)}"
    side = "before" if candidate.content[0][0] < candidate.cue[0] else "after"
    yield f"side:{side}"
    if candidate.source is not None:
        yield f"order:{side}:{'inverted' if candidate.source[0] > candidate.cue[0] else 'plain'}"


def _mood(head: Token) -> Iterator[str]:
    """Yield tense, mood and place in the sentence of the cue."""
    yield f"tag:{head.tag_}"
    yield f"dep:{head.dep_}"
    for kid in head.children:
        if kid.dep_ in {"aux", "auxpass", "neg", "mark"}:
            yield f"{kid.dep_}:{kid.lower_}"


def features(doc: Doc, candidate: Candidate, quoted: str) -> Iterator[str]:
    """Yield what the model looks at; `quoted` says how content and cue stand to quotation marks."""
    head = doc[candidate.head]
    lemma, kind, frame = lemma_of(head), kind_of(doc, candidate), candidate.frame
    family = frame.rpartition(":")[0] or frame
    yield "bias"
    yield f"lemma:{lemma}"
    yield f"frame:{frame}"
    yield f"family:{family}"
    yield f"{lemma}|{frame}"
    yield f"{lemma}|{quoted}"
    if kin := CLASS_OF.get(lemma):
        yield from (f"class:{kin}", f"class:{kin}|{family}", f"class:{kin}|{quoted}")
    yield f"kind:{kind}"
    yield f"kind:{kind}|{family}"
    yield f"quoted:{quoted}"
    yield f"quoted:{quoted}|{family}"
    if kind in {"noun", "other"}:
        yield f"noun:{doc[candidate.subject].lemma_.lower()}"
    if head.pos_ == "NOUN" and "+" in frame:
        verb, _, rest = frame.partition("+")
        yield from (f"light:{verb}", f"light:{lemma}", f"light|{rest}")
    yield from _mood(head)
    yield from _shape(doc, candidate)


def probability(doc: Doc, candidate: Candidate, quoted: str) -> float:
    """Return how likely the candidate is an attribution with this source and content, 0.0 to 1.0."""
    table = weights()
    total = math.fsum(table.get(name, 0.0) for name in features(doc, candidate, quoted))
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))
