"""Pages for people: search, one thing with its evidence, saved questions, the graph, the SPARQL editor."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, FileSystemLoader
from pyoxigraph import NamedNode, Store
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg import __version__, ontology, web
from kg.query import names
from kg.query import questions as saved
from kg.query.card import Passage, card
from kg.serve import excerpt
from kg.serve.current import Current, current_of
from kg.serve.faults import Fault
from kg.serve.records import node_of
from kg.store.directory import GraphDirectory

STATIC = {
    "yasgui.js": "text/javascript",
    "yasgui.css": "text/css",
    "serve.js": "text/javascript",
    "editor.js": "text/javascript",
    "serve.css": "text/css",
}
SHOWN = 50  # hits of a search, links of one kind
DRAWN = 300_000  # triples of a graph that is drawn as a whole


@cache
def templates() -> Environment:
    """Return the templates; all that is filled in is escaped."""
    loader = FileSystemLoader(Path(__file__).with_name("pages"))
    made = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["here"] = here
    made.globals["version"] = __version__
    return made


def here(iri: str, base: str) -> str:
    """Return where this server tells of a node; the IRI itself where it does not and a browser may follow it."""
    if iri.startswith(base):
        return f"/id/{quote(iri.removeprefix(base), safe='')}"
    return iri if iri.startswith(("http://", "https://")) else "#"


def filled(request: Request, name: str, **values: Any) -> HTMLResponse:
    """Return a page."""
    html = templates().get_template(name).render(base=current_of(request).base, **values)
    return HTMLResponse(html, headers={"Vary": "Accept", "Cache-Control": "no-cache"})


async def home(request: Request) -> Response:
    """Return the page to begin at."""
    current = current_of(request)
    counted = await current.query(COUNTS)
    return filled(request, "home.html.j2", counts=[(ontology.label(row["kind"]), row["n"]) for row in _kinds(counted)])


COUNTS = (
    "SELECT ?kind (COUNT(?node) AS ?n) WHERE { VALUES ?kind { "
    + " ".join(
        f"parley:{kind}"
        for kind in ("Document", "Person", "Organization", "Country", "Negotiation", "Statement", "Demand", "Agreement")
    )
    + " } ?node a ?kind } GROUP BY ?kind ORDER BY DESC(?n)"
)


def _kinds(counted: Any) -> list[dict[str, Any]]:
    return [{"kind": ontology.local(str(row["kind"])), "n": row["n"]} for row in counted]


async def search(request: Request) -> Response:
    """Return what a name may mean, for browsers without scripts and for links."""
    sought = request.query_params.get("q", "")[:200]
    current = current_of(request)
    found = await asyncio.to_thread(names.find, current.directory, sought, ("Entity", "Document", "Position"))
    ordered = sorted(found, key=lambda each: (min(each.rank, names.WORDS), -each.weight, each.label))
    return filled(request, "search.html.j2", sought=sought, matches=ordered[:SHOWN], total=len(found))


async def questions(request: Request) -> Response:
    """Return the saved questions, each to be opened in the editor with an example."""
    return filled(request, "questions.html.j2", questions=list(saved.load().values()))


def entity(request: Request, node: NamedNode) -> Response:
    """Return one thing with what is known of it and the sentences it rests on."""
    current = current_of(request)
    found = card(current.directory, node.value)
    return filled(
        request,
        "entity.html.j2",
        card=found,
        drawn=bool(found.passages),
        links=_links(current.store, node),
        passages=[(passage, pieces(passage)) for passage in found.passages[:SHOWN]],
        hidden=max(0, len(found.passages) - SHOWN),
        same_as=[each.value for each in names.values(current.store, node, "owl:sameAs")],
        text=next((each.value for each in names.values(current.store, node, "text")), ""),
    )


def _links(store: Store, node: NamedNode) -> list[tuple[str, list[tuple[str, str]], int]]:
    """Return the properties of a node, and those that lead to it, with their values as (label, IRI or nothing).

    The number says how many values are left out.
    """
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for quad in store.quads_for_pattern(node, None, None):
        found[_title(quad.predicate, ontology.label)].add(_value(store, quad.object))
    for quad in store.quads_for_pattern(None, None, node):
        found[_title(quad.predicate, ontology.reverse_label)].add(_value(store, quad.subject))
    shown = sorted((title, sorted(values)) for title, values in found.items() if title)
    return [(title, values[:SHOWN], max(0, len(values) - SHOWN)) for title, values in shown]


def _title(predicate: NamedNode, call: Callable[[str], str]) -> str:
    """Return how people call a property; nothing for what a page shows elsewhere."""
    name = ontology.shorten(predicate.value).removeprefix("parley:")
    return "" if name in APART else call(name)


APART = frozenset(
    {
        "rdf:type",
        "rdfs:label",
        "skos:altLabel",
        "text",
        "evidence",
        "sourceSpan",
        "cueSpan",
        "contentSpan",
        "document",
        "owl:sameAs",
    }
)


def _value(store: Store, term: Any) -> tuple[str, str]:
    if isinstance(term, NamedNode):
        return names.label_of(store, term), term.value
    return str(getattr(term, "value", term)), ""


def pieces(passage: Passage) -> list[tuple[str, str]]:
    """Return a sentence cut where marks begin and end, each piece with the role of its words or nothing."""
    bounds = {0, len(passage.sentence)}
    for start, end, _ in passage.marks:
        bounds |= {max(0, start), min(end, len(passage.sentence))}
    ordered = sorted(bounds)
    cut = []
    for start, end in zip(ordered, ordered[1:], strict=False):
        roles = [role for begins, ends, role in passage.marks if begins <= start and end <= ends]
        cut.append((passage.sentence[start:end], roles[-1] if roles else ""))
    return cut


async def graph(request: Request) -> Response:
    """Return the interactive page of the graph; of a large one, what its latest articles say, or those that name `focus`."""
    current = current_of(request)
    local = request.query_params.get("focus", "")
    focus = node_of(current.store, current.base, local).value if local else ""
    if len(current.store) <= DRAWN:
        html = await asyncio.to_thread(_drawn, current.path, current.stamp, focus)
    else:
        found = (await current.query(excerpt.latest(focus))).column("document")
        documents = [NamedNode(str(iri)) for iri in found]
        html = await asyncio.to_thread(_drawn_in_part, current.store, current.base, documents, focus)
    return HTMLResponse(html, headers={"Content-Security-Policy": "frame-ancestors 'none'"})  # its own is stricter


@lru_cache(maxsize=2)
def _drawn(path: Path, _stamp: str, focus: str) -> str:
    from kg.view import render

    return render(GraphDirectory.open(path).view().network(), focus=focus)


def _drawn_in_part(store: Store, base: str, documents: list[NamedNode], focus: str) -> str:
    from kg.graph.network import network
    from kg.view import render

    title = f"The latest {len(documents)} articles{' that name it' if focus else ''}"
    return render(network(excerpt.quads_of(store, base, documents)), title, focus)


def editor(request: Request) -> Response:
    """Return the SPARQL editor."""
    current: Current = current_of(request)
    about = {
        "prefixes": ontology.prefixes(current.base),
        "classes": {ontology.iri(name): ontology.label(name) for name in ontology.classes()},
        "properties": {ontology.iri(name): ontology.label(name) for name in ontology.properties()},
        "base": current.base,
    }
    return filled(request, "editor.html.j2", about=about)


async def static(request: Request) -> Response:
    """Return a built file of the front end."""
    name = request.path_params["name"]
    if name not in STATIC:
        raise Fault(404, f"there is no file {name!r}")
    return Response(web.text(name), headers={"Cache-Control": "max-age=3600"}, media_type=STATIC[name])
