"""Doubtful pairs of names on the page: asked, answered in a real browser, saved, and obeyed by the graph."""

import json
import shutil
from pathlib import Path

import pytest
from cli_runner import build, files, kg
from playwright.sync_api import expect

from kg.judging.review import Review
from kg.store.directory import GraphDirectory
from kg.store.judgements import parsed
from kg.view import render

pytestmark = pytest.mark.browser

# Kept apart though nearly alike: Siri Bakk and Siri Bakke. Taken for one: the two Karl Albrechtsens, the minister and the envoy.
ARTICLES = (
    ("geneva.txt", "Swedish Foreign Minister Karl Albrechtsen said \U0001f600 that the talks would go on."),
    ("later.txt", "\U0001f600 Karl Albrechtsen, a Swedish envoy, said that he would return. Siri Bakk thanked him."),
    ("bergen.txt", "Siri Bakke said that she would return. Norway thanked her."),
)
APART = "“Siri Bakk” and “Siri Bakke”"
JOINED = "“Karl Albrechtsen” and “Karl Albrechtsen”"
AT = ("Karl Albrechtsen@geneva.txt", "Karl Albrechtsen@later.txt")


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("review")
    path = folder / "my talks"
    assert build(path, files(folder / "articles", ARTICLES), "-q").code == 0
    return path


@pytest.fixture
def graph(built, tmp_path) -> Path:
    """A graph of one's own."""
    return Path(shutil.copytree(built, tmp_path / built.name))


@pytest.fixture
def opened(graph, show, tmp_path):
    page = tmp_path / "page.html"
    assert kg("view", graph, "-o", page, "--no-browser").code == 0
    found = show(page.read_text("utf-8"), permissions=["clipboard-read", "clipboard-write"])
    yield found
    assert found.complaints == []
    assert {url.partition("#")[0] for url in found.requests if not url.startswith("blob:")} == {
        found.page.url.partition("#")[0]
    }


def pair(opened) -> str:
    """Return the pair that is asked about."""
    return " and ".join(f"“{text}”" for text in opened.page.locator("#review .asked h3").all_text_contents())


def answer(opened, key: str) -> None:
    opened.page.keyboard.press(key)


def begin(opened) -> None:
    opened.page.get_by_role("button", name="Review 2").click()


def saved(opened, target: Path, who: str = "ana") -> Path:
    opened.page.get_by_label("Your name").fill(who)
    with opened.page.expect_download() as download:
        opened.page.get_by_role("button", name="Save", exact=False).last.click()
    path = target / download.value.suggested_filename
    download.value.save_as(path)
    return path


def test_a_pair_is_asked_with_both_names_their_sentences_and_the_reasons(opened):
    begin(opened)
    view = opened.page.locator("#review")
    expect(view.locator(".heading")).to_contain_text("pair 1 of 2")
    assert {pair(opened)} <= {APART, JOINED}
    while pair(opened) != JOINED:
        answer(opened, "n")
    expect(view.locator("blockquote").first).to_contain_text("Karl Albrechtsen")
    assert view.locator("mark.own").all_text_contents() == ["Karl Albrechtsen"] * 2
    expect(view.locator(".reasons")).to_contain_text("one is envoy, the other minister")
    expect(view.locator(".reasons")).to_contain_text("0.90in all, where 0.80 is asked for")
    view.locator(".asked h3 button").first.click()
    expect(opened.page.locator("#panel h2")).to_have_text("Karl Albrechtsen")


def test_answers_by_keyboard_are_saved_taken_over_and_obeyed(opened, graph, tmp_path):
    assert "are not the same" in kg("why", graph, "Siri Bakk", "Siri Bakke").out
    assert "are the same" in kg("why", graph, *AT).out
    begin(opened)
    for _ in range(2):
        answer(opened, "s" if pair(opened) == APART else "d")
    expect(opened.page.locator("#review .keeping h3")).to_have_text("2 of 2 answered")
    file = saved(opened, tmp_path)
    command = opened.page.locator("#review .command code").inner_text()
    assert command == f"kg judgements 'my talks' --import {file.name}"
    assert kg("judgements", graph, "--import", file).out == "2 judgements taken over\n"
    assert "are the same" in kg("why", graph, "Siri Bakk", "Siri Bakke").out
    assert "are not the same" in kg("why", graph, *AT).out
    assert kg("review", graph, "--list").out == "there is no doubtful pair left\n"
    assert kg("judgements", graph, "--import", file).out == "0 judgements taken over\n"


@pytest.mark.parametrize(("key", "verdict"), [("s", "same"), ("d", "different"), ("u", "unsure")])
def test_an_answer_says_what_kg_review_would_have_written_down(opened, graph, tmp_path, key, verdict):
    begin(opened)
    answer(opened, key)
    (told,) = parsed(saved(opened, tmp_path, "ana").read_bytes(), "the page")
    asked = Review(GraphDirectory.open(graph)).pairs[0]
    assert (told.verdict, told.things, told.who) == (verdict, (asked.left, asked.right), "ana")


def test_an_answer_is_replaced_taken_back_and_undone(opened):
    begin(opened)
    first = pair(opened)
    answer(opened, "s")
    assert pair(opened) != first
    answer(opened, "b")
    answer(opened, "d")
    assert [each[1] for each in opened.state("answers")] == ["different"]
    answer(opened, "z")
    assert opened.state("answers") == []
    assert pair(opened) == first
    expect(opened.page.locator("#review-count")).to_have_text("2")
    opened.page.keyboard.press("Control+z")
    assert [each[1] for each in opened.state("answers")] == ["different"]
    for _ in range(2):
        opened.page.get_by_role("button", name="Undo", exact=True).click()
    assert opened.state("answers") == []


def test_answers_come_with_the_link_to_the_page(opened):
    begin(opened)
    answer(opened, "u")
    opened.page.get_by_label("Your name").fill("Ana")
    opened.page.get_by_role("button", name="Link", exact=True).click()
    before, link = opened.state("answers"), opened.page.evaluate("() => navigator.clipboard.readText()")
    opened.page.goto("about:blank")
    opened.requests.clear()
    opened.page.goto(link)
    opened.page.wait_for_selector("body[data-ready]")
    assert [each[:2] for each in opened.state("answers")] == [each[:2] for each in before]
    expect(opened.page.get_by_label("Your name")).to_have_value("Ana")
    expect(opened.page.locator("#review")).to_be_visible()


def test_answers_are_not_saved_unsigned_and_letters_in_the_name_answer_nothing(opened):
    begin(opened)
    answer(opened, "s")
    opened.page.get_by_role("button", name="Save 1 answer").last.click()
    expect(opened.page.locator("#review .keeping")).to_contain_text("judgements are signed")
    expect(opened.page.get_by_label("Your name")).to_be_focused()
    opened.page.keyboard.type("Sud Zuse")
    assert len(opened.state("answers")) == 1


def test_nothing_is_asked_where_nothing_is_doubtful_or_no_directory_is_known(show, graph, istanbul_page, tmp_path):
    page = tmp_path / "page.html"
    assert kg("view", graph, "-o", page, "--no-browser", "--no-review").code == 0
    for html in (istanbul_page, page.read_text("utf-8")):
        opened = show(html)
        expect(opened.page.locator("#view-review")).to_be_hidden()
        opened.page.keyboard.press("5")
        assert opened.state("view") == "graph"


def test_names_that_would_be_mark_up_stay_text(show, built):
    directory = GraphDirectory.open(built)
    network = directory.view().network()
    doubts = Review(directory).pairs
    attack = "</script><img src=x onerror=alert(1)>"
    html = render(network, attack, "", doubts, f"$(rm -rf /) {attack}")
    assert "<img" not in html
    opened = show(html)
    begin(opened)
    expect(opened.page.locator("#review .command code")).to_contain_text(f"kg judgements '$(rm -rf /) {attack}'")
    assert opened.complaints == []
    told = json.loads(opened.page.locator("#page-data").text_content())["review"]
    assert len(told["pairs"]) == len(doubts) == told["all"]
