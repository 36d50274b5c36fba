"""Where names stand: spaCy's entities are evidence, capitals and tags the rest."""

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Token
from spacy.tokens import Span as SpacySpan

from kg.extract import vocabulary as words

NAME_LABELS = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC", "NORP"})
# Labels that spaCy gives to misspelt names now and then; believed only where the words cannot be what the label says.
DOUBTFUL_LABELS = frozenset({"DATE", "TIME", "PRODUCT", "WORK_OF_ART", "EVENT", "LAW", "LANGUAGE", "CARDINAL"})
# Words that a name may hold between its parts.
LINKS = frozenset(
    "of the de da del della di du la le los van von der den bin bint ibn al el ul for and y - – ' ’".split()
)
EDGE = re.compile(r"^[\W_]+|[\W_]+$")
MONTHS = frozenset("january february march april may june july august september october november december".split())
TIME_WORDS = MONTHS | frozenset(
    "monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight week month year day morning "
    "evening night gmt am pm".split()
)
LONGEST_SYLLABLE = 5  # letters
# Capitalised words that start sentences or headlines and are no names, whatever the tagger says.
STOP = frozenset(
    "mr mrs ms dr sir lord war news breaking update live video photo read more however but and the".split()
)


def is_name_token(token: Token) -> bool:
    """Return whether a token alone looks like part of a name: a proper noun or a capitalised word inside a sentence."""
    if not token.text[:1].isupper() or token.is_space or token.is_punct:
        return False
    if token.pos_ == "PROPN":
        return True
    opens = token.is_sent_start or (token.i > 0 and (token.nbor(-1).is_quote or token.nbor(-1).text in ":|"))
    return not opens and token.pos_ in {"NOUN", "ADJ", "X", "ADV"} and not token.text.isupper()


def is_title_cased(sentence: SpacySpan) -> bool:
    """Return whether nearly every longer word of a sentence is capitalised, as in a headline: then capitals say little."""
    long_words = [token for token in sentence if token.is_alpha and len(token) > 3]
    return len(long_words) >= 4 and sum(token.text[0].isupper() for token in long_words) >= 0.8 * len(long_words)


def is_article_of(token: Token) -> bool:
    """Return whether a token is the Arabic article that a hyphen joins to a name ("al-Qaeda")."""
    after = token.i + 1
    return token.lower_ in {"al", "el", "ar", "as"} and after < len(token.doc) and token.doc[after].text == "-"


def is_rank(token: Token) -> bool:
    """Return whether a token is a rank cut short before a name: "Maj.", "Gen."."""
    return token.lower_.rstrip(".") in words.SHORT_RANKS and token.text[:1].isupper()


def without_title(name: SpacySpan) -> SpacySpan:
    """Return a person's name without the words in small letters before it ("archbishop Anna Berg")."""
    start = name.start
    while (
        name.label_ == "PERSON" and start < name.end - 1 and name.doc[start].is_lower and name.doc[start].pos_ == "NOUN"
    ):
        start += 1
    return SpacySpan(name.doc, start, name.end, label=name.label)


def trimmed(piece: SpacySpan) -> SpacySpan | None:
    """Return `piece` without determiners, genitive marks, punctuation and titles of courtesy at its edges."""
    start, end = piece.start, piece.end
    doc = piece.doc
    while start < end and (
        doc[start].pos_ == "DET"
        or doc[start].is_punct
        or doc[start].is_space
        or doc[start].lower_.rstrip(".") in words.HONORIFICS
        or (doc[start].text in LINKS and not is_article_of(doc[start]))
        or is_rank(doc[start])
    ):
        start += 1
    while start < end and (
        doc[end - 1].tag_ == "POS"
        or doc[end - 1].is_punct
        or doc[end - 1].is_space
        or doc[end - 1].lower_ in LINKS | {"’s", "'s"}
    ):
        end -= 1
    return doc[start:end] if start < end else None


def split(piece: SpacySpan) -> Iterator[SpacySpan]:
    """Yield the parts of an entity that joins several names by a slash, a bracket, a quotation mark or a line break."""
    start = piece.start
    for token in piece:
        opens_quote = token.text in {'"', "“"} and token.i > start and token.nbor(-1).text[-1] in ".:,"
        if token.text in {"/", "(", ")", "|", ";", ":"} or "\n" in token.text or opens_quote:
            if token.i > start:
                yield piece.doc[start : token.i]
            start = token.i + 1
    if start < piece.end:
        yield piece.doc[start : piece.end]


def is_believable(ent: SpacySpan) -> bool:
    """Return whether an entity may be a name of an actor or place."""
    if ent.label_ in NAME_LABELS:
        return any(token.text[:1].isupper() for token in ent)
    if ent.label_ not in DOUBTFUL_LABELS:
        return False
    if is_dated_body(ent):
        return True
    content = [token for token in ent if token.is_alpha and token.lower_ not in LINKS]
    return bool(content) and all(is_name_token(token) and token.lower_ not in TIME_WORDS for token in content)


def is_dated_body(ent: SpacySpan) -> bool:
    """Return whether what looks like a day is a body called after one ("the March 23 Movement")."""
    last = ent[-1]
    return len(ent) > 1 and last.text[:1].isupper() and last.lower_ in words.ORGANIZATION_NOUNS


def with_day(name: SpacySpan) -> SpacySpan:
    """Return a body with the day before its name that it is called after: "Movement" of "the 20 July Movement"."""
    day = next((ent for ent in name.doc.ents if ent.label_ == "DATE" and ent.end == name.start), None)
    if day is None or len(name) > 1 or name[0].lower_ not in words.ORGANIZATION_NOUNS or not any(map(is_month, day)):
        return name
    start = next(token.i for token in day if token.like_num or is_month(token))
    return SpacySpan(name.doc, start, name.end, label="ORG")


def is_month(token: Token) -> bool:
    """Return whether a word is a month with a capital."""
    return token.text[:1].isupper() and token.lower_ in MONTHS


def to_hyphen(name: SpacySpan) -> SpacySpan:
    """Return a person's name with what a hyphen joins to it in small letters, as in Korean names ("Kim Jae-in")."""
    end, doc = name.end, name.doc
    if name.label_ != "PERSON" or len(name) < 2 or end + 1 >= len(doc):
        return name
    hyphen, tail = doc[end], doc[end + 1]
    joined = hyphen.text == "-" and not doc[end - 1].whitespace_ and not hyphen.whitespace_
    if not joined or not tail.is_alpha or not tail.is_lower or len(tail) > LONGEST_SYLLABLE or tail.pos_ == "VERB":
        return name
    return SpacySpan(doc, name.start, end + 2, label=name.label)


def is_institution(doc: Doc, at: int, taken: set[int]) -> bool:
    """Return whether the noun of an institution with a capital stands there: "Hospital" of "Mercy Children's Hospital"."""
    return at < len(doc) and at not in taken and doc[at].text[:1].isupper() and doc[at].lower_ in words.INSTITUTION_NOUNS


def runs(doc: Doc, taken: set[int]) -> Iterator[SpacySpan]:
    """Yield maximal runs of name tokens that no entity has taken, joined over `LINKS` between two of them."""
    start = None
    headline = {token.i for sentence in doc.sents if is_title_cased(sentence) for token in sentence}
    for token in [*doc, None]:
        inside = token is not None and token.i not in taken and token.i not in headline and is_name_token(token)
        if inside and start is None:
            start = token.i
        elif start is not None and not inside:
            end = token.i if token is not None else len(doc)
            if (
                token is not None
                and token.lower_ in {"of", "-"}
                and end + 1 < len(doc)
                and end + 1 not in taken
                and is_name_token(doc[end + 1])
            ):
                continue
            if token is not None and token.tag_ == "POS" and end - start > 1 and is_institution(doc, end + 1, taken):
                continue
            yield doc[start:end]
            start = None


def behind_portfolio(name: SpacySpan) -> SpacySpan:
    """Return the person behind what an office is for, which spaCy takes for a part of the name: "Secretary of the Treasury Anna Berg".

    What the next office is for is left out at the end as well ("… Anna Berg and Trade Representative …").
    """
    doc, at = name.doc, name.start - 1
    at -= at > 0 and doc[at].lower_ == "the"
    if at < 1 or doc[at].lower_ not in {"of", "for"} or doc[at - 1].lemma_.lower() not in words.OFFICES:
        return name
    start = next((token.i for token in name if token.lower_ not in words.OFFICE_MODIFIERS), name.end)
    end = next((token.i for token in name if token.lower_ == "and"), name.end)
    portfolio = all(token.lower_ in words.OFFICE_MODIFIERS for token in doc[end + 1 : name.end])
    end = end if portfolio else name.end
    return SpacySpan(doc, start, end, label="PERSON") if start > name.start and end - start > 1 else name


def with_first_name(name: SpacySpan, taken: set[int]) -> SpacySpan:
    """Return a person's surname with the word before it that can only be the first name."""
    if name.label_ != "PERSON" or len(name) > 1 or name.start == 0:
        return name
    first = name.doc[name.start - 1]
    fitting = first.pos_ == "PROPN" and first.is_alpha and first.is_title and not first.is_stop and first.i not in taken
    titles = words.OFFICES | words.HONORIFICS | words.OFFICE_MODIFIERS | STOP | TIME_WORDS
    if not fitting or name[0].is_sent_start or {first.lower_, first.lemma_.lower()} & titles:
        return name
    return SpacySpan(name.doc, first.i, name.end, label=name.label)


def name_spans(doc: Doc) -> list[SpacySpan]:
    """Return the runs of tokens that look like names, in text order, without overlaps, each with spaCy's label or none."""
    found: list[SpacySpan] = []
    taken: set[int] = set()
    for ent in doc.ents:
        if not is_believable(ent):
            continue
        parts = list(split(ent))
        for part in parts:
            name = trimmed(part)
            if (
                name is not None
                and any(token.text[:1].isupper() for token in name)
                and len(EDGE.sub("", name.text)) > 1
            ):
                # What spaCy says of a whole says nothing of its parts.
                found.append(SpacySpan(doc, name.start, name.end, label=ent.label_ if len(parts) == 1 else 0))
                taken.update(range(name.start, name.end))
    found = [to_hyphen(without_title(with_first_name(behind_portfolio(name), taken))) for name in found]
    taken.update(token.i for name in found for token in name)
    times = {token.i for ent in doc.ents if ent.label_ in {"DATE", "TIME"} and not is_believable(ent) for token in ent}
    for run in runs(doc, taken | times):
        for part in split(run):
            name = trimmed(part)
            if name is not None and name.text.lower() not in STOP | TIME_WORDS and len(EDGE.sub("", name.text)) > 1:
                found.append(with_day(SpacySpan(doc, name.start, name.end)))
    return sorted(found, key=lambda span: span.start)
