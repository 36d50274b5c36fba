"""Names reduced to what survives spelling: folded letters, consonant skeletons, and how alike two names are.

`fold` makes equal what differs by case, accents and punctuation only. `skeleton` and `sound` make equal, or nearly so,
what differs by transliteration or by ear: Kief and Kiev, Lavrow and Lavrov, Turkiy and Türkiye.
"""

import re
import unicodedata
from functools import lru_cache

from rapidfuzz.distance import OSA, JaroWinkler

LETTERS = str.maketrans(
    {"ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ə": "a", "ħ": "h"}
    | dict.fromkeys("'’‘ʼʻ`´ʹʺ“”", "")
)
# Romanised as in the BGN/PCGN tables, simplified: enough to bring a Cyrillic name near its English spellings.
CYRILLIC = str.maketrans(
    dict(zip("абвгдеёжзийклмнопрстуфцыэіґў", "abvgdeejziyklmnoprstufcyeigw", strict=True))
    | {
        "х": "kh",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ь": "",
        "ю": "yu",
        "я": "ya",
        "ж": "zh",
        "є": "ye",
        "ї": "yi",
    }
)
IGNORED_IN_TITLES = frozenset(["of", "the", "for", "and", "a", "an", "to", "former", "acting", "deputy", "new"])
POSSESSIVE = re.compile(r"['’]s?$")
DOTTED = re.compile(r"\b(?:\w\.){2,}")
NOT_WORD = re.compile(r"[\W_]+")

# Order matters: longer groups first. One letter stands for a family of sounds that transliterations confuse.
GROUPS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|dzh|cz|ch|ck|kh|gh|gg", "k"),
        (r"sch|shch|sh|zh", "s"),
        (r"ph", "f"),
        (r"th|dh", "t"),
        (r"x", "ks"),
        (r"ou", "u"),
    )
)
SOUNDS = str.maketrans("cqgdzvweyjo", "kkktsffiiiu", "h")
VOWELS = re.compile(r"[aiu]+")
REPEATED = re.compile(r"(.)\1+")


@lru_cache(maxsize=262144)
def fold(name: str) -> str:
    """Return `name` in lower-case letters and digits, one space between words.

    Accents, apostrophes, a possessive ending, a leading "the" and the dots of abbreviations are gone; Cyrillic is
    romanised. Text of other scripts stays as it is.
    """
    text = POSSESSIVE.sub("", name.strip())
    text = DOTTED.sub(lambda match: match.group().replace(".", ""), text)
    # What stands for a letter in disguise ("𝐀", "Ӝ") is a letter to be folded again.
    while (plain := _plain(text)) != text:
        text = plain
    return NOT_WORD.sub(" ", text).strip().removeprefix("the ")


def _plain(text: str) -> str:
    """Return text in lower case, romanised and without accents, once over."""
    text = unicodedata.normalize("NFKD", text.casefold().translate(CYRILLIC).translate(LETTERS))
    return "".join(letter for letter in text if not unicodedata.combining(letter))


@lru_cache(maxsize=262144)
def sound(name: str) -> str:
    """Return `name` as one run of sounds, in which letters that transliterations confuse are the same."""
    text = fold(name).replace(" ", "")
    for pattern, group in GROUPS:
        text = pattern.sub(group, text)
    return REPEATED.sub(r"\1", text.translate(SOUNDS))


def skeleton(name: str) -> str:
    """Return the consonants of `sound(name)`; a vowel, h, y or j in front leaves the mark `a`."""
    text = sound(name)
    consonants = REPEATED.sub(r"\1", VOWELS.sub("", text))
    opened = fold(name)[:1] in tuple("aeiouhyj")
    return "a" + consonants if opened else consonants


def deletions(skeleton: str) -> frozenset[str]:
    """Return every string that lacks one letter of `skeleton`, never the empty one."""
    return frozenset(skeleton[:i] + skeleton[i + 1 :] for i in range(len(skeleton)) if len(skeleton) > 1)


@lru_cache(maxsize=262144)
def similarity(left: str, right: str) -> float:
    """Return how alike two names are spelt and sound, 0.0 to 1.0; equal after folding is 1.0.

    The mean of the normalised optimal-string-alignment similarity of letters and of sounds. Word order counts; for the
    names of people, whose parts move and fall away, `kg.knowledge.people.similarity` looks at the parts.
    """
    letters, others = fold(left), fold(right)
    if letters == others:
        return 1.0
    spelt = OSA.normalized_similarity(letters, others)
    heard = OSA.normalized_similarity(sound(left), sound(right))
    return min(0.99, (spelt + heard) / 2)


def alike(left: str, right: str, tolerance: float = 1.0) -> bool:
    """Return whether `right` may be a misspelling of `left`: strict for short names, looser for long ones.

    `tolerance` below 1.0 asks for more likeness, above 1.0 for less.
    """
    return similarity(left, right) >= threshold(min(len(fold(left)), len(fold(right))), tolerance)


def threshold(length: int, tolerance: float = 1.0) -> float:
    """Return the similarity from which a name of `length` letters counts as the same name misspelt."""
    asked = 0.97 if length < 4 else 0.85 if length == 4 else 0.75 if length <= 9 else 0.78
    return 1.0 - (1.0 - asked) * tolerance


def title_words(title: str) -> frozenset[str]:
    """Return what counts in the title of an office: "Minister of Foreign Affairs" and "foreign minister" share their words."""
    words = fold(title).replace("affairs", "").replace("defence", "defense").replace("presidential", "president").split()
    return frozenset(words) - IGNORED_IN_TITLES


def initial_likeness(left: str, right: str) -> float:
    """Return the Jaro-Winkler similarity of the folded names, which weighs their beginnings (Winkler 1990)."""
    return JaroWinkler.similarity(fold(left), fold(right))
