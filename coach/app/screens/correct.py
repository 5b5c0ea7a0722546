"""A wrong reading put right: who said it, what it was, or that it was no talk at all."""

from __future__ import annotations

from typing import ClassVar, cast

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from coach import notes
from coach.app import drawing, words
from coach.app.keys import key
from coach.app.screens.page import Dialog
from coach.app.widgets.line import Line
from coach.app.widgets.pick import Pick
from coach.app.widgets.plain import Plain
from coach.records import Act, ActKind, Correction, Pair, Speaker


class CorrectDialog(Dialog[Correction]):
    BINDINGS: ClassVar[list[BindingType]] = [key("correct.not_talk", "x", "not_talk")]
    title_text = words.CORRECT_TITLE

    def __init__(self, pair: Pair, act: Act) -> None:
        super().__init__()
        self.pair, self.act = pair, act

    def body(self) -> ComposeResult:
        names = [(side, words.name(self.pair, side)) for side in ("mentor", "mentee", "both", "third-party")]
        yield Plain(Content(f"“{notes.one_line(self.act.text)}”").stylize(drawing.ink(self.act.speaker)))
        yield Plain(words.CORRECT_WHO, classes="after")
        yield Pick(names, self.act.speaker, id="who")
        yield Plain(words.CORRECT_WHAT, classes="after")
        yield Pick(words.CORRECT_KINDS, self.act.act, id="what")
        yield Plain(words.CORRECT_ALIAS, classes="after")
        yield Line(hint=words.CORRECT_ALIAS_HINT)

    def on_mount(self) -> None:
        self.query_one("#who", Pick).focus()

    def action_yes(self) -> None:
        self.dismiss(
            Correction(
                words=self.act.text,
                speaker=cast(Speaker, self.query_one("#who", Pick).value),
                act=cast(ActKind, self.query_one("#what", Pick).value),
                alias=notes.one_line(self.query_one(Input).value),
            )
        )

    def action_not_talk(self) -> None:
        self.dismiss(Correction(words=self.act.text, not_talk=True))
