"""Whether what a cue names has been said at all: "will announce", "may reject" and "was ready to discuss" only look ahead.

The outermost word that says so counts: in "may have to explain" it is "may". Who "had to explain" or "was able to say" did
so, and who "would not rule out" or "cannot accept" has taken a stand. What somebody wants, hopes or refuses to say is an
act of its own.
"""

from collections.abc import Iterable

from spacy.tokens import Token

SAID = ""
OF_AUXILIARY = {
    word: modality
    for modality, words in {
        "planned": "will 'll ’ll wo shall",
        "possible": "may might can ca could",
        "required": "must should ought need",
        "hypothetical": "would 'd ’d",
    }.items()
    for word in words.split()
}
STANDS = frozenset(
    "will 'll ’ll wo would 'd ’d can ca could".split()
)  # negated, they say what somebody does not do now
# Words that an infinitive hangs on: "is expected to argue", "was ready to discuss", "has to explain".
OF_GOVERNOR = {
    lemma: modality
    for modality, lemmas in {
        "planned": "be plan intend expect expected prepare prepared going schedule set due ready willing poised about likely",
        "possible": "able",
        "required": "have need",
    }.items()
    for lemma in lemmas.split()
}
ATTITUDES = frozenset({"ready", "willing", "prepared"})  # who is not willing to say refuses now
DONE_IN_THE_PAST = frozenset({"able", "have"})
INFINITIVE = frozenset({"xcomp", "ccomp", "acomp", "advcl", "relcl"})


def modality_of(cue: Iterable[Token]) -> str:
    """Return "planned", "possible", "required" or "hypothetical", or nothing where it has been said."""
    found = [pair for token in cue for pair in operators(token)]
    return min(found)[1] if found else SAID


def operators(token: Token) -> Iterable[tuple[int, str]]:
    """Yield place and modality of the words that make one token of a cue a thing to come: auxiliaries, and what governs "to"."""
    if token.pos_ not in {"VERB", "AUX", "ADJ"}:
        return
    auxiliaries = [child for child in token.children if child.dep_ in {"aux", "auxpass"}]
    negated = any(child.dep_ == "neg" for child in token.children)
    for child in auxiliaries:
        if child.tag_ == "MD" and child.lower_ in OF_AUXILIARY and not (negated and child.lower_ in STANDS):
            yield child.i, OF_AUXILIARY[child.lower_]
    if token.dep_ in INFINITIVE and any(child.tag_ == "TO" for child in auxiliaries):
        governor = token.head
        word = governor.lower_ if governor.lower_ in OF_GOVERNOR else governor.lemma_.lower()
        refused = word in ATTITUDES and any(
            child.dep_ == "neg" for child in (*governor.children, *governor.head.children)
        )
        if word in OF_GOVERNOR and governor.i < token.i and not refused:
            if not (word in DONE_IN_THE_PAST and is_past(governor)):
                yield governor.i, OF_GOVERNOR[word]
            yield from operators(governor)


def is_past(token: Token) -> bool:
    """Return whether a verb, or the verb that an adjective is said with, stands in the past tense."""
    return any(word.tag_ == "VBD" for word in (token, token.head) if word.pos_ in {"VERB", "AUX"})
