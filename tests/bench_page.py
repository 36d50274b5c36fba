"""`python -m tests.bench_page [RUNS]`: how fast the page opens and moves, by the clock, in real Chromium.

For the page of the example, one of 300 names, one of 10,000 names with 30,000 links (its first drawing, and all of it):
first paint, first contentful paint and time until the graph is drawn and answers, all since the navigation began; frames a
second while the graph is dragged about for two seconds; and the processor time of all of the browser's processes for both,
which other work on the machine lengthens less. Medians of several runs, each in a fresh context. How busy the machine was is
printed beside them, with the frames that an empty page gets. No graphics card is used: Chromium draws small graphs in software,
and large ones in WebGL made by SwiftShader, so a machine with a card moves these much faster. Timings never decide a test.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT / "tests")]

import view_builders  # noqa: E402

from kg.view import render  # noqa: E402

RUNS = 5
DRAGGED_S = 2
LIMITS = "asked for: first paint under 1 s at 300 names, 10,000 names ready in under 5 s, 15 MB at most; the example 1.5 MB"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
FLAGS = "--headless --no-sandbox --disable-background-networking --disable-component-update --disable-sync --no-first-run"
PLAIN = "--disable-gpu"  # as a browser without a card draws a canvas; SwiftShader would take ten times as long
WEBGL = "--use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader --ignore-gpu-blocklist"
READY = "globalThis.parley?.canvas && (!parley.scene.large || parley.canvas.labels.shown.size > 0)"
# When two frames have passed after the graph was drawn: input would have been answered then.
WATCH = f"""globalThis.readyAt = new Promise((done) => {{
  const drawn = () => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
  const look = () => ({READY} ? drawn() : requestAnimationFrame(look));
  requestAnimationFrame(look);
}})"""
PAINTS = """() => new Promise((done) => {
  const told = () => performance.getEntriesByType('paint').map(({ name, startTime }) => [name, startTime]);
  const look = () => (told().length > 1 ? done(Object.fromEntries(told())) : setTimeout(look, 20));
  look();
})"""
SETTLED = """() => new Promise((done) => {
  let left = 5;
  const step = () => { left -= 1; requestAnimationFrame(left ? step : done); };
  step();
})"""
DRAG = """(seconds) => new Promise((done) => {
  const begun = performance.now();
  let [frames, at] = [0, 800];
  document.querySelector('.sigma-mouse')?.dispatchEvent(new MouseEvent('mousedown', { clientX: at, clientY: 400, bubbles: true }));
  const step = () => {
    const passed = performance.now() - begun;
    if (passed > seconds * 1000) {
      document.dispatchEvent(new MouseEvent('mouseup', { bubbles: true }));
      done(frames / (passed / 1000));
      return;
    }
    const there = Math.sin(passed / 300) * 12;
    if (globalThis.parley?.scene.large) {
      at += there;
      document.dispatchEvent(new MouseEvent('mousemove', { clientX: at, clientY: 400, bubbles: true }));
    } else if (globalThis.parley) {
      const [x, y, scale] = parley.canvas.view();
      parley.canvas.look([x + there / scale, y + there / 2 / scale, scale]);
    }
    frames += 1;
    requestAnimationFrame(step);
  };
  requestAnimationFrame(step);
})"""


@dataclass(frozen=True)
class Run:
    """One opening of a page, in milliseconds, and frames a second."""

    paint: float
    content: float
    ready: float
    opening_cpu: float
    frames: float
    frame_cpu: float  # for each frame


class Clock:
    """The processor time of a browser's processes, in milliseconds."""

    def __init__(self, browser: Browser) -> None:
        self.session = browser.new_browser_cdp_session()

    def now(self) -> float:
        """Return the time so far."""
        found = self.session.send("SystemInfo.getProcessInfo")["processInfo"]
        return sum(float(each["cpuTime"]) for each in found) * 1000


def opened(browser: Browser, path: Path, act: str) -> Run:
    """Open a page, drag its graph about, and return what it took."""
    clock = Clock(browser)
    context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
    page = context.new_page()
    page.add_init_script(WATCH)
    before = clock.now()
    page.goto(path.as_uri())
    ready = page.evaluate("() => globalThis.readyAt")
    cpu = clock.now() - before
    paints = page.evaluate(PAINTS)
    if act:
        page.evaluate(act)
        page.evaluate(SETTLED)
        dragged(page, clock)  # until it has learnt whether lines are too much for this machine
    frames, frame_cpu = dragged(page, clock)
    context.close()
    return Run(paints["first-paint"], paints["first-contentful-paint"], ready, cpu, frames, frame_cpu)


def dragged(page: Page, clock: Clock) -> tuple[float, float]:
    """Return frames a second, and the processor time of each, while the graph is dragged about."""
    before = clock.now()
    frames = page.evaluate(DRAG, DRAGGED_S)
    return frames, (clock.now() - before) / max(1.0, frames * DRAGGED_S)


def empty(browser: Browser) -> float:
    """Return the frames a second of a page that holds nothing."""
    page = browser.new_page()
    frames, _ = dragged(page, Clock(browser))
    page.close()
    return frames


def pages(folder: Path) -> dict[str, tuple[Path, str]]:
    """Return the pages that are measured, each with what is done before its graph is dragged about."""
    made: dict[str, Callable[[], str]] = {
        "the example": lambda: render(view_builders.istanbul()),
        "300 names": lambda: render(view_builders.many(285)),
        "10,000 names": lambda: render(view_builders.crowd(10_000)),
    }
    found: dict[str, tuple[Path, str]] = {}
    for name, make in made.items():
        path = folder / f"{len(found)}.html"
        path.write_text(make(), encoding="utf-8")
        found[name] = (path, "")
    return found | {"10,000 names, all drawn": (found["10,000 names"][0], "() => parley.set({ all: true }, { fit: true })")}


def told(name: str, size: int, runs: list[Run]) -> str:
    """Return a row of the table."""
    middle = {field: median(getattr(run, field) for run in runs) for field in Run.__dataclass_fields__}
    return (
        f"{name:24} {size / 1e6:5.2f} MB {middle['paint']:7.0f} {middle['content']:8.0f} {middle['ready']:8.0f} "
        f"{middle['opening_cpu']:9.0f} {middle['frames']:9.1f} {middle['frame_cpu']:9.1f}"
    )


def main(count: int = RUNS) -> None:
    """Measure and print."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        print(f"the page was not measured: no Chromium found (looked for {', '.join(BROWSERS)})")
        return
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        found = pages(Path(folder))
        browsers = {
            flags: playwright.chromium.launch(executable_path=path, args=[*FLAGS.split(), *flags.split()])
            for flags in (PLAIN, WEBGL)
        }
        for browser in browsers.values():
            opened(browser, *found["the example"])  # a first page in a browser waits for much else
        runs: dict[str, list[Run]] = {name: [] for name in found}
        bare = []
        begun = os.getloadavg()[0]
        for _ in range(count):
            bare.append(empty(browsers[PLAIN]))
            for name, (page, act) in found.items():
                runs[name].append(opened(browsers[WEBGL if name.startswith("10,000") else PLAIN], page, act))
        load = f"load {begun:.1f} at the beginning, {os.getloadavg()[0]:.1f} at the end, on {os.cpu_count()} processors"
        print(f"the page in {path.rpartition('/')[2]} {browser.version}, medians of {count} runs; {load}")
        print(f"an empty page got {median(bare):.0f} frames a second; {LIMITS}")
        print(f"{'':24} {'size':>8} {'paint':>7} {'content':>8} {'ready':>8} {'processor':>9} {'frames/s':>9} {'ms/frame':>9}")
        for name, (page, _) in found.items():
            print(told(name, page.stat().st_size, runs[name]))
        for browser in browsers.values():
            browser.close()


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:2]))
