"""Networks as `kg.graph.network` makes them, by hand: the gold reading of the example, and small ones."""

import re
from pathlib import Path

import networkx as nx
import yaml

from kg import ontology
from kg.model import Anchor, Reason, Span, Thing
from kg.resolve.doubts import Doubt
from kg.resolve.why import Comparison

ROOT = Path(__file__).parents[1]
EXAMPLE = ROOT / "kg" / "examples" / "istanbul-talks.txt"
GOLD = EXAMPLE.with_suffix(".yaml")  # the same article as a careful reader reads it
BASE = "https://example.org/id/"
DOCUMENT = BASE + "document"
SENTENCE_END = re.compile(r"(?<=[.!?”\"])\s+(?=[A-Z“\"])|\n+")
ACTS = {"confirmed": "confirm", "expressed hope": "hope", "believes": "believe", "want": "demand", "demand": "demand"}


class Builder:
    """A network that grows by one-line calls; evidence is given as words and found in the text."""

    def __init__(self, text: str, title: str = "", outlet: str = "", issued: str = "") -> None:
        self.text = text
        self.network = nx.MultiDiGraph()
        ends = [match.span() for match in SENTENCE_END.finditer(text)]
        starts = [0, *(end for _, end in ends)]
        self.sentences = list(zip(starts, [*(start for start, _ in ends), len(text)], strict=True))
        self.network.add_node(
            DOCUMENT, label=title or "Article", type="Document", types=["Document"], evidence=[], text=[text],
            title=[title] if title else [], outlet=[outlet] if outlet else [], issued=[issued] if issued else [],
        )  # fmt: skip

    def span(self, words: str, nth: int = 1) -> dict:
        start = -1
        for _ in range(nth):
            start = self.text.index(words, start + 1)
        return self.span_at(start, start + len(words))

    def span_at(self, start: int, end: int) -> dict:
        sentence = next(((a, b) for a, b in self.sentences if a <= start < b), (start, end))
        bounds = {"start": sentence[0], "end": max(sentence[1], end)}
        return {"document": DOCUMENT, "start": start, "end": end, "exact": self.text[start:end], "sentence": bounds}

    def spans(self, words: list[str]) -> list[dict]:
        """Return every place where one of the words stands as a word, the longest where several begin together."""
        pattern = "|".join(re.escape(each) for each in sorted(words, key=len, reverse=True))
        return [self.span_at(*match.span()) for match in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", self.text)]

    def node(self, name: str, kind: str, label: str = "", evidence: list[dict] = (), **literals: object) -> str:
        values = {key: [value] if isinstance(value, str | float | int) else value for key, value in literals.items()}
        supers = list(ontology.superclasses(kind))
        self.network.add_node(
            BASE + name, label=label or name, type=kind, types=[kind, *supers], evidence=list(evidence), **values
        )
        return BASE + name

    def edge(self, subject: str, relation: str, *objects: str) -> None:
        for each in objects:
            self.network.add_edge(
                BASE + subject,
                BASE + each,
                key=relation,
                type=relation,
                label=ontology.label(relation),
                documents=[DOCUMENT],
            )

    def statement(
        self, name: str, source: dict | None, cue: dict | None, content: list[dict], **literals: object
    ) -> str:
        spans = [*([source] if source else []), *([cue] if cue else []), *content]
        return self.node(
            name, "Statement", label=literals.pop("label", "statement"), evidence=spans,
            source_spans=[source] if source else [], cue_spans=[cue] if cue else [], content_spans=content,
            cue=[cue["exact"]] if cue else [], content=[each["exact"] for each in content],
            **{"form": "indirect", "act": "assert", "confidence": 0.9} | literals,
        )  # fmt: skip


def istanbul() -> nx.MultiDiGraph:
    """Return the gold reading of the example article as a network."""
    gold = yaml.safe_load(GOLD.read_text("utf-8"))
    text = EXAMPLE.read_text("utf-8")
    build = Builder(text, title=text.partition("\n")[0], outlet="Al Jazeera", issued="2025-05-16")
    _actors(build, gold)
    _events(build, gold)
    _positions(build, gold)
    _statements(build, gold)
    return build.network


def _actors(build: Builder, gold: dict) -> None:
    places = [place for place in gold["venues"] if place["id"] != "albania-venue"]
    for actor in [*gold["actors"], *places]:
        extra = {"altLabel": actor["surface"]}
        extra |= {key: actor[key] for key in ("role", "iso3166", "lat") if key in actor}
        extra |= {"long": actor["lon"]} if "lon" in actor else {}
        extra |= {"sameAs": "http://www.wikidata.org/entity/" + actor["wikidata"]} if "wikidata" in actor else {}
        build.node(actor["id"], actor["type"], actor["name"], build.spans(actor["surface"]), **extra)
    for each in gold["delegations"]:
        label = each["id"].replace("-", " ").capitalize()
        build.node(each["id"], "Delegation", label, build.spans(each["surface"]), altLabel=each["surface"])
    for each in [*gold["actors"], *gold["delegations"], *places]:
        for relation in ("represents", "affiliation", "head", "within"):
            if relation in each:
                build.edge(each["id"], relation, each[relation])


def _events(build: Builder, gold: dict) -> None:
    names = {
        "istanbul-talks": "talks in Istanbul",
        "european-summit": "European summit",
        "talks-2022": "2022 negotiations",
    }
    words = {"istanbul-talks": ["talks in Istanbul", "Istanbul talks", "negotiations"],
             "european-summit": ["European summit"],
             "talks-2022": ["negotiations that took place"], "invasion-2022": ["full-scale invasion"]}  # fmt: skip
    for event in gold["events"]:
        literals = {"wording": event["when"]} if "when" in event else {}
        literals |= {"duration": event["duration"]} if "duration" in event else {}
        name = event["id"]
        build.node(name, event["type"], names.get(name, "invasion of Ukraine"), build.spans(words[name]), **literals)
    build.edge("istanbul-talks", "participant", "russian-delegation", "ukrainian-delegation")
    build.edge("russian-delegation", "participatesIn", "istanbul-talks")
    build.edge("ukrainian-delegation", "participatesIn", "istanbul-talks")
    build.edge("istanbul-talks", "chair", "fidan")
    build.edge("istanbul-talks", "venue", "dolmabahce", "istanbul")
    build.edge("european-summit", "venue", "albania")
    build.edge("european-summit", "participant", "zelenskyy")
    build.edge("invasion-2022", "initiator", "russia")
    build.edge("invasion-2022", "target", "ukraine")


def _positions(build: Builder, gold: dict) -> None:
    words = {"prisoner-exchange": "agreed to exchange 1,000 prisoners of war", "withdraw": "demand Kiev to withdraw",
             "ceasefire-proposals": "agreed to provide each other with detailed ceasefire proposals",
             "cut-military": "demands for Ukraine to cut its military size",
             "immediate-ceasefire": "want an immediate ceasefire",
             "unconditional-ceasefire": "a full, unconditional and honest ceasefire",
             "sanctions": "new sanctions should be imposed"}  # fmt: skip
    for kind, group in (("Agreement", gold["agreements"]), ("Demand", gold["demands"])):
        for each in group:
            literals = {"quantity": each["quantity"]} if "quantity" in each else {}
            build.node(
                each["id"], kind, each["subject"], [build.span(words[each["id"]])], subject=each["subject"], **literals
            )
            build.edge(each["id"], "party", *each.get("parties", []))
            build.edge(each["id"], "by", *[each["by"]] if each.get("by") else [])
            build.edge(each["id"], "of", *[each["of"]] if each.get("of") else [])
            if each.get("event"):
                build.edge(each["id"], "event", each["event"])
                build.edge(each["event"], "outcome", each["id"])


def _statements(build: Builder, gold: dict) -> None:
    known = {name.rpartition("/")[2] for name in build.network}
    for at, each in enumerate([*gold["statements"], *gold["nested"]]):
        name = each.get("id", f"n{at}")
        content = [build.span(words) for words in each["content"]]
        source = _near(build, each["source"], content[0]["start"])
        cue = _near(build, each["cue"].split()[0], content[0]["start"])
        speakers = [build.network.nodes[BASE + who]["label"] for who in each["speakers"]]
        build.statement(
            name, source, cue, content, form=each.get("form", "indirect"), act=ACTS.get(each["cue"], "assert"),
            label=f"{' and '.join(speakers)}: {content[0]['exact'][:60]}",
        )  # fmt: skip
        build.edge(name, "speaker", *each["speakers"])
        build.edge(name, "addressee", *[who for who in [each.get("addressee")] if who in known])
        build.edge(name, "medium", *[each["medium"]] if "medium" in each else [])
        build.edge(name, "nestedIn", *[each["outer"]] if "outer" in each else [])
        build.edge(name, "about", *_named_in(build, content))
    for position, statement in (("prisoner-exchange", "s01"), ("ceasefire-proposals", "s05"), ("withdraw", "s06")):
        build.edge(position, "statedIn", statement)


def _named_in(build: Builder, content: list[dict]) -> list[str]:
    """Return the names of nodes with evidence inside the content of a statement."""
    things = [
        (iri, node) for iri, node in build.network.nodes(data=True) if node["type"] not in {"Document", "Statement"}
    ]
    inside = {
        iri.removeprefix(BASE)
        for iri, node in things
        for span in node["evidence"]
        if any(words["start"] <= span["start"] < words["end"] for words in content)
    }
    return sorted(inside)


def _near(build: Builder, words: str, place: int) -> dict:
    """Return the occurrence of `words` nearest to a place."""
    starts = [match.start() for match in re.finditer(re.escape(words), build.text)]
    start = min(starts, key=lambda each: abs(each - place))
    return build.span_at(start, start + len(words))


def doubts(network: nx.MultiDiGraph) -> list[Doubt]:
    """Return two doubtful pairs of the gold reading of the example: Medeski and Medinsky, Kief and Ukraine."""

    def meant(words: str, kind: str) -> Thing:
        spans = [span for _, node in network.nodes(data=True) for span in node["evidence"] if span["exact"] == words]
        anchors = [Anchor(DOCUMENT, Span(span["start"], span["end"]), words) for span in spans if "sentence" in span]
        return Thing(words, kind, tuple(dict.fromkeys(anchors)))

    compared = Comparison((Reason(0.75, "spelt alike"), Reason(0.03, "the full name stands before")), 0.75)
    return [
        Doubt(1.0, meant("Medeski", "Person"), meant("Vladimir Medinsky", "Person"), True, compared),
        Doubt(0.5, meant("Kief", "Country"), meant("Ukraine", "Country"), True, compared),
    ]


def hostile() -> nx.MultiDiGraph:
    """Return a small network whose every string tries to be more than text."""
    attack = '</script><img src=x onerror="window.hit=1">\'"&{{ 7*7 }}'
    text = f"\U0001f600 {attack} said {attack} is good. مرحبا قال إن السلام قريب. \u202eevil\u202c <b>bold</b>"
    build = Builder(text, title=attack, outlet=attack, issued="<i>2025</i>")
    said = text.index(" said ") + 1
    source = build.span_at(2, said - 1)
    content = build.span_at(said + 5, text.index(" is good") + 8)
    build.node("p", "Person", attack, [source], altLabel=[attack, "مرحبا"], role=attack, sameAs="javascript:alert(1)")
    build.node("q", "Country", "مرحبا \u202eevil", [build.span("مرحبا")])
    build.node("e", "Negotiation", attack, [content], wording=attack)
    build.statement("s", source, build.span_at(said, said + 4), [content], label=attack, act=attack, form=attack)
    build.edge("p", "represents", "q")
    build.edge("e", "participant", "p", "q")
    build.edge("s", "speaker", "p")
    build.edge("s", "about", "q")
    return build.network


def crowd(count: int) -> nx.MultiDiGraph:
    """Return a network of `count` people in blocks who met three times as often, most of them in their own block."""
    build = Builder("All of them met.", title="A crowd")
    span = build.span("met")
    for number in range(count):
        build.node(f"n{number:05}", "Meeting" if number % 20 == 0 else "Person", f"Name Number {number}", [span])
    for number in range(count):
        block = number // 200 * 200
        others = {block, block + number * 7 % 200, number * 31 % count, block + number * 13 % 200, number + 1, number + 2, number + 3}
        linked = sorted(other % count for other in others if other % count != number)
        for other in linked[:3]:
            build.edge(f"n{number:05}", "participant", f"n{other:05}")
    return build.network


def many(count: int) -> nx.MultiDiGraph:
    """Return a network of `count` people who took part in one of several meetings."""
    build = Builder("Many met.", title="Many")
    for event in range(max(1, count // 20)):
        build.node(f"event{event}", "Meeting", f"meeting number {event}", [build.span("met")])
    for person in range(count):
        build.node(f"person{person:05}", "Person", f"Person Number {person}", [build.span("Many")])
        build.edge(f"event{person % max(1, count // 20)}", "participant", f"person{person:05}")
        build.edge(f"event{(person * 7) % max(1, count // 20)}", "participant", f"person{person:05}")
    return build.network
