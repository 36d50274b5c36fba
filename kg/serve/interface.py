"""The JSON interface: search as you type, entities, statements, documents, evidence, questions."""

import asyncio
import json
from collections.abc import Callable
from typing import Any

from pyoxigraph import NamedNode, Store
from starlette.requests import Request
from starlette.responses import Response

from kg import __version__, ontology
from kg.query import names, questions
from kg.query.card import card_of
from kg.serve import openapi, records
from kg.serve.current import Current, current_of
from kg.serve.faults import Fault

STATEMENTS = """
# title: Statements
# description: Statements by who, about what, in which document, with which words.
# parameter speaker: Actor?; who speaks; e.g. Lavrov
# parameter about: Entity?; about whom or what; e.g. NATO
# parameter text: text?; words in what was said; e.g. ceasefire
# parameter document: Document?; in which document; e.g. document-0123456789abcdef
# parameter limit: number = 20; how many; e.g. 5
SELECT DISTINCT ?statement WHERE {
  {{document}}
  {{text}}
  GRAPH ?document { ?statement parley:content ?content }
  {{speaker: ?statement parley:speaker ?speaker .}}
  {{about: ?statement parley:about ?about .}}
  {{text: FILTER(CONTAINS(LCASE(?content), LCASE(?text)))}}
  OPTIONAL { { SELECT ?document ?day WHERE { ?document dct:issued ?day } } }
}
ORDER BY DESC(?day)
LIMIT {{limit}}
"""
ASKED = questions.read("statements", STATEMENTS)
DOCUMENTS = """
SELECT ?document WHERE {{ ?document a parley:Document OPTIONAL {{ ?document dct:issued ?day }} }}
ORDER BY DESC(?day) ?document LIMIT {limit} OFFSET {offset}
"""
ENTITIES = """
SELECT ?entity (COUNT(*) AS ?passages) WHERE {{
  {{ SELECT DISTINCT ?entity WHERE {{ VALUES ?kind {{ {kinds} }} ?entity a ?kind }} }}
  {{ SELECT ?entity ?span WHERE {{ ?entity parley:evidence ?span }} }}
}}
GROUP BY ?entity ORDER BY DESC(?passages) LIMIT {limit} OFFSET {offset}
"""


def told(content: Any, status: int = 200) -> Response:
    """Return JSON, without what only some parsers can read."""
    body = json.dumps(content, ensure_ascii=False, allow_nan=False)
    return Response(body, status, {"Cache-Control": "no-cache"}, "application/json")


def parameters(request: Request, path: str) -> dict[str, Any]:
    """Return the parameters of a request as the OpenAPI document declares them. Raises a `Fault` of 400."""
    declared = openapi.parameters(path)
    for name in request.query_params:
        if name not in declared:
            raise Fault(400, f"there is no parameter {name!r}; known: {', '.join(declared) or 'none'}")
    found = {name: openapi.value(name, schema, request.query_params.getlist(name)) for name, schema in declared.items()}
    return {name: value for name, value in found.items() if value is not None}


async def search(request: Request) -> Response:
    """Return what a beginning of a name may mean, what is named most first among equals."""
    asked = parameters(request, "/api/search")
    current = current_of(request)
    kind = _kind(asked.get("kind", "Entity"))
    found = await asyncio.to_thread(names.find, current.directory, asked["q"], (kind,))
    ordered = sorted(found, key=lambda each: (min(each.rank, names.WORDS), -each.weight, each.label, each.iri))
    return told({"matches": [records.match(each) for each in ordered[: asked["limit"]]], "total": len(found)})


def _kind(name: str) -> str:
    if name not in ontology.classes():
        raise Fault(400, f"there is no class {name!r}; known: {', '.join(ontology.classes())}")
    return name


async def entities(request: Request) -> Response:
    """Return the entities of a class, those named most first."""
    asked = parameters(request, "/api/entities")
    current = current_of(request)
    kind = _kind(asked.get("kind", "Entity"))
    kinds = " ".join(f"parley:{name}" for name in (kind, *ontology.subclasses(kind)))
    result = await current.query(ENTITIES.format(kinds=kinds, limit=asked["limit"], offset=asked["offset"]))
    return told({"entities": await _of_nodes(current, result.column("entity"), records.brief)})


async def _of_nodes(current: Current, iris: list[Any], record: Callable[..., records.Record]) -> list[records.Record]:
    def collected() -> list[records.Record]:
        return [record(current.store, NamedNode(iri)) for iri in iris]

    return await asyncio.to_thread(collected)


async def entity(request: Request) -> Response:
    """Return one entity."""
    return await _one(request, records.entity)


async def statement(request: Request) -> Response:
    """Return one statement. Raises a `Fault` of 404 where the identifier is that of something else."""

    def record(store: Store, node: NamedNode) -> records.Record:
        if names.kind_of(store, node) != "Statement":
            raise Fault(404, f"{ontology.local(node.value)!r} is no statement")
        return records.statement(store, node)

    return await _one(request, record)


async def document(request: Request) -> Response:
    """Return one document. Raises a `Fault` of 404 where the identifier is that of something else."""

    def record(store: Store, node: NamedNode) -> records.Record:
        if names.kind_of(store, node) != "Document":
            raise Fault(404, f"{ontology.local(node.value)!r} is no document")
        text = next((each.value for each in names.values(store, node, "text")), "")
        return records.document(store, node) | {"text": text}

    return await _one(request, record)


async def evidence(request: Request) -> Response:
    """Return the sentences on which anything rests."""

    def record(store: Store, node: NamedNode) -> records.Record:
        found = card_of(store, node, records.LOOKED_AT)
        return records.brief(store, node) | {"passages": list(records.evidence(found)), "more": found.more}

    return await _one(request, record)


async def _one(request: Request, record: Callable[..., records.Record]) -> Response:
    current = current_of(request)
    local = request.path_params["id"]

    def found() -> records.Record:
        return record(current.store, records.node_of(current.store, current.base, local))

    return told(await asyncio.to_thread(found))


async def statements(request: Request) -> Response:
    """Return statements, the latest first."""
    asked = parameters(request, "/api/statements")
    current = current_of(request)
    offset = asked.pop("offset")
    wanted = asked | {"limit": asked["limit"] + offset}
    sparql = await asyncio.to_thread(questions.filled, ASKED, current.directory, wanted)
    result = await current.query(sparql, max_rows=wanted["limit"])
    iris = result.column("statement")[offset:]
    return told({"statements": await _of_nodes(current, iris, records.statement), "more": result.truncated})


async def documents(request: Request) -> Response:
    """Return the documents, the latest first."""
    asked = parameters(request, "/api/documents")
    current = current_of(request)
    result = await current.query(DOCUMENTS.format(**asked))
    return told({"documents": await _of_nodes(current, result.column("document"), records.document)})


async def all_questions(request: Request) -> Response:
    """Return the saved questions with their parameters."""
    return told({"questions": [openapi.question(each) for each in questions.load().values()]})


async def question(request: Request) -> Response:
    """Return the answer to a saved question, in the W3C's JSON."""
    asked = questions.question(request.path_params["name"])
    given = dict(request.query_params)
    current = current_of(request)
    sparql = await asyncio.to_thread(questions.filled, asked, current.directory, given)
    result = await current.query(sparql, max_rows=questions.limit(asked, given))
    return told(result.json() | {"truncated": result.truncated})


async def health(request: Request) -> Response:
    """Return that the graph can be read, and which it is."""
    directory = current_of(request).directory
    return told(
        {"status": "ok", "version": __version__, "graph": directory.stamp, "documents": len(directory.documents)}
    )


async def described(request: Request) -> Response:
    """Return the OpenAPI document."""
    return told(openapi.document())
