"""The gist of a network in a few sentences: what was read, who met where, what came of it and who spoke most.

A sentence is a list of parts: plain strings, and node IRIs wrapped in `Name`, which the page makes into links.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sized
from typing import TYPE_CHECKING, NamedTuple

from kg.view import nodes, records

if TYPE_CHECKING:
    from kg.view.nodes import Network

HYPHENATED = re.compile(r"-(hour|minute|day|week|month)\b")
MOST = 4  # names in a list before "and n more"
COVERED = 0.3  # share of several articles that must tell of the main event for it to be their story
TOOK_PART = ("participant", "initiator", "target")


class Name(NamedTuple):
    """A node that a sentence names."""

    node: str


Sentence = list[str | Name]


def main_event(network: "Network") -> str:
    """Return the event that the network is most about, else the actor with most edges; empty where there is neither."""
    for name in ("Event", "Actor", "Entity"):
        found = nodes.of_class(network, name)
        if found:
            return min(found, key=lambda node: (-_weight(network, node), node))
    return ""


def _weight(network: "Network", node: str) -> int:
    took_part = sum(
        len(nodes.out(network, node, relation)) for relation in ("participant", "chair", "venue", "outcome")
    )
    return 3 * took_part + int(network.degree(node)) + len(network.nodes[node].get("evidence", []))


def parties(network: "Network", event: str) -> list[str]:
    """Return who took part in an event, delegations first; these stand on its sides."""
    took_part = {node for relation in TOOK_PART for node in nodes.out(network, event, relation)}
    took_part |= set(nodes.into(network, event, "participatesIn"))
    return sorted(took_part, key=lambda node: ("Delegation" not in nodes.classes(network, node), node))


def reading(network: "Network") -> str:
    """Return what was read: how many articles, of which outlets, from when to when."""
    documents = nodes.of_class(network, "Document")
    outlets = sorted({outlet for node in documents if (outlet := nodes.said(network, node, "outlet"))})
    dates = sorted({date for node in documents if (date := nodes.first(network, node, "issued"))})
    span = " – ".join(records.readable_date(date) for date in dict.fromkeys([*dates[:1], *dates[-1:]]))
    carried = ", ".join(outlets) if len(outlets) <= MOST else f"{len(outlets)} outlets"
    return " · ".join(part for part in (_counted(documents, "article"), carried, span) if part)


def title(network: "Network") -> str:
    """Return the headline of the only article, else the event that most articles tell of, else whom they speak of."""
    documents = nodes.of_class(network, "Document")
    if len(documents) == 1 and (headline := nodes.first(network, documents[0], "title")):
        return " ".join(headline.split())
    event = main_event(network)
    if event and tells_of(network, event):
        return nodes.label(network, event)
    names = [nodes.label(network, node) for node, _ in most_named(network)[:3]]
    listed = " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    return f"{listed} in {_counted(documents, 'article')}" if names else "Who said what to whom"


def tells_of(network: "Network", event: str) -> bool:
    """Return whether an event is the story of the articles, not of a few of them alone."""
    documents = nodes.of_class(network, "Document")
    told = {place.document for place in nodes.places(network, event)}
    return len(documents) <= 1 or len(told) >= COVERED * len(documents)


def most_named(network: "Network") -> list[tuple[str, int]]:
    """Return named actors with the number of statements by and about them, most first."""
    counts = Counter(
        node
        for statement in nodes.of_class(network, "Statement")
        for relation in ("speaker", "about")
        for node in nodes.out(network, statement, relation)
    )
    actors = set(nodes.of_class(network, "Actor")) - set(nodes.of_class(network, "UnnamedSource"))
    return sorted(((node, counts[node]) for node in counts if node in actors), key=lambda row: (-row[1], row[0]))


def summary(network: "Network") -> list[Sentence]:
    """Return the gist in a few sentences, in the order a reader asks: who met, what came of it, who spoke of whom."""
    event = main_event(network)
    if event and not tells_of(network, event):
        return [
            sentence
            for sentence in (_spoken_of(network), _meetings(network), _outcome(network, "", 2), _speakers(network))
            if sentence
        ]
    meeting = _meeting(network, event) if event and "Event" in nodes.classes(network, event) else []
    return [sentence for sentence in (meeting, _outcome(network, event), _speakers(network)) if sentence]


def _spoken_of(network: "Network") -> Sentence:
    counts = Counter(
        node for statement in nodes.of_class(network, "Statement") for node in nodes.out(network, statement, "about")
    )
    most = sorted(counts, key=lambda node: (-counts[node], node))[:MOST]
    return [*_with_counts("Most spoken about: ", most, counts), "."] if most else []


def _meetings(network: "Network") -> Sentence:
    """Return the meetings that have a venue, those with most around them first."""
    met = [node for node in nodes.of_class(network, "Meeting") if nodes.out(network, node, "venue")]
    best = sorted(met, key=lambda node: (-_weight(network, node), node))[:2]
    sentence: Sentence = ["They met: "] if best else []
    for at, node in enumerate(best):
        sentence += ["; " if at else "", Name(node), *_where(network, node), *_when(network, node)]
    return [*sentence, "."] if best else []


def _with_counts(opening: str, names: list[str], counts: Mapping[str, int]) -> Sentence:
    sentence: Sentence = [opening]
    for at, node in enumerate(names):
        sentence += [", " if at else "", Name(node), f" ({counts[node]})"]
    return sentence


def _meeting(network: "Network", event: str) -> Sentence:
    took_part = parties(network, event)
    chair = nodes.out(network, event, "chair")
    sentence: Sentence = [*_names(took_part), " took part in "] if took_part else ["The main event is "]
    sentence += [Name(event), *_where(network, event), *_when(network, event)]
    sentence += [", chaired by ", *_names(chair)] if chair else []
    return [*sentence, "."]


def _where(network: "Network", event: str) -> Sentence:
    """Return the narrowest venue and the places around it that the event's name does not say already."""
    venues = nodes.out(network, event, "venue")
    around = {place for venue in venues for place in nodes.out(network, venue, "within")}
    inner = [venue for venue in venues if venue not in around]
    outer = [venue for venue in venues if venue in around]
    named = [*inner, *outer]
    return [" at ", *_joined(named, ", ")] if named else []


def _when(network: "Network", event: str) -> Sentence:
    start = records.readable_date(nodes.first(network, event, "startDate")) or nodes.first(network, event, "wording")
    duration = nodes.first(network, event, "duration")
    # "A three-hour meeting" lasted three hours.
    spoken = HYPHENATED.sub(r" \1s", duration)
    return [*([f" ({start})"] if start else []), *([f" for {spoken}"] if duration else [])]


def _outcome(network: "Network", event: str, most: int = MOST) -> Sentence:
    # What came of the main event; where nothing is said to, of anything.
    outcomes = nodes.out(network, event, "outcome") if event else []
    agreed = sorted(
        outcomes or nodes.of_class(network, "Agreement"), key=lambda node: (-len(nodes.places(network, node)), node)
    )
    told: dict[str, str] = {}
    for node in agreed:
        told.setdefault(nodes.label(network, node), node)
    agreed = list(told.values())
    demands = nodes.of_class(network, "Demand")
    sentence: Sentence = ["Agreed: ", *_names(agreed, "; ", most)] if agreed else []
    if demands:
        sentence += [f"{'; ' if agreed else ''}{_counted(demands, 'demand')} reported"]
    return [*sentence, "."] if sentence else []


def _speakers(network: "Network") -> Sentence:
    statements = nodes.of_class(network, "Statement")
    counts = Counter(who for node in statements for who in nodes.out(network, node, "speaker"))
    if not counts:
        return []
    most = sorted(counts, key=lambda node: (-counts[node], node))[:MOST]
    opening = f"{_counted(statements, 'statement')} by {_counted(counts, 'speaker')}; most by "
    return [*_with_counts(opening, most, counts), "."]


def _counted(found: Sized, name: str) -> str:
    return f"{len(found):,} {name}{'' if len(found) == 1 else 's'}"


def _names(found: list[str], separator: str = ", ", most: int = MOST) -> Sentence:
    more = len(found) - most
    if more > 0:
        return [*_joined(found[:most], separator), f" and {more} more"]
    return _joined(found, separator, " and ")


def _joined(found: list[str], separator: str, last: str = "") -> Sentence:
    parts: Sentence = []
    for at, node in enumerate(found):
        between = last if last and at == len(found) - 1 else separator
        parts += [between, Name(node)] if at else [Name(node)]
    return parts
