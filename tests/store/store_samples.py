"""Small pairs, sessions and notes for the store's tests, and every byte of a folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from coach.records import Note, Pair, Person, Session

PASSPHRASE = "a quiet green heron"


def a_pair(id: str = "pair") -> Pair:
    return Pair(id=id, mentor=Person(name="Jo"), mentee=Person(name="Priya"))


def a_session(
    id: str = "one", text: str = "asked about her week", day: str = "2026-03-02", pair: str = "pair"
) -> Session:
    return Session(id=id, pair=pair, template="check-in", day=day, notes=(a_note(text),))


def a_note(text: str, id: str = "note") -> Note:
    return Note(id=id, text=text, author="mentor")


def bytes_below(folder: Path) -> bytes:
    """Every byte and every name in the folder."""
    paths = sorted(folder.rglob("*"))
    return b"".join(str(p.relative_to(folder)).encode() + (p.read_bytes() if p.is_file() else b"") for p in paths)


class Stopped(BaseException):
    """Stands for the end of the program."""


class Stopping:
    """Wraps calls so that the program ends before the one with number ``stop`` (counted from 0)."""

    def __init__(self, stop: int) -> None:
        self.left = stop

    def __call__(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def step(*args: Any, **kwargs: Any) -> Any:
            if not self.left:
                raise Stopped
            self.left -= 1
            return real(*args, **kwargs)

        return step
