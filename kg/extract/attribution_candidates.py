"""What could be an attribution, read off the parse: every head with every frame it could take, not yet judged.

A frame says where the content stands in relation to the cue: in a clause (`ccomp`), an infinitive (`xcomp`), an object
(`dobj`), after a preposition (`prep:about`) and so on. Frames follow the dependency labels of spaCy's English models
(ClearNLP style). `kg.extract.cues` judges them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from spacy.tokens import Doc, Token

Range = tuple[int, int]  # tokens, end excluded

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
CONNECTIVES = frozenset({"so", "then", "meanwhile", "however"})
VERB_GROUP = frozenset({"aux", "auxpass", "neg", "advmod"})
PREDICATED = frozenset({"acomp", "oprd", "ccomp", "conj"})
RELATIVES = frozenset({"that", "which", "who", "whom"})
MARKS = frozenset({",", ".", ";", ":", "-", "–", "—"})  # at the edge of a range they are no part of it
CLIMBING = 6  # heads to pass on the way from a participle to the verb whose subject it shares
ADDRESSED = frozenset({"tell", "remind", "inform", "assure", "warn", "ask", "convince", "persuade", "notify", "advise"})
LIGHT_GAP = 8  # tokens a cue such as "issued a long joint statement on" may span


@dataclass(frozen=True, slots=True)
class Candidate:
    """One way to read a head as a cue, in token ranges."""

    head: int
    frame: str
    cue: Range
    source: Range | None
    content: tuple[Range, ...]
    subject: int = -1  # head of the source's noun phrase

    @property
    def size(self) -> int:
        """How many tokens the content has."""
        return sum(end - start for start, end in self.content)


def span_of(token: Token) -> Range:
    """Return the range of a token's subtree."""
    return token.left_edge.i, token.right_edge.i + 1


# Candidates are read one text at a time; a larger cache would keep texts in memory.
@lru_cache(maxsize=2)
def edges(doc: Doc) -> tuple[list[bool], list[bool], list[bool]]:
    """Return for each token whether no range begins with it, whether none ends with it, and whether it is a word."""
    blank = [token.is_space or token.text in MARKS for token in doc]
    words = [token.is_alpha or token.like_num for token in doc]
    before = [each or token.text == ")" for each, token in zip(blank, doc, strict=True)]
    after = [each or token.text == "(" for each, token in zip(blank, doc, strict=True)]
    return before, after, words


def trimmed(doc: Doc, start: int, end: int) -> Range | None:
    """Return the range without blanks, commas and full stops at its edges, or nothing if no word is left."""
    before, after, words = edges(doc)
    while start < end and before[start]:
        start += 1
    while start < end and after[end - 1]:
        end -= 1
    return (start, end) if any(words[start:end]) else None


def without(outer: Range, inner: Range) -> list[Range]:
    """Return what is left of one range when another is cut out."""
    left, right = (outer[0], min(outer[1], inner[0])), (max(outer[0], inner[1]), outer[1])
    return [part for part in (left, right) if part[0] < part[1]]


def ranges(doc: Doc, *parts: Range) -> tuple[Range, ...]:
    """Return ranges trimmed and in order, without the empty ones, adjacent ones joined."""
    joined: list[Range] = []
    for part in sorted(kept for start, end in parts if (kept := trimmed(doc, start, end))):
        if joined and part[0] <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(joined[-1][1], part[1]))
        else:
            joined.append(part)
    return tuple(joined)


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of these labels."""
    return next((kid for kid in token.children if kid.dep_ in deps), None)


def _by(token: Token) -> Token | None:
    """Return the noun of a by-phrase."""
    phrase = next((kid for kid in token.children if kid.dep_ in {"agent", "prep"} and kid.lower_ == "by"), None)
    return child(phrase, "pobj") if phrase is not None else None


def is_passive(token: Token) -> bool:
    """Return whether a verb is passive: it has a passive subject or auxiliary, or is a post-modifying participle."""
    marked = any(kid.dep_ in {"nsubjpass", "auxpass", "csubjpass"} for kid in token.children)
    return marked or (token.tag_ == "VBN" and token.dep_ in {"acl", "advcl"} and child(token, "aux") is None)


def subject_of(token: Token) -> Token | None:
    """Return the head of the noun phrase that does what a verb says, also where verb and subject are clauses apart."""
    for _ in range(CLIMBING):
        if is_passive(token):
            return _by(token)
        own = child(token, "nsubj", "csubj")
        if own is not None:
            return None if own.lower_ in {"it", "there"} and own.dep_ == "expl" else own
        if token.dep_ == "acl" and token.tag_ in {"VBG", "TO"}:
            return token.head if token.tag_ == "VBG" else None
        if token.dep_ == "xcomp" and (controller := child(token.head, "dobj", "dative")) is not None:
            return controller if controller.i < token.i else None
        if token.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "parataxis"} or token.head == token:
            return None
        token = token.head
        if token.pos_ in {"VERB", "AUX"} and (passive := child(token, "nsubjpass")) is not None:
            return passive
    return None


def verb_group(token: Token) -> Range:
    """Return a verb with the auxiliaries, adverbs and particle that stand next to it."""
    start, end = token.i, token.i + 1
    doc = token.doc
    while start > 0 and doc[start - 1].dep_ in VERB_GROUP and doc[start - 1].head == token:
        if doc[start - 1].tag_ == "WRB" or doc[start - 1].lower_ in CONNECTIVES:
            break
        start = doc[start - 1].left_edge.i  # "no longer" is one adverb of two words
    while end < len(doc) and doc[end].dep_ == "prt" and doc[end].head == token:
        end += 1
    return start, end


def source_range(subject: Token | None, cue: Range) -> Range | None:
    """Return the noun phrase around a subject as far as it does not run into the cue."""
    if subject is None:
        return None
    start, end = span_of(subject)
    if end > cue[0] > subject.i:
        end = cue[0]
    if start < cue[1] <= subject.i:
        start = cue[1]
    return trimmed(subject.doc, start, end)


class Frames:
    """The frames of one verb, adjective or noun; a helper that holds what they share."""

    def __init__(self, head: Token, verb: Token, cue: Range) -> None:
        self.head, self.doc = head, head.doc
        self.verb, self.cue = verb, cue
        self.subject = subject_of(verb)
        self.source = source_range(self.subject, cue)

    def make(self, frame: str, *parts: Range, until: int = 0, sourceless: bool = False) -> Iterator[Candidate]:
        """Yield the candidate with this content, its cue run on to token `until`, unless nothing is left of it."""
        cue = (self.cue[0], max(self.cue[1], until))
        source = None if sourceless else self.source
        cut = [piece for part in parts for piece in without(part, cue)]
        if source is not None:
            cut = [piece for part in cut for piece in without(part, source)]
        content = ranges(self.doc, *cut)
        if content:
            subject = self.subject.i if source is not None and self.subject is not None else -1
            yield Candidate(self.head.i, frame, cue, source, content, subject)

    def prepositions(self, of: Token, prefix: str = "") -> Iterator[Candidate]:
        """Yield a candidate for each preposition whose object could be the content."""
        for prep in of.children:
            target = child(prep, "pobj", "pcomp") if prep.dep_ in {"prep", "agent"} and prep.i > of.i else None
            if target is None or prep.lower_ == "by":
                continue
            near = prep.i - self.cue[1] <= 2 and not any(token.is_punct for token in self.doc[self.cue[1] : prep.i])
            tail = self.doc[prep.i].right_edge.i + 1
            yield from self.make(f"{prefix}prep:{prep.lower_}", (prep.i + 1, tail), until=prep.i + 1 if near else 0)


def verb_candidates(token: Token) -> Iterator[Candidate]:
    """Yield every frame of one verb."""
    frames = Frames(token, token, _quoted_as(token))
    passive = "pass+" if is_passive(token) else ""
    kids = list(token.children)
    complements = [kid for kid in kids if kid.dep_ == "ccomp" or (kid.dep_ == "parataxis" and kid.i > token.i)]
    dobj = next((kid for kid in kids if kid.dep_ in {"dobj", "dative"} and kid.pos_ != "ADP"), None)
    xcomp = next((kid for kid in kids if kid.dep_ in {"xcomp", "oprd"}), None)
    if complements:
        clauses = [span_of(kid) for kid in complements]
        before = "<" if clauses[-1][0] < token.i else ""  # "…, he said": most verbs of wishing never stand so
        yield from frames.make(f"{passive}ccomp{before}", *clauses)
        yield from _far_subjects(frames, clauses)
        yield from _coordinated(frames, f"{passive}ccomp+conj", clauses[-1])
    if xcomp is not None:
        yield from _infinitives(frames, passive, xcomp, dobj)
    if dobj is not None:
        yield from _objects(frames, dobj, kids)
    yield from frames.prepositions(token, passive)
    if passive:
        yield from _passives(frames, token, xcomp, kids)
    yield from _parentheses(frames, token, complements)


def _coordinated(frames: Frames, frame: str, clause: Range) -> Iterator[Candidate]:
    """Yield the reading in which a clause after "and" still is content: the parse often hangs it on the cue."""
    verb = frames.head
    for kid in verb.children:
        subject = child(kid, "nsubj", "nsubjpass") if kid.dep_ == "conj" and kid.i >= clause[1] > verb.i else None
        if subject is not None and subject.i >= clause[1]:
            joint = next((word.lower_ for word in frames.doc[clause[1] : subject.i] if word.dep_ == "cc"), "")
            yield from frames.make(f"{frame}:{joint}:{subject.pos_}", (clause[0], kid.right_edge.i + 1))
            return


def _far_subjects(frames: Frames, clauses: list[Range]) -> Iterator[Candidate]:
    """Yield "adding that" with the subjects further up: the parse hangs it on the verb nearest before it."""
    token, seen = frames.head, frames.subject
    if token.tag_ != "VBG" or token.dep_ not in {"advcl", "conj", "xcomp", "acl"}:
        return
    far = Frames(token, token, frames.cue)
    for ancestor in islice(token.ancestors, CLIMBING):
        own = child(ancestor, "nsubj") if ancestor.dep_ in {"ROOT", "conj", "advcl", "ccomp"} else None
        if own is not None and own != seen and own.i < token.i:
            far.subject, far.source = own, source_range(own, frames.cue)
            yield from far.make("far+ccomp", *clauses)
            seen = own


def _quoted_as(token: Token) -> Range:
    """Return the verb group, with "was quoted as" before a "saying"."""
    start, end = verb_group(token)
    prep = token.head
    if token.dep_ == "pcomp" and prep.lower_ == "as" and prep.head.pos_ == "VERB" and start - prep.head.i <= 3:
        start = verb_group(prep.head)[0]
    return start, end


def _infinitives(frames: Frames, passive: str, xcomp: Token, dobj: Token | None) -> Iterator[Candidate]:
    if dobj is not None and frames.head.i < dobj.i < xcomp.i:
        yield from frames.make(f"{passive}dobj+{xcomp.dep_}", (dobj.left_edge.i, xcomp.right_edge.i + 1))
        yield from frames.make(f"{passive}to+{xcomp.dep_}", span_of(xcomp))
    elif dobj is not None and dobj.i < frames.head.i:
        yield from frames.make(f"{passive}rel+{xcomp.dep_}", span_of(dobj), span_of(xcomp))
    else:
        yield from frames.make(f"{passive}{xcomp.dep_}", span_of(xcomp))
    own = child(frames.head, "nsubj")
    if not passive and own is not None and own.i < frames.head.i:
        yield from frames.make("raise+xcomp", span_of(own), span_of(xcomp), sourceless=True)


def _objects(frames: Frames, dobj: Token, kids: list[Token]) -> Iterator[Candidate]:
    yield from frames.make("dobj", span_of(dobj))
    after = [kid for kid in kids if kid.dep_ == "prep" and kid.i > max(dobj.i, frames.head.i)]
    for prep in after[:1]:
        frame = f"dobj+prep:{prep.lower_}" if dobj.i > frames.head.i else f"rel+prep:{prep.lower_}"
        yield from frames.make(frame, span_of(dobj), span_of(prep))
        if dobj.i > frames.head.i:
            yield from frames.make(f"to+prep:{prep.lower_}", (prep.i + 1, prep.right_edge.i + 1))
    clause = next((kid for kid in dobj.children if kid.dep_ in {"acl", "relcl", "prep"} and kid.i > dobj.i), None)
    if clause is not None and dobj.i > frames.head.i and dobj.pos_ == "NOUN":
        short = (dobj.left_edge.i, clause.left_edge.i)
        yield from frames.make("dobj-", short)


def _passives(frames: Frames, token: Token, xcomp: Token | None, kids: list[Token]) -> Iterator[Candidate]:
    subject = child(token, "nsubjpass")
    if subject is None or subject.lower_ in {"it", "there"}:
        return
    about = span_of(subject)
    if xcomp is not None:
        yield from frames.make("pass+subj+xcomp", about, span_of(xcomp))
    for prep in kids:
        speaks = child(prep, "pcomp")  # "was quoted as saying": the saying is the cue
        if speaks is None and prep.dep_ == "prep" and prep.lower_ in {"as", "for", "of", "with"}:
            yield from frames.make(f"pass+subj+{prep.lower_}", about, span_of(prep))
    yield from frames.make("pass+subj", about)
    addressee = Frames(frames.head, frames.verb, frames.cue)
    addressee.subject, addressee.source = subject, source_range(subject, frames.cue)
    if xcomp is not None:
        yield from addressee.make("pass+own+xcomp", span_of(xcomp))


def _parentheses(frames: Frames, token: Token, complements: list[Token]) -> Iterator[Candidate]:
    """Yield "X, he said, Y" and "as he put it": the content is what the cue's own clause interrupts."""
    head, own = token.head, span_of(token)
    if head == token or (complements and token.dep_ != "parataxis"):
        return
    after = [kid for kid in token.children if kid.dep_ in {"dobj", "xcomp"} and kid.i > token.i and kid.lower_ != "it"]
    if after and token.lemma_ not in ADDRESSED:
        return
    if token.dep_ in {"parataxis", "intj"} or (token.dep_ in {"ccomp", "dep"} and head.pos_ in {"VERB", "AUX"}):
        yield from frames.make(f"paren:{token.dep_}", *without(span_of(head), own))
    mark = child(token, "mark", "advmod")
    if token.dep_ == "advcl" and mark is not None and mark.lower_ == "as":
        yield from frames.make("paren:as", *without(span_of(head), own))


def adjective_candidates(token: Token) -> Iterator[Candidate]:
    """Yield the frames of an adjective that a verb predicates: "is confident that"."""
    verb = token.head
    start = verb_group(verb)[0]
    if token.i - start > LIGHT_GAP or verb.i > token.i:
        return
    frames = Frames(token, verb, (start, token.i + 1))
    for holder in (token, verb):
        clause = next((kid for kid in holder.children if kid.dep_ in {"ccomp", "xcomp"} and kid.i > token.i), None)
        if clause is not None:
            yield from frames.make(f"adj:{clause.dep_}", span_of(clause))
    yield from frames.prepositions(token, "adj:")


def noun_candidates(token: Token) -> Iterator[Candidate]:
    """Yield the frames of a noun: "Russia's demand that", "expressed hope to", "the first priority of X is"."""
    owner = child(token, "poss")
    cue = (token.i, token.i + 1)
    while cue[0] > 0 and token.doc[cue[0] - 1].head == token and token.doc[cue[0] - 1].dep_ in {"amod", "compound"}:
        cue = (cue[0] - 1, cue[1])
    bare = Frames(token, token, cue)
    bare.subject = owner if owner is not None else _by(token)
    bare.source = source_range(bare.subject, cue)
    kind = "noun:" if bare.subject is None else "poss:"
    yield from _noun_content(bare, kind)
    verb = token.head
    if kind != "noun:" and token.dep_ == "nsubj" and verb.lemma_ == "be":
        until = verb.i + 1 if verb.i - cue[1] < 3 else 0
        yield from bare.make("poss:be", (verb.i + 1, verb.right_edge.i + 1), until=until)
    if token.dep_ == "dobj" and verb.pos_ == "VERB" and 0 < token.i - verb.i < LIGHT_GAP:
        light = Frames(token, verb, (verb_group(verb)[0], token.i + 1))
        yield from _noun_content(light, f"{verb.lemma_}+")


def _noun_content(frames: Frames, kind: str) -> Iterator[Candidate]:
    noun = frames.head
    shared = noun.dep_ == "dobj" and noun.head.lemma_ not in ADDRESSED
    for holder in (noun, noun.head) if shared else (noun,):
        for clause in holder.children:
            if clause.dep_ in {"acl", "ccomp", "relcl", "xcomp", "advcl"} and clause.i > noun.i:
                yield from frames.make(f"{kind}{clause.dep_}:{clause.tag_ == 'VBG'}"[:40], span_of(clause))
    yield from frames.prepositions(noun, kind)
    if noun.dep_ == "dobj" and kind.endswith("+"):
        yield from frames.prepositions(noun.head, kind)


def _short_of_adverbial(doc: Doc, source: Range) -> Range:
    """Return a source up to a comma with an adverbial after it: "According to the minister, in March the army …"."""
    for place in range(source[0] + 1, source[1] - 1):
        if doc[place].text == "," and doc[place + 1].pos_ in {"ADP", "SCONJ", "ADV", "PRON"}:
            relative = doc[place + 1].tag_ in {"WDT", "WP", "WP$"}
            return source if relative else (source[0], place)
    return source


def according_candidates(token: Token) -> Iterator[Candidate]:
    """Yield "according to X": the content is the clause that it modifies, or the sentence before or after it."""
    doc, sentence = token.doc, token.sent
    to = token.nbor(1) if token.i + 1 < len(doc) else None
    named = child(to, "pobj") if to is not None and to.lower_ == "to" else None
    if to is None or named is None:
        return
    source = trimmed(doc, named.left_edge.i, named.right_edge.i + 1)
    if source is None:
        return
    source = _short_of_adverbial(doc, source)
    ahead = not any(word.pos_ in {"VERB", "AUX", "NOUN", "PROPN"} for word in doc[sentence.start : token.i])
    comma = next((i for i in range(source[1], sentence.end) if doc[i].text == ","), source[1])
    if ahead:
        content = ranges(doc, (comma, sentence.end))
    else:
        head = token.head
        while head.pos_ not in {"VERB", "AUX"} and head.head != head:
            head = head.head
        start, end = span_of(head)
        content = ranges(doc, *without((min(start, token.i), max(end, source[1])), (token.i, source[1])))
    if content:
        yield Candidate(token.i, "according", (token.i, to.i + 1), source, content, named.i)


def candidates(doc: Doc, heads: Iterable[int]) -> Iterator[Candidate]:
    """Yield every frame of every head among the tokens at `heads`, in their order."""
    for token in (doc[place] for place in heads):
        if token.lower_ == "according":
            yield from according_candidates(token)
        elif token.pos_ in {"VERB", "AUX"}:
            if token.dep_ not in {"aux", "auxpass"}:
                yield from verb_candidates(token)
        elif token.pos_ == "NOUN":
            yield from noun_candidates(token)
        elif token.pos_ == "ADJ" and token.head.pos_ in {"AUX", "VERB"} and token.dep_ in PREDICATED:
            yield from adjective_candidates(token)
