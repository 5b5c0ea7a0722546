"""A passphrase or a code: the old one where there is one, the new one twice."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.widgets import Input

from coach.app import words
from coach.app.screens.page import Dialog
from coach.app.widgets.line import Line
from coach.app.widgets.plain import Plain


class SecretDialog(Dialog[tuple[str, str]]):
    """Answers (old, new); ``ask_old`` empty: there is none yet, and the old one is answered empty."""

    def __init__(self, title: str, ask_old: str, ask_new: str, ask_again: str) -> None:
        super().__init__()
        self.title_text = title
        self.asks = {"old": ask_old, "new": ask_new, "again": ask_again}

    def body(self) -> ComposeResult:
        for name, ask in self.asks.items():
            if ask:
                yield Plain(ask, classes="after")
                yield Line(password=True, id=name)

    def _typed(self, name: str) -> str:
        return self.query_one(f"#{name}", Input).value if self.asks[name] else ""

    def action_yes(self) -> None:
        if self._typed("new") != self._typed("again"):
            self.say(words.PASS_DIFFERENT)
        else:
            self.dismiss((self._typed("old"), self._typed("new")))
