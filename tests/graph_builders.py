"""Hand-made extractions and resolutions for the tests of graph, store and query: one line makes one thing."""

from collections.abc import Iterator

from kg.graph.assemble import assemble
from kg.model import (
    Attribution,
    Delegation,
    Document,
    Entity,
    Event,
    Extraction,
    Mention,
    Position,
    Quantity,
    Resolution,
    Span,
    Statement,
    When,
)

TEXT = (
    "Envoys of Arland and Borland met at the Lake Palace in Capital City for two hours on Friday.\n\n"
    "Foreign Minister Ana Arlo, who leads the Arland delegation, told the Daily Post that both sides "
    "agreed to exchange 200 prisoners.\n\n"
    '"We want a full ceasefire," Arlo said. Borland believes that talks are useless, she added.\n\n'
    "Unnamed officials said a ceasefire was far off."
)


def find(text: str, words: str, nth: int = 1) -> Span:
    """Return where `words` stand for the `nth` time."""
    start = -1
    for _ in range(nth):
        start = text.index(words, start + 1)
    return Span(start, start + len(words))


def at(words: str, nth: int = 1) -> Span:
    """Return where `words` stand in the example text."""
    return find(TEXT, words, nth)


def sentences(text: str) -> tuple[Span, ...]:
    """Return the stretches between full stops or blank lines."""
    found, start = [], 0
    for index, character in enumerate(text):
        ends = character == "." and (index + 1 == len(text) or text[index + 1].isspace())
        if ends:
            found.append(Span(start, index + 1))
            start = index + 1
            while start < len(text) and text[start].isspace():
                start += 1
    return tuple(found)


DOCUMENT = Document(TEXT, title="Talks at the lake", date="2025-05-16", outlet="Daily Post", source="talks.txt")

EXCHANGE = Attribution(
    source=(at("Foreign Minister Ana Arlo, who leads the Arland delegation"),),
    cue=(at("told the Daily Post"),),
    content=(at("that both sides agreed to exchange 200 prisoners"),),
    confidence=0.9,
)
QUOTE = Attribution(
    source=(at("Arlo", 2),), cue=(at("said", 1),), content=(at('"We want a full ceasefire,"'),), confidence=0.98
)
USELESS = Attribution(source=(at("she"),), cue=(at("added"),), content=(at("Borland believes that talks are useless"),))
BELIEF = Attribution(source=(at("Borland", 2),), cue=(at("believes"),), content=(at("that talks are useless"),))
UNNAMED = Attribution(source=(at("Unnamed officials"),), cue=(at("said", 2),), content=(at("a ceasefire was far off"),))

TALKS = at("met")


def extraction() -> Extraction:
    """Return what a careful reader finds in the example text."""
    return Extraction(
        document=DOCUMENT,
        mentions=(
            Mention(at("Arland"), "Arland", "Country", country="AR"),
            Mention(at("Borland"), "Borland", "Country", country="BO"),
            Mention(at("the Lake Palace"), "the Lake Palace", "Building", within=at("Capital City")),
            Mention(at("Capital City"), "Capital City", "City"),
            Mention(
                at("Ana Arlo"),
                "Ana Arlo",
                "Person",
                role=at("Foreign Minister"),
                represents=(at("Arland", 2),),
                country="AR",
            ),
            Mention(at("the Arland delegation"), "the Arland delegation", "Delegation", form="nominal"),
            Mention(at("Arland", 2), "Arland", "Country", form="demonym", country="AR"),
            Mention(at("the Daily Post"), "the Daily Post", "NewsOrganization"),
            Mention(at("both sides"), "both sides", "Group", form="nominal"),
            Mention(at("Arlo", 2), "Arlo", "Person"),
            Mention(at("Borland", 2), "Borland", "Country"),
            Mention(at("she"), "she", "Person", form="pronoun"),
            Mention(at("Unnamed officials"), "Unnamed officials", "UnnamedSource", form="nominal"),
        ),
        events=(
            Event(
                (TALKS,),
                "Negotiation",
                "Consult",
                participants=(at("the Arland delegation"), at("Borland")),
                venues=(at("the Lake Palace"), at("Capital City")),
                when=When(at("Friday"), "2025-05-16", "2025-05-16"),
                duration=at("two hours"),
            ),
        ),
        delegations=(
            Delegation(
                (at("the Arland delegation"),), represents=(at("Arland", 2),), head=(at("Ana Arlo"),), event=TALKS
            ),
        ),
        statements=(
            Statement(
                EXCHANGE,
                "indirect",
                "Report",
                speakers=(at("Ana Arlo"),),
                on_behalf_of=(at("Arland", 2),),
                addressees=(at("the Daily Post"),),
                media=(at("the Daily Post"),),
                about=(at("both sides"),),
                event=TALKS,
                when=When(at("Friday"), "2025-05-16"),
            ),
            Statement(QUOTE, "direct", "Demand", speakers=(at("Arlo", 2),)),
            Statement(USELESS, "indirect", "Assert", speakers=(at("she"),), about=(at("Borland", 2),)),
            Statement(
                BELIEF, "indirect", "Believe", speakers=(at("Borland", 2),), nested_in=USELESS.key, modality="possible"
            ),
            Statement(UNNAMED, "indirect", "Assert", speakers=(at("Unnamed officials"),), negated=True),
        ),
        positions=(
            Position(
                "Agreement",
                at("both sides agreed to exchange 200 prisoners"),
                at("exchange 200 prisoners"),
                parties=(at("both sides"),),
                quantity=Quantity(at("200"), 200.0, "prisoners"),
                event=TALKS,
                stated_in=EXCHANGE.key,
            ),
            Position(
                "Demand",
                at("We want a full ceasefire"),
                at("a full ceasefire"),
                by=(at("Arlo", 2),),
                of=(at("Borland", 2),),
                stated_in=QUOTE.key,
            ),
        ),
        sentences=sentences(TEXT),
    )


# id, kind, label, spans, names, further fields
ENTITIES = (
    ("building-lake-palace", "Building", "Lake Palace", (at("the Lake Palace"),), {}),
    (
        "city-capital-city",
        "City",
        "Capital City",
        (at("Capital City"),),
        {"wikidata": "Q1", "latitude": 10.5, "longitude": -3.25, "within": "country-ar"},
    ),
    ("country-ar", "Country", "Arland", (at("Arland"), at("Arland", 2)), {"wikidata": "Q2", "iso3166": "AR"}),
    ("country-bo", "Country", "Borländ", (at("Borland"), at("Borland", 2)), {"wikidata": "Q3", "iso3166": "BO"}),
    ("delegation-arland", "Delegation", "Arland delegation", (at("the Arland delegation"),), {}),
    ("event-talks", "Negotiation", "talks at the Lake Palace", (TALKS,), {}),
    ("outlet-daily-post", "NewsOrganization", "Daily Post", (at("the Daily Post"),), {}),
    (
        "person-ana-arlo",
        "Person",
        "Ana Arlo",
        (at("Ana Arlo"), at("Arlo", 2), at("she")),
        {"found_as": ("person-arlo",), "represents": ("country-ar",)},
    ),
    ("source-officials", "UnnamedSource", "unnamed officials", (at("Unnamed officials"),), {}),
)


def entity(identifier: str, kind: str, label: str, spans: tuple[Span, ...], document_id: str, **more) -> Entity:
    """Return an entity that rests on these spans of one document."""
    names = tuple(sorted({span.of(TEXT) for span in spans if span.of(TEXT) != "she"}))
    return Entity(identifier, kind, label, tuple((document_id, span) for span in sorted(spans)), names=names, **more)


def resolution(document: Document = DOCUMENT) -> Resolution:
    """Return what the mentions of the example text mean."""
    entities = tuple(
        entity(identifier, kind, label, spans, document.id, **more) for identifier, kind, label, spans, more in ENTITIES
    )
    referents = {(document.id, span): (each.id,) for each in entities for _, span in each.mentions}
    referents[document.id, at("both sides")] = ("country-ar", "country-bo")
    return Resolution(entities, referents)


def quads(**keywords) -> Iterator:
    """Yield the graph of the example text."""
    return assemble([extraction()], resolution(), **keywords)
