"""The running of a session as plain steps: stages, notes, talk clock; sessions in, sessions out, no screen."""

from __future__ import annotations

import time
from collections.abc import Callable

from msgspec.structs import replace

from coach.notes import clean, new_id, now
from coach.records import Author, Note, Session, Side, StageRun, Switch, Visibility

Change = Callable[[Session], Session]


def note_of(session: Session, stage: str, visibility: Visibility) -> Note | None:
    """The note written in this stage for these eyes, if there is one."""
    for note in session.notes:
        if note.stage == stage and note.visibility == visibility and note.source == "note":
            return note
    return None


def with_note(session: Session, note: Note) -> Session:
    """The session with this note in the place of its older self."""
    kept = [note if old.id == note.id else old for old in session.notes]
    if all(old.id != note.id for old in session.notes):
        kept.append(note)
    return replace(session, notes=tuple(kept))


def written(session: Session, stage: str, visibility: Visibility, author: Author, text: str) -> Note:
    """What is in the note area as a note; keeps the id of the note that was there."""
    old = note_of(session, stage, visibility)
    writer: Author = author if visibility == "both" else visibility
    return Note(
        id=old.id if old else new_id(),
        text=clean(text),
        author=writer,
        visibility=visibility,
        stage=stage,
        written=now(),
    )


def goto(session: Session, index: int) -> Session:
    """The session in another of its stages; beyond the ends it stays at the end."""
    return replace(session, stage=max(0, min(len(session.stages) - 1, index)))


def beside(session: Session, by: int) -> Session:
    """The session in the next stage that isn't left out, in one direction; at the end it stays."""
    index = session.stage + by
    while 0 <= index < len(session.stages):
        if not session.stages[index].skipped:
            return goto(session, index)
        index += by
    return session


def skipped(session: Session, index: int) -> Session:
    """The stage marked as left out (or brought back); when it was the present one, the next one is opened."""
    stages = list(session.stages)
    leave = not stages[index].skipped
    stages[index] = replace(stages[index], skipped=leave)
    changed = replace(session, stages=tuple(stages))
    return goto(changed, index + 1) if leave and index == session.stage else changed


def with_stage(session: Session, after: int, title: str, minutes: int) -> Session:
    """A stage of one's own after the one at ``after``, opened at once."""
    stage = StageRun(id=f"own-{new_id()[:8]}", title=title, minutes=minutes)
    at = after + 1
    return replace(session, stages=(*session.stages[:at], stage, *session.stages[at:]), stage=at)


def totals(session: Session, until: float) -> tuple[float, float]:
    """Seconds on the talk clock of mentor and mentee, up to ``until``."""
    sums = {"mentor": 0.0, "mentee": 0.0, "pause": 0.0}
    ends = [switch.at for switch in session.clock[1:]] + [until]
    for switch, end in zip(session.clock, ends, strict=False):
        sums[switch.who] += max(0.0, end - switch.at)
    return sums["mentor"], sums["mentee"]


class Talk:
    """A session while it runs: its record, who speaks, and the seconds since the clock was first started."""

    def __init__(self, session: Session, tick: Callable[[], float] | None = None) -> None:
        self.session = session
        self.paused = False
        self._tick = tick or time.monotonic
        last = session.clock[-1].at if session.clock else 0.0
        self._base = max(last, session.clock_end or 0.0)
        self._since: float | None = None
        self._stage_since = self._tick()

    @property
    def speaker(self) -> Side | None:
        """Who speaks now by the clock; None while it stands."""
        if self._since is None or not self.session.clock:
            return None
        who = self.session.clock[-1].who
        return None if who == "pause" else who

    @property
    def seconds(self) -> float:
        """Seconds on the talk clock, pauses left out."""
        return self._base + (self._tick() - self._since if self._since is not None else 0.0)

    def totals(self) -> tuple[float, float]:
        return totals(self.session, self.seconds)

    @property
    def spent(self) -> float:
        """Seconds since the session began, pauses left out."""
        return sum(stage.spent_s for stage in self.session.stages) + self._unbooked()

    @property
    def stage_spent(self) -> float:
        return self.session.stages[self.session.stage].spent_s + self._unbooked()

    def _unbooked(self) -> float:
        return 0.0 if self.paused else self._tick() - self._stage_since

    def book(self) -> Session:
        """Write the time of the present stage and the clock into the record."""
        stages = list(self.session.stages)
        if stages:
            present = stages[self.session.stage]
            stages[self.session.stage] = replace(present, spent_s=round(present.spent_s + self._unbooked(), 1))
        self._stage_since = self._tick()
        end = round(self.seconds, 1) if self.session.clock else None
        self.session = replace(self.session, stages=tuple(stages), clock_end=end)
        return self.session

    def speak(self, side: Side) -> Session:
        """The clock goes on for this side; the first call starts it."""
        if self.speaker == side:
            return self.session
        at = round(self.seconds, 1)
        self.session = replace(self.session, clock=(*self.session.clock, Switch(at=at, who=side)), clock_end=None)
        self._base, self._since = at, self._tick()
        return self.session

    def stand(self) -> Session:
        """The clock stands; nobody is counted."""
        if self.speaker is not None:
            at = round(self.seconds, 1)
            self.session = replace(self.session, clock=(*self.session.clock, Switch(at=at, who="pause")))
            self._base, self._since = at, None
        return self.book()

    def pause(self) -> Session:
        session = self.stand()
        self.paused = True
        return session

    def go_on(self) -> None:
        self.paused = False
        self._stage_since = self._tick()

    def move(self, change: Change) -> Session:
        """Book the time, then change the record (another stage, a skipped one, a new one)."""
        self.book()
        self.session = change(self.session)
        return self.session
