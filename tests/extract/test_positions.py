"""Agreements, demands, proposals and refusals: who, of whom, what, how much."""

import pytest
from reading import Words

pytestmark = pytest.mark.model


@pytest.mark.parametrize(
    ("text", "kind", "actors", "of", "subject"),
    [
        (
            "Chile and Peru agreed to exchange 40 prisoners.",
            "Agreement",
            ["Chile", "Peru"],
            [],
            "exchange 40 prisoners",
        ),
        (
            "Chile and Peru signed a declaration of principles.",
            "Agreement",
            ["Chile", "Peru"],
            [],
            "declaration of principles",
        ),
        ("A peace treaty was signed by Chile and Peru.", "Agreement", ["Chile", "Peru"], [], "peace treaty"),
        (
            "Pact of Chile, Peru\n\nChile and Peru signed a pact of friendship.",
            "Agreement",
            ["Chile", "Peru"],
            [],
            "pact of friendship",
        ),
        ("Chile demanded that Peru withdraw its troops.", "Demand", ["Chile"], ["Peru"], "Peru withdraw its troops"),
        ("Chile urged Peru to open the border.", "Demand", ["Chile"], ["Peru"], "open the border"),
        ("He told Dawn that Islamabad had demanded visas.", "Demand", ["Islamabad"], [], "visas"),
        ("LIMA, May 3 (AFP) - Chile has rejected the new plan.", "Refusal", ["Chile"], [], "the new plan"),
        ("Chile rejected the new border plan.", "Refusal", ["Chile"], [], "the new border plan"),
        ("Chile refused to attend the border talks.", "Refusal", ["Chile"], [], "attend the border talks"),
        ("Chile proposed a joint border commission.", "Proposal", ["Chile"], [], "a joint border commission"),
        ("Chile repeated its demands for Peru to cut its army.", "Demand", ["Chile"], ["Peru"], "cut its army"),
        ("Chile's priority is a lasting ceasefire.", "Demand", ["Chile"], [], "a lasting ceasefire"),
        ("Chile asked for removal of sanctions.", "Demand", ["Chile"], [], "removal of sanctions"),
        (
            "Chile demanded the liberation of the father of the footballer Anna Berg.",
            "Demand",
            ["Chile"],
            [],
            "the liberation of the father of the footballer Anna Berg",
        ),
        ("Chile asked Peru to stop the dam.", "Demand", ["Chile"], ["Peru"], "stop the dam"),
        (
            "Chile demanded that the politician Anna Berg be the first.",
            "Demand",
            ["Chile"],
            [],
            "the politician Anna Berg be the first",
        ),
        ("Chile demands from Peru the return of the ship.", "Demand", ["Chile"], ["Peru"], "the return of the ship"),
        (
            "Chile and Peru issued a joint statement, deciding to reduce tariffs for 90 days.",
            "Agreement",
            ["Chile", "Peru"],
            [],
            "reduce tariffs for 90 days",
        ),
        (
            "The Government of Peru and the National Liberation Army agreed to extend for 180 days the bilateral, national and "
            "temporary ceasefire, informed the two parties on Monday at the close of the sixth cycle of the peace dialogues.",
            "Agreement",
            ["Government of Peru", "National Liberation Army"],
            [],
            "extend for 180 days the bilateral, national and temporary ceasefire",
        ),
        (
            "He said that President Anna Berg and Premier Carla Ruiz had exchanged letters and agreed to restore the trust.",
            "Agreement",
            ["Anna Berg", "Carla Ruiz"],
            [],
            "restore the trust",
        ),
        (
            "The top leaders of Chile and Peru agreed to make a big step.",
            "Agreement",
            ["The top leaders"],
            [],
            "make a big step",
        ),
        (
            "Chile and Peru signed in Lima a declaration of commitment to protect the civilians.",
            "Agreement",
            ["Chile", "Peru"],
            [],
            "declaration of commitment to protect the civilians",
        ),
        ("Chile said sanctions must be imposed on Peru.", "Demand", ["Chile"], [], "sanctions must be imposed on Peru"),
    ],
)
def test_positions(text, kind, actors, of, subject):
    words = Words(text)
    (found,) = words.found.positions
    assert (found.kind, words.of(*found.parties, *found.by), words.of(*found.of)) == (kind, actors, of)
    assert words.of(found.subject) == [subject]


@pytest.mark.parametrize(
    ("text", "evidence", "parties"),
    [
        (
            "Chile met Peru in Lima on Friday. Later both sides agreed to exchange 40 prisoners.",
            "both sides agreed to exchange 40 prisoners",
            ["Chile", "Peru"],
        ),
        (
            "Chile and Peru met in Lima. The Parties agreed to respect the border.",
            "The Parties agreed to respect the border",
            ["Chile", "Peru"],
        ),
    ],
)
def test_an_agreement_of_parties_named_before_rests_on_the_words_of_its_own_sentence(text, evidence, parties):
    words = Words(text)
    (found,) = words.found.positions
    assert (words.of(found.span), words.of(*found.parties)) == ([evidence], parties)


def test_both_sides_are_no_body_that_only_a_title_names():
    words = Words(
        "Chile wrote to Trade Commission Chairman Rosa Quispe. Chile waited. Its minister Carla Ruiz proposed that both "
        "sides hold a working meeting."
    )
    (found,) = words.found.positions
    assert (found.kind, words.of(*found.by), words.of(*found.of)) == ("Proposal", ["Carla Ruiz"], [])


def test_who_convenes_the_parties_is_none_of_them():
    words = Words(
        "Chile and Peru will meet in Lima. Chile hopes for the meeting, convened by Kenya and Malta. Both sides agreed to open the border."
    )
    (found,) = words.found.positions
    assert words.of(*found.parties) == ["Chile", "Peru"]


def test_an_agreement_that_was_signed_comes_of_the_signing():
    words = Words("Chile and Peru signed on Friday in Lima a declaration of principles.")
    (event,), (found,) = words.found.events, words.found.positions
    assert (event.kind, found.event) == ("Signing", event.key)


def test_parties_that_the_text_has_not_named_agree_on_nothing():
    assert Words("The Parties agreed to respect the border.").found.positions == ()


@pytest.mark.parametrize(
    "text",
    [
        "Chile and Peru failed to agree on prisoner exchanges.",
        "Chile and Peru did not agree to exchange prisoners.",
        "Chile and Peru could agree to exchange prisoners.",
        "The boys agreed to play football.",
        "She wants a new car.",
        "Chile and Peru met. Both sides will decide on their own paths.",
        "Chile decided to send help to Peru.",
        "The Chilean ministry was asked for comment.",
        "Chile and Peru assess the technical requirements for the railway.",
        "The summit which Chile wanted to host was postponed.",
    ],
)
def test_what_did_not_happen_or_is_no_matter_of_state_is_no_position(text):
    assert Words(text).found.positions == ()


@pytest.mark.parametrize(
    ("words_", "value", "unit"),
    [
        ("exchange 1,000 prisoners", 1000, "prisoner"),
        ("pay 2.5 million dollars", 2_500_000, "dollar"),
        ("release twelve soldiers", 12, "soldier"),
    ],
)
def test_quantities(words_, value, unit):
    (found,) = Words(f"Chile and Peru agreed to {words_}.").found.positions
    assert (found.quantity.value, found.quantity.unit) == (value, unit)


def test_an_agreement_told_twice_is_one():
    words = Words(
        "Chile and Peru agreed to prisoner exchanges. Santiago and Lima agreed to exchange 40 prisoners of war."
    )
    (found,) = words.found.positions
    assert found.quantity.value == 40


def test_the_two_halves_of_a_country_are_no_quantity():
    (found,) = Words("Chile and Peru agreed to restore the trust between the two Koreas.").found.positions
    assert found.quantity is None


def test_a_position_names_the_statement_it_rests_on():
    words = Words("Anna Berg said that Chile and Peru agreed to exchange 40 prisoners.")
    (found,) = words.found.positions
    assert found.stated_in == words.found.statements[0].key or found.stated_in == words.found.statements[1].key
