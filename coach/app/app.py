"""A workspace to an app on the terminal: opens pages when they are wanted, hides and locks, says what went wrong."""

from __future__ import annotations

import gc
import threading
import time
from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import App
from textual.binding import Binding, BindingType
from textual.css.stylesheet import Stylesheet
from textual.screen import Screen

from coach.app import themes, words
from coach.app.keys import key
from coach.errors import CoachError

if TYPE_CHECKING:
    from textual.command import Provider

    from coach.app.ports import Workspace

ROOMS = {
    "home": "HomeScreen",
    "wizard": "WizardScreen",
    "prepare": "PrepareScreen",
    "session": "SessionScreen",
    "guess": "GuessScreen",
    "mirror": "MirrorScreen",
    "write": "WriteScreen",
    "review": "ReviewScreen",
    "questions": "QuestionsScreen",
    "library": "LibraryScreen",
    "settings": "SettingsScreen",
    "help": "HelpScreen",
    "lock": "LockScreen",
    "hide": "HideScreen",
}
"""Pages by name; each stands in the module of its name under ``coach.app.screens``."""
FIRST = "home"


def room(name: str, *args: Any, **kwargs: Any) -> Screen[Any]:
    """A page by its name, its module imported now if it wasn't yet."""
    screen: Screen[Any] = getattr(import_module(f"coach.app.screens.{name}"), ROOMS[name])(*args, **kwargs)
    return screen


def _warm_up(names: tuple[str, ...]) -> None:
    """Import pages, and what the workspace imports when it's asked, ahead of their first use, from a thread."""
    for module in ("coach.workspace.preparing", "coach.workspace.reading", *(f"coach.app.screens.{n}" for n in names)):
        import_module(module)
        time.sleep(0.01)


def _everything() -> type[Provider]:
    from coach.app.palette import EverythingProvider

    return EverythingProvider


class CoachApp(App[None]):
    """The app. With ``workspace`` None it first asks for the passphrase and calls ``unlock`` with it."""

    CSS_PATH = "coach.tcss"
    TITLE = words.APP_TITLE
    COMMANDS: ClassVar[set[type[Provider] | Callable[[], type[Provider]]]] = {_everything}
    COMMAND_PALETTE_BINDING = "ctrl+p"
    BINDINGS: ClassVar[list[BindingType]] = [
        key("app.help", "f1,question_mark", "help", show=False),
        key("app.hide", "f8", "hide", show=False, priority=True),
        key("app.palette", "ctrl+p", "command_palette", show=False, priority=True),
        key("app.quit", "ctrl+q", "quit", show=False, priority=True),
    ]

    def __init__(
        self, workspace: Workspace | None = None, unlock: Callable[[str], Workspace] | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self._workspace = workspace
        self.unlock = unlock
        self._touched = time.monotonic()
        for theme in themes.themes():
            self.register_theme(theme)
        self.set_reactive(CoachApp.theme, self._wanted_theme())
        dark = self.current_theme.dark
        self.update_classes({"-dark-mode": dark, "-light-mode": not dark}, update=False)
        self.stylesheet = Stylesheet(variables=self.get_css_variables())

    @property
    def workspace(self) -> Workspace:
        if self._workspace is None:
            raise RuntimeError("the workspace is still locked")
        return self._workspace

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return themes.defaults()

    def get_key_display(self, binding: Binding) -> str:
        shown = binding.key_display or binding.key
        if shown in words.KEY_NAMES:
            return words.KEY_NAMES[shown]
        return shown.upper() if len(shown) in (2, 3) and shown[0] == "f" and shown[1:].isdigit() else shown

    # Beginning and end.

    def get_default_screen(self) -> Screen[Any]:
        return room(FIRST) if self._workspace is not None else super().get_default_screen()

    def on_mount(self) -> None:
        if self._workspace is None:
            self.push_screen(room("lock", first=True))
        else:
            self.set_keymap(dict(self._workspace.setting("keymap", {})))
        self.set_interval(5, self._lock_when_idle)
        self.call_after_refresh(self._settle)

    def enter(self, workspace: Workspace) -> None:
        """Open the first page on this workspace, now that it is unlocked."""
        self._workspace = workspace
        self.theme = self._wanted_theme()
        self.set_keymap(dict(workspace.setting("keymap", {})))
        self.push_screen(room(FIRST))

    def _wanted_theme(self) -> str:
        wanted = self._workspace.setting("theme", themes.PAPER) if self._workspace is not None else themes.PAPER
        return wanted if wanted in self.available_themes else themes.PAPER

    def _settle(self) -> None:
        """Everything made so far stays: keep the collector away from it; then fetch the other pages' code."""
        gc.collect()
        gc.freeze()
        gc.enable()
        names = tuple(name for name in ROOMS if name != FIRST)
        threading.Thread(target=_warm_up, args=(names,), daemon=True, name="pages").start()

    # Going places.

    def go(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Open a page over this one."""
        self.push_screen(room(name, *args, **kwargs))

    def instead(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Open a page in the place of this one."""
        self.switch_screen(room(name, *args, **kwargs))

    def action_help(self) -> None:
        if type(self.screen).__name__ != "HelpScreen":
            self.go("help", self.screen)

    def action_hide(self) -> None:
        present = type(self.screen).__name__
        if present == "HideScreen":
            self.pop_screen()
        elif present != "LockScreen":
            self.go("hide")

    # Saying things.

    def whisper(self, text: str, seconds: float = 4) -> None:
        """Something that went well, said in passing."""
        self.notify(text, markup=False, timeout=seconds)

    def tell(self, problem: CoachError) -> None:
        """Something that a person can do something about, said until it is read."""
        from coach.app.screens.dialogs import TellDialog

        self.push_screen(TellDialog(problem.title, problem.message, problem.remedy))

    def _fatal_error(self) -> None:
        """Say it without a traceback: those print local variables, which hold people's words."""
        self.bell()
        self._exit_renderables.append(words.TROUBLE)
        self._close_messages_no_wait()

    # Nobody there.

    async def on_event(self, event: events.Event) -> None:
        if isinstance(event, events.Key | events.MouseEvent):
            self._touched = time.monotonic()
        await super().on_event(event)

    def _lock_when_idle(self) -> None:
        covered = "LockScreen" if self._workspace is not None and self._workspace.has_passphrase else "HideScreen"
        if self._workspace is None or type(self.screen).__name__ in ("LockScreen", covered):
            return
        after = int(self._workspace.setting("idle_minutes", 0)) * 60
        if after and time.monotonic() - self._touched >= after:
            self.push_screen(room("lock") if self._workspace.has_passphrase else room("hide"))
