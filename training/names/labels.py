"""The labels a name is learned under: the reader's class where there is one, the parent model's label for all else.

They are half of the parent's: the time that a transition parser takes grows with their number, and nothing asks for numbers.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Span

from kg import knowledge
from kg.evaluate.who.newswire import Article

LABELS = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "DATE", "TIME")
OTHER = "EVENT"  # all other names
LABEL_OF_KIND = {
    "Person": "PERSON", "Organization": "ORG", "NORP": "NORP", "Facility": "FAC", "Product": OTHER, "Misc": OTHER,
    "Date": "DATE",
}  # fmt: skip
LABEL_OF_PARENT = {label: label for label in LABELS} | dict.fromkeys(
    ("LAW", "WORK_OF_ART", "LANGUAGE", "PRODUCT"), OTHER
)
# The readers marked some dates and no times: the parent model's stay.
TIMES = frozenset({"DATE", "TIME"})
PLACES = frozenset({"GPE", "LOC"})
# Words that end the name of a place with no government of its own.
LANDSCAPE = frozenset(
    "river sea ocean island islands lake bay gulf strait peninsula mountain mountains mount desert valley region coast canal "
    "africa asia europe america east west north south hemisphere world earth continent forest basin delta".split()
)


def place_label(name: Span) -> str:
    """Return whether a place is a state, a region or a town (GPE) or another place (LOC)."""
    known = {hit.known.kind for hit in knowledge.lookup(name.text)}
    if known & {"Country", "City"}:
        return "GPE"
    return "LOC" if name[-1].lower_ in LANDSCAPE or name[0].lower_ in {"lake", "mount", "gulf"} else "GPE"


def marked(article: Article, doc: Doc) -> Iterator[Span]:
    """Yield the names of an article as spans of `doc`, which the parent model has labelled; whole tokens only."""
    for name in article.names:
        span = doc.char_span(name.span.start, name.span.end, alignment_mode="expand")
        if span is None or name.kind not in {*LABEL_OF_KIND, "Location"}:
            continue
        span = without_article(span)
        guess = next((ent.label_ for ent in doc.ents if overlap(ent, span)), "")
        place = guess if guess in PLACES else place_label(span)
        yield Span(doc, span.start, span.end, label=LABEL_OF_KIND.get(name.kind, place))


def without_article(span: Span) -> Span:
    """Return a name without "the" before it, in which the readers and the parent model differ."""
    if len(span) == 1 or span[0].lower_ not in {"the", "a", "an"}:
        return span
    return Span(span.doc, span.start + 1, span.end, label=span.label_)


def merged(article: Article, doc: Doc) -> list[Span]:
    """Return what `doc` should be read as: the readers' names, and the times that they did not mark."""
    names: list[Span] = []
    times = [ent for ent in doc.ents if ent.label_ in TIMES]
    for span in marked(article, doc):
        # The parent knows where a date ends; the readers left the day of the week out.
        whole = next((ent for ent in times if overlap(ent, span)), span) if span.label_ in TIMES else span
        if not any(overlap(whole, other) for other in names):
            names.append(whole)
    rest = [ent for ent in times if not any(overlap(ent, name) for name in names)]
    return sorted([*names, *rest], key=lambda span: span.start)


def overlap(left: Span, right: Span) -> bool:
    """Return whether two spans share a token."""
    return left.start < right.end and right.start < left.end


def guessed(doc: Doc) -> list[Span]:
    """Return the parent model's own labels, names without articles."""
    kept = (
        Span(doc, ent.start, ent.end, label=LABEL_OF_PARENT[ent.label_])
        for ent in doc.ents
        if ent.label_ in LABEL_OF_PARENT
    )
    return [ent if ent.label_ in TIMES else without_article(ent) for ent in kept]
