"""How long the store takes, from 10 to 5,000 sessions: a table of milliseconds on standard output.

    python scripts/bench_store.py [--sealed] [--folder DIR] [--sizes 10 100 1000 5000] [--rounds 60]

A session has 3 kB of notes and a mirror with 45 acts, about 18 kB in all, one a week. Every timed open is in a fresh
interpreter. A save is compared with writing and syncing the same bytes to a new file, in turns, so that both meet the
same disk; the figure is the quotient of the medians. Opening and reading are the fastest of five, which other work on
the machine disturbs least.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from coach.records import Act, Balance, Mirror, Note, Pair, Person, Proportion, Session, Stance
from coach.store import Store

WORDS = "I asked what she had tried and she told me about the meeting with her manager and what came of it then. "
PASSPHRASE = "four words for timing"
FRESH = """
import sys, time, json
from coach.store import Store
began = time.perf_counter()
store = Store.open(sys.argv[1], sys.argv[2] or None)
opened = time.perf_counter()
light = len(store.glances("pair"))
glanced = time.perf_counter()
store.close()
store = Store.open(sys.argv[1], sys.argv[2] or None)
again = time.perf_counter()
whole = len(store.sessions("pair"))
read = time.perf_counter()
print(json.dumps([opened - began, glanced - opened, read - again, light, whole]))
"""


def session(number: int) -> Session:
    """A weekly session with its mirror, about 18 kB."""
    share = Proportion(count=3, total=9, share=0.33, low=0.1, high=0.6, acts=(1, 2, 3))
    acts = tuple(
        Act(start=i * 60, end=i * 60 + 55, speaker="mentor", act="ask", confidence=0.81234, text=WORDS[:100], note="n0",
            why="The words say who asked, and the verb is one of asking.", question="open")
        for i in range(45)
    )  # fmt: skip
    sides = {
        side: Stance(side=side, telling=share, listening=share, sharing=share, open_questions=share)
        for side in ("mentor", "mentee")
    }
    return Session(
        id=f"s{number}",
        pair="pair",
        template="check-in",
        day=(date(2020, 1, 6) + timedelta(weeks=number)).isoformat(),
        state="done",
        notes=tuple(Note(id=f"n{i}", text=WORDS * 10, author="both") for i in range(3)),
        mirror=Mirror(
            balance=Balance(share=0.4), mentor=sides["mentor"], mentee=sides["mentee"], acts=acts, version="1"
        ),
    )


def new_file(folder: Path, number: int, data: bytes) -> float:
    """Seconds to write and sync ``data`` to a new file."""
    began = time.perf_counter()
    handle = os.open(folder / f"plain-{number}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.write(handle, data)
    os.fsync(handle)
    os.close(handle)
    return time.perf_counter() - began


def measure(folder: Path, size: int, sealed: bool, rounds: int) -> dict[str, float]:
    place = folder / f"store-{size}"
    words = PASSPHRASE if sealed else ""
    with Store.open(place) as store:
        store.put_pair(Pair(id="pair", mentor=Person(name="Jo"), mentee=Person(name="Priya")))
        store.put_sessions(session(i) for i in range(size))
        if sealed:
            store.set_passphrase(words)
    with Store.open(place, words or None) as store:
        for number in range(size - 3, size):
            store.put_session(session(number))
        desk = place / "pairs" / "pair" / "desk.coach"
        saves, plains, drafts = [], [], []
        (folder / f"plain-{size}").mkdir()
        for number in range(rounds):
            kept = session(size - 1)
            began = time.perf_counter()
            store.put_session(kept)
            saves.append(time.perf_counter() - began)
            plains.append(new_file(folder / f"plain-{size}", number, os.urandom(desk.stat().st_size)))
            began = time.perf_counter()
            store.draft(kept.id, "typed", Note(id="typed", text=WORDS, author="both"))
            drafts.append(time.perf_counter() - began)
            store.put_session(kept)
    runs = [
        json.loads(
            subprocess.run([sys.executable, "-c", FRESH, str(place), words], capture_output=True, check=True).stdout
        )
        for _ in range(5)
    ]
    opened, glanced, read = (min(run[i] for run in runs) for i in range(3))
    save, plain = statistics.median(saves), statistics.median(plains)
    return {
        "sessions": size,
        "open": opened * 1e3,
        "all light": glanced * 1e3,
        "all whole": read * 1e3,
        "save": save * 1e3,
        "new file": plain * 1e3,
        "ratio": save / plain,
        "draft": statistics.median(drafts) * 1e3,
        "kB a save": desk.stat().st_size / 1e3,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sealed", action="store_true", help="with a passphrase")
    parser.add_argument("--folder", type=Path, help="where to make the stores (default: the system's temporary folder)")
    parser.add_argument("--sizes", type=int, nargs="+", default=[10, 100, 1000, 5000])
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as folder:
        for number, size in enumerate(options.sizes):
            row = measure(Path(folder), size, options.sealed, options.rounds)
            if not number:
                print("| " + " | ".join(row) + " |")
                print("|" + "---|" * len(row))
            print(
                "| " + " | ".join(f"{v:.2f}" if isinstance(v, float) else str(v) for v in row.values()) + " |",
                flush=True,
            )


if __name__ == "__main__":
    main()
