"""Every row that the library promises is answered by something, and the page says by what."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

from coach.guides import load_guides

ROOT = Path(__file__).resolve().parent.parent.parent


def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("coverage_page", ROOT / "scripts" / "coverage.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


PAGE = script()
ROWS = [(key, row) for key, rows in PAGE.rows().items() for row in rows]


@pytest.mark.parametrize(("key", "row"), ROWS)
def test_row_is_reachable_in_a_session_a_question_or_a_prompt(key: str, row: str) -> None:
    found = PAGE.answers(load_guides())[row]
    assert found["session"] or found["question"] or found["prompt"]
    assert sum(len(items) for items in found.values()) >= 2


def test_no_guide_names_a_row_that_is_not_there() -> None:
    assert set(PAGE.answers(load_guides())) <= {row for _, row in ROWS}


def test_every_source_key_is_used_by_sessions_and_prompts() -> None:
    guides = load_guides()
    for items in (guides.templates, guides.prompts):
        assert {key for item in items.values() for key in item.source} == set(PAGE.rows())


def test_the_page_is_up_to_date() -> None:
    assert PAGE.PAGE.read_text(encoding="utf-8") == PAGE.page(load_guides())
