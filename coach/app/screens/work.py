"""Long work in a thread, with what it does said, how far it is where that's known, and a key to stop it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import ClassVar, Generic, TypeVar

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from coach.app import drawing, words
from coach.app.keys import key
from coach.app.screens.page import Dialog
from coach.app.widgets.plain import Plain
from coach.errors import CoachError
from coach.progress import Progress, Stopped

R = TypeVar("R")
SHOW_SECONDS_AFTER = 2.0
SHOW_EVERY = 0.05
"""Seconds between two looks of the bar; steps in between aren't shown."""


class WorkDialog(Dialog[R], Generic[R]):
    """Runs ``job(progress)`` in a thread and answers what it returns; None when stopped or when it came to trouble.

    Stopping makes ``progress`` raise Stopped at the job's next step. Where the job ``writes``, the page waits until it has
    stopped, so that what is said of it is true; it may be too late to stop, then its end is shown as usual.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        key("work.cancel", "escape", "no"),
        key("dialog.yes", "enter", "wait", show=False, priority=True),
    ]

    def __init__(self, label: str, job: Callable[[Progress], R], writes: bool = False) -> None:
        super().__init__()
        self.title_text = label
        self.job, self.writes = job, writes
        self._begun = time.monotonic()
        self._shown = 0.0
        self._stop = threading.Event()

    def body(self) -> ComposeResult:
        yield Plain("", id="how-far")

    def on_mount(self) -> None:
        self.set_interval(1, self._tick)
        self._run_job()

    def _tick(self) -> None:
        waited = time.monotonic() - self._begun
        if waited > SHOW_SECONDS_AFTER and not self._stop.is_set():
            self.say(drawing.clock(waited))

    @work(thread=True, exclusive=True)
    def _run_job(self) -> None:
        try:
            result = self.job(self._step)
        except Stopped:
            self._from_thread(self._stopped)
        except CoachError as problem:
            self._from_thread(self._trouble, problem)
        else:
            self._from_thread(self._finish, result)

    def _step(self, done: int, of: int) -> None:
        if self._stop.is_set():
            raise Stopped
        now = time.monotonic()
        if now - self._shown > SHOW_EVERY:
            self._shown = now
            self._from_thread(self._show, done, of)

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

    def _stopped(self) -> None:
        if self.is_current:
            self.dismiss(None)
            self.coach.whisper(words.STOPPED)

    def action_no(self) -> None:
        self._stop.set()
        if self.writes:
            self.say(words.STOPPING)
        else:
            self._stopped()
