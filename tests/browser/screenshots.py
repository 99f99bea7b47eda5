"""`make screenshots`: the pictures of the README, from the real service with its samples."""

from __future__ import annotations

import tempfile
from pathlib import Path

from drafting.settings import ROOT
from tests.browser.house import chromium, serving, tab

FOLDER = ROOT / "api" / "screenshots"


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as data, serving(Path(data)) as house, chromium() as browser:
        with tab(browser, house.agent, 1280) as opened:
            opened.page.set_viewport_size({"width": 1280, "height": 800})
            opened.page.get_by_role("link", name="SAMPLE-1").click()
            opened.page.get_by_role("button", name="Copy reply").wait_for()
            opened.page.screenshot(path=FOLDER / "sidebar.png")
        with tab(browser, house.agent, 320) as opened:
            opened.page.get_by_role("link", name="SAMPLE-1").click()
            opened.page.get_by_role("button", name="Copy reply").wait_for()
            opened.page.screenshot(path=FOLDER / "sidebar-320.png")
        with tab(browser, house.reviewer, 1280) as opened:
            opened.page.set_viewport_size({"width": 1280, "height": 360})
            opened.page.screenshot(path=FOLDER / "review-queue.png")
            opened.page.set_viewport_size({"width": 1280, "height": 800})
            opened.page.get_by_role("link", name="SAMPLE-2").click()
            opened.page.get_by_text("Edit the reply").click()
            field = opened.page.get_by_label("New text")
            promise = "We guarantee that your project will be restored on 8 December.\n\nWe tell you when"
            field.fill(field.input_value().replace("We tell you when", promise))
            opened.page.get_by_role("button", name="Save and check again").click()
            opened.page.screenshot(path=FOLDER / "review.png")


if __name__ == "__main__":
    main()
