"""The house as a whole: what imports load, what travels in the wheel."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HEAVY = "spacy torch transformers sentence_transformers thinc numpy scipy"


def loaded_after(statement: str) -> set[str]:
    """Heavy modules that a fresh interpreter holds after a statement."""
    code = f"{statement}\nimport sys\nprint(' '.join(m for m in '{HEAVY} textual tinydb'.split() if m in sys.modules))"
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=True)
    return set(out.stdout.split())


def test_the_app_imports_no_language_library() -> None:
    assert loaded_after("import coach.app.app, coach.app.screens.home") & set(HEAVY.split()) == set()


def test_the_workspace_imports_neither_app_nor_language_library() -> None:
    assert loaded_after("import coach.workspace, coach.engine") & {*HEAVY.split(), "textual"} == set()


@pytest.mark.parametrize("arguments", [["--help"], ["guides", "list"], ["guides", "show", "power-check"]])
def test_commands_that_need_no_reader_load_none(arguments: list[str], tmp_path: Path) -> None:
    statement = (
        "import contextlib, io\nfrom coach.cli import main\n"
        f"with contextlib.suppress(SystemExit), contextlib.redirect_stdout(io.StringIO()):\n    main({['--home', str(tmp_path), *arguments]!r})"
    )
    assert loaded_after(statement) & {*HEAVY.split(), "textual"} == set()


def test_spacy_comes_up_without_torch() -> None:
    assert (
        loaded_after("from coach.reading.quiet import spacy_without_torch\nspacy_without_torch()")
        & {"torch", "transformers"}
        == set()
    )


@pytest.mark.slow
def test_the_wheel_carries_guides_and_models_and_reads_a_note(tmp_path: Path) -> None:
    """Installed apart from the checkout, with nothing but the dependencies beside it."""
    pip = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    wheels, place = tmp_path / "wheels", tmp_path / "place"
    subprocess.run([*pip, "wheel", "--no-deps", "--wheel-dir", str(wheels), str(ROOT)], check=True)
    wheel = next(wheels.glob("coach-*.whl"))
    assert wheel.stat().st_size < 40_000_000
    subprocess.run([*pip, "install", "--no-deps", "--no-compile", "--target", str(place), str(wheel)], check=True)
    note = tmp_path / "note.txt"
    note.write_text(
        "Jo asked Priya what she wanted. Priya said she was afraid of her boss. Jo told her to wait.", encoding="utf-8"
    )
    code = (
        "import coach, sys; from coach.cli import main; from coach.guides import load_guides\n"
        f"assert coach.__file__.startswith({str(place)!r}), coach.__file__\n"
        "assert len(load_guides().templates) >= 22 and len(load_guides().prompts) >= 250\n"
        f"main(['analyze', {str(note)!r}, '--mentor', 'Jo', '--mentee', 'Priya'])"
    )
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"} | {"PYTHONPATH": str(place)}
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=tmp_path, env=environment)
    assert out.returncode == 0, out.stderr
    assert "Priya" in out.stdout and "%" in out.stdout
