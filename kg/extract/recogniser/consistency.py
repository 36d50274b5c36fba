"""One name, one kind: what a document says clearly in one place decides where it says less.

"Governor Leila Haddad" tells what "Haddad" is three paragraphs later, where a window of a few words cannot.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc, Span

NAME = "kg_one_name_one_kind"
# Not NORP: "Cuban" names a people before a noun, and Mark Cuban elsewhere.
LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
# A full name says more of its last word than that word alone does.
FULL_NAME = 3
# How often a name must be found, full names counted so, before it is taken where it was overlooked …
OFTEN = 3
# … and in which share of the places where it stands, if it is a single word, which elsewhere may be no name.
SHARE = 0.6
Words = tuple[str, ...]
Votes = dict[Words, Counter[str]]


@Language.component(NAME)
def make_consistent(doc: Doc) -> Doc:
    """Return `doc` with each name labelled as it is most often, also where it was overlooked."""
    votes = count_votes(doc)
    ents = [relabelled(ent, votes) for ent in doc.ents]
    taken = {token.i for ent in ents for token in ent}
    doc.ents = tuple(sorted([*ents, *overlooked(doc, votes, taken)], key=lambda ent: ent.start))
    return doc


def words_of(span: Span) -> Words:
    """Return the words of a span."""
    return tuple(token.text for token in span)


def count_votes(doc: Doc) -> Votes:
    """Return for each name how often it has which label."""
    votes: Votes = defaultdict(Counter)
    for ent in doc.ents:
        if ent.label_ in LABELS:
            votes[words_of(ent)][ent.label_] += 1
            if ent.label_ == "PERSON" and len(ent) > 1:
                votes[words_of(ent[-1:])][ent.label_] += FULL_NAME
    return votes


def relabelled(ent: Span, votes: Votes) -> Span:
    """Return an entity with the label that most of its like have; with its own where no other has more."""
    if ent.label_ not in LABELS:
        return ent
    counted = votes[words_of(ent)]
    label, count = counted.most_common(1)[0]
    return Span(ent.doc, ent.start, ent.end, label=label) if count > counted[ent.label_] else ent


def overlooked(doc: Doc, votes: Votes, taken: set[int]) -> Iterator[Span]:
    """Yield the names that were found elsewhere in the document and not here, of those that begin alike the longest."""
    times = Counter(token.text for token in doc)
    by_first: dict[str, list[tuple[Words, str]]] = defaultdict(list)
    for words, counted in votes.items():
        sure = len(words) > 1 or counted.total() >= SHARE * times[words[0]]
        if sure and counted.total() >= OFTEN and words[0][:1].isupper() and len("".join(words)) > 1:
            by_first[words[0]].append((words, counted.most_common(1)[0][0]))
    end = 0
    for token in doc:
        for words, label in sorted(by_first.get(token.text, ()), key=lambda one: -len(one[0])):
            here = doc[token.i : token.i + len(words)]
            if token.i >= end and words_of(here) == words and taken.isdisjoint(range(here.start, here.end)):
                yield Span(doc, here.start, here.end, label=label)
                end = here.end
                break
