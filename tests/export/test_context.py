from kg import ontology
from kg.export.context import context, published, terms


def test_the_published_context_is_that_of_the_ontology():
    text = (ontology.folder() / "context.jsonld").read_text("utf-8")
    assert text == published(), "write kg.export.context.published() into that file"


def test_every_class_and_property_has_a_short_name():
    assert {term.iri for term in terms().values()} >= set(map(ontology.iri, ontology.classes()))
    missing = set(map(ontology.iri, ontology.properties())) - {term.iri for term in terms().values()}
    assert missing == {ontology.RDF_TYPE}


def test_values_of_properties_have_their_types():
    found = context()
    assert found["speaker"] == {"@id": "parley:speaker", "@type": "@id"}
    assert found["start"] == {"@id": "parley:start", "@type": "xsd:integer"}
    assert found["exact"] == "parley:exact"
    assert found["Statement"] == "parley:Statement"
    assert found["label"] == "rdfs:label"


def test_no_prefix_is_also_a_term():
    assert not {
        name for name in terms() if name in ontology.prefixes() and context()[name] == ontology.prefixes()[name]
    }
