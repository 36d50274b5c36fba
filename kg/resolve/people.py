"""How alike two names of people are, part by part."""

import re
from functools import lru_cache

from anyascii import anyascii
from rapidfuzz.distance import OSA

from kg import knowledge
from kg.knowledge import names
from kg.resolve import scripts

# Words beside a name that are no part of it.
TITLES = frozenset(
    """mr mrs ms miss sir lord lady dr prof professor shaikh sheikh sheik sayyid sayed haji hajji mullah maulvi
    ayatollah hojatoleslam imam general gen colonel col major maj captain capt lieutenant lt admiral adm
    president minister senator sen rep congressman congresswoman jr sr phd md his her excellency hon honourable honorable
    herr frau monsieur madame mme signor signora
    prasident presidente presidentti presedintele presiden predsednik predsjednik prezident prezydent elnok""".split()
)
PARTICLES = frozenset(
    "al el bin ibn ben bint abu de del della di da van von der den la le du dos das and y e".split()
)
# Families whose name comes before the given ones; some of these words are given names elsewhere.
FAMILIES = frozenset(
    """kim lee park choi jung jeong chung kang cho yoon youn jang lim han shin suh seo kwon hwang ahn song hong moon ko yang bae baek
    noh roh ryu ri pak rhee ban chang hwang nam
    wang li zhang liu chen yang huang zhao wu zhou xu sun zhu hu guo lin gao luo zheng liang xie tang deng feng cao peng zeng xiao
    jiang cai pan yuan yu dong ye cheng wei su lu ding ren shen yao zhong cui tan liao fan qiu xia zou xiong bai meng qin
    hou jin xi mao hua bo wen geng lai tsai chiang ma
    nguyen tran pham phan vo dang bui ngo duong ly trinh vuong truong""".split()
)
GIVEN_TOO = frozenset("kim lee park han song chang moon han ben yu lin li ali su shin lu tan ma wu bo wen ban ri jin sun may roh".split())
LONGEST_SYLLABLE = 6
PART_ALIKE = 0.75  # two parts at least this like may be the same part misspelt
INITIAL = 0.86
EXTRA_PART = 0.03  # for each part that only the longer name has
NICKNAME = 0.93
ONE_LETTER, LONG_PART = 0.9, 7  # one letter wrong in a part this long
ENDING = 0.03  # for an ending that another language puts on names
SWAPPED = 0.25  # for two parts in the other order: rarely the same person
SHUFFLED = 0.03
RUN_TOGETHER = 0.88
SPLIT = 0.02
SHORTEST_NICKNAME = 3
SHORTEST_OTHER_SCRIPT = 5  # a syllable more or less is another name there
BARE = 0.8  # no score above this for a bare surname beside a full name
PATRONYMIC = frozenset({"bin", "ibn", "ben", "bint", "binti"})  # who is whose son matters
CONFLICT = 0.5  # no score above this where a part contradicts
SAME = 0.86  # from here on two full names are taken for one person's
# Digits that reading by machine puts for letters.
LETTERS_OF_DIGITS = str.maketrans("013457", "oieast")
# What Latvian and Lithuanian put at the end of men's names.
ENDINGS = ("is", "as", "us", "s")
# Surnames that end alike for men and women.
OF_BOTH = ("enko", "enka")
SOUNDS_ALIKE = 0.83
SHORTEST_SOUND, SHORTEST_SKELETON, TELLING_SKELETON = 4, 3, 5
VOWELS = frozenset("aeiouy")
NEAR_VOWELS = (frozenset("ae"), frozenset("eiy"), frozenset("ou"))
RESPELT = tuple(
    (re.compile(pattern), letters)
    for pattern, letters in ((r"tsch", "ch"), (r"sch", "sh"), (r"^j(?=e)", "y"), (r"(?<=[yi])(eh|ah|e)$", "a"), (r"h$", ""))
)
PATRONYM = re.compile(r"(?:vich|vych|witsch|vitch|vna)$")  # behind family and given name where a register writes Russians
# Words that mark the name behind them as a family's or a father's, in the ways they are spelt.
SAME_PARTICLES = {"ibn": "bin", "ben": "bin", "el": "al", "binti": "bint"}
INVERTED = re.compile(r"^\s*(?P<last>[^,]+),\s*(?P<first>[^,]+)$")


@lru_cache(maxsize=262144)
def parts(name: str) -> tuple[str, ...]:
    """Return the folded parts of a name without titles; empty only without letters.

    "LAST, First" is put in order, and so is a family's name before a given one and a patronym: "Petrov Ivan Olegovich".
    """
    inverted = INVERTED.match(name)
    folded = names.fold(f"{inverted['first']} {inverted['last']}" if inverted else name)
    found = [_without_digits(part) for part in folded.split()]
    # A word of some length twice is a slip; syllables may well come twice.
    once = [part for at, part in enumerate(found) if at == 0 or part != found[at - 1] or len(part) < LONG_PART - 1]
    kept = tuple(part for part in once if part not in TITLES) or tuple(once)
    return (*kept[1:], kept[0]) if len(kept) == 3 and PATRONYM.search(kept[-1]) else kept


def _without_digits(part: str) -> str:
    """Return a part in which letters were read as digits ("1gor") with the letters; a number stays a number."""
    return part.translate(LETTERS_OF_DIGITS) if any(map(str.isalpha, part)) else part


def is_full(name: str) -> bool:
    """Return whether a name has a first name (or initial) and a surname."""
    return sum(part not in PARTICLES for part in parts(name)) > 1


def surname_of(name: str) -> str:
    """Return the part of a name that is the family's; empty only without letters."""
    found = parts(name)
    return found[family_at(found)] if found else ""


def family_at(parts: tuple[str, ...]) -> int:
    """Return the place of the family's name among the parts of a name: first in Chinese, Korean and Vietnamese names, else last."""
    given = parts[1:]
    eastern = bool(parts) and parts[0] in FAMILIES and 1 <= len(given) <= 2 and parts[-1] not in FAMILIES
    # "Kim Novak" has an eastern family's name only by chance.
    short = all(len(part) <= LONGEST_SYLLABLE for part in given) and len(given) > 1
    return 0 if eastern and (short or parts[0] not in GIVEN_TOO) else len(parts) - 1


@lru_cache(maxsize=262144)
def part_similarity(left: str, right: str) -> float:
    """Return how alike two folded parts are, 0.0 to 1.0; an initial is like every name it begins."""
    if left == right:
        return 1.0
    if 1 in {len(left), len(right)}:
        return INITIAL if left[0] == right[0] else 0.0
    if _of_other_gender(left, right):
        return 0.0
    if SAME_PARTICLES.get(left, left) == SAME_PARTICLES.get(right, right):
        return 1.0
    if is_nickname(left, right) or is_nickname(right, left):
        return NICKNAME
    alike = max(names.similarity(left, right), names.similarity(_bare(left), _bare(right)) - ENDING)
    if min(len(left), len(right)) >= LONG_PART and OSA.distance(left, right) == 1:
        return max(alike, ONE_LETTER)
    if sounds_alike(_respelt(left), _respelt(right)):
        return max(alike, SOUNDS_ALIKE)
    return alike if alike >= max(PART_ALIKE, names.threshold(min(len(left), len(right)), 0.9)) else 0.0


def sounds_alike(left: str, right: str) -> bool:
    """Return whether two parts differ only as transliterations do: in letters of one sound, or in vowels near each other."""
    heard, other = names.sound(left), names.sound(right)
    if heard == other:
        return len(heard) >= SHORTEST_SOUND
    skeleton = names.skeleton(left)
    if skeleton != names.skeleton(right) or len(skeleton) < SHORTEST_SKELETON:
        return False
    first, second = (next((letter for letter in part if letter in VOWELS), "") for part in (left, right))
    return len(skeleton) >= TELLING_SKELETON or any(first in near and second in near for near in NEAR_VOWELS)


def _respelt(part: str) -> str:
    """Return a part as English would spell it that German spells, and without the h behind a last vowel in Arabic."""
    for pattern, letters in RESPELT:
        part = pattern.sub(letters, part)
    return part


@lru_cache(maxsize=1)
def _nicknames() -> frozenset[str]:
    return knowledge.words("nickname")


def is_nickname(short: str, full: str) -> bool:
    """Return whether `short` is what people called `full` are called by their friends: Ted for Theodore."""
    return len(short) >= SHORTEST_NICKNAME and f"{short} {full}" in _nicknames()


@lru_cache(maxsize=1)
def _initials_of_full() -> dict[str, frozenset[str]]:
    """Return with what sounds the names begin that somebody called so by friends may have: "bob" → that of Robert."""
    found: dict[str, frozenset[str]] = {}
    for short, _, full in (pair.partition(" ") for pair in sorted(_nicknames())):
        found[short] = found.get(short, frozenset()) | {names.sound(full)[:1]}
    return found


@lru_cache(maxsize=262144)
def initials(name: str) -> frozenset[str]:
    """Return the sounds with which the parts of a full name before the surname begin, also of those it may be short for."""
    found = parts(name)
    family = family_at(found)
    given = [part for at, part in enumerate(found) if at != family and part not in PARTICLES] or [""]
    return frozenset(names.sound(part)[:1] for part in given).union(
        *(_initials_of_full().get(part, ()) for part in given)
    )


def _bare(part: str) -> str:
    """Return a part without the ending that a Baltic language gives it; short ones keep theirs."""
    return next((part.removesuffix(end) for end in ENDINGS if part.endswith(end) and len(part) - len(end) > 3), part)


def _of_other_gender(left: str, right: str) -> bool:
    """Return whether two parts differ in a feminine ending only: Maria and Mario, Sokolov and Sokolova."""
    short, long = sorted((left, right), key=lambda part: (part.endswith("a"), part))
    if left.endswith(OF_BOTH) and right.endswith(OF_BOTH):
        return False
    return long.endswith("a") and not short.endswith("a") and long[:-1] in {short, short[:-1]}


@lru_cache(maxsize=262144)
def similarity(left: str, right: str) -> float:
    """Return how likely two names are those of one person, 0.0 to 1.0, as far as the letters say.

    Each part of the shorter name is matched to one of the longer. A part without a match is a contradiction, unless the
    names run together or apart ("Mohammad Hasni", "Mohammadhasni"). Two bare surnames are compared as words. A name in
    another script is romanised where the other name is in Latin letters.
    """
    if names.fold(left).isascii() != names.fold(right).isascii():
        by_consonants = scripts.similarity(parts(left), parts(right))
        return max(by_consonants, _in_one_script(anyascii(left), anyascii(right)))
    return _in_one_script(left, right)


def _in_one_script(left: str, right: str) -> float:
    ours, theirs = sorted((parts(left), parts(right)), key=lambda found: (len(found), found))
    if not ours or not theirs:
        return 0.0
    if ours == theirs:
        return 1.0
    if not "".join((*ours, *theirs)).isascii() and len("".join(ours)) < SHORTEST_OTHER_SCRIPT:
        return 0.0
    if _other_initials(ours, theirs):
        return CONFLICT
    joined = names.similarity("".join(ours), "".join(theirs))
    matched = max(_matched(ours, theirs), _matched(*_rejoined(ours, theirs)) - SPLIT)
    score = max(matched, joined if joined >= RUN_TOGETHER and _same_edges(ours, theirs) else 0.0)
    return round(min(0.99, score), 4)


def _rejoined(ours: tuple[str, ...], theirs: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return two names with what one writes apart and the other together written together in both, the shorter first."""
    ours, theirs = _joined_as(ours, frozenset(theirs)), _joined_as(theirs, frozenset(ours))
    return (ours, theirs) if len(ours) <= len(theirs) else (theirs, ours)


def _joined_as(parts: tuple[str, ...], others: frozenset[str]) -> tuple[str, ...]:
    for at in range(len(parts) - 1):
        if "".join(parts[at : at + 2]) in others:
            return (*parts[:at], "".join(parts[at : at + 2]), *parts[at + 2 :])
    return parts


def _same_edges(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Return whether names run together somewhere, or agree in the beginning of every part."""
    if len(ours) != len(theirs):
        return True
    pairs = list(zip(ours, theirs, strict=True))
    return all(names.sound(a)[:1] == names.sound(b)[:1] and not _of_other_gender(a, b) for a, b in pairs)


def _matched(ours: tuple[str, ...], theirs: tuple[str, ...]) -> float:
    free = list(range(len(theirs)))
    places: list[int] = []
    scores: list[float] = []
    missing = 0
    for at, part in enumerate(ours):
        best = max(free, key=lambda place: (part_similarity(part, theirs[place]), -abs(place - at)), default=None)
        alike = 0.0 if best is None else part_similarity(part, theirs[best])
        if best is not None and alike:
            free.remove(best)
            places.append(best)
            scores.append(alike)
        elif part not in PARTICLES:
            missing += 1
    if not scores:
        return 0.0
    score = sum(scores) / len(scores) - EXTRA_PART * sum(theirs[place] not in PARTICLES for place in free)
    if places != sorted(places):
        score -= 0.0 if _is_turned(places) else SHUFFLED if _keeps_families(ours, theirs) else SWAPPED
    if len(ours) == 1 < len(theirs):
        score = min(score, BARE)
    if missing or _first_differs(ours, theirs, places):
        score = min(score, CONFLICT)
    return max(0.0, score)


def _is_turned(places: list[int]) -> bool:
    """Return whether of three parts or more the last came first or the first last: the family's name before the given ones."""
    return len(places) > 2 and sorted(places) in (places[1:] + places[:1], places[-1:] + places[:-1])


def _keeps_families(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Return whether parts in another order still say whose child or of what family somebody is.

    Two parts without a particle rarely say which is the family's: Hans Friedrich is not Friedrich Hans.
    """
    marked = [
        {names for names in zip(parts, parts[1:], strict=False) if names[0] in PATRONYMIC} for parts in (ours, theirs)
    ]
    return marked[0] == marked[1] and (bool(marked[0]) or len(ours) > 2 or (len(theirs) == 2 and _says_family(ours)))


def _says_family(parts: tuple[str, ...]) -> bool:
    """Return whether of two parts only one is known as a surname, and not as a given name as well: Putin Vladimir."""
    family = [part for part in parts if knowledge.surname(part)]
    return len(family) == 1 and family[0] not in knowledge.words("given")


def _other_initials(ours: tuple[str, ...], theirs: tuple[str, ...]) -> bool:
    """Return whether two names have initials in the middle, but not the same number: George W. and George H. W."""
    counted = {sum(len(part) == 1 for part in parts[1:-1]) for parts in (ours, theirs)}
    return len(counted) == 2 and 0 not in counted


def _first_differs(ours: tuple[str, ...], theirs: tuple[str, ...], places: list[int]) -> bool:
    """Return whether a two-part name shares only surnames with the other: neither part is the other's first or last."""
    return len(ours) > 1 and len(theirs) > 1 and len(theirs) - 1 not in places and 0 not in places
