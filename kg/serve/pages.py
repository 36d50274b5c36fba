"""Pages for people: search, one thing with its evidence, saved questions, the graph, the SPARQL editor."""

from __future__ import annotations

import asyncio
from collections import defaultdict
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from jinja2 import Environment, FileSystemLoader
from pyoxigraph import NamedNode, Store
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from kg import __version__, ontology, web
from kg.errors import QueryError, UnknownFormat
from kg.query import names
from kg.query import questions as saved
from kg.query.card import Passage, card_without_links
from kg.query.result import Result
from kg.serve.current import Current, current_of
from kg.serve.faults import Fault

STATIC = {
    "yasgui.js": "text/javascript",
    "yasgui.css": "text/css",
    "serve.js": "text/javascript",
    "editor.js": "text/javascript",
    "serve.css": "text/css",
}
SHOWN = 50  # hits of a search, links of one kind


@cache
def templates() -> Environment:
    """Return the templates; all that is filled in is escaped."""
    loader = FileSystemLoader(Path(__file__).with_name("pages"))
    made = Environment(loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True)
    made.filters["here"] = here
    made.filters["called"] = ontology.label  # of a class
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
    counted, latest, most = [await current.query(each) for each in (COUNTS, LATEST, MOST_NAMED)]
    return filled(
        request,
        "home.html.j2",
        counts=[(ontology.label(row["kind"]), row["n"]) for row in _kinds(counted)],
        latest=list(latest),
        most=list(most),
    )


COUNTS = (
    "SELECT ?kind (COUNT(?node) AS ?n) WHERE { VALUES ?kind { "
    + " ".join(
        f"parley:{kind}"
        for kind in ("Document", "Person", "Organization", "Country", "Negotiation", "Statement", "Demand", "Agreement")
    )
    + " } ?node a ?kind } GROUP BY ?kind ORDER BY DESC(?n)"
)


LATEST = """
SELECT ?document ?title ?day ?outlet WHERE {
  { SELECT ?document ?day WHERE { ?document a parley:Document OPTIONAL { ?document dct:issued ?day } } ORDER BY DESC(?day) LIMIT 6 }
  ?document rdfs:label ?title OPTIONAL { ?document parley:outlet ?outlet }
} ORDER BY DESC(?day) ?title"""
MOST_NAMED = """
SELECT ?node ?label ?passages WHERE {
  {
    SELECT ?node (COUNT(*) AS ?passages) WHERE {
      { SELECT DISTINCT ?node WHERE { VALUES ?kind { parley:Person parley:Organization parley:Country } ?node a ?kind } }
      ?node parley:evidence ?span
    } GROUP BY ?node ORDER BY DESC(?passages) LIMIT 12
  }
  ?node rdfs:label ?label
} ORDER BY DESC(?passages) ?label"""


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
    """Return the saved questions."""
    return filled(request, "questions.html.j2", questions=list(saved.load().values()))


async def question(request: Request) -> Response:
    """Return one saved question as a form, with its answer as a table as soon as all that it needs is given."""
    asked, current = saved.question(request.path_params["name"]), current_of(request)
    given = {name: value.strip() for name, value in request.query_params.items() if value.strip()}
    answer, problem = None, ""
    if given or not any(each.required for each in asked.parameters):
        try:
            sparql = await asyncio.to_thread(saved.filled, asked, current.directory, given)
            answer = await current.query(sparql, max_rows=saved.limit(asked, given))
        except (QueryError, UnknownFormat) as fault:
            problem = str(fault)
    page = filled(
        request,
        "question.html.j2",
        question=asked,
        given=given,
        problem=problem,
        headings=[] if answer is None else answer.cells()[0],
        rows=[] if answer is None else linked(answer),
        more=answer is not None and answer.truncated,
        query=urlencode(given),
    )
    page.status_code = 400 if problem else 200
    return page


def linked(answer: Result) -> list[list[tuple[str, str]]]:
    """Return the rows of an answer as people read them, each cell with the IRI that it stands for, or nothing."""
    places = {name: at for at, name in enumerate(answer.variables)}
    nodes = [name.removesuffix("Label") for name in answer.variables if f"{name}Label" not in places]
    return [
        [_linked(words, row[places[node]] if node in places else None) for words, node in zip(cells, nodes, strict=True)]
        for cells, row in zip(answer.cells()[1], answer.rows, strict=True)
    ]


def _linked(words: str, term: object) -> tuple[str, str]:
    """Return a cell with its IRI; a node that nobody has named is called by what it is."""
    if not isinstance(term, NamedNode):
        return words, ""
    return (words.removeprefix("id:").partition("-")[0] if words.startswith("id:") else words), term.value


def entity(request: Request, node: NamedNode) -> Response:
    """Return one thing with what is known of it and the sentences it rests on."""
    current = current_of(request)
    found = card_without_links(current.store, node, SHOWN)
    links = _links(current.store, node)
    return filled(
        request,
        "entity.html.j2",
        card=found,
        drawn=bool(found.passages),
        article=names.kind_of(current.store, node) == "Document",
        links=[link for link, is_detail in links if not is_detail],
        details=[link for link, is_detail in links if is_detail],
        passages=[(passage, pieces(passage)) for passage in found.passages],
        hidden=found.more,
        same_as=[each.value for each in names.values(current.store, node, "owl:sameAs")],
        text=next((each.value for each in names.values(current.store, node, "text")), ""),
    )


def _links(store: Store, node: NamedNode) -> list[tuple[tuple[str, list[tuple[str, str]], int], bool]]:
    """Return the properties of a node, and those that lead to it, and for each whether it is a mere detail.

    Each has a title, values as (label, IRI or nothing), and how many values are left out.
    """
    found: dict[tuple[str, bool], set[Any]] = defaultdict(set)
    for quad in store.quads_for_pattern(node, None, None):
        found[_title(quad.predicate, ontology.label), _name(quad.predicate) in DETAILS].add(quad.object)
    for quad in store.quads_for_pattern(None, None, node):
        found[_title(quad.predicate, ontology.reverse_label), _name(quad.predicate) in DETAILS].add(quad.subject)
    told = ((title, is_detail, found[title, is_detail]) for title, is_detail in sorted(found) if title)
    return [
        ((title, _called(store, values), max(0, len(values) - SHOWN)), is_detail) for title, is_detail, values in told
    ]


def _called(store: Store, values: set[Any]) -> list[tuple[str, str]]:
    """Return what values are called, with their IRIs; of too many those first by identifier."""
    shown = values if len(values) <= SHOWN else sorted(values, key=str)[:SHOWN]
    return sorted({_value(store, value) for value in shown})


def _title(predicate: NamedNode, call: Callable[[str], str]) -> str:
    """Return how people call a property; nothing for what a page shows elsewhere."""
    name = _name(predicate)
    return "" if name in APART else call(name)


def _name(predicate: NamedNode) -> str:
    return ontology.shorten(predicate.value).removeprefix("parley:")


# What only who checks the graph itself wants to know.
DETAILS = frozenset({"foundAs", "concerns", "iso3166", "geo:lat", "geo:long"})
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
