"""A real browser without a network, and the pages that tests open in it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import networkx as nx
import pytest
import view_builders
from playwright.sync_api import Browser, Page, sync_playwright

from kg.view import render

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-quic --no-first-run --disable-background-networking --disable-component-update "
    "--disable-sync --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist"
)


@dataclass
class Opened:
    """A page in the browser, and what it asked for and complained about."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def drawn(self) -> int:
        """Return how many pixels of the graph's canvas are not empty."""
        return self.page.evaluate(
            """() => { const c = document.querySelector('#canvas canvas');
            const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
            let n = 0; for (let i = 3; i < d.length; i += 4) if (d[i]) n++; return n; }"""
        )

    def shown(self) -> set[str]:
        """Return the labels of the things that the graph draws."""
        return set(self.page.evaluate("() => [...parley.derived.drawn].map((n) => parley.model.label(n))"))

    def state(self, key: str) -> object:
        """Return a part of what the page is showing."""
        return self.page.evaluate("(key) => parley.state[key]", key)

    def place(self, label: str) -> dict[str, float]:
        """Return where a thing stands on the canvas, in pixels from its upper left."""
        return self.page.evaluate(
            "(label) => parley.canvas.place(parley.model.things.findIndex((thing) => thing.label === label))", label
        )


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    path = next((found for name in NAMES if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no Chromium found (looked for {', '.join(NAMES)}); the page was not opened in a browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS.split())
        yield browser
        browser.close()


def opener(browser: Browser, folder: Path) -> Iterator[Callable[..., Opened]]:
    """Give what opens HTML from a file in a browser that has no network."""
    contexts = []

    def open_page(html: str, width: int = 1440, height: int = 900, **options: object) -> Opened:
        path = folder / f"page{len(contexts)}.html"
        path.write_text(html, encoding="utf-8")
        context = browser.new_context(viewport={"width": width, "height": height}, offline=True, **options)
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.page.set_default_timeout(10_000)
        opened.page.on("request", lambda request: opened.requests.append(request.url))
        opened.page.on("console", lambda message: opened.complaints.append(f"{message.type}: {message.text}"))
        opened.page.on("pageerror", lambda error: opened.complaints.append(str(error)))
        opened.page.goto(path.as_uri())
        opened.page.wait_for_selector("body[data-ready], iframe", state="attached")
        opened.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return opened

    yield open_page
    for context in contexts:
        context.close()


@pytest.fixture
def show(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Opened]]:
    """Open HTML in a browser without a network."""
    yield from opener(chromium, tmp_path)


@pytest.fixture(scope="module")
def module_show(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Opened]]:
    """The same for pages that all tests of a file share."""
    yield from opener(chromium, tmp_path_factory.mktemp("pages"))


@pytest.fixture(scope="session")
def istanbul() -> nx.MultiDiGraph:
    return view_builders.istanbul()


@pytest.fixture(scope="session")
def istanbul_page(istanbul: nx.MultiDiGraph) -> str:
    return render(istanbul)


@pytest.fixture(scope="session")
def page_with_doubts(istanbul: nx.MultiDiGraph) -> str:
    """The page of the example that asks whether Medeski is Vladimir Medinsky."""
    return render(istanbul, doubts=view_builders.doubts(istanbul), folder="talks")
