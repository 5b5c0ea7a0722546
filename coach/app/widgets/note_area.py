"""The area where people write: wraps, undoes, tags speakers by one key, and shows what the reader made of the words."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from rich.style import Style
from rich.text import Text
from textual import events, on
from textual.timer import Timer
from textual.widgets import TextArea

from coach.app.marking import Mark, moved
from coach.app.messages import MarksWanted, NoteChanged
from coach.notes import clean

PAUSE_S = 0.06
"""How long the keys rest before marks are asked for, in seconds; the reading has to fit in the rest of 150 ms."""


class NoteArea(TextArea):
    """A TextArea that knows speakers' tags and draws marks under the words without moving anything."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(clean(text), id=id, classes=classes, soft_wrap=True, tab_behavior="focus", theme="css")
        self.cursor_blink = False
        self.marking = False
        self._marks: tuple[Mark, ...] = ()
        self._marked_text = text
        self._starts: list[int] | None = None
        self._pause: Timer | None = None

    # What is written.

    @on(TextArea.Changed)
    def _text_changed(self, event: TextArea.Changed) -> None:
        event.stop()
        text = self.text
        if text == self._marked_text:
            return
        self._marks = moved(self._marks, self._marked_text, text)
        self._marked_text, self._starts = text, None
        self.post_message(NoteChanged(text))
        self.ask_for_marks()

    def _on_paste(self, event: events.Paste) -> None:  # type: ignore[override]
        """Clean it; TextArea's own handler, which comes next, puts it in."""
        event.text = clean(event.text)

    def show_text(self, text: str) -> None:
        """Another note in the same area: its own undo history, the cursor at its end."""
        text = clean(text)
        self._marks, self._marked_text, self._starts = (), text, None
        self.load_text(text)
        self.move_cursor(self.document.end)
        self.ask_for_marks()

    def tag(self, name: str, tags: Sequence[str]) -> None:
        """Begin a line with ``Name: ``; a line that holds only a tag gets this one instead; other lines stay alone."""
        row, _column = self.cursor_location
        line = str(self.document.get_line(row))
        if line.strip() and line.strip() not in {f"{tag}:" for tag in tags}:
            return
        self.replace(f"{name}: ", (row, 0), (row, len(line)), maintain_selection_offset=False)
        self.move_cursor((row, len(name) + 2))

    # Marks.

    def ask_for_marks(self) -> None:
        """Ask for marks once the keys have rested."""
        if self._pause is not None:
            self._pause.stop()
            self._pause = None
        if self.marking and self.text.strip():
            self._pause = self.set_timer(PAUSE_S, self._rested)

    def _rested(self) -> None:
        self.post_message(MarksWanted(self.text))

    def show_marks(self, text: str, marks: Sequence[Mark]) -> None:
        """Draw marks made for ``text``; older words' marks are moved to where the words stand now."""
        self._marks = moved(tuple(marks), text, self.text)
        self._redraw()

    def _redraw(self) -> None:
        self._line_cache.clear()
        self.refresh()

    def get_line(self, line_index: int) -> Text:
        line = super().get_line(line_index)
        if not self._marks:
            return line
        if self._starts is None:
            lengths = (len(other) + 1 for other in self.document.lines)
            self._starts = list(accumulate(lengths, initial=0))
        start = self._starts[line_index]
        end = start + len(line.plain)
        for mark in self._marks:
            if mark.start < end and mark.end > start:
                line.stylize(self._style(mark), max(0, mark.start - start), min(end, mark.end) - start)
        return line

    def _style(self, mark: Mark) -> Style:
        colour = self.app.theme_variables.get(mark.side) if mark.side in ("mentor", "mentee") else None
        return Style(color=colour, underline=True, italic=mark.side == "mentee")
