"""The questions of a review, one at a time; answers are kept as they are left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from coach.app import words
from coach.app.keys import key
from coach.app.screens.page import Page
from coach.app.widgets.note_area import NoteArea
from coach.app.widgets.pick import Pick
from coach.app.widgets.plain import KeyLine, Masthead, Plain
from coach.errors import CoachError
from coach.records import Pair

if TYPE_CHECKING:
    from coach.app.ports import Review
    from coach.guides import Question


class QuestionsScreen(Page):
    BINDINGS: ClassVar[list[BindingType]] = [
        key("questions.next", "tab", "move(1)", priority=True),
        key("questions.previous", "shift+tab", "move(-1)", priority=True),
        key("questions.done", "escape", "back", priority=True),
    ]

    def __init__(self, pair: Pair, review: Review) -> None:
        super().__init__()
        self.pair: Pair = pair
        self.questions = tuple(review.questions)
        self.answers = dict(review.answers)
        self.index = 0

    @property
    def question(self) -> Question:
        return self.questions[self.index]

    def heading(self) -> str | Content:
        return f"{words.pair_names(self.pair)} · {words.review_question(self.index, len(self.questions))}"

    def compose(self) -> ComposeResult:
        yield Masthead(self.heading())
        yield Vertical(id="talk")
        yield KeyLine()

    async def on_mount(self) -> None:
        await self._show()

    async def _show(self) -> None:
        box = self.query_one("#talk", Vertical)
        await box.remove_children()
        await box.mount_all(self._widgets())
        self.say_heading()
        self.query_one("#answer").focus()

    def _widgets(self) -> list[Widget]:
        question, answer = self.question, self.answers.get(self.question.id, "")
        who = words.name(self.pair, question.who)
        widgets: list[Widget] = [
            Plain(Content(question.text).stylize("bold")),
            Plain(words.REVIEW_FOR.format(name=who), classes="quiet"),
        ]
        if question.kind == "text":
            return [*widgets, NoteArea(answer, id="answer")]
        if question.kind == "scale":
            ends = (*question.choices, "", "")[:2]
            options = [("", words.REVIEW_NOT_SAID)]
            options += [(str(n), {1: ends[0], 5: ends[1]}.get(n) or str(n)) for n in range(1, 6)]
        else:
            options = [("", words.REVIEW_NOT_SAID), *((choice, choice) for choice in question.choices)]
        return [*widgets, Plain(""), Pick(options, answer, id="answer")]

    def _keep(self) -> None:
        answer = self.query_one("#answer")
        text = answer.text if isinstance(answer, NoteArea) else answer.value if isinstance(answer, Pick) else ""
        if text == self.answers.get(self.question.id, ""):
            return
        self.answers[self.question.id] = text
        try:
            self.workspace.answer(self.pair.id, self.question.id, text)
        except CoachError as problem:
            self.coach.tell(problem)

    async def action_move(self, by: int) -> None:
        self._keep()
        if self.index + by >= len(self.questions):
            self.dismiss()
        elif self.index + by >= 0:
            self.index += by
            await self._show()

    async def action_back(self) -> None:
        self._keep()
        self.dismiss()
