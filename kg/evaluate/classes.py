"""How well each class of attributions is found: quotations, those without a source, those in several parts …"""

from collections.abc import Callable

from kg.evaluate.attributions import TESTS, Attribution, Corpus, Predictions, in_words, pairs, ratios

QUOTE_MARKS = '"“”«»„'
AROUND = QUOTE_MARKS + "'‘’`.,;:!?…–— \n"
PRONOUNS = frozenset("i you he she it we they who which that this these those one".split())

Test = Callable[[str, Attribution], bool]


def is_quoted(text: str, one: Attribution) -> bool:
    """Return whether the content holds a quotation mark: it is direct or mixed."""
    return any(mark in part for part in contents(text, one) for mark in QUOTE_MARKS)


def is_direct(text: str, one: Attribution) -> bool:
    """Return whether each part of the content stands between quotation marks."""
    return all(opens(part) and opens(part[::-1]) for part in contents(text, one))


def opens(part: str) -> bool:
    """Return whether a quotation mark comes before the first word."""
    return any(mark in part[: len(part) - len(part.lstrip(AROUND))] for mark in QUOTE_MARKS)


def contents(text: str, one: Attribution) -> list[str]:
    """Return the words of each part of the content."""
    return [text[start:end] for start, end in one["content"]]


def source(text: str, one: Attribution) -> str:
    """Return the words of the source in lower case."""
    return " ".join(text[start:end] for start, end in one.get("source") or []).lower()


def spans_paragraphs(text: str, one: Attribution) -> bool:
    """Return whether the content goes on in another paragraph."""
    return "\n" in text[min(start for start, _ in one["content"]) : max(end for _, end in one["content"])].strip()


CLASSES: dict[str, Test] = {
    "quoted": is_quoted,
    "direct": is_direct,
    "mixed": lambda text, one: is_quoted(text, one) and not is_direct(text, one),
    "indirect": lambda text, one: not is_quoted(text, one),
    "with a named or described source": lambda text, one: source(text, one) not in {"", *PRONOUNS},
    "with a pronoun for a source": lambda text, one: source(text, one) in PRONOUNS,
    "without a source": lambda text, one: not source(text, one),
    "in several parts": lambda text, one: len(one["content"]) > 1,
    "over several paragraphs": spans_paragraphs,
}


def score_classes(gold: Corpus, predictions: Predictions) -> dict[str, dict[str, float]]:
    """Return partial precision, recall and F1 of each class, and how many the gold annotation has.

    A gold one of a class may find any prediction, and a prediction of it any gold one, so that where a mark falls
    decides nothing.
    """
    return {name: score_class(gold, predictions, test) for name, test in CLASSES.items()}


def score_class(gold: Corpus, predictions: Predictions, belongs: Test) -> dict[str, float]:
    """Return partial precision, recall and F1 of the attributions that belong to a class, and the number of gold ones."""
    found = right = wanted = told = 0
    for name, (text, attributions) in gold.items():
        both = (attributions, predictions.get(name, []))
        everything = [in_words(text, side) for side in both]
        chosen = [in_words(text, [a for a in side if a["content"] and belongs(text, a)]) for side in both]
        found += len(pairs(chosen[0], everything[1], TESTS["partial"]))
        right += len(pairs(chosen[1], everything[0], TESTS["partial"]))
        wanted, told = wanted + len(chosen[0]), told + len(chosen[1])
    return {**ratios(right / told if told else 0.0, found / wanted if wanted else 0.0), "gold": wanted}
