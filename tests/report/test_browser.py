"""The page in a real browser: it draws, asks for nothing, prints whole, and can be read by everyone."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from coach.report import Options, page
from coach.review import Review

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright isn't installed")
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian's package is `chromium`)"),
]
ARGUMENTS = [
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
WIDTHS = {"A4": 673, "Letter": 695}
"""Pixels of the paper between its margins of 16 mm."""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(scope="module")
def file(whole: Review, everything: Options, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("page") / "review.html"
    path.write_text(page(whole, everything), encoding="utf-8")
    return path


def opened(browser: Any, file: Path, **context: Any) -> tuple[Any, list[str], list[str]]:
    """The page, what the console said and what was asked for beside the file itself."""
    said: list[str] = []
    asked: list[str] = []
    shown = browser.new_context(**context).new_page()
    shown.on("console", lambda message: said.append(message.text))
    shown.on("pageerror", lambda problem: said.append(str(problem)))
    shown.on("request", lambda request: asked.append(request.url))
    shown.goto(file.as_uri(), wait_until="networkidle")
    return shown, said, [url for url in asked if url != file.as_uri()]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_draws_without_a_complaint_or_a_request(browser: Any, file: Path, scheme: str):
    shown, said, asked = opened(browser, file, color_scheme=scheme)
    assert said == [] and asked == []
    assert shown.locator("svg.chart").count() >= 6
    paper = shown.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == ("rgb(250, 247, 240)" if scheme == "light" else "rgb(29, 27, 25)")
    mark = shown.locator("svg .mark.mentor").first
    assert mark.evaluate("e => getComputedStyle(e).fill") != "rgb(0, 0, 0)"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_axe_finds_nothing_to_mend(browser: Any, file: Path, scheme: str, width: int):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python isn't installed")
    shown, _, _ = opened(browser, file, color_scheme=scheme, viewport={"width": width, "height": 900})
    found = axe.Axe().run(shown)
    assert found.response["violations"] == [], found.generate_report()


def test_landmarks_headings_and_pictures_have_names(browser: Any, file: Path):
    shown, _, _ = opened(browser, file)
    for role in ("banner", "main", "contentinfo", "navigation"):
        assert shown.get_by_role(role).count() == 1
    assert shown.locator("h1").count() == 1
    levels = shown.evaluate("[...document.querySelectorAll('h1,h2,h3,h4')].map(h => +h.tagName[1])")
    assert all(b - a <= 1 for a, b in pairwise(levels))
    for chart in shown.get_by_role("img").all():
        assert "talk by talk" in (chart.locator("title").text_content() or "")
    assert shown.locator("html").get_attribute("lang") == "en"


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_nothing_sticks_out_sideways(browser: Any, file: Path, width: int):
    shown, _, _ = opened(browser, file, viewport={"width": width, "height": 800})
    assert shown.evaluate("document.documentElement.scrollWidth") <= width


def test_no_label_of_a_chart_runs_out_of_it(browser: Any, file: Path):
    shown, _, _ = opened(browser, file)
    outside = shown.evaluate(
        """[...document.querySelectorAll('svg.chart text')].filter(t => {
            const a = t.getBoundingClientRect(), b = t.closest('svg').getBoundingClientRect();
            return a.left < b.left - 1 || a.right > b.right + 1 || a.top < b.top - 1 || a.bottom > b.bottom + 1;
        }).map(t => t.textContent)"""
    )
    assert outside == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_it_prints_whole(browser: Any, file: Path, paper: str, tmp_path: Path):
    shown, _, _ = opened(browser, file, color_scheme="dark", viewport={"width": WIDTHS[paper], "height": 900})
    shown.emulate_media(media="print", color_scheme="dark")
    assert shown.evaluate("document.documentElement.scrollWidth") <= WIDTHS[paper]
    assert shown.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert not shown.get_by_role("navigation").is_visible()
    words = shown.evaluate("[...document.querySelectorAll('h3, footer p')].map(e => e.textContent)")
    target = tmp_path / "review.pdf"
    shown.pdf(path=target, format=paper, prefer_css_page_size=False)
    assert target.read_bytes().startswith(b"%PDF")
    if shutil.which("pdftotext"):
        printed = subprocess.run(["pdftotext", str(target), "-"], capture_output=True, text=True, check=True).stdout
        flat = " ".join(printed.split())
        assert [text for text in words if " ".join(text.split()) not in flat] == []
