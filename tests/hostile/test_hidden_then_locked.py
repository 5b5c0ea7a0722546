"""A hidden screen that nobody touches: the passphrase is asked for where there is one."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "app"))

from fake import FakeWorkspace

from coach.app.app import CoachApp


@pytest.mark.parametrize(("has_passphrase", "shown"), [(True, "LockScreen"), (False, "HideScreen")])
async def test_hiding_doesnt_keep_the_lock_from_coming(has_passphrase: bool, shown: str) -> None:
    workspace = FakeWorkspace()
    workspace.settings["idle_minutes"], workspace.has_passphrase = 5, has_passphrase
    app = CoachApp(workspace)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f8")
        await pilot.pause()
        before = len(app.screen_stack)
        app._touched -= 400
        app._lock_when_idle()
        await pilot.pause()
        assert type(app.screen).__name__ == shown
        assert len(app.screen_stack) == before + has_passphrase
