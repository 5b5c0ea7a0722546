"""The page that asks for the passphrase: at the start, or after nobody was there for a while."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.widgets import Input

from coach.app import words
from coach.app.keys import key
from coach.app.screens.page import Dialog
from coach.app.widgets.line import Line
from coach.app.widgets.plain import KeyLine, Plain
from coach.errors import CoachError

if TYPE_CHECKING:
    from coach.app.ports import Workspace


class LockScreen(Dialog[None]):
    """Covers everything until the right passphrase is typed; escape leads nowhere."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("lock.open", "enter", "yes", priority=True),
        key("dialog.no", "escape", "wait", show=False),
    ]

    def __init__(self, first: bool = False) -> None:
        super().__init__()
        self.first = first

    def compose(self) -> ComposeResult:
        with Vertical(id="locked"):
            yield Plain(words.LOCKED_TITLE, classes="title")
            yield Plain(words.LOCKED_ASK if self.first else f"{words.LOCKED} {words.LOCKED_ASK}")
            yield Line(password=True)
            yield Plain("", id="dialog-note")
            yield KeyLine()

    def action_wait(self) -> None:
        """Nothing: the page stays."""

    def action_yes(self) -> None:
        self.say(words.LOCKED_CHECKING)
        self._try(self.query_one(Input).value)

    @work(thread=True, exclusive=True)
    def _try(self, passphrase: str) -> None:
        try:
            if self.first and self.coach.unlock is not None:
                workspace = self.coach.unlock(passphrase)
                self.app.call_from_thread(self._entered, workspace)
            elif self.workspace.check_passphrase(passphrase):
                self.app.call_from_thread(self.dismiss)
            else:
                self.app.call_from_thread(self._wrong, words.LOCKED_WRONG)
        except CoachError as problem:
            self.app.call_from_thread(self._wrong, str(problem))

    def _entered(self, workspace: Workspace) -> None:
        self.dismiss()
        self.coach.enter(workspace)

    def _wrong(self, text: str) -> None:
        self.query_one(Input).clear()
        self.say(text)
