"""Acts of a reading to marks in a text, and marks kept in their place while the text changes around them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from coach.records import Reading


@dataclass(frozen=True)
class Mark:
    """A stretch of a text with the side that spoke and what was done, ``end`` exclusive."""

    start: int
    end: int
    side: str
    act: str


def marks_of(reading: Reading) -> tuple[Mark, ...]:
    """Every act of the reading as a mark."""
    return tuple(Mark(act.start, act.end, act.speaker, act.act) for act in (*reading.acts, *reading.turns))


def moved(marks: tuple[Mark, ...], before: str, after: str) -> tuple[Mark, ...]:
    """The marks after an edit: those before it stay, those behind it move along, those inside it go."""
    if not marks or before == after:
        return marks
    head = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(before, after, strict=False)))
    limit = min(len(before), len(after)) - head
    tails = zip(reversed(before), reversed(after), strict=False)
    tail = min(limit, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], tails)))
    shift = len(after) - len(before)
    kept = []
    for mark in marks:
        if mark.end <= head:
            kept.append(mark)
        elif mark.start >= len(before) - tail:
            kept.append(Mark(mark.start + shift, mark.end + shift, mark.side, mark.act))
    return tuple(kept)
