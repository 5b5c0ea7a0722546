"""The months together: trends with their room, promises, guesses, what was tried; questions and export."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from coach import notes
from coach.app import words
from coach.app.keys import key
from coach.app.screens.page import Page
from coach.app.widgets.plain import Plain
from coach.app.widgets.trend import TrendChart
from coach.errors import CoachError
from coach.records import Pair

if TYPE_CHECKING:
    from coach.app.ports import Review
    from coach.app.screens.export import Consent


class ReviewScreen(Page):
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        key("review.questions", "enter", "questions"),
        key("review.table", "t", "table"),
        key("review.span", "p", "span"),
        key("review.export", "e", "export"),
    ]

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair: Pair = pair
        self.review: Review | None = None
        self.table = False
        self._span = 0

    def heading(self) -> str | Content:
        return words.review_title(self.pair, words.REVIEW_SPANS[self._span][1])

    def body(self) -> ComposeResult:
        yield Plain(words.ONE_MOMENT, id="sentence")

    def on_screen_resume(self) -> None:
        self.load()

    @work(exclusive=True, thread=True, group="review")
    def load(self) -> None:
        """Have the review made in a thread; ten years of sessions may take a moment."""
        days = words.REVIEW_SPANS[self._span][0]
        since = None
        if days != "all":
            since = (date.fromisoformat(notes.today()) - timedelta(days=int(days))).isoformat()
        try:
            review = self.workspace.review(self.pair.id, since, None)
        except CoachError as problem:
            self.app.call_from_thread(self.coach.tell, problem)
        else:
            self.call_later(self._loaded, review)

    async def _loaded(self, review: Review) -> None:
        self.review = review
        self.say_heading()
        body = self.query_one("#body")
        await body.remove_children()
        await body.mount_all(self._parts(review))
        self.refresh_bindings()

    def _parts(self, review: Review) -> list[Widget]:
        parts: list[Widget] = [Plain(Content(review.sentence or words.REVIEW_FEW).stylize("bold"), id="sentence")]
        for trend in review.trends:
            chart = TrendChart(trend)
            chart.table = self.table
            parts.append(chart)
        for title, text in ((words.REVIEW_GUESSES, review.guesses), (words.REVIEW_PROMISES, review.promises)):
            if text:
                parts += [Plain(title, classes="head"), Plain(text)]
        if review.tried:
            parts.append(Plain(words.REVIEW_TRIED, classes="head"))
            parts += [
                Plain(Content.assemble(f"“{tried.text}”", (f"\n  {tried.sentence}", "$quiet")))
                for tried in review.tried
            ]
        answered = [
            (question, review.answers[question.id]) for question in review.questions if review.answers.get(question.id)
        ]
        if answered:
            parts.append(Plain(words.REVIEW_QUESTIONS, classes="head"))
            parts += [Plain(Content.assemble((question.text, "$quiet"), f"\n  {text}")) for question, text in answered]
        return parts

    def key_label(self, binding: Binding) -> str:
        if binding.action == "table":
            return words.REVIEW_CHARTS if self.table else binding.description
        return super().key_label(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("questions", "export", "table"):
            return self.review is not None
        return True

    def action_table(self) -> None:
        self.table = not self.table
        for chart in self.query(TrendChart):
            chart.table = self.table
        self.refresh_bindings()

    def action_span(self) -> None:
        self._span = (self._span + 1) % len(words.REVIEW_SPANS)
        self.load()

    def action_questions(self) -> None:
        if self.review is not None and self.review.questions:
            self.coach.go("questions", self.pair, self.review)

    def action_export(self) -> None:
        from coach.app.screens.export import ExportDialog

        self.app.push_screen(ExportDialog(self.pair), self._export)

    def _export(self, consent: Consent | None) -> None:
        from coach.app.screens.work import WorkDialog

        review = self.review
        if consent is None or review is None:
            return

        def written(path: Path | None) -> None:
            if path is not None:
                self.coach.whisper(words.EXPORT_DONE.format(path=path))

        workspace = self.workspace
        job = WorkDialog[Path](words.EXPORT_WORKING, lambda _progress: workspace.export(review, consent.kind, consent))
        self.app.push_screen(job, written)
