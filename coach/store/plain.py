"""A store to a folder of files that anybody can read without this program: JSON and text for each pair."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

import msgspec

from coach.notes import clean, json_safe, one_line, safe_file_name, today
from coach.records import Note, Pair, Session, Side
from coach.store import disk
from coach.store.backup import free_name
from coach.store.refusals import in_plain_words


class Whole(msgspec.Struct, frozen=True):
    pair: Pair
    sessions: tuple[Session, ...]


def export(content: Iterable[tuple[Pair, tuple[Session, ...]]], folder: Path, hide: frozenset[Side]) -> Path:
    """Writes a new folder inside ``folder`` and returns it; private notes of the sides in ``hide`` stay out."""
    place = free_name(folder / f"coach-export-{today()}")
    with in_plain_words(place):
        disk.private_folder(place)
        for pair, sessions in content:
            shown = tuple(without_private(session, hide) for session in sessions)
            name = free_name(place / safe_file_name(f"{pair.mentor.name} and {pair.mentee.name}")).name
            name = name if not (place / f"{name}.json").exists() else safe_file_name(f"{name}-{pair.id}")
            data = msgspec.json.format(msgspec.json.encode(Whole(pair, shown)), indent=2)
            disk.put_back(place / f"{name}.json", json_safe(data.decode()).encode() + b"\n")
            disk.put_back(place / f"{name}.txt", readable(pair, shown).encode("utf-8", "replace"))
    return place


def without_private(session: Session, hide: frozenset[Side]) -> Session:
    """The session without the private notes of these sides, and without any of their words elsewhere."""
    hidden = [note for note in session.notes if note.visibility in hide]
    if not hidden:
        return session
    words = [note.text for note in hidden]
    return msgspec.structs.replace(
        session,
        notes=tuple(note for note in session.notes if note.visibility not in hide),
        corrections=tuple(c for c in session.corrections if not any(c.words in text for text in words)),
        mirror=None,
    )


def readable(pair: Pair, sessions: tuple[Session, ...]) -> str:
    """Everything that people wrote, as text, oldest session first."""
    lines = [f"{one_line(pair.mentor.name)} and {one_line(pair.mentee.name)}", ""]
    lines += [f"Agreed since {one_line(a.since)}: {one_line(a.text)}" for a in pair.agreements]
    for session in sessions:
        lines += ["", f"== {one_line(session.day)} · {one_line(session.template)} · {session.minutes} minutes =="]
        for note in session.notes:
            lines += ["", _head(pair, note), clean(note.text)]
        if session.mirror and session.mirror.sentence:
            lines += ["", clean(session.mirror.sentence)]
        lines += [
            f"- {_name(pair, action.owner)}: {one_line(action.text)}{_when(action.due)}" for action in session.actions
        ]
    return os.linesep.join("\n".join(lines).split("\n")) + os.linesep


def _head(pair: Pair, note: Note) -> str:
    private = "" if note.visibility == "both" else f", private to {_name(pair, note.visibility)}"
    return f"[{_name(pair, note.author)}{private}]"


def _name(pair: Pair, who: str) -> str:
    people = {"mentor": pair.mentor, "mentee": pair.mentee}
    return one_line(people[who].name) if who in people else "both"


def _when(due: str | None) -> str:
    return f" (by {one_line(due)})" if due else ""
