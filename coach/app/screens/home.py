"""The first page: the pairs, how they stand, and the obvious next thing for each."""

from __future__ import annotations

import contextlib
from typing import Any, ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.content import Content

from coach import notes
from coach.app import drawing, words
from coach.app.keys import key
from coach.app.screens.page import Page
from coach.app.widgets.entries import Entries
from coach.app.widgets.plain import Plain
from coach.errors import CoachError
from coach.promises import next_promise
from coach.records import Pair, Session

SPARKS = 8
"""How many talks the small chart of a pair holds at most."""


def next_step(pair: Pair, sessions: tuple[Session, ...]) -> str:
    """The obvious next thing: ``resume``, ``mirror``, ``prepare`` or, for a closed pair, ``review``."""
    if sessions and sessions[-1].state != "done":
        return "resume"
    if sessions and sessions[-1].mirror is None and sessions[-1].notes:
        return "mirror"
    return "review" if pair.closed else "prepare"


class HomeScreen(Page):
    BINDINGS: ClassVar[list[BindingType]] = [
        key("home.open", "enter", "open"),
        key("home.prepare", "p", "prepare", show=False),
        key("home.session", "s", "session"),
        key("home.write", "w", "write"),
        key("home.mirror", "m", "mirror"),
        key("home.talks", "t", "talks"),
        key("home.review", "r", "review"),
        key("home.library", "l", "library"),
        key("home.new", "n", "new"),
        key("home.import", "i", "import"),
        key("home.settings", "o", "settings"),
        key("page.back", "escape", "nothing", show=False),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._sessions: dict[str, tuple[Session, ...]] = {}
        self._clicked: str | None = None
        self._looked = False
        self._again = ""
        """How far the reading of older talks is, in words; empty: nothing is being read again."""

    def body(self) -> ComposeResult:
        yield Plain("", id="notice")
        yield Plain("", id="welcome")
        yield Entries(id="pairs")
        yield Plain("", id="warming")

    def on_mount(self) -> None:
        self.set_interval(0.7, self._say_warming)

    def on_screen_resume(self) -> None:
        self.refresh_pairs()

    # What is shown.

    def refresh_pairs(self) -> None:
        """Show the pairs as they are now, the open ones first."""
        pairs = sorted(self.workspace.pairs(), key=lambda pair: pair.closed or "")
        self._sessions = {pair.id: self.workspace.sessions(pair.id) for pair in pairs}
        entries = self.query_one(Entries)
        entries.show([(pair.id, self._entry(pair)) for pair in pairs], entries.chosen)
        entries.display = bool(pairs)
        welcome = Content.assemble((words.HOME_EMPTY_TITLE, "bold"), "\n\n", words.HOME_EMPTY)
        self.query_one("#welcome", Plain).say("" if pairs else welcome)
        notices = [*([words.READ_ONLY] if self.workspace.read_only else []), *self.workspace.notices]
        self.query_one("#notice", Plain).say("\n".join(notices))
        if pairs:
            entries.focus()
        self._say_warming()
        self.refresh_bindings()

    def _entry(self, pair: Pair) -> Content:
        sessions = self._sessions[pair.id]
        parts: list[Any] = [(words.pair_names(pair), "bold")]
        shares = [session.mirror.balance.share for session in sessions if session.mirror][-SPARKS:]
        if len([share for share in shares if share is not None]) >= 3:
            parts += [("   ", ""), (drawing.spark(shares), "$mentor")]
            parts += [("  " + words.spark_words(pair, len(shares)), "$quiet")]
        parts += ["\n", words.home_last(sessions[-1], "") if sessions else words.HOME_NEW_PAIR]
        promised = next_promise(sessions, notes.today())
        if promised:
            parts += ["\n", (words.promise(promised, pair), "$quiet")]
        if pair.closed:
            parts += ["\n", (words.HOME_CLOSED.format(day=words.day(pair.closed)), "$quiet")]
        return Content.assemble(*parts, "\n")

    def _say_warming(self) -> None:
        text = {"starting": words.WAKING, "restarting": words.RESTARTING}.get(self.workspace.engine_state, "")
        self.query_one("#warming", Plain).say(self._again or text)
        if self.workspace.engine_state == "ready" and not self._looked and not self.workspace.read_only:
            self._looked = True
            self._read_again()

    @work(exclusive=True, group="again")
    async def _read_again(self) -> None:
        """Where an older reader read the talks, let this one read them again, and say what moved."""
        for pair in self.workspace.pairs():
            with contextlib.suppress(CoachError):
                said = await self.workspace.read_again(pair.id, self._reading)
                if said:
                    self.coach.whisper(said, 12)
                    self.refresh_pairs()
        self._again = ""

    def _reading(self, done: int, of: int) -> None:
        self._again = words.READING_AGAIN.format(done=done, of=of)

    # Which pair.

    @property
    def chosen(self) -> Pair | None:
        wanted = self.query_one(Entries).chosen
        return next((pair for pair in self.workspace.pairs() if pair.id == wanted), None)

    def _history(self) -> tuple[Session, ...]:
        pair = self.chosen
        return self._sessions.get(pair.id, ()) if pair else ()

    def key_label(self, binding: Binding) -> str:
        pair = self.chosen if self.is_mounted else None
        if binding.action == "open" and pair:
            step = next_step(pair, self._history())
            return words.HOME_FIRST if step == "prepare" and not self._history() else words.HOME_NEXT[step]
        if binding.action == "open":
            return words.HOME_BEGIN
        return super().key_label(binding)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        of_a_pair = ("open", "prepare", "session", "write", "mirror", "talks", "review", "import")
        if not self.is_mounted or action not in of_a_pair:
            return True
        if self.chosen is None:
            return action == "open"
        if action == "mirror":
            return any(session.state == "done" for session in self._history())
        return bool(self._history()) if action in ("talks", "review") else True

    @on(Entries.OptionHighlighted)
    def _moved(self) -> None:
        self.refresh_bindings()

    @on(Entries.OptionSelected)
    def _pressed(self, event: Entries.OptionSelected) -> None:
        """The first click chooses a pair, the next one opens it."""
        again = self._clicked == event.option.id or len(self._sessions) == 1
        self._clicked = event.option.id
        if again:
            self.action_open()

    # What can be done.

    def action_nothing(self) -> None:
        """Escape leads nowhere from the first page."""

    def action_open(self) -> None:
        pair = self.chosen
        if pair is None:
            self.action_new()
            return
        step = next_step(pair, self._history())
        if step == "resume":
            self.coach.go("session", pair, self._history()[-1])
        elif step == "mirror":
            session = self._history()[-1]
            self.coach.go("mirror" if len(session.guesses) > 1 else "guess", pair, session)
        elif step == "review":
            self.action_review()
        else:
            self.action_prepare()

    def action_prepare(self) -> None:
        self.coach.go("prepare", self.chosen)

    def action_session(self) -> None:
        self._plan(lambda pair, session: self.coach.go("session", pair, session))

    def action_write(self) -> None:
        self._plan(lambda pair, session: self.coach.go("write", pair, session), over=True)

    def _plan(self, then: Any, *, over: bool = False) -> None:
        """Ask for the plan of the talk, make the session, then go on with it."""
        from coach.app.screens.plan import PlanDialog

        pair = self.chosen
        if pair is None:
            return

        def begin(plan: tuple[str, int] | None) -> None:
            if plan is None:
                return
            try:
                session = self.workspace.start_session(pair.id, *plan)
            except CoachError as problem:
                self.coach.tell(problem)
            else:
                then(pair, session)

        self.app.push_screen(PlanDialog(pair, over=over), begin)

    def action_mirror(self) -> None:
        done = [session for session in self._history() if session.state == "done"]
        self._open_talk(done[-1].id)

    def _open_talk(self, session_id: str | None) -> None:
        pair = self.chosen
        session = next((each for each in self._history() if each.id == session_id), None)
        if pair is None or session is None:
            return
        if session.state == "done":
            self.coach.go("mirror", pair, session)
        else:
            self.coach.go("session", pair, session)

    def action_talks(self) -> None:
        from coach.app.screens.dialogs import ListDialog

        titles = self.workspace.guides.templates
        entries = []
        for session in reversed(self._history()):
            title = titles[session.template].title if session.template in titles else ""
            entries.append((session.id, words.home_last(session, title)))
        self.app.push_screen(ListDialog(words.HOME_TALKS_TITLE, entries), self._open_talk)

    def action_review(self) -> None:
        self.coach.go("review", self.chosen)

    def action_library(self) -> None:
        self.coach.go("library")

    def action_new(self) -> None:
        self.coach.go("wizard")

    def action_import(self) -> None:
        from coach.app.screens.transcript import TranscriptDialog

        pair = self.chosen
        if pair is None:
            return

        def kept(session: Session | None) -> None:
            if session is not None:
                self.coach.go("guess", pair, session)

        self.app.push_screen(TranscriptDialog(pair), kept)

    def action_settings(self) -> None:
        self.coach.go("settings", self.chosen)
