"""A line to write on: quiet, without a box, and clean of what could fool a terminal."""

from __future__ import annotations

from textual import events
from textual.widgets import Input

from coach.notes import clean, one_line


class Line(Input):
    """An Input of one line; what is put in or pasted is cleaned, ``hint`` is a fixed word of the app."""

    def __init__(self, value: str = "", *, hint: str = "", password: bool = False, id: str | None = None) -> None:
        super().__init__(
            one_line(value), placeholder=hint, password=password, id=id, compact=True, select_on_focus=False
        )
        self.cursor_blink = False

    def _on_paste(self, event: events.Paste) -> None:
        """Clean it; Input's own handler, which comes next, puts it in."""
        event.text = clean(event.text)
