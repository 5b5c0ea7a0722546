"""Short questions: something told, a yes or no, one of a list, a line of text, a promise, a stage, a code."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import ClassVar, Literal, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from coach import notes
from coach.app import words
from coach.app.keys import key
from coach.app.screens.page import Dialog
from coach.app.widgets.entries import Entries
from coach.app.widgets.line import Line
from coach.app.widgets.pick import Pick
from coach.app.widgets.plain import Plain
from coach.records import Action, Pair

Owner = Literal["mentor", "mentee", "both"]


def is_day(text: str) -> bool:
    """Whether a text is an ISO day."""
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10


class TellDialog(Dialog[None]):
    """What is, and what to do about it."""

    def __init__(self, title: str, message: str, remedy: str = "") -> None:
        super().__init__()
        self.title_text = title
        self.message, self.remedy = message, remedy

    def body(self) -> ComposeResult:
        yield Plain(self.message)
        if self.remedy:
            yield Plain(self.remedy, classes="after")


class ConfirmDialog(Dialog[bool]):
    """Yes with enter, no with escape."""

    def __init__(self, title: str, message: str) -> None:
        super().__init__()
        self.title_text = title
        self.message = message

    def body(self) -> ComposeResult:
        yield Plain(self.message)

    def action_yes(self) -> None:
        self.dismiss(True)

    def action_no(self) -> None:
        self.dismiss(False)


class ListDialog(Dialog[str]):
    """One of a list; answers its id."""

    def __init__(self, title: str, entries: Sequence[tuple[str, str | Content]], chosen: str | None = None) -> None:
        super().__init__()
        self.title_text = title
        self.entries, self.chosen = entries, chosen

    def body(self) -> ComposeResult:
        yield Entries()

    def on_mount(self) -> None:
        self.query_one(Entries).show(self.entries, self.chosen)
        self.query_one(Entries).focus()

    @on(Entries.OptionSelected)
    def action_yes(self) -> None:
        self.dismiss(self.query_one(Entries).chosen)


class LineDialog(Dialog[str]):
    """A line of text; answers it cleaned, None when left."""

    def __init__(self, title: str, ask: str, value: str = "", *, hint: str = "", secret: bool = False) -> None:
        super().__init__()
        self.title_text = title
        self.ask, self.value, self.hint, self.secret = ask, value, hint, secret

    def body(self) -> ComposeResult:
        yield Plain(self.ask)
        yield Line(self.value, hint=self.hint, password=self.secret)

    def action_yes(self) -> None:
        self.dismiss(notes.one_line(self.query_one(Input).value))


class CodeDialog(LineDialog):
    """The code of one person, for their private notes."""

    def __init__(self, person: str) -> None:
        super().__init__(words.LOCKED_TITLE, words.SESSION_CODE.format(name=person), secret=True)


class PromiseDialog(Dialog[Action]):
    """Who does what, and by when."""

    title_text = words.PROMISE_TITLE

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair = pair

    def body(self) -> ComposeResult:
        yield Plain(words.PROMISE_TEXT)
        yield Line(id="what")
        yield Plain(words.PROMISE_OWNER, classes="after")
        yield Pick([(side, words.name(self.pair, side)) for side in ("mentor", "mentee", "both")], id="owner")
        yield Plain(words.PROMISE_DUE, classes="after")
        yield Pick(words.PROMISE_DUES, "14", id="due")
        yield Line(hint=words.PROMISE_DUE_HINT, id="day")

    def action_yes(self) -> None:
        text = notes.one_line(self.query_one("#what", Input).value)
        own_day = self.query_one("#day", Input).value.strip()
        if not text:
            self.say(words.PROMISE_MISSING)
        elif own_day and not is_day(own_day):
            self.say(words.PROMISE_DUE_WRONG)
        else:
            owner = cast(Owner, self.query_one("#owner", Pick).value)
            due = own_day or self._due()
            self.dismiss(Action(id=notes.new_id(), text=text, owner=owner, due=due, made=notes.today()))

    def _due(self) -> str | None:
        picked = self.query_one("#due", Pick).value
        if not picked:
            return None
        return (date.fromisoformat(notes.today()) + timedelta(days=int(picked))).isoformat()


class StageDialog(Dialog[tuple[str, int]]):
    """A part of one's own: what it's about, and its minutes."""

    title_text = words.SESSION_OWN_STAGE

    def body(self) -> ComposeResult:
        yield Plain(words.SESSION_STAGE_NAME)
        yield Line()
        yield Plain(words.SESSION_STAGE_MINUTES, classes="after")
        yield Pick([(count, count) for count in ("5", "10", "15", "20")], "10")

    def action_yes(self) -> None:
        title = notes.one_line(self.query_one(Input).value) or words.SESSION_OWN_STAGE
        self.dismiss((title, int(self.query_one(Pick).value)))


class PauseDialog(Dialog[str]):
    """While the talk pauses: ``on`` to go on, ``leave`` to leave it for another day."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("pause.on", "enter,f9,escape", "on", priority=True),
        key("pause.leave", "l", "leave"),
        key("dialog.yes", "ctrl+y", "on", show=False),
        key("dialog.no", "ctrl+n", "on", show=False),
    ]
    title_text = words.SESSION_PAUSED

    def body(self) -> ComposeResult:
        yield Plain(words.SESSION_PAUSED_TEXT)

    def action_on(self) -> None:
        self.dismiss("on")

    def action_leave(self) -> None:
        self.dismiss("leave")
