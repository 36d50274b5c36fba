"""How who-is-who is measured: the scores themselves, the readers of the corpora, and what files they refuse."""

import json

import pytest
from cli_runner import kg

from kg.evaluate.figures import ALL, CHOOSING, REPORTING, counted, half_of, in_parts
from kg.evaluate.who import chains, links, pairs, places, synonyms
from kg.evaluate.who.partitions import b_cubed, ceaf_e, muc
from kg.evaluate.who.reading import Read
from kg.model import Document, Entity, Extraction, Mention, Resolution, Span

# The example of Vilain et al. 1995 and Bagga and Baldwin 1998: two ways to join three chains of five, two and five.
GOLD = dict(zip(range(1, 13), "aaaaabbccccc", strict=True))
SMALL_ERROR = dict(zip(range(1, 13), "aaaaabbbbbbb", strict=True))
LARGE_ERROR = dict(zip(range(1, 13), "aaaaabbaaaaa", strict=True))


@pytest.mark.parametrize(
    ("measure", "found", "precision", "recall"),
    [
        (muc, SMALL_ERROR, 0.9, 1.0),
        (muc, LARGE_ERROR, 0.9, 1.0),
        (b_cubed, SMALL_ERROR, 0.7619, 1.0),
        (b_cubed, LARGE_ERROR, 0.5833, 1.0),
        (ceaf_e, SMALL_ERROR, 0.9167, 0.6111),
        (ceaf_e, LARGE_ERROR, 0.8333, 0.5556),
    ],
)
def test_chains_score_as_in_the_literature(measure, found, precision, recall):
    assert measure(GOLD, found) == pytest.approx((precision, recall), abs=1e-4)


def test_what_is_equal_scores_one_and_what_is_all_alone_has_no_links():
    alone = {one: one for one in GOLD}
    assert [measure(GOLD, GOLD) for measure in (muc, b_cubed, ceaf_e)] == [(1.0, 1.0)] * 3
    assert muc(GOLD, alone) == (0.0, 0.0)


def test_halves_are_the_same_every_time_and_both_are_used():
    halves = [half_of(str(number)) for number in range(100)]
    assert halves == [half_of(str(number)) for number in range(100)]
    assert 30 < halves.count(CHOOSING) < 70


def test_each_part_gets_its_own_figure():
    found = in_parts([str(n) for n in range(9)], str, lambda part, some: [counted("n", part, len(some), len(some), 9)])
    assert [figure.part for figure in found] == [ALL, CHOOSING, REPORTING]
    assert sum(figure.recall for figure in found[1:]) == pytest.approx(found[0].recall)


def test_f1_is_nothing_where_nothing_is_right():
    assert counted("n", ALL, 0, 4, 4).f1 == 0.0
    assert counted("n", ALL, 2, 4, 2).f1 == pytest.approx(2 / 3)


def test_pairs_are_judged_by_their_names(tmp_path):
    file = tmp_path / "pairs.csv"
    file.write_text(
        "schema,name1,name2,is_match\nPerson,Anna Berg,Anna Berg,true\nPerson,Anna Berg,Oleg Dal,true\n"
        "Company,Acme,Bolt,false\nVessel,Snow,Snow,true\n"
    )
    people, bodies, *_ = pairs.score(file, None)[0]
    assert (people.precision, people.recall, people.cases) == (1.0, 0.5, 2)
    assert (bodies.precision, bodies.cases) == (1.0, 0)


CONLL = """#begin document 0/-/0_L; part 000
0/-/0_L\t0\t0\tMr.\t(0_A_COUNTRY| (0_B_ACTOR\t
0/-/0_L\t0\t1\tKim\t0_B_ACTOR)\t
0/-/0_L\t0\t2\tleft\t0_A_COUNTRY)\t
0/-/0_L\t0\t3\t.\t(0_C_EVENT)\t

#end document
"""


def test_articles_of_chains_are_put_together_with_their_mentions(tmp_path):
    file = tmp_path / "chains.conll"
    file.write_text(CONLL)
    texts, marked = chains.read(file)
    assert texts == {"0/0_L": "Mr. Kim left."}
    assert {(one.span.of("Mr. Kim left."), one.chain) for one in marked} == {
        ("Mr. Kim", "0_B_ACTOR"),
        ("Mr. Kim left", "0_A_COUNTRY"),
    }


def reading(text, *mentions, **fields):
    extraction = Extraction(Document(text, source="a"), mentions)
    entity = Entity("city-Q1", "City", "Oslo", (), wikidata="Q585", latitude=59.9, longitude=10.7)
    referents = {(extraction.document.id, mention.span): ("city-Q1",) for mention in mentions}
    return Read("a", extraction, Resolution((entity,), referents), {"city-Q1": entity})


def test_a_link_counts_where_span_and_item_agree():
    read = reading("Oslo and Rome", Mention(Span(0, 4), "Oslo", "City"))
    _, everything = links.figures(
        ALL, [links.Linked(read, {Span(0, 4): "Q585", Span(9, 13): "Q220"}, links.links(read))]
    )
    assert (everything.precision, everything.recall) == (1.0, 0.5)
    wrong = links.Linked(read, {Span(0, 4): "Q1", Span(9, 13): ""}, links.links(read))
    assert next(iter(links.figures(ALL, [wrong]))).precision == 0.0
    assert any(line.startswith("wrong: Q585") for line in links.told(wrong))


def test_a_capital_for_its_government_is_linked_literally():
    read = reading("Paris refused.", Mention(Span(0, 5), "Paris", "Country", "metonym", "FR"))
    assert links.links(read) == {Span(0, 5): "Q90"}


def test_of_a_name_inside_a_name_only_the_longer_counts():
    inner, outer = Mention(Span(0, 4), "Oslo", "City"), Mention(Span(0, 9), "Oslo Bank", "Organization")
    read = reading("Oslo Bank", inner, outer)
    assert set(links.links(read)) == {Span(0, 9)}


@pytest.mark.parametrize(("kind", "point"), [("City", (59.9, 10.7)), ("Country", None)])
@pytest.mark.parametrize("relation", ["within", "near"])
def test_a_place_without_coordinates_lies_where_the_town_is_that_the_text_puts_it_in_or_near(kind, point, relation):
    hall = Mention(Span(0, 4), "Hall", "Building", **{relation: Span(8, 12)})
    town = Mention(Span(8, 12), "Oslo", "City")
    extraction = Extraction(Document("Hall in Oslo", source="a"), (hall, town))
    entities = {
        "hall": Entity("hall", "Building", "Hall", ()),
        "oslo": Entity("oslo", kind, "Oslo", (), latitude=59.9, longitude=10.7),
    }
    referents = {(extraction.document.id, hall.span): ("hall",), (extraction.document.id, town.span): ("oslo",)}
    assert places.point_of(hall, Read("a", extraction, Resolution((), referents), entities)) == point


@pytest.mark.parametrize(("point", "right"), [((60.0, 10.0), True), ((59.9, 14.0), False)])
def test_a_place_is_right_within_161_km(point, right):
    read = reading("Oslo", Mention(Span(0, 4), "Oslo", "City"))
    assert places.place(Span(0, 4), point, read).is_right is right


def test_distance_on_the_globe():
    assert places.distance((59.91, 10.75), (55.68, 12.57)) == pytest.approx(482, abs=5)  # Oslo to Copenhagen


def test_synonyms_are_joined_under_one_node_and_people_never_to_things(tmp_path):
    person = Mention(Span(0, 4), "Anna", "Person")
    read = reading(
        "Anna is Berg of Oslo", person, Mention(Span(8, 12), "Berg", "Person"), Mention(Span(16, 20), "Oslo", "City")
    )
    types = {Span(0, 4): "Person", Span(8, 12): "Person", Span(16, 20): "Location"}
    (figure,) = synonyms.figures(ALL, [synonyms.Annotated(read, types, [(Span(0, 4), Span(8, 12))])])
    assert (figure.recall, figure.precision) == (1.0, pytest.approx(1 / 3))


@pytest.mark.parametrize(
    ("option", "content", "sentence"),
    [
        ("--names", "a,b\n", "has no column"),
        ("--links", "no json\n", "is no file of articles"),
        ("--links", json.dumps({"id": 1}), "is no file of articles"),
        ("--places", "<articles>", "is no XML"),
        ("--places", "<articles/>", "has no <article>"),
        ("--chains", "words\n", "has no line that begins with"),
        ("--chains", "#begin document x\n", "does not begin a document"),
        ("--synonyms", "", "holds no documents.json"),
    ],
)
def test_a_file_of_the_wrong_kind_is_refused_in_a_sentence(tmp_path, option, content, sentence):
    file = tmp_path / "given"
    file.write_text(content)
    done = kg("evaluate", option, file)
    assert done.code == 2
    assert sentence in done.sentence


def test_a_missing_file_is_named(tmp_path):
    assert "no such file" in kg("evaluate", "--names", tmp_path / "none.csv").sentence


def test_the_office_and_the_state_before_a_name_belong_to_it_where_mentions_are_compared():
    text = "The Norwegian Prime Minister Anna Berg left."
    norwegian, office, berg = Span(4, 13), Span(14, 28), Span(29, 38)
    mentions = (
        Mention(norwegian, "Norwegian", "Country", "demonym", "NO"),
        Mention(berg, "Anna Berg", "Person", role=office, represents=(norwegian,)),
    )
    read = Read("a", Extraction(Document(text), mentions), Resolution((), {}, (), ()), {})
    assert read.at(Span(4, 38)).text == "Anna Berg"
    assert read.at(Span(4, 28)).text == "Anna Berg"
    assert read.at(norwegian).text == "Norwegian"
    assert read.at(Span(39, 43)) is None
