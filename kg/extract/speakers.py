"""Who stands behind the words of a source, whom they address, for whom they speak and through which outlet."""

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg.extract import vocabulary as words
from kg.extract.coreference import FIRST, antecedents
from kg.extract.nominals import nominal, phrase
from kg.extract.roles import is_office
from kg.extract.table import MentionTable
from kg.model import Mention, Span

SPEAKERS = frozenset({"Person", "Organization", "NewsOrganization", "Country", "UnnamedSource", "Delegation", "Actor"})
RELATIVE = frozenset({"who", "which", "that", "whom"})
DIRECTED = frozenset("tell inform assure remind ask urge warn brief advise promise address".split())


def speakers_of(source: Span, table: MentionTable, outer: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """Return the mentions of who speaks in a source span, adding one to `table` for people whom nothing names.

    `outer` are the speakers of the statement that holds this one: they are the "I" and "we" of what they say. Empty
    only where the source holds no noun or pronoun that can speak.
    """
    piece = table.tokens(source)
    found: list[Span] = []
    for head in heads(piece):
        found += outer if head.lower_ in FIRST else voice(head, piece, table)
    return tuple(dict.fromkeys(found))


def heads(piece: SpacySpan) -> list[Token]:
    """Return the noun that a source phrase is about, and those joined to it by "and"."""
    root = piece.root
    joined = [
        part for part in root.conjuncts if piece.start <= part.i < piece.end and part.pos_ in {"NOUN", "PROPN", "PRON"}
    ]
    return sorted([root, *joined], key=lambda token: token.i)


def voice(head: Token, piece: SpacySpan, table: MentionTable) -> list[Span]:
    """Return the mentions that one head noun or pronoun of a source means."""
    if head.lower_ in RELATIVE:
        # "who" is whom its clause describes.
        return voice(head.head.head, piece, table) if head.head.dep_ == "relcl" else []
    held = next((item for item in table.all_at(head) if item.kind in SPEAKERS and item.form != "demonym"), None)
    if held is not None and held.form != "nominal":
        return [held.span]
    teams = heads_of_delegations(head, table)
    if teams:
        return teams
    named = person_beside(head, piece, table)
    if named is not None:
        return [named.span]
    if head.pos_ == "PRON" and head.lower_ not in {
        "who",
        "some",
        "many",
        "others",
        "one",
        "few",
        "most",
        "all",
        "everyone",
        "nobody",
        "those",
    }:
        return pronoun(head, table)
    if held is not None:
        return list(held.refers_to) if held.kind == "Actor" else [held.span]
    demonym = next((item for item in table.all_at(head) if item.form == "demonym"), None)
    if demonym is not None:
        return [demonym.span]
    return unnamed(head, piece, table)


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
    return None


def pronoun(head: Token, table: MentionTable) -> list[Span]:
    """Return the mention of a pronoun, recorded with what it refers to; empty where nothing near agrees."""
    referents = antecedents(head, table)
    if not referents:
        return []
    kind = table[referents[0]].kind if referents[0] in table else "Actor"
    span = Span(head.idx, head.idx + len(head.text))
    table.put(Mention(span, head.text, kind, "pronoun", refers_to=referents))
    return [span]


def unnamed(head: Token, piece: SpacySpan, table: MentionTable) -> list[Span]:
    """Return a mention of a source without a name, or of the body whose statement, report or spokesman it is."""
    if head.lemma_.lower() in words.EVENT_NOUNS:
        return []  # an event says nothing, whoever spoke there
    if head.pos_ not in {"NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET"} or table.at(head) is not None:
        inner = owner_inside(piece, table)
        return [inner.span] if inner is not None else []
    noun = phrase(head)
    if noun.start < piece.start <= head.i:
        noun = piece.doc[piece.start : head.i + 1]
    item = nominal(noun, "UnnamedSource", table)
    if head.lemma_.lower() in words.TEXT_SOURCES:
        behind = owner_inside(piece, table)
        if behind is not None:
            return [behind.span]
    table.put(item)
    return [item.span]


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


def principals(speakers: tuple[Span, ...], table: MentionTable) -> tuple[Span, ...]:
    """Return the mentions that the speakers act for: their country, or the body or person whose voice they are."""
    found = [
        span
        for speaker in speakers
        for span in (*table[speaker].represents, *table[speaker].affiliation)
        if span not in table or table[span].kind != "NewsOrganization"
    ]
    return tuple(dict.fromkeys(found))


def addressees_of(cue: list[Token], table: MentionTable) -> tuple[Span, ...]:
    """Return the mentions of who is told: the object of "tell", "inform" …, or of "to" after a verb of saying."""
    found: list[Span] = []
    for verb in cue:
        if verb.pos_ not in {"VERB", "AUX"}:
            continue
        for child in verb.children:
            told = child if child.dep_ in {"dobj", "dative", "iobj"} and verb.lemma_.lower() in DIRECTED else None
            if (
                verb.lemma_ != "accord"
                and child.lower_ in {"to", "with"}
                and child.dep_ in {"prep", "dative"}
                and child.i - verb.i <= 3
            ):
                told = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
            if told is not None and told.pos_ in {"NOUN", "PROPN", "PRON"}:
                found += hearer(told, table)
    return tuple(dict.fromkeys(found))


def hearer(told: Token, table: MentionTable) -> list[Span]:
    """Return the mention of one addressee: a name, a pronoun's antecedent, or a group without a name ("reporters")."""
    held = next((item for item in table.all_at(told) if item.kind in SPEAKERS), None)
    if held is not None:
        return list(held.refers_to) if held.kind == "Actor" else [held.span]
    if told.pos_ == "PRON":
        return [] if told.lower_ in FIRST else pronoun(told, table)
    item = nominal(phrase(told), "UnnamedSource", table)
    table.put(item)
    return [item.span]


def media_of(
    source: Span | None, cue: list[Token], speakers: tuple[Span, ...], table: MentionTable
) -> tuple[Span, ...]:
    """Return the outlets that a statement came through: the one told, interviewed by, cited by, or the reporter's own."""
    found: list[Span] = []
    for speaker in speakers:
        item = table[speaker]
        if item.kind == "NewsOrganization":
            found.append(speaker)
        found += [span for span in item.affiliation if span in table and table[span].kind == "NewsOrganization"]
    sentence = cue[0].sent if cue else None
    if sentence is not None:
        reach = {token.i for verb in cue for token in near(verb)}
        found += [
            item.span
            for item in table.inside(Span(sentence.start_char, sentence.end_char))
            if item.kind == "NewsOrganization" and table.tokens(item.span).root.i in reach
        ]
    return tuple(dict.fromkeys(found))


def near(verb: Token) -> list[Token]:
    """Return the tokens that hang on a cue verb without those of the clauses it reports."""
    tokens = [verb]
    for child in verb.children:
        if child.dep_ not in {"ccomp", "xcomp", "parataxis", "nsubj", "nsubjpass", "conj", "advcl"}:
            tokens += child.subtree
    return tokens
