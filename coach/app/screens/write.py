"""Writing after the talk: one note area with marks, who wrote it, who sees it; what was said in which part."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from coach.app import words
from coach.app.keys import key
from coach.app.screens.notebook import NotebookPage
from coach.app.widgets.note_area import NoteArea
from coach.app.widgets.plain import KeyLine, Masthead, Plain
from coach.records import Pair, Session, Side

AFTER = "after"
"""Id, in the list of parts, of what is written after the talk."""


class WriteScreen(NotebookPage):
    """``then_mirror``: opened before a mirror was made, so ending it leads there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("write.done", "f10", "done", priority=True),
        key("write.author", "f4", "author", priority=True),
        key("write.mentor", "f2", "tag('mentor')", priority=True),
        key("write.mentee", "f3", "tag('mentee')", priority=True),
        key("write.eyes", "f5", "eyes", priority=True),
        key("write.stage", "f6", "stage", priority=True),
        key("write.marks", "f7", "marks", priority=True),
        key("page.back", "escape", "back", priority=True),
    ]

    def __init__(self, pair: Pair, session: Session, then_mirror: bool = True) -> None:
        super().__init__(pair, replace(session, state="done"))
        self.pair: Pair = pair
        self.then_mirror = then_mirror
        self._stage = ""

    @property
    def stage_id(self) -> str:
        return self._stage

    def heading(self) -> str | Content:
        stage = next((stage.title for stage in self.record.stages if stage.id == self._stage), words.WRITE_TITLE)
        return f"{words.pair_names(self.pair)} · {words.day(self.record.day)} · {words.by_name(stage, self.pair)}"

    def compose(self) -> ComposeResult:
        yield Masthead(self.heading())
        with Vertical(id="talk"):
            yield Plain(words.WRITE_HINT, classes="quiet")
            yield NoteArea(id="note")
            yield Plain("", id="state")
        yield KeyLine()

    def on_mount(self) -> None:
        self.open_notebook()

    def say_state(self, saved: str) -> None:
        legend = words.with_names(words.WRITE_LEGEND, self.pair) if self.area.marking else ""
        line = " · ".join(part for part in (self.state_words(), legend, saved) if part)
        self.query_one("#state", Plain).say(line)

    def action_tag(self, side: Side) -> None:
        self.tag(side)

    def action_stage(self) -> None:
        from coach.app.screens.dialogs import ListDialog

        entries = [
            (AFTER, words.WRITE_TITLE),
            *((stage.id, words.by_name(stage.title, self.pair)) for stage in self.record.stages),
        ]

        def picked(stage: str | None) -> None:
            if stage is not None:
                self.save()
                self._stage = "" if stage == AFTER else stage
                self.eyes = "both"
                self.say_heading()
                self.show_note()

        self.app.push_screen(ListDialog(words.SESSION_STAGES, entries, self._stage or AFTER), picked)

    async def action_back(self) -> None:
        self.keep()
        if self.then_mirror and self.nothing_in_it() and not self.workspace.read_only:
            self.leave_nothing()
        self.dismiss()

    def action_done(self) -> None:
        self.keep()
        if self.then_mirror:
            self.coach.instead("guess", self.pair, self.record)
        else:
            self.dismiss()
