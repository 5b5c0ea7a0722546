"""The page that shows nothing, until the hide key is pressed again."""

from __future__ import annotations

from textual.app import ComposeResult

from coach.app import words
from coach.app.keys import key
from coach.app.screens.page import Dialog
from coach.app.widgets.plain import Plain


class HideScreen(Dialog[None]):
    """Covers everything; the talk and its clock go on behind it."""

    BINDINGS = [key("app.hide", "f8,enter", "no", show=False, priority=True)]

    def compose(self) -> ComposeResult:
        yield Plain(words.HIDDEN, id="hidden")

    def on_mount(self) -> None:
        pass
