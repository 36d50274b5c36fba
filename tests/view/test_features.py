"""Every feature of the page, clicked through in a real browser without a network, on the gold reading of the example."""

import json
import re
from xml.etree import ElementTree

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def kept(istanbul_page, module_show):
    """One page for all tests of this file: to open it anew for each would take longer than the test."""
    return module_show(istanbul_page, permissions=["clipboard-read", "clipboard-write"])


@pytest.fixture
def opened(kept):
    kept.page.evaluate("() => { clearTimeout(parley.waiting); history.replaceState(null, '', location.pathname); }")
    kept.page.reload()
    kept.page.wait_for_selector("body[data-ready]")
    yield kept
    assert kept.complaints == []
    assert {url for url in kept.requests if not url.startswith("blob:")} == {kept.page.url.partition("#")[0]}


def choose(opened, name: str) -> None:
    opened.page.get_by_role("combobox", name="Search").fill(name)
    opened.page.keyboard.press("Enter")
    opened.page.get_by_role("combobox", name="Search").fill("")


def act(opened, name: str) -> None:
    opened.page.locator("#panel").get_by_role("button", name=name, exact=True).click()


def filter_by(opened, label: str, option: str | int) -> None:
    if not opened.page.locator("#filter-form, .filter-form").first.is_visible():
        opened.page.get_by_text("Filter", exact=False).first.click()
    field = opened.page.locator("#filter-box").get_by_label(label, exact=True)
    field.select_option(index=option) if isinstance(option, int) else field.select_option(option)


# -------- Graph


def test_click_on_a_node_opens_it_and_beside_it_closes(opened):
    at = opened.place("talks in Istanbul")
    opened.page.locator("#canvas").click(position=at)
    expect(opened.page.locator("#panel h2")).to_have_text("talks in Istanbul")
    opened.page.locator("#canvas").click(position={"x": 300, "y": 5})
    expect(opened.page.locator("#panel")).to_be_hidden()


def test_legend_takes_kinds_out_and_brings_statements_in(opened):
    before = len(opened.state("kinds"))
    people = opened.page.locator(".kind-toggle", has_text="person")
    people.click()
    expect(people).to_have_attribute("aria-pressed", "false")
    assert "Rustem Umerov" not in opened.shown()
    opened.page.locator(".kind-toggle", has_text="statement").click()
    assert len(opened.state("kinds")) == before
    assert any(label.startswith("Rustem Umerov:") for label in opened.shown())


def test_focus_shows_what_is_near_in_one_to_three_steps(opened):
    everything = opened.shown()
    choose(opened, "Hakan Fidan")
    act(opened, "Focus")
    near = [opened.shown()]
    for steps in ("2", "3"):
        opened.page.locator("#scope").get_by_role("button", name=steps, exact=True).click()
        near.append(opened.shown())
    assert near[0] < near[1] < near[2] < everything
    assert {"Hakan Fidan", "talks in Istanbul"} <= near[0]
    opened.page.get_by_role("button", name="steps around Hakan Fidan: take away").click()
    assert opened.shown() == everything


def test_hide_expand_and_undo(opened):
    everything = opened.shown()
    choose(opened, "Hakan Fidan")
    act(opened, "Hide")
    assert opened.shown() == everything - {"Hakan Fidan"}
    opened.page.get_by_role("button", name="Undo").click()
    assert opened.shown() == everything
    opened.page.get_by_role("button", name="Redo").click()
    assert opened.shown() == everything - {"Hakan Fidan"}
    opened.page.get_by_role("button", name="1 hidden: take away").click()
    opened.page.locator(".kind-toggle", has_text="person").click()
    choose(opened, "talks in Istanbul")
    act(opened, "Focus")
    opened.page.locator(".kind-toggle", has_text="person").click()
    choose(opened, "Turkish Foreign Ministry")
    assert "Turkish Foreign Ministry" not in opened.shown()
    act(opened, "Expand")
    assert {"Turkish Foreign Ministry", "Türkiye"} <= opened.shown()
    opened.page.keyboard.press("Control+z")
    assert "Turkish Foreign Ministry" not in opened.shown()


def test_path_between_two_actors(opened):
    choose(opened, "Donald Trump")
    act(opened, "Path to…")
    expect(opened.page.locator("#picking")).to_be_visible()
    opened.page.keyboard.type("fidan")
    opened.page.keyboard.press("Enter")
    panel = opened.page.locator("#panel")
    expect(panel.locator("h2")).to_have_text("Donald Trump → Hakan Fidan")
    steps = panel.locator(".way li")
    assert steps.count() >= 3
    expect(steps.first).to_contain_text("Donald Trump")
    expect(steps.last).to_contain_text("Hakan Fidan")
    assert all(text.strip() for text in panel.locator(".way .relation").all_text_contents())
    opened.page.get_by_role("button", name="Path: Donald Trump → Hakan Fidan: take away").click()
    expect(panel).to_be_hidden()


def test_path_can_be_left_and_there_may_be_none(opened):
    choose(opened, "Donald Trump")
    act(opened, "Path to…")
    opened.page.get_by_role("button", name="Cancel").click()
    expect(opened.page.locator("#picking")).to_be_hidden()
    assert opened.state("path") is None


def test_names_on_lines_on_demand(opened):
    count = "() => parley.canvas.edges.get().filter((edge) => edge.label).length"
    assert opened.page.evaluate(count) == 0
    opened.page.get_by_role("button", name="Line names").click()
    assert opened.page.evaluate(count) > 30


# -------- Evidence


def test_evidence_goes_forward_and_back(opened):
    choose(opened, "Ukraine")
    panel = opened.page.locator("#panel .evidence")
    expect(panel.locator(".count")).to_have_text(re.compile(r"1 of \d\d?"))
    first = panel.locator("blockquote").inner_text()
    panel.get_by_role("button", name="Next evidence").click()
    expect(panel.locator(".count")).to_contain_text("2 of")
    assert panel.locator("blockquote").inner_text() != first
    opened.page.keyboard.press("b")
    assert panel.locator("blockquote").inner_text() == first
    panel.get_by_role("button", name="show all").click()
    assert panel.locator("blockquote").count() > 5


def test_article_opens_whole_with_all_that_is_marked_and_leads_on(opened):
    opened.page.get_by_role("tab", name="Articles").click()
    opened.page.locator("[data-article]").first.click()
    article = opened.page.locator("#article")
    marks = opened.page.evaluate("() => parley.model.things.flatMap((t) => t.evidence ?? []).length")
    assert article.locator("mark[data-thing]").count() >= marks / 3
    for part in ("source", "cue", "content", "name"):
        assert article.locator(f".body mark.{part}").count() > 5
    article.locator(".body mark.name", has_text="Istanbul").first.focus()
    opened.page.keyboard.press("Enter")
    expect(article).to_be_hidden()
    expect(opened.page.locator("#panel h2")).to_have_text("Istanbul")


# -------- Filters


@pytest.mark.parametrize(
    ("label", "option"),
    [("Speaker", "Rustem Umerov (4)"), ("Country", 1), ("Speech act", 1), ("Form", 1), ("Outlet", 2)],
)
def test_filter_narrows_list_and_graph_and_is_taken_away_by_its_chip(opened, label, option):
    everything, count = opened.shown(), opened.page.locator(".statement").count()
    filter_by(opened, label, option)
    assert 0 < opened.page.locator(".statement").count() < count
    assert opened.shown() < everything
    expect(opened.page.locator("#filter-count")).to_have_text("1")
    opened.page.locator("#scope .scope").click()
    expect(opened.page.locator(".statement")).to_have_count(count)
    assert opened.shown() == everything


def test_filters_join_and_nothing_found_can_be_cleared(opened):
    filter_by(opened, "Speaker", "Rustem Umerov (4)")
    filter_by(opened, "Speech act", "confirm (1)")
    expect(opened.page.locator("#said-none")).to_be_visible()
    opened.page.locator("#filters-clear").click()
    expect(opened.page.locator(".statement")).to_have_count(22)


def test_confidence_filter(opened):
    opened.page.get_by_text("Filter", exact=False).first.click()
    field = opened.page.locator("#filter-confidence")
    field.fill("100")
    expect(opened.page.locator("#said-none")).to_be_visible()
    field.fill("80")
    expect(opened.page.locator(".statement")).to_have_count(22)


def test_search_keeps_the_graph_and_lights_what_it_finds(opened):
    everything = opened.shown()
    opened.page.get_by_role("combobox", name="Search").fill("umerov")
    assert opened.shown() == everything
    lit = opened.page.evaluate("() => [...parley.derived.lit].map((n) => parley.model.label(n))")
    assert "Rustem Umerov" in lit


# -------- Timeline, map, matrix, tables


def test_brushing_the_timeline_narrows_the_page_and_one_undo_takes_it_back(opened):
    everything = opened.shown()
    box = opened.page.locator("#timeline").bounding_box()
    opened.page.mouse.move(box["x"] + box["width"] * 0.1, box["y"] + 50)
    opened.page.mouse.down()
    opened.page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + 50)
    opened.page.mouse.move(box["x"] + box["width"] * 0.3, box["y"] + 50)
    opened.page.mouse.up()
    start, end = opened.state("span")
    assert start == pytest.approx(0.1, abs=0.03)
    assert end == pytest.approx(0.3, abs=0.03)
    assert 0 < opened.page.locator(".statement").count() < 22
    assert opened.shown() < everything
    opened.page.get_by_role("button", name="Undo").click()
    assert opened.shown() == everything


def test_timeline_by_keyboard_and_its_events(opened):
    end = opened.page.get_by_role("slider", name="End of the stretch")
    end.focus()
    for _ in range(4):
        opened.page.keyboard.press("Shift+ArrowLeft")
    assert opened.state("span")[1] == pytest.approx(0.5, abs=0.01)
    expect(end).to_be_focused()
    opened.page.keyboard.press("Delete")
    assert opened.state("span") is None
    opened.page.locator("#timeline").get_by_role("button", name="European summit").click()
    expect(opened.page.locator("#panel h2")).to_have_text("European summit")


def test_map_shows_outlines_and_countries_linked_with_the_rest(opened):
    opened.page.get_by_role("button", name="Map", exact=True).click()
    world = opened.page.locator("#map")
    assert world.locator("path.land").count() > 150
    world.locator("[data-place]", has_text="Ukraine").first.focus()
    opened.page.keyboard.press("Enter")
    expect(opened.page.locator("#panel h2")).to_have_text("Ukraine")
    expect(world.locator(".land.here")).to_have_count(1)
    before = opened.state("mapped")
    world.get_by_role("button", name="Show the world").click()
    assert opened.state("mapped") == [1, 0, 0] != before
    world.get_by_role("button", name="Zoom in").click()
    assert opened.state("mapped")[0] == 1.5


def test_matrix_counts_and_a_cell_narrows_to_its_statements(opened):
    opened.page.get_by_role("button", name="Matrix", exact=True).click()
    matrix = opened.page.locator("#matrix")
    matrix.get_by_role("button", name="about whom or what").click()
    cell = matrix.locator(".cell").first
    count = int(cell.inner_text())
    cell.click()
    expect(opened.page.locator(".statement")).to_have_count(count)
    matrix.get_by_role("button", name="by country").click()
    assert opened.state("pair") is None
    expect(opened.page.locator(".statement")).to_have_count(22)


def test_tables_sort_and_leave_as_csv(opened):
    opened.page.get_by_role("button", name="Table", exact=True).click()
    table = opened.page.locator("#table")
    table.get_by_role("button", name="Who", exact=True).click()
    heading = table.get_by_role("columnheader", name="Who", exact=True)
    expect(heading).to_have_attribute("aria-sort", "ascending")
    who = [text for text in table.locator("tbody .of-who").all_text_contents() if text != "Somebody"]
    assert who == sorted(who, key=str.casefold)
    table.get_by_role("button", name="Who", exact=True).click()
    expect(heading).to_have_attribute("aria-sort", "descending")
    table.get_by_role("button", name="Copy as CSV").click()
    expect(opened.page.get_by_role("status").filter(has_text="copied")).to_be_attached()
    rows = opened.page.evaluate("() => navigator.clipboard.readText()").splitlines()
    assert rows[0].startswith("No.,Who,On behalf of,To whom,Cue,What,Act")
    assert len(rows) == 23
    table.get_by_role("button", name="Names", exact=True).click()
    table.locator("tbody .link", has_text="Hakan Fidan").click()
    expect(opened.page.locator("#panel h2")).to_have_text("Hakan Fidan")


# -------- Out of the page


@pytest.mark.parametrize("view", ["Graph", "Map", "Matrix"])
def test_what_is_seen_is_saved_as_svg_and_png(opened, view):
    opened.page.get_by_role("button", name=view, exact=True).click()
    with opened.page.expect_download() as saved:
        opened.page.get_by_role("button", name="SVG").click()
    assert saved.value.suggested_filename.endswith(".svg")
    root = ElementTree.parse(saved.value.path()).getroot()
    words = " ".join("".join(text.itertext()) for text in root.iter("{http://www.w3.org/2000/svg}text"))
    assert "prisoner exchanges" in words
    assert "Ukraine" in words
    with opened.page.expect_download() as saved:
        opened.page.get_by_role("button", name="PNG").click()
    data = saved.value.path().read_bytes()
    assert data.startswith(b"\x89PNG")
    assert int.from_bytes(data[16:20]) > 1500


def test_a_link_restores_exactly_what_was_seen(opened):
    filter_by(opened, "Form", 1)
    opened.page.locator(".kind-toggle", has_text="organisation").first.click()
    opened.page.locator("#canvas").focus()
    opened.page.keyboard.press("+")
    opened.page.wait_for_timeout(400)
    opened.page.locator(".statement").nth(1).click()
    opened.page.get_by_role("button", name="Line names").click()
    opened.page.wait_for_timeout(500)
    opened.page.get_by_role("button", name="Link", exact=True).click()
    link = opened.page.evaluate("() => navigator.clipboard.readText()")
    state = opened.page.evaluate("() => ({ ...parley.state, camera: null })")
    camera, panel = opened.state("camera"), opened.page.locator("#panel").inner_text()
    opened.page.goto("about:blank")
    opened.page.goto(link)
    opened.requests[:] = []
    opened.page.reload()
    opened.page.wait_for_selector("body[data-ready]")
    assert json.loads(json.dumps(opened.page.evaluate("() => ({ ...parley.state, camera: null })"))) == state
    assert opened.page.evaluate("() => parley.canvas.view()") == pytest.approx(camera, rel=0.01, abs=1)
    assert opened.page.locator("#panel").inner_text() == panel


def test_keys_reach_views_and_acts(opened):
    for key, view in (("2", "map"), ("3", "matrix"), ("4", "table"), ("1", "graph")):
        opened.page.keyboard.press(key)
        assert opened.state("view") == view
    choose(opened, "Hakan Fidan")
    opened.page.locator("#canvas").focus()
    opened.page.keyboard.press("f")
    assert opened.state("around")[1] == 1
    opened.page.keyboard.press("f")
    assert opened.state("around")[1] == 2
    opened.page.keyboard.press("h")
    assert len(opened.state("hidden")) == 1
    opened.page.keyboard.press("Control+z")
    opened.page.keyboard.press("Control+z")
    assert opened.state("hidden") == []
    opened.page.keyboard.press("w")
    assert opened.state("words") is True
    opened.page.keyboard.press("?")
    expect(opened.page.locator("#help")).to_be_visible()
    opened.page.keyboard.press("Escape")
    expect(opened.page.locator("#help")).to_be_hidden()


def test_everything_done_is_undone_step_by_step_and_done_again(opened):
    """Each row is one thing that somebody does; undo goes back through all of them, redo forward again."""
    page = opened.page
    done = [
        "{ query: 'peace' }", "{ speaker: parley.model.out(parley.model.statements[0], 'speaker')[0] }", "{ speaker: -1, country: 3 }",
        "{ outlet: 'Reuters' }", "{ outlet: '', act: 'demand' }", "{ act: '', form: 'direct' }", "{ form: '', document: 0 }",
        "{ confidence: 0.5 }", "{ pair: [1, -1] }", "{ pair: null, from: '2025-05-16' }", "{ to: '2025-05-17' }",
        "{ from: '', to: '', span: [0.2, 0.6] }", "{ kinds: ['Person'] }", "{ hidden: [2] }", "{ added: [4] }", "{ all: true }",
        "{ around: [1, 2] }", "{ path: [1, 5] }", "{ words: true }",
    ]  # fmt: skip
    told = "() => { const { camera, ...rest } = parley.state; return JSON.stringify(rest); }"
    states = [page.evaluate(told)]
    for patch in done:
        page.evaluate(f"() => parley.set({patch})")
        states.append(page.evaluate(told))
    assert len(set(states)) == len(states)
    for name, way in (("Undo", states[-2::-1]), ("Redo", states[1:])):
        for state in way:
            page.get_by_role("button", name=name, exact=True).click()
            assert page.evaluate(told) == state
        expect(page.get_by_role("button", name=name, exact=True)).to_be_disabled()


@pytest.mark.parametrize(
    ("sought", "found"),
    [("Medeski", "Vladimir Medinsky"), ("turkue", "Türkiye"), ("destruction and death", "Hakan Fidan said")],
)
def test_search_finds_names_as_they_were_misspelt_and_words_of_statements(opened, sought, found):
    choose(opened, sought)
    expect(opened.page.locator("#panel h2")).to_have_text(found)


def test_nothing_moves_by_itself_for_who_asked_for_that(opened):
    slides = "() => getComputedStyle(document.querySelector('#panel')).animationName"
    glides = """() => {
      const { network } = parley.canvas;
      const moved = [];
      network.moveTo = ({ animation }) => moved.push(Boolean(animation));
      parley.canvas.zoom(2);
      parley.canvas.fit(parley.derived.drawn);
      delete network.moveTo;
      return moved;
    }"""
    choose(opened, "Donald Trump")
    assert (opened.page.evaluate(slides), opened.page.evaluate(glides)) == ("arrive", [True, True])
    opened.page.emulate_media(reduced_motion="reduce")
    assert (opened.page.evaluate(slides), opened.page.evaluate(glides)) == ("none", [False, False])
