"""The OpenAPI document: one table of paths, from which requests are checked as well."""

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from kg import __version__, ontology
from kg.query.questions import Question, load
from kg.serve.faults import Fault

Schema = dict[str, Any]
LONGEST = 200  # characters of a parameter
TEXT: Schema = {"type": "string", "maxLength": LONGEST}
NEEDED_TEXT: Schema = {"type": "string", "minLength": 1, "maxLength": LONGEST}
LIMIT: Schema = {"type": "integer", "minimum": 1, "maximum": 1000, "default": 20}
OFFSET: Schema = {"type": "integer", "minimum": 0, "maximum": 100_000, "default": 0}
IRI: Schema = {"type": "string"}
MAYBE: Schema = {"type": ["string", "null"]}
WORDS: Schema = {"type": "array", "items": {"type": "string"}}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}


def _list(of: str) -> Schema:
    return {"type": "array", "items": {"$ref": f"#/components/schemas/{of}"}}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


WHOLE: Schema = {"type": "integer", "minimum": 0}
SCHEMAS: dict[str, Schema] = {
    "Problem": _object(title={"type": "string"}, status={"type": "integer"}),
    "Match": _object(iri=IRI, id=IRI, label=IRI, kind=IRI, passages=WHOLE),
    "Brief": _object(iri=IRI, id=IRI, label=IRI, kind=IRI),
    "Link": _object(label=IRI, values=WORDS, incoming={"type": "boolean"}, more=WHOLE),
    "Entity": _object(
        iri=IRI, id=IRI, label=IRI, kind=IRI, names=WORDS, kinds=WORDS, same_as=WORDS, links=_list("Link"), passages=WHOLE
    ),
    "Mark": _object(start={"type": "integer"}, end={"type": "integer"}, role=IRI),
    "Passage": _object(document=IRI, document_label=IRI, start=WHOLE, sentence=IRI, marks=_list("Mark")),
    "Evidence": _object(iri=IRI, id=IRI, label=IRI, kind=IRI, passages=_list("Passage"), more=WHOLE),
    "Document": _object(iri=IRI, id=IRI, label=IRI, outlet=MAYBE, issued=MAYBE, sources=WORDS),
    "Article": _object(iri=IRI, id=IRI, label=IRI, outlet=MAYBE, issued=MAYBE, sources=WORDS, text=IRI),
    "Statement": _object(
        iri=IRI, id=IRI, speakers=_list("Brief"), on_behalf_of=_list("Brief"), addressees=_list("Brief"),
        media=_list("Brief"), about=_list("Brief"), content=IRI, cue=IRI, form=IRI, act=IRI, date=MAYBE,
        confidence={"type": ["number", "null"]}, nested_in=MAYBE,
        document={"anyOf": [{"$ref": "#/components/schemas/Document"}, {"type": "null"}]},
    ),
    "Parameter": _object(
        name=IRI, kind=IRI, description=IRI, example=IRI, default=IRI, required={"type": "boolean"}
    ),
    "Question": _object(name=IRI, title=IRI, description=IRI, parameters=_list("Parameter")),
}  # fmt: skip

# Path → what it gives, its parameters (those marked * are needed), and the schema of the answer.
PATHS: dict[str, tuple[str, dict[str, Schema], Schema]] = {
    "/api/search": (
        "What a beginning of a name may mean, for search as you type",
        {"q*": NEEDED_TEXT, "kind": TEXT, "limit": LIMIT},
        _object(matches=_list("Match"), total=WHOLE),
    ),
    "/api/entities": (
        "Entities of a class, those named most first",
        {"kind": TEXT, "limit": LIMIT, "offset": OFFSET},
        _object(entities=_list("Brief")),
    ),
    "/api/entities/{id}": ("One entity with its names and links", {}, _ref("Entity")),
    "/api/evidence/{id}": ("The sentences on which anything rests, with the words marked", {}, _ref("Evidence")),
    "/api/statements": (
        "Statements by speaker, subject, document and words, the latest first",
        {"speaker": TEXT, "about": TEXT, "document": TEXT, "text": TEXT, "limit": LIMIT, "offset": OFFSET},
        _object(statements=_list("Statement"), more={"type": "boolean"}),
    ),
    "/api/statements/{id}": ("One statement", {}, _ref("Statement")),
    "/api/documents": (
        "The articles, the latest first", {"limit": LIMIT, "offset": OFFSET}, _object(documents=_list("Document"))
    ),
    "/api/documents/{id}": ("One article with its text", {}, _ref("Article")),
    "/api/questions": ("The saved questions with their parameters", {}, _object(questions=_list("Question"))),
    "/health": (
        "Whether the graph can be read, and which it is",
        {},
        _object(status=IRI, version=IRI, graph=IRI, documents=WHOLE),
    ),
}  # fmt: skip
RESULT: Schema = {"type": "object", "required": ["head", "truncated"]}
FAILURES = {"400": "a parameter does not fit", "404": "there is no such thing", "503": "too slow, or too much at once"}


def parameters(path: str) -> Mapping[str, Schema]:
    """Return the declared parameters of a path, by name without the mark."""
    return {name.rstrip("*"): schema for name, schema in PATHS[path][1].items()}


def value(name: str, schema: Schema, given: Sequence[str]) -> Any:
    """Return the value of a parameter, its default where none is given. Raises a `Fault` of 400 where it does not fit."""
    if len(given) > 1:
        raise Fault(400, f"{name} must be given once")
    if not given:
        if schema.get("minLength"):
            raise Fault(400, f"{name} is needed")
        return schema.get("default")
    if schema["type"] == "integer":
        return _integer(name, schema, given[0])
    if not schema.get("minLength", 0) <= len(given[0]) <= schema["maxLength"]:
        raise Fault(400, f"{name} must be of {schema.get('minLength', 0)} to {schema['maxLength']} characters")
    return given[0]


def _integer(name: str, schema: Schema, given: str) -> int:
    whole = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else -1
    if not schema["minimum"] <= whole <= schema["maximum"]:
        raise Fault(400, f"{name} must be a whole number from {schema['minimum']} to {schema['maximum']}")
    return whole


def question(asked: Question) -> dict[str, Any]:
    """Return a saved question as the interface tells of it."""
    told = [
        {
            "name": each.name,
            "kind": each.kind,
            "description": each.description,
            "example": each.example,
            "default": each.default,
            "required": each.required,
        }
        for each in asked.parameters
    ]
    return {"name": asked.name, "title": asked.title, "description": asked.description, "parameters": told}


@cache
def document() -> dict[str, Any]:
    """Return the OpenAPI 3.1 document."""
    paths = {path: {"get": _operation(path, *said)} for path, said in PATHS.items()}
    for asked in load().values():
        paths[f"/api/questions/{asked.name}"] = {"get": _asking(asked)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Parley",
            "version": __version__,
            "description": "Who said what to whom. SPARQL at /sparql, graphs at /graphs, every node at /id/…",
        },
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(path: str, summary: str, declared: Mapping[str, Schema], answer: Schema) -> dict[str, Any]:
    inputs = [_parameter(name.rstrip("*"), "query", schema, name.endswith("*")) for name, schema in declared.items()]
    if path.endswith("{id}"):
        inputs.append(_parameter("id", "path", TEXT | {"minLength": 1}, True))
    return _described(path.strip("/").replace("/", "-").replace("{id}", "one"), summary, inputs, answer)


def _asking(asked: Question) -> dict[str, Any]:
    inputs = []
    for each in asked.parameters:
        schema: Schema = {"type": "string", "maxLength": LONGEST, "description": each.description}
        if each.kind in ontology.classes():
            schema["description"] += f" (the name of one of class {each.kind})"
        inputs.append(_parameter(each.name, "query", schema, each.required))
    return _described(f"ask-{asked.name}", asked.title, inputs, RESULT)


def _parameter(name: str, where: str, schema: Schema, required: bool) -> dict[str, Any]:
    return {"name": name, "in": where, "required": required, "schema": schema}


def _described(name: str, summary: str, inputs: list[dict[str, Any]], answer: Schema) -> dict[str, Any]:
    problem = {"content": {"application/problem+json": {"schema": _ref("Problem")}}}
    failures = {status: {"description": said, **problem} for status, said in FAILURES.items()}
    good = {"200": {"description": "as asked for", "content": {"application/json": {"schema": answer}}}}
    return {"operationId": name, "summary": summary, "parameters": inputs, "responses": good | failures}
