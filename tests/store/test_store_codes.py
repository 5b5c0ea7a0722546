"""A person's own code opens their private notes, and is kept only as a hash."""

from __future__ import annotations

from pathlib import Path

import pytest
from store_samples import bytes_below

from coach.errors import CoachError
from coach.store import Store, WrongCode


def test_a_side_without_a_code_is_open(store: Store) -> None:
    assert not store.has_code("mentor")
    assert store.check_code("mentor", "")


def test_a_code_is_checked_and_is_nowhere_in_the_folder(store: Store, folder: Path) -> None:
    store.set_code("mentee", "blue-kettle")
    assert store.has_code("mentee")
    assert not store.has_code("mentor")
    assert store.check_code("mentee", "blue-kettle")
    assert not store.check_code("mentee", "blue-kettles")
    assert not store.check_code("mentee", "")
    assert b"blue-kettle" not in bytes_below(folder)


def test_a_code_is_changed_and_taken_away_only_with_the_code(store: Store) -> None:
    store.set_code("mentee", "blue-kettle")
    for old in (None, "", "wrong"):
        with pytest.raises(WrongCode):
            store.set_code("mentee", "mine-now", old)
        with pytest.raises(WrongCode):
            store.set_code("mentee", None, old)
    store.set_code("mentee", "red-kettle", "blue-kettle")
    assert store.check_code("mentee", "red-kettle")
    store.set_code("mentee", None, "red-kettle")
    assert not store.has_code("mentee")


def test_codes_of_two_pairs_are_apart(store: Store) -> None:
    store.set_code("mentee", "blue-kettle", pair_id="pair")
    assert store.check_code("mentee", "anything", pair_id="other")
    assert not store.check_code("mentee", "anything", pair_id="pair")


def test_a_code_that_is_too_short_is_refused(store: Store) -> None:
    with pytest.raises(CoachError):
        store.set_code("mentee", "123")
