"""Three minutes before a talk, for one of the two: last time, promises, one thing to try, openings, the room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, ClassVar

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget

from coach import notes
from coach.app import guide_pages, words
from coach.app.keys import key
from coach.app.messages import Ticked
from coach.app.ports import Preparation
from coach.app.screens.page import Page, wide_from
from coach.app.widgets.pick import Ticks
from coach.app.widgets.plain import Plain
from coach.errors import CoachError
from coach.records import Action, Pair, Side


class PrepareScreen(Page):
    AUTO_FOCUS = ""
    HORIZONTAL_BREAKPOINTS = wide_from(100)
    BINDINGS: ClassVar[list[BindingType]] = [
        key("prepare.go", "enter", "go"),
        key("prepare.side", "t", "side"),
        key("prepare.plan", "p", "plan"),
        key("prepare.let_go", "d", "let_go"),
        key("prepare.take_back", "u", "take_back"),
    ]

    def __init__(self, pair: Pair, side: Side = "mentor") -> None:
        super().__init__()
        self.pair: Pair = pair
        self.side = side
        self.plan = ""
        self.minutes = 0
        self.preparation: Preparation | None = None
        self._room: set[str] = set()
        self._let_go = ""

    def heading(self) -> str | Content:
        number = len(self.workspace.sessions(self.pair.id)) + 1
        return words.prepare_title(self.pair, self.side, number)

    def body(self) -> ComposeResult:
        with Horizontal(id="halves"):
            yield Vertical(id="half-one")
            yield Vertical(id="half-two")

    async def on_mount(self) -> None:
        await self._show()

    async def _show(self) -> None:
        """Ask for this side's preparation and put it on the page."""
        try:
            preparation = self.workspace.prepare(self.pair.id, self.side)
        except CoachError as problem:
            self.coach.tell(problem)
            return
        self.preparation = preparation
        self._choose_plan(self.plan or preparation.template, self.minutes)
        self.say_heading()
        for where, parts in (("#half-one", self._first(preparation)), ("#half-two", self._second(preparation))):
            half = self.query_one(where, Vertical)
            await half.remove_children()
            await half.mount_all(list(parts))
        self._say_plan()
        self.query_one("#body", VerticalScroll).scroll_home(animate=False)
        self.set_focus(None)
        self.refresh_bindings()

    # The parts.

    def _first(self, preparation: Preparation) -> Iterator[Widget]:
        yield Plain(words.PREPARE_LAST, classes="head")
        when = preparation.last.day if preparation.last else ""
        told = preparation.glance.replace(when, words.day(when)) if when else preparation.glance
        yield Plain(told if not when or words.day(when) in told else f"{words.day(when)}. {told}")
        if preparation.last is not None or preparation.own_promises:
            yield Plain(words.PREPARE_OWN, classes="head")
        if preparation.own_promises:
            yield self._promises(preparation.own_promises, "own")
        elif preparation.last is not None:
            yield Plain(words.PREPARE_NONE_OWN, classes="quiet")
        if preparation.other_promises:
            yield Plain(words.prepare_other(self.pair, self.side), classes="head")
            yield self._promises(preparation.other_promises, "others")
        if preparation.try_one is not None:
            yield Plain(words.PREPARE_TRY, classes="head")
            yield Plain(Content(preparation.try_title).stylize("bold"))
            yield Plain(guide_pages.spoken(preparation.try_one, self.workspace.guides, self.pair))
            yield Plain(preparation.try_one.why, classes="quiet")
        if preparation.last is not None:
            yield Plain(words.PREPARE_BALANCE, classes="head")
            yield Plain(preparation.balance)

    def _second(self, preparation: Preparation) -> Iterator[Widget]:
        yield Plain(words.PREPARE_TODAY, classes="head")
        yield Plain("", id="plan")
        if preparation.openings:
            yield Plain(words.PREPARE_OPENINGS, classes="head")
        for opening in preparation.openings:
            text = guide_pages.spoken(opening, self.workspace.guides, self.pair)
            yield Plain(Content.assemble(text, (f"\n{opening.why}", "$quiet")), classes="opening")
        yield Plain(words.PREPARE_ROOM, classes="head")
        yield Ticks([(line, line, line in self._room) for line in preparation.room], name="room", classes="close")

    def _promises(self, actions: Sequence[Action], name: str) -> Ticks:
        items = [(action.id, words.promise(action, self.pair, named=False), False) for action in actions]
        return Ticks(items, name=name, classes="close")

    def _choose_plan(self, plan: str, minutes: int) -> None:
        self.plan = plan
        template = self.workspace.guides.templates.get(plan)
        self.minutes = minutes or (template.minutes if template else 45)

    def _say_plan(self) -> None:
        template = self.workspace.guides.templates.get(self.plan)
        suggested = self.preparation is not None and self.plan == self.preparation.template
        why = self.preparation.template_why if self.preparation and suggested else ""
        title = words.plan_line(template.title if template else self.plan, self.minutes)
        self.query_one("#plan", Plain).say(Content.assemble((title, "bold"), (f"\n{why}" if why else "", "$quiet")))

    def key_label(self, binding: Binding) -> str:
        if binding.action == "side":
            return words.PREPARE_FOR.format(name=words.name(self.pair, words.other(self.side)))
        return super().key_label(binding)

    # Keys.

    @on(Ticked)
    def _ticked(self, event: Ticked) -> None:
        if event.name == "room":
            (self._room.add if event.done else self._room.discard)(event.key)
        else:
            self._change_promise(event.key, done=notes.today() if event.done else None)

    def _change_promise(self, action_id: str, **changes: Any) -> None:
        """Change a promise in the session that it was made in."""
        for session in self.workspace.sessions(self.pair.id):
            if any(action.id == action_id for action in session.actions):
                actions = tuple(replace(a, **changes) if a.id == action_id else a for a in session.actions)
                try:
                    self.workspace.keep_session(replace(session, actions=actions))
                except CoachError as problem:
                    self.coach.tell(problem)

    def _promise_here(self) -> Action | None:
        """The promise that the cursor stands on."""
        here = self.focused
        if self.preparation is None or not isinstance(here, Ticks) or here.name == "room" or not here.items:
            return None
        wanted = here.items[here.cursor][0]
        both = (*self.preparation.own_promises, *self.preparation.other_promises)
        return next((action for action in both if action.id == wanted), None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "let_go":
            return self._promise_here() is not None
        return bool(self._let_go) if action == "take_back" else True

    async def action_let_go(self) -> None:
        promise = self._promise_here()
        if promise is not None:
            self._change_promise(promise.id, dropped=True)
            self._let_go = promise.id
            self.coach.whisper(words.PREPARE_LET_GO.format(text=promise.text))
            await self._show()

    async def action_take_back(self) -> None:
        self._change_promise(self._let_go, dropped=False)
        self._let_go = ""
        await self._show()

    async def action_side(self) -> None:
        self.side = words.other(self.side)
        await self._show()

    def action_plan(self) -> None:
        from coach.app.screens.plan import PlanDialog

        def planned(plan: tuple[str, int] | None) -> None:
            if plan is not None:
                self._choose_plan(*plan)
                self._say_plan()

        self.app.push_screen(PlanDialog(self.pair, self.plan, self.minutes), planned)

    def action_go(self) -> None:
        try:
            session = self.workspace.start_session(self.pair.id, self.plan, self.minutes)
        except CoachError as problem:
            self.coach.tell(problem)
        else:
            self.coach.instead("session", self.pair, session)
