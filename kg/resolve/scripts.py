"""Names across scripts: the consonants that survive when a name goes from one writing to another.

Arabic and Hebrew leave short vowels out, Arabic has no p and v, Korean and Japanese one sound for l and r and none for f.
So only families of consonants are compared, and only in names with enough of them.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

WRITTEN_ALIKE = 0.88  # how alike two names of the same consonants are
ENOUGH = 4  # consonants of the shorter name
ONE_MAY_DIFFER = 4  # consonants of a part, one of which may be another
# Vowels are dropped; w, which may be one, is tried both ways. One letter stands for a family of sounds.
GROUPS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"tsch|tch|sch|sh|ch|ts|tz|zh|dj|dz|cz", "s"),
        (r"kh|gh|ck|q|c(?![eiy])", "k"),
        (r"ph", "p"),
        (r"th|dh", "t"),
        (r"x", "ks"),
    )
)
FAMILIES = str.maketrans("bvfdgczj", "ppptksss", "aeiouyh'`-")
LIQUIDS = str.maketrans("r", "l")
ARTICLE = re.compile(r"^ال")
# Letters that romanise in one way and are used in another as well: Hebrew vav for a vowel, Arabic jim for a hard g, j.
AMBIGUOUS = (("ו", ("ו", "w")), ("ج", ("ج", "g")), ("j", ("j", "y")))
REPEATED = re.compile(r"(.)\1+")
SYLLABIC = re.compile(r"[\u1100-\u11ff\u3040-\u30ff\u31f0-\u31ff\uac00-\ud7af]")  # hangul and kana


@lru_cache(maxsize=65536)
def bones(part: str, one_liquid: bool = False) -> frozenset[str]:
    """Return the families of consonants of a part in any script, one reading for each way to take a "w"."""
    ways = {part.replace(letter, other) for letter, others in AMBIGUOUS for other in others} or {part}
    return frozenset(found for way in ways for found in _families(anyascii(ARTICLE.sub("", way)), one_liquid) if found)


def _families(text: str, one_liquid: bool) -> Iterator[str]:
    text = text.lower()
    for pattern, group in GROUPS:
        text = pattern.sub(group, text)
    text = text.translate(FAMILIES)
    if one_liquid:
        text = text.translate(LIQUIDS)
    for reading in ("", "p"):
        yield REPEATED.sub(r"\1", text.replace("w", reading))


def similarity(left: tuple[str, ...], right: tuple[str, ...]) -> float:
    """Return how likely two names in different scripts are one, from their parts in order: `WRITTEN_ALIKE`, or 0.0.

    Every part of the shorter name must have its like in the longer one, in this order.
    """
    one_liquid = bool(SYLLABIC.search("".join((*left, *right))))
    ours, theirs = sorted(
        ([bones(part, one_liquid) for part in parts] for parts in (left, right)), key=len
    )
    if len(ours) < 2 or sum(max(map(len, part), default=0) for part in ours) < ENOUGH:
        return 0.0
    rest = iter(theirs)
    return WRITTEN_ALIKE if all(any(_alike(part, other) for other in rest) for part in ours) else 0.0


def _alike(left: frozenset[str], right: frozenset[str]) -> bool:
    return any(
        one and other and (one == other or (min(len(one), len(other)) >= ONE_MAY_DIFFER and OSA.distance(one, other) == 1))
        for one in left
        for other in right
    )
