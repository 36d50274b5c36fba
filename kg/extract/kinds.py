"""What kind of thing a name stands for: the gazetteer first, then its head noun, then its place in the sentence."""

from dataclasses import dataclass

from spacy.tokens import Span as SpacySpan
from spacy.tokens import Token

from kg import knowledge
from kg.extract import vocabulary as words
from kg.extract.names import STOP

# How sure the gazetteer must be of a misspelt name before the name is read as a place, by what speaks for it.
SIMILAR_PLACE = {"locative": 0.72, "label": 0.78, "actor": 0.82}
KIND_OF_LABEL = {
    "PERSON": "Person",
    "ORG": "Organization",
    "GPE": "Place",
    "LOC": "Place",
    "FAC": "Building",
    "NORP": "Organization",
}
MIN_SIMILAR_LENGTH = 4
NOBODY = "-"  # an office in capitals ("Minister of Foreign Affairs of Iraq") names nobody by itself
ATTRIBUTES = frozenset({"amod", "compound", "nmod"})
# How sure a misspelt country must be where a city of that country stands beside it.
COUNTRY_BESIDE_CITY = 0.65
# An outlet whose name is also a common word ("Independent") counts only where spaCy sees an organisation.
SURE_OUTLET = 0.8
# What spaCy takes for a body is a city where it is called like a large one and like nothing else.
SURE_CITY, LARGE_CITY, FAMOUS_CITY = 0.9, 1e5, 1e6
LONGEST_ABBREVIATION = 4  # letters


@dataclass(frozen=True, slots=True)
class Reading:
    """What a name was read as; an empty `kind` means that it is no name of an actor or place."""

    kind: str = ""
    form: str = "name"
    country: str = ""


def is_locative(name: SpacySpan) -> bool:
    """Return whether the sentence treats `name` as somewhere to be or go, and not as somebody who acts."""
    head: Token = name.root
    before = name.doc[name.start - 1] if name.start else None
    if before is not None and before.lower_ in words.LOCATIVE_PREPOSITIONS:
        return True
    if before is not None and before.text == "," and is_place_before(name):
        return True
    if before is not None and before.lower_ == "of" and before.head.lemma_.lower() in words.NOUNS_OF_PLACES:
        return True
    if head.dep_ == "pobj":
        preposition, governor = head.head, head.head.head
        if preposition.lower_ in words.LOCATIVE_PREPOSITIONS:
            return True
        return preposition.lower_ in {"to", "from", "for", "via"} and governor.lemma_ in words.MOTION_VERBS
    if head.dep_ in {"dobj", "nsubjpass"} and head.head.lemma_ in words.DAMAGE_VERBS:
        return True
    alone = head.i == 0 or name.doc[name.start - 1].text != "-"
    of_talks = (
        words.EVENT_NOUNS.get(head.head.lemma_.lower(), "") in words.TALK_KINDS and alone
    )  # "the Berlin conference"
    return head.dep_ in {"compound", "nmod"} and (head.head.lemma_.lower() in words.REGION_NOUNS or of_talks)


def is_place_before(name: SpacySpan) -> bool:
    """Return whether `name` continues an address, as the second part of "Istanbul, Turkey" does."""
    token = name.doc[name.start - 2] if name.start >= 2 else None
    return (
        token is not None
        and token.ent_type_ in {"GPE", "LOC", "FAC"}
        and any(
            word.lower_ in words.LOCATIVE_PREPOSITIONS for word in name.doc[max(0, name.start - 6) : name.start - 2]
        )
    )


def has_office_before(name: SpacySpan) -> bool:
    """Return whether the word before `name` is an office ("President", "Minister") or a title of courtesy."""
    if name.start == 0:
        return False
    before = name.doc[name.start - 1]
    if before.text == "," and name.start > 1 and len(name) > 1:
        before = name.doc[name.start - 2]  # "its Commerce Secretary, Anna Berg"
        return before.lemma_.lower() in words.OFFICES and before.tag_ == "NNP"
    return (before.lemma_.lower() in words.OFFICES and not before.is_punct) or before.lower_.rstrip(
        "."
    ) in words.HONORIFICS


def is_body_of_office(name: SpacySpan) -> bool:
    """Return whether a name behind an office and a comma is that of the body: "Managing Director, Delta Commission"."""
    return len(name) > 1 and name.doc[name.start - 1].text == "," and name[-1].lower_ in words.ORGANIZATION_NOUNS


def has_office_after(name: SpacySpan) -> bool:
    """Return whether an apposition with an office follows ("…, the head of …"), as after people's names."""
    after = name.doc[name.end : name.end + 6]
    if len(after) == 0 or after[0].text != ",":
        return False
    for token in after[1:]:
        if token.lemma_.lower() in words.OFFICES and token.pos_ in {"NOUN", "PROPN"}:
            return True
        if token.pos_ not in {"DET", "ADJ", "NOUN", "PROPN", "PART"}:
            return False
    return False


def is_part_of_office(name: SpacySpan) -> bool:
    """Return whether a name that nothing labels a person is what an office goes on with: "Chief Minister", "of Events"."""
    return name[0].lower_ in {"of", "for"} or (
        name.label_ != "PERSON"
        and has_office_before(name)
        and all(token.lemma_.lower() in words.OFFICES or token.lower_ in words.HONORIFICS for token in name)
    )


def stands_in(name: SpacySpan) -> bool:
    """Return whether something is in, at or near what looks like a person's name, and not in something of theirs."""
    before = name.doc[name.start - 1] if name.start else None
    after = name.doc[name.end] if name.end < len(name.doc) else None
    inside = before is not None and before.lower_ in words.LOCATIVE_PREPOSITIONS
    return inside and (after is None or after.tag_ != "POS")


def by_gazetteer(name: SpacySpan, locative: bool) -> Reading:
    """Return what the gazetteer knows exactly this name as, in this sentence; an empty reading where nothing fits."""
    hits = knowledge.lookup(name.text)
    if is_called_outlet(name, hits):
        return Reading("NewsOrganization", "name", hits[0].known.country)
    if is_before_outlet_noun(name, hits):
        return Reading("NewsOrganization")
    relations = {hit.relation: hit for hit in reversed(hits)}
    nation = relations.get("demonym")
    # "The Somali delegation" comes from Somalia, though Ethiopia has a region of that name.
    if nation is not None and (
        "name" not in relations or (nation.known.kind == "Country" and is_of_people(name, locative))
    ):
        return demonym_of(nation)
    government = relations.get("capital") or relations.get("seat")
    if government is not None:
        country = government.known.country
        if not locative:
            return Reading("Country", "metonym", country)
        return Reading("City" if "capital" in relations else "Building", "name", country)
    fitting = (hit for hit in hits if fits(hit, name, locative))
    best = next(fitting, None)
    if best is None:
        return Reading()
    return Reading(best.known.kind, "name", best.known.country if best.known.kind != "Person" else "")


def is_of_people(name: SpacySpan, locative: bool) -> bool:
    """Return whether a word that names a people and a region stands where the people is meant: as an attribute, or nowhere."""
    return len(name) == 1 and not locative and (name.label_ == "NORP" or name.root.dep_ in ATTRIBUTES)


def is_called_outlet(name: SpacySpan, hits: tuple[knowledge.Hit, ...]) -> bool:
    """Return whether a word that may be an outlet is called one ("the newspaper Dawn"), or can be nothing else that speaks."""
    if not hits or hits[0].known.kind != "NewsOrganization":
        return False
    before = name.doc[name.start - 1] if name.start else None
    if before is not None and before.lower_ in words.NEWS_NOUNS:
        return True
    return (
        len(name) == 1
        and name.label_ == "PERSON"
        and not knowledge.surname(name.text)
        and name.root.dep_ in {"nsubj", "dobj", "dative"}
    )


def is_before_outlet_noun(name: SpacySpan, hits: tuple[knowledge.Hit, ...]) -> bool:
    """Return whether "the … agency", "the newspaper" or the like makes an outlet of a name that is no place or body as it stands."""
    doc, end = name.doc, name.end
    if name.start == 0 or name.doc[name.start - 1].lower_ not in {"the", "to"}:
        return False
    end += end < len(doc) and doc[end].text == "news"
    if end >= len(doc) or not doc[end].is_lower or doc[end].lower_ not in words.OUTLET_NOUNS:
        return False
    return not any(hit.relation != "alias" or hit.known.kind not in {"City", "Place"} for hit in hits)


def demonym_of(hit: knowledge.Hit) -> Reading:
    """Return the country or region whose people a word names ("Turkish", "European")."""
    return Reading(hit.known.kind, "demonym", hit.known.country if hit.known.kind == "Country" else "")


def fits(hit: knowledge.Hit, name: SpacySpan, locative: bool) -> bool:
    """Return whether the sentence lets `name` be what the gazetteer knows: no city speaks as a person, no word is a person alone."""
    kind = hit.known.kind
    if kind == "City" and is_abbreviation(name) and hit.known.weight < FAMOUS_CITY:
        return False
    if kind == "City" and name.label_ not in {"GPE", "LOC", "FAC"} and not locative:
        large = hit.score >= SURE_CITY and hit.known.weight >= LARGE_CITY
        return large and (name.label_ == "ORG" or is_behind_seat(name))
    if kind == "NewsOrganization" and hit.score < SURE_OUTLET and name.label_ != "ORG" and not is_titled(name):
        return False
    return not (kind == "Person" and len(name) == 1 and name.label_ not in {"PERSON", ""})


def is_abbreviation(name: SpacySpan) -> bool:
    """Return whether a name is a few capitals in a sentence that is not all in capitals, as "CHU" is in "the CHU in Lyon"."""
    if len(name) > 1 or len(name.text) > LONGEST_ABBREVIATION or not name.text.isupper():
        return False
    others = [token for token in name.sent if token.is_alpha and token.i != name.start]
    return any(token.is_lower for token in others)


def is_behind_seat(name: SpacySpan) -> bool:
    """Return whether a single word stands behind a body with a seat and a comma: "the University of Technology, Owerri"."""
    if len(name) > 1 or name.start < 2 or name.doc[name.start - 1].text != ",":
        return False
    body = next((ent for ent in name.doc.ents if ent.end == name.start - 1 and ent.label_ in {"ORG", "FAC"}), None)
    return body is not None and any(token.lower_ in words.SEATED_NOUNS for token in body)


def is_titled(name: SpacySpan) -> bool:
    """Return whether a name has an article with a capital inside its sentence, as newspapers have ("in The Guardian")."""
    first = name[0] if name[0].text == "The" or name.start == 0 else name.doc[name.start - 1]
    return first.text == "The" and not first.is_sent_start


def by_head_noun(name: SpacySpan) -> Reading:
    """Return what the last word of the name says: "… Palace", "… Ministry", "… Times"; "of" starts the tail."""
    head = next(
        (
            token
            for token, after in zip(name, [*list(name)[1:], None], strict=False)
            if after is not None and after.lower_ in {"of", "for"}
        ),
        name[-1],
    )
    noun = head.lower_
    if head is not name[-1] and head.lemma_.lower() in words.OFFICES:
        return Reading(NOBODY)
    if noun in words.NEWS_NOUNS and is_rubric(name):
        return Reading(NOBODY)
    if len(name) > 1 and name[0].lower_ in words.BUILDING_LEADS:
        return Reading("Building")
    if len(name) > 1 and noun in words.INSTITUTION_NOUNS and name.label_ == "ORG" and not is_locative(name):
        return Reading("Organization")
    if len(name) > 1 and noun in words.BUILDING_NOUNS and noun not in {"house", "institute", "university"}:
        return Reading("Building")
    if is_street(name):
        return Reading("Place")
    if len(name) > 1 and noun in words.NEWS_NOUNS - {"agency", "press"} and name.label_ == "ORG":
        return Reading("NewsOrganization")
    if len(name) > 1 and noun in {"house", "hall"} and is_locative(name):
        return Reading("Building")
    if len(name) > 1 and noun in words.ORGANIZATION_NOUNS:
        return Reading("Organization")
    if len(name) > 1 and noun in words.REGION_NOUNS:
        return Reading("Place")
    return Reading()


def is_street(name: SpacySpan) -> bool:
    """Return whether a name is that of a street or square: "Third Street", "Rue de Rivoli", "Tahrir Square"."""
    ends = len(name) > 1 and name[-1].lower_ in words.STREET_NOUNS
    return ends or (len(name) > 2 and name[0].lower_ in words.STREET_LEADS)


def is_rubric(name: SpacySpan) -> bool:
    """Return whether a name only says what news is about, as "Breaking News" or "Ukrainian War News" over an article does."""
    about = [
        token for token in name[:-1] if not any(hit.known.kind == "Country" for hit in knowledge.lookup(token.text))
    ]
    return bool(about) and all(token.lower_ in STOP for token in about)


def by_similarity(name: SpacySpan, locative: bool) -> Reading:
    """Return the country or city that a misspelt name most likely means, where its place in the sentence speaks for one."""
    if len(name.text) < MIN_SIMILAR_LENGTH or len(name) > 3:
        return Reading()
    beside = countries_beside(name)
    for hit in knowledge.similar(name.text, frozenset({"Country"}), 2) if beside else ():
        if hit.known.country in beside and hit.score >= COUNTRY_BESIDE_CITY and hit.relation != "demonym":
            return Reading("Country", "name", hit.known.country)
    evidence = "locative" if locative else "label" if name.label_ in {"GPE", "LOC"} else "actor"
    for hit in knowledge.similar(name.text, frozenset({"Country", "City"}), 3):
        if hit.score < SIMILAR_PLACE[evidence]:
            break
        if hit.known.kind == "Country" and hit.relation != "demonym":
            return Reading("Country", "name", hit.known.country)
        if hit.relation == "demonym":
            continue
        if hit.relation == "capital" and not locative:
            return Reading("Country", "metonym", hit.known.country)
        if locative:
            return Reading("City", "name", hit.known.country)
    return Reading()


def countries_beside(name: SpacySpan) -> frozenset[str]:
    """Return the countries of the cities that the word right after or before `name` may be."""
    doc = name.doc
    beside = [doc[i].text for i in (name.start - 2, name.end) if 0 <= i < len(doc) and doc[i].text[:1].isupper()]
    return frozenset(hit.known.country for word in beside for hit in knowledge.lookup(word) if hit.known.kind == "City")


def speaks_or_acts(name: SpacySpan) -> bool:
    """Return whether the name is the subject of a verb, as people and governments are."""
    return name.root.dep_ in {"nsubj", "nsubjpass"} and name.root.head.pos_ in {"VERB", "AUX"}


def explains_office(name: SpacySpan) -> bool:
    """Return whether the name says who holds an office before it: "the spokesman of the Foreign Ministry Anna Berg"."""
    return name.root.dep_ == "appos" and name.root.head.lemma_.lower() in words.OFFICES


def read_name(name: SpacySpan, surnames: frozenset[str]) -> Reading:
    """Return what `name` stands for in its sentence.

    `surnames` are the folded last words of the people whom this document names in full: a single word like one of them is
    that person, before it is a misspelt place.
    """
    locative = is_locative(name)
    if is_part_of_office(name):
        return Reading()
    titled = has_office_before(name) and name.label_ != "NORP" and (not locative or name.label_ == "PERSON")
    if titled and len(knowledge.lookup(name.text)) == 0 and not is_body_of_office(name):
        return Reading("Person")
    known = by_gazetteer(name, locative)
    if known.kind and not (known.kind == "Country" and is_called_like_a_country(name, known, surnames)):
        return known
    if len(name) == 1 and name[0].lemma_.lower() in words.STATE_BODIES:
        return Reading()
    if 2 <= len(name) <= 3 and has_office_after(name) and not locative and name.label_ not in {"GPE", "LOC", "FAC"}:
        return Reading("Person")
    headed = by_head_noun(name)
    if headed.kind:
        return headed if headed.kind != NOBODY else Reading()
    if len(name) == 1 and not locative and is_like_surname(name.text, surnames):
        return Reading("Person")
    if name.label_ != "PERSON" or len(name) == 1:
        similar = by_similarity(name, locative)
        if similar.kind:
            return similar
    if (name.label_ == "PERSON" and stands_in(name)) or (locative and is_unknown_town(name)):
        return Reading("Place")
    adjective = name.label_ == "NORP" and name[-1].tag_ not in {"NNS", "NNPS"} and not speaks_or_acts(name)
    if adjective or name[-1].lemma_.lower() in words.OFFICES:
        return Reading()
    if name.label_ in KIND_OF_LABEL:
        return Reading(KIND_OF_LABEL[name.label_])
    human = speaks_or_acts(name) or explains_office(name)
    return Reading("Person") if human and 2 <= len(name) <= 4 else Reading()


def is_unknown_town(name: SpacySpan) -> bool:
    """Return whether one word that is no abbreviation stands behind "in" or "near": what spaCy calls a body is a town then."""
    before = name.doc[name.start - 1].lower_ if name.start else ""
    return name.label_ == "ORG" and len(name) == 1 and not name.text.isupper() and before in words.TOWN_PREPOSITIONS


def is_called_like_a_country(name: SpacySpan, known: Reading, surnames: frozenset[str]) -> bool:
    """Return whether a name that the gazetteer takes for a country is somebody's: "Mr. Chad", or "Cuban" after "Mark Cuban"."""
    if name.label_ == "PERSON" and has_office_before(name):
        return True
    stands_alone = name.root.dep_ not in ATTRIBUTES if known.form == "demonym" else name.label_ == "PERSON"
    return len(name) == 1 and stands_alone and knowledge.names.fold(name.text) in surnames


def is_like_surname(word: str, surnames: frozenset[str]) -> bool:
    """Return whether `word` is one of the surnames, or one misspelt or cut short."""
    folded = knowledge.names.fold(word)
    return any(
        folded == surname
        or (len(folded) >= 4 and surname.startswith(folded))
        or knowledge.names.similarity(folded, surname) >= 0.75
        for surname in surnames
    )
