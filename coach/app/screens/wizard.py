"""Two names and what they agree on, a step at a time; a pair comes out."""

from __future__ import annotations

from typing import ClassVar, cast

from msgspec.structs import replace
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input

from coach import notes
from coach.app import words
from coach.app.keys import key
from coach.app.screens.page import Page
from coach.app.widgets.line import Line
from coach.app.widgets.pick import Pick, ShareSlider, Ticks
from coach.app.widgets.plain import Plain
from coach.records import Agreement, Kind, Pair, Person, Phase, Side

EMPTY = Person(name="")


def field(label: str, *widgets: Widget) -> Horizontal:
    """A label with what it asks for beside it."""
    return Horizontal(Plain(label, classes="label"), *widgets, classes="field")


def names_step(pair: Pair) -> list[Widget]:
    """Names, words for the roles, pronouns and nicknames of both."""
    widgets: list[Widget] = [Plain(words.WIZARD_NAMES)]
    seats: tuple[tuple[Side, str], ...] = (("mentor", words.WIZARD_FIRST), ("mentee", words.WIZARD_SECOND))
    for index, (side, title) in enumerate(seats):
        person = pair.person(side)
        hint = words.WIZARD_ROLE_HINT[index]
        widgets += [
            Plain(title, classes=f"section {side}"),
            field(words.WIZARD_NAME, Line(person.name, id=f"{side}-name")),
            field(words.WIZARD_ROLE, Line(person.role, hint=hint, id=f"{side}-role")),
            field(
                words.WIZARD_ALIASES,
                Line(", ".join(person.aliases), hint=words.WIZARD_ALIASES_HINT, id=f"{side}-also"),
            ),
            field(words.WIZARD_PRONOUNS, Pick(words.PRONOUNS, person.pronouns, id=f"{side}-pronouns")),
        ]
    return widgets


def way_step(pair: Pair) -> list[Widget]:
    """Kind, phase, programme."""
    hint = words.WIZARD_PROGRAMME_HINT
    return [
        Plain(words.WIZARD_KIND),
        Pick(words.KINDS, pair.kind, id="kind"),
        Plain(words.WIZARD_PHASE, classes="section"),
        Pick(words.PHASES, pair.phase, id="phase"),
        Plain(words.WIZARD_PROGRAMME, classes="section"),
        Line(pair.programme, hint=hint, id="programme"),
    ]


def aim_step(pair: Pair) -> list[Widget]:
    """The share of the talk that they aim for."""
    mentor, mentee = words.name(pair, "mentor"), words.name(pair, "mentee")
    return [
        Plain(words.wizard_aim(mentor, mentee)),
        ShareSlider(mentor, mentee, pair.aim),
        Plain(words.WIZARD_AIM_WHY, classes="section quiet"),
    ]


def rules_step(pair: Pair) -> list[Widget]:
    """Ground rules to tick, and one of their own."""
    held = [agreement.text for agreement in pair.agreements if agreement.ended is None]
    offered = [*words.RULES, *(text for text in held if text not in words.RULES)]
    return [
        Plain(words.WIZARD_RULES),
        Ticks([(text, text, text in held) for text in offered], id="rules"),
        field(words.WIZARD_OWN_RULE, Line(hint=words.WIZARD_OWN_RULE_HINT, id="own-rule")),
    ]


def ready_step(pair: Pair) -> list[Widget]:
    """What was said, to look over."""
    held = [agreement.text for agreement in pair.agreements if agreement.ended is None]
    rules = [Plain(f"  · {text}") for text in held]
    return [
        Plain(Content.assemble((words.pair_names(pair), "bold"), f": {dict(words.KINDS)[pair.kind]}, "
                               f"{dict(words.PHASES)[pair.phase]}.")),
        Plain(words.ready_aim(pair)),
        Plain(words.WIZARD_READY_RULES if held else words.WIZARD_READY_NO_RULES, classes="section"),
        *rules,
        Plain(words.WIZARD_READY_NEXT, classes="section quiet"),
    ]  # fmt: skip


STEPS = (names_step, way_step, aim_step, rules_step, ready_step)


class WizardScreen(Page):
    """The steps, for a new pair or, with ``pair``, for one that is there."""

    BINDINGS: ClassVar[list[BindingType]] = [
        key("wizard.next", "enter", "next", priority=True),
        key("wizard.back", "escape", "back"),
    ]

    def __init__(self, pair: Pair | None = None) -> None:
        super().__init__()
        self.is_new = pair is None
        self.draft = pair or Pair(id=notes.new_id(), mentor=EMPTY, mentee=EMPTY, created=notes.today())
        self.step = 0

    def heading(self) -> str | Content:
        return f"{words.WIZARD_TITLE} · {words.wizard_step(self.step)}"

    def body(self) -> ComposeResult:
        yield Vertical(*names_step(self.draft), id="step")
        yield Plain("", id="say")
        yield Plain(words.WIZARD_KEYS, id="how", classes="section quiet")

    def key_label(self, binding: Binding) -> str:
        last = binding.action == "next" and self.step == len(STEPS) - 1
        return words.WIZARD_DONE if last else super().key_label(binding)

    async def _show(self, step: int) -> None:
        self.step = step
        self.say_heading()
        self.refresh_bindings()
        self.query_one("#say", Plain).say("")
        self.query_one("#how", Plain).display = step < len(STEPS) - 1
        box = self.query_one("#step", Vertical)
        await box.remove_children()
        await box.mount_all(STEPS[step](self.draft))
        self.query_one("#body", VerticalScroll).scroll_home(animate=False)
        if first := next((widget for widget in box.query("*") if widget.focusable), None):
            first.focus()

    def on_mount(self) -> None:
        self.query_one("#mentor-name", Input).focus()

    # From what stands on the page to the draft.

    def _line(self, where: str) -> str:
        return notes.one_line(self.query_one(where, Input).value)

    def _person(self, side: Side) -> Person:
        aliases = tuple(part.strip() for part in self._line(f"#{side}-also").split(",") if part.strip())
        return replace(
            self.draft.person(side),
            name=self._line(f"#{side}-name"),
            role=self._line(f"#{side}-role"),
            aliases=aliases,
            pronouns=self.query_one(f"#{side}-pronouns", Pick).value,
        )

    def _take_names(self) -> str:
        mentor, mentee = self._person("mentor"), self._person("mentee")
        self.draft = replace(self.draft, mentor=mentor, mentee=mentee)
        if not mentor.name or not mentee.name:
            return words.WIZARD_NAME_MISSING
        return words.WIZARD_SAME_NAME if mentor.name.casefold() == mentee.name.casefold() else ""

    def _take_way(self) -> str:
        self.draft = replace(
            self.draft,
            kind=cast(Kind, self.query_one("#kind", Pick).value),
            phase=cast(Phase, self.query_one("#phase", Pick).value),
            programme=self._line("#programme"),
        )
        return ""

    def _take_aim(self) -> str:
        self.draft = replace(self.draft, aim=self.query_one(ShareSlider).share)
        return ""

    def _take_rules(self) -> str:
        ticked = [*self.query_one("#rules", Ticks).ticked]
        if own := self._line("#own-rule"):
            ticked.append(own)
        held = {rule.text for rule in self.draft.agreements if rule.ended is None}
        today = notes.today()
        old = tuple(
            rule if rule.ended or rule.text in ticked else replace(rule, ended=today) for rule in self.draft.agreements
        )
        new = tuple(Agreement(id=notes.new_id(), text=text, since=today) for text in ticked if text not in held)
        self.draft = replace(self.draft, agreements=(*old, *new))
        return ""

    def _take(self) -> str:
        """What the present step says goes into the draft; answers what is missing."""
        takers = (self._take_names, self._take_way, self._take_aim, self._take_rules)
        return takers[self.step]() if self.step < len(takers) else ""

    # Keys.

    async def action_next(self) -> None:
        missing = self._take()
        if missing:
            self.query_one("#say", Plain).say(missing)
        elif self.step + 1 < len(STEPS):
            await self._show(self.step + 1)
        else:
            self.workspace.keep_pair(self.draft)
            if self.is_new:
                self.coach.instead("prepare", self.draft)
            else:
                self.dismiss()

    async def action_back(self) -> None:
        if self.step == 0:
            self.dismiss()
        else:
            self._take()
            await self._show(self.step - 1)

    @on(Input.Changed)
    def _typed(self) -> None:
        self.query_one("#say", Plain).say("")
