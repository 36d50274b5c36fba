"""Part of speech, morphology and lemma of each word as spaCy's own components give them, each worked out once.

The attribute ruler and the rule lemmatizer of spaCy's English pipelines look at a word's form, tag and dependency label,
and at its neighbours in a few fixed phrases ("gon na"), yet match every pattern against every token of every text: a
fifth of the time of the whole pipeline. Here their answers are remembered.
"""

from collections.abc import Mapping, Sequence
from typing import Any, cast

import numpy
from spacy.attrs import DEP, LEMMA, MORPH, ORTH, POS, TAG
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

NAME = "kg_word_forms"
RULER, LEMMATIZER, INDEX = "attribute_ruler", "lemmatizer", "lemma_index"
# What a pattern may look at so that form, tag and label of its words decide it; `IS_SPACE` is a matter of the form.
DECIDING = frozenset({"TAG", "LOWER", "ORTH", "DEP", "IS_SPACE"})
MOST = 300_000  # answers to remember, some 100 MB; then it begins anew
OTHER = "dep"  # stands for every label that no pattern names

Key = tuple[int, int, int]  # form, tag, dependency label
Answer = tuple[int, int, int, int, int]  # part of speech, morphology, lemma; tag and label, which differ for blanks only


@Language.factory(NAME)
def make_word_forms(nlp: Language, name: str) -> "WordForms":
    """Return the component; `nlp` must have a ruler and a lemmatizer that `can_be_remembered`."""
    ruler, lemmatizer = cast(AttributeRuler, nlp.get_pipe(RULER)), cast(Lemmatizer, nlp.get_pipe(LEMMATIZER))
    index_words(lemmatizer)
    return WordForms(nlp.vocab, ruler, lemmatizer)


def index_words(lemmatizer: Lemmatizer) -> None:
    """Make the lists of known words of a lemmatizer sets: it asks for each form whether it is in a list of 50,000."""
    tables = lemmatizer.lookups
    if tables.has_table(INDEX):
        index = tables.get_table(INDEX)
        for part_of_speech in list(index):
            index[part_of_speech] = frozenset(index[part_of_speech])


def remember_word_forms(nlp: Language) -> None:
    """Put the remembering component in the place of ruler and lemmatizer, where these decide word by word."""
    if can_be_remembered(nlp):
        nlp.add_pipe(NAME, before=RULER)
        nlp.disable_pipe(RULER)
        nlp.disable_pipe(LEMMATIZER)


def can_be_remembered(nlp: Language) -> bool:
    """Return whether `nlp` has spaCy's ruler and then its rule lemmatizer, and all that the ruler looks at is known."""
    names = nlp.pipe_names
    if (RULER, LEMMATIZER) not in zip(names, names[1:], strict=False):
        return False
    ruler, lemmatizer = nlp.get_pipe(RULER), nlp.get_pipe(LEMMATIZER)
    if not isinstance(ruler, AttributeRuler) or not isinstance(lemmatizer, Lemmatizer) or lemmatizer.mode != "rule":
        return False
    return all(condition.keys() <= DECIDING for tokens in phrases(ruler) for condition in tokens)


def phrases(ruler: AttributeRuler) -> list[list[dict[str, Any]]]:
    """Return the patterns of a ruler, each the conditions on its words in order."""
    return [tokens for pattern in cast(list[dict[str, Any]], ruler.patterns) for tokens in pattern["patterns"]]


def named_labels(ruler: AttributeRuler) -> set[str]:
    """Return the dependency labels that a ruler tells from others."""
    conditions = [condition["DEP"] for tokens in phrases(ruler) for condition in tokens if "DEP" in condition]
    values = [value for each in conditions for value in (each.values() if isinstance(each, Mapping) else [each])]
    return {label for value in values for label in ([value] if isinstance(value, str) else value)}


class WordForms:
    """A component of the spaCy pipeline that sets what ruler and lemmatizer would set."""

    def __init__(self, vocab: Vocab, ruler: AttributeRuler, lemmatizer: Lemmatizer) -> None:
        self.vocab, self.ruler, self.lemmatizer = vocab, ruler, lemmatizer
        self.labels = {vocab.strings.add(label) for label in named_labels(ruler)}
        self.other = vocab.strings.add(OTHER)
        longer = [tokens for tokens in phrases(ruler) if len(tokens) > 1]
        self.longest = max(map(len, longer), default=1)
        self.first = Matcher(vocab)
        if longer:
            self.first.add("first", [tokens[:1] for tokens in longer])
        self.answers: dict[Key, Answer] = {}
        self.openers: set[Key] = set()  # words that a phrase can begin with
        self.in_phrases: dict[tuple[Key, ...], tuple[Answer, ...]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Return `doc` with part of speech, morphology and lemma set, and tag and label of blanks."""
        labels, other = self.labels, self.other
        keys = [
            (form, tag, label if label in labels else other) for form, tag, label in doc.to_array([ORTH, TAG, DEP]).tolist()
        ]
        self._learn(set(keys))
        answers = [self.answers[key] for key in keys]
        for start, end in self._phrases(keys):
            answers[start:end] = self._phrase(tuple(keys[start:end]))
        table = numpy.array([answer[:3] for answer in answers], dtype="uint64").reshape(-1, 3)
        doc.from_array([POS, MORPH, LEMMA], cast(Any, table))
        for place, (key, answer) in enumerate(zip(keys, answers, strict=True)):
            if answer[3:] != key[1:]:
                doc[place].tag, doc[place].dep = answer[3:]
        return doc

    def _learn(self, keys: set[Key]) -> None:
        """Ask for the words that were not met before."""
        new = sorted(keys - self.answers.keys())
        if not new:
            return
        if len(self.answers) > MOST:
            self.answers, self.openers, self.in_phrases, new = {}, set(), {}, sorted(keys)
        openers = {new[start] for _, start, _ in self.first(self._words(new))}
        alone = [key for key in new if key not in openers]
        self.answers.update(zip(alone, self._ask(alone), strict=True))
        self.answers.update((key, self._ask([key])[0]) for key in sorted(openers))
        self.openers |= openers

    def _phrases(self, keys: Sequence[Key]) -> list[tuple[int, int]]:
        """Return the ranges of tokens in which a phrase may lie; those that meet are one."""
        found: list[tuple[int, int]] = []
        for start in [place for place, key in enumerate(keys) if key in self.openers]:
            end = min(start + self.longest, len(keys))
            meets = found and start < found[-1][1]
            found.append((found.pop()[0], end) if meets else (start, end))
        return found

    def _phrase(self, keys: tuple[Key, ...]) -> tuple[Answer, ...]:
        """Return the answers for words that stand together."""
        if keys not in self.in_phrases:
            self.in_phrases[keys] = tuple(self._ask(keys))
        return self.in_phrases[keys]

    def _words(self, keys: Sequence[Key]) -> Doc:
        """Return a text of these words, tagged and labelled."""
        words, tags, labels = ([self.vocab.strings[number] for number in column] for column in zip(*keys, strict=True))
        return Doc(self.vocab, words=words, tags=tags, deps=labels)

    def _ask(self, keys: Sequence[Key]) -> list[Answer]:
        """Return what ruler and lemmatizer say of each word of a text."""
        if not keys:
            return []
        doc = self.lemmatizer(self.ruler(self._words(keys)))
        return [(*row,) for row in doc.to_array([POS, MORPH, LEMMA, TAG, DEP]).tolist()]
