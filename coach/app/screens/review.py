"""The months together: each first alone, then both: trends with their room, promises, guesses, what was tried."""

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
from coach.records import Pair, Side

if TYPE_CHECKING:
    from coach.app.screens.export import Consent
    from coach.review import Review

VIEWS: tuple[Side | None, ...] = (None, "mentor", "mentee")


def together(review: Review, table: bool) -> list[Widget]:
    """What both read together: the trends, those with talks enough first, then what belongs beside them."""
    parts: list[Widget] = [Plain(Content(review.sentence or words.REVIEW_FEW).stylize("bold"), id="sentence")]
    parts += [Plain(notice, classes="quiet") for notice in review.notices]
    for trend in sorted(review.trends, key=lambda trend: not trend.line):
        chart = TrendChart(trend)
        chart.table = table
        parts.append(chart)
    changes = [f"{words.day(change.day)}: {change.sentence}" for change in review.changes]
    tried = [Content.assemble(f"“{tried.text}”", (f"\n  {tried.sentence}", "$quiet")) for tried in review.tried]
    sections: tuple[tuple[str, list[str] | list[Content]], ...] = (
        (words.REVIEW_SINCE, changes),
        (words.REVIEW_GUESSES, [review.guesses]),
        (words.REVIEW_PROMISES, [review.promises]),
        (words.REVIEW_TRIED, tried),
        (words.REVIEW_DECIDED, [review.decision.sentence]),
        (words.REVIEW_QUESTIONS, _answers(review)),
    )
    for title, lines in sections:
        shown = [Plain(line) for line in lines if len(line)]
        parts += [Plain(title, classes="head"), *shown] if shown else []
    return parts


def _answers(review: Review) -> list[Content]:
    """Questions with what was answered, by whom where each answered apart."""
    lines = []
    for answer in review.answered:
        who = f"{words.name(review.pair, answer.side)}: " if answer.side else ""
        lines.append(Content.assemble((answer.text, "$quiet"), f"\n  {who}{answer.answer}"))
    return lines


def alone(review: Review, side: Side) -> list[Widget]:
    """What one of them reads first, alone."""
    from coach.review import for_side

    view = for_side(review, side)
    parts: list[Widget] = [Plain(Content(view.title).stylize("bold"), id="sentence")]
    for section in view.sections:
        parts += [Plain(section.title, classes="head"), *(Plain(sentence) for sentence in section.sentences)]
    return parts


class ReviewScreen(Page):
    AUTO_FOCUS = ""
    BINDINGS: ClassVar[list[BindingType]] = [
        key("review.questions", "enter", "questions"),
        key("review.view", "v", "view"),
        key("review.table", "t", "table"),
        key("review.span", "p", "span"),
        key("review.export", "e", "export"),
    ]

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair: Pair = pair
        self.review: Review | None = None
        self.table = False
        self.view: Side | None = None
        self._span = 0

    def heading(self) -> str | Content:
        view = words.with_names(words.REVIEW_VIEWS[self.view or ""], self.pair)
        return words.review_title(self.pair, f"{words.REVIEW_SPANS[self._span][1]} · {view}")

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
        await self._show()

    async def _show(self) -> None:
        review = self.review
        if review is None:
            return
        self.say_heading()
        body = self.query_one("#body")
        await body.remove_children()
        await body.mount_all(alone(review, self.view) if self.view else together(review, self.table))
        body.scroll_home(animate=False)
        self.refresh_bindings()

    def key_label(self, binding: Binding) -> str:
        if binding.action == "table":
            return words.REVIEW_CHARTS if self.table else binding.description
        return super().key_label(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "questions":
            return self.review is not None and bool(self.review.questions)
        if action == "table":
            return self.review is not None and self.view is None
        return self.review is not None if action in ("export", "view") else True

    async def action_view(self) -> None:
        self.view = VIEWS[(VIEWS.index(self.view) + 1) % len(VIEWS)]
        await self._show()

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
                self.coach.whisper(words.EXPORT_DONE.format(path=path), 15)

        workspace = self.workspace
        job = WorkDialog[Path](
            words.EXPORT_WORKING,
            lambda progress: workspace.export(review, consent.kind, consent, progress=progress),
            writes=True,
        )
        self.app.push_screen(job, written)
