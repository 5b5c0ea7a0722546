"""A file cut at every byte, a bit flipped in every kilobyte, names mixed up by a power cut: healed, or said and kept.

``COACH_DAMAGE_STEP`` (default 7, every byte with 1) sets how many bytes lie between two cuts of the whole-store tests;
the cuts of a single file are always made at every byte.
"""

from __future__ import annotations

import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from coach.errors import CoachError
from coach.records import Note, Pair, Person, Session
from coach.store import Damaged, Store, look, sealing
from coach.store.container import Broken, pack, unpack

STEP = int(os.environ.get("COACH_DAMAGE_STEP", "7"))
WORDS = "a quiet green heron"
FILES = ("index", "pairs/pair/desk", "pairs/pair/2026")


@pytest.fixture(autouse=True)
def cheap_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "COST", sealing.Cost(memory_kib=64, time=1, lanes=1))


@pytest.fixture
def place() -> Iterator[Path]:
    """A folder in memory where there is one: these tests open thousands of stores."""
    path = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
    yield path
    shutil.rmtree(path)


@pytest.fixture(params=[None, WORDS], ids=["clear", "sealed"])
def words(request: pytest.FixtureRequest) -> str | None:
    return request.param  # type: ignore[no-any-return]


@pytest.fixture
def folder(place: Path, words: str | None) -> Path:
    folder = place / "notes"
    with Store.open(folder) as store:
        store.put_pair(Pair(id="pair", mentor=Person(name="Jo"), mentee=Person(name="Priya")))
        if words:
            store.set_passphrase(words)
        for number in range(6):
            store.put_session(session(number))
            store.put_session(session(number))
    return folder


def session(number: int, text: str = "what she tried, and what came of it. " * 60) -> Session:
    return Session(id=f"s{number}", pair="pair", template="t", day=f"2026-01-0{number + 1}", notes=(note(text),))


def note(text: str, id: str = "n") -> Note:
    return Note(id=id, text=text, author="both")


def opened(folder: Path, words: str | None) -> tuple[int, tuple[str, ...]]:
    """How many sessions an opening finds, and what it says was healed."""
    with Store.open(folder, words) as store:
        return len(store.sessions("pair")), store.notices


def everything(folder: Path) -> dict[str, bytes]:
    return {str(p): p.read_bytes() for p in folder.rglob("*") if p.is_file() and p.name != "lock"}


def put_back(folder: Path, files: dict[str, bytes]) -> None:
    for path in everything(folder).keys() - files.keys():
        Path(path).unlink()
    for path, data in files.items():
        Path(path).write_bytes(data)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_file_cut_at_any_byte_is_known_to_be_broken(sealed: bool) -> None:
    key = sealing.new_key() if sealed else None
    data = pack("index", "index", b'{"pairs": {}}' * 300, key)
    for length in range(len(data)):
        with pytest.raises(Broken):
            unpack(data[:length], "index", "index", key)


@pytest.mark.parametrize("sealed", [False, True])
def test_a_flip_of_any_bit_of_the_header_and_of_one_in_every_byte_behind_is_known(sealed: bool) -> None:
    key = sealing.new_key() if sealed else None
    data = bytearray(pack("index", "index", b'{"pairs": {}}' * 200, key))
    for position in range(len(data)):
        for bit in range(8) if position < 300 else [position % 8]:
            data[position] ^= 1 << bit
            with pytest.raises(Broken):
                unpack(bytes(data), "index", "index", key)
            data[position] ^= 1 << bit


@pytest.mark.slow
@pytest.mark.parametrize("name", [*FILES, "key"])
def test_a_store_with_a_file_cut_anywhere_heals_and_keeps_the_damaged_file(
    folder: Path, words: str | None, name: str
) -> None:
    if name == "key" and not words:
        return
    good = everything(folder)
    path = folder / f"{name}.coach"
    whole = path.read_bytes()
    for length in range(0, len(whole), STEP):
        path.write_bytes(whole[:length])
        count, notices = opened(folder, words)
        assert count == 6
        assert any("damaged" in notice for notice in notices)
        assert [kept.read_bytes() for kept in (folder / "damaged").iterdir()] == [whole[:length]]
        assert unpack_any(path) == unpack_any_bytes(whole)
        put_back(folder, good)


def unpack_any(path: Path) -> str:
    return unpack_any_bytes(path.read_bytes())


def unpack_any_bytes(data: bytes) -> str:
    from coach.store.container import checked

    return checked(data, "any").header.name


@pytest.mark.parametrize("name", FILES)
def test_a_store_with_a_bit_flipped_in_every_kilobyte_heals(folder: Path, words: str | None, name: str) -> None:
    good = everything(folder)
    path = folder / f"{name}.coach"
    whole = path.read_bytes()
    for start in range(0, len(whole), 1024):
        for bit in (0, 7):
            data = bytearray(whole)
            data[start + (start // 1024 * 131) % 1024] ^= 1 << bit
            path.write_bytes(data)
            assert opened(folder, words)[0] == 6
            put_back(folder, good)


@pytest.mark.parametrize("name", [*FILES, "key"])
def test_a_file_damaged_with_all_its_copies_is_said_and_nothing_is_touched(
    folder: Path, words: str | None, name: str
) -> None:
    for path in folder.glob(f"{name}.coach*"):
        data = bytearray(path.read_bytes())
        data[1500] ^= 4
        path.write_bytes(data)
    before = everything(folder)
    if name == "key" and not words:
        return
    with pytest.raises(Damaged) as refusal:
        opened(folder, words)
    assert "backup" in str(refusal.value)
    assert everything(folder) == before


def test_one_pair_damaged_beyond_healing_hides_no_other_and_can_be_deleted(folder: Path, words: str | None) -> None:
    with Store.open(folder, words) as store:
        store.put_pair(Pair(id="other", mentor=Person(name="Ana"), mentee=Person(name="Ben")))
        store.put_session(msgspec.structs.replace(session(0), id="o", pair="other"))
        store.draft("o", "n", note("typed"))
        store._claim.release()  # type: ignore[union-attr]
        store._contents = None
    for path in (folder / "pairs/pair").iterdir():
        path.write_bytes(path.read_bytes()[:900])
    with Store.open(folder, words) as store:
        assert len(store.sessions("other")) == 1
        assert store.session("o").notes[0].text == "typed"
        store.draft("o", "n", note("typed more"))
        with pytest.raises(Damaged):
            store.sessions("pair")
        store.delete_pair("pair")
        assert store.session("o").notes[0].text == "typed more"
    with Store.open(folder, words) as store:
        assert [pair.id for pair in store.pairs()] == ["other"]
        assert store.notices == ()


def test_a_lost_index_is_never_taken_for_a_new_store(folder: Path, words: str | None) -> None:
    for path in folder.glob("index*"):
        path.unlink()
    before = everything(folder)
    with pytest.raises(Damaged):
        opened(folder, words)
    assert everything(folder) == before


def test_whatever_names_a_power_cut_leaves_the_newest_session_is_found(folder: Path, words: str | None) -> None:
    with Store.open(folder, words) as store:
        for number in range(4):
            store.put_session(session(5, f"save {number}"))
        versions = [p for p in sorted((folder / "pairs/pair").iterdir()) if "desk" in p.name]
        assert len(versions) == 3
        data = [path.read_bytes() for path in versions]
        store._claim.release()  # type: ignore[union-attr]
    good = everything(folder)
    for order in itertools.permutations(range(3)):
        for torn in (None, *range(3)):
            for place, number in enumerate(order):
                versions[place].write_bytes(data[number][:3000] if number == torn else data[number])
            with Store.open(folder, words) as store:
                newest = max((n for n in range(3) if n != torn), key=lambda n: save_of(data[n]))
                assert store.session("s5").notes[0].text == f"save {save_of(data[newest]) - save_of(min(data, key=save_of)) + 1}"  # fmt: skip
            put_back(folder, good)


def save_of(data: bytes) -> int:
    from coach.store.container import checked

    return checked(data, "desk").header.save


def test_a_journal_cut_anywhere_keeps_every_line_before(folder: Path, words: str | None) -> None:
    with Store.open(folder, words) as store:
        for number in range(5):
            store.draft("s5", f"typed{number}", note(f"line {number} of what is typed", f"typed{number}"))
        store._claim.release()  # type: ignore[union-attr]
        store._contents = None
    good = everything(folder)
    path = folder / "journal.coach"
    whole = path.read_bytes()
    for length in range(0, len(whole) + 1, STEP):
        path.write_bytes(whole[:length])
        with Store.open(folder, words) as store:
            typed = [one.id for one in store.session("s5").notes if one.id.startswith("typed")]
            assert typed == [f"typed{number}" for number in range(whole[:length].count(b"\n"))]
        put_back(folder, good)


def test_a_journal_damaged_in_the_middle_keeps_the_other_lines_and_the_damaged_file(
    folder: Path, words: str | None
) -> None:
    with Store.open(folder, words) as store:
        for number in range(5):
            store.draft("s5", f"typed{number}", note(f"line {number}", f"typed{number}"))
        store._claim.release()  # type: ignore[union-attr]
        store._contents = None
    path = folder / "journal.coach"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[2] = lines[2][:50] + b"?" + lines[2][51:]
    path.write_bytes(b"".join(lines))
    with Store.open(folder, words) as store:
        typed = [one.id for one in store.session("s5").notes if one.id.startswith("typed")]
        assert typed == ["typed0", "typed1", "typed3", "typed4"]
        assert "damaged" in store.notices[0]
        assert len(list((folder / "damaged").iterdir())) == 1


def test_a_damaged_store_that_may_only_be_read_is_read_and_left_as_it_is(folder: Path, words: str | None) -> None:
    with Store.open(folder, words) as store:
        path = folder / "pairs/pair/2026.coach"
        path.write_bytes(path.read_bytes()[:2000])
        before = everything(folder)
        with Store.open(folder, words) as second:
            assert len(second.sessions("pair")) == 6
            assert any("damaged" in notice for notice in second.notices)
        assert everything(folder) == before
        assert len(store.sessions("pair")) == 6


def test_a_clock_that_was_set_back_changes_nothing(
    folder: Path, words: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    import time

    monkeypatch.setattr(time, "time", lambda: 1.0)
    monkeypatch.setattr(time, "time_ns", lambda: 10**9)
    for path in folder.rglob("*"):
        os.utime(path, (4e9, 4e9))
    with Store.open(folder, words) as store:
        store.put_session(session(5, "after the clock went back"))
        store.draft("s5", "n", note("typed after"))
        store.cache_put("key", b"value")
        assert store.cache_get("key") == b"value"
        store._claim.release()  # type: ignore[union-attr]
        store._contents = None
    with Store.open(folder, words) as store:
        assert store.session("s5").notes[0].text == "typed after"
        assert store.notices == ()


def test_every_state_of_a_store_can_be_looked_at_without_trouble(place: Path) -> None:
    for number, data in enumerate([b"", b"coach-store", b"coach-store 2 x\n", b"\0" * 5000, b"{}"]):
        odd = place / f"odd-{number}"
        (odd / "pairs").mkdir(parents=True)
        for name in ("index.coach", "key.coach", "journal.coach"):
            (odd / name).write_bytes(data)
        before = everything(odd)
        assert look(odd) in ("foreign", "locked", "open")
        with pytest.raises(CoachError):
            Store.open(odd, WORDS)
        assert everything(odd) == before
