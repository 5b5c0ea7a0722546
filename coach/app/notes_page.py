"""Notes with their acts to one coloured and underlined content; long ones cut to the words around the present act."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from coach.app import drawing, words
from coach.records import Act, Note, Pair, Session

AROUND = 1500
"""Characters shown before and after the present act, in notes longer than twice that."""


def stage_title(session: Session, note: Note) -> str:
    return next((stage.title for stage in session.stages if stage.id == note.stage), "")


def _window(text: str, act: Act | None) -> tuple[int, int]:
    """The stretch of a text that is shown: all of it, or whole lines around the act."""
    if len(text) <= 2 * AROUND:
        return 0, len(text)
    start = max(0, (act.start if act else 0) - AROUND)
    end = min(len(text), (act.end if act else 0) + AROUND)
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", end)
    return first, last if last >= 0 else len(text)


def marked(note: Note, acts: Sequence[Act], present: Act | None) -> tuple[Content, int]:
    """The note with its acts drawn, and the line of the present act (-1 where it isn't in this note)."""
    here = present if present is not None and present.note == note.id else None
    first, last = _window(note.text, here)
    content = Content(note.text[first:last])
    for act in acts:
        if act.note != note.id or act.end <= first or act.start >= last:
            continue
        slant = " italic" if act.speaker == "mentee" else ""
        style = f"{drawing.ink(act.speaker)} underline{slant}" + (" bold reverse" if act is here else "")
        content = content.stylize(style, max(0, act.start - first), act.end - first)
    return content, note.text.count("\n", first, here.start) if here else -1


def notes_content(
    session: Session, notes: Sequence[Note], acts: Sequence[Act], present: Act | None, pair: Pair
) -> tuple[Content, int]:
    """All notes below each other, each under its part and writer, and the line of the present act."""
    parts: list[Content] = []
    line = at = 0
    for note in notes:
        head = " · ".join(part for part in (stage_title(session, note), _writer(note, pair)) if part)
        content, inside = marked(note, acts, present)
        if inside >= 0:
            at = line + 1 + inside
        parts += [Content(head).stylize("$quiet"), content, Content("")]
        line += 2 + content.plain.count("\n") + 1
    return Content("\n").join(parts), at


def _writer(note: Note, pair: Pair) -> str:
    return words.name(pair, note.author) if note.source == "note" else ""
