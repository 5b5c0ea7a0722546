"""What all pages and dialogs share: a head, a body, a line of keys, and trouble said in the app's own voice."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, TypeVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.events import Mount
from textual.screen import ModalScreen, Screen

from coach.app import words
from coach.app.keys import key
from coach.app.widgets.plain import KeyLine, Masthead, Plain
from coach.records import Pair

if TYPE_CHECKING:
    from coach.app.app import CoachApp
    from coach.app.ports import Workspace

T = TypeVar("T")


def wide_from(columns: int) -> list[tuple[int, str]]:
    """Breakpoints for a page that is ``-wide`` from so many columns on, and ``-narrow`` below."""
    return [(0, "-narrow"), (columns, "-wide")]


class Page(Screen[None]):
    """A whole page. Pages about a pair set ``pair``, so that labels can say names."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("page.back", "escape", "back"),
        key("page.up", "up,pageup", "leaf(-1)", show=False),
        key("page.down", "down,pagedown", "leaf(1)"),
    ]
    pair: Pair | None = None

    @property
    def coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    @property
    def workspace(self) -> Workspace:
        return self.coach.workspace

    def heading(self) -> str | Content:
        return words.APP_TITLE

    def body(self) -> ComposeResult:
        yield from ()

    def compose(self) -> ComposeResult:
        yield Masthead(self.heading())
        with VerticalScroll(id="body", can_focus=False):
            yield from self.body()
        yield KeyLine()

    def say_heading(self) -> None:
        self.query_one(Masthead).say(self.heading())

    def key_label(self, binding: Binding) -> str:
        """The label of a binding on the line of keys; names stand in for roles, reading on only where there is more."""
        if binding.action == "leaf(1)" and not self._more:
            return ""
        return words.with_names(binding.description, self.pair) if self.pair else binding.description

    @property
    def _more(self) -> bool:
        """Whether something of the page stands below what is seen."""
        return any(body.scroll_y < body.max_scroll_y for body in self.query("#body").results(VerticalScroll))

    @on(Mount)
    def _watch_body(self) -> None:
        for body in self.query("#body").results(VerticalScroll):
            for change in ("scroll_y", "virtual_size", "show_vertical_scrollbar"):
                self.watch(body, change, self.refresh_bindings, init=False)

    def action_leaf(self, by: int) -> None:
        """Read on above or below."""
        for body in self.query("#body").results(VerticalScroll):
            body.scroll_relative(y=by * max(1, body.size.height - 2), animate=False)

    async def action_back(self) -> None:
        self.dismiss()


class Dialog(ModalScreen[T], Generic[T]):
    """A question over the page; answered by ``dismiss(value)``, escape answers None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("dialog.yes", "enter", "yes", priority=True),
        key("dialog.no", "escape", "no"),
        key("page.up", "pageup,up", "leaf(-1)", show=False),
        key("page.down", "pagedown,down", "leaf(1)", show=False),
    ]
    title_text: str = ""

    @property
    def coach(self) -> CoachApp:
        return cast("CoachApp", self.app)

    @property
    def workspace(self) -> Workspace:
        return self.coach.workspace

    def body(self) -> ComposeResult:
        yield from ()

    def compose(self) -> ComposeResult:
        with Vertical(id="dialog"):
            yield Plain(self.title_text, classes="title")
            with VerticalScroll(id="dialog-body", can_focus=False):
                yield from self.body()
            yield Plain("", id="dialog-note")
            yield KeyLine()

    def say(self, text: str) -> None:
        """A sentence at the foot of the dialog: what is missing, or what went on."""
        self.query_one("#dialog-note", Plain).say(text)

    def key_label(self, binding: Binding) -> str:
        return binding.description

    def action_leaf(self, by: int) -> None:
        """Read on above or below."""
        for body in self.query("#dialog-body").results(VerticalScroll):
            body.scroll_relative(y=by * max(1, body.size.height // 2), animate=False)

    def action_yes(self) -> None:
        self.dismiss(None)

    def action_no(self) -> None:
        self.dismiss(None)
