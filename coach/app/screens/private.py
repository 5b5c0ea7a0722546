"""Opening the private notes of one person: who it is, then their code where they have one."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from coach.app import words
from coach.app.screens.dialogs import CodeDialog, ListDialog
from coach.records import Pair, Session, Side

if TYPE_CHECKING:
    from coach.app.app import CoachApp


def open_private(
    app: CoachApp, pair: Pair, session: Session, opened: frozenset[str], then: Callable[[Side], None]
) -> None:
    """Ask whose notes to open and for the code, then call ``then`` with the side."""
    closed = {note.visibility for note in session.notes if note.visibility != "both"} - opened
    entries = [(side, words.name(pair, side)) for side in ("mentor", "mentee") if side in closed]

    def picked(side: str | None) -> None:
        if side is None:
            return
        whose = cast(Side, side)
        if not app.workspace.has_code(pair.id, whose):
            then(whose)
            return

        def asked(code: str | None) -> None:
            if code is None:
                return
            if app.workspace.check_code(pair.id, whose, code):
                then(whose)
            else:
                app.whisper(words.SESSION_CODE_WRONG)

        app.push_screen(CodeDialog(words.name(pair, whose)), asked)

    if entries:
        app.push_screen(ListDialog(words.PRIVATE_WHOSE, entries), picked)
