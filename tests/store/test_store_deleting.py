"""What is deleted is in no file of the folder any more: records, copies, journal, cache, damaged files, names."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

import pytest
from store_samples import Stopped, Stopping, a_note, a_pair, a_session, bytes_below

from coach.records import Pair, Person
from coach.store import NotThere, Store, disk


def fill(store: Store) -> None:
    store.put_pair(Pair(id="gone", mentor=Person(name="Zebedee"), mentee=Person(name="Quillon")))
    store.put_pair(a_pair("kept"))
    for pair in ("gone", "kept"):
        for number in range(7):
            store.put_session(a_session(f"{pair}{number}", f"{pair} words {number}", f"202{number}-01-01", pair))
            store.put_session(a_session(f"{pair}{number}", f"{pair} words {number} again", f"202{number}-01-01", pair))
    store.draft("gone6", "typed", a_note("gone words 6 typed"))
    store.draft("gone5", "typed", a_note("gone words 5 typed"))
    store.draft("kept6", "typed", a_note("kept words typed"))
    store.cache_put("reading", b"gone words 6 read")
    store.set_code("mentor", "zebedee's code", pair_id="gone")
    damaged = store._vault.folder / "damaged"
    damaged.mkdir()
    (damaged / "gone-desk.coach-1").write_bytes(b"gone words 6 damaged")
    (store._vault.folder / "pairs/gone/desk.coach.healing").write_bytes(b"gone words 6 half healed")
    (damaged / "kept-desk.coach-1").write_bytes(b"kept words damaged")


@pytest.mark.parametrize("number", [0, 3, 5, 6])
def test_a_deleted_session_is_in_no_file(store: Store, folder: Path, number: int) -> None:
    fill(store)
    store.delete_session(f"gone{number}")
    everything = bytes_below(folder)
    assert f"gone words {number}".encode() not in everything
    assert f"gone{number}".encode() not in everything
    assert b"kept words damaged" in everything
    with pytest.raises(NotThere):
        store.session(f"gone{number}")
    assert len(store.sessions("gone")) == 6
    assert store.session("kept6").notes[-1].text == "kept words typed"


def test_a_deleted_pair_is_in_no_file(store: Store, folder: Path, words: str | None) -> None:
    fill(store)
    store.delete_pair("gone")
    everything = bytes_below(folder)
    for secret in (b"gone words", b"Zebedee", b"Quillon", b"gone0", b"gone"):
        assert secret not in everything
    store.close()
    with Store.open(folder, words) as again:
        assert [pair.id for pair in again.pairs()] == ["pair", "kept"]
        assert len(again.sessions("kept")) == 7
        assert again.session("kept6").notes[-1].text == "kept words typed"
        with pytest.raises(NotThere):
            again.sessions("gone")


@pytest.mark.parametrize("stop", range(8))
def test_a_deletion_cut_short_ends_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, stop: int
) -> None:
    folder = tmp_path / "notes"
    store = Store.open(folder)
    fill(store)
    stopping = Stopping(stop)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "replace", stopping(disk.replace))
        patch.setattr(shutil, "rmtree", stopping(shutil.rmtree))
        with contextlib.suppress(Stopped):
            store.delete_pair("gone")
    store._claim.release()  # type: ignore[union-attr]
    with Store.open(folder) as again:
        left = [pair.id for pair in again.pairs()]
        assert left in (["gone", "kept"], ["kept"])
        assert left == ["kept"] or (stop == 0 and len(again.sessions("gone")) == 7)
        if left == ["kept"]:
            assert b"gone words" not in bytes_below(folder)
        assert len(again.sessions("kept")) == 7
