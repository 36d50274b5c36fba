"""Short texts read by the whole extractor, with spans turned back into words."""

from functools import cache

from kg.extract.extractor import read_doc
from kg.extract.language import load_language
from kg.model import Document, Extraction, Span


@cache
def language():
    return load_language()


@cache
def read(text: str, date: str = "") -> Extraction:
    return read_doc(language()(text), Document(text, date=date, source="test"))


class Words:
    """What an extraction says, in words."""

    def __init__(self, text: str, date: str = "") -> None:
        self.text = text
        self.found = read(text, date)

    def of(self, *spans: Span | None) -> list[str]:
        return [span.of(self.text) for span in spans if span is not None]

    def mention(self, words: str):
        return next((one for one in self.found.mentions if one.text == words), None)

    def kind(self, words: str) -> str:
        one = self.mention(words)
        return f"{one.kind} {one.form} {one.country}".strip() if one else "nothing"

    def refers(self, words: str) -> list[str]:
        one = self.mention(words)
        return self.of(*one.refers_to) if one else []

    def statement(self, number: int = 0):
        return self.found.statements[number]
