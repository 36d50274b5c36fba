"""Who is who across articles, in whatever order they come."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from resolve_builders import article, delegation, event, name, together

from kg.resolve import resolve

GENEVA = name("Geneva", "City", country="CH")


def person(full, text="", **fields):
    body = f"{full} spoke. {text}"
    return article(body, name(full, **fields))


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (person("Abdullah Karimi", "a", country="IR"), person("Abdulla Karimi", "b", country="IR"), True),
        (person("Abdullah Karimi", "a", country="IR"), person("Abdullah Karimi", "b", country="AF"), False),
        (person("Abdullah Karimi", "a"), person("Abdullah Karimi", "b", country="IR"), True),
        (person("Ivan Sokolov", "a", country="RU"), person("Oleg Sokolov", "b", country="RU"), False),
        (person("Karimi", "a"), person("Karimi", "b"), False),  # bare surnames say too little
        (
            person("Lea Karimi", "the spokeswoman", role="spokeswoman"),
            person("Lea Karimi", "spokesperson", country="IR", role="spokesperson"),
            True,
        ),
        (
            person("Lea Karimi", "a minister", role="minister"),
            person("Lea Karimi", "ministers", country="IR", role="ministers"),
            True,
        ),
        (
            person("Lea Karimi", "a minister", role="minister"),
            person("Lea Karimi", "an envoy", country="IR", role="envoy"),
            False,
        ),
    ],
)
def test_people_the_gazetteer_does_not_know_join_by_full_name_and_country(left, right, same):
    found = [entity for entity in resolve([left, right]).entities if entity.kind == "Person"]
    assert (len(found) == 1) is same


def test_a_name_without_a_country_that_fits_two_people_joins_neither():
    texts = [
        person("Abdullah Karimi", "a", country="IR"),
        person("Abdullah Karimi", "b", country="AF"),
        person("Abdullah Karimi", "c"),
    ]
    assert sum(entity.kind == "Person" for entity in resolve(texts).entities) == 3


def test_weak_pairs_make_no_chain():
    chain = ["Karl Albrechtsen", "Karl Albrechtson", "Karl Albrektson", "Carl Albregtzon"]
    found = resolve([person(full, str(at), country="SE") for at, full in enumerate(chain)])
    assert not together(found, chain[0], chain[-1])


def test_known_people_join_under_any_spelling():
    texts = [person("Volodymyr Zelensky", "a", country="UA"), person("Volodymyr Zelenskyy", "b", country="UA")]
    found = [entity for entity in resolve(texts).entities if entity.kind == "Person"]
    assert [(entity.label, entity.wikidata) for entity in found] == [("Volodymyr Zelenskyy", "Q3874799")]


def test_a_generic_body_without_country_stays_in_its_document():
    texts = [article(f"Foreign Ministry {at}.", name("Foreign Ministry", "Organization")) for at in range(2)]
    assert len(resolve(texts).entities) == 2


def talks(place, day, extra="", kind="Negotiation"):
    text = f"Russian envoys met Iranian envoys for talks in {place}. The Russian delegation came. {extra}"
    marked = [
        name("Russian", "Country", form="demonym", country="RU"),
        name("Iranian", "Country", form="demonym", country="IR"),
        name("Russian", "Country", nth=2, form="demonym", country="RU"),
        name("The Russian delegation", "Delegation", form="nominal", country="RU"),
        name(place, "City"),
    ]
    happened = event(text, "talks", kind=kind, day=day, venues=[place], participants=["Russian", "Iranian"])
    return article(
        text, *marked, events=(happened,), delegations=(delegation(text, "The Russian delegation", "Russian", "talks"),)
    )


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        (talks("Geneva", "2024-05-03"), talks("Geneva", "2024-05-03", "Again."), True),
        (talks("Geneva", "2024-05-03"), talks("Geneva", "2024-05-04", "Again."), False),
        (talks("Geneva", "2024-05-03"), talks("Geneva", "2024-05-03", "Again.", "Summit"), False),
        (talks("Geneva", ""), talks("Geneva", "", "Again."), False),  # without a day, who knows
        (talks("Geneva", "2024-05"), talks("Geneva", "2024-05", "Again."), False),
    ],
)
def test_events_and_their_delegations_join_by_kind_day_and_place(left, right, same):
    entities = resolve([left, right]).entities
    assert (sum(entity.kind in {"Negotiation", "Summit"} for entity in entities) == 1) is same
    assert (sum(entity.kind == "Delegation" for entity in entities) == 1) is same


def some_articles():
    return [
        talks("Geneva", "2024-05-03"),
        talks("Geneva", "2024-05-03", "Again."),
        talks("Vienna", "2024-05-03", "Elsewhere."),
        person("Abdullah Karimi", "a", country="IR"),
        person("Abdulla Karimi", "b", country="IR"),
        person("Abdullah Karimi", "c"),
        person("Karl Albrechtsen", "d", country="SE"),
        person("Karl Albrechtson", "e", country="SE"),
        person("Karl Albrektson", "f", country="SE"),
        article("Officials spoke.", name("Officials", "UnnamedSource", form="nominal")),
        article("Officials spoke in Geneva.", name("Officials", "UnnamedSource", form="nominal"), GENEVA),
    ]


@settings(deadline=None, max_examples=25)
@given(st.permutations(range(11)), st.lists(st.integers(0, 10), max_size=3))
def test_neither_order_nor_repetition_changes_anything(order, again):
    articles = some_articles()
    assert repr(resolve([articles[at] for at in (*order, *again)])) == repr(resolve(articles))


def test_ids_are_unique_and_every_entity_rests_on_words():
    found = resolve(some_articles())
    assert len({entity.id for entity in found.entities}) == len(found.entities)
    assert all(entity.mentions for entity in found.entities)
    assert list(found.entities) == sorted(found.entities, key=lambda entity: entity.id)


def test_every_mention_event_and_delegation_means_something():
    articles = some_articles()
    found = resolve(articles)
    for one in articles:
        spans = [*(m.span for m in one.mentions), *(e.key for e in one.events), *(d.key for d in one.delegations)]
        assert all(found.of(one.document.id, span) for span in spans)


def test_each_join_gives_its_reasons():
    texts = [person("Abdullah Karimi", "a", country="IR"), person("Abdulla Karimi", "b", country="IR")]
    (merge,) = resolve(texts).merges
    assert "alike" in merge.reasons[0].words
    assert sorted(words for _, words in (merge.left, merge.right)) == ["Abdulla Karimi", "Abdullah Karimi"]


def test_merges_connect_all_that_an_entity_is_made_of():
    found = resolve(some_articles())
    for entity in found.entities:
        reached = {document for document, _ in entity.mentions[:1]}
        sides = [{document for document, _ in merge.spans} for merge in found.merges if _is_of(merge, entity, found)]
        for _ in sides:
            reached |= set().union(*(side for side in sides if side & reached))
        if not entity.wikidata:  # what the gazetteer knows is joined through it
            assert reached == {document for document, _ in entity.mentions}


def _is_of(merge, entity, found):
    return all(entity.id in found.of(document, span) for document, span in merge.spans)


def test_cost_grows_nearly_with_the_number_of_names():
    import time

    def seconds(count):
        draw = random.Random(count)
        syllables = ["ba", "ko", "ri", "mu", "ste", "lan", "gor", "vin", "da", "pe", "shi", "no", "tar", "wel", "ku"]
        word = lambda: "".join(draw.choice(syllables) for _ in range(3)).title()  # noqa: E731
        articles = [person(f"{word()} {word()}", str(at)) for at in range(count)]
        start = time.perf_counter()
        resolve(articles)
        return time.perf_counter() - start

    seconds(50)
    assert seconds(1200) < 12 * seconds(300)


def test_a_common_surname_does_not_cost_its_square(monkeypatch):
    from string import ascii_lowercase

    from kg.resolve import people

    given = [f"{a.upper()}{b}{c}a" for a in ascii_lowercase for b in "aeiou" for c in "bdfgklmnprst"]
    asked = []
    similarity = people.similarity
    monkeypatch.setattr(people, "similarity", lambda left, right: asked.append(1) or similarity(left, right))
    resolve([article(f"{first} Khan came.", name(f"{first} Khan")) for first in given])
    assert len(given) == 1560
    assert len(asked) < len(given) ** 2 / 2 / 10


@pytest.mark.parametrize(
    ("words", "label"),
    [
        ("The Chilean delegation", "Chilean delegation"),
        ("The five-member delegation", "Chile delegation"),
        ("The delegation", "Chile delegation"),
    ],
)
def test_a_delegation_is_called_by_its_party_where_its_words_only_describe_it(words, label):
    text = f"{words} from Chile left the talks."
    marked = (name(words, "Delegation", country="CL"), name("Chile", "Country", country="CL"))
    found = resolve([article(text, *marked, delegations=(delegation(text, words, "Chile"),))])
    assert [one.label for one in found.entities if one.kind == "Delegation"] == [label]
