"""After the talk: a sentence, the numbers, the words behind each, one thing to try, promises."""

from __future__ import annotations

from typing import Any, ClassVar

from msgspec.structs import replace
from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content

from coach.app import carried, drawing, guide_pages, notes_page, words
from coach.app.keys import key
from coach.app.messages import Picked
from coach.app.screens.page import Page, wide_from
from coach.app.walk import Walk, marker_lines
from coach.app.widgets.mirror_parts import BalanceBand, Ideas, StanceBars, WordsLine
from coach.app.widgets.plain import KeyLine, Masthead, Plain
from coach.errors import CoachError
from coach.records import Action, Advice, Choice, Correction, Pair, Session, Side, Suggestion

SLOW_S = 1.0
"""Seconds after which the page says that a correction was kept and its numbers are on the way."""
LONG_S = 6.0
"""Seconds of reading after which the page says that it takes long."""


class MirrorScreen(Page):
    HORIZONTAL_BREAKPOINTS = wide_from(112)
    BINDINGS: ClassVar[list[BindingType]] = [
        key("mirror.walk_back", "left", "walk(-1)", show=False),
        key("mirror.walk", "right", "walk(1)"),
        key("mirror.filter", "f", "filter"),
        key("mirror.correct", "c", "correct"),
        key("mirror.notes", "n", "notes"),
        key("mirror.keep1", "1", "keep(1)"),
        key("mirror.keep2", "2", "keep(2)", show=False),
        key("mirror.keep3", "3", "keep(3)", show=False),
        key("mirror.up", "up", "idea(-1)", show=False),
        key("mirror.down", "down", "idea(1)", show=False),
        key("mirror.swap", "s", "swap"),
        key("mirror.dismiss", "d", "put_away"),
        key("mirror.why", "y", "why"),
        key("mirror.action", "a", "promise"),
        key("mirror.tried", "u", "tried"),
        key("mirror.write", "w", "write"),
        key("mirror.private", "p", "private"),
        key("mirror.guess", "g", "guess", show=False),
        key("mirror.done", "enter", "back"),
    ]

    def __init__(self, pair: Pair, session: Session) -> None:
        super().__init__()
        self.pair: Pair = pair
        self.session = session
        self.advice: Advice | None = None
        self.opened: frozenset[str] = frozenset()
        self.walk = Walk(session, self.opened)
        self.notes_shown = False

    # The page.

    def heading(self) -> str | Content:
        before = [each for each in self.workspace.sessions(self.pair.id) if each.day <= self.session.day]
        return words.mirror_title(self.pair, max(1, len(before)), self.session)

    def compose(self) -> ComposeResult:
        yield Masthead(self.heading())
        with Horizontal(id="mirror"):
            with VerticalScroll(id="body", can_focus=False):
                yield Plain("", id="sentence")
                yield BalanceBand(self.pair)
                yield Plain("", id="problems")
                yield StanceBars(self.pair)
                yield Plain("", id="markers")
                yield WordsLine(self.pair)
                yield Ideas()
                yield Plain("", id="no-ideas", classes="quiet")
                yield Plain("", id="carried")
                yield Plain("", id="promises")
            with Vertical(id="notes"):
                with VerticalScroll(id="notes-scroll", can_focus=False):
                    yield Plain("", id="notes-text")
                yield Plain("", id="notes-walk")
        yield KeyLine()

    def on_mount(self) -> None:
        self.show_all()
        self.read()
        self.set_timer(LONG_S, self._say_long)

    def on_screen_resume(self) -> None:
        kept = self._as_kept()
        if self.is_mounted and kept.notes != self.session.notes:
            self.session = kept
            self.read()

    @work(exclusive=True, group="read")
    async def read(self) -> None:
        """Have the notes read (quick when they were read before), then ask what to try."""
        if self.session.mirror is None:
            waking = self.workspace.engine_state in ("starting", "restarting")
            self.query_one("#sentence", Plain).say(words.MIRROR_READING_WAKING if waking else words.MIRROR_READING)
        try:
            self.take(await self.workspace.read_session(self.session, self._show_reading))
            self.query_one("#no-ideas", Plain).say("" if self.advice else words.MIRROR_LOOKING)
            self.advice = await self.workspace.advise(self.session)
        except CoachError as problem:
            self.query_one("#no-ideas", Plain).say("")
            self.query_one("#sentence", Plain).say(str(problem))
            return
        self.session = self._as_kept()
        self._show_ideas()

    def _show_reading(self, done: int, of: int) -> None:
        """How far a long reading is; a short one is over before anybody could look."""
        if self.session.mirror is None and done < of:
            bar = drawing.time_bar(done / max(1, of), 40)
            self.query_one("#sentence", Plain).say(Content.assemble(f"{words.MIRROR_READING}\n", bar))

    def _as_kept(self) -> Session:
        """The session as it stands on disk by now; what was suggested is kept with it."""
        sessions = self.workspace.sessions(self.pair.id)
        return next((each for each in sessions if each.id == self.session.id), self.session)

    def _say_long(self) -> None:
        if self.session.mirror is None and any(w.group == "read" and w.node is self for w in self.workers):
            self.query_one("#sentence", Plain).say(words.MIRROR_READING_LONG)

    def take(self, session: Session) -> None:
        """Show this state of the session."""
        self.session = session
        self.walk = Walk(session, self.opened, self.walk)
        self.show_all()

    # What is shown.

    def show_all(self) -> None:
        mirror = self.session.mirror
        if mirror is not None:
            sentence = mirror.sentence
            if not self.session.notes and not self.session.turns:
                sentence = words.MIRROR_NOTHING
            self.query_one("#sentence", Plain).say(Content(sentence).stylize("bold"))
            template = self.workspace.guides.templates.get(self.session.template)
            plan = template.title if template else words.SESSION_OWN_STAGE
            self.query_one(BalanceBand).show(mirror, self.session.guesses, plan)
            self.query_one("#problems", Plain).say("\n".join(mirror.problems))
            self.query_one("#markers", Plain).say(marker_lines(mirror, self.pair))
        self._show_walk()
        self._show_ideas()
        self._show_carried()
        self._show_promises()
        self.refresh_bindings()

    def _show_walk(self) -> None:
        mirror, act = self.session.mirror, self.walk.act
        empty = ""
        if mirror is not None:
            self.query_one(StanceBars).show(mirror, self.walk.only)
            empty = words.MIRROR_PRIVATE_HELD if self.walk.held else words.with_names(words.MIRROR_NO_ACTS, self.pair)
        line = self.query_one(WordsLine)
        line.show(act, self.walk.place, empty)
        if self.notes_shown:
            self._show_notes()

    def _show_notes(self) -> None:
        act = self.walk.act
        notes = [note for note in self.session.notes if note.visibility == "both" or note.visibility in self.opened]
        acts = self.session.mirror.acts if self.session.mirror else ()
        content, at = notes_page.notes_content(self.session, notes, acts, act, self.pair)
        text = self.query_one("#notes-text", Plain)
        text.say(content)
        scroll = self.query_one("#notes-scroll", VerticalScroll)
        scroll.scroll_to(y=max(0, at - scroll.size.height // 2), animate=False)
        alone = act is not None and not self.has_class("-wide")
        foot = words.walk_foot(act, self.walk.place, self.pair) if act and alone else ""
        self.query_one("#notes-walk", Plain).say(foot)

    def _show_ideas(self) -> None:
        guides = self.workspace.guides
        ideas = self.advice.suggestions if self.advice else ()
        texts = [guide_pages.spoken(idea, guides, self.pair) for idea in ideas]
        self.query_one(Ideas).show(self.advice, self.session, texts)
        self.query_one("#no-ideas", Plain).say(words.MIRROR_NO_ADVICE if self.advice and not ideas else "")
        self.refresh_bindings()

    def _show_carried(self) -> None:
        earlier = [each for each in self.workspace.sessions(self.pair.id) if each.day < self.session.day]
        self.query_one("#carried", Plain).say(carried.lines(self.session, earlier, self.workspace.guides, self.pair))

    def _show_promises(self) -> None:
        promises = [action for action in self.session.actions if not action.dropped]
        lines: list[Any] = [Content(words.MIRROR_PROMISES).stylize("bold")] if promises else []
        lines += [Content(f"· {words.promise(action, self.pair)}") for action in promises]
        self.query_one("#promises", Plain).say(Content("\n").join(lines))

    def key_label(self, binding: Binding) -> str:
        if binding.action == "keep(1)":
            return words.MIRROR_KEEP_KEYS if self.advice and self.advice.suggestions else ""
        return super().key_label(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action in ("walk", "filter", "correct"):
            return self.walk.act is not None
        if action in ("keep", "swap", "put_away", "why", "idea"):
            return bool(self.advice and self.advice.suggestions)
        if action == "tried":
            return bool(carried.shown(self.session, self.workspace.guides))
        if action == "private":
            return any(note.visibility != "both" for note in self.session.notes)
        return True

    # The words behind the numbers.

    def action_walk(self, by: int) -> None:
        self.walk.step(by)
        self._show_walk()

    def action_filter(self) -> None:
        self.walk.next_filter()
        self._show_walk()

    @on(Picked)
    def _picked(self, event: Picked) -> None:
        if event.name == "stance":
            self.walk.filter("" if self.walk.only == event.value else event.value)
            self._show_walk()
        elif event.name == "keep":
            self.action_keep(int(event.value))

    def action_notes(self) -> None:
        self.notes_shown = not self.notes_shown
        self.set_class(self.notes_shown, "show-notes")
        if self.notes_shown:
            self._show_notes()

    def action_private(self) -> None:
        from coach.app.screens.private import open_private

        def opened(side: Side) -> None:
            self.opened |= {side}
            self.take(self.session)

        open_private(self.coach, self.pair, self.session, self.opened, opened)

    def action_correct(self) -> None:
        from coach.app.screens.correct import CorrectDialog

        act = self.walk.act
        if act is not None:
            self.app.push_screen(CorrectDialog(self.pair, act), self._corrected)

    def _corrected(self, correction: Correction | None) -> None:
        """Keep it at once, whatever the reader is busy with; one after the other may come before the numbers do."""
        if correction is None:
            return
        others = [each for each in self.session.corrections if each.words != correction.words]
        self._keep(replace(self.session, corrections=(*others, correction)))
        self._correct(correction)

    def _keep(self, session: Session) -> None:
        self.session = session
        try:
            self.workspace.keep_session(session)
        except CoachError as problem:
            self.coach.tell(problem)

    @work(exclusive=True, group="read")
    async def _correct(self, correction: Correction) -> None:
        slow = self.set_timer(SLOW_S, lambda: self.coach.whisper(words.MIRROR_NUMBERS_COMING))
        try:
            self.take(await self.workspace.correct(self.session, correction))
        except CoachError as problem:
            self.coach.tell(problem)
        else:
            self.coach.whisper(words.MIRROR_NUMBERS_FOLLOW)
        finally:
            slow.stop()

    # What to try.

    def _choose(self, idea: Suggestion, state: Any) -> None:
        if self.advice is None:
            return
        choice = Choice(prompt=idea.prompt, focus=self.advice.focus, state=state, for_side=self.advice.side)
        self.session = self.workspace.choose(self.session, choice)
        self._show_ideas()

    def action_idea(self, by: int) -> None:
        ideas = self.query_one(Ideas)
        last = len(self.advice.suggestions) - 1 if self.advice else 0
        ideas.cursor = max(0, min(last, ideas.cursor + by))
        ideas.scroll_visible(animate=False)

    def action_why(self) -> None:
        ideas = self.query_one(Ideas)
        ideas.why = not ideas.why

    def action_keep(self, number: int) -> None:
        if self.advice is None or number > len(self.advice.suggestions):
            return
        idea = self.advice.suggestions[number - 1]
        self.query_one(Ideas).cursor = number - 1
        kept = any(choice.prompt == idea.prompt and choice.state == "kept" for choice in self.session.choices)
        self._choose(idea, "offered" if kept else "kept")

    def action_swap(self) -> None:
        self._away("swapped")

    def action_put_away(self) -> None:
        self._away("dismissed")

    def _away(self, state: str) -> None:
        if self.advice is None:
            return
        self._choose(self.advice.suggestions[self.query_one(Ideas).cursor], state)
        self._advise_again()

    @work(exclusive=True, group="advice")
    async def _advise_again(self) -> None:
        try:
            self.advice = await self.workspace.advise(self.session)
        except CoachError as problem:
            self.coach.tell(problem)
        self._show_ideas()

    # Promises, more notes, guesses.

    def action_promise(self) -> None:
        from coach.app.screens.dialogs import PromiseDialog

        def promised(action: Action | None) -> None:
            if action is not None:
                self._keep(replace(self.session, actions=(*self.session.actions, action)))
                self._show_promises()

        self.app.push_screen(PromiseDialog(self.pair), promised)

    def action_tried(self) -> None:
        from coach.app.screens.tried import TriedDialog

        guides = self.workspace.guides
        asked = carried.shown(self.session, guides)

        def said(answers: tuple[Choice, ...] | None) -> None:
            if answers is not None:
                known = {choice.prompt: choice for choice in answers}
                kept = tuple(known.get(choice.prompt, choice) for choice in self.session.carried)
                self._keep(replace(self.session, carried=kept))
                self._show_carried()

        texts = [carried.text_of(choice, guides, self.pair) for choice in asked]
        self.app.push_screen(TriedDialog(self.pair, asked, texts), said)

    def action_write(self) -> None:
        self.coach.go("write", self.pair, self.session, then_mirror=False)

    def action_guess(self) -> None:
        self.coach.instead("guess", self.pair, self.session)
