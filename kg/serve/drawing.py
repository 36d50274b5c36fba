"""The graph page: what is drawn of the graph, chosen by name, article and day, and how to come to the rest."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from pathlib import Path
from urllib.parse import urlencode

from pyoxigraph import NamedNode
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg.query import names
from kg.serve import excerpt
from kg.serve.current import Current, current_of
from kg.serve.faults import Fault
from kg.serve.pages import filled
from kg.serve.records import node_of
from kg.store.directory import GraphDirectory

DRAWN = 300_000  # triples of a graph that is drawn as a whole
ARTICLES, MOST_ARTICLES = 12, 60  # that are drawn together
DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
# It stands in a frame of our own page, and of nobody else's.
FRAMED = {"Content-Security-Policy": "frame-ancestors 'self'", "X-Frame-Options": "SAMEORIGIN"}


@dataclass(frozen=True, slots=True)
class Choice:
    """What of a graph shall be drawn."""

    focus: str = ""  # local name of a node that articles must name; the page opens on it
    document: str = ""  # local name of one article
    since: str = ""  # day, month or year
    until: str = ""
    articles: int = ARTICLES
    skip: int = 0  # later articles that are left out

    def address(self, at: str = "/graph", **other: object) -> str:
        """Return the address of this choice, or of one that differs in some respect."""
        start, given = Choice(), asdict(replace(self, **other))  # type: ignore[arg-type]
        wanted = {NAMES.get(name, name): value for name, value in given.items() if value != getattr(start, name)}
        return f"{at}?{urlencode(wanted)}" if wanted else at


NAMES = {"since": "from", "until": "to"}  # in addresses, where they differ


def chosen(parameters: Mapping[str, str]) -> Choice:
    """Return what an address asks for. Raises a `Fault` of 400 where it says something else than it may."""
    return Choice(
        parameters.get("focus", ""),
        parameters.get("document", ""),
        _day(parameters, "from"),
        _day(parameters, "to"),
        _number(parameters, "articles", ARTICLES, range(1, MOST_ARTICLES + 1)),
        _number(parameters, "skip", 0, range(1_000_000)),
    )


def _day(parameters: Mapping[str, str], name: str) -> str:
    said = parameters.get(name, "")
    if said and not DAY.fullmatch(said):
        raise Fault(400, f"{name} must be a day such as 2025-05-16, a month or a year, not {said!r}")
    return said


def _number(parameters: Mapping[str, str], name: str, default: int, allowed: range) -> int:
    said = parameters.get(name, "") or str(default)
    if not (said.isascii() and said.isdigit() and len(said) < 9 and int(said) in allowed):
        raise Fault(400, f"{name} must be a whole number from {allowed.start} to {allowed.stop - 1:,}, not {said!r}")
    return int(said)


async def page(request: Request) -> Response:
    """Return the graph with what is shown of it, and how to choose something else."""
    current, choice = current_of(request), chosen(request.query_params)
    sought = request.query_params.get("q")
    if sought is not None:
        choice = await asyncio.to_thread(_named, current, choice, sought.strip()[:200])
    focus, document = _nodes(current, choice)
    whole = _is_whole(current, choice)
    total = 0 if whole else int(str((await current.query(_selection(focus, document, choice).count())).column("n")[0]))
    return filled(
        request,
        "graph.html.j2",
        choice=choice,
        sought=names.label_of(current.store, focus) if focus else sought or "",
        unknown=bool(sought and not focus and not document),
        document=names.label_of(current.store, document) if document else "",
        whole=whole,
        small=current.size <= DRAWN,
        total=total,
        first=choice.skip + 1,
        last=min(choice.skip + choice.articles, total),
        most=MOST_ARTICLES,
    )


async def drawn(request: Request) -> Response:
    """Return what is drawn, as a page of its own."""
    current, choice = current_of(request), chosen(request.query_params)
    focus, document = _nodes(current, choice)
    if _is_whole(current, choice):
        html = await asyncio.to_thread(_whole, current.path, current.stamp, focus.value if focus else "")
    else:
        selection = _selection(focus, document, choice)
        found = (await current.query(selection.latest(choice.articles, choice.skip))).column("document")
        html = await asyncio.to_thread(_part, current.path, current.stamp, tuple(map(str, found)), focus.value if focus else "")
    return HTMLResponse(html, headers=FRAMED)


def _nodes(current: Current, choice: Choice) -> tuple[NamedNode | None, NamedNode | None]:
    """Return the node in focus and the article. Raises a `Fault` of 404 where the graph knows nothing of one."""
    focus, document = (
        node_of(current.store, current.base, local) if local else None for local in (choice.focus, choice.document)
    )
    return focus, document


def _named(current: Current, choice: Choice, sought: str) -> Choice:
    """Return a choice with what a name means in focus; with nothing where it means nothing."""
    if choice.focus and sought == names.label_of(current.store, node_of(current.store, current.base, choice.focus)):
        return choice
    found = names.find(current.directory, sought, ("Entity", "Document", "Position")) if sought else []
    if not found:
        return replace(choice, focus="", skip=0)
    best = min(found, key=lambda each: (min(each.rank, names.WORDS), -each.weight, each.label, each.iri))
    local = best.iri.removeprefix(current.base)
    is_article = best.kind == "Document"
    return replace(choice, focus="" if is_article else local, document=local if is_article else choice.document, skip=0)


def _is_whole(current: Current, choice: Choice) -> bool:
    """Return whether all is drawn: where that is not too much, and nothing else was chosen."""
    return current.size <= DRAWN and choice == Choice(focus=choice.focus)


def _selection(focus: NamedNode | None, document: NamedNode | None, choice: Choice) -> excerpt.Selection:
    return excerpt.Selection(focus, document, choice.since, choice.until)


@lru_cache(maxsize=2)
def _whole(path: Path, _stamp: str, focus: str) -> str:
    from kg.judging.review import Review
    from kg.view import render

    directory = GraphDirectory.open(path)
    return render(directory.view().network(), "", focus, Review(directory).pairs, path.resolve().name)


@lru_cache(maxsize=8)
def _part(path: Path, _stamp: str, documents: tuple[str, ...], focus: str) -> str:
    from kg.graph.network import network
    from kg.view import render

    directory = GraphDirectory.open(path)
    store, nodes = directory.store(), [NamedNode(iri) for iri in documents]
    many = len(nodes) != 1
    title = f"{len(nodes)} articles" if many else names.label_of(store, nodes[0])
    is_there = any(store.contains_named_graph(node) for node in nodes) and focus
    about = f" about {names.label_of(store, NamedNode(focus))}" if focus and many else ""
    return render(network(excerpt.quads_of(store, directory.base, nodes)), title + about, focus if is_there else "")
