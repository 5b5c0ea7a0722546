"""A transcript from a file: where it is, then who is who; a session comes out."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Literal, cast

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input

from coach import notes
from coach.app import words
from coach.app.screens.dialogs import is_day
from coach.app.screens.page import Dialog
from coach.app.screens.work import WorkDialog
from coach.app.widgets.line import Line
from coach.app.widgets.pick import Pick
from coach.app.widgets.plain import Plain
from coach.records import Pair, Session, Side

if TYPE_CHECKING:
    from coach.app.ports import Imported

Who = Mapping[str, Side | Literal["third-party"]]


class TranscriptDialog(Dialog[Session]):
    """Asks for the file, has it read, asks who is who, has it kept."""

    title_text = words.IMPORT_TITLE

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self.pair = pair

    def body(self) -> ComposeResult:
        yield Plain(words.IMPORT_NOTE, classes="quiet")
        yield Plain(words.IMPORT_ASK, classes="after")
        yield Line(hint=words.IMPORT_HINT)

    def action_yes(self) -> None:
        path = Path(self.query_one(Input).value.strip().strip("'\"")).expanduser()
        if not path.is_file():
            self.say(words.IMPORT_MISSING)
            return
        workspace, pair = self.workspace, self.pair
        job = WorkDialog["Imported"](words.IMPORT_READING, lambda step: workspace.read_transcript(pair.id, path, step))
        self.app.push_screen(job, self._read)

    def _read(self, imported: Imported | None) -> None:
        if imported is not None:
            self.app.push_screen(WhoDialog(self.pair, imported), lambda who: self._keep(imported, who))

    def _keep(self, imported: Imported, answer: tuple[Who, str] | None) -> None:
        if answer is None:
            return
        who, day = answer
        workspace, pair = self.workspace, self.pair
        job = WorkDialog[Session](
            words.IMPORT_READING, lambda _step: workspace.keep_transcript(pair.id, imported, who, day), writes=True
        )
        self.app.push_screen(job, self._kept)

    def _kept(self, session: Session | None) -> None:
        if session is not None:
            self.dismiss(session)


class WhoDialog(Dialog[tuple[Who, str]]):
    """Who is who among the names of a file, and on which day they talked."""

    title_text = words.IMPORT_WHO

    def __init__(self, pair: Pair, imported: Imported) -> None:
        super().__init__()
        self.pair, self.imported = pair, imported

    def body(self) -> ComposeResult:
        seats = [(side, words.name(self.pair, side)) for side in ("mentor", "mentee", "third-party")]
        for index, (name, turns) in enumerate(self.imported.speakers):
            label = words.IMPORT_TURNS.format(name=notes.one_line(name), turns=words.times(turns, "time"))
            yield Plain(Content(label).stylize("bold"), classes="after")
            known = self.imported.mapping.get(name)
            yield Pick(seats, known or "third-party", id=f"who-{index}")
        yield Plain(words.IMPORT_DAY, classes="after")
        yield Line(self.imported.day or notes.today())

    def on_mount(self) -> None:
        self.query(Pick).first().focus()

    def action_yes(self) -> None:
        picks = list(self.query(Pick))
        who = {name: pick.value for (name, _turns), pick in zip(self.imported.speakers, picks, strict=True)}
        day = self.query_one(Input).value.strip()
        if not {"mentor", "mentee"} <= set(who.values()):
            self.say(words.with_names(words.IMPORT_BOTH, self.pair))
        elif not is_day(day):
            self.say(words.IMPORT_DAY_WRONG)
        else:
            self.dismiss((cast(Who, who), day))
