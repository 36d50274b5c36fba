"""Parley from Python: `graph = kg.build("article.txt")`, then query, show, export, view."""

import webbrowser
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from kg.errors import KgError
from kg.pipeline import Report, build_directory, build_in_memory, read_documents
from kg.settings import Settings

if TYPE_CHECKING:
    import networkx
    import rdflib
    from pyoxigraph import Store

    from kg.graph.check import Report as Validation
    from kg.graph.view import GraphView
    from kg.judging.explain import Explanation
    from kg.model import Judgement
    from kg.query.card import Card
    from kg.query.compare import Difference
    from kg.query.result import Result
    from kg.store import GraphDirectory
    from kg.store.history import Change

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Said:
    """One statement, in words."""

    id: str  # IRI
    speakers: tuple[str, ...]
    content: str
    cue: str
    form: str  # direct · indirect · mixed
    act: str
    addressees: tuple[str, ...]
    media: tuple[str, ...]
    document: str  # title or place of the article
    confidence: float


class Graph:
    """A knowledge graph, in memory or on disk; one that lies in a directory can be changed."""

    def __init__(self, view: "GraphView", store: "Store", report: Report, path: Path | None = None) -> None:
        """Use `build` or `open_graph`."""
        self._view = view
        self._store = store
        self.report = report
        self.path = path

    def query(self, sparql: str, timeout_s: float = 30.0) -> "Result":
        """Return what a SPARQL query finds in the union of all documents; prefixes need not be declared."""
        from kg.query.engine import run

        return run(self._store, sparql, timeout_s, base=self._view.base)

    def ask(self, question: str, **parameters: str | float) -> "Result":
        """Return the answer to a saved question, such as `graph.ask("said-by", speaker="Lavrov")`."""
        from kg.query.questions import ask

        return ask(self._store, question, 30.0, None, **parameters)

    def show(self, name: str) -> "Card":
        """Return the card of what `name` means best: its names, links and the sentences it rests on."""
        from kg.query.card import card

        return card(self._store, name)

    def to_networkx(self) -> "networkx.MultiDiGraph[str]":
        """Return the graph with typed nodes and edges, labels and evidence; nodes are keyed by IRI."""
        return self._view.network()

    def to_rdflib(self) -> "rdflib.Dataset":
        """Return the named graphs as rdflib has them, with their union as default graph."""
        return self._view.to_rdflib()

    def add(self, *paths: str | Path, jobs: int = 0, columns: Mapping[str, str] | None = None) -> Report:
        """Add articles to the directory of this graph, which then shows them; see `kg add`."""
        return self._change("add", paths, jobs, columns)

    def update(self, *paths: str | Path, jobs: int = 0, columns: Mapping[str, str] | None = None) -> Report:
        """Read files again, all that the graph was read from if none is named: what has changed replaces its old self."""
        return self._change("update", paths, jobs, columns)

    def retract(self, *documents: str) -> tuple[str, ...]:
        """Take documents out by id, beginning of an id, path or URL; return a line for each."""
        from kg import changes

        retracted = changes.retract(self._directory().path, documents)
        self._open()
        return tuple(retracted)

    def log(self) -> "tuple[Change, ...]":
        """Return what came in and went out, when, by which version, the oldest first."""
        return tuple(self._directory().history)

    def diff(self, other: "Graph") -> "tuple[Difference, ...]":
        """Return the documents, statements, entities and merges that another graph has otherwise."""
        from kg.query.compare import differences

        return tuple(differences(self._store, other._store))

    def _change(self, how: str, paths: Iterable[str | Path], jobs: int, columns: Mapping[str, str] | None) -> Report:
        from kg import changes

        directory, self.report = self._directory(), Report()
        settings = replace(directory.settings, jobs=jobs, columns=columns or {})
        change = {"add": changes.add, "update": changes.update}[how]
        change(directory.path, map(str, paths), settings, self.report)
        self._open()
        return self.report

    def _directory(self) -> "GraphDirectory":
        from kg.store import GraphDirectory

        if self.path is None:
            raise KgError("this graph lies in memory only; keep it with kg.build(..., directory=...) to change it")
        return GraphDirectory.open(self.path)

    def _open(self) -> None:
        directory = self._directory()
        self._view, self._store = directory.view(), directory.store()

    @property
    def statements(self) -> tuple[Said, ...]:
        """Every statement, by document and place in the text."""
        return tuple(said(self.to_networkx()))

    def export(self, path: str | Path, kind: str = "") -> Path:
        """Write the graph to `path` in a format told from its ending, or named by `kind`; return the path."""
        from kg.export import export, format_of

        export(self._view, kind or format_of(path), Path(path))
        return Path(path)

    def view(self, path: str | Path = "graph.html", browser: bool = True, focus: str = "") -> Path:
        """Write the interactive page, open it in the browser, and return where it is; `focus` is a name to open on.

        The page of a graph directory asks about the doubtful pairs of names.
        """
        from kg.export import html
        from kg.judging.review import Review

        page = Path(path)
        doubts = Review(self._directory()).pairs if self.path else ()
        folder = self.path.resolve().name if self.path else ""
        html.write(self._view, page, self.show(focus).iri if focus else "", doubts, folder)
        if browser:
            webbrowser.open(page.resolve().as_uri())
        return page

    def validate(self) -> "Validation":
        """Return what breaks the shapes of the ontology; `report.conforms` if nothing does."""
        from kg.graph.validate import validate

        return validate(self._view.quads())

    def why(self, left: str, right: str) -> "Explanation":
        """Return why two names mean the same, or why not; `print` it. Only for a graph directory."""
        from kg.judging.explain import explain

        return explain(self._directory().path, left, right)

    def merge(self, left: str, right: str, *, who: str, why: str = "") -> "Judgement":
        """Judge two names to be the same and make the graph anew; see `kg merge`. Only for a graph directory."""
        from kg.judging import judge

        return self._anew(judge.merge(self._directory().path, left, right, who, now(), why))

    def split(self, *names: str, who: str, why: str = "") -> "tuple[Judgement, ...]":
        """Judge each two of these names to be different, and make the graph anew. Only for a graph directory."""
        from kg.judging import judge

        return self._anew(judge.split(self._directory().path, names, who, now(), why))

    def reject(self, statement: str, *, who: str, why: str = "") -> "Judgement":
        """Judge a statement, agreement, demand … to be wrong; it leaves the graph. Only for a graph directory."""
        from kg.judging import judge

        return self._anew(judge.reject(self._directory().path, statement, who, now(), why))

    def undo(self, judgement: str = "", *, who: str, why: str = "") -> "Judgement":
        """Undo a judgement by its id, the latest if none is named; return it. Only for a graph directory."""
        from kg.judging import judge

        return self._anew(judge.undo(self._directory().path, judgement, who, now(), why))

    @property
    def judgements(self) -> "tuple[Judgement, ...]":
        """What people judged and did not undo, oldest first."""
        return self._directory().judgements

    def _anew(self, judged: "T") -> "T":
        """Look at the graph as it has become, and return what was judged."""
        self._open()
        return judged

    def __len__(self) -> int:
        """Return the number of triples, those of the ontology included."""
        return len(self._store)

    def __repr__(self) -> str:
        """Return what the graph holds, on one line."""
        from kg.query.summary import count_kinds

        found = count_kinds(self._store, ("Document", "Actor", "Event", "Statement"))
        return "<kg.Graph " + ", ".join(f"{count} {kind.lower()}s" for kind, count in found.items()) + ">"

    def _repr_html_(self) -> str:
        """Return the interactive page in a frame, for notebooks."""
        from kg.view import notebook_html

        return notebook_html(self.to_networkx())


def said(network: "networkx.MultiDiGraph[str]") -> Iterator[Said]:
    """Yield the statements of a network in the order of documents and text."""
    nodes = network.nodes
    order = sorted(
        (node for node in nodes if nodes[node].get("type") == "Statement"),
        key=lambda node: [(place["document"], place["start"], place["end"]) for place in nodes[node]["evidence"][:1]],
    )
    for node in order:
        facts = nodes[node]
        ends: dict[str, list[str]] = {}
        for _, target, name in network.out_edges(node, keys=True):
            ends.setdefault(name, []).append(str(nodes[target].get("label", target)))
        document = facts["evidence"][0]["document"]
        yield Said(
            id=node,
            speakers=tuple(sorted(ends.get("speaker", ()))),
            content=" … ".join(facts.get("content", ())),
            cue=" … ".join(facts.get("cue", ())),
            form=first(facts.get("form")),
            act=next(iter(ends.get("act", ())), first(facts.get("act"))),
            addressees=tuple(sorted(ends.get("addressee", ()))),
            media=tuple(sorted(ends.get("medium", ()))),
            document=str(nodes[document].get("label", document)),
            confidence=float(first(facts.get("confidence")) or 0.0),
        )


def now() -> str:
    """Return the time in UTC, to the second."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def first(values: object) -> str:
    """Return the first of a list of values as text, a lone value as it is, "" for nothing."""
    if isinstance(values, (list, tuple)):
        return str(values[0]) if values else ""
    return "" if values is None else str(values)


def build(
    *paths: str | Path,
    directory: str | Path | None = None,
    jobs: int = 0,
    base: str = "",
    columns: Mapping[str, str] | None = None,
    model: str = Settings().model,
    finder: str = Settings().finder,
) -> Graph:
    """Return the graph of the articles under `paths` (files, folders, patterns), in memory or kept in `directory`.

    `graph.report` names what was skipped and why. Raises `KgError` if a path leads nowhere or no article can be read.
    """
    from kg.store.directory import memory_store

    settings, report = Settings(model, finder, jobs, base, columns or {}), Report()
    documents = read_documents(map(str, paths), settings, report)
    if directory is not None:
        build_directory(documents, Path(directory), settings, report)
        return open_graph(directory, report)
    view = build_in_memory(documents, settings, report)
    if not report.documents:
        raise KgError("no article could be read. " + " ".join(report.skipped[:3]))
    return Graph(view, memory_store(view.quads()), report)


def open_graph(directory: str | Path, report: Report | None = None) -> Graph:
    """Return the graph that `kg build -o DIRECTORY` made. Raises `GraphDirectoryError` where there is none."""
    from kg.store.directory import GraphDirectory

    found = GraphDirectory.open(Path(directory))
    return Graph(found.view(), found.store(), report or Report(documents=len(found.documents)), Path(directory))


def statements(text: str, title: str = "", date: str = "", outlet: str = "") -> tuple[Said, ...]:
    """Return who said what in one text."""
    from kg.model import Document

    view = build_in_memory([Document(text, title, date, outlet, source="text")], Settings(jobs=1))
    return tuple(said(view.network()))


__all__ = ["Graph", "Said", "build", "open_graph", "statements"]
