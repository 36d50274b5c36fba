"""What the page looks like, compared loosely with what somebody looked at and liked: the brightness of coarse tiles.

Fonts and rounding differ between machines, so a tile may differ by a tenth and a few tiles by more. A picture that was
meant to change is kept anew, once somebody has looked at it, with `KG_SCREENS=keep pytest tests/view/test_screens.py`.
"""

import base64
import json
import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser
LIKED = Path(__file__).with_name("screens.json")
ACROSS, DOWN = 24, 15
NEAR, ODD = 20, 0.05  # of 255; share of tiles that may differ by more
TILES = """async ([address, across, down]) => {
  const image = new Image();
  image.src = address;
  await image.decode();
  const canvas = Object.assign(document.createElement('canvas'), { width: across, height: down });
  const context = canvas.getContext('2d', { willReadFrequently: true });
  context.imageSmoothingQuality = 'high';
  context.drawImage(image, 0, 0, across, down);
  const { data } = context.getImageData(0, 0, across, down);
  return Array.from({ length: across * down }, (_, at) => Math.round((data[4 * at] + data[4 * at + 1] + data[4 * at + 2]) / 3));
}"""
SCREENS = {
    "wide": ({}, ""),
    "dark": ({"color_scheme": "dark"}, ""),
    "phone": ({"width": 390, "height": 844}, ""),
    "statement": ({}, "() => parley.choose(parley.model.statements[4])"),
    "map": ({}, "() => parley.set({ view: 'map' })"),
    "matrix": ({}, "() => parley.set({ view: 'matrix', columns: 'about' })"),
    "table": ({}, "() => parley.set({ view: 'table' })"),
    "review": ({}, "() => parley.set({ view: 'review' })"),
}


def tiles(page: Page, act: str) -> list[int]:
    """Return the mean brightness of the tiles of what is seen, row by row."""
    if act:
        page.evaluate(act)
    page.wait_for_timeout(600)
    address = "data:image/png;base64," + base64.b64encode(page.screenshot()).decode()
    blank = page.context.new_page()
    return blank.evaluate(TILES, [address, ACROSS, DOWN])


@pytest.mark.parametrize("name", SCREENS)
def test_screen_looks_as_somebody_liked_it(show, page_with_doubts, name):
    options, act = SCREENS[name]
    found = tiles(show(page_with_doubts, reduced_motion="reduce", **options).page, act)
    if os.environ.get("KG_SCREENS") == "keep":
        kept = json.loads(LIKED.read_text("utf-8")) if LIKED.exists() else {}
        LIKED.write_text(json.dumps(kept | {name: found}, separators=(",", ":")) + "\n", encoding="utf-8")
    liked = json.loads(LIKED.read_text("utf-8"))[name]
    odd = [at for at, (here, there) in enumerate(zip(found, liked, strict=True)) if abs(here - there) > NEAR]
    assert len(odd) <= ODD * len(liked), f"{len(odd)} tiles differ: {odd}"


@pytest.mark.parametrize("name", sorted(SCREENS.keys() - {"wide"}))
def test_comparison_would_notice_another_screen(name):
    liked = json.loads(LIKED.read_text("utf-8"))
    odd = sum(abs(here - there) > NEAR for here, there in zip(liked[name], liked["wide"], strict=True))
    assert odd > ODD * len(liked["wide"])
