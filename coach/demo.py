"""The sample pair's files to records: a pair and its sessions over the last half year, with days counted from today."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from coach.guides import Template, load_guides
from coach.guides.files import parsed
from coach.paths import guides_folder
from coach.records import (
    Action,
    Agreement,
    Choice,
    Guess,
    Kind,
    Note,
    Pair,
    Person,
    Phase,
    Session,
    Side,
    StageRun,
    Switch,
    Turn,
    Visibility,
)

PAIR = "demo"
_LINE = re.compile(r"^(?P<name>[^:\n]+): (?P<text>.+)$", re.MULTILINE)


class _Part(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A table of a demo file; days are counted back from today or on from the session's day."""


class _Agreement(_Part, frozen=True, kw_only=True):
    text: str
    days_ago: int


class _Pair(_Part, frozen=True, kw_only=True):
    mentor: Person
    mentee: Person
    kind: Kind
    phase: Phase
    aim: float
    programme: str
    days_ago: int
    agreements: tuple[_Agreement, ...] = msgspec.field(name="agreement")


class _Note(_Part, frozen=True, kw_only=True):
    author: Literal["mentor", "mentee", "both"]
    text: str
    visibility: Visibility = "both"
    stage: str = ""


class _Action(_Part, frozen=True, kw_only=True):
    owner: Literal["mentor", "mentee", "both"]
    text: str
    due_in: int
    done_after: int | None = None


class _Session(_Part, frozen=True, kw_only=True):
    days_ago: int
    template: str
    minutes: int
    spent: tuple[float, ...]
    """Minutes spent in each stage of the template."""
    clock: tuple[tuple[float, Literal["mentor", "mentee", "pause"]], ...] = ()
    clock_end: float | None = None
    transcript: str = ""
    """Lines of ``Name: words``; the names are first names of the pair."""
    notes: tuple[_Note, ...] = msgspec.field(name="note")
    guesses: tuple[Guess, ...] = msgspec.field(name="guess", default=())
    actions: tuple[_Action, ...] = msgspec.field(name="action", default=())
    choices: tuple[Choice, ...] = msgspec.field(name="choice", default=())
    carried: tuple[Choice, ...] = ()


def load_demo(folder: Path | None = None, today: date | None = None) -> tuple[Pair, tuple[Session, ...]]:
    """The sample pair and its sessions, oldest first, with the same ids each time and no measures yet.

    ``folder`` holds ``pair.toml`` and ``sessions/``; without it the shipped one is read.
    """
    folder = folder or guides_folder() / "demo"
    today = today or date.today()
    pair = _pair(msgspec.convert(parsed(folder / "pair.toml"), _Pair), today)
    templates = load_guides().templates
    sessions = []
    for path in sorted((folder / "sessions").glob("*.toml")):
        found = msgspec.convert(parsed(path), _Session)
        sessions.append(_session(f"{PAIR}-{path.stem}", found, pair, templates[found.template], today))
    return pair, tuple(sessions)


def _pair(found: _Pair, today: date) -> Pair:
    return Pair(
        id=PAIR,
        mentor=found.mentor,
        mentee=found.mentee,
        kind=found.kind,
        phase=found.phase,
        aim=found.aim,
        programme=found.programme,
        created=_day(today, -found.days_ago),
        agreements=tuple(
            Agreement(id=f"{PAIR}-agreement-{number}", text=each.text, since=_day(today, -each.days_ago))
            for number, each in enumerate(found.agreements, 1)
        ),
    )


def _session(id: str, found: _Session, pair: Pair, template: Template, today: date) -> Session:
    day = today - timedelta(days=found.days_ago)
    stages = template.for_minutes(found.minutes).stages
    transcript = found.transcript.strip()
    return Session(
        id=id,
        pair=pair.id,
        template=template.id,
        day=day.isoformat(),
        minutes=found.minutes,
        state="done",
        stages=tuple(
            StageRun(id=stage.id, title=stage.title, minutes=stage.minutes, spent_s=spent * 60)
            for stage, spent in zip(stages, found.spent, strict=True)
        ),
        stage=len(stages) - 1,
        notes=_notes(id, found, day) + _transcript_note(id, transcript, day),
        turns=_turns(transcript, pair),
        clock=tuple(Switch(at=at, who=who) for at, who in found.clock),
        clock_end=found.clock_end,
        guesses=found.guesses,
        actions=tuple(
            Action(
                id=f"{id}-action-{number}",
                text=each.text,
                owner=each.owner,
                due=_day(day, each.due_in),
                done=None if each.done_after is None else _day(day, each.done_after),
                made=day.isoformat(),
            )
            for number, each in enumerate(found.actions, 1)
        ),
        choices=found.choices,
        carried=found.carried,
    )


def _notes(id: str, found: _Session, day: date) -> tuple[Note, ...]:
    return tuple(
        Note(
            id=f"{id}-note-{number}",
            text=each.text.strip(),
            author=each.author,
            visibility=each.visibility,
            stage=each.stage,
            written=_moment(day, 18 + number // 60, 20 + number % 60),
        )
        for number, each in enumerate(found.notes, 1)
    )


def _transcript_note(id: str, transcript: str, day: date) -> tuple[Note, ...]:
    if not transcript:
        return ()
    return (
        Note(
            id=f"{id}-transcript", text=transcript, author="both", written=_moment(day, 18, 30), source="tagged-lines"
        ),
    )


def _turns(transcript: str, pair: Pair) -> tuple[Turn, ...]:
    """One turn for each line; offsets are those of the words after the name."""
    sides: dict[str, Side] = {pair.mentor.name.split()[0]: "mentor", pair.mentee.name.split()[0]: "mentee"}
    return tuple(
        Turn(speaker=sides[line["name"]], text=line["text"], start=line.start("text"), end=line.end("text"))
        for line in _LINE.finditer(transcript)
    )


def _day(start: date, days: int) -> str:
    return (start + timedelta(days=days)).isoformat()


def _moment(day: date, hour: int, minute: int) -> str:
    return datetime.combine(day, time(hour, minute)).astimezone().isoformat(timespec="seconds")
