"""Which plan for the talk, and how long: a template id and minutes come out."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.content import Content

from coach.app import words
from coach.app.screens.page import Dialog
from coach.app.widgets.entries import Entries
from coach.app.widgets.pick import Pick
from coach.app.widgets.plain import Plain
from coach.records import Pair


class PlanDialog(Dialog[tuple[str, int]]):
    def __init__(
        self, pair: Pair, chosen: str | None = "regular-check-in", length: int = 0, *, over: bool = False
    ) -> None:
        """``over``: the talk has been, and is written up."""
        super().__init__()
        self.pair = pair
        self.chosen, self.length, self.over = chosen, length, over
        self.title_text = words.WRITE_PICK_PLAN if over else words.PREPARE_PICK_PLAN

    def body(self) -> ComposeResult:
        yield Entries(id="plans")
        yield Plain("", id="purpose")
        yield Plain(words.WRITE_MINUTES if self.over else words.PREPARE_MINUTES, classes="after")
        yield Pick([(count, count) for count in words.PREPARE_LENGTHS], str(self.length or 45))

    def on_mount(self) -> None:
        plans = self.workspace.guides.templates
        entries = self.query_one(Entries)
        entries.show([(plan.id, Content(plan.title)) for plan in plans.values()], self.chosen)
        entries.focus()

    @on(Entries.OptionHighlighted)
    def _moved(self) -> None:
        plan = self.workspace.guides.templates.get(self.query_one(Entries).chosen or "")
        if plan is None:
            return
        plan = plan.for_people(words.name(self.pair, "mentor"), words.name(self.pair, "mentee"))
        self.query_one("#purpose", Plain).say(plan.purpose)
        if not self.length and str(plan.minutes) in words.PREPARE_LENGTHS:
            self.query_one(Pick).set_options([(count, count) for count in words.PREPARE_LENGTHS], str(plan.minutes))

    def action_yes(self) -> None:
        plan = self.query_one(Entries).chosen
        if plan:
            self.dismiss((plan, int(self.query_one(Pick).value)))
