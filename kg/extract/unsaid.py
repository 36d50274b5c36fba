"""What the finders take for a statement although nothing is said: silence, a paper signed, views exchanged, a source named."""

import re
from itertools import chain

from spacy.tokens import Doc, Token

from kg.extract import vocabulary as words
from kg.extract.contents import MARKS
from kg.extract.cues import CITING
from kg.model import Attribution, Span

NEITHER = re.compile(
    r"\b(?:neither|not|n['’]t)\W+(?:confirm|den|reject)\w*\W+(?:(?:or|nor|and|did|has|not|it)\W+)+(?:confirm|den|reject)\w*$",
    re.IGNORECASE,
)
ANSWER = r"(?:comment|respond|response|repl(?:y|ies|ied)|answer|react|elaborate)\w*"
# What may stand between the "not" and the answer.
LIGHT = (
    r"(?:\w+ly|yet|want|wish|to|be|been|have|has|had|issued?|ma[dk]e|g[ia]ven?|offer(?:ed)?|provided?|any|an?|further|for|it|themselves)"
)
# How they keep silent: "did not comment on", "issued no comment", "declined to answer", "could not be reached".
SILENCE = re.compile(
    rf"""\b(?:not|n['’]t|never|neither|nor|no)\b(?:\W+{LIGHT})*\W+{ANSWER}\b
      | \b(?:declin|refus|refrain|abstain|avoid)\w*\W+(?:(?:to|from|a|any|further|all|give|giving|make|making|issue)\W+)*{ANSWER}\b
      | \b(?:not|n['’]t)\b(?:\W+\w+){{0,2}}?\W+(?:reached|available)\b(?=\W*(?:for|by|to|$))
    """,
    re.IGNORECASE | re.VERBOSE,
)
# Words of a content that still belong to how they kept silent ("declined :: to comment on the text").
OPENING_WORDS = 4
VIEWS = frozenset({"view", "opinion", "idea", "thought", "impression", "remark"})
NAMES = frozenset({"PERSON", "ORG", "GPE", "NORP"})
# What is done to a paper without its words being told.
PAPERWORK = frozenset("sign initial countersign ratify publish print draft circulate distribute deposit deliver hand exchange".split())
SEEING = frozenset("view see obtain receive review read get".split())
PEOPLE = (words.OFFICES | words.SOURCE_NOUNS | words.SPEAKER_NOUNS) - words.TEXT_SOURCES


def is_unsaid(found: Attribution, doc: Doc) -> bool:
    """Return whether an attribution tells of no statement, however sure its finder is."""
    cue, content = ([*chain.from_iterable(tokens(span, doc) for span in spans)] for spans in (found.cue, found.content))
    if not cue or not content:
        return False
    return (
        is_silence(cue, content)
        or is_seen(cue, content)
        or is_thing_done(cue, content)
        or is_exchange(cue)
        or is_source_named(cue, content)
        or is_writers_own(found, doc)
        or is_for_ones_part(content)
    )


def tokens(span: Span, doc: Doc) -> list[Token]:
    """Return the tokens of a span."""
    return list(doc.char_span(span.start, span.end, alignment_mode="expand") or ())


def is_silence(cue: list[Token], content: list[Token]) -> bool:
    """Return whether somebody says nothing: the words do, and what follows is neither quoted nor a clause with "that"."""
    clause = len(content) > 1 and content[0].lower_ in {"that", "whether"}
    if clause or any(token.text in MARKS for token in content):
        return False
    doc, first = cue[0].doc, max(cue[0].sent.start, cue[0].i - OPENING_WORDS)
    if NEITHER.search(doc[first : cue[-1].i + 1].text):
        return True
    behind = content[:OPENING_WORDS] if content[0].i > cue[-1].i else []
    told = "".join(token.text_with_ws for token in cue)
    found = SILENCE.search(told + "".join(token.text_with_ws for token in behind))
    return found is not None and found.start() < len(told)


def is_thing_done(cue: list[Token], content: list[Token]) -> bool:
    """Return whether the content is no more than a paper to which the cue is done: "The text :: was signed"."""
    signed = [token for token in cue if token.lemma_.lower() in PAPERWORK and token.pos_ == "VERB"]
    inside = {token.i for token in content}
    heads = [token for token in content if token.head.i not in inside]
    return bool(heads) and all(token.dep_ == "nsubjpass" and token.head in signed for token in heads)


def is_seen(cue: list[Token], content: list[Token]) -> bool:
    """Return whether somebody only saw a text: "the statement, which :: Reuters viewed"."""
    relative = len(content) == 1 and content[0].tag_ == "WDT"
    return relative and any(token.lemma_.lower() in SEEING for token in cue)


def is_exchange(cue: list[Token]) -> bool:
    """Return whether people exchange views without one of them being told."""
    lemmas = {token.lemma_.lower() for token in cue}
    return "exchange" in lemmas and bool(lemmas & VIEWS)


def is_source_named(cue: list[Token], content: list[Token]) -> bool:
    """Return whether the content only says whom somebody quotes: "quoting Egyptian officials", "quoted him as saying"."""
    if not any(token.lemma_.lower() in CITING for token in cue) or any(token.text in MARKS for token in content):
        return False
    spoke = [token.lower_ for token in content[-2:]] == ["as", "saying"]
    people = content[:-2] if spoke else content
    if not people or any(token.pos_ in {"VERB", "AUX"} for token in people):
        return False
    head = next((token for token in people if token.head not in people), people[-1])
    return spoke or head.ent_type_ in NAMES or head.lemma_.lower() in PEOPLE


def is_writers_own(found: Attribution, doc: Doc) -> bool:
    """Return whether the article asks its readers to bear something in mind: "Let us recall that …"."""
    source = [token for span in found.source for token in tokens(span, doc)]
    return len(source) == 1 and source[0].lower_ in {"us", "'s", "’s"} and source[0].i > 0 and doc[source[0].i - 1].lower_ == "let"


def is_for_ones_part(content: list[Token]) -> bool:
    """Return whether the content only sets one speaker against another: "declared for :: its part"."""
    return len(content) == 2 and content[0].tag_ == "PRP$" and content[1].lower_ in {"part", "side", "turn"}
