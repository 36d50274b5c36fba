"""The page of the built example, as `kg export` writes it, in a real browser that has no network."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def page_of_example(example, tmp_path_factory) -> str:
    return example.export(tmp_path_factory.mktemp("page") / "talks.html").read_text("utf-8")


def test_opens_without_a_request_or_a_complaint_and_draws(show, page_of_example):
    opened = show(page_of_example)
    opened.page.wait_for_timeout(300)
    assert opened.requests == [opened.page.url]
    assert opened.complaints == []
    assert opened.drawn() > 5000


def test_shows_every_statement(show, page_of_example, example):
    expect(show(page_of_example).page.locator(".statement")).to_have_count(len(example.statements))


def test_click_on_a_statement_shows_its_sentence_with_the_words_marked(show, page_of_example, example):
    said = next(one for one in example.statements if one.cue == "confirmed")
    page = show(page_of_example).page
    page.locator(".statement", has_text=said.content[:60]).first.click()
    sentence = page.get_by_role("complementary", name="Details").locator("blockquote").first
    expect(sentence).to_contain_text("Vladimir Medinsky, the Russian presidential aide")
    expect(sentence.locator("mark.cue")).to_have_text("confirmed")
    expect(sentence.locator("mark.content")).to_have_text(said.content)


def test_every_statement_opens_and_shows_its_words(show, page_of_example, example):
    """Each click leads to a sentence in which the words of the content stand marked."""
    opened = show(page_of_example)
    statements = opened.page.locator(".statement")
    panel = opened.page.get_by_role("complementary", name="Details")
    for number in range(statements.count()):
        statements.nth(number).click()
        expect(panel.locator("blockquote mark.content").first).to_have_text(re.compile(r"\S"))
    assert opened.complaints == []

