"""Text that is only text, the line at the head of a screen, and the line of keys at its foot."""

from __future__ import annotations

from typing import Any

from textual import events
from textual.binding import Binding
from textual.content import Content
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from coach.app import words
from coach.app.safe import safe


class Plain(Static):
    """A Static that never reads its text as markup; empty, it takes no room."""

    def __init__(self, text: str | Content = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(safe(text), id=id, classes=classes, markup=False)
        self.display = bool(len(text))

    def say(self, text: str | Content) -> None:
        """Show this, and take no room when there is nothing to show."""
        self.update(safe(text))
        self.display = bool(len(text))


class Masthead(Widget):
    """Whose page this is on the left, the way to help on the right, a thin line below."""

    def __init__(self, text: str | Content) -> None:
        super().__init__(id="masthead")
        self.text = safe(text)

    def say(self, text: str | Content) -> None:
        self.text = safe(text)
        self.refresh()

    def render(self) -> Content:
        width = self.size.width
        aid = words.MASTHEAD_HELP
        room = max(1, width - len(aid) - 2)
        text = self.text.truncate(room, ellipsis=True)
        gap = " " * max(1, width - text.cell_length - len(aid))
        return Content.assemble(text, gap, (aid, "$quiet"))

    async def on_click(self, event: events.Click) -> None:
        if event.x >= self.size.width - len(words.MASTHEAD_HELP) - 1:
            await self.run_action("app.help")


def bindings_of(screen: type[Screen[Any]]) -> list[Binding]:
    """The bindings that a page itself names, in its own order; those of the classes above it follow."""
    return [
        binding for kind in screen.__mro__ for binding in vars(kind).get("BINDINGS", ()) if isinstance(binding, Binding)
    ]


class KeyLine(Widget):
    """The keys of this screen, made from its bindings, in two lines at most; each can be clicked."""

    def on_mount(self) -> None:
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _screen: Screen[Any]) -> None:
        self.refresh(layout=True)

    def _entries(self) -> list[tuple[Binding, str, str]]:
        """(binding, key as shown, label) for every shown binding of the screen itself, one for each action."""
        order = {binding.id: place for place, binding in enumerate(bindings_of(type(self.screen)))}
        active = [entry for entry in self.screen.active_bindings.values() if entry.node is self.screen]
        seen: set[str] = set()
        entries = []
        for _node, binding, enabled, _tooltip in sorted(
            active, key=lambda each: order.get(each.binding.id, len(order))
        ):
            if not binding.show or not enabled or binding.action in seen:
                continue
            say = getattr(self.screen, "key_label", None)
            label = say(binding) if say else binding.description
            if label:
                seen.add(binding.action)
                entries.append((binding, self.app.get_key_display(binding), label))
        return entries

    def _lines(self, width: int) -> list[list[tuple[Binding, str, str]]]:
        lines: list[list[tuple[Binding, str, str]]] = [[]]
        used = 0
        for entry in self._entries():
            length = len(entry[1]) + 1 + Content(entry[2]).cell_length
            if lines[-1] and used + length > width:
                if len(lines) == 2:
                    break
                lines.append([])
                used = 0
            lines[-1].append(entry)
            used += length + 3
        return lines

    def get_content_height(self, container: Any, viewport: Any, width: int) -> int:
        return len(self._lines(width))

    def render(self) -> Content:
        lines = []
        for line in self._lines(self.size.width):
            parts = [Content.assemble((shown, "bold"), (f" {label}", "$quiet")) for _binding, shown, label in line]
            lines.append(Content("   ").join(parts))
        return Content("\n").join(lines)

    def _at(self, x: int, y: int) -> Binding | None:
        lines = self._lines(self.size.width)
        if not 0 <= y < len(lines):
            return None
        start = 0
        for binding, shown, label in lines[y]:
            end = start + len(shown) + 1 + Content(label).cell_length
            if start <= x < end:
                return binding
            start = end + 3
        return None

    async def on_click(self, event: events.Click) -> None:
        event.stop()
        binding = self._at(event.x, event.y)
        if binding:
            await self.screen.run_action(binding.action)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        binding = self._at(event.x, event.y)
        self.tooltip = Content(binding.tooltip) if binding and binding.tooltip else None
