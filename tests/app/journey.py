"""Small steps for tests of the app: type a text, wait until something holds, name the page."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from textual.pilot import Pilot

from coach.app.app import CoachApp

KEYS = {
    " ": "space",
    ".": "full_stop",
    ",": "comma",
    "'": "apostrophe",
    "?": "question_mark",
    ":": "colon",
    "/": "slash",
}


async def write(pilot: Pilot[Any], text: str) -> None:
    """Press the keys of a text; a line end is enter."""
    for character in text:
        await pilot.press("enter" if character == "\n" else KEYS.get(character, character))


async def until(pilot: Pilot[Any], holds: Callable[[], Any], seconds: float = 3.0) -> None:
    """Wait until ``holds()`` is true; an AssertionError after ``seconds``."""
    for _ in range(int(seconds / 0.02)):
        if holds():
            return
        await pilot.pause()
        await asyncio.sleep(0.02)
    raise AssertionError("it didn't come to hold")


def page(app: CoachApp) -> str:
    return type(app.screen).__name__


def text_of(app: CoachApp, selector: str) -> str:
    """The plain text of what a widget shows."""
    shown: Any = app.screen.query_one(selector)
    content = shown.render() if not hasattr(shown, "content") else shown.content
    return content.plain if hasattr(content, "plain") else str(content)


def on_screen(app: CoachApp) -> str:
    """Everything that the terminal shows now, as lines."""
    return "\n".join("".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips())
