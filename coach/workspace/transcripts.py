"""A transcript file to a session of the pair."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Literal

import msgspec

from coach import notes
from coach.errors import CoachError
from coach.progress import Progress, unheard
from coach.records import Note, Pair, Session, Side
from coach.transcripts import Transcript, as_text, match, parse, placed, turns_of

Who = Side | Literal["third-party"]


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """A transcript that was read but not kept yet."""

    name: str
    transcript: Transcript
    speakers: tuple[tuple[str, int], ...]
    """Name as it stands in the file, and how many turns it has."""
    mapping: dict[str, Who | None]
    """Who is who, as far as names tell; None: ask."""
    day: str


def read(path: Path, pair: Pair, progress: Progress = unheard) -> Imported:
    """Raises CoachError where the file can't be used; ``progress`` counts opening, reading and finding who is who."""
    progress(0, 3)
    try:
        data = path.expanduser().read_bytes()
    except OSError as error:
        raise CoachError(
            "The file can't be opened",
            f"{path.name} can't be opened ({error.strerror}).",
            "Check the name of the file.",
        ) from None
    progress(1, 3)
    transcript = parse(path.name, data)
    progress(2, 3)
    found = dict(match(transcript, pair))
    return Imported(
        name=path.name, transcript=transcript, speakers=transcript.speakers, mapping=found, day=notes.today()
    )


def session_of(imported: Imported, pair: Pair, mapping: Mapping[str, Who], day: str) -> Session:
    """The session that the transcript makes, with its turns and the text that they stand in."""
    turns = placed(turns_of(imported.transcript, dict(mapping)), pair)
    text = as_text(turns, pair)
    note = Note(id=notes.new_id(), text=text, author="both", written=notes.now(), source=imported.transcript.format)
    ends = [turn.end_s for turn in turns if turn.end_s is not None]
    minutes = max(1, round(max(ends) / 60)) if ends else 45
    return Session(
        id=notes.new_id(),
        pair=pair.id,
        template="regular-check-in",
        day=day,
        minutes=minutes,
        state="done",
        notes=(note,),
        turns=turns,
    )
