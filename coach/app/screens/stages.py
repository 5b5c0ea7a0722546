"""The parts of a talk: go to one, leave one out, add one's own."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from coach.app import words
from coach.app.keys import key
from coach.app.screens.page import Dialog
from coach.app.widgets.entries import Entries
from coach.records import Pair, Session


class StagesDialog(Dialog[tuple[str, int]]):
    """Answers (``go``, ``skip`` or ``add``, index of the part)."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("stages.go", "enter", "yes", priority=True),
        key("stages.skip", "s", "answer('skip')"),
        key("stages.add", "a", "answer('add')"),
    ]
    title_text = words.SESSION_STAGES

    def __init__(self, session: Session, pair: Pair) -> None:
        super().__init__()
        self.session, self.pair = session, pair

    def body(self) -> ComposeResult:
        yield Entries()

    def on_mount(self) -> None:
        entries: list[tuple[str, str | Content]] = []
        for index, stage in enumerate(self.session.stages):
            time = words.SESSION_SKIPPED if stage.skipped else words.session_time(stage.spent_s, stage.minutes)
            entries.append((str(index), Content.assemble((words.by_name(stage.title, self.pair), "strike" if stage.skipped else ""),
                                                         (f"   {time}", "$quiet"))))  # fmt: skip
        self.query_one(Entries).show(entries, str(self.session.stage))
        self.query_one(Entries).focus()

    @on(Entries.OptionSelected)
    def action_yes(self) -> None:
        self.action_answer("go")

    def action_answer(self, what: str) -> None:
        self.dismiss((what, int(self.query_one(Entries).chosen or 0)))
