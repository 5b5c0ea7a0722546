"""Stores in clear text and sealed for the tests, with a cheap key derivation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from store_samples import PASSPHRASE, a_pair

from coach.store import Store, sealing


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
