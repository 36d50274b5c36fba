"""Names that the text gives two of, and descriptions beside a name: "Syrian Democratic Forces (SDF)", "Raqqa, the group's capital".

Both become mentions that refer to the name they stand beside. A second name keeps the form of a name, so that it means the
same wherever it stands again in the document.
"""

from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from kg import knowledge
from kg.extract import vocabulary as words
from kg.extract.names import trimmed
from kg.extract.roles import is_office, is_possessive_mark
from kg.extract.table import MentionTable, span_of
from kg.model import Mention

KINDS = frozenset({"Person", "Organization", "NewsOrganization", "City", "Place", "Building", "Venue"})
# "(also known as ISIL)", ", also called Q-West": what stands between a name and another of the same thing.
KNOWN_AS = (
    ("also", "known", "as"),
    ("also", "called"),
    ("known", "as"),
    ("better", "known", "as"),
    ("aka",),
    ("formerly",),
    ("or",),
)
COMPLEMENTS = frozenset({"of", "for", "to"})
PHRASE_PARTS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM", "ADV"})
LONGEST_PHRASE = 14  # tokens
SHORTEST_ABBREVIATION, LONGEST_ABBREVIATION = 2, 10  # letters


def find_appositions(table: MentionTable) -> None:
    """Add to `table` the second names and the descriptions that stand beside names."""
    for item in list(table):
        if item.form == "name" and item.kind in KINDS and not item.refers_to:
            for found in (second_name(item, table), *descriptions(item, table)):
                if found is not None:
                    table.put(found)


def second_name(item: Mention, table: MentionTable) -> Mention | None:
    """Return the other name that follows a name in brackets or after "also known as", with what it refers to."""
    doc, at = table.doc, table.tokens(item.span).end
    if at < len(doc) and is_possessive_mark(doc[at]):
        at += 1
    bracket = at < len(doc) and doc[at].text in {"(", "["}
    if at >= len(doc) or not (bracket or doc[at].text == "," or doc[at].lower_ in {"also", "aka"}):
        return None
    at += doc[at].text in {"(", "[", ","}
    says_so = next((phrase for phrase in KNOWN_AS if tuple(t.lower_ for t in doc[at : at + len(phrase)]) == phrase), ())
    if says_so == ("or",) and not bracket:
        return None
    at += len(says_so)
    while at < len(doc) and (doc[at].is_quote or doc[at].pos_ == "DET"):
        at += 1
    name = _name_at(doc, at, table)
    if name is None or not (says_so or (bracket and is_short_for(name.text, item.text, name))):
        return None
    return Mention(span_of(name), name.text, item.kind, "name", item.country, refers_to=(item.span,))


def _name_at(doc: Doc, at: int, table: MentionTable) -> SpacySpan | None:
    if at >= len(doc) or not doc[at].text[:1].isupper():
        return None
    held = table.starting(doc[at])
    if held is not None:
        return table.tokens(held.span)
    end = at
    while end < len(doc) and (doc[end].text[:1].isupper() or (doc[end].text == "-" and end > at)):
        end += 1
    return trimmed(doc[at:end])


def is_short_for(short: str, name: str, piece: SpacySpan) -> bool:
    """Return whether capitals in brackets may abbreviate the name before them, and are no news agency."""
    letters = "".join(letter for letter in short if letter.isalnum())
    if not SHORTEST_ABBREVIATION <= len(letters) <= LONGEST_ABBREVIATION or sum(map(str.isupper, letters)) * 2 <= len(
        letters
    ):
        return False
    if any(hit.known.kind == "NewsOrganization" for hit in knowledge.lookup(piece.text)):
        return False
    rest = iter(knowledge.names.fold(name).replace(" ", ""))
    return all(letter in rest for letter in knowledge.names.fold(letters))


def descriptions(item: Mention, table: MentionTable) -> Iterator[Mention]:
    """Yield the noun phrases that say what a named thing is, before its name or after it."""
    name = table.tokens(item.span)
    person = item.kind == "Person"
    for phrase in (
        title_before(name) if person else None,
        subject_of(name) if person else None,
        apposition_after(name, table),
    ):
        if phrase is not None and span_of(phrase) not in table:
            yield nominal(phrase, item)


def nominal(phrase: SpacySpan, item: Mention) -> Mention:
    """Return the mention of a noun phrase that means what `item` means."""
    return Mention(span_of(phrase), phrase.text, item.kind, "nominal", item.country, refers_to=(item.span,))


def title_before(name: SpacySpan) -> SpacySpan | None:
    """Return an office with what it is of that ends right before a person's name, over a comma or not.

    A bare title before a name ("President Berg") is a part of how it is called and no mention of its own.
    """
    doc, end = name.doc, name.start
    while end > 1 and (doc[end - 1].lower_.rstrip(".") or doc[end - 2].lower_) in words.HONORIFICS | words.RANKS:
        end -= 1
    comma = end > 0 and doc[end - 1].text == ","
    end -= comma
    start = end
    while start > max(name.sent.start, end - LONGEST_PHRASE) and _is_part(doc[start - 1]):
        start -= 1
    office = next((token for token in reversed(doc[start:end]) if is_office(token)), None)
    if office is None or not _reaches(office, end):
        return None
    if not (_is_apposed(name, office) if comma else office.i + 1 < end):
        return None
    while start < office.i and (doc[start].lower_ in COMPLEMENTS or doc[start].tag_ == "POS"):
        start += 1
    return doc[start:end]


def _is_part(token: Token) -> bool:
    return (
        token.pos_ in PHRASE_PARTS
        or token.lower_ in COMPLEMENTS
        or token.text == "-"
        or token.tag_ in {"POS", "PRP$", "HYPH"}
        or (token.tag_ == "VBG" and token.dep_ in {"amod", "compound"})
    )


def _reaches(office: Token, end: int) -> bool:
    """Return whether between an office and `end` stands nothing, or what it is an office of."""
    return office.i + 1 == end or office.nbor(1).lower_ in COMPLEMENTS


def _is_apposed(name: SpacySpan, office: Token) -> bool:
    """Return whether a name behind a comma explains the office before it, and is no further member of a list."""
    root, after = name.root, name.doc[name.end] if name.end < len(name.doc) else None
    if after is not None and after.lower_ in {"and", "&"}:
        return False
    explained = root.dep_ == "appos" and root.head.i <= office.i + 1
    closed = after is None or after.text in {",", ".", ")"} or after.pos_ in {"VERB", "AUX"}
    return explained or (closed and office.pos_ != "VERB" and not any(root.conjuncts))


def subject_of(name: SpacySpan) -> SpacySpan | None:
    """Return the definite office that a sentence says a named person is: "His chief of staff is General Berg"."""
    root = name.root
    if root.dep_ != "attr" or root.head.lemma_ != "be":
        return None
    subject = next((child for child in root.head.lefts if child.dep_ == "nsubj" and is_office(child)), None)
    if subject is None or not any(child.tag_ in {"PRP$", "POS"} or child.lower_ == "the" for child in subject.subtree):
        return None
    return name.doc[subject.left_edge.i : min(subject.right_edge.i + 1, root.head.i)]


def apposition_after(name: SpacySpan, table: MentionTable) -> SpacySpan | None:
    """Return the noun phrase in apposition behind a name and a comma: ", the group's capital"."""
    doc, start = name.doc, name.end + 1
    if start >= len(doc) or doc[name.end].text not in {",", "(", "–", "—"}:
        return None
    end = start
    while end < min(len(doc), start + LONGEST_PHRASE) and (
        _is_part(doc[end]) or doc[end].lower_ in {"and", "in", "at", "with"}
    ):
        end += 1
    head = next((token for token in doc[start:end] if _heads(token, name, start)), None)
    if head is None or end >= len(doc) or (doc[end].pos_ in {"VERB", "AUX"} and head.dep_ != "appos"):
        return None
    held = table.at(head)
    if held is not None and held.form == "name":
        return None
    inner = [token.i for token in head.subtree if start <= token.i < end]
    stop = next((i for i in range(head.i + 1, end) if doc[i].text in {",", "and"}), end)
    return doc[start : min(max(inner) + 1, stop)]


def _heads(token: Token, name: SpacySpan, start: int) -> bool:
    """Return whether a noun heads the apposition of a name: spaCy says so, or it is the first office without a name behind."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.ent_type_ in {"DATE", "TIME"}:
        return False
    if token.dep_ == "appos" and name.start <= token.head.i < name.end:
        return True
    ends = token.i + 1 == len(token.doc) or not is_office(token.nbor(1))
    return is_office(token) and ends and token.dep_ in {"appos", "conj", "attr", "ROOT"}
