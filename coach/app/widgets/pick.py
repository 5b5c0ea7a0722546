"""Ways to answer with a few keys: pick one of a few, tick a list, slide a share."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.app import drawing
from coach.app.keys import key
from coach.app.messages import Picked, Ticked
from coach.app.safe import safe
from coach.notes import one_line


class Pick(Widget, can_focus=True):
    """One of a few, in a row that wraps: ← → or a click; ``value`` is what is picked."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("pick.left", "left", "step(-1)", show=False),
        key("pick.right", "right,space", "step(1)", show=False),
    ]
    index: reactive[int] = reactive(0, layout=True)

    def __init__(
        self, options: Sequence[tuple[str, str]], value: str = "", *, name: str = "", id: str | None = None
    ) -> None:
        super().__init__(id=id, name=name)
        self.options = [(option, one_line(label)) for option, label in options]
        values = [option for option, _label in self.options]
        self.set_reactive(Pick.index, values.index(value) if value in values else 0)

    @property
    def value(self) -> str:
        return self.options[self.index][0]

    def set_options(self, options: Sequence[tuple[str, str]], value: str = "") -> None:
        self.options = [(option, one_line(label)) for option, label in options]
        values = [option for option, _label in self.options]
        self.index = values.index(value) if value in values else min(self.index, len(values) - 1)
        self.refresh(layout=True)

    def _places(self, width: int) -> list[tuple[int, int, int, int]]:
        """(line, first column, last column, index) of every option."""
        places = []
        x = y = 0
        for index, (_value, label) in enumerate(self.options):
            length = Content(label).cell_length + 2
            if x and x + length > width:
                x, y = 0, y + 1
            places.append((y, x, x + length, index))
            x += length + 3
        return places

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return self._places(width)[-1][0] + 1

    def render(self) -> Content:
        lines: list[list[Content]] = [[]]
        for line, _first, _last, index in self._places(self.size.width):
            while len(lines) <= line:
                lines.append([])
            label = self.options[index][1]
            on = index == self.index
            style = ("bold underline" if self.has_focus else "bold") if on else "$quiet"
            lines[line].append(Content.assemble(("● " if on else "○ ", "bold" if on else "$quiet"), (label, style)))
        return Content("\n").join([Content("   ").join(line) for line in lines])

    def action_step(self, by: int) -> None:
        self.pick((self.index + by) % len(self.options))

    def pick(self, index: int) -> None:
        """Pick by place and say so."""
        self.index = index
        self.post_message(Picked(self.name or "", self.value))

    def on_click(self, event: events.Click) -> None:
        for line, first, last, index in self._places(self.size.width):
            if event.y == line and first <= event.x < last:
                self.pick(index)

    def on_key(self, event: events.Key) -> None:
        """A digit picks by place."""
        if event.character and event.character.isdigit() and 1 <= int(event.character) <= len(self.options):
            event.stop()
            self.pick(int(event.character) - 1)


class Ticks(Widget, can_focus=True):
    """A checklist: ↑ ↓ to move, space or a click to tick."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("ticks.up", "up", "move(-1)", show=False),
        key("ticks.down", "down", "move(1)", show=False),
        key("ticks.tick", "space", "tick", show=False),
    ]
    cursor: reactive[int] = reactive(0)

    def __init__(
        self,
        items: Sequence[tuple[str, str | Content, bool]],
        *,
        name: str = "",
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        """``items`` are (key, label, ticked)."""
        super().__init__(id=id, name=name, classes=classes)
        self.items = [(item, safe(label), on) for item, label, on in items]

    @property
    def ticked(self) -> tuple[str, ...]:
        return tuple(item for item, _label, on in self.items if on)

    def set_items(self, items: Sequence[tuple[str, str | Content, bool]]) -> None:
        self.items = [(item, safe(label), on) for item, label, on in items]
        self.cursor = min(self.cursor, max(0, len(self.items) - 1))
        self.refresh(layout=True)

    def _rows(self, width: int) -> list[tuple[int, Content]]:
        """(index, line) for every line drawn, long labels wrapped under themselves."""
        rows = []
        for index, (_key, label, on) in enumerate(self.items):
            here = self.has_focus and index == self.cursor
            box = "☑ " if on else "☐ "
            for part, line in enumerate(label.wrap(max(8, width - 2))):
                lead = Content.assemble((box if part == 0 else "  ", "bold" if here else ""))
                rows.append((index, Content.assemble(lead, line.stylize("bold underline") if here else line)))
        return rows

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(self._rows(width))

    def render(self) -> Content:
        return Content("\n").join([line for _index, line in self._rows(self.size.width)])

    def action_move(self, by: int) -> None:
        if not 0 <= self.cursor + by < len(self.items):
            (self.screen.focus_next if by > 0 else self.screen.focus_previous)()
            return
        self.cursor += by

    def action_tick(self) -> None:
        if not self.items:
            return
        item, label, on = self.items[self.cursor]
        self.items[self.cursor] = (item, label, not on)
        self.refresh()
        self.post_message(Ticked(self.name or "", item, not on))

    def on_click(self, event: events.Click) -> None:
        rows = self._rows(self.size.width)
        if 0 <= event.y < len(rows):
            self.cursor = rows[event.y][0]
            self.action_tick()


class ShareSlider(Widget, can_focus=True):
    """How the talk was shared, as a band that ← and → move in steps of five points; ``share`` is the mentor's."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("slider.less", "left", "slide(-5)", show=False),
        key("slider.more", "right", "slide(5)", show=False),
    ]
    points: reactive[int] = reactive(50)

    def __init__(self, mentor: str, mentee: str, share: float = 0.5, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.mentor, self.mentee = mentor, mentee
        self.set_reactive(ShareSlider.points, round(share * 20) * 5)

    @property
    def share(self) -> float:
        return self.points / 100

    def _edges(self) -> tuple[int, int]:
        left = Content(self.mentor).cell_length + 1
        width = max(10, self.size.width - left - Content(self.mentee).cell_length - 1)
        return left, width

    def render(self) -> Content:
        _left, width = self._edges()
        band = drawing.band(self.share, self.share, width)
        return Content.assemble(
            (f"{self.mentor} ", "bold $mentor"), band, (f" {self.mentee}", "bold $mentee"),
            "\n", (" " * (Content(self.mentor).cell_length + 1), ""),
            (f"{self.points} : {100 - self.points}", "bold" if self.has_focus else "$quiet"),
        )  # fmt: skip

    def action_slide(self, by: int) -> None:
        self.points = max(0, min(100, self.points + by))

    def on_click(self, event: events.Click) -> None:
        left, width = self._edges()
        self.points = max(0, min(100, round((event.x - left) / width * 20) * 5))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        event.stop()
        self.action_slide(-5)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        event.stop()
        self.action_slide(5)
