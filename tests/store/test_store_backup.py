"""A backup holds everything and proves it; restoring keeps what was there; the plain export is readable."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
from store_samples import PASSPHRASE, a_note, a_pair, a_session, bytes_below

from coach.errors import CoachError
from coach.progress import Stopped
from coach.records import Action, Correction, Note, Pair, Person
from coach.store import Newer, PassphraseNeeded, ReadOnly, Store, Tampered, WrongPassphrase, backup, look
from coach.store.container import checked


def fill(store: Store) -> None:
    for number in range(7):
        store.put_session(a_session(f"s{number}", f"words of {number}", f"202{number}-01-01"))
    store.draft("s6", "typed", a_note("typed and not folded in"))
    store.put_setting("colour", "blue")


def test_a_backup_gives_everything_back(store: Store, folder: Path, words: str | None, tmp_path: Path) -> None:
    fill(store)
    before = store.sessions("pair")
    place = store.backup(tmp_path)
    assert place.parent == tmp_path
    assert (b"words of" in place.read_bytes()) == (words is None)
    store.close()
    assert Store.restore(place, tmp_path / "elsewhere", words) is None
    with Store.open(tmp_path / "elsewhere", words) as again:
        assert again.sessions("pair") == before
        assert again.get_setting("colour") == "blue"
        assert again.notices == ()


def test_a_backup_that_is_stopped_leaves_nothing_behind(store: Store, tmp_path: Path) -> None:
    fill(store)
    seen: list[tuple[int, int]] = []
    place = tmp_path / "backups"
    place.mkdir()

    def stop_at_the_last(done: int, of: int) -> None:
        seen.append((done, of))
        if done == of - 2:
            raise Stopped

    with pytest.raises(Stopped):
        store.backup(place, stop_at_the_last)
    assert not list(place.iterdir())
    assert [done for done, _of in seen] == list(range(len(seen)))
    assert len(seen) == seen[0][1] - 1
    assert store.backup(place).is_file()


def test_a_backup_writes_over_nothing(store: Store, tmp_path: Path) -> None:
    places = {
        store.backup(tmp_path),
        store.backup(tmp_path),
        store.backup(tmp_path / "mine"),
        store.backup(tmp_path / "mine"),
    }
    assert len(places) == 4


def test_restoring_keeps_what_was_there(store: Store, folder: Path, words: str | None, tmp_path: Path) -> None:
    fill(store)
    place = store.backup(tmp_path)
    store.put_session(a_session("after", "written after the backup"))
    with pytest.raises(ReadOnly):
        Store.restore(place, folder, words)
    store.close()
    (folder / "guides").mkdir()
    kept = Store.restore(place, folder, words)
    assert (folder / "guides").is_dir()
    assert kept and kept.parent == folder.parent
    with Store.open(folder, words) as now, Store.open(kept, words) as then:
        assert len(now.sessions("pair")) == 7
        assert then.session("after").notes[0].text == "written after the backup"


def test_a_damaged_foreign_or_newer_backup_is_refused_before_anything_is_touched(
    store: Store, folder: Path, words: str | None, tmp_path: Path
) -> None:
    fill(store)
    place = store.backup(tmp_path / "backup.coach")
    store.close()
    before = bytes_below(folder)
    good = place.read_bytes()
    for number, data in enumerate([good[:5000], good[:-1], b"", b"PK\3\4 a zip", good[:300] + b"!" + good[301:]]):
        wrong = tmp_path / f"wrong-{number}"
        wrong.write_bytes(data)
        with pytest.raises(CoachError):
            Store.restore(wrong, folder, words)
    with pytest.raises(CoachError):
        Store.restore(tmp_path / "not there", folder, words)
    with pytest.raises(CoachError):
        Store.restore(folder / "index.coach", folder, words)
    assert bytes_below(folder) == before


def test_a_sealed_backup_needs_the_passphrase_it_was_made_with(tmp_path: Path) -> None:
    with Store.open(tmp_path / "notes") as store:
        store.put_pair(a_pair())
        store.set_passphrase(PASSPHRASE)
        fill(store)
        place = store.backup(tmp_path)
        store.set_passphrase("another passphrase", PASSPHRASE)
    with pytest.raises(PassphraseNeeded):
        Store.restore(place, tmp_path / "new")
    with pytest.raises(WrongPassphrase):
        Store.restore(place, tmp_path / "new", "another passphrase")
    assert look(tmp_path / "new") == "new"
    Store.restore(place, tmp_path / "new", PASSPHRASE)
    with Store.open(tmp_path / "new", PASSPHRASE) as again:
        assert len(again.sessions("pair")) == 7


def test_a_restore_cut_short_between_its_two_moves_ends_at_the_next_opening(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "notes"
    with Store.open(folder) as store:
        store.put_pair(a_pair())
        fill(store)
        place = store.backup(tmp_path)

    def cut(_folder: Path) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(backup, "finish", cut)
        with pytest.raises(KeyboardInterrupt):
            Store.restore(place, folder)
    assert not folder.exists()
    assert look(folder) == "open"
    with Store.open(folder) as again:
        assert len(again.sessions("pair")) == 7


def test_a_backup_cannot_write_outside_the_folder(tmp_path: Path) -> None:
    from coach.store.container import pack

    evil = tmp_path / "evil.coach"
    body = msgspec.json.encode({"files": {"pairs/../../../up": {}}})
    evil.write_bytes(pack("backup", "backup", body, None))
    with pytest.raises(CoachError):
        Store.restore(evil, tmp_path / "new")
    assert list(tmp_path.iterdir()) == [evil]


def test_a_backup_is_one_checked_file(store: Store, tmp_path: Path) -> None:
    place = store.backup(tmp_path)
    assert checked(place.read_bytes(), "backup").header.kind == "backup"


def test_the_plain_export_holds_everything_readably(store: Store, tmp_path: Path) -> None:
    fill(store)
    session = store.session("s6")
    actions = (Action(id="a", text="send the outline", owner="mentee", due="2026-04-01"),)
    store.put_session(msgspec.structs.replace(session, actions=actions))
    place = store.export_plain(tmp_path)
    text = (place / "Jo-and-Priya.txt").read_text(encoding="utf-8")
    for words in ("words of 0", "words of 6", "typed and not folded in", "Priya: send the outline (by 2026-04-01)"):
        assert words in text
    data = json.loads((place / "Jo-and-Priya.json").read_text(encoding="utf-8"))
    assert len(data["sessions"]) == 7
    assert data["pair"]["mentor"]["name"] == "Jo"


def test_an_export_leaves_out_what_is_private_to_the_other(store: Store, tmp_path: Path) -> None:
    private = Note(id="p", text="I doubt he likes me", author="mentee", visibility="mentee")
    session = msgspec.structs.replace(
        a_session(), notes=(a_note("shared"), private), corrections=(Correction(words="likes me"),)
    )
    store.put_session(session)
    hidden = store.export_plain(tmp_path, hide={"mentee"})
    assert b"likes me" not in bytes_below(hidden)
    assert b"shared" in bytes_below(hidden)
    assert b"likes me" in bytes_below(store.export_plain(tmp_path))


def test_pairs_of_the_same_names_and_names_that_are_no_file_names_are_all_exported(
    store: Store, tmp_path: Path
) -> None:
    store.put_pair(a_pair("twin"))
    store.put_pair(Pair(id="odd", mentor=Person(name="../../\x1b[31mJo"), mentee=Person(name="\u202eayirP/\0")))
    place = store.export_plain(tmp_path)
    assert len(list(place.glob("*.json"))) == 3
    assert len(list(place.glob("*.txt"))) == 3
    assert b"\x1b" not in b"".join(path.read_bytes() for path in place.glob("*.txt"))


def test_the_exceptions_a_restore_can_end_in_say_what_to_do() -> None:
    for trouble in (PassphraseNeeded(), WrongPassphrase(), Tampered("x"), Newer("x")):
        assert trouble.title and trouble.message and trouble.remedy
