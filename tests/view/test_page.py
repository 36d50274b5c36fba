"""The file itself: the same bytes every time, nothing in it that is not meant, and nothing that is fetched."""

import html
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser

import graph_builders
import networkx as nx
import pytest
import view_builders

from kg.errors import KgError
from kg.graph.network import network
from kg.view import notebook_html, render, wide
from kg.view.page import to_json

BLOCK = re.compile(r'<script type="application/json" id="([\w-]+)">(.*?)</script>', re.DOTALL)


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, dict(attrs)))


def tags(page: str) -> list[tuple[str, dict[str, str | None]]]:
    parser = Tags()
    parser.feed(page)
    return parser.found


def held(page: str) -> dict[str, dict]:
    return {name: json.loads(block) for name, block in BLOCK.findall(page)}


def test_same_network_gives_same_bytes_in_another_process():
    code = (
        "import view_builders, sys, kg.view; sys.stdout.buffer.write(kg.view.render(view_builders.istanbul()).encode())"
    )
    pages = {
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, check=True,
            env={**os.environ, "PYTHONPATH": str(view_builders.ROOT / "tests"), "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(pages) == 1


def test_order_in_which_nodes_and_edges_were_added_does_not_matter(istanbul, istanbul_page):
    turned = nx.MultiDiGraph()
    turned.add_nodes_from(reversed(list(istanbul.nodes(data=True))))
    turned.add_edges_from(reversed(list(istanbul.edges(keys=True, data=True))))
    assert render(turned) == istanbul_page


def test_page_of_the_example_is_small(istanbul_page):
    assert len(istanbul_page.encode()) <= 1_500_000


def test_page_of_a_thousand_people_holds_and_places_all_and_draws_the_best_linked():
    page = held(render(view_builders.many(1000)))
    assert len(page["page-data"]["things"]) == len(page["graph-data"]["x"]) == len(page["graph-data"]["y"]) == 1050
    assert len(page["graph-data"]["drawn"]) == wide.FIRST
    assert page["page-data"]["main"] in page["graph-data"]["drawn"]


def test_small_graph_is_what_pyvis_makes_and_large_one_bare_columns():
    assert {"nodes", "edges", "options"} == set(held(render(view_builders.many(60)))["graph-data"])
    assert "large" in held(render(view_builders.many(400)))["graph-data"]


def test_page_of_ten_thousand_names_and_thirty_thousand_links_is_small_enough():
    page = render(view_builders.crowd(10_000))
    data = held(page)
    assert len(data["page-data"]["things"]) == 10_000
    assert len(data["page-data"]["links"]) == 30_000
    assert len(page.encode()) <= 15_000_000


def test_outlines_of_countries_are_in_the_page_where_something_is_on_the_map(istanbul_page):
    assert len(held(istanbul_page)["world-data"]["objects"]["countries"]["geometries"]) > 150
    assert "world-data" not in held(render(view_builders.many(3)))


def test_focus_opens_on_a_node_and_on_no_other_string(istanbul):
    node = view_builders.BASE + "fidan"
    page = held(render(istanbul, focus=node))["page-data"]
    assert page["things"][page["focus"]]["id"] == "fidan"
    assert page["main"] == page["focus"]
    with pytest.raises(KgError, match="cannot open on"):
        render(istanbul, focus=view_builders.DOCUMENT)


def test_nothing_is_loaded_from_anywhere(istanbul_page):
    loads = {"src", "href", "srcset", "action", "data", "poster"}
    asked = [value for _, attributes in tags(istanbul_page) for name, value in attributes.items() if name in loads]
    assert all(value.startswith(("#", "data:,")) for value in asked)
    assert "sourceMappingURL" not in istanbul_page


def test_policy_allows_the_scripts_by_hash_and_nothing_else(istanbul_page):
    policy = next(a["content"] for tag, a in tags(istanbul_page) if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "script-src 'unsafe" not in policy


@pytest.mark.parametrize("title", ["", "</title><script>window.hit=1</script>"])
def test_hostile_names_add_no_tag(title):
    def plain(tag):
        return [(tag, sorted(attributes)) for tag, attributes in tags(tag)]

    harmless = view_builders.hostile()
    nx.set_node_attributes(harmless, "x", "label")
    assert plain(render(view_builders.hostile(), title)) == plain(render(harmless, "x"))


@pytest.mark.parametrize("text", ["</script>", "<!--", "]]>&amp;", "\u2028", "\ud83d", "\U0001f600", "مرحبا"])
def test_json_blocks_hold_any_text_and_end_only_where_they_should(text):
    written = to_json({"x": text})
    assert json.loads(written) == {"x": text}
    assert not re.search("[<>&\u2028\ud800-\udfff]", written)
    written.encode("utf-8")


def test_places_count_utf16_units_as_browsers_do():
    page = held(render(view_builders.hostile()))["page-data"]
    statement = next(thing for thing in page["things"] if thing["kind"] == "Statement")
    _, start, end, *_ = statement["said"]["spans"]["cue"][0]
    units = page["documents"][0]["text"].encode("utf-16-le")
    assert units[2 * start : 2 * end].decode("utf-16-le") == "said"


def test_network_of_kg_graph_gives_a_page_with_its_statements_and_evidence():
    page = held(render(network(graph_builders.quads())))["page-data"]
    statements = [thing for thing in page["things"] if thing["kind"] == "Statement"]
    assert len(statements) == 4 or len(statements) == 5
    assert all(thing["said"]["content"] and thing["said"]["spans"]["content"] for thing in statements)
    assert all(thing["evidence"] for thing in page["things"])
    assert ["quantity", "200 prisoners"] in next(t for t in page["things"] if t["kind"] == "Agreement")["facts"]


def test_headline_and_gist_stand_in_the_page_before_any_script_runs(istanbul_page):
    before = istanbul_page[: istanbul_page.index("<script")]
    assert "took part in talks in Istanbul at Dolmabahçe Palace, Istanbul (Friday)" in before


def test_empty_network_gives_a_page():
    page = held(render(nx.MultiDiGraph()))
    assert page["page-data"]["things"] == page["graph-data"]["nodes"] == []


def test_network_without_an_actor_or_event_gives_a_page():
    build = view_builders.Builder("They want peace.")
    build.node("d", "Demand", "peace", [build.span("peace")])
    assert [node["drawn"] for node in held(render(build.network))["graph-data"]["nodes"]] == [True]


def test_unknown_classes_and_edges_without_type_do_no_harm():
    odd = nx.MultiDiGraph()
    odd.add_node(
        "a", label="A", type="Person", types=["Actor", "Person"], evidence=[{"document": "gone", "start": 0, "end": 1}]
    )
    odd.add_node("b", label="B", type="SpeechAct", types=[])
    odd.add_edge("a", "b")
    odd.add_edge("a", "elsewhere")
    assert [thing["label"] for thing in held(render(odd))["page-data"]["things"]] == ["A"]


def test_notebook_frame_holds_the_page_and_keeps_it_apart(istanbul, istanbul_page):
    (tag, attributes), *more = tags(notebook_html(istanbul))
    assert (tag, more) == ("iframe", [])
    assert attributes["srcdoc"] == istanbul_page
    assert "allow-same-origin" not in attributes["sandbox"]
    assert html.unescape(attributes["title"]).startswith("Russia, Ukraine")


def test_things_say_their_country_place_and_days(istanbul_page):
    page = held(istanbul_page)["page-data"]
    things = {thing["id"]: thing for thing in page["things"]}

    def country(name):
        return page["things"][things[name]["country"]]["label"]

    assert [country(name) for name in ("medinsky", "russia", "russian-delegation")] == ["Russia"] * 3
    assert things["russia"]["iso"] == "RU"
    assert "country" not in things["istanbul-talks"]


@pytest.mark.parametrize(
    ("literals", "key", "expected"),
    [
        ({"startDate": "2025-05-18", "endDate": "2025-05-16"}, "days", ["2025-05-16", "2025-05-18"]),
        ({"startDate": "2025"}, "days", ["2025"]),
        ({"lat": 41.5, "long": "29"}, "at", [41.5, 29.0]),
        ({"lat": 91.0, "long": 29.0}, "at", None),
        ({"lat": "north", "long": "east"}, "at", None),
        ({"lat": 41.5}, "at", None),
    ],
)
def test_days_and_coordinates_are_kept_where_they_make_sense(literals, key, expected):
    build = view_builders.Builder("They met for talks.")
    build.node("x", "Event", "talks", [build.span("talks")], **literals)
    assert held(render(build.network))["page-data"]["things"][0].get(key) == expected


def test_card_ends_with_codes():
    build = view_builders.Builder("They met.")
    build.node("x", "Country", "They", [build.span("They")], iso3166="XX", lat=41.01, long=28.96)
    thing = held(render(build.network))["page-data"]["things"][0]
    assert [value for _, value in thing["codes"]] == ["XX", "41.01, 28.96"]
    assert "facts" not in thing


@pytest.mark.parametrize(
    ("literals", "expected"),
    [
        ({"wording": "Friday"}, [["when", "Friday"]]),
        ({"startDate": "2025-05-16", "endDate": "2025-05-16", "wording": "Friday"}, [["when", "16 May 2025 (Friday)"]]),
        ({"startDate": "2025-05-16", "endDate": "2025-05-18"}, [["when", "16 May 2025 – 18 May 2025"]]),
        ({"quantity": 1000, "unit": "prisoners"}, [["quantity", "1000 prisoners"]]),
        ({"subject": "talks"}, []),
        ({"role": ["adviser", "aide"]}, [["role", "adviser, aide"]]),
    ],
)
def test_card_says_facts_for_people_and_nothing_twice(literals, expected):
    build = view_builders.Builder("They met for talks.")
    build.node("x", "Event", "talks", [build.span("talks")], **literals)
    assert held(render(build.network))["page-data"]["things"][0].get("facts", []) == expected
