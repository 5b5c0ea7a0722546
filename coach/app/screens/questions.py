"""The questions of a review, one at a time, each answering apart where it is about each; kept as they are left."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.widget import Widget

from coach.app import drawing, words
from coach.app.keys import key
from coach.app.screens.page import Page
from coach.app.widgets.note_area import NoteArea
from coach.app.widgets.pick import Pick
from coach.app.widgets.plain import KeyLine, Masthead, Plain
from coach.errors import CoachError
from coach.records import Pair

if TYPE_CHECKING:
    from coach.guides import Question
    from coach.review import Review


class QuestionsScreen(Page):
    AUTO_FOCUS = ""
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
        self._fields: dict[str, Widget] = {}

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

    # One question.

    def _seats(self) -> tuple[str, ...]:
        """Who answers: the one who is asked; both apart (the mentee first); or, about what they agree on, together."""
        question = self.question
        if question.who != "both":
            return (question.who,)
        plans = self.workspace.guides.templates.values()
        personal = any(question.id == each.id for plan in plans for each in plan.questions)
        return ("mentee", "mentor") if personal else ("",)

    async def _show(self, last: bool = False) -> None:
        box = self.query_one("#talk", Vertical)
        await box.remove_children()
        self._fields = {}
        widgets: list[Widget] = [Plain(Content(self.question.text).stylize("bold"))]
        for seat in self._seats():
            kept_as = f"{self.question.id}@{seat}" if seat else self.question.id
            who = f"{drawing.stroke(seat)} {words.name(self.pair, seat)}" if seat else words.name(self.pair, "both")
            self._fields[kept_as] = self._field(self.answers.get(kept_as, ""))
            widgets += [Plain(who, classes=f"section {seat}"), self._fields[kept_as]]
        apart = len(self._fields) > 1
        widgets.append(
            Plain(words.REVIEW_ANSWER_HINT if apart else words.REVIEW_ANSWER_TOGETHER, classes="section quiet")
        )
        await box.mount_all(widgets)
        self.say_heading()
        list(self._fields.values())[-1 if last else 0].focus()
        self.call_after_refresh(self._cover_answers)

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _cover_answers(self) -> None:
        """Where each answers alone, nothing of the one is read while the other writes."""
        apart = len(self._fields) > 1
        for field in self._fields.values():
            field.set_class(apart and not field.has_focus and bool(self._said(field)), "covered")

    @staticmethod
    def _said(field: Widget) -> str:
        return field.text if isinstance(field, NoteArea) else field.value if isinstance(field, Pick) else ""

    def _field(self, answer: str) -> Widget:
        question = self.question
        if question.kind == "text":
            return NoteArea(answer, classes="answer")
        options = [("", words.REVIEW_NOT_SAID)]
        if question.kind == "scale":
            ends = {1: question.choices[0], 5: question.choices[-1]} if question.choices else {}
            options += [(str(step), f"{step} {ends.get(step, '')}".strip()) for step in range(1, 6)]
        else:
            options += [(choice, choice) for choice in question.choices]
        return Pick(options, answer)

    def _keep(self) -> None:
        for kept_as, field in self._fields.items():
            text = self._said(field)
            if text == self.answers.get(kept_as, ""):
                continue
            self.answers[kept_as] = text
            try:
                self.workspace.answer(self.pair.id, kept_as, text)
            except CoachError as problem:
                self.coach.tell(problem)

    # Keys.

    async def action_move(self, by: int) -> None:
        """To the next answer of this question, or on to the next question."""
        self._keep()
        fields = list(self._fields.values())
        place = next((index for index, field in enumerate(fields) if field.has_focus), 0) + by
        if 0 <= place < len(fields):
            fields[place].focus()
        elif self.index + by >= len(self.questions):
            self._settle()
        elif self.index + by >= 0:
            self.index += by
            await self._show(last=by < 0)

    def _settle(self) -> None:
        """All was asked: let the pair be as it was agreed now."""
        try:
            changed = self.workspace.settle_review(self.pair.id)
        except CoachError as problem:
            self.coach.tell(problem)
            return
        if changed:
            self.coach.whisper(changed)
        self.dismiss()

    async def action_back(self) -> None:
        self._keep()
        if self.index == len(self.questions) - 1:
            self._settle()
        else:
            self.dismiss()
