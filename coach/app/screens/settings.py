"""Colours, privacy, this pair, backup: a list in which enter changes things."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from coach import notes
from coach.app import themes, words
from coach.app.keys import key
from coach.app.screens.page import Page
from coach.app.screens.work import WorkDialog
from coach.app.widgets.entries import Entries
from coach.errors import CoachError
from coach.records import Pair, Side

if TYPE_CHECKING:
    from coach.app.ports import Workspace

TOGGLES = {"tags": True, "marks_talk": False, "marks_after": True}
"""Settings that are on or off, with what they are at first."""
OF_A_PAIR = ("pair", "code_mentor", "code_mentee", "close", "delete")


class SettingsScreen(Page):
    BINDINGS: ClassVar[list[BindingType]] = [key("settings.change", "enter,space", "change")]

    def __init__(self, pair: Pair | None = None) -> None:
        super().__init__()
        self.pair = pair

    def heading(self) -> str | Content:
        return words.SETTINGS_TITLE

    def body(self) -> ComposeResult:
        yield Entries(id="settings")

    def on_mount(self) -> None:
        self.query_one(Entries).focus()

    def on_screen_resume(self) -> None:
        if self.pair is not None:
            self.pair = next((pair for pair in self.workspace.pairs() if pair.id == self.pair.id), None)
        self._show()

    def _show(self) -> None:
        entries: list[tuple[str, str | Content]] = []
        for name, (label, why) in words.SETTINGS.items():
            if name in OF_A_PAIR and self.pair is None:
                continue
            title = words.with_names(label, self.pair) if self.pair else label
            value = self._value(name)
            entries.append((name, Content.assemble((title, "bold"), f"   {value}", (f"\n{why}", "$quiet"))))
        listed = self.query_one(Entries)
        listed.show(entries, listed.chosen)

    def _value(self, name: str) -> str:
        """How it stands now, in a word or two."""
        workspace = self.workspace
        if name in TOGGLES:
            return words.ON if workspace.setting(name, TOGGLES[name]) else words.OFF
        if name == "theme":
            return self.app.theme
        if name == "idle":
            return dict(words.SETTINGS_HIDE_FOR).get(str(workspace.setting("idle_minutes", 0)), "")
        if name == "passphrase":
            return words.SETTINGS_SET if workspace.has_passphrase else words.SETTINGS_UNSET
        if name == "model":
            return notes.one_line(str(workspace.setting("model_folder", "")))
        if name.startswith("code_") and self.pair is not None:
            side = cast(Side, name.removeprefix("code_"))
            return words.SETTINGS_SET if workspace.has_code(self.pair.id, side) else words.SETTINGS_UNSET
        return words.pair_names(self.pair) if name == "pair" and self.pair else ""

    # Changing.

    def _then_say(self, text: str) -> Callable[[object], None]:
        """What to do when long work has ended: say so, unless it was stopped (None)."""

        def ended(result: object) -> None:
            if result is not None:
                self.coach.whisper(text.replace("{path}", str(result)))
                self._show()

        return ended

    @on(Entries.OptionSelected)
    def action_change(self) -> None:
        name = self.query_one(Entries).chosen or ""
        try:
            if name in TOGGLES:
                self.workspace.keep_setting(name, not self.workspace.setting(name, TOGGLES[name]))
            elif name.startswith("code_"):
                self._code(cast(Side, name.removeprefix("code_")))
            else:
                getattr(self, f"_{name}")()
        except CoachError as problem:
            self.coach.tell(problem)
        self._show()

    def _theme(self) -> None:
        from coach.app.screens.dialogs import ListDialog

        names = [theme.name for theme in themes.themes()]

        def picked(name: str | None) -> None:
            if name is not None:
                self.app.theme = name
                self.workspace.keep_setting("theme", name)
                self._show()

        self.app.push_screen(ListDialog(words.SETTINGS["theme"][0], [(n, n) for n in names], self.app.theme), picked)

    def _idle(self) -> None:
        choices = [int(value) for value, _label in words.SETTINGS_HIDE_FOR]
        now = int(self.workspace.setting("idle_minutes", 0))
        place = choices.index(now) if now in choices else 0
        self.workspace.keep_setting("idle_minutes", choices[(place + 1) % len(choices)])

    def _passphrase(self) -> None:
        from coach.app.screens.secrets import SecretDialog

        workspace = self.workspace
        had = workspace.has_passphrase

        def answered(secrets: tuple[str, str] | None) -> None:
            if secrets is None:
                return
            old, new = secrets
            job = WorkDialog[bool](
                words.PASS_WORKING, lambda _p: _set_passphrase(workspace, new or None, old or None), writes=True
            )
            self.app.push_screen(job, self._then_say(words.PASS_DONE if new else words.PASS_GONE))

        asks = (words.PASS_OLD if had else "", words.PASS_NEW, words.PASS_AGAIN)
        self.app.push_screen(SecretDialog(words.PASS_TITLE, *asks), answered)

    def _model(self) -> None:
        from coach.app.screens.dialogs import LineDialog

        def answered(folder: str | None) -> None:
            if folder is None:
                return
            if folder and not Path(folder).expanduser().is_dir():
                self.coach.tell(CoachError(words.MODEL_TITLE, words.MODEL_MISSING))
                return
            self.workspace.keep_setting("model_folder", folder)
            self.coach.whisper(words.MODEL_DONE)
            self._show()

        now = str(self.workspace.setting("model_folder", ""))
        self.app.push_screen(LineDialog(words.MODEL_TITLE, words.MODEL_ASK, now), answered)

    def _pair(self) -> None:
        self.coach.go("wizard", self.pair)

    def _code(self, side: Side) -> None:
        from coach.app.screens.secrets import SecretDialog

        pair, workspace = self.pair, self.workspace
        if pair is None:
            return
        had = workspace.has_code(pair.id, side)

        def answered(secrets: tuple[str, str] | None) -> None:
            if secrets is None:
                return
            old, new = secrets
            if had and not workspace.check_code(pair.id, side, old):
                self.coach.tell(CoachError(words.LOCKED_TITLE, words.SESSION_CODE_WRONG))
                return
            workspace.set_code(pair.id, side, new or None)
            self.coach.whisper(words.CODE_DONE)
            self._show()

        title = words.CODE_TITLE.format(name=words.name(pair, side))
        self.app.push_screen(
            SecretDialog(title, words.CODE_OLD if had else "", words.CODE_NEW, words.PASS_AGAIN), answered
        )

    def _backup(self) -> None:
        from coach.app.screens.dialogs import LineDialog

        workspace = self.workspace
        usual = str(Path("~") / f"coach-{notes.today()}.backup")

        def answered(where: str | None) -> None:
            if where:
                path = Path(where).expanduser()
                job = WorkDialog[Path](words.BACKUP_WORKING, lambda step: workspace.backup(path, step), writes=True)
                self.app.push_screen(job, self._then_say(words.BACKUP_DONE))

        self.app.push_screen(LineDialog(words.SETTINGS["backup"][0], words.BACKUP_ASK, usual), answered)

    def _doctor(self) -> None:
        from coach.app.screens.dialogs import TellDialog

        workspace = self.workspace

        def seen(lines: tuple[str, ...] | None) -> None:
            if lines:
                self.app.push_screen(TellDialog(words.SETTINGS["doctor"][0], "\n".join(lines)))

        job = WorkDialog[tuple[str, ...]](words.DOCTOR_WORKING, lambda _progress: tuple(workspace.doctor()))
        self.app.push_screen(job, seen)

    def _close(self) -> None:
        from coach.app.screens.dialogs import ConfirmDialog

        pair = self.pair
        if pair is None:
            return

        def answered(yes: bool | None) -> None:
            if yes:
                self.workspace.close_pair(pair.id, notes.today())
                self.dismiss()

        text = words.CLOSE_TEXT.format(names=words.pair_names(pair))
        self.app.push_screen(ConfirmDialog(words.CLOSE_TITLE, text), answered)

    def _delete(self) -> None:
        from coach.app.screens.dialogs import LineDialog

        pair = self.pair
        if pair is None:
            return

        def answered(typed: str | None) -> None:
            if typed == words.DELETE_WORD:
                self.workspace.delete_pair(pair.id)
                self.dismiss()

        text = words.DELETE_TEXT.format(names=words.pair_names(pair))
        self.app.push_screen(LineDialog(words.DELETE_TITLE, text), answered)


def _set_passphrase(workspace: Workspace, new: str | None, old: str | None) -> bool:
    """The work of a thread; True, so that a stopped one can be told from a finished one."""
    workspace.set_passphrase(new, old)
    return True
