"""The vocabulary: what it declares, how code gets at it, and that it says of every term what it is."""

import re
import subprocess
import sys
from pathlib import Path

import pyoxigraph
import pytest

from kg import ontology
from kg.errors import OntologyError

DESIGN = (
    "Document Span Person Organization NewsOrganization Country City Building UnnamedSource Actor Place "
    "Delegation Venue Event Negotiation Meeting Summit MilitaryAction Statement Agreement Demand Proposal "
    "Refusal outlet text document start end exact evidence represents affiliation role iso3166 head "
    "member participatesIn within participant chair venue startDate endDate duration eventCode outcome "
    "speaker onBehalfOf addressee medium cue content form act about nestedIn event date confidence "
    "sourceSpan cueSpan contentSpan party by of subject quantity statedIn "
)
OURS = [name for name in ontology.names() if ":" not in name]
PROPERTIES = [name for name in ontology.properties() if ":" not in name]


@pytest.mark.parametrize("name", DESIGN.split())
def test_every_term_of_the_design_is_declared(name):
    assert ontology.iri(name) == ontology.NAMESPACE + name


@pytest.mark.parametrize("name", OURS)
def test_every_term_says_what_it_is(name):
    assert ontology.label(name)
    assert ontology.label(name) != name or name.islower()
    assert ontology.comment(name).endswith(".")
    assert ontology._of(name, ontology.PREFIXES["rdfs"] + "isDefinedBy") == (ontology.IRI,)


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_property_has_a_declared_domain_and_range(name):
    for term in (ontology.domain(name), ontology.range_of(name)):
        assert term in ontology.classes() or term.split(":")[0] in {"xsd", "rdf", "rdfs", "skos", "owl"}


def test_ontology_says_its_name_licence_and_version():
    said = {quad.predicate for quad in ontology.triples() if quad.subject == pyoxigraph.NamedNode(ontology.IRI)}
    names = {ontology.shorten(predicate.value) for predicate in said}
    assert names >= {"dct:title", "dct:description", "dct:license", "owl:versionIRI", "owl:versionInfo"}
    assert names >= {"vann:preferredNamespacePrefix", "vann:preferredNamespaceUri"}


def test_ontology_has_no_blank_nodes_so_that_it_has_one_serialisation():
    terms = {term for triple in ontology.triples() for term in (triple.subject, triple.object)}
    assert not [term for term in terms if isinstance(term, pyoxigraph.BlankNode)]


def test_alignments_speak_only_of_declared_terms():
    read = pyoxigraph.parse(path=ontology.folder() / "alignments.ttl")
    assert {quad.subject.value for quad in read} <= set(ontology.declared_terms())


def test_shapes_name_only_declared_terms():
    text = (ontology.folder() / "shapes.ttl").read_text("utf-8")
    used = set(re.findall(r"parley:(\w+)", text.replace("parley: <", "")))
    assert used <= set(ontology.names())


def test_undeclared_name_raises_with_the_nearest():
    with pytest.raises(OntologyError, match=r"no term 'Statment'; did you mean Statement"):
        ontology.iri("Statment")


def test_name_unlike_any_raises_with_all():
    with pytest.raises(OntologyError, match="known: Actor, Agreement"):
        ontology.iri("zzzzzz")


def test_undeclared_act_raises_with_the_nearest():
    with pytest.raises(OntologyError, match="no act 'Demnd'; did you mean Demand"):
        ontology.act("Demnd")


@pytest.mark.parametrize(
    ("find", "name", "iri"),
    [
        (ontology.iri, "rdfs:label", "http://www.w3.org/2000/01/rdf-schema#label"),
        (ontology.iri, "dct:issued", "http://purl.org/dc/terms/issued"),
        (ontology.act, "Threaten", ontology.NAMESPACE + "act-threaten"),
        (ontology.event_code, "Consult", ontology.NAMESPACE + "code-consult"),
        (ontology.xsd, "date", "http://www.w3.org/2001/XMLSchema#date"),
        (ontology.wikidata, "Q159", "http://www.wikidata.org/entity/Q159"),
    ],
)
def test_names_become_iris(find, name, iri):
    assert find(name) == iri


def test_acts_of_the_design_are_there():
    wanted = "Assert Demand Propose Agree Reject Threaten Accuse Promise Deny Express Ask Order Warn"
    assert set(wanted.split()) <= set(ontology.acts())


def test_there_is_a_code_for_every_plover_category():
    assert len(ontology.event_codes()) == 20


@pytest.mark.parametrize(
    ("name", "superclasses"),
    [
        ("Summit", ("Meeting", "Event", "Entity", "Evidenced")),
        ("Country", ("Actor", "Place", "Entity", "Evidenced")),
        ("Demand", ("Position", "Evidenced")),
        ("Document", ()),
    ],
)
def test_superclasses_come_nearest_first(name, superclasses):
    assert ontology.superclasses(name) == superclasses


def test_subclasses_are_transitive():
    assert {"NewsOrganization", "Country", "Delegation", "UnnamedSource"} <= set(ontology.subclasses("Actor"))
    assert "City" not in ontology.subclasses("Actor")


def test_is_a_holds_for_the_class_itself_and_those_above():
    assert ontology.is_a("Summit", "Summit")
    assert ontology.is_a("Summit", "Event")
    assert not ontology.is_a("Event", "Summit")


def test_display_is_inherited():
    assert ontology.colour("War") == ontology.colour("MilitaryAction") != ontology.colour("Event")
    assert ontology.shape("Summit") == "star"


@pytest.mark.parametrize(("name", "functional"), [("start", True), ("act", True), ("speaker", False), ("role", False)])
def test_functional_properties(name, functional):
    assert ontology.is_functional(name) is functional


@pytest.mark.parametrize(
    ("iri", "short"),
    [
        (ontology.NAMESPACE + "speaker", "parley:speaker"),
        (ontology.NAMESPACE + "act-demand", "act:demand"),
        (ontology.DEFAULT_BASE + "country-fr", "id:country-fr"),
        ("http://example.org/x", "http://example.org/x"),
    ],
)
def test_iris_are_shortened_by_the_longest_prefix(iri, short):
    assert ontology.shorten(iri) == short


def test_properties_read_backwards():
    assert ontology.reverse_label("speaker") == "said"
    assert ontology.reverse_label("role") == "role of"


def test_import_is_light():
    code = "import sys, kg.ontology; print(*sorted({'rdflib', 'networkx', 'spacy', 'difflib'} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip() == ""


def test_context_names_every_property_we_declare():
    import json

    context = json.loads((ontology.folder() / "context.jsonld").read_text("utf-8"))["@context"]
    assert {name for name in PROPERTIES if name not in {"colour", "shape", "reverse"}} <= set(context)
    assert set(ontology.classes()) <= set(context)


def test_context_reads_as_our_terms(tmp_path: Path):
    import json

    context = json.loads((ontology.folder() / "context.jsonld").read_text("utf-8"))["@context"]
    document = {
        "@context": context,
        "@id": "id:s",
        "@type": "Statement",
        "speaker": "id:a",
        "content": "x",
        "date": "2025-05-16",
    }
    quads = set(map(str, pyoxigraph.parse(json.dumps(document), format=pyoxigraph.RdfFormat.JSON_LD)))
    assert f"<{ontology.DEFAULT_BASE}s> <{ontology.iri('speaker')}> <{ontology.DEFAULT_BASE}a>" in quads
    assert f'<{ontology.DEFAULT_BASE}s> <{ontology.iri("content")}> "x"' in quads
