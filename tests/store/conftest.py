"""Stores in clear text and sealed for the tests, with a cheap key derivation."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.records import Note, Pair, Person, Session
from coach.store import Store, sealing

PASSPHRASE = "a quiet green heron"

Make = Callable[..., Session]


@pytest.fixture(autouse=True)
def cheap_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "COST", sealing.Cost(memory_kib=64, time=1, lanes=1))


@pytest.fixture(params=["clear", "sealed"])
def words(request: pytest.FixtureRequest) -> str | None:
    return PASSPHRASE if request.param == "sealed" else None


@pytest.fixture
def folder(tmp_path: Path, words: str | None) -> Path:
    """A store with one pair."""
    place = tmp_path / "notes"
    with Store.open(place) as store:
        store.put_pair(a_pair())
        if words:
            store.set_passphrase(words)
    return place


@pytest.fixture
def store(folder: Path, words: str | None) -> Iterator[Store]:
    with Store.open(folder, words) as store:
        yield store


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
