"""Long work in a thread, with what it does said, how far it is where that's known, and a key to stop waiting."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from coach.app import drawing, words
from coach.app.keys import key
from coach.app.ports import Progress
from coach.app.screens.page import Dialog
from coach.app.widgets.plain import Plain
from coach.errors import CoachError

R = TypeVar("R")
SHOW_SECONDS_AFTER = 2.0


class WorkDialog(Dialog[R], Generic[R]):
    """Runs ``job(progress)`` in a thread and answers what it returns; None when stopped or when it came to trouble.

    Stopping leaves the thread to end by itself; what it still returns is dropped.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("work.cancel", "escape", "no"),
        key("dialog.yes", "enter", "wait", show=False, priority=True),
    ]

    def __init__(self, label: str, job: Callable[[Progress], R]) -> None:
        super().__init__()
        self.title_text = label
        self.job = job
        self._begun = time.monotonic()

    def body(self) -> ComposeResult:
        yield Plain("", id="how-far")

    def on_mount(self) -> None:
        self.set_interval(1, self._tick)
        self._run_job()

    def _tick(self) -> None:
        waited = time.monotonic() - self._begun
        if waited > SHOW_SECONDS_AFTER:
            self.say(drawing.clock(waited))

    @work(thread=True, exclusive=True)
    def _run_job(self) -> None:
        try:
            result = self.job(lambda done, of: self._from_thread(self._show, done, of))
        except CoachError as problem:
            self._from_thread(self._trouble, problem)
        else:
            self._from_thread(self._finish, result)

    def _from_thread(self, call: Callable[..., object], *args: object) -> None:
        """Call on the app's loop, unless the page is gone by now."""
        if self.is_running:
            self.app.call_from_thread(call, *args)

    def _finish(self, result: R) -> None:
        if self.is_current:
            self.dismiss(result)

    def _trouble(self, problem: CoachError) -> None:
        if self.is_current:
            self.dismiss(None)
            self.coach.tell(problem)

    def _show(self, done: int, of: int) -> None:
        bar = drawing.time_bar(done / max(1, of), 40)
        self.query_one("#how-far", Plain).say(Content.assemble(bar, (f"  {done} / {of}", "$quiet")))

    def action_wait(self) -> None:
        """Nothing: the work goes on."""

    def action_no(self) -> None:
        self.dismiss(None)
        self.coach.whisper(words.STOPPED)
