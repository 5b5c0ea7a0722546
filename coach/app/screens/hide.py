"""The page that shows nothing, until the hide key is pressed again."""

from __future__ import annotations

from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType

from coach.app import words
from coach.app.keys import key
from coach.app.screens.page import Dialog
from coach.app.widgets.plain import Plain


class HideScreen(Dialog[None]):
    """Covers everything; the talk and its clock go on behind it."""

    BINDINGS: ClassVar[list[BindingType]] = [key("app.hide", "f8,enter", "no", show=False, priority=True)]

    def compose(self) -> ComposeResult:
        yield Plain(words.HIDDEN, id="hidden")
