"""The page in a real browser that has no network: what somebody sees and does."""

import graph_builders
import pytest
import view_builders
from playwright.sync_api import expect

from kg.graph.network import network
from kg.view import notebook_html, render

pytestmark = pytest.mark.browser
OVERLAPS = """() => {
  const context = document.createElement('canvas').getContext('2d');
  const [scale, width] = [parley.canvas.view()[2], parley.canvas.holder.clientWidth];
  const boxes = [...parley.derived.drawn].map((n) => {
    const { label, size, font } = parley.scene.nodes[n];
    context.font = `${font.size * scale}px system-ui, sans-serif`;
    const lines = label.split('\\n');
    const half = Math.max(size * scale, ...lines.map((line) => context.measureText(line).width / 2));
    const { x, y } = parley.canvas.place(n);
    return [x - half, y - size * scale, x + half, y + size * scale + 4 * scale + lines.length * font.size * 1.25 * scale];
  });
  const apart = (p, q) => p[2] <= q[0] || q[2] <= p[0] || p[3] <= q[1] || q[3] <= p[1];
  const off = boxes.filter((box) => box[0] < 0 || box[2] > width).length;
  return off + boxes.flatMap((p, at) => boxes.slice(at + 1).filter((q) => !apart(p, q))).length;
}"""


@pytest.mark.parametrize(
    "options", [{}, {"color_scheme": "dark"}, {"width": 390, "height": 844}, {"reduced_motion": "reduce"}]
)
def test_opens_without_a_request_or_a_complaint_and_draws(show, istanbul_page, options):
    opened = show(istanbul_page, **options)
    opened.page.wait_for_timeout(300)
    assert opened.requests == [opened.page.url]
    assert opened.complaints == []
    assert opened.drawn() > 5000


def test_opens_with_title_summary_and_statements(show, istanbul_page):
    page = show(istanbul_page).page
    expect(page.get_by_role("heading", level=1)).to_contain_text("prisoner exchanges")
    expect(page.locator("#summary")).to_contain_text("took part in talks in Istanbul")
    expect(page.locator(".statement")).to_have_count(22)
    expect(page.locator("#panel")).to_be_hidden()


@pytest.mark.parametrize("size", [(1440, 900), (390, 844)])
def test_labels_do_not_overlap_at_the_start(show, istanbul_page, size):
    assert show(istanbul_page, *size).page.evaluate(OVERLAPS) == 0


def test_click_on_a_statement_shows_its_sentence_with_the_words_marked(show, istanbul_page):
    page = show(istanbul_page).page
    page.locator(".statement", has_text="that both sides agreed to provide").click()
    panel = page.get_by_role("complementary", name="Details")
    expect(panel.locator("blockquote mark.source")).to_have_text(
        "Vladimir Medinsky, the Russian presidential aide in charge of the Moscow delegation"
    )
    expect(panel.locator("blockquote mark.cue")).to_have_text("confirmed")
    expect(panel.locator("blockquote mark.content")).to_contain_text("meetings between the heads of state")
    tints = panel.locator("blockquote mark").evaluate_all(
        "(marks) => marks.map((mark) => getComputedStyle(mark).backgroundColor)"
    )
    assert len(set(tints)) == 3
    assert "rgba(0, 0, 0, 0)" not in tints


def test_statement_in_two_pieces_shows_both(show, istanbul_page):
    page = show(istanbul_page).page
    page.locator(".statement", has_text="This could be a way").click()
    expect(page.locator("#panel blockquote mark.content")).to_have_count(2)


def test_show_in_article_opens_the_article_at_the_sentence(show, istanbul_page):
    page = show(istanbul_page).page
    page.locator(".statement", has_text="that both sides agreed to provide").click()
    page.locator("#panel").get_by_text("Show in article").first.click()
    article = page.get_by_role("dialog", name="Russia, Ukraine agrees to prisoner exchanges")
    expect(article.locator(".here")).to_contain_text("Vladimir Medinsky, the Russian presidential aide")
    expect(article.locator(".here")).to_be_in_viewport()
    text = view_builders.EXAMPLE.read_text("utf-8")
    assert article.locator(".body p").all_text_contents() == [line for line in text.split("\n") if line]
    page.keyboard.press("Escape")
    expect(article).to_be_hidden()


def test_name_opens_its_card_with_role_names_links_statements_and_evidence(show, istanbul_page):
    page = show(istanbul_page).page
    page.get_by_role("tab", name="Names").click()
    page.locator(".entry", has_text="Volodymyr Zelenskyy").click()
    panel = page.locator("#panel")
    expect(panel.get_by_role("heading", level=2)).to_have_text("Volodymyr Zelenskyy")
    expect(panel.locator("dl")).to_contain_text("President")
    expect(panel.locator(".found-as")).to_have_text(["Zelenskyy"])
    expect(panel.get_by_role("link", name="Wikidata Q3874799")).to_have_attribute(
        "href", "https://www.wikidata.org/wiki/Q3874799"
    )
    expect(panel.locator("section", has_text="Says 2").locator(".brief-opener")).to_have_count(2)
    expect(panel.locator("blockquote mark.own").first).to_have_text("Volodymyr Zelenskyy")
    panel.get_by_role("link", name="Ukraine", exact=True).click()
    expect(panel.get_by_role("heading", level=2)).to_have_text("Ukraine")


def test_search_narrows_the_lists_and_offers_what_it_finds(show, istanbul_page):
    page = show(istanbul_page).page
    page.keyboard.press("/")
    page.keyboard.type("dolmabahce")
    expect(page.locator("#hits li")).to_have_count(1)
    page.get_by_role("combobox", name="Search").fill("ceasefire")
    expect(page.locator("#said-count")).to_have_text("9 of 22")
    page.get_by_role("combobox", name="Search").fill("umerov")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("Rustem Umerov")


def test_statement_within_another_stands_below_it(show):
    page = show(render(network(graph_builders.quads()))).page
    expect(page.locator(".statement .what")).to_contain_text(
        ["both sides", "We want", "Borland believes that talks are useless", "that talks are useless", "far off"]
    )
    expect(page.locator(".nested")).to_have_count(1)


def test_everything_is_reached_by_keyboard(show, istanbul_page):
    page = show(istanbul_page).page
    page.locator(".statement").first.focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("#panel")).to_contain_text("Rustem Umerov")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()
    expect(page.locator(".statement").nth(1)).to_be_focused()
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(page.locator("#panel h2")).to_have_text("talks in Istanbul")
    page.locator("#canvas").focus()
    page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("status")).to_contain_text(": ")
    expect(page.get_by_role("status")).not_to_contain_text("talks in Istanbul")


def test_focus_is_visible_and_controls_have_names(show, istanbul_page):
    page = show(istanbul_page).page
    seen = set()
    for _ in range(22):
        page.keyboard.press("Tab")
        outline, name = page.evaluate(
            """() => { const e = document.activeElement; const s = getComputedStyle(e);
            return [s.outlineStyle, e.ariaLabel || e.labels?.[0]?.textContent || e.textContent.trim()]; }"""
        )
        assert outline != "none", name
        assert name
        seen.add(name)
    assert len(seen) > 16


def test_dark_and_light_follow_the_system_and_can_be_switched(show, istanbul_page):
    page = show(istanbul_page, color_scheme="dark").page
    background = "() => getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(background)
    page.get_by_role("button", name="Light").click()
    assert page.evaluate(background) != dark


def test_phone_shows_graph_and_statements_in_turn(show, istanbul_page):
    page = show(istanbul_page, width=390, height=844).page
    expect(page.locator(".statement").first).to_be_hidden()
    page.get_by_role("button", name="Statements", exact=True).click()
    page.locator(".statement").nth(2).click()
    expect(page.locator("#panel blockquote")).to_be_in_viewport()
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 390


def test_hostile_text_stays_text(show):
    opened = show(render(view_builders.hostile()))
    page = opened.page
    expect(page.get_by_role("heading", level=1)).to_have_text(
        '</script><img src=x onerror="window.hit=1">\'"&{{ 7*7 }}'
    )
    page.locator(".statement").click()
    expect(page.locator("#panel mark.cue").first).to_have_text("said")
    page.locator("#panel").get_by_text("Show in article").click()
    page.keyboard.press("Escape")
    page.locator("#panel h2 a").click()
    assert page.locator("img, #panel a[href^=javascript], b:not(.brief-opener b), i").count() == 0
    assert page.evaluate("() => window.hit") is None
    assert opened.complaints == []


def dated() -> str:
    """Return the page of four statements of four days."""
    build = view_builders.Builder("Ann said one. Ann said two. Ann said three. Ann said four.")
    build.node("ann", "Person", "Ann", [build.span("Ann")])
    build.node("talks", "Negotiation", "talks", [build.span("two")], startDate="2025-05-16")
    for at, word in enumerate(["one", "two", "three", "four"]):
        build.statement(word, build.span("Ann", at + 1), build.span("said", at + 1), [build.span(word)], date=f"2025-05-{15 + at}")
        build.edge(word, "speaker", "ann")
    return render(build.network)


def test_days_narrow_by_form_and_by_brush_and_the_axis_can_be_changed(show):
    opened = show(dated())
    page = opened.page
    expect(page.locator("#timeline")).to_contain_text("Statements by day")
    page.get_by_text("Filter", exact=False).first.click()
    page.get_by_label("From").fill("2025-05-17")
    expect(page.locator(".statement .what")).to_have_text(["three", "four"])
    page.get_by_role("slider", name="Start of the stretch").focus()
    page.keyboard.press("Home")
    page.get_by_role("slider", name="End of the stretch").focus()
    page.keyboard.press("End")
    expect(page.locator(".statement")).to_have_count(4)
    page.get_by_label("Until").fill("2025-05-15")
    expect(page.locator(".statement .what")).to_have_text(["one"])
    page.get_by_role("button", name="From").or_(page.get_by_role("button", name="Until 15 May 2025: take away")).first.click()
    page.get_by_role("button", name="by place in the text").click()
    assert opened.state("axis") == "text"
    assert opened.complaints == []


def test_print_shows_the_gist_the_graph_and_all_statements_and_no_tools(show, istanbul_page):
    page = show(istanbul_page, color_scheme="dark").page
    page.evaluate("() => { dispatchEvent(new Event('beforeprint')); }")
    page.emulate_media(media="print", color_scheme="dark")
    page.set_viewport_size({"width": 718, "height": 1000})  # A4
    for tool in (".search", ".bar", "#filter-box", "#graph .zoom"):
        expect(page.locator(tool)).to_be_hidden()
    expect(page.locator("#canvas canvas")).to_be_hidden()
    drawn = page.locator("#printed > svg")
    assert drawn.bounding_box()["width"] == page.evaluate("() => document.querySelector('.stage').clientWidth")
    for name in ("Hakan Fidan", "demand"):
        expect(drawn.locator("text", has_text=name).first).to_be_visible()
    expect(page.locator("#summary p").last).to_be_visible()
    expect(page.locator(".statement").last).to_be_visible()
    assert page.locator(".statement").last.bounding_box()["y"] > 900
    assert page.evaluate("() => getComputedStyle(document.body).colorScheme") == "light"
    page.evaluate("() => { dispatchEvent(new Event('afterprint')); }")
    assert page.evaluate("() => document.documentElement.dataset.theme") is None


def test_notebook_frame_works_inside_another_page(show, istanbul):
    frame = notebook_html(istanbul)
    opened = show(f"<!DOCTYPE html><title>notebook</title>{frame}")
    inside = opened.page.frame_locator("iframe")
    inside.locator(".statement").nth(4).click()
    expect(inside.locator("#panel blockquote")).to_be_visible()
    assert opened.complaints == []
