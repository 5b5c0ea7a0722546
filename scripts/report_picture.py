"""The sample pair, read by the real reader, to a picture of its review page: docs/pictures/report.png.

python scripts/report_picture.py        (needs Chromium and playwright)
"""

from __future__ import annotations

import asyncio
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from coach.commands.opening import fill
from coach.workspace import Workspace
from coach.workspace.sharing import everything

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    browser_path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    with tempfile.TemporaryDirectory() as place:
        with Workspace.open(Path(place) / "home") as workspace:
            asyncio.run(fill(workspace))
            pair = workspace.pairs()[0]
            review = workspace.review(pair.id, None, None)
            page_file = workspace.export(
                review, "html", everything(names=True, quotes=False), Path(place) / "review.html"
            )
        with sync_playwright() as play:
            browser = play.chromium.launch(
                executable_path=browser_path,
                args=[
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-background-networking",
                    "--no-first-run",
                    "--disable-sync",
                ],
            )
            page = browser.new_page(viewport={"width": 900, "height": 900})
            page.goto(page_file.as_uri())
            page.get_by_role("heading", name="How the talk was shared").last.evaluate("e => e.scrollIntoView()")
            page.screenshot(path=str(ROOT / "docs" / "pictures" / "report.png"))
            browser.close()


if __name__ == "__main__":
    main()
