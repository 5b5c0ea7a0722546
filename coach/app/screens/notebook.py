"""What the pages with a note area share: who writes, who sees, marks, and keeping within a second."""

from __future__ import annotations

from typing import cast

from textual import on, work
from textual.timer import Timer

from coach.app import words
from coach.app.marking import marks_of
from coach.app.messages import MarksWanted, NoteChanged
from coach.app.screens.page import Page
from coach.app.talk import note_of, with_note, written
from coach.app.widgets.note_area import NoteArea
from coach.errors import CoachError
from coach.records import Author, Pair, Session, Side, Visibility

SAVE_AFTER_S = 0.5
"""Seconds from the first unsaved key to the disk."""
AUTHORS: tuple[Author, ...] = ("both", "mentor", "mentee")
EYES: tuple[Visibility, ...] = ("both", "mentor", "mentee")


class NotebookPage(Page):
    """A page around a NoteArea. Subclasses hold the session in ``record`` and name the ``stage_id`` being written."""

    marks_setting = "marks_after"
    marks_usual = True
    write_hint = ""

    def __init__(self, pair: Pair, session: Session) -> None:
        super().__init__()
        self.pair: Pair = pair
        self.eyes: Visibility = "both"
        self.author: Author = "both"
        self._opened: set[str] = set()
        self._saving: Timer | None = None
        self._record = session

    @property
    def record(self) -> Session:
        return self._record

    @record.setter
    def record(self, session: Session) -> None:
        self._record = session

    @property
    def stage_id(self) -> str:
        return ""

    @property
    def area(self) -> NoteArea:
        return self.query_one(NoteArea)

    def say_state(self, saved: str) -> None:
        """Show whether all is kept, who sees and who writes."""

    # Opening.

    def open_notebook(self) -> None:
        """Called when the page is mounted."""
        author = self.workspace.setting(f"author:{self.pair.id}", "both")
        self.author = author if author in AUTHORS else "both"
        self.area.marking = bool(self.workspace.setting(self.marks_setting, self.marks_usual))
        self.area.read_only = self.workspace.read_only
        self.show_note()
        self.area.focus()

    def show_note(self) -> None:
        """Put the note of this part and these eyes into the area."""
        note = note_of(self.record, self.stage_id, self.eyes)
        if note is not None and note.visibility == "both":
            self.author = note.author
        self.area.show_text(note.text if note else "")
        self.area.placeholder = self._hint()
        self.say_state(words.SAVED if note else "")

    def _hint(self) -> str:
        """What stands in an empty area: what to write, or whose eyes it's for."""
        if self.eyes == "both":
            return self.write_hint
        closed = self.workspace.has_code(self.pair.id, self.eyes)
        text = words.PRIVATE_CLOSED if closed else words.PRIVATE_OPEN
        return text.format(name=words.name(self.pair, self.eyes))

    def nothing_in_it(self) -> bool:
        """Whether this is a talk without a word, a promise or a moment on the clock."""
        record = self.record
        written = any(note.text.strip() for note in record.notes)
        return not (written or record.actions or record.guesses or record.turns or record.clock)

    def leave_nothing(self) -> None:
        """Take a talk away that was only looked at."""
        try:
            self.workspace.delete_session(self.record.id)
        except CoachError as problem:
            self.coach.tell(problem)
        else:
            self.coach.whisper(words.SESSION_EMPTY_GONE)

    # Keeping.

    @on(NoteChanged)
    def _note_changed(self) -> None:
        self.say_state(words.SAVING)
        if self._saving is None:
            self._saving = self.set_timer(SAVE_AFTER_S, self.save)

    @property
    def _writer(self) -> Author:
        return self.author if self.eyes == "both" else self.eyes

    def save(self) -> None:
        """Put what is written on disk now, if anything is new."""
        if self._saving is not None:
            self._saving.stop()
        self._saving = None
        old = note_of(self.record, self.stage_id, self.eyes)
        text = self.area.text
        as_before = text == (old.text if old else "") and (old is None or old.author == self._writer)
        if self.workspace.read_only or as_before:
            return
        note = written(self.record, self.stage_id, self.eyes, self.author, text)
        self.record = with_note(self.record, note)
        try:
            self.workspace.draft(self.record, note)
        except CoachError as problem:
            self.coach.tell(problem)
        else:
            self.say_state(words.SAVED)

    def keep(self) -> None:
        """Save the note and the whole record of the session."""
        self.save()
        if self.workspace.read_only:
            return
        try:
            self.workspace.keep_session(self.record)
        except CoachError as problem:
            self.coach.tell(problem)

    # Who sees, who writes.

    def action_eyes(self) -> None:
        self._see(EYES[(EYES.index(self.eyes) + 1) % len(EYES)])

    def _see(self, eyes: Visibility) -> None:
        closed = eyes != "both" and eyes not in self._opened
        if not closed or not self.workspace.has_code(self.pair.id, cast(Side, eyes)):
            self._turn_to(eyes)
            return
        from coach.app.screens.dialogs import CodeDialog

        def asked(code: str | None) -> None:
            if code is not None and self.workspace.check_code(self.pair.id, cast(Side, eyes), code):
                self._opened.add(eyes)
                self._turn_to(eyes)
            else:
                if code is not None:
                    self.coach.whisper(words.SESSION_CODE_WRONG)
                following = EYES[(EYES.index(eyes) + 1) % len(EYES)]
                self._turn_to("both") if following == "both" else self._see(following)

        self.app.push_screen(CodeDialog(words.name(self.pair, eyes)), asked)

    def _turn_to(self, eyes: Visibility) -> None:
        self.save()
        self.eyes = eyes
        self.show_note()

    def action_author(self) -> None:
        self.author = AUTHORS[(AUTHORS.index(self.author) + 1) % len(AUTHORS)]
        self.workspace.keep_setting(f"author:{self.pair.id}", self.author)
        self.say_state(words.SAVED)
        self.save()
        self.area.ask_for_marks()

    def state_words(self) -> str:
        """Who sees and who writes, for the line below the notes."""
        sees = words.with_names(words.SESSION_SEES[self.eyes], self.pair)
        writes = words.with_names(words.WRITE_AUTHOR[self.author], self.pair)
        return f"{sees} · {writes}" if self.eyes == "both" else sees

    def tag(self, side: Side) -> None:
        """Begin a line in the name of this side, where the line is empty and people want that."""
        if self.workspace.setting("tags", True) and not self.area.read_only:
            names = [words.name(self.pair, each) for each in ("mentor", "mentee")]
            self.area.tag(words.name(self.pair, side), names)
        self.area.focus()

    # Marks.

    def action_marks(self) -> None:
        self.area.marking = not self.area.marking
        self.workspace.keep_setting(self.marks_setting, self.area.marking)
        if self.area.marking:
            self.area.ask_for_marks()
        else:
            self.area.show_marks(self.area.text, ())

    @on(MarksWanted)
    def _marks_wanted(self, event: MarksWanted) -> None:
        self._mark(event.text)

    @work(exclusive=True, group="marks")
    async def _mark(self, text: str) -> None:
        try:
            reading = await self.workspace.marks(text, self._writer, self.pair)
        except CoachError:
            return
        if self.area.marking:
            self.area.show_marks(text, marks_of(reading))
