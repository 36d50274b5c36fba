"""Why names mean one thing: the merges with their reasons, and what people judged, beside the entities."""

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg import ids, ontology
from kg.graph.terms import Names, decimal, text, typed
from kg.model import Merge, Reason, Resolution, Ruling, Span

Said = tuple[str, NamedNode | Literal]


def decisions(resolution: Resolution, names: Names) -> set[Quad]:
    """Return the quads of all merges and judgements of a resolution."""
    graph = names.entities_graph
    said: list[tuple[str, Merge | Ruling, Iterator[Said]]] = [
        *((merge_id(merge), merge, _of_merge(merge)) for merge in resolution.merges),
        *((f"judgement-{ruling.judgement.id}", ruling, _of_judgement(ruling)) for ruling in resolution.rulings),
    ]
    return {
        Quad(names.local(id), ontology.node(name), value, graph)
        for id, decision, facts in said
        for name, value in (*facts, *_found_at(decision.spans, resolution, names))
    }


def merge_id(merge: Merge) -> str:
    """Return the local name of a merge, made from what was joined."""
    places = (f"{document}#{span.start},{span.end}" for document, span in merge.spans)
    return f"merge-{ids.digest(*merge.left, *merge.right, *places)}"


def _found_at(spans: tuple[tuple[str, Span], ...], resolution: Resolution, names: Names) -> Iterator[Said]:
    for document, span in spans:
        yield "evidence", names.span(document, span)
        yield from (("concerns", names.local(entity)) for entity in resolution.of(document, span))


def _of_merge(merge: Merge) -> Iterator[Said]:
    left, right = merge.left[1], merge.right[1]
    yield "rdf:type", ontology.node("Merge")
    yield "rdfs:label", text(f"{left} = {right}")
    yield "score", decimal(merge.score)
    yield from (("reason", text(worded(reason))) for reason in merge.reasons)
    if len(merge.spans) == 1:
        yield "gazetteer", text(right)


def worded(reason: Reason) -> str:
    """Return a reason with how much it counts: "fida is fidan cut short (+0.85)"."""
    return f"{reason.words} ({reason.score:+.2f})"


def _of_judgement(ruling: Ruling) -> Iterator[Said]:
    judgement = ruling.judgement
    yield "rdf:type", ontology.node("Judgement")
    yield "rdfs:label", text(judgement.words)
    yield "verdict", text(judgement.verdict)
    yield "judge", text(judgement.who)
    yield "judgedAt", typed(judgement.when, "dateTime")
    if judgement.why:
        yield "reason", text(judgement.why)
