"""A browser that opens the pages of a server, beside the one that other tests may hold."""

import shutil
from concurrent.futures import ThreadPoolExecutor

import pytest

BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def in_browser(act):
    """Run what a browser does in a thread of its own: another test may hold the one of this thread."""
    path = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if path is None:
        pytest.skip(f"no Chromium found (looked for {', '.join(BROWSERS)}); the pages were not opened in a browser")

    def run():
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            flags = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking"]
            browser = playwright.chromium.launch(executable_path=path, args=flags)
            page = browser.new_page()
            complaints, asked = [], []
            page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
            page.on("pageerror", lambda error: complaints.append(str(error)))
            page.on("request", lambda request: asked.append(request.url))
            try:
                act(page)
            finally:
                browser.close()
            return complaints, asked

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(run).result()
