"""One's own guide as text: change it, have it checked, keep it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import TextArea

from coach.app import words
from coach.app.keys import key
from coach.app.screens.page import Dialog
from coach.app.widgets.plain import KeyLine, Plain
from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.app.ports import GuideKind


class EditDialog(Dialog[bool], inherit_bindings=False):
    """Answers True once the text was kept."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("edit.keep", "f10", "yes", priority=True),
        key("dialog.no", "escape", "no", priority=True),
    ]

    def __init__(self, kind: GuideKind, guide: str) -> None:
        super().__init__()
        self.kind, self.guide = kind, guide

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog", classes="tall"):
            yield Plain(f"{words.LIBRARY_EDIT_TITLE}: {self.guide}", classes="title")
            text = self.workspace.guide_text(self.kind, self.guide)
            yield TextArea(text, theme="css", compact=True, tab_behavior="indent")
            yield Plain("", id="dialog-note")
            yield KeyLine()

    def on_mount(self) -> None:
        self.query_one(TextArea).cursor_blink = False
        self.query_one(TextArea).focus()

    def action_yes(self) -> None:
        try:
            problems = self.workspace.keep_guide(self.kind, self.guide, self.query_one(TextArea).text)
        except CoachError as problem:
            problems = [str(problem)]
        if problems:
            self.say("\n".join(problems))
        else:
            self.dismiss(True)

    def action_no(self) -> None:
        self.dismiss(False)
