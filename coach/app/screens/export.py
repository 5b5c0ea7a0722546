"""Taking a review along: what goes in, ticked by both; the kind of file; with names or without."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from coach.app import drawing, words
from coach.app.keys import key
from coach.app.ports import ExportKind
from coach.app.screens.page import Dialog
from coach.app.widgets.pick import Pick
from coach.app.widgets.plain import Plain
from coach.records import Pair

SIDES = ("mentor", "mentee")


@dataclass(frozen=True)
class Consent:
    """What both agreed to put into the file; ``names`` False: names are removed."""

    kind: ExportKind
    items: frozenset[str]
    names: bool


class Consents(Widget, can_focus=True):
    """A row for each item with a box for each person: arrows to move, space or a click to tick."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("ticks.up", "up", "move(-1)", show=False),
        key("ticks.down", "down", "move(1)", show=False),
        key("pick.left", "left", "side(0)", show=False),
        key("pick.right", "right", "side(1)", show=False),
        key("ticks.tick", "space", "tick", show=False),
    ]
    row: reactive[int] = reactive(0)
    column: reactive[int] = reactive(0)

    def __init__(self, pair: Pair) -> None:
        super().__init__(id="consents")
        self.names = [words.name(pair, side) for side in SIDES]
        self.ticked: set[tuple[int, int]] = set()

    @property
    def agreed(self) -> frozenset[str]:
        """Items that both ticked."""
        items = enumerate(words.EXPORT_ITEMS)
        return frozenset(item for row, (item, _label) in items if {(row, 0), (row, 1)} <= self.ticked)

    def _widths(self) -> list[int]:
        return [max(3, min(14, Content(name).cell_length)) + 2 for name in self.names]

    def get_content_height(self, container: object, viewport: object, width: int) -> int:
        return len(words.EXPORT_ITEMS) + 1

    def render(self) -> Content:
        widths = self._widths()
        names = []
        for name, side, width in zip(self.names, SIDES, widths, strict=True):
            label = Content(name).truncate(width - 2, ellipsis=True)
            gap = " " * (width - label.cell_length)
            names.append(Content.assemble(label.stylize(f"bold {drawing.ink(side)}"), gap))
        lines = [Content("").join(names)]
        for row, (_item, text) in enumerate(words.EXPORT_ITEMS):
            parts = []
            for column, width in enumerate(widths):
                here = self.has_focus and (row, column) == (self.row, self.column)
                box = "☑" if (row, column) in self.ticked else "☐"
                parts.append(Content.assemble((box, "bold reverse" if here else ""), " " * (width - 1)))
            lines.append(Content.assemble(*parts, text))
        return Content("\n").join(lines)

    def action_move(self, by: int) -> None:
        self.row = max(0, min(len(words.EXPORT_ITEMS) - 1, self.row + by))

    def action_side(self, column: int) -> None:
        self.column = column

    def action_tick(self) -> None:
        self.ticked ^= {(self.row, self.column)}
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        if not 1 <= event.y <= len(words.EXPORT_ITEMS):
            return
        first, second = self._widths()
        self.row = event.y - 1
        if event.x < first + second:
            self.column = 0 if event.x < first else 1
            self.action_tick()


class ExportDialog(Dialog[Consent]):
    BINDINGS: ClassVar[list[BindingType]] = [key("export.go", "enter", "yes", priority=True)]
    title_text = words.EXPORT_TITLE

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair = pair

    def body(self) -> ComposeResult:
        yield Plain(words.EXPORT_ASK)
        yield Consents(self.pair)
        yield Pick(words.EXPORT_KINDS, id="kind")
        yield Pick(words.EXPORT_NAME_OPTIONS, id="names")

    def on_mount(self) -> None:
        self.query_one(Consents).focus()

    def action_yes(self) -> None:
        agreed = self.query_one(Consents).agreed
        if not agreed:
            self.say(words.EXPORT_NOTHING)
            return
        kind = cast(ExportKind, self.query_one("#kind", Pick).value)
        self.dismiss(Consent(kind, agreed, self.query_one("#names", Pick).value == "yes"))
