"""A full disk, a folder that may not be written, a right lost in the middle: said in a sentence, nothing lost."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import tempfile
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from coach.records import Note, Pair, Person, Session
from coach.store import NoRoom, NotAllowed, Store, sealing

NOBODY = 65534

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")


@pytest.fixture(autouse=True)
def cheap_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "COST", sealing.Cost(memory_kib=64, time=1, lanes=1))


@pytest.fixture
def place() -> Iterator[Path]:
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path
    shutil.rmtree(path)


def session(number: int, text: str = "words") -> Session:
    notes = (Note(id="n", text=text, author="both"),)
    return Session(id=f"s{number}", pair="pair", template="t", day=f"2026-01-{number % 28 + 1:02}", notes=notes)


def begun(folder: Path) -> Path:
    with Store.open(folder) as store:
        store.put_pair(Pair(id="pair", mentor=Person(name="Jo"), mentee=Person(name="Priya")))
        for number in range(5):
            store.put_session(session(number, f"words of {number}"))
    return folder


def in_a_process_of_its_own(work: Callable[[], None], as_nobody: bool = False) -> None:
    """Runs ``work`` in a child, without root's rights where asked, and fails where it failed."""
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            if as_nobody and os.getuid() == 0:
                os.setgroups([])
                os.setgid(NOBODY)
                os.setuid(NOBODY)
            work()
            os.write(into, b"done")
        except BaseException:  # noqa: BLE001
            os.write(into, traceback.format_exc()[-4000:].encode())
        finally:
            os._exit(0)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        said = pipe.read().decode()
    os.waitpid(child, 0)
    assert said == "done", said


def owned_by_nobody(folder: Path) -> None:
    if os.getuid() == 0:
        for path in [folder, *folder.rglob("*")]:
            os.chown(path, NOBODY, NOBODY)


@pytest.fixture
def small_disk(place: Path) -> Iterator[Path]:
    """A disk of 400 kB."""
    disk = place / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(disk)]
    if os.getuid() or not shutil.which("mount") or subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("this machine lets nobody mount a small disk")
    yield disk
    subprocess.run(["umount", "-l", str(disk)], check=True)


def fill_up(path: Path) -> None:
    with path.open("wb", buffering=0) as filler, pytest.raises(OSError, match="space"):
        while True:
            filler.write(bytes(1000))


def test_a_disk_that_fills_up_costs_nothing_that_was_kept(small_disk: Path) -> None:
    folder = begun(small_disk / "notes")
    (small_disk / "filler").write_bytes(bytes(100_000))
    kept: dict[str, str] = {f"s{number}": f"words of {number}" for number in range(5)}
    refusals = 0
    with Store.open(folder) as store:
        for number in range(5, 60):
            text = f"{number} " + "long notes about it " * 500
            try:
                store.put_session(session(number, text))
                kept[f"s{number}"] = text
            except NoRoom as refusal:
                refusals += 1
                assert "room" in str(refusal)
            assert {one.id: one.notes[0].text for one in store.sessions("pair")} == kept
        assert refusals > 10
        small = session(0, "a word")
        with pytest.raises(NoRoom):
            for _ in range(2000):
                store.draft("s0", "n", Note(id="n", text="typed " * 50, author="both"))
        (small_disk / "filler").unlink()
        store.draft("s0", "n", Note(id="n", text="typed once there is room", author="both"))
        assert store.session("s0").notes[0].text == "typed once there is room"
        kept["s0"] = store.put_session(small).notes[0].text
    with Store.open(folder) as store:
        assert {one.id: one.notes[0].text for one in store.sessions("pair")} == kept
        assert store.notices == ()


def test_a_full_disk_does_not_keep_the_notes_from_being_read(small_disk: Path) -> None:
    folder = begun(small_disk / "notes")
    store = Store.open(folder)
    store.draft("s4", "n", Note(id="n", text="typed", author="both"))
    store._claim.release()  # type: ignore[union-attr]
    path = folder / "pairs/pair/2026.coach"
    path.write_bytes(path.read_bytes()[:1000])
    fill_up(small_disk / "filler")
    with Store.open(folder) as store:
        assert len(store.sessions("pair")) == 5
        assert store.session("s4").notes[0].text == "typed"


def test_setting_a_passphrase_on_a_full_disk_goes_on_once_there_is_room(small_disk: Path) -> None:
    folder = begun(small_disk / "notes")
    with Store.open(folder) as store:
        filler = small_disk / "filler"
        fill_up(filler)
        with pytest.raises(NoRoom):
            store.set_passphrase("a quiet green heron")
            store.put_sessions(session(number, "x" * 50_000) for number in range(20))
        assert len(store.sessions("pair")) == 5
        filler.unlink()
    with Store.open(folder, "a quiet green heron") as store:
        assert len(store.sessions("pair")) == 5
        assert store.notices == ()


def test_a_limit_on_the_size_of_files_is_as_good_as_a_full_disk(place: Path) -> None:
    folder = begun(place / "notes")

    def work() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (8192, 8192))
        with Store.open(folder) as store:
            with pytest.raises(NoRoom):
                store.put_session(session(0, "x" * 20_000))
            with pytest.raises(NoRoom):
                store.draft("s0", "n", Note(id="n", text="x" * 20_000, author="both"))
            store.draft("s0", "n", Note(id="n", text="short", author="both"))
            assert store.put_session(session(0, "words of 0")).notes[0].text == "short"

    in_a_process_of_its_own(work)
    with Store.open(folder) as store:
        assert [one.notes[0].text for one in store.sessions("pair")] == ["short"] + [
            f"words of {n}" for n in range(1, 5)
        ]


def test_a_folder_that_may_not_be_written_is_read_and_said_so(place: Path) -> None:
    folder = begun(place / "notes")
    owned_by_nobody(folder)
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o500 if path.is_dir() else 0o400)

    def work() -> None:
        before = [(path, path.stat().st_mode) for path in folder.rglob("*")]
        with Store.open(folder) as store:
            assert store.read_only
            assert "may not write" in store.notices[0]
            assert len(store.sessions("pair")) == 5
            assert store.glances("pair")[0].id == "s0"
        assert [(path, path.stat().st_mode) for path in folder.rglob("*")] == before

    in_a_process_of_its_own(work, as_nobody=True)


def test_a_folder_of_somebody_else_is_read_if_it_may_be_and_said_so(place: Path) -> None:
    folder = begun(place / "notes")
    for path in [*folder.rglob("*"), folder]:
        path.chmod(0o755 if path.is_dir() else 0o644)

    def work() -> None:
        with Store.open(folder) as store:
            assert store.read_only
            assert "may not write" in store.notices[0]
            assert len(store.sessions("pair")) == 5

    if os.getuid() == 0:
        in_a_process_of_its_own(work, as_nobody=True)


def test_a_new_store_where_nothing_may_be_written_is_refused(place: Path) -> None:
    def work() -> None:
        with pytest.raises(NotAllowed):
            Store.open(place / "deep" / "notes")

    if os.getuid() == 0:
        in_a_process_of_its_own(work, as_nobody=True)
        assert not (place / "deep").exists()


def test_a_right_lost_in_the_middle_is_said_and_costs_nothing(place: Path) -> None:
    folder = begun(place / "notes")
    owned_by_nobody(folder)

    def work() -> None:
        store = Store.open(folder)
        pair = folder / "pairs" / "pair"
        store.put_session(session(4, "before"))
        pair.chmod(0o500)
        for path in pair.iterdir():
            path.chmod(0o400)
        with pytest.raises(NotAllowed):
            store.put_session(session(9, "in between"))
        assert {one.id for one in store.sessions("pair")} == {f"s{number}" for number in range(5)}
        store.draft("s4", "n", Note(id="n", text="typed in between", author="both"))
        pair.chmod(0o700)
        store.put_session(session(9, "after"))
        store.close()
        with Store.open(folder) as again:
            assert again.session("s9").notes[0].text == "after"
            assert again.session("s4").notes[0].text == "typed in between"

    in_a_process_of_its_own(work, as_nobody=True)


def test_a_folder_that_was_taken_away_is_said(place: Path) -> None:
    folder = begun(place / "notes")
    store = Store.open(folder)
    shutil.move(folder, place / "elsewhere")
    (place / "notes").write_bytes(b"a file now")
    with pytest.raises(Exception, match=r"\w+"):
        store.put_session(session(1, "where to?"))
    store.close()
    with Store.open(place / "elsewhere") as again:
        assert len(again.sessions("pair")) == 5


def test_two_programs_never_write_at_once(place: Path) -> None:
    folder = begun(place / "notes")
    first = Store.open(folder)

    def work() -> None:
        with Store.open(folder) as second:
            assert second.read_only
            assert "another window" in second.notices[0]
            assert len(second.sessions("pair")) == 5

    in_a_process_of_its_own(work)
    first.put_session(session(6, "still mine"))
    first.close()

    def after() -> None:
        with Store.open(folder) as third:
            assert not third.read_only

    in_a_process_of_its_own(after)
