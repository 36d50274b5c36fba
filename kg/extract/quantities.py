"""Numbers as texts write them, and what they count."""

import re

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.table import span_of
from kg.model import Quantity

NUMBER = re.compile(r"\d[\d,.  ]*\d|\d")
SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "hundred": 1e2, "dozen": 12.0}
SPELLED = {
    word: float(value)
    for value, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
}


def quantity_in(matter: SpacySpan) -> Quantity | None:
    """Return the first count in the words, with the noun that it counts; years and days are none."""
    for token in matter:
        if (
            not token.like_num
            or token.ent_type_ in {"DATE", "TIME"}
            or token.head.pos_ not in {"NOUN", "PROPN", "NUM", "SYM"}
        ):
            continue
        value = number(token)
        few = value is not None and value == int(value) and value < 3
        if value is None or (few and (token.head.lemma_.lower() in words.COLLECTIVES or token.head.pos_ == "PROPN")):
            continue  # "both sides", "the two Koreas"
        noun = token.head if token.head.pos_ in {"NOUN", "PROPN"} else token.head.head
        return Quantity(span_of(token), value, noun.lemma_.lower() if noun.pos_ in {"NOUN", "PROPN"} else "")
    return None


def number(token: Token) -> float | None:
    """Return the value of a number word or numeral, scaled by a following "million"; None where it has none."""
    text = token.lower_
    match = NUMBER.fullmatch(text)
    value = (
        float(re.sub(r"[,\s]", "", text).rstrip("."))
        if match and text.count(".") <= 1
        else SPELLED.get(text, SCALES.get(text))
    )
    after = token.nbor(1).lower_ if token.i + 1 < len(token.doc) else ""
    return value * SCALES[after] if value is not None and after in SCALES and text not in SCALES else value
