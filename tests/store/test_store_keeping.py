"""What is put is there again; what is typed is folded in; the second program only reads."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import msgspec
import pytest
from store_samples import a_note, a_pair, a_session

from coach.errors import CoachError
from coach.records import Balance, Mirror, Proportion, Stance
from coach.store import Closed, NotThere, PassphraseNeeded, ReadOnly, Store, WrongPassphrase, look


def test_a_new_folder_is_new_and_then_a_store(tmp_path: Path) -> None:
    assert look(tmp_path / "notes") == "new"
    Store.open(tmp_path / "notes").close()
    assert look(tmp_path / "notes") == "open"


def test_what_was_put_is_there_after_opening_again(store: Store, folder: Path, words: str | None) -> None:
    session = a_session()
    store.put_session(session)
    store.put_setting("colour", {"accent": ["blue", 3]})
    store.close()
    with Store.open(folder, words) as again:
        assert again.pairs() == (a_pair(),)
        assert again.sessions("pair") == (session,)
        assert again.get_setting("colour") == {"accent": ["blue", 3]}
        assert again.notices == ()


def test_sessions_come_by_day_and_by_the_order_in_which_they_were_begun(store: Store) -> None:
    for id, day in [
        ("c", "2026-05-01"),
        ("a", "2025-01-01"),
        ("b1", "2026-02-01"),
        ("b2", "2026-02-01"),
        ("d", "2027-01-01"),
    ]:
        store.put_session(a_session(id, day=day))
    store.put_session(a_session("b1", "changed later", day="2026-02-01"))
    assert [session.id for session in store.sessions("pair")] == ["a", "b1", "b2", "c", "d"]
    assert [glance.id for glance in store.glances("pair")] == ["a", "b1", "b2", "c", "d"]


def test_a_save_does_not_write_more_when_there_is_more_history(store: Store, folder: Path) -> None:
    for number in range(40):
        store.put_session(a_session(f"s{number}", day=f"20{10 + number // 4}-03-02"))
    desk = folder / "pairs" / "pair" / "desk.coach"
    assert desk.stat().st_size == 4096
    before = {path: path.stat().st_mtime_ns for path in desk.parent.iterdir() if "desk" not in path.name}
    store.put_session(a_session("s39", "changed", day="2019-03-02"))
    assert {path: path.stat().st_mtime_ns for path in before} == before
    assert len(store.sessions("pair")) == 40


def test_an_old_session_can_be_changed_and_moved_to_another_year(store: Store, folder: Path, words: str | None) -> None:
    for number in range(8):
        store.put_session(a_session(f"s{number}", day=f"2020-03-0{number + 1}"))
    old = store.session("s0")
    store.put_session(msgspec.structs.replace(old, day="2022-01-01"))
    for number in range(8, 14):
        store.put_session(a_session(f"s{number}", day="2021-03-02"))
    store.close()
    with Store.open(folder, words) as again:
        assert [s.id for s in again.sessions("pair")].count("s0") == 1
        assert again.session("s0").day == "2022-01-01"


def test_many_sessions_at_once_are_all_there(store: Store) -> None:
    store.put_session(a_session("s3", "on the desk", day="2020-03-02"))
    store.put_sessions(a_session(f"s{number}", "new", day=f"20{10 + number}-03-02") for number in range(20))
    assert len(store.sessions("pair")) == 20
    assert store.session("s3").notes[0].text == "new"


def test_a_session_of_an_unknown_pair_is_refused(store: Store) -> None:
    with pytest.raises(NotThere):
        store.put_session(a_session(pair="nobody"))
    with pytest.raises(NotThere):
        store.session("nothing")
    with pytest.raises(NotThere):
        store.draft("nothing", "note", a_note("words"))


@pytest.mark.parametrize("id", ["", "../up", "a/b", "a\0b", "x" * 65, "."])
def test_an_id_that_is_no_plain_name_is_refused(store: Store, id: str) -> None:
    with pytest.raises(CoachError):
        store.put_pair(a_pair(id))


def test_what_is_typed_is_shown_at_once_and_folded_in_by_the_next_save(store: Store) -> None:
    store.put_session(a_session())
    store.draft("one", "note", a_note("asked about her week, and"))
    store.draft("one", "second", a_note("she laughed"))
    assert [note.text for note in store.session("one").notes] == ["asked about her week, and", "she laughed"]
    kept = store.put_session(msgspec.structs.replace(a_session(), minutes=60))
    assert kept.minutes == 60
    assert [note.id for note in kept.notes] == ["note", "second"]
    assert kept == store.session("one")


def test_what_is_typed_is_there_after_the_program_was_killed(store: Store, folder: Path, words: str | None) -> None:
    for number in range(6):
        store.put_session(a_session(f"s{number}"))
    store.draft("s0", "note", a_note("on a shelf already"))
    store.draft("s5", "note", a_note("on the desk"))
    store._claim.release()  # type: ignore[union-attr]
    with Store.open(folder, words) as again:
        assert again.session("s0").notes[0].text == "on a shelf already"
        assert again.session("s5").notes[0].text == "on the desk"
    assert (folder / "journal.coach").stat().st_size == 0


def test_a_note_that_the_caller_changed_wins_over_what_was_typed_before(store: Store) -> None:
    store.put_session(a_session())
    store.draft("one", "note", a_note("typed"))
    assert store.put_session(a_session(text="changed")).notes[0].text == "changed"
    store.draft("one", "note", a_note("typed again"))
    gone = msgspec.structs.replace(a_session(), notes=())
    assert store.put_session(gone).notes == ()


def test_bytes_that_a_power_cut_brings_back_into_the_journal_change_nothing(
    store: Store, folder: Path, words: str | None
) -> None:
    store.put_session(a_session())
    store.draft("one", "note", a_note("older words"))
    old = (folder / "journal.coach").read_bytes()
    store.put_session(a_session(text="newer words"))
    store.close()
    (folder / "journal.coach").write_bytes(old)
    with Store.open(folder, words) as again:
        assert again.session("one").notes[0].text == "newer words"


def test_a_second_program_reads_and_says_so(store: Store, folder: Path, words: str | None) -> None:
    store.put_session(a_session())
    with Store.open(folder, words) as second:
        assert second.read_only
        assert "another window" in second.notices[0]
        assert second.session("one") == store.session("one")
        for change in (
            lambda: second.put_session(a_session()),
            lambda: second.put_pair(a_pair("new")),
            lambda: second.draft("one", "note", a_note("words")),
            lambda: second.delete_session("one"),
            lambda: second.delete_pair("pair"),
            lambda: second.set_passphrase("another passphrase", words),
        ):
            with pytest.raises(ReadOnly):
                change()
        store.put_session(a_session("two", "while the other looks on"))
        store.draft("one", "note", a_note("typed meanwhile"))
        assert second.session("two").notes[0].text == "while the other looks on"
        assert second.session("one").notes[0].text == "typed meanwhile"
    store.close()
    with Store.open(folder, words) as third:
        assert not third.read_only


def test_a_locked_store_gives_nothing_and_goes_on_with_the_passphrase(tmp_path: Path) -> None:
    with Store.open(tmp_path / "notes") as store:
        store.put_pair(a_pair())
        store.lock()
        assert not store.locked
        store.set_passphrase("a quiet green heron")
        store.put_session(a_session())
        store.lock()
        assert store.locked
        with pytest.raises(PassphraseNeeded):
            store.sessions("pair")
        with pytest.raises(WrongPassphrase):
            store.unlock("a quiet green crane")
        assert store.locked
        store.unlock("a quiet green heron")
        with pytest.raises(WrongPassphrase):
            store.unlock("a quiet green crane")
        assert not store.locked
        assert store.session("one") == a_session()


def test_a_closed_store_says_so(store: Store) -> None:
    store.close()
    with pytest.raises(Closed):
        store.pairs()


def test_half_characters_do_not_keep_a_note_from_being_kept(store: Store) -> None:
    store.put_session(a_session(text="half \ud800 a character"))
    assert store.session("one").notes[0].text == "half ? a character"
    store.draft("one", "note", a_note("typed \udfff so"))
    assert store.session("one").notes[0].text == "typed ? so"


def test_a_mirror_that_cannot_be_written_does_not_cost_the_notes(store: Store) -> None:
    share = Proportion(count=0, total=0, share=None, low=float("nan"))
    stances = {side: Stance(side=side, telling=share, listening=share, sharing=share, open_questions=share)
               for side in ("mentor", "mentee")}  # fmt: skip
    mirror = Mirror(balance=Balance(share=float("nan")), mentor=stances["mentor"], mentee=stances["mentee"])
    kept = store.put_session(msgspec.structs.replace(a_session(), mirror=mirror))
    assert store.session("one").notes == a_session().notes
    assert kept == store.session("one")


def test_a_session_that_this_version_cannot_read_hides_no_other(store: Store, folder: Path, words: str | None) -> None:
    store.put_session(a_session("one"))
    shelves = store._contents.of("pair")  # type: ignore[union-attr]
    row = shelves.desk.row("sessions", "one")
    assert row
    shelves.desk.put("sessions", {**row, "id": "odd", "body": msgspec.Raw(b'{"id": 3}')})
    assert [session.id for session in store.sessions("pair")] == ["one"]
    assert "can't be read by this version" in store.notices[-1]


def test_many_threads_lose_nothing(store: Store) -> None:
    def keep(number: int) -> None:
        for turn in range(5):
            store.put_session(a_session(f"t{number}-{turn}", day=f"202{number}-01-01"))

    threads = [threading.Thread(target=keep, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.sessions("pair")) == 20


def test_importing_the_store_loads_no_library_that_is_only_needed_sometimes() -> None:
    code = "import coach.store, sys; print([m for m in ('cryptography', 'argon2', 'filelock') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


def test_a_store_in_clear_text_never_loads_cryptography(tmp_path: Path) -> None:
    code = (
        "import sys; from coach.store import Store; Store.open(sys.argv[1]).close();"
        "print([m for m in ('cryptography', 'argon2') if m in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", code, str(tmp_path / "n")], capture_output=True, text=True, check=True)
    assert run.stdout == "[]\n"
