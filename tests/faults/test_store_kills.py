"""A program killed with SIGKILL at random moments leaves a whole store, with everything that it had said was kept.

``COACH_KILLS`` sets how often (default 300). Each round a new process opens the store, which the parent has never
touched in between, and saves and types without end, saying after each call that it returned; the parent kills it.
"""

from __future__ import annotations

import contextlib
import os
import random
import select
import signal
import time
from pathlib import Path

import msgspec
import pytest

from coach.records import Note, Pair, Person, Session
from coach.store import Store, sealing

KILLS = int(os.environ.get("COACH_KILLS", "300"))
WORDS = "a quiet green heron"
LONG = "She told me about the meeting, and I asked what she had tried before. " * 40

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs processes that can be forked")


@pytest.fixture(autouse=True)
def cheap_key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sealing, "COST", sealing.Cost(memory_kib=64, time=1, lanes=1))


def session(number: int, text: str) -> Session:
    note = Note(id="note", text=text, author="both")
    return Session(id=f"s{number % 7}", pair="pair", template="t", day=f"202{number % 7}-01-01", notes=(note,))


def said(out: int) -> list[str]:
    data = b""
    while chunk := os.read(out, 1 << 16):
        data += chunk
    return data.decode().split("\n")[:-1]


def run_and_kill(work, chance: random.Random) -> list[str]:  # type: ignore[no-untyped-def]
    """Runs ``work(say)`` in a process of its own and kills it; gives what it had said by then.

    One in five is killed within 60 ms of its start, the others within 60 ms after they first said something.
    """
    out, into = os.pipe()
    child = os.fork()
    if not child:
        try:
            os.close(out)
            work(lambda word: os.write(into, f"{word}\n".encode()))
        finally:
            os._exit(0)
    os.close(into)
    if chance.random() < 0.8:
        select.select([out], [], [], 20)
    time.sleep(chance.random() ** 2 * 0.06)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    words = said(out)
    os.close(out)
    return words


@pytest.mark.slow
def test_no_kill_damages_the_store_or_loses_what_was_kept(tmp_path: Path) -> None:
    chance = random.Random(8)
    folder = tmp_path / "notes"
    with Store.open(folder) as store:
        store.put_pair(Pair(id="pair", mentor=Person(name="Jo"), mentee=Person(name="Priya")))
        for number in range(7):
            store.put_session(session(number, "0 begun"))
        store.set_passphrase(WORDS)
    count, kept, calls = 0, {f"s{number}": 0 for number in range(7)}, 0
    for _ in range(KILLS):
        start = count + 1

        def work(say, start: int = start, seed: float = chance.random()) -> None:  # type: ignore[no-untyped-def]
            pick = random.Random(seed)
            store = Store.open(folder, WORDS)
            number = start
            while True:
                one = session(pick.randrange(7), f"{number} {LONG[: number * 37 % len(LONG)]}")
                if number % 3:
                    store.draft(one.id, "note", one.notes[0])
                else:
                    store.put_session(one)
                say(f"{one.id} {number}")
                number += 1

        words = run_and_kill(work, chance)
        for word in words:
            id, latest = word.split()
            kept[id] = int(latest)
        calls += len(words)
        count = max(count, *kept.values()) + 1
        with Store.open(folder, WORDS) as store:
            assert store.notices == ()
            found = {one.id: int(one.notes[0].text.split()[0]) for one in store.sessions("pair")}
            assert found.keys() == kept.keys()
            for id, number in found.items():
                assert kept[id] <= number <= count, f"{id}: kept {kept[id]}, found {number}"
            kept = found
    assert calls > KILLS
    print(f"{KILLS} kills, {calls} calls that had returned, none lost")


@pytest.mark.slow
def test_no_kill_during_a_change_of_passphrase_or_a_deletion_leaves_it_half_done(tmp_path: Path) -> None:
    chance = random.Random(9)
    folder = tmp_path / "notes"
    with Store.open(folder) as store:
        store.put_pair(Pair(id="pair", mentor=Person(name="Jo"), mentee=Person(name="Priya")))
        for number in range(7):
            store.put_session(session(number, f"0 {LONG}"))
    for _ in range(max(1, KILLS // 6)):

        def work(say) -> None:  # type: ignore[no-untyped-def]
            for words, new in ((None, WORDS), (WORDS, None)) * 50:
                with contextlib.suppress(Exception), Store.open(folder, words) as store:
                    store.set_passphrase(new, words)
                    say("changed")
                    store.put_pair(Pair(id="passing", mentor=Person(name="Zebedee"), mentee=Person(name="Quillon")))
                    store.put_session(msgspec.structs.replace(session(3, "passing words"), id="p", pair="passing"))
                    store.delete_pair("passing")

        run_and_kill(work, chance)
        with Store.open(folder, WORDS) as store:
            assert store.notices == ()
            assert len(store.sessions("pair")) == 7
            if store.encrypted:
                text = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
                assert b"She told me" not in text
                assert b"Zebedee" not in text


@pytest.mark.slow
def test_no_kill_during_the_first_saves_of_a_new_store_keeps_it_from_opening(tmp_path: Path) -> None:
    chance = random.Random(10)
    for number in range(max(1, KILLS // 6)):
        folder = tmp_path / f"notes-{number}"

        def work(say, folder: Path = folder) -> None:  # type: ignore[no-untyped-def]
            store = Store.open(folder)
            for name in range(1000):
                store.put_pair(Pair(id=f"p{name}", mentor=Person(name="Jo"), mentee=Person(name="Priya")))
                one = msgspec.structs.replace(session(name, f"{name} {LONG}"), id=f"s{name}", pair=f"p{name}")
                store.put_session(one)
                say(f"p{name}")

        words = run_and_kill(work, chance)
        with Store.open(folder) as store:
            assert store.notices == ()
            kept = {pair.id: len(store.sessions(pair.id)) for pair in store.pairs()}
            assert all(kept[id] == 1 for id in words)
