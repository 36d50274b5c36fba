"""Golden cases: a folder with an article and the graph that a careful reader takes from it.

A case is compared with what matters to a reader: who and what there is, under which names, and how it hangs together.
Left out are evidence, offsets and why names became one (each tested for itself), confidences, coordinates and links
out, and identifiers that are made from a hash, which become blank nodes.
"""

import re
from pathlib import Path

import rdflib
from rdflib.compare import isomorphic
from rdflib.namespace import RDF, RDFS, SKOS

import kg
from kg import ontology

FOLDER = Path(__file__).parent / "golden"
CASES = sorted(path.parent.name for path in FOLDER.glob("*/article.txt"))
PARLEY = rdflib.Namespace(ontology.PREFIXES["parley"])
KEPT = {
    *(RDF.type, RDFS.label, SKOS.altLabel),
    *(PARLEY[name] for name in ("role", "represents", "affiliation", "within", "head", "member")),
    *(PARLEY[name] for name in ("participant", "chair", "initiator", "target", "venue", "startDate", "endDate")),
    *(PARLEY[name] for name in ("duration", "wording", "outcome", "speaker", "onBehalfOf", "addressee", "medium")),
    *(PARLEY[name] for name in ("cue", "content", "form", "act", "nestedIn", "event", "date", "negated")),
    *(PARLEY[name] for name in ("party", "by", "of", "subject", "quantity", "unit", "statedIn")),
}
# What has a label that is put together from the rest, which says nothing more.
UNLABELLED = ("Statement", "Event", "Agreement", "Demand", "Proposal", "Refusal")
LEFT_OUT = {PARLEY.Document, PARLEY.Span, PARLEY.Merge}
HASHED = re.compile(r"-[0-9a-f]{8,16}$")


def article(case: str) -> Path:
    return FOLDER / case / "article.txt"


def expected(case: str) -> rdflib.Graph:
    return rdflib.Graph().parse(FOLDER / case / "expected.ttl", format="turtle")


def found(case: str) -> rdflib.Graph:
    """What Parley takes from the article of a case, as far as it matters."""
    base = ontology.DEFAULT_BASE
    union = kg.build(article(case), jobs=1).to_rdflib()
    triples = [(s, p, o) for s, p, o, _ in union.quads() if str(s).startswith(base) and p in KEPT]
    kinds = {(s, o) for s, p, o in triples if p == RDF.type}
    left_out = {s for s, kind in kinds if kind in LEFT_OUT}
    unlabelled = {s for s, kind in kinds if any(ontology.is_a(kind.fragment, above) for above in UNLABELLED)}
    graph = rdflib.Graph()
    for prefix in ("parley", "rdfs", "skos", "act"):
        graph.bind(prefix, ontology.prefixes(base)[prefix])
    graph.bind("id", base)
    for s, p, o in triples:
        if s not in left_out and not (p == RDFS.label and s in unlabelled):
            graph.add((shortened(s), p, shortened(o)))
    return graph


def shortened(term: rdflib.term.Node) -> rdflib.term.Node:
    """A blank node for an identifier made from a hash; any other term as it is."""
    if isinstance(term, rdflib.URIRef) and str(term).startswith(ontology.DEFAULT_BASE) and HASHED.search(term):
        return rdflib.BNode(str(term).rpartition("/")[2])
    return term


def difference(wanted: rdflib.Graph, got: rdflib.Graph) -> str:
    """What is missing and what is too much, a line each; nothing where the two say the same."""
    if isomorphic(wanted, got):
        return ""
    ours, theirs = readable(wanted), readable(got)
    lines = [f"missing   {line}" for line in sorted(ours - theirs)]
    lines += [f"too much  {line}" for line in sorted(theirs - ours)]
    return "\n".join(lines or ["the same words hang together otherwise"])


def readable(graph: rdflib.Graph) -> set[str]:
    """The triples in Turtle, a blank node by its content, subject or name."""
    names = {}
    for name in (SKOS.altLabel, PARLEY.subject, PARLEY.content):
        for node, value in sorted(graph.subject_objects(name), reverse=True):
            names[node] = f"[{value}]"
    namespaces = graph.namespace_manager
    return {
        "  ".join(
            names[term] if isinstance(term, rdflib.BNode) and term in names else term.n3(namespaces) for term in triple
        )
        for triple in graph
    }


def write(case: str) -> None:
    """Make what is found now the expectation of a case: read it critically before you commit it."""
    turtle = found(case).serialize(format="turtle", encoding="utf-8")
    (FOLDER / case / "expected.ttl").write_bytes(turtle)
