"""What axe-core finds wrong with the page for people with disabilities: nothing serious, in any view, light or dark."""

import pytest
from conftest import ROOT

pytestmark = pytest.mark.browser
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """async (rules) => {
  rules ??= ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
  const { violations } = await axe.run(document, { runOnly: rules });
  const told = (id, node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary.slice(0, 200)}`;
  return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
    .flatMap(({ id, nodes }) => nodes.slice(0, 4).map((node) => told(id, node)));
}"""


@pytest.fixture(scope="module")
def axe() -> str:
    if not AXE.is_file():
        pytest.skip(
            "frontend/node_modules/axe-core is missing (`make test` installs it); accessibility was not checked"
        )
    return AXE.read_text("utf-8")


@pytest.mark.parametrize(
    "options",
    [{"color_scheme": "light"}, {"color_scheme": "dark"}, {"width": 390, "height": 844}],
    ids=["light", "dark", "phone"],
)
def test_axe_finds_nothing_serious_in_any_view(show, page_with_doubts, axe, options):
    page = show(page_with_doubts, reduced_motion="reduce", **options).page
    # In the dark only colours differ.
    rules = ["color-contrast", "link-in-text-block"] if options.get("color_scheme") == "dark" else None
    page.evaluate(axe)
    found = {}
    for name, act in {
        "opening": "() => {}",
        "statement": "() => parley.choose(parley.model.statements[3])",
        "event": "() => parley.choose(parley.model.main)",
        "path": "() => parley.set({ path: [0, 9], open: -1 })",
        "lists": "() => { parley.set({ path: null, side: 'named' }); document.body.dataset.part = 'lists'; }",
        "form": "() => { document.querySelector('#filter-box').open = true; }",
        "filters": "() => parley.set({ side: 'said', act: 'demand', around: [3, 2] })",
        "map": "() => { document.body.dataset.part = 'stage'; parley.clear(); parley.set({ around: null, view: 'map', open: -1 }); }",
        "matrix": "() => parley.set({ view: 'matrix', columns: 'about' })",
        "table": "() => parley.set({ view: 'table' })",
        "review": "() => parley.set({ view: 'review' })",
        "articles": "() => { parley.set({ side: 'articles' }); document.querySelector('[data-article]').click(); }",
        "help": "() => { document.querySelector('#article').close(); document.querySelector('#help').showModal(); }",
    }.items():
        page.evaluate(act)
        if problems := page.evaluate(RUN, rules):
            found[name] = problems
    assert not found, "\n".join(f"{name}: {problem}" for name, problems in found.items() for problem in problems)
