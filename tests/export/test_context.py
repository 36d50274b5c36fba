from kg import ontology
from kg.export.context import Term, context, namespaces, terms


def test_only_the_base_of_the_instances_can_be_set():
    assert context("https://example.org/x/") == context() | {"id": "https://example.org/x/"}
    assert namespaces("https://example.org/x/")["id"] == "https://example.org/x/"
    assert namespaces()["id"] == ontology.DEFAULT_BASE


def test_short_names_stand_for_terms_of_the_ontology():
    assert terms()["speaker"] == Term(ontology.iri("speaker"), "@id")
    assert terms()["start"] == Term(ontology.iri("start"), ontology.xsd("integer"))
    assert terms()["exact"] == Term(ontology.iri("exact"))
    assert terms()["Statement"] == Term(ontology.iri("Statement"))
    assert {term.iri for term in terms().values()} >= set(map(ontology.iri, ontology.classes()))


def test_a_prefix_is_no_term_and_ends_as_it_must():
    assert not namespaces().keys() & terms().keys()
    assert namespaces()["parley"] == ontology.NAMESPACE
    for prefix, namespace in namespaces().items():
        assert namespace.endswith(("/", "#")) or context()[prefix]["@prefix"]


def test_a_type_is_a_keyword_or_an_iri():
    assert {term.type for term in terms().values()} <= {
        "",
        "@id",
        "@vocab",
        *map(ontology.xsd, ("integer", "decimal", "boolean")),
    }
