"""Guessing before looking: one answers, hands over, the other answers; then both see the mirror."""

from __future__ import annotations

from typing import ClassVar

from msgspec.structs import replace
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from coach.app import words
from coach.app.keys import key
from coach.app.screens.page import Page
from coach.app.widgets.pick import Pick, ShareSlider
from coach.app.widgets.plain import Plain
from coach.errors import CoachError
from coach.records import Guess, Pair, Session, Side


class GuessScreen(Page):
    """Each guess is covered until both have answered. The notes are read meanwhile."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("guess.next", "enter", "next", priority=True),
        key("guess.skip", "s", "skip"),
    ]

    def __init__(self, pair: Pair, session: Session) -> None:
        super().__init__()
        self.pair: Pair = pair
        self.session = session
        self.side: Side = "mentor"
        self.handing_over = False
        self._guesses: dict[Side, Guess] = {}

    def heading(self) -> str | Content:
        return f"{words.pair_names(self.pair)} · {words.GUESS_TITLE}"

    def body(self) -> ComposeResult:
        yield Vertical(*self._questions(), id="step")

    def on_mount(self) -> None:
        self.query_one(ShareSlider).focus()
        self._read_ahead()

    @work(exclusive=True, group="read")
    async def _read_ahead(self) -> None:
        """Let the reader begin; the mirror asks again and is answered from what was read."""
        try:
            read = await self.workspace.read_session(self.session)
        except CoachError:
            return
        self.session = replace(self.session, mirror=read.mirror)

    def _questions(self) -> list[Widget]:
        pair = self.pair
        return [
            Plain(Content(words.GUESS_ASK.format(name=words.name(pair, self.side))).stylize("bold")),
            ShareSlider(words.name(pair, "mentor"), words.name(pair, "mentee")),
            Plain(words.GUESS_EQUAL, classes="section"),
            Pick(words.GUESS_EQUALS, "3", id="equal"),
            Plain(words.GUESS_COMFORT, classes="section"),
            Pick(words.GUESS_COMFORTS, "0", id="comfort"),
            Plain(words.GUESS_KEYS, classes="section quiet"),
            Plain(words.GUESS_SEEN, classes="section quiet"),
        ]

    def _covered(self) -> list[Widget]:
        """Between the two: nothing of the first guess is left on the screen."""
        first, second = words.name(self.pair, "mentor"), words.name(self.pair, "mentee")
        return [
            Plain(Content(words.GUESS_HAND_OVER.format(name=first, other=second)).stylize("bold")),
            Plain(words.GUESS_HAND_OVER_HINT.format(other=second), classes="section quiet"),
        ]

    async def _show(self, widgets: list[Widget]) -> None:
        box = self.query_one("#step", Vertical)
        self.refresh_bindings()
        await box.remove_children()
        await box.mount_all(widgets)

    async def action_next(self) -> None:
        if self.handing_over:
            self.handing_over, self.side = False, "mentee"
            await self._show(self._questions())
            self.query_one(ShareSlider).focus()
            return
        comfort = int(self.query_one("#comfort", Pick).value)
        self._guesses[self.side] = Guess(
            by=self.side,
            share=self.query_one(ShareSlider).share,
            equality=int(self.query_one("#equal", Pick).value),
            comfort=comfort or None,
        )
        if self.side == "mentor":
            self.handing_over = True
            await self._show(self._covered())
        else:
            self._look()

    def key_label(self, binding: Binding) -> str:
        handing = binding.action == "next" and self.handing_over
        return words.GUESS_GO_ON if handing else super().key_label(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return not self.handing_over if action == "skip" else True

    def action_skip(self) -> None:
        self._look()

    def _look(self) -> None:
        """Keep the guesses and go to the mirror."""
        if self._guesses:
            kept = [guess for guess in self.session.guesses if guess.by not in self._guesses]
            self.session = replace(self.session, guesses=(*kept, *self._guesses.values()))
            try:
                self.workspace.keep_session(self.session)
            except CoachError as problem:
                self.coach.tell(problem)
                return
        self.coach.instead("mirror", self.pair, self.session)
