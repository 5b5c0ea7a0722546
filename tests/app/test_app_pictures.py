"""One picture of every page at two sizes, in light and in dark; the state is asserted first."""

from __future__ import annotations

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from fake import FakeWorkspace, past_session
from journey import on_screen, page, until
from msgspec.structs import replace
from textual.pilot import Pilot

from coach.app.app import CoachApp


def unread() -> FakeWorkspace:
    return FakeWorkspace(sessions=[replace(past_session(1, "2026-11-17"), mirror=None)])


PAGES: dict[str, tuple[Callable[[], FakeWorkspace], list[str], str, str]] = {
    "welcome": (lambda: FakeWorkspace(pairs=()), [], "HomeScreen", "Welcome."),
    "home": (FakeWorkspace, [], "HomeScreen", "Jo and Priya"),
    "wizard": (lambda: FakeWorkspace(pairs=()), ["n"], "WizardScreen", "Who came to learn"),
    "prepare": (FakeWorkspace, ["p"], "PrepareScreen", "Last time"),
    "session": (FakeWorkspace, ["s", "enter", "f4"], "SessionScreen", "Arriving · 1 of 3"),
    "guess": (unread, ["enter"], "GuessScreen", "how was the talk shared?"),
    "mirror": (FakeWorkspace, ["m"], "MirrorScreen", "One thing to try"),
    "notes": (FakeWorkspace, ["m", "n", "right"], "MirrorScreen", "he moves"),
    "write": (FakeWorkspace, ["w", "enter"], "WriteScreen", "Who said what"),
    "review": (FakeWorkspace, ["r"], "ReviewScreen", "Seven talks since May"),
    "questions": (FakeWorkspace, ["r", "enter"], "QuestionsScreen", "least comfortable"),
    "library": (FakeWorkspace, ["l"], "LibraryScreen", "Regular check-in"),
    "settings": (FakeWorkspace, ["o"], "SettingsScreen", "Colours"),
    "help": (FakeWorkspace, ["f1"], "HelpScreen", "Keys on this page"),
    "correct": (FakeWorkspace, ["m", "c"], "CorrectDialog", "Who said it?"),
    "export": (FakeWorkspace, ["r", "e"], "ExportDialog", "Only what both of you tick"),
}


@pytest.mark.parametrize("theme", ["paper", "evening"])
@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
@pytest.mark.parametrize("name", PAGES)
def test_the_page_looks_as_it_did(
    name: str, size: tuple[int, int], theme: str, snap_compare: Callable[..., bool], monkeypatch: pytest.MonkeyPatch
) -> None:
    make, keys, kind, holds = PAGES[name]
    workspace = make()
    workspace.settings["theme"] = theme
    monkeypatch.setattr("coach.app.talk.time", SimpleNamespace(monotonic=lambda: 0.0))
    app = CoachApp(workspace)

    async def steps(pilot: Pilot[Any]) -> None:
        for press in keys:
            await pilot.press(press)
            await pilot.pause(0.05)
        await until(pilot, lambda: page(app) == kind and holds in on_screen(app))
        await pilot.pause(0.1)

    assert snap_compare(app, terminal_size=size, run_before=steps)
