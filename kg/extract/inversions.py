"""Who stands behind the verb: "…, informs the press centre of the ministry", "…," clarified the envoy to the press."""

from dataclasses import replace

from spacy.tokens import Doc, Token

from kg.extract import vocabulary as words
from kg.extract.cues import CLASS_OF
from kg.extract.quotes import CLOSING
from kg.extract.speakers import SPEAKERS
from kg.extract.table import MentionTable
from kg.model import Attribution, Span

# Nouns that can stand for whoever tells something.
TELLERS = (
    words.SPEAKER_NOUNS
    | words.OFFICES
    | words.COLLECTIVES
    | words.OUTLETS
    | words.ORGANIZATION_NOUNS
    | words.INSTITUTION_NOUNS
    | words.TEXT_SOURCES
    | frozenset({"message", "declaration", "participant", "spokesperson"})
)
# Verbs of telling, after Levin's classes, that may end a sentence with their subject behind them.
TELLING = frozenset(verb for verb, kind in CLASS_OF.items() if kind in {"say", "add", "tell", "write"}) | frozenset(
    {"specify", "manifest", "detail", "underscore", "indicate", "signal", "point_out", "react"}
)
# Verbs that are followed by whom they are said to.
HEARING = frozenset("tell remind assure warn ask convince persuade notify advise urge order".split())
HEARERS = frozenset("press media reporter journalist newsman medium correspondent agency channel chain outlet newspaper radio".split())
# On what occasion something is said: the phrase of a speaker behind the verb ends before it.
OCCASIONS = frozenset(
    """interview statement message tweet post account briefing conference speech address letter comment communique communiqué channel
    page remark reference quotation report network""".split()
)
FINITE_LABELS = frozenset({"relcl", "acl"})
SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})
SKIPPED = frozenset({"-", "–", "—"})
CLOSING_MARKS = CLOSING | {'"', "''", "’"}


def behind(found: Attribution, table: MentionTable) -> Attribution:
    """Return an attribution with the source that stands right behind its verb; as it is where it is none.

    It is one where the content stands before the verb and no source is known, and where the finder takes it for the
    content although a whole clause stands before.
    """
    verb = next((token for span in found.cue for token in table.tokens(span) if token.pos_ in {"VERB", "NOUN"}), None)
    source = speaker_behind(verb, table) if verb is not None else None
    if verb is None or source is None or any(span.overlaps(source) for span in found.source):
        return found
    before = tuple(part for part in found.content if part.end <= found.cue[0].start)
    after = tuple(part for part in remaining(found.content, source, table) if part.start > found.cue[0].start)
    if before and (not found.source or is_quoted_before(verb)):
        return replace(found, source=(source,), content=(*before, *after))
    clause = clause_before(verb)
    if not before and clause is not None and not after and verb.lemma_.lower() in TELLING:
        return replace(found, source=(source,), content=(clause,))
    return found


def remaining(content: tuple[Span, ...], source: Span, table: MentionTable) -> list[Span]:
    """Return what stands behind a source in the content, from the comma that ends how it was said."""
    parts: list[Span] = []
    for part in content:
        if part.end <= source.start or part.start >= source.end:
            parts.append(part)
            continue
        rest = part.of(table.text)[max(0, source.end - part.start) :]
        comma = rest.find(",")
        if comma >= 0 and any(char.isalpha() for char in rest[comma:]):
            begins = part.end - len(rest) + comma + 1
            begins += len(rest[comma + 1 :]) - len(rest[comma + 1 :].lstrip())
            parts.append(Span(begins, part.end))
    return parts


def speaker_behind(verb: Token, table: MentionTable) -> Span | None:
    """Return the noun phrase right behind a finite verb that a comma or a quotation mark stands before, if it can speak."""
    doc = verb.doc
    if verb.i + 1 >= len(doc) or not is_set_off(verb) or (verb.tag_[:2] != "VB" and verb.tag_ != "NNS"):
        return None
    if verb.tag_ in {"VB", "VBG"} or any(child.dep_ in {"conj", "cc"} for child in verb.children):
        return None
    head = next((token for token in verb.children if token.i > verb.i and token.left_edge.i == verb.i + 1), None)
    held = table.starting(doc[verb.i + 1])
    if head is None and held is not None:
        head = table.tokens(held.span).root
    if head is None or not (can_speak(head, table) or (is_quoted_before(verb) and is_described(head))):
        return None
    if any(child.dep_ in {"ccomp", "xcomp"} and child.i > head.i and verb.lemma_.lower() in HEARING for child in verb.children):
        return None
    if head.lemma_.lower() in HEARERS - {"agency", "channel", "newspaper", "radio"}:
        return None
    end = short_of_circumstances(doc, verb.i + 1, max(head.right_edge.i + 1, verb.i + 2), table)
    return Span(doc[verb.i + 1].idx, doc[end - 1].idx + len(doc[end - 1]))


def is_described(head: Token) -> bool:
    """Return whether a word with an article is a noun that nobody knows: "the mandatary"."""
    return head.pos_ in {"NOUN", "ADJ"} and any(child.dep_ == "det" for child in head.children)


def can_speak(head: Token, table: MentionTable) -> bool:
    """Return whether a noun names or describes somebody who can tell something."""
    if head.pos_ not in {"NOUN", "PROPN", "PRON"}:
        return False
    named = any(item.kind in SPEAKERS for item in table.all_at(head))
    return named or head.lemma_.lower() in TELLERS or head.lower_ in {"he", "she", "they", "we", "i"}


def is_set_off(verb: Token) -> bool:
    """Return whether a comma, a closing quotation mark or a dash stands right before a verb."""
    mark = before(verb)
    return mark is not None and (mark.text == "," or mark.text in CLOSING_MARKS)


def is_quoted_before(verb: Token) -> bool:
    """Return whether a quotation ends right before a verb."""
    mark = before(verb)
    if mark is not None and mark.text == "," and mark.i > 0:
        mark = mark if mark.nbor(-1).text not in CLOSING_MARKS else mark.nbor(-1)
    return mark is not None and mark.text in CLOSING_MARKS


def before(verb: Token) -> Token | None:
    """Return the token before a verb, dashes passed over."""
    place = verb.i - 1
    while place >= 0 and (verb.doc[place].text in SKIPPED or verb.doc[place].is_space):
        place -= 1
    return verb.doc[place] if place >= 0 else None


def clause_before(verb: Token) -> Span | None:
    """Return the words of the sentence before the comma at a verb if they make a sentence of their own."""
    start = verb.sent.start
    end = verb.i
    while end > start and (verb.doc[end - 1].is_punct or verb.doc[end - 1].is_space):
        end -= 1
    return Span(verb.doc[start].idx, verb.doc[end - 1].idx + len(verb.doc[end - 1])) if is_sentence(verb.doc, start, end) else None


def is_sentence(doc: Doc, start: int, end: int) -> bool:
    """Return whether some verb among these tokens has its subject there and is in no clause about a noun or a reason."""
    for token in doc[start:end]:
        if token.pos_ in {"VERB", "AUX"} and token.dep_ not in FINITE_LABELS:
            subject = any(child.dep_ in SUBJECTS and start <= child.i < end for child in token.children)
            if subject and not any(child.dep_ == "mark" for child in token.children):
                return True
    return False


def short_of_circumstances(doc: Doc, start: int, end: int, table: MentionTable) -> int:
    """Return where the phrase of a speaker ends, short of what tells on which occasion and to whom it was said."""
    for place in range(start + 1, end):
        noun = next((child for child in doc[place].children if child.dep_ == "pobj"), None)
        if noun is None or doc[place].head.tag_ == "VBN":
            continue
        told = doc[place].lower_ in {"to", "for"} and is_hearer(noun, table)
        if told or (doc[place].lower_ in {"in", "on", "with", "at"} and noun.lemma_.lower() in OCCASIONS):
            return place - 1 if doc[place - 1].text == "," else place
    return end


def is_hearer(noun: Token, table: MentionTable) -> bool:
    """Return whether a noun means the press or an outlet."""
    return noun.lemma_.lower() in HEARERS or any(item.kind == "NewsOrganization" for item in table.all_at(noun))


def short_of_hearers(found: Attribution, table: MentionTable) -> Attribution:
    """Return an attribution whose source behind the verb ends before "to the press" or "in an interview"."""
    if not found.cue or not found.source or found.source[0].start < found.cue[-1].end:
        return found
    last = found.source[-1]
    piece = table.tokens(last)
    end = short_of_circumstances(piece.doc, piece.start, piece.end, table)
    if end >= piece.end:
        return found
    return replace(found, source=(*found.source[:-1], Span(last.start, piece.doc[end - 1].idx + len(piece.doc[end - 1]))))
