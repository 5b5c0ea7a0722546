"""Notes of the sample pair to what is measured: a text of so many words, and histories of any length in a store."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path

from msgspec.structs import replace

from coach.demo import load_demo
from coach.records import Note, Pair, Session

NOTE_WORDS, SESSION_WORDS = 150, 1500


def notes() -> Iterator[Note]:
    """The sample pair's jotted notes, over and over; each round's texts differ, so that nothing is remembered."""
    _, sessions = load_demo()
    written = [note for session in sessions for note in session.notes if note.source == "note"]
    for number, note in enumerate(cycle(written)):
        extra = f"\nThat was talk {number}." if number >= len(written) else ""
        yield replace(note, id=f"n{number}", text=note.text + extra)


def pair() -> Pair:
    return load_demo()[0]


def session(words: int = SESSION_WORDS, number: int = 0) -> Session:
    """A finished session with about so many words of notes; each number has its own text."""
    taken: list[Note] = []
    count = 0
    for note in notes():
        if count >= words:
            break
        text = " ".join(note.text.split(" ")[: words - count])
        taken.append(replace(note, text=f"{text}\nThis was meeting {number}."))
        count += len(text.split())
    return Session(
        id=f"bench-{number}", pair=pair().id, template="regular-check-in", day="2026-11-20", state="done",
        notes=tuple(taken),
    )  # fmt: skip


def short_note(number: int = 0) -> str:
    """A note of about 150 words that differs with the number."""
    words: list[str] = []
    for note in notes():
        words += note.text.split(" ")
        if len(words) >= NOTE_WORDS:
            return " ".join(words[:NOTE_WORDS]) + f" Meeting {number}."
    raise AssertionError("the notes never end")


def fill(folder: Path, sizes: list[int]) -> None:
    """Stores ``folder/N`` with N sessions each: the sample pair's, read by the real reader, again and again."""
    from coach.engine import LocalEngine
    from coach.workspace import Workspace

    one, sessions = load_demo()
    with Workspace.open(folder / "read", engine=LocalEngine()) as workspace:
        workspace.keep_pair(one)
        read = [asyncio.run(workspace.read_session(each)) for each in sessions]
    for size in sizes:
        with Workspace.open(folder / str(size)) as workspace:
            workspace.keep_pair(one)
            workspace.store.put_sessions(
                replace(
                    read[number % len(read)],
                    id=f"s{number}",
                    day=(date(2012, 1, 2) + timedelta(days=5 * number)).isoformat(),
                )
                for number in range(size)
            )


if __name__ == "__main__":
    fill(Path(sys.argv[1]), [int(size) for size in sys.argv[2:]])
    print(json.dumps({}))
