"""What the page says before anybody clicks."""

import networkx as nx
import pytest
import view_builders

from kg.view import nodes, records, story


def told(network: nx.MultiDiGraph) -> list[str]:
    return [
        "".join(nodes.label(network, part.node) if isinstance(part, story.Name) else part for part in sentence)
        for sentence in story.summary(network)
    ]


def test_summary_says_who_met_where_what_came_of_it_and_who_spoke(istanbul):
    met, outcome, spoke = told(istanbul)
    assert met == (
        "Russian delegation and Ukrainian delegation took part in talks in Istanbul at Dolmabahçe Palace, Istanbul"
        " (Friday) for less than two hours, chaired by Hakan Fidan."
    )
    assert outcome.startswith("Agreed: ")
    assert outcome.endswith("; 5 demands reported.")
    assert spoke.startswith("22 statements by 9 speakers; most by Russia (5), Rustem Umerov (4)")


def test_what_was_agreed_is_told_once_however_many_articles_say_so(istanbul):
    twice = istanbul.copy()
    once = next(node for node, given in istanbul.nodes(data=True) if given["type"] == "Agreement")
    twice.add_node("again", **istanbul.nodes[once])
    twice.add_edge(view_builders.BASE + "istanbul-talks", "again", key="outcome", type="outcome")
    assert told(twice)[1].count(nodes.label(istanbul, once)) == 1


def test_reading_counts_articles_and_names_outlets_and_dates(istanbul):
    assert story.reading(istanbul) == "1 article · Al Jazeera · 16 May 2025"


def test_title_is_the_headline_of_the_only_article(istanbul):
    assert story.title(istanbul).startswith("Russia, Ukraine agrees to prisoner exchanges")


def test_title_of_several_articles_is_the_main_event(istanbul):
    several = istanbul.copy()
    several.add_node("other", label="Other", type="Document", types=["Document"], text=["x"], issued=["2025-05-18"])
    assert story.title(several) == "talks in Istanbul"
    assert story.reading(several) == "2 articles · Al Jazeera · 16 May 2025 – 18 May 2025"


def several(events: int) -> nx.MultiDiGraph:
    """Return five articles, some of which tell of the same talks, and statements about one country."""
    build = view_builders.Builder("Ann of Arland met Bob for talks. Ann said Borland was late.")
    told = [build.span("talks") | {"document": f"d{at}"} for at in range(events)]
    for at in range(5):
        build.network.add_node(
            f"d{at}", label=f"D{at}", type="Document", types=["Document"], text=[build.text], title=[f"D{at}"]
        )
    build.network.remove_node(view_builders.DOCUMENT)
    build.node("talks", "Negotiation", "the talks", told)
    build.node("hall", "City", "the Hall")
    build.node("ann", "Person", "Ann")
    build.node("borland", "Country", "Borland")
    build.node("s", "Statement", "s")
    build.edge("talks", "venue", "hall")
    build.edge("s", "speaker", "ann")
    build.edge("s", "about", "borland")
    return build.network


def test_articles_that_share_no_event_are_told_by_whom_they_speak_of():
    apart = several(1)
    assert story.title(apart) == "Ann and Borland in 5 articles"
    assert told(apart)[:2] == ["Most spoken about: Borland (1).", "They met: the talks at the Hall."]


def test_articles_that_share_an_event_are_told_by_it():
    assert story.title(several(3)) == "the talks"
    assert told(several(3))[0] == "The main event is the talks at the Hall."


def test_main_event_is_the_one_with_most_around_it(istanbul):
    assert story.main_event(istanbul) == view_builders.BASE + "istanbul-talks"


def test_without_events_an_actor_stands_in_the_middle():
    build = view_builders.Builder("A and B.")
    build.node("a", "Person", evidence=[build.span("A")])
    assert story.main_event(build.network) == view_builders.BASE + "a"
    assert told(build.network) == []


def test_without_anything_there_is_nothing_to_tell():
    assert told(nx.MultiDiGraph()) == []
    assert story.main_event(nx.MultiDiGraph()) == ""


@pytest.mark.parametrize(
    ("iso", "expected"),
    [
        ("2025-05-16", "16 May 2025"),
        ("2025-05", "May 2025"),
        ("2025", "2025"),
        ("Friday", "Friday"),
        ("", ""),
        ("2025-13-01", "2025-13-01"),
    ],
)
def test_dates_are_written_for_people(iso, expected):
    assert records.readable_date(iso) == expected
