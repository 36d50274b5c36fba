"""The JSON interface on the example: search, entities, statements, documents, evidence, questions."""

import pytest

from kg.query.questions import load

RUSSIA = "country-Q159"


def test_search_as_you_type_finds_beginnings_and_what_is_named_most_first(server):
    found = server.get("/api/search", q="ru").json()
    assert found["matches"][0]["id"] == RUSSIA
    assert found["matches"][0].keys() == {"iri", "id", "label", "kind", "passages"}
    assert found["total"] >= len(found["matches"])


def test_search_by_a_name_as_it_was_found_and_by_class(server):
    assert server.get("/api/search", q="Medeski").json()["matches"][0]["label"] == "Vladimir Medinsky"
    assert {each["kind"] for each in server.get("/api/search", q="russia", kind="Country").json()["matches"]} == {
        "Country"
    }


def test_entities_of_a_class(server):
    whole = server.get("/api/entities", kind="Country", limit=100).json()["entities"]
    assert {each["kind"] for each in whole} == {"Country"}
    assert server.get("/api/entities", kind="Country", limit=1, offset=1).json()["entities"] == whole[1:2]


def test_one_entity_with_names_and_links(server):
    found = server.get(f"/api/entities/{RUSSIA}").json()
    assert (found["label"], found["kind"]) == ("Russia", "Country")
    assert "Moscow" in found["names"]
    assert any(link["incoming"] for link in found["links"])
    assert found["same_as"] == ["http://www.wikidata.org/entity/Q159"]


def test_evidence_marks_the_words(server):
    found = server.get(f"/api/evidence/{RUSSIA}").json()
    passage = found["passages"][0]
    assert passage["sentence"][passage["marks"][0]["start"] : passage["marks"][0]["end"]] in {
        "Russia",
        "Russian",
        "Moscow",
    }


def test_statements_by_speaker_subject_words_and_document(server):
    said = server.get("/api/statements", speaker="Umerov").json()["statements"]
    assert said
    assert all("Rustem Umerov" in {who["label"] for who in each["speakers"]} for each in said)
    one = server.get(f"/api/statements/{said[0]['id']}").json()
    assert one == said[0]
    words = server.get("/api/statements", text="CEASEFIRE", limit=100).json()["statements"]
    assert words
    assert all("ceasefire" in each["content"].lower() for each in words)
    inside = server.get("/api/statements", document=one["document"]["id"], limit=100).json()["statements"]
    assert one in inside
    assert server.get("/api/statements", about="Ukraine").json()["statements"]


def test_pages_of_statements_do_not_overlap(server):
    first, second = (server.get("/api/statements", limit=5, offset=offset).json() for offset in (0, 5))
    assert first["more"]
    assert not {each["id"] for each in first["statements"]} & {each["id"] for each in second["statements"]}


def test_documents_and_their_text(server):
    (document,) = server.get("/api/documents").json()["documents"]
    assert "Istanbul" in server.get(f"/api/documents/{document['id']}").json()["text"]


def test_questions_and_their_answers(server):
    assert {each["name"] for each in server.get("/api/questions").json()["questions"]} == set(load())
    answer = server.get("/api/questions/said-by", speaker="Umerov", limit=1).json()
    assert answer["truncated"]
    assert answer["results"]["bindings"][0]["speakerLabel"]["value"] == "Rustem Umerov"


def test_health(server, example_directory):
    found = server.get("/health").json()
    assert (found["status"], found["documents"]) == ("ok", 1)


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/api/search", 400, "q is needed"),
        ("/api/search?q=", 400, "q must be of 1 to 200 characters"),
        ("/api/search?q=a&q=b", 400, "q must be given once"),
        ("/api/search?q=a&limit=0", 400, "limit must be a whole number from 1 to 1000"),
        ("/api/search?q=a&limit=x", 400, "limit must be a whole number from 1 to 1000"),
        ("/api/search?q=a&kind=Dragon", 400, "there is no class 'Dragon'; known: "),
        ("/api/search?q=a&colour=red", 400, "there is no parameter 'colour'; known: q, kind, limit"),
        ("/api/entities/none", 404, "the graph says nothing of 'none'"),
        (f"/api/statements/{RUSSIA}", 404, "'country-Q159' is no statement"),
        (f"/api/documents/{RUSSIA}", 404, "'country-Q159' is no document"),
        ("/api/questions/none", 404, "there is no question 'none'; known: "),
        ("/api/questions/said-by", 400, "the question 'said-by' needs speaker"),
        ("/api/statements?speaker=Nobody+Known", 400, "the graph knows no actor called 'Nobody Known'"),
        ("/api/nothing", 404, "there is nothing at /api/nothing; begin at /"),
    ],
)
def test_what_cannot_be_answered_is_said(server, path, status, sentence):
    answer = server.get(path)
    assert (answer.status, answer.kind) == (status, "application/problem+json")
    assert answer.json()["title"].startswith(sentence)


def test_the_graph_is_read_anew_after_a_change(tmp_path):
    from serve_builders import serving

    import kg

    article = tmp_path / "a.txt"
    article.write_text("Russian Foreign Minister Sergei Lavrov said that the talks were useful.", "utf-8")
    graph = kg.build(article, directory=tmp_path / "g", jobs=1, finder="rules")
    with serving(tmp_path / "g") as running:
        before = running.get("/health").json()
        assert running.get("/api/search", q="Erdogan").json()["total"] == 0
        article.with_name("b.txt").write_text("Turkish President Recep Tayyip Erdogan said that he agreed.", "utf-8")
        graph.add(article.with_name("b.txt"), jobs=1)
        after = running.get("/health").json()
        assert (before["documents"], after["documents"]) == (1, 2)
        assert before["graph"] != after["graph"]
        assert running.get("/api/search", q="Erdogan").json()["total"] == 1
        assert running.sparql("ASK { ?s rdfs:label ?l FILTER(CONTAINS(?l, 'Erdo')) }").json()["boolean"]
