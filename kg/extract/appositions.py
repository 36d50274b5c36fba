"""Names that the text gives two of, and descriptions beside a name: "Syrian Democratic Forces (SDF)", "Raqqa, the group's capital".

Both become mentions that refer to the name they stand beside. A second name keeps the form of a name, so that it means the
same wherever it stands again in the document.
"""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from kg import knowledge
from kg.extract import vocabulary as words
from kg.extract.names import trimmed
from kg.extract.roles import is_office, is_possessive_mark
from kg.extract.surroundings import LYING
from kg.extract.table import MentionTable, span_of
from kg.model import Mention

KINDS = frozenset({"Person", "Organization", "NewsOrganization", "City", "Place", "Building", "Venue"})
# "(also known as ISIL)", ", better known by his nom de guerre Abu Salim": what stands between two names of one thing.
KNOWN_AS = re.compile(
    r"""(?:(?:also|formerly|previously|better|commonly|widely|officially|originally|locally|otherwise|now)\s+)*
    (?:(?:known|referred\s+to|called|dubbed|nicknamed)(?:\s+as|\s+by\s+(?:his|her|its|their|the)(?:\s+[a-z]+){1,3})?
    |whose\s+real\s+name\s+(?:is|was)|alias|a\.?k\.?a\.?|formerly|previously|officially)\s+""",
    re.VERBOSE,
)
OR = re.compile(r"or\s+")
COMPLEMENTS = frozenset({"of", "for", "to"})
PHRASE_PARTS = frozenset({"NOUN", "PROPN", "ADJ", "DET", "PART", "NUM", "ADV"})
DEFINITE = frozenset({"the", "its", "his", "her", "their"})
BECOMING = frozenset({"be", "become"})
TOWNS = frozenset({"capital"})
APPOINTING = frozenset({"appoint", "name", "nominate", "elect", "make"})
LONGEST_PHRASE = 14  # tokens
SHORTEST_ABBREVIATION, LONGEST_ABBREVIATION = 2, 10  # letters


def find_appositions(table: MentionTable) -> None:
    """Add to `table` the second names and the descriptions that stand beside names."""
    for item in [one for one in table if one.form == "metonym" and town_before(table.tokens(one.span)) is not None]:
        # A capital that is called so is the city, not the government that sits in it.
        table.put(Mention(item.span, item.text, "City", "name", item.country))
    for item in list(table):
        dated = table.in_dateline(table.tokens(item.span).root)  # "Havana, 6 Feb (Prensa Latina)" describes nothing
        if item.form == "name" and item.kind in KINDS and not item.refers_to and not dated:
            for found in (second_name(item, table), *descriptions(item, table)):
                if found is not None:
                    table.put(found)


def second_name(item: Mention, table: MentionTable) -> Mention | None:
    """Return the other name that follows a name in brackets or after "also known as", with what it refers to."""
    doc, at = table.doc, table.tokens(item.span).end
    if at < len(doc) and is_possessive_mark(doc[at]):
        at += 1
    bracket = at < len(doc) and doc[at].text in {"(", "["}
    if at >= len(doc) or not (bracket or doc[at].text == "," or doc[at].lower_ in {"also", "aka", "alias"}):
        return None
    at += doc[at].text in {"(", "[", ","}
    says_so = KNOWN_AS.match(table.text, doc[at].idx) if at < len(doc) else None
    either = OR.match(table.text, doc[at].idx) if at < len(doc) else None
    end = max(match.end() for match in (says_so, either) if match) if says_so or either else 0
    while at < len(doc) and doc[at].idx < end:
        at += 1
    while at < len(doc) and (doc[at].is_quote or doc[at].pos_ == "DET"):
        at += 1
    name = _name_at(doc, at, table)
    if name is None or not (says_so or (bracket and either) or is_second(name, item, bool(bracket), bool(either))):
        return None
    return Mention(span_of(name), name.text, item.kind, "name", item.country, refers_to=(item.span,))


def _name_at(doc: Doc, at: int, table: MentionTable) -> SpacySpan | None:
    held = table.starting(doc[at]) if at < len(doc) else None
    if held is not None:
        return table.tokens(held.span)
    if at >= len(doc) or not doc[at].text[:1].isupper():
        return None
    end = at
    while end < len(doc) and (doc[end].text[:1].isupper() or (doc[end].text == "-" and end > at)):
        end += 1
    return trimmed(doc[at:end])


def is_second(name: SpacySpan, item: Mention, bracket: bool, either: bool) -> bool:
    """Return whether a name in brackets or after "or" abbreviates the one before, if only in another language."""
    foreign = either and " " in item.text and name.text.isupper() and item.kind in {"Organization", "NewsOrganization"}
    return foreign or ((bracket or either) and is_short_for(name.text, item.text, name))


def is_short_for(short: str, name: str, piece: SpacySpan) -> bool:
    """Return whether capitals in brackets may abbreviate the name before them, and are no news agency."""
    letters = "".join(letter for letter in short if letter.isalnum())
    if not SHORTEST_ABBREVIATION <= len(letters) <= LONGEST_ABBREVIATION or sum(map(str.isupper, letters)) * 2 <= len(
        letters
    ):
        return False
    hits = knowledge.lookup(piece.text)
    if any(hit.known.kind == "NewsOrganization" for hit in hits):
        return False
    if any(knowledge.names.fold(hit.known.name) in knowledge.names.fold(name) for hit in hits if " " in hit.known.name):
        return True
    rest = iter(knowledge.names.fold(name).replace(" ", ""))
    return all(letter in rest for letter in knowledge.names.fold(letters))


def descriptions(item: Mention, table: MentionTable) -> Iterator[Mention]:
    """Yield the noun phrases that say what a named thing is, before its name or after it."""
    name = table.tokens(item.span)
    person = item.kind == "Person"
    for phrase in (
        title_before(name) if person else None,
        subject_of(name) if person else None,
        became(name) if person else None,
        made(name) if person else None,
        None if person else town_before(name),
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
    if office is None or not _reaches(office, end) or doc[end - 1].lower_ in COMPLEMENTS:
        return None  # "the adviser of Anna Berg" is not Anna Berg
    if not (_is_apposed(name, office) if comma else office.i + 1 < end):
        return None
    return doc[_beginning(doc[start:end]) : end]


def _beginning(phrase: SpacySpan) -> int:
    """Return where the description in a phrase begins: at the article before its first office, behind what only leads to it.

    "Also the Maltese minister", "presence of the president of …", "Peru the minister" are the minister and the president.
    """
    office = next(token.i for token in phrase if is_office(token))
    start: int = phrase.start
    for token in phrase.doc[start:office]:
        if token.pos_ == "DET":
            start = token.i
        elif token.lower_ in COMPLEMENTS or token.pos_ == "ADV" or (token.tag_ == "POS" and token.i == start):
            start = token.i + 1
    return start


def _is_part(token: Token) -> bool:
    return (
        token.pos_ in PHRASE_PARTS
        or token.lower_ in COMPLEMENTS
        or token.text == "-"
        or token.tag_ in {"POS", "PRP$", "HYPH"}
        or (token.tag_ in {"VBG", "VBN"} and token.dep_ in {"amod", "compound"})
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


def town_before(name: SpacySpan) -> SpacySpan | None:
    """Return what a place is called over a comma or none right before its name: "the Iraqi capital, Baghdad"."""
    doc, end = name.doc, name.start
    end -= end > 0 and doc[end - 1].text == ","
    start = end
    while start > max(name.sent.start, end - LONGEST_PHRASE) and _is_part(doc[start - 1]):
        start -= 1
        if doc[start].lower_ in DEFINITE:
            break
    return doc[start:end] if start < end and doc[end - 1].lower_ in TOWNS and doc[start].lower_ in DEFINITE else None


def subject_of(name: SpacySpan) -> SpacySpan | None:
    """Return the definite office that a sentence says a named person is: "His chief of staff is General Berg"."""
    root = name.root
    if root.dep_ != "attr" or root.head.lemma_ != "be":
        return None
    subject = next((child for child in root.head.lefts if child.dep_ == "nsubj" and is_office(child)), None)
    if subject is None or not any(child.tag_ in {"PRP$", "POS"} or child.lower_ == "the" for child in subject.subtree):
        return None
    return name.doc[subject.left_edge.i : min(subject.right_edge.i + 1, root.head.i)]


def became(name: SpacySpan) -> SpacySpan | None:
    """Return the definite office that a clause says a person is or became: "X, who became the president", "X is the chief"."""
    clause = next((child for child in name.root.children if child.dep_ == "relcl" and child.lemma_ in BECOMING), None)
    if clause is not None and not any(child.lower_ == "who" and child.dep_ == "nsubj" for child in clause.children):
        return None
    if clause is None and name.root.dep_ == "nsubj" and name.root.head.lemma_ in BECOMING:
        clause = name.root.head
        if clause.tag_ not in {"VBZ", "VBD"} or any(child.dep_ in {"neg", "aux"} for child in clause.children):
            return None
    if clause is None:
        return None
    office = next((child for child in clause.rights if child.dep_ == "attr" and is_office(child)), None)
    phrase = definite(office) if office is not None else None
    return phrase if phrase is not None and phrase[0].lower_ in DEFINITE else None


def made(name: SpacySpan) -> SpacySpan | None:
    """Return the definite office to which somebody appoints a person: "named Anna Berg the chief negotiator"."""
    doc, after = name.doc, name.end
    if name.start == 0 or doc[name.start - 1].lemma_ not in APPOINTING or after >= len(doc):
        return None
    start = after + (doc[after].lower_ == "as")
    office = next((token for token in doc[start : start + LONGEST_PHRASE // 2] if is_office(token)), None)
    return definite(office) if office is not None and definite(office).start == start else None


def definite(office: Token) -> SpacySpan:
    """Return an office with what belongs to it before it and "of" and "for" behind it."""
    ends = [child.right_edge.i for child in office.rights if child.dep_ == "prep" and child.lower_ in COMPLEMENTS]
    start = office.i
    while start > office.sent.start and _is_part(office.doc[start - 1]) and office.doc[start - 1].ent_type_ != "PERSON":
        start -= 1
        if office.doc[start].lower_ in DEFINITE:
            break
    return office.doc[start : max([office.i, *ends]) + 1]


def apposition_after(name: SpacySpan, table: MentionTable) -> SpacySpan | None:
    """Return the noun phrase in apposition behind a name and a comma: ", the group's capital"."""
    doc, start = name.doc, name.end + 1
    if start >= len(doc) or doc[name.end].text not in {",", "(", "–", "—"} or doc[start].lower_ in {"and", "or", "but"}:
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
    if (held is not None and held.form == "name") or (table_kind(name, table) in LYING and speaks(head)):
        return None
    inner = [token.i for token in head.subtree if start <= token.i < end]
    stop = next((i for i in range(head.i + 1, end) if doc[i].text in {",", "and"} and table.at(doc[i]) is None), end)
    return doc[start : min(max(inner) + 1, stop)]


def table_kind(name: SpacySpan, table: MentionTable) -> str:
    """Return the kind of the mention that a name is, or an empty string."""
    item = table.starting(name[0])
    return item.kind if item is not None else ""


def speaks(head: Token) -> bool:
    """Return whether a noun means somebody who speaks, as no place is: "in Oslo, the press service of the ministry reports"."""
    return head.lemma_.lower() in words.SPEAKER_NOUNS | words.OFFICES | words.STATE_BODIES | {"service", "agency", "channel"}


def _heads(token: Token, name: SpacySpan, start: int) -> bool:
    """Return whether a noun heads the apposition of a name: spaCy says so, or it is the first office without a name behind."""
    if token.pos_ not in {"NOUN", "PROPN"} or token.ent_type_ in {"DATE", "TIME"}:
        return False
    if token.dep_ == "appos" and name.start <= token.head.i < name.end:
        return True
    ends = token.i + 1 == len(token.doc) or not is_office(token.nbor(1))
    return is_office(token) and ends and token.dep_ in {"appos", "conj", "attr", "ROOT"}
