"""Somebody who judges: what they say is checked against what holds, written down, and the graph made anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import combinations
from pathlib import Path

from kg import ontology
from kg.errors import KgError
from kg.judging.things import entity_called, statement_called, without
from kg.model import Extraction, Judgement, Thing
from kg.renew import refresh
from kg.resolve.contradictions import conflicts, contradiction
from kg.resolve.judged import family_of
from kg.store.directory import GraphDirectory
from kg.store.judgements import identified, parsed, read_judgements, standing

SHORTEST_ID = 4  # characters of an id by which a judgement may be named


class ContradictionError(KgError):
    """A judgement cannot stand beside those that hold; nothing was written down."""


@dataclass
class Judge:
    """One person at work on an open graph directory."""

    directory: GraphDirectory
    who: str
    when: str  # ISO 8601, UTC
    _extractions: dict[str, Extraction] = field(default_factory=dict)

    def say(self, verdict: str, *pairs: tuple[Thing, Thing], why: str = "") -> tuple[Judgement, ...]:
        """Write down whether the things of these pairs are the same, all or nothing; what holds is not said again.

        Raises `ContradictionError`.
        """
        for left, right in pairs:
            if family_of(left.kind) != family_of(right.kind):
                raise KgError(
                    f"“{left.name}” and “{right.name}” cannot be the same: "
                    f"one is of the kind {ontology.label(left.kind)}, the other {ontology.label(right.kind)}"
                )
        return self._write(*(Judgement(verdict, pair, why=why) for pair in pairs))

    def reject(self, statement: Thing, why: str = "") -> Judgement:
        """Write down that a statement or position is wrong."""
        return self._write(Judgement("wrong", (statement,), why=why))[0]

    def undo(self, id: str = "", why: str = "") -> Judgement:
        """Write down that a judgement is undone: the one whose id begins so, else the latest that holds; return that one."""
        told = read_judgements(self.directory.path)
        held = standing(told)
        target = _named(id, told) if id else (held[-1] if held else None)
        if target is None:
            raise KgError(f"{self.directory.path} holds no judgement to undo")
        restored = [each for each in told if each.id == target.undoes]
        if target.verdict != "undo" and target not in held:
            raise KgError(f"{target.words} ({target.id}) is undone already")
        for judgement in restored:
            self._check(judgement, held)
        undoing = Judgement("undo", undoes=target.id, who=self.who, when=self.when, why=why)
        self.directory.judge([identified(undoing, told)])
        return target

    def adopt(self, judgements: Iterable[Judgement]) -> tuple[Judgement, ...]:
        """Take over judgements from elsewhere, all or none of them; return those that are new here.

        Those whose words are not here are taken over too: they apply once an article has them. Raises
        `ContradictionError`.
        """
        told = read_judgements(self.directory.path)
        known = {each.id for each in told}
        new = tuple(each for each in judgements if each.id not in known)
        held, after = standing(told), standing((*told, *new))
        for involved in conflicts(self._read(after), after):
            fresh = sorted(involved.difference(held), key=lambda each: each.id)
            if fresh:
                raise ContradictionError(self._contradicts(fresh[-1], involved - {fresh[-1]}))
        self.directory.judge(new)
        return new

    def _write(self, *judgements: Judgement) -> tuple[Judgement, ...]:
        told = list(read_judgements(self.directory.path))
        held = list(standing(told))
        new: list[Judgement] = []
        said = []
        for judgement in judgements:
            again = (
                each for each in held if (each.verdict, {*each.things}) == (judgement.verdict, {*judgement.things})
            )
            found = next(again, None)
            if found is None:
                found = identified(replace(judgement, who=self.who, when=self.when), (*told, *new))
                self._check(found, held)
                held.append(found)
                new.append(found)
            said.append(found)
        self.directory.judge(new)
        return tuple(said)

    def _check(self, judgement: Judgement, held: Sequence[Judgement]) -> None:
        """Raise `ContradictionError` where a judgement cannot stand beside those that hold."""
        if judgement.verdict not in {"same", "different"}:
            return
        against = contradiction(self._read((*held, judgement)), held, judgement)
        if against is None:
            return
        if not against:
            left, right = judgement.things
            raise ContradictionError(
                f"“{left.name}” and “{right.name}” are the same words of an article, or stand nowhere any more: "
                "nothing to judge"
            )
        raise ContradictionError(self._contradicts(judgement, against))

    def _contradicts(self, judgement: Judgement, against: Iterable[Judgement]) -> str:
        """Return one sentence that says what a judgement cannot stand beside."""
        others = sorted(against, key=lambda each: each.id)
        told = ", ".join(f"{each.words} ({each.who}, {each.id})" for each in others)
        advice = f"; undo that first with: kg undo {self.directory.path} {others[0].id}" if others else ""
        return f"that {judgement.words} contradicts: {told}{advice}"

    def _read(self, judgements: Iterable[Judgement]) -> list[Extraction]:
        """Return the extractions of the documents into which judgements point; all, where one points elsewhere.

        Such a one is bound by its names, which may stand anywhere.
        """
        pointed = {anchor.document for each in judgements for thing in each.things for anchor in thing.anchors}
        here = self.directory.documents.keys()
        wanted = pointed if pointed <= here else here
        for document in sorted(wanted - self._extractions.keys()):
            self._extractions[document] = self.directory.extraction(document)
        return [self._extractions[document] for document in sorted(wanted)]


def _named(id: str, told: Sequence[Judgement]) -> Judgement:
    found = [each for each in told if each.id.startswith(id)] if len(id) >= SHORTEST_ID else []
    if len(found) != 1:
        raise KgError(
            f"{'several judgements begin' if found else 'no judgement begins'} with {id!r}; see: kg judgements DIR"
        )
    return found[0]


@contextmanager
def judge_of(path: Path, who: str, when: str) -> Iterator[Judge]:
    """Give somebody the graph directory at `path` to judge; when they are done the graph is made anew, if need be."""
    with GraphDirectory.open(path) as directory:
        if not directory.is_current():
            refresh(directory)
        try:
            yield Judge(directory, who, when)
        finally:
            if not directory.is_current():
                refresh(directory)


def merge(path: Path, left: str, right: str, who: str, when: str, why: str = "") -> Judgement:
    """Judge two names to be the same, in the graph directory at `path`; see `entity_called` for how to name them."""
    with judge_of(path, who, when) as judge:
        return judge.say(
            "same", (entity_called(judge.directory, left), entity_called(judge.directory, right)), why=why
        )[0]


def split(path: Path, names: Sequence[str], who: str, when: str, why: str = "") -> tuple[Judgement, ...]:
    """Judge each two of these names to be different."""
    if len(names) < 2:
        raise KgError("name two or more that are not the same, such as: kg split DIR 'Igor Ivanov' 'Sergei Ivanov'")
    with judge_of(path, who, when) as judge:
        things = [entity_called(judge.directory, name) for name in names]
        pairs = [(without(left, right), right) for left, right in combinations(things, 2)]
        return judge.say("different", *pairs, why=why)


def reject(path: Path, statement: str, who: str, when: str, why: str = "") -> Judgement:
    """Judge a statement, agreement, demand … to be wrong: it leaves the graph, and stays among what was extracted."""
    with judge_of(path, who, when) as judge:
        return judge.reject(statement_called(judge.directory, statement), why)


def undo(path: Path, id: str, who: str, when: str, why: str = "") -> Judgement:
    """Undo a judgement, the latest that holds where `id` is empty; return the one undone."""
    with judge_of(path, who, when) as judge:
        return judge.undo(id, why)


def adopt(path: Path, content: bytes, source: str) -> tuple[Judgement, ...]:
    """Take over the judgements in lines of JSON, with who made them and when, all or none; return those that are new."""
    with judge_of(path, who="", when="") as judge:
        return judge.adopt(parsed(content, source))
