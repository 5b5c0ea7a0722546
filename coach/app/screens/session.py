"""A talk while it happens: the part they are in, ideas folded away, the note, the clock; nothing that distracts."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content

from coach.app import drawing, talk, words
from coach.app.keys import key
from coach.app.messages import SpeakerPressed
from coach.app.screens.notebook import NotebookPage
from coach.app.widgets.note_area import NoteArea
from coach.app.widgets.plain import KeyLine, Masthead, Plain
from coach.app.widgets.talk_lines import StageLine, TalkLine
from coach.guides import Stage
from coach.records import Action, Pair, Session, Side

KEEP_EVERY_S = 15
LOOKED_S = 120
"""Seconds up to which a talk without a word counts as one that was only looked at."""
NUDGE_S = 600
"""Seconds before the planned end at which the nudge appears."""


class SessionScreen(NotebookPage):
    marks_setting = "marks_talk"
    marks_usual = False
    write_hint = words.SESSION_WRITE
    BINDINGS: ClassVar[list[BindingType]] = [
        key("session.mentor", "f2", "speaker('mentor')", priority=True),
        key("session.mentee", "f3", "speaker('mentee')", priority=True),
        key("session.next", "tab", "move(1)", priority=True),
        key("session.previous", "shift+tab", "move(-1)", priority=True, show=False),
        key("session.prompts", "f4", "prompts", priority=True),
        key("session.eyes", "f5", "eyes", priority=True),
        key("session.stages", "f6", "stages", priority=True),
        key("session.promise", "f7", "promise", priority=True),
        key("app.hide", "f8", "app.hide", priority=True),
        key("session.pause", "f9,escape", "pause", priority=True),
        key("session.done", "f10", "done", priority=True),
        key("session.author", "ctrl+t", "author", priority=True, show=False),
        key("session.marks", "ctrl+r", "marks", priority=True, show=False),
    ]

    def __init__(self, pair: Pair, session: Session) -> None:
        running = replace(session, state="running")
        super().__init__(pair, running)
        self.pair: Pair = pair
        self.talk = talk.Talk(running)
        self._prompts = False
        self._ticks = 0

    @property
    def record(self) -> Session:
        return self.talk.session

    @record.setter
    def record(self, session: Session) -> None:
        self.talk.session = session

    @property
    def stage_id(self) -> str:
        stages = self.record.stages
        return stages[self.record.stage].id if stages else ""

    def heading(self) -> str | Content:
        template = self.workspace.guides.templates.get(self.record.template)
        return words.session_title(self.pair, template.title if template else words.SESSION_OWN_STAGE, self.record)

    def compose(self) -> ComposeResult:
        yield Masthead(self.heading())
        with Vertical(id="talk"):
            yield StageLine(self.talk, self.pair)
            yield Plain("", id="do")
            yield Plain("", id="prompts")
            yield NoteArea(id="note")
            yield Plain("", id="nudge")
            yield TalkLine(self.talk, self.pair)
        yield KeyLine()

    def on_mount(self) -> None:
        self.open_notebook()
        self._show_stage()
        self.keep()
        self.set_interval(1, self._tick)

    # What is shown.

    def _guide(self) -> Stage | None:
        template = self.workspace.guides.templates.get(self.record.template)
        stages = template.stages if template else ()
        return next((stage for stage in stages if stage.id == self.stage_id), None)

    def _show_stage(self) -> None:
        guide = self._guide()
        self.query_one("#do", Plain).say(words.by_name(guide.do, self.pair) if guide else "")
        self.query_one("#prompts", Plain).say(self._prompt_lines(guide) if self._prompts else "")
        self._say_time()

    def _prompt_lines(self, guide: Stage | None) -> Content:
        lines = []
        for side, texts in (("mentor", guide.mentor_prompts), ("mentee", guide.mentee_prompts)) if guide else ():
            for text in texts:
                who = f"{drawing.stroke(side)} {words.name(self.pair, side)}"
                lines.append(
                    Content.assemble((who, f"bold {drawing.ink(side)}"), f"  {words.by_name(text, self.pair)}")
                )
        lines += [Content.assemble(("↺ ", "$quiet"), self._carried(choice.prompt)) for choice in self.record.carried]
        return Content("\n").join(lines)

    def _carried(self, prompt_id: str) -> str:
        prompt = self.workspace.guides.prompts.get(prompt_id)
        return prompt.text if prompt else ""

    def _say_time(self) -> None:
        left = self.record.minutes * 60 - self.talk.spent
        nudge = words.SESSION_NUDGE if left <= NUDGE_S else ""
        self.query_one("#nudge", Plain).say(words.SESSION_OVER if left <= 0 else nudge)
        self.query_one(StageLine).refresh()
        self.query_one(TalkLine).refresh()

    def say_state(self, saved: str) -> None:
        self.query_one(TalkLine).say(aside=self.state_words(), saved=saved)

    def _tick(self) -> None:
        if self.talk.paused:
            return
        self._ticks += 1
        self._say_time()
        if self._ticks % KEEP_EVERY_S == 0:
            self.talk.book()
            self.keep()
            self._show_stage()

    # Keys.

    @on(SpeakerPressed)
    def _pressed(self, event: SpeakerPressed) -> None:
        self.action_speaker(event.side)

    def action_speaker(self, side: Side) -> None:
        self.talk.speak(side)
        self.tag(side)
        self._say_time()
        self.keep()

    def action_move(self, by: int) -> None:
        self._change(lambda session: talk.beside(session, by))

    def _change(self, change: talk.Change) -> None:
        """Another part: keep this one's note, then show the other's."""
        self.save()
        self.talk.move(change)
        self.eyes = "both"
        self.show_note()
        self._show_stage()
        self.keep()

    def action_prompts(self) -> None:
        self._prompts = not self._prompts
        self._show_stage()

    def action_stages(self) -> None:
        from coach.app.screens.stages import StagesDialog

        self.talk.book()
        self.app.push_screen(StagesDialog(self.record, self.pair), self._stage_answer)

    def _stage_answer(self, answer: tuple[str, int] | None) -> None:
        if answer is None:
            return
        what, index = answer
        if what == "go":
            self._change(lambda session: talk.goto(session, index))
        elif what == "skip":
            self._change(lambda session: talk.skipped(session, index))
        else:
            self._add_stage(index)

    def _add_stage(self, after: int) -> None:
        from coach.app.screens.dialogs import StageDialog

        def named(answer: tuple[str, int] | None) -> None:
            if answer is not None:
                self._change(lambda session: talk.with_stage(session, after, *answer))

        self.app.push_screen(StageDialog(), named)

    def action_promise(self) -> None:
        from coach.app.screens.dialogs import PromiseDialog

        def promised(action: Action | None) -> None:
            if action is not None:
                self.record = replace(self.record, actions=(*self.record.actions, action))
                self.keep()
                self.coach.whisper(words.promise(action, self.pair))

        self.app.push_screen(PromiseDialog(self.pair), promised)

    def action_pause(self) -> None:
        from coach.app.screens.dialogs import PauseDialog

        speaker = self.talk.speaker
        self.talk.pause()
        self.keep()

        def answered(answer: str | None) -> None:
            if answer == "leave":
                self.record = replace(self.record, state="paused")
                if self.talk.spent < LOOKED_S and self.nothing_in_it() and not self.workspace.read_only:
                    self.leave_nothing()
                else:
                    self.keep()
                self.dismiss()
                return
            self.talk.go_on()
            if speaker:
                self.talk.speak(speaker)

        self.app.push_screen(PauseDialog(), answered)

    def action_done(self) -> None:
        from coach.app.screens.dialogs import ConfirmDialog

        def answered(yes: bool | None) -> None:
            if yes:
                self.talk.stand()
                self.record = replace(self.record, state="done")
                self.keep()
                self.coach.instead("guess", self.pair, self.record)

        self.app.push_screen(ConfirmDialog(words.SESSION_DONE_TITLE, words.SESSION_DONE_TEXT), answered)
