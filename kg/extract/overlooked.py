"""Statements that the learned finder overlooks: of verbs of diplomacy, behind a comma, beside a quotation.

The finder was trained on news of an election, in which few sides demand, offer or refuse anything and no agency ends its
sentences with "…, informs the ministry". The rules are asked only where the finder has left all of their words to nobody.
"""

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from kg.extract import attribution
from kg.extract.attribution_quotes import Quotations
from kg.extract.cues import lemma_of
from kg.extract.inversions import TELLING, can_speak, clause_before, is_quoted_before, is_sentence, speaker_behind
from kg.extract.quotes import Quote
from kg.extract.table import MentionTable, span_of
from kg.model import Attribution, Span

VERBS = frozenset(
    """demand urge call warn threaten accuse propose offer refuse reject promise pledge vow insist announce confirm deny
    condemn request appeal agree accept suggest declare stress reiterate""".split()
)
# How sure the rules must be. On the articles of PolNeAR that were held out, they add almost nothing above it.
SURE = 0.6
NAMED = frozenset({"NOUN", "PROPN"})
NEAR = 12  # tokens between a quotation and the verb that tells who said it
LONGEST_SPEAKER = 14  # tokens between a comma and the verb that ends a sentence
FINITE_ENDINGS = ("s", "ed", "said", "wrote", "told")


def with_overlooked(
    found: list[Attribution], table: MentionTable, quotes: Sequence[Quote]
) -> list[Attribution]:
    """Return attributions with those that are made of words which no other holds, in the order of their cues."""
    taken = {place for one in found for span in (*one.cue, *one.content) for place in range(span.start, span.end)}
    known = list(found)
    for one in overlooked(found, Quotations(table.doc, quotes), table, taken):
        if one.source and is_free(one, taken):
            known.append(one)
            taken.update(place for span in (*one.cue, *one.content) for place in range(span.start, span.end))
    return sorted(known, key=lambda one: (one.cue or one.content)[0])


def overlooked(
    found: list[Attribution], quotations: Quotations, table: MentionTable, taken: set[int]
) -> Iterator[Attribution]:
    """Yield what each rule finds, the surest first."""
    doc, quotes = table.doc, quotations.quotes
    beside = {place for quote in quotes for place in verbs_beside(quote, doc, taken)}
    heads = [
        token.i
        for token in doc
        if token.idx not in taken and (token.i in beside or is_diplomacy(token) or goes_on(token, found))
    ]
    if heads:
        judged = attribution.judge(doc, quotations, heads)
        for one in attribution.select(doc, judged):
            if one.probability >= SURE and speaks(one.candidate.subject, doc, table):
                yield attribution.attribution(doc, one)
    for token in doc:
        if token.idx not in taken and token.pos_ in {"VERB", "NOUN"}:
            yield from inverted(token, table, quotes)
            yield from postposed(token, table)
    for quote in quotes:
        if quote.speech and quote.closed:
            yield from signed(quote, doc, table)
    for token in doc:
        if token.lower_ == "words":
            yield from in_the_words_of(token)


def verbs_beside(quote: Quote, doc: Doc, taken: set[int]) -> list[int]:
    """Return the places of the verbs near a whole quotation that nobody has said yet."""
    inside = range(doc[quote.start].idx, doc[quote.end - 1].idx)
    if not quote.speech or not quote.closed or not taken.isdisjoint(inside):
        return []
    near = (*doc[max(0, quote.start - NEAR) : quote.start], *doc[quote.end : quote.end + NEAR])
    return [token.i for token in near if token.pos_ == "VERB" and token.lemma_.lower() in TELLING]


def speaks(subject: int, doc: Doc, table: MentionTable) -> bool:
    """Return whether the token that is the subject of a cue names somebody who can speak."""
    return subject >= 0 and can_speak(doc[subject], table)


def is_diplomacy(token: Token) -> bool:
    """Return whether a token is a verb of diplomacy with a subject that is named, and no verb above it reports it."""
    return (token.lemma_ in VERBS or lemma_of(token) == "rule_out") and has_subject(token, NAMED)


def goes_on(token: Token, found: list[Attribution]) -> bool:
    """Return whether a verb of telling with "that" goes on from a cue: "said that …, and he indicated that …"."""
    if token.lemma_ not in TELLING or token.dep_ != "conj" or not has_subject(token, NAMED | {"PRON"}):
        return False
    clause = any(child.dep_ == "ccomp" and any(word.lower_ == "that" for word in child.lefts) for child in token.children)
    return clause and any(span.start <= token.head.idx < span.end for one in found for span in one.cue)


def has_subject(verb: Token, kinds: frozenset[str]) -> bool:
    """Return whether a finite verb has a subject that is one of these parts of speech, and no verb above it reports it."""
    subject = next((child for child in verb.children if child.dep_ == "nsubj"), None)
    named = subject is not None and subject.pos_ in kinds
    return named and verb.pos_ == "VERB" and verb.dep_ in {"ROOT", "conj", "advcl", "relcl", "parataxis"}


def inverted(verb: Token, table: MentionTable, quotes: Sequence[Quote]) -> Iterator[Attribution]:
    """Yield "…, informs the ministry" and "…," manifested the envoy."""
    source = speaker_behind(verb, table)
    if source is None:
        return
    if is_quoted_before(verb):
        place = verb.i - 1
        quote = next((one for one in quotes if one.start <= place and place - 3 <= one.end - 1 <= place), None)
        if quote is not None and quote.speech:
            yield made(source, verb, span_of(verb.doc[quote.start : quote.end]))
    elif verb.lemma_.lower() in TELLING and (clause := clause_before(verb)) is not None:
        yield made(source, verb, clause)


def postposed(verb: Token, table: MentionTable) -> Iterator[Attribution]:
    """Yield "…, the press service of the ministry informs." where the parse takes the verb for a noun."""
    if not verb.lower_.endswith(FINITE_ENDINGS) or base(verb) not in TELLING:
        return
    doc, sentence = verb.doc, verb.sent
    last = next((token for token in reversed(sentence) if not (token.is_punct or token.is_space)), None)
    if last is None or verb.i != last.i:
        return
    comma = next((token.i for token in reversed(doc[sentence.start : verb.i]) if token.text == ","), -1)
    if not 1 < verb.i - comma <= LONGEST_SPEAKER or comma < 0:
        return
    inside = doc[comma + 1 : verb.i]
    head = next((token for token in inside if token.pos_ in NAMED and token.nbor(1).pos_ not in NAMED), None)
    if head is None or any(token.pos_ in {"VERB", "AUX"} for token in inside) or not can_speak(head, table):
        return
    if is_sentence(doc, sentence.start, comma):
        yield made(span_of(doc[comma + 1 : verb.i]), verb, span_of(doc[sentence.start : comma]))


def base(verb: Token) -> str:
    """Return the base form of a verb that may be tagged as a plural noun."""
    lemma = verb.lemma_.lower()
    return lemma if lemma in TELLING else verb.lower_.removesuffix("s")


def signed(quote: Quote, doc: Doc, table: MentionTable) -> Iterator[Attribution]:
    """Yield the quotation that a colon or a dash and a name follow: "…": Anna Berg, head of the delegation."""
    place = quote.end
    if place + 1 >= len(doc) or doc[place].text not in {":", "–", "—", "-", "--"}:
        return
    held = table.starting(doc[place + 1])
    if held is None or held.kind != "Person":
        return
    end = next((token.i for token in doc[place + 1 :] if token.text in {".", ";"} or "\n" in token.text), len(doc))
    if not any(token.pos_ in {"VERB", "AUX"} for token in doc[place + 1 : end]):
        yield made(span_of(doc[place + 1 : end]), doc[place], span_of(doc[quote.start : quote.end]))


def in_the_words_of(noun: Token) -> Iterator[Attribution]:
    """Yield "in the words of X, …": the rest of the sentence is what X says."""
    doc, of = noun.doc, next((child for child in noun.children if child.lower_ == "of"), None)
    start = noun.i - 2
    if of is None or start < 0 or [token.lower_ for token in doc[start : noun.i]] != ["in", "the"]:
        return
    end = of.right_edge.i + 1
    last = next(token.i for token in reversed(noun.sent) if not token.is_space)
    if start == noun.sent.start and end < last and doc[end].text == "," and of.i + 1 < end:
        rest = span_of(doc[end + 1 : last if doc[last].text == "." else last + 1])
        cue = Span(doc[start].idx, of.idx + len(of))
        yield Attribution((span_of(doc[of.i + 1 : end]),), (cue,), (rest,), SURE)


def made(source: Span, cue: Token, content: Span) -> Attribution:
    """Return an attribution that a rule found."""
    return Attribution((source,), (span_of(cue),), (content,), SURE)


def is_free(one: Attribution, taken: set[int]) -> bool:
    """Return whether no other attribution holds a character of this one's cue or content."""
    return all(taken.isdisjoint(range(span.start, span.end)) for span in (*one.cue, *one.content))
