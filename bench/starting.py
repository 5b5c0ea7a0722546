"""The wait for the first page and for ``--help``, beside an empty Textual app and a bare Python."""

from __future__ import annotations

import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench import samples
from bench.measuring import ROOT, Row, in_turns, median_of, run

EMPTY = """
from textual.app import App
from textual.widgets import Static
class Empty(App):
    def compose(self):
        yield Static("Priya")
Empty().run()
"""
SHOWN = b"Priya"
PATIENCE_S = 60.0


def first_paint(command: Sequence[str], home: str = "") -> float:
    """Seconds from starting the command in a terminal of its own until the name appears there."""
    import pty

    ours, theirs = pty.openpty()
    begun = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=ROOT, start_new_session=True,
        env=os.environ | {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "30", "COACH_HOME": home},
    )  # fmt: skip
    os.close(theirs)
    try:
        seen = b""
        while SHOWN not in seen:
            if not select.select([ours], [], [], PATIENCE_S)[0]:
                raise TimeoutError("nothing was painted")
            seen += os.read(ours, 65536)
        return time.perf_counter() - begun
    finally:
        process.kill()
        process.wait()
        os.close(ours)


def rows(rounds: int) -> list[Row]:
    python = sys.executable
    bare, help_ = in_turns([lambda: run("-c", "pass"), lambda: run("-m", "coach", "--help")], 3 * rounds)
    with tempfile.TemporaryDirectory() as folder:
        from coach.workspace import Workspace

        with Workspace.open(Path(folder)) as workspace:
            workspace.keep_pair(samples.pair())
        coach, empty = [python, "-m", "coach"], [python, "-c", EMPTY]
        first_paint(coach, folder), first_paint(empty)
        taken: dict[str, list[float]] = {"empty": [], "coach": []}
        for _ in range(rounds):
            taken["empty"].append(first_paint(empty))
            taken["coach"].append(first_paint(coach, folder))
            time.sleep(0.5)
    floor, value = (median_of(iter(taken[name]).__next__, rounds) for name in ("empty", "coach"))
    return [
        Row("Starting", "First page with a pair on it, in a terminal, engine started", value * 1e3, "ms",
            floor * 1e3, "an empty Textual app", ratio_bar=1.3),
        Row("Starting", "`coach --help`", help_ * 1e3, "ms", bare * 1e3, "`python -c pass`", ratio_bar=4, bar=250),
    ]  # fmt: skip
