"""The measurements of speed run and print what they should; how fast anything is isn't judged here."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
sys.path.append(str(ROOT))

from bench import picture  # noqa: E402
from bench.__main__ import table  # noqa: E402
from bench.measuring import Row  # noqa: E402

WITHIN = Row("Starting", "First page", 120, "ms", 100, "an empty app", ratio_bar=1.3)
BEYOND = Row("Reading", "Lines & notes", 12, "notes/s", 10, "one process", ratio_bar=1.7, more_is_better=True)
PLAIN = Row("Memory", "Engine", 250, "MB")


def test_a_figure_is_held_against_its_bar_and_its_floor() -> None:
    assert (WITHIN.ratio, WITHIN.met) == (1.2, True)
    assert (BEYOND.ratio, BEYOND.met) == (1.2, False)
    assert (PLAIN.ratio, PLAIN.met) == (None, None)
    assert Row("Typing", "Marks", 160, "ms", bar=150).met is False


def test_the_table_names_floor_ratio_and_bar() -> None:
    lines = table([WITHIN, BEYOND, PLAIN]).splitlines()
    assert "| First page | 120 ms | 100 (an empty app) | 1.20 | ≤ 1.3x | yes |" in lines
    assert "| Engine | 250 MB |  |  |  |  |" in lines


def test_the_picture_is_an_svg_with_a_bar_for_each_limit() -> None:
    drawn = ET.fromstring(picture.svg([WITHIN, BEYOND, PLAIN]))
    assert len(drawn.findall("{*}rect")) == 1 + 2
    assert any("Lines & notes" in (text.text or "") for text in drawn.iter())


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the first page is measured in a Unix terminal")
@pytest.mark.parametrize("topic", ["starting", "history"])
def test_it_runs(topic: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bench", topic, "--quick"], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.count(" ms |") >= 2
