"""From the names that people use to what they mean: words of the articles, by which it is found again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pyoxigraph import NamedNode, Store

from kg import ontology
from kg.errors import QueryError
from kg.knowledge.names import fold
from kg.model import Anchor, Span, Thing
from kg.query import names
from kg.query.names import Match
from kg.store.directory import GraphDirectory

ANCHORS = 50  # as many words of as many articles are kept for a thing; the first found again is enough
NAMED = 5  # choices that a message spells out
SHORTEST_ID = 4  # characters of an id by which a document may be named


def entity_called(directory: GraphDirectory, name: str) -> Thing:
    """Return the entity that a name means: an identifier, a name as found, or NAME@DOCUMENT for that article alone.

    A name means the words called so, else those that hold it; an identifier means all words for the entity. Raises
    `QueryError` where no article names it, or where several fit.
    """
    called, where = _split(directory, name)
    matches = names.meant(directory, called, "Entity")
    things = (_thing(directory.store(), match, called, where) for match in matches)
    found = [thing for thing in things if thing.anchors]
    if len(found) > 1:
        choices = _choices([f"{match.label} ({ontology.local(match.iri)})" for match in matches], " or ")
        raise QueryError(f"{name!r} may mean {choices}; say which by its identifier, or as NAME@DOCUMENT")
    if not found:
        so = "called so " if where else ""
        raise QueryError(f"no article {so}names {name!r}, so that nothing can be judged of it")
    return found[0]


def _split(directory: GraphDirectory, name: str) -> tuple[str, frozenset[str]]:
    """Return the name and the ids of the documents that stand behind its last @; no documents where there is none."""
    called, sign, where = name.rpartition("@")
    if not sign or not called:
        return name, frozenset()
    documents = frozenset(
        key
        for key, entry in directory.documents.items()
        if where in {*entry.sources, entry.title} or (len(where) >= SHORTEST_ID and key.startswith(where))
    )
    if not documents:
        raise QueryError(f"the graph holds no document {where!r}; name it by its id, its file or its title")
    return called, documents


def _choices(found: list[str], joint: str) -> str:
    more = f"{joint}{len(found) - NAMED} more" if len(found) > NAMED else ""
    return joint.join(found[:NAMED]) + more


def _thing(store: Store, match: Match, called: str, where: frozenset[str]) -> Thing:
    node = NamedNode(match.iri)
    known = {fold(value.value) for value in names.values(store, node, "skos:altLabel")}
    found = [each for each in _anchors(store, names.values(store, node, "evidence")) if fold(each.words) in known]
    if where:
        found = [anchor for anchor in found if anchor.document in where]
    exact = [anchor for anchor in found if fold(anchor.words) == fold(called)]
    holding = [anchor for anchor in found if f" {fold(called)} " in f" {fold(anchor.words)} "]
    chosen = exact or holding or found
    ranked = sorted(chosen, key=lambda anchor: (*_telling(anchor.words, match.label), anchor))
    first = {(anchor.document, fold(anchor.words)): anchor for anchor in reversed(ranked)}
    kept = [anchor for anchor in ranked if first[anchor.document, fold(anchor.words)] is anchor]
    name = exact[0].words if exact else match.label
    return Thing(" ".join(name.split()), match.kind, tuple(kept[:ANCHORS]))


def _telling(words: str, label: str) -> tuple[bool, int]:
    """Return how well words stand for an entity, the best lowest: its label, then the fullest."""
    return fold(words) != fold(label), -len(fold(words).split())


def _anchors(store: Store, spans: Iterable[object]) -> Iterator[Anchor]:
    for span in spans:
        if isinstance(span, NamedNode):
            document, start, end, words = (
                next(iter(names.values(store, span, name))).value for name in ("document", "start", "end", "exact")
            )
            yield Anchor(ontology.local(document).removeprefix("document-"), Span(int(start), int(end)), words)


def without(thing: Thing, other: Thing) -> Thing:
    """Return a thing without the words that stand for another as well."""
    taken = {(anchor.document, anchor.span) for anchor in other.anchors}
    return replace(thing, anchors=tuple(each for each in thing.anchors if (each.document, each.span) not in taken))


# Statements


def statement_called(directory: GraphDirectory, name: str) -> Thing:
    """Return the statement, agreement, demand … that an identifier means, or words of what it says.

    Raises `QueryError` where none fits or several do.
    """
    store = directory.store()
    nodes = [NamedNode(match.iri) for match in names.find(directory, name, ("Statement", "Position"))]
    found = nodes or sorted(_saying(store, fold(name)), key=str)
    if not found:
        raise QueryError(names.nobody(directory, name, "Statement"))
    if len(found) > 1:
        told = [f"{names.label_of(store, node)} ({ontology.local(node.value)})" for node in found]
        choices = _choices(told, "; ")
        raise QueryError(f"{name!r} may mean {len(found)} statements: {choices}; say which by its identifier")
    (node,) = found
    kind = names.kind_of(store, node)
    if kind != "Statement":
        return _position(store, node, kind)
    content = tuple(sorted(_anchors(store, names.values(store, node, "contentSpan"))))
    cue = tuple(sorted(_anchors(store, names.values(store, node, "cueSpan"))))
    return Thing(_worded(names.values(store, node, "content")), "Statement", content, cue)


def _saying(store: Store, sought: str) -> set[NamedNode]:
    """Return the statements, and the agreements, demands … that have these words, one after the other."""
    return {
        quad.subject
        for name in ("content", "subject")
        for quad in store.quads_for_pattern(None, ontology.node(name), None)
        if isinstance(quad.subject, NamedNode) and sought and f" {sought} " in f" {fold(_worded([quad.object]))} "
    }


def _position(store: Store, node: NamedNode, kind: str) -> Thing:
    clause = tuple(sorted(_anchors(store, names.values(store, node, "evidence"))))
    subject = _worded(names.values(store, node, "subject"))
    about = (
        Anchor(each.document, Span(each.span.start + at, each.span.start + at + len(subject)), subject)
        for each in clause
        if (at := each.words.find(subject)) >= 0
    )
    return Thing(subject, kind, clause, tuple(about))


def _worded(values: Iterable[object]) -> str:
    return " … ".join(str(getattr(value, "value", "")) for value in values)
