"""Acts, turns and pairs for the tests of this folder."""

from __future__ import annotations

from typing import Any

from coach.records import Act, Pair, Person, Turn

JO_PRIYA = Pair(
    id="p", mentor=Person(name="Jo Fisher", pronouns="he"), mentee=Person(name="Priya Nair", pronouns="she")
)


def act(speaker: Any, kind: Any, text: str = "some words", start: int = 0, **more: Any) -> Act:
    return Act(start=start, end=start + len(text), speaker=speaker, act=kind, confidence=0.9, text=text, **more)


def spoken(speaker: Any, text: str, kind: Any = "other", **more: Any) -> Act:
    return act(speaker, kind, text, form="turn", **more)


def turn(speaker: Any, words: int, begin: float | None = None, end: float | None = None) -> Turn:
    return Turn(speaker=speaker, text=" ".join(["word"] * words), begin_s=begin, end_s=end)
