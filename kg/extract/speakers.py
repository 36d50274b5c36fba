"""Who stands behind the words of a source, whom they address, for whom they speak and through which outlet."""

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg import knowledge
from kg.extract import vocabulary as words
from kg.extract.coreference import antecedents, is_first_person, subject_of_report
from kg.extract.discourse import is_quoted, is_subject
from kg.extract.nominals import described_person, nominal, phrase
from kg.extract.roles import is_office
from kg.extract.table import MentionTable
from kg.model import Mention, Span

SPEAKERS = frozenset({"Person", "Organization", "NewsOrganization", "Country", "UnnamedSource", "Delegation", "Actor"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
INDEFINITE = frozenset("who some many others one few most all everyone nobody those several both more".split())
# Nouns that count people and leave it to "of …" to say which.
QUANTIFIERS = frozenset(
    "lot number majority minority half third quarter percent % dozen hundred thousand million group handful couple plenty rest".split()
)
NOMINAL = frozenset({"NOUN", "PROPN", "PRON"})
# What outlets do with texts that others wrote.
PASSED_ON = frozenset("seen obtained viewed reviewed received quoted cited carried read published".split())
PEOPLE = frozenset(
    """people voter american supporter critic worker resident citizen man woman student teacher parent republican democrat conservative
    liberal politician member follower respondent candidate expert scholar neighbour neighbor immigrant refugee protester family
    parent fan reader viewer customer donor veteran""".split()
)


def speakers_of(
    source: Span, table: MentionTable, outer: tuple[Span, ...] = (), apart: tuple[Span, ...] = ()
) -> tuple[Span, ...]:
    """Return the mentions of who speaks in a source span, adding one to `table` for people whom nothing names.

    `outer` are the speakers of the statement that holds this one: they are the "I" and "we" of what they say. `apart` are
    the spans of what is said, in which a pronoun is not looked up first. Empty only where the source holds no noun or
    pronoun that can speak.
    """
    piece = table.tokens(source)
    named = named_beside(piece, table)
    if named:
        return named
    found: list[Span] = []
    for head in heads(piece):
        found += first_person(head, outer, table) if is_first_person(head) else voice(head, piece, table, apart)
    return tuple(dict.fromkeys(found))


def named_beside(piece: SpacySpan, table: MentionTable) -> tuple[Span, ...]:
    """Return the people whose names a description ends in: "mogul and host X Y", "the biographers, X and Y"; else empty."""
    root = piece.root
    if table.at(root) is not None or root.pos_ == "PRON":
        return ()
    inside = [
        item
        for item in table.inside(Span(piece.start_char, piece.end_char))
        if item.kind == "Person" and item.form == "name"
    ]
    described = [item for item in inside if is_apposition(table.tokens(item.span).root, piece)]
    return tuple(item.span for item in described)


def is_apposition(name: Token, piece: SpacySpan) -> bool:
    """Return whether a name is put beside a noun of its phrase, or joined by "and" to one that is."""
    while name.dep_ == "conj" and name.head.pos_ == "PROPN" and piece.start <= name.head.i:
        name = name.head
    noun = name.head
    # The parser takes "the biographers, X and Y" for one list.
    listed = name.dep_ == "conj" and noun.tag_ == "NNS" and noun.nbor(1).text == "," and name.left_edge.i == noun.i + 2
    beside = name.dep_ == "appos" or listed
    return beside and piece.start <= noun.i < piece.end and noun.pos_ in {"NOUN", "PROPN"}


def first_person(head: Token, outer: tuple[Span, ...], table: MentionTable) -> list[Span]:
    """Return who "I" and "we" are: the speaker around them, else, outside quotation marks, whoever wrote the text."""
    if outer or is_quoted(head.idx, table):
        return list(outer)
    span = Span(head.idx, head.idx + len(head.text))
    table.put(Mention(span, head.text, "UnnamedSource", "pronoun"))
    return [span]


def heads(piece: SpacySpan) -> list[Token]:
    """Return the noun that a source phrase is about, and those joined to it by "and"."""
    root = main_noun(piece)
    parts = [root, *root.conjuncts]
    if root.pos_ == "PROPN":
        # "X and co-host Y Z": the parser may hang the first name on the second.
        parts += [
            child
            for child in root.children
            if child.dep_ == "nmod" and child.pos_ == "PROPN" and child.i < root.i
            if any(token.dep_ == "cc" or token.lower_ == "and" for token in piece.doc[child.i : root.i])
        ]
    joined = {
        part.i: part
        for part in parts
        if piece.start <= part.i < piece.end
        and part.pos_ in NOMINAL
        and not is_second_title(part, root)
    }
    return [part for _, part in sorted((joined | {root.i: root}).items())]


def main_noun(piece: SpacySpan) -> Token:
    """Return the root of a phrase; where the parse breaks at a comma and makes that the root, the noun that hangs outside."""
    root = piece.root
    if not root.is_punct:
        return root
    outside = (token for token in piece if not piece.start <= token.head.i < piece.end and token.pos_ in NOMINAL)
    return next(outside, root)


def is_second_title(part: Token, root: Token) -> bool:
    """Return whether a noun joined by "and" goes on with the description of one person ("the senator and former mayor")."""
    both = part is not root and part.tag_ == root.tag_ == "NN"
    own = any(child.dep_ in {"det", "poss"} or child.pos_ == "PROPN" for child in part.lefts)
    return both and not own and any(child.dep_ == "det" for child in root.lefts)


def voice(head: Token, piece: SpacySpan, table: MentionTable, apart: tuple[Span, ...] = ()) -> list[Span]:
    """Return the mentions that one head noun or pronoun of a source means."""
    if head.lower_ in RELATIVE:
        # "who" is whom its clause describes.
        described = head.head.head if head.head.dep_ == "relcl" else None
        return voice(described, whole(described), table, apart) if described is not None else []
    held = next((item for item in table.all_at(head) if item.kind in SPEAKERS and item.form != "demonym"), None)
    if held is not None and held.form != "nominal":
        return [held.span]
    teams = heads_of_delegations(head, table)
    if teams:
        return teams
    named = person_beside(head, piece, table)
    if named is not None:
        return [named.span]
    if head.pos_ == "PRON" and head.lower_ not in INDEFINITE:
        return pronoun(head, table, apart)
    if held is not None:
        return list(held.refers_to) if held.kind == "Actor" else [held.span]
    demonym = next((item for item in table.all_at(head) if item.form == "demonym"), None)
    if demonym is not None:
        return [demonym.span]
    taken = misread(head, table)
    return [taken.span] if taken is not None else unnamed(head, piece, table)


def whole(head: Token) -> SpacySpan:
    """Return a noun with all that belongs to it before it, and what "of" and "from" add, short of clauses."""
    end = head.i + 1
    for child in head.rights:
        if child.dep_ == "prep" and child.lower_ in {"of", "from", "by", "in", "for", "at"}:
            end = max([end, *(grand.i + 1 for grand in child.children if grand.dep_ == "pobj")])
    return head.doc[phrase(head).start : end]


def misread(head: Token, table: MentionTable) -> Mention | None:
    """Return a speaker whom the name finder took for a place or missed: a person's surname, an institution.

    Places do not talk. A single name that ends the name of a person of this text is that person; a building that talks
    is the body that sits in it. The mention in `table` is set right.
    """
    held = table.at(head)
    surname = head.text.removesuffix("'s").lower()
    owner = next(
        (
            item
            for item in table
            if item.kind == "Person" and " " in item.text and item.text.lower().split()[-1] == surname
        ),
        None,
    )
    if held is not None and held.kind in {"City", "Place", "Venue", "Building"}:
        single = " " not in held.text
        unknown = held.kind == "Place" and not held.text.isupper() and not knowledge.lookup(held.text)
        if single and (owner is not None or head.ent_type_ == "PERSON" or unknown):
            return put(table, Mention(held.span, held.text, "Person"))
        if held.kind == "Building" or (single and len(held.text) > 1 and held.text.isupper() and not table.in_dateline(head)):
            return put(table, Mention(held.span, held.text, "Organization", country=held.country))
    if held is None and owner is not None and head.text[:1].isupper():
        return put(table, Mention(Span(head.idx, head.idx + len(head.text)), head.text, "Person"))
    return None


def put(table: MentionTable, item: Mention) -> Mention:
    """Return a mention after adding it to `table`."""
    table.put(item)
    return item


def implied(cue: list[Token], table: MentionTable) -> tuple[Span, ...]:
    """Return who says what has no source of its own: the subject of the verb on which "adding", "calling" … hangs."""
    verb = next((token for token in cue if token.pos_ in {"VERB", "AUX"}), None)
    if verb is None or verb.tag_ != "VBG" or any(is_subject(child) for child in verb.children):
        return ()
    above = verb
    while above.dep_ in {"advcl", "xcomp", "conj"} and above.head is not above:
        above = above.head
        subject = next((child for child in above.children if child.dep_ == "nsubj"), None)
        if subject is not None and above.pos_ in {"VERB", "AUX"}:
            return tuple(voice(subject, whole(subject), table)) if not is_first_person(subject) else ()
    return ()


def heads_of_delegations(head: Token, table: MentionTable) -> list[Span]:
    """Return the leaders that "the heads of the two delegations" means; empty where their delegations are not known."""
    if not is_office(head):
        return []
    for child in head.children:
        if child.lower_ == "of":
            for part in child.children:
                teams = [item for item in table.all_at(part) if item.kind == "Delegation"]
                if teams:
                    return list(teams[0].refers_to or (teams[0].span,))
    return []


def person_beside(head: Token, piece: SpacySpan, table: MentionTable) -> Mention | None:
    """Return the person whose office the head noun is: "the presidential aide, …", "… spokesman …"."""
    if not is_office(head):
        return None
    inside = [item for item in table.inside(Span(piece.start_char, piece.end_char)) if item.kind == "Person"]
    for item in inside:
        if item.role is not None and item.role.start <= head.idx < item.role.end:
            return item
        if table.tokens(item.span).root.dep_ == "appos" and table.tokens(item.span).root.head is head:
            return item
    named = [item for item in inside if item.form == "name"]
    behind = len(named) == 1 and named[0].span.end == piece.end_char and table.tokens(named[0].span)[0].nbor(-1)
    return named[0] if behind and behind.text == "," else None


def pronoun(head: Token, table: MentionTable, apart: tuple[Span, ...] = ()) -> list[Span]:
    """Return the mention of a pronoun, recorded with what it refers to; empty where nothing near agrees."""
    referents = people_beside(head, table) or antecedents(head, table, apart) or people_before(head, table)
    if not referents:
        return []
    kind = table[referents[0]].kind if referents[0] in table else "Actor"
    span = Span(head.idx, head.idx + len(head.text))
    table.put(Mention(span, head.text, kind, "pronoun", refers_to=referents))
    return [span]


def people_beside(head: Token, table: MentionTable) -> tuple[Span, ...]:
    """Return a new mention of the people whom "they" means where the same sentence speaks of them: "voters say they …"."""
    if head.lower_ != "they":
        return ()
    outer = subject_of_report(head)
    near = [outer] if outer is not None else []
    near += [token for token in reversed(head.doc[head.sent.start : head.i]) if is_subject(token) and is_human(token)]
    for token in near:
        if (
            token.pos_ in {"NOUN", "NUM"}
            and table.at(token) is None
            and is_quoted(token.idx, table) == is_quoted(head.idx, table)
        ):
            return tuple(unnamed(token, whole(token), table)) if is_human(token) or is_count(token) else ()
    return ()


def is_count(noun: Token) -> bool:
    """Return whether a word counts people: "a majority", "46 percent", "most"."""
    return noun.lemma_.lower() in QUANTIFIERS or noun.pos_ == "NUM"


def people_before(head: Token, table: MentionTable) -> tuple[Span, ...]:
    """Return a new mention of the people whom "they" means where none is recorded: the last plural subject that is human."""
    if head.lower_ != "they":
        return ()
    sentence = head.sent
    start = sentence.start if sentence.start == 0 else head.doc[sentence.start - 1].sent.start
    for token in reversed(head.doc[start : head.i]):
        if is_subject(token) and table.at(token) is None and (is_human(token) or is_count(token)):
            return tuple(unnamed(token, whole(token), table))
    return ()


def is_human(noun: Token) -> bool:
    """Return whether a plural noun stands for people."""
    lemma = noun.lemma_.lower()
    return noun.tag_ in {"NNS", "NNPS"} and (lemma in PEOPLE or lemma in words.SPEAKER_NOUNS | words.OFFICES)


def unnamed(head: Token, piece: SpacySpan, table: MentionTable) -> list[Span]:
    """Return a mention of a source without a name, or of the body whose statement, report or spokesman it is."""
    if head.lemma_.lower() in words.EVENT_NOUNS:
        return []  # an event says nothing, whoever spoke there
    if head.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"} or table.at(head) is not None:
        inner = owner_inside(piece, table)
        return [inner.span] if inner is not None else []
    noun = phrase(head)
    if noun.start < piece.start:
        noun = piece.doc[piece.start : head.i + 1]
    known = described_person(noun, table)
    if known:
        item = nominal(noun, "Person", table)
        return [put(table, Mention(item.span, item.text, "Person", "nominal", item.country, refers_to=known)).span]
    if head.lemma_.lower() in words.OUTLETS and (outlet := outlet_named(noun, table)) is not None:
        return [outlet.span]
    if head.lemma_.lower() in words.TEXT_SOURCES:
        behind = owner_inside(short_of_clauses(head, piece), table)
        if behind is not None:
            return [behind.span]
    return [put(table, nominal(counted(noun, piece), "UnnamedSource", table)).span]


def short_of_clauses(head: Token, piece: SpacySpan) -> SpacySpan:
    """Return a source phrase up to the first clause about its noun: who has a copy of a text did not write it."""
    clauses = [
        child.left_edge.i
        for child in head.children
        if child.dep_ == "relcl" or (child.dep_ == "acl" and child.lower_ in PASSED_ON)
    ]
    end = min([piece.end, *(start for start in clauses if start > head.i)])
    return head.doc[piece.start : end] if end > piece.start else piece


def outlet_named(noun: SpacySpan, table: MentionTable) -> Mention | None:
    """Return the outlet that a noun phrase names: "the Anadolu agency", "the Axios site"."""
    inside = table.inside(Span(noun.start_char, noun.end_char))
    return next((item for item in inside if item.kind == "NewsOrganization"), None)


def counted(noun: SpacySpan, piece: SpacySpan) -> SpacySpan:
    """Return a noun that only counts with the "of …" that says whom ("a lot of Americans"), any other as it is."""
    if not is_count(noun[-1]):
        return noun
    full = whole(noun[-1])
    return noun.doc[noun.start : min(full.end, piece.end)] if full.end > noun.end else noun


def owner_inside(piece: SpacySpan, table: MentionTable) -> Mention | None:
    """Return the first person, body or country that a source phrase names."""
    return next(
        (
            item
            for item in table.inside(Span(piece.start_char, piece.end_char))
            if item.kind in SPEAKERS and item.form != "nominal"
        ),
        None,
    )
