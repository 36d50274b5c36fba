"""The lines of the drawing: one for each pair that is linked, however many relations link it."""

from collections.abc import Mapping, Sequence
from typing import Any

from kg.view import kinds

ONLY_IN_PANEL = frozenset({"about", "nestedIn", "sameAs"})  # so many that as lines they would hide the others
SPOKE_TO, SPOKE_ABOUT = "spoke to", "spoke about"
IMPLIED = "country"  # follows from another relation, where there is one
SAME_AS_BACKWARDS = {"participatesIn": "participant", "event": "outcome"}  # left out where both are said

Link = Sequence[Any]
# Two numbers, the smaller first → names of their relations, each with whether it runs that way.
Pairs = Mapping[tuple[int, int], Sequence[tuple[str, bool]]]


def _spoken_to(links: Sequence[Link]) -> list[tuple[int, int, str]]:
    """Return who spoke to whom, read off the statements, which are not drawn at first."""
    roles: dict[str, dict[int, list[int]]] = {"speaker": {}, "addressee": {}}
    for by, to, name in links:
        if name in roles:
            roles[name].setdefault(by, []).append(to)
    return [
        (speaker, hearer, SPOKE_TO)
        for statement, hearers in sorted(roles["addressee"].items())
        for speaker in roles["speaker"].get(statement, [])
        for hearer in hearers
    ]


def _spoken_about(links: Sequence[Link]) -> list[tuple[int, int, str]]:
    """Return who spoke about whom; in a large graph these lines hold together what statements link."""
    speakers: dict[int, list[int]] = {}
    for by, to, name in links:
        if name == "speaker":
            speakers.setdefault(by, []).append(to)
    return [(who, to, SPOKE_ABOUT) for by, to, name in links if name == "about" for who in speakers.get(by, [])]


def pairs(links: Sequence[Link], about: bool = False) -> Pairs:
    """Return who is linked with whom and how; with `about` also who spoke about whom."""
    found: dict[tuple[int, int], set[tuple[str, bool]]] = {}
    for by, to, name in [*links, *_spoken_to(links), *(_spoken_about(links) if about else [])]:
        if name not in ONLY_IN_PANEL and by != to:
            found.setdefault((min(by, to), max(by, to)), set()).add((name, by < to))
    return {pair: sorted(names) for pair, names in found.items()}


def relation(names: Sequence[tuple[str, bool]]) -> tuple[str, bool, bool]:
    """Return what a line is called, and whether it points at its second and at its first end."""
    shortcuts = {brief for brief, full in SAME_AS_BACKWARDS.items() if any(name == full for name, _ in names)}
    names = [(name, ahead) for name, ahead in names if name not in shortcuts]
    names = [row for row in names if row[0] != IMPLIED] or names
    forward, backward = any(ahead for _, ahead in names), any(not ahead for _, ahead in names)
    return ", ".join(dict.fromkeys(kinds.relation_label(name) for name, _ in names)), forward, backward
