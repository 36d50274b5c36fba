"""What pronouns and noun phrases refer to inside one document, by distance, number and what the words say.

The rules follow the usual salience order of rule-based resolvers (Hobbs 1978; Lappin and Leass 1994): the nearest
candidate that agrees, subjects before objects, nothing further back than a few sentences.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg import knowledge
from kg.extract import vocabulary as words
from kg.extract.discourse import earlier, is_quoted, is_subject, layout
from kg.extract.gender import GENDER_OF_PRONOUN, gender_of_name, gender_of_words
from kg.extract.table import MentionTable
from kg.model import Mention, Span

SINGULAR_PERSON = frozenset(GENDER_OF_PRONOUN)
PLURAL = frozenset({"they", "them", "their", "theirs", "themselves"})
NEUTER = frozenset({"it", "its", "itself"})
FIRST = frozenset({"i", "we", "me", "us", "my", "our", "myself", "ourselves"})
QUESTIONS = frozenset({"ask", "question", "press"})
LEADERS = frozenset("leader president premier minister chancellor monarch king queen emir".split())
HEAD_OF_STATE = 2.5e6  # weight in the gazetteer of those who head a state or its government
# Words by which an office is not that of who holds it now.
FORMER = frozenset({"former", "ex", "late", "then", "next", "new", "deputy"})
REMEMBERED = 30  # sentences
LONGEST_LINK = 10  # characters between two partners
# Words before a name in which a title or an office tells a man from a woman.
TITLE_REACH = 3


def is_first_person(token: Token) -> bool:
    """Return whether a word is a pronoun of the first person; "US" is none."""
    return token.lower_ in FIRST and token.text != "US"


def nearest(candidates: Iterable[Mention], *kinds: str) -> tuple[Span, ...]:
    """Return the span of the first candidate of one of `kinds`, through what it refers to; empty if there is none."""
    for item in candidates:
        if item.kind in kinds and item.form != "demonym":
            return item.refers_to or (item.span,)
    return ()


def antecedents(pronoun: Token, table: MentionTable, apart: tuple[Span, ...] = ()) -> tuple[Span, ...]:
    """Return the mentions that a third-person pronoun refers to; empty where nothing near agrees.

    What stands inside the spans `apart` is meant only where nothing else agrees.
    """
    outer = subject_of_report(pronoun)
    if outer is not None:
        said = reporter(outer, pronoun, table)
        if said:
            return said
    same = same_pronoun_before(pronoun, table)
    if same is not None:
        return antecedents(same, table)
    around = earlier(table, pronoun.idx)
    candidates = [item for item in around if not any(span.covers(item.span) for span in apart)]
    return agreeing(pronoun, candidates, table) or (agreeing(pronoun, around, table) if apart else ())


def same_pronoun_before(pronoun: Token, table: MentionTable) -> Token | None:
    """Return the same pronoun where it is what the sentence before is about, and this sentence names nobody: "He … He …"."""
    sentence, doc = pronoun.sent, pronoun.doc
    if pronoun.lower_ not in SINGULAR_PERSON or sentence.start == 0:
        return None
    if any(table.at(token) is not None for token in doc[sentence.start : pronoun.i]):
        return None
    before = doc[sentence.start - 1].sent.root
    subject = next((child for child in before.children if is_subject(child)), None)
    if subject is None or subject.lower_ != pronoun.lower_ or not is_subject(pronoun):
        return None
    return subject if is_quoted(subject.idx, table) == is_quoted(pronoun.idx, table) else None


def agreeing(pronoun: Token, candidates: list[Mention], table: MentionTable) -> tuple[Span, ...]:
    """Return what the first of `candidates` that agrees with a pronoun in number and gender means."""
    word = pronoun.lower_
    if word in SINGULAR_PERSON:
        return one_person(pronoun, candidates, table)
    if word in NEUTER:
        return nearest(
            (item for item in candidates if not is_plural(item, table)), "Country", "Organization", "NewsOrganization"
        )
    if word in PLURAL:
        several = [item for item in candidates if is_plural(item, table) or len(item.refers_to) > 1]
        return (
            nearest(several, "UnnamedSource", "Delegation", "Actor", "Organization")
            or joined_people(candidates, table)
            or nearest(candidates, "Organization", "NewsOrganization", "Delegation")
        )
    return ()


def one_person(pronoun: Token, candidates: list[Mention], table: MentionTable) -> tuple[Span, ...]:
    """Return the person whom "he" or "she" means: who was just asked, else the first that agrees."""
    gender = GENDER_OF_PRONOUN[pronoun.lower_]
    fitting = [item for item in candidates if is_one_person(item, table) and gender_of(item, table) in {gender, ""}]
    asked = next((item for item in fitting if is_asked(item, table)), None)
    if asked is not None and fitting and same_sentence(asked, fitting[0], table):
        return asked.refers_to or (asked.span,)
    return (fitting[0].refers_to or (fitting[0].span,)) if fitting else ()


def same_sentence(left: Mention, right: Mention, table: MentionTable) -> bool:
    """Return whether two mentions stand in one sentence."""
    return bool(table.tokens(left.span).root.sent == table.tokens(right.span).root.sent)


def is_asked(item: Mention, table: MentionTable) -> bool:
    """Return whether a mention is the one to whom a question is put, so that the answer is theirs."""
    root = table.tokens(item.span).root
    return root.dep_ in {"dobj", "dative"} and root.head.lemma_ in QUESTIONS


def is_one_person(item: Mention, table: MentionTable) -> bool:
    """Return whether a mention is one human being: a name, a speaker without a name, a pronoun that means one."""
    if item.form == "demonym" or len(item.refers_to) > 1 or is_plural(item, table):
        return False
    if item.kind == "Person":
        return item.form != "pronoun" or item.text.lower() in SINGULAR_PERSON
    head = table.tokens(item.span).root
    human = head.lemma_.lower() in words.SPEAKER_NOUNS | words.OFFICES and head.lemma_.lower() not in words.TEXT_SOURCES
    return item.kind == "UnnamedSource" and human and head.tag_ == "NN"


def gender_of(item: Mention, table: MentionTable) -> str:
    """Return "female" or "male" where title, office or given name of a person say so, else an empty string."""
    if item.form == "pronoun":
        return GENDER_OF_PRONOUN.get(item.text.lower(), "")
    name = table.tokens(item.span)
    before = [token.text for token in name.doc[max(0, name.start - TITLE_REACH) : name.start]]
    office = [token.text for token in table.tokens(item.role)] if item.role is not None else []
    if item.form == "nominal":
        return gender_of_words(token.text for token in name)
    title = gender_of_words(before[-1:]) or gender_of_words(office)
    return title or gender_of_name(item.text) or layout(table).genders.get(item.text.lower().split()[-1], "")


def subject_of_report(pronoun: Token) -> Token | None:
    """Return the subject of the verb whose reported clause a pronoun is the subject of: "X said that he …"."""
    verb = pronoun.head
    if not is_subject(pronoun) or verb.dep_ != "ccomp" or verb.head.i > pronoun.i:
        return None
    return next((child for child in verb.head.children if is_subject(child) and child.i < pronoun.i), None)


def reporter(subject: Token, pronoun: Token, table: MentionTable) -> tuple[Span, ...]:
    """Return the mention of who reports if the pronoun may mean them: same number, same gender, or the same word."""
    held = next((item for item in table.all_at(subject) if item.form != "demonym"), None)
    if held is None:
        return antecedents(subject, table) if subject.lower_ == pronoun.lower_ else ()
    return agreeing(pronoun, [held], table)


def joined_people(candidates: list[Mention], table: MentionTable) -> tuple[Span, ...]:
    """Return the people whom "they" means where the nearest subject is several people joined by "and"."""
    for item in candidates:
        root = table.tokens(item.span).root
        if item.kind == "Person" and item.form == "name" and root.dep_ != "conj" and any(root.conjuncts):
            others = [
                next((one for one in table.all_at(part) if one.kind == "Person"), None) for part in root.conjuncts
            ]
            named = [one.span for one in others if one is not None]
            if named:
                return (item.span, *named)
    return ()


def is_plural(item: Mention, table: MentionTable) -> bool:
    """Return whether the head of a nominal mention is a plural noun."""
    return item.form == "nominal" and table.tokens(item.span).root.tag_ in {"NNS", "NNPS"}


def holder_of(office: Token, country: str, table: MentionTable) -> tuple[Span, ...]:
    """Return the person whom "the minister" or "the Turkish president" means: the nearest one before with that office."""
    noun = office.lemma_.lower()
    for item in earlier(table, office.idx, sentences=30):
        if item.kind != "Person" or item.form != "name" or item.role is None:
            continue
        role = table.tokens(item.role).text.lower()
        if noun in role.split() and (not country or not item.country or item.country == country):
            return (item.span,)
    return ()


def head_of_state(office: Token, country: str, table: MentionTable) -> tuple[Span, ...]:
    """Return the person named before who led a country, whom "the Turkish leader" means though nobody was called so."""
    if not country or office.lemma_.lower() not in LEADERS:
        return ()
    for item in earlier(table, office.idx, sentences=30):
        if item.kind == "Person" and item.form == "name" and item.country in {"", country}:
            parts = item.text.split()
            hits = (*knowledge.lookup(item.text), *knowledge.surname(parts[-1]), *knowledge.surname(parts[0]))
            if any(hit.known.country == country and hit.known.weight >= HEAD_OF_STATE for hit in hits):
                return (item.span,)
    return ()


def known_holder(noun: SpacySpan, country: str, table: MentionTable) -> tuple[Span, ...]:
    """Return the only person named in full anywhere in the text who, as the gazetteer knows, holds or held that office.

    "The Omani foreign minister said so. … Badr Albusaidi wrote on X." Only an office with a portfolio tells one from all others.
    """
    wanted = knowledge.names.title_words(
        " ".join(token.text for token in noun if not token.ent_type_ and token.tag_ != "POS")
    )
    if not country or len(wanted) < 2:
        return ()
    found: dict[str, Span] = {}
    for item in table:
        if item.kind != "Person" or item.form != "name" or item.role is not None or item.country not in {"", country}:
            continue
        for hit in knowledge.lookup(item.text) if " " in item.text else ():
            offices = (office for office in hit.known.offices if office.country == country)
            if any(wanted <= knowledge.names.title_words(office.title) for office in offices):
                found.setdefault(hit.known.id, item.span)
    return tuple(found.values()) if len(found) == 1 else ()


def same_building(noun: Token, table: MentionTable) -> tuple[Span, ...]:
    """Return the nearest named building before `noun` whose name ends in the same word ("the palace")."""
    for item in earlier(table, noun.idx, sentences=30):
        if item.kind == "Building" and item.form == "name" and noun.lower_ in knowledge.names.fold(item.text).split():
            return (item.span,)
    return ()


def same_body(noun: Token, table: MentionTable, country: str = "") -> tuple[Span, ...]:
    """Return the nearest body of a state, or of `country`, before `noun` whose head is the same word ("the army")."""
    for item in earlier(table, noun.idx, sentences=30):
        if (
            item.kind == "Organization"
            and not item.refers_to
            and item.represents
            and country in {"", item.country}
            and item.text.lower().split()[-1] == noun.lower_
        ):
            return (item.span,)
    return ()


def movement(noun: SpacySpan, table: MentionTable) -> tuple[Span, ...]:
    """Return the body that "the movement" or "the rebels" means: the one called so before, else the only one that is no state's.

    "His movement" is the one that the person belongs to.
    """
    head, first = noun[-1], noun[0]
    plural = head.lemma_.lower() in words.FIGHTERS
    if len(noun) != 2 or plural != (head.tag_ == "NNS") or first.lower_ not in {"the", "this", "his", "her"}:
        return ()
    if first.tag_ == "PRP$":
        holder = antecedents(first, table)
        holders = [table[span] for span in holder if span in table]
        return holders[0].affiliation[:1] if len(holders) == 1 else ()
    around = list(earlier(table, head.idx, sentences=REMEMBERED))
    again = next((item for item in around if item.form == "nominal" and is_same_word(head, item, table)), None)
    if again is not None:
        return again.refers_to
    before = [item for item in around if is_movement(item)]
    called = next((item for item in before if is_called(head, item, table)), None)
    bodies = {knowledge.names.fold(item.text): item for item in before if is_known_as_none(item)}
    if called is None and len(bodies) == 1:
        called = next(iter(bodies.values()))
    return (called.refers_to or (called.span,)) if called is not None else ()


def is_movement(item: Mention) -> bool:
    """Return whether a mention names a body that is the organ of no state."""
    return item.kind == "Organization" and item.form == "name" and not item.represents


def is_same_word(noun: Token, item: Mention, table: MentionTable) -> bool:
    """Return whether a mention is a noun phrase with the same head that means one body: "his movement … the movement"."""
    head = table.tokens(item.span).root
    return item.kind == "Organization" and len(item.refers_to) == 1 and bool(head.lemma_.lower() == noun.lemma_.lower())


def is_known_as_none(item: Mention) -> bool:
    """Return whether a body is of those that states do not make: no council, ministry or bank, and not the UN."""
    organs = (
        words.STATE_BODIES
        | words.SEATED_NOUNS
        | words.ORGANIZATION_NOUNS - words.MOVEMENT_NOUNS - {"front", "army", "forces"}
    )
    of_many = any(hit.known.kind == "Organization" and not hit.known.country for hit in knowledge.lookup(item.text))
    return not of_many and not any(word.lower() in organs for word in item.text.split())


def is_called(noun: Token, item: Mention, table: MentionTable) -> bool:
    """Return whether a name holds a noun or stands beside it: "the Hamas movement", "M23 rebels", "X, the Lebanese group"."""
    name = table.tokens(item.span)
    lemma = noun.lemma_.lower()
    after = name.doc[name.end : name.end + 1]
    apposed = [child for child in name.root.children if child.dep_ == "appos"]
    return any(token.lemma_.lower() == lemma for token in (*name, *after, *apposed))


def parties_before(table: MentionTable, before: int) -> Iterator[tuple[str, Mention]]:
    """Yield who acts in the text before a character, each with what tells one party from another: states and other bodies."""
    in_titles = {span for item in table if item.kind == "Person" for span in item.affiliation}
    for item in table:
        # "Commission Chairman X" names a person, and no party.
        if item.span.start >= before or item.form == "pronoun" or item.span in in_titles:
            continue
        state = item.kind in {"Country", "Delegation"} or (item.kind == "Organization" and item.form == "nominal")
        if state and item.country:
            yield item.country, item
        elif item.kind == "Organization" and item.form == "name":
            known = knowledge.lookup(item.text)
            yield known[0].known.id if known else knowledge.names.fold(item.text), item


def two_sides(before: int, table: MentionTable) -> tuple[Span, ...]:
    """Return mentions of the two parties that face each other when the text says "both sides".

    They are those that sent the only two delegations; else the last two that stood joined as partners, as subject or as those
    between whom something is; else the only two named so far, or the two named most often, if each was named at least twice.
    """
    found = list(parties_before(table, before))
    sent = {party: item.span for party, item in found if item.kind == "Delegation" and not item.refers_to}
    if len(sent) == 2:
        return tuple(sent.values())
    if joined := partners_among(found, table):
        return (joined[-1][0].span, joined[-1][1].span)
    counts = Counter(party for party, _ in found)
    # A stable order among equals: the party that was named first comes first.
    order = list(dict.fromkeys(party for party, _ in found))
    top = [
        party
        for party in sorted(counts, key=lambda party: (-counts[party], order.index(party)))[:2]
        if counts[party] > 1 or len(order) == 2
    ]
    if len(top) < 2:
        return ()
    return tuple(next(item.span for party, item in reversed(found) if party == one) for one in top)


def partners_before(before: int, table: MentionTable) -> list[tuple[Mention, Mention]]:
    """Return the pairs of parties that stand joined as partners before a character, in text order."""
    return partners_among(list(parties_before(table, before)), table)


def partners_among(found: list[tuple[str, Mention]], table: MentionTable) -> list[tuple[Mention, Mention]]:
    """Return the pairs of parties, each with what tells it apart, that stand joined as partners, in their order."""
    return [
        (left, right)
        for (one, left), (other, right) in zip(found, found[1:], strict=False)
        if one != other and are_partners(left, right, table)
    ]


def are_partners(left: Mention, right: Mention, table: MentionTable) -> bool:
    """Return whether two joined mentions are what the clause is about: its subject, or what talks are "between"."""
    if not are_joined(left, right, table):
        return False
    head = table.tokens(left.span).root
    while head.dep_ in {"amod", "compound", "nmod", "poss", "conj", "pobj"} and head.head is not head:
        if head.dep_ == "pobj" and not (
            head.head.lower_ == "of" and head.head.head.lemma_.lower() in words.STATE_BODIES
        ):
            break
        head = head.head.head if head.dep_ == "pobj" else head.head  # "the government of X" is X
    if head.dep_ == "pobj" and head.head.lower_ == "by":
        return head.head.head.lemma_ not in words.CHAIR_VERBS  # "convened by X and Y" for others
    return head.dep_ in {"nsubj", "nsubjpass", "ROOT"} or (head.dep_ == "pobj" and head.head.lower_ == "between")


def are_joined(left: Mention, right: Mention, table: MentionTable) -> bool:
    """Return whether two mentions stand side by side as partners ("Russian and Ukrainian", "Moscow with Kyiv")."""
    words_ = table.text[left.span.end : right.span.start].lower().split()
    # "The Peruvian government and the Front": the government is of the state before it.
    between = " ".join(words_[1:] if words_ and words_[0] in words.STATE_BODIES else words_)
    return len(between) <= LONGEST_LINK and between in {"and", ",", "with", "-", "–", "—", "and the", "'s and", "’s and"}


def is_collective(noun: Token) -> bool:
    """Return whether a noun phrase means all parties at once: "both sides", "the two delegations", "the parties"."""
    all_of_them = noun.lower_ in {"sides", "parties"}
    if noun.tag_ not in {"NNS", "NNPS"} or not (all_of_them or noun.lemma_.lower() in words.COLLECTIVES):
        return False
    lead = {child.lower_ for child in noun.lefts}
    return bool(lead & {"both", "two"}) or (all_of_them and bool(lead & {"the", "all"}))
