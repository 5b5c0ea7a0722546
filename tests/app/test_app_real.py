"""The whole journey once, on the real workspace and reader: pair, talk, guesses, mirror, next time, review."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from journey import on_screen, page, until, write

from coach.app import words
from coach.app.app import CoachApp
from coach.app.screens.mirror import MirrorScreen
from coach.engine import Engine
from coach.workspace import Workspace

PATIENCE_S = 240.0
"""The reader loads once; on a busy machine that takes a while."""


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    engine = Engine()
    engine.start()
    with Workspace.open(tmp_path, engine=engine) as opened:
        yield opened
    engine.stop()


@pytest.mark.slow
async def test_from_two_names_to_a_look_back(workspace: Workspace) -> None:
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await write(pilot, "Jo")
        await pilot.press("tab", "tab", "tab", "left", "tab")
        await write(pilot, "Priya")
        await pilot.press("enter", "enter", "enter", "space", "enter", "enter")
        await until(pilot, lambda: page(app) == "PrepareScreen" and words.PREPARE_OPENINGS in on_screen(app))
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "SessionScreen" and app.screen.is_mounted)
        await write(pilot, "Priya told Jo she is tired of the late nights. Jo asked what would help.\n")
        await write(pilot, "Jo said she should talk to her boss. Jo suggested a shorter week.\n")
        await pilot.press("f10", "enter")
        await until(pilot, lambda: page(app) == "GuessScreen" and app.screen.is_mounted)
        await pilot.press("left", "enter", "enter", "right", "enter")
        await until(pilot, lambda: page(app) == "MirrorScreen")
        screen = cast(MirrorScreen, app.screen)
        await until(pilot, lambda: screen.advice is not None, PATIENCE_S)
        (pair,) = workspace.pairs()
        (session,) = workspace.sessions(pair.id)
        assert session.mirror is not None
        assert {act.act for act in session.mirror.acts} >= {"ask", "advise"}
        assert screen.walk.act is not None
        await pilot.press("1", "enter")
        await until(pilot, lambda: page(app) == "HomeScreen")
        kept = [choice for choice in workspace.sessions(pair.id)[0].choices if choice.state == "kept"]
        assert len(kept) == 1
        await pilot.press("enter")
        await until(pilot, lambda: page(app) == "PrepareScreen" and words.PREPARE_TRY in on_screen(app))
        await pilot.press("escape", "r")
        await until(pilot, lambda: page(app) == "ReviewScreen" and "one talk" in on_screen(app), 20)
        await pilot.press("escape")
