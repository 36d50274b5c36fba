"""What people judged about a graph, as a list for people: what holds, what was undone, what no longer applies."""

from kg.judging.explain import judged
from kg.model import Judgement
from kg.resolve.judged import bind
from kg.resolve.rejected import without_rejected
from kg.store.directory import GraphDirectory
from kg.store.judgements import read_judgements, standing


def idle(directory: GraphDirectory) -> tuple[Judgement, ...]:
    """Return the judgements that hold but find their words no more, so that they change nothing."""
    held = directory.judgements
    rejection = without_rejected(directory.extractions() if held else (), held)
    return (*bind(held, rejection.extractions).idle, *rejection.idle)


def lost(directory: GraphDirectory) -> list[str]:
    """Return a line for each judgement that changes nothing any more."""
    return [f"no longer applies, its words are gone: {each.words} ({each.id})" for each in idle(directory)]


def listed(directory: GraphDirectory) -> str:
    """Return a line for each judgement, oldest first."""
    told = read_judgements(directory.path)
    held, gone = standing(told), idle(directory)
    lines = []
    for judgement in told:
        state = "no longer applies: its words are gone" if judgement in gone else ""
        if judgement not in held:
            state = "" if judgement.verdict == "undo" else "undone"
        lines.append(f"{judged(judgement)}{f' – {state}' if state else ''}")
    return "\n".join(lines) or "nobody has judged anything yet"
