"""Changed bytes to every reader of files that come from outside, for as long as told: nothing but a kind refusal.

    python scripts/fuzz.py [TARGET ...] [--target NAME] [--seconds 60] [--seed 1] [--atheris] [--keep DIR]

A target is a function from bytes to nothing, registered by ``@target(name, seeds)``; whatever it raises but a
CoachError is a finding, whose bytes are kept. Without ``--atheris`` the seeds are cut, flipped, joined, repeated and
filled with troublesome pieces at random, the same for the same seed; with it, libFuzzer follows the code's branches
(``pip install atheris``; one target at a time).
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import random
import shutil
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from fuzz_targets import MORE

from coach.errors import CoachError


class Target(NamedTuple):
    run: Callable[[bytes], None]
    seeds: Callable[[], Iterable[bytes]]


TARGETS: dict[str, Target] = {name: Target(run, seeds) for name, (run, seeds) in MORE.items()}
PIECES = (
    b"", b"\0", b"\n", b"\r\n", b"\xff\xfe", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"{", b"}", b"[" * 200, b'"', b"\\u0000",
    b"-1", b"1e999", b"99999999999999999999", b"NaN", b"null", b"-->", b"WEBVTT", b"\x1b[31m", "\u202e".encode(), b"=",
)  # fmt: skip


def target(
    name: str, seeds: Callable[[], Iterable[bytes]]
) -> Callable[[Callable[[bytes], None]], Callable[[bytes], None]]:
    """Registers a function under ``name``; ``seeds`` gives good inputs to start from."""

    def register(run: Callable[[bytes], None]) -> Callable[[bytes], None]:
        TARGETS[name] = Target(run, seeds)
        return run

    return register


# -- targets ----------------------------------------------------------------------------------------------------------


def _store_files() -> list[bytes]:
    """The index, a pair's sessions, the journal and a backup of a small store."""
    from coach.records import Note, Pair, Person, Session
    from coach.store import Store

    with tempfile.TemporaryDirectory() as place, Store.open(Path(place, "notes")) as store:
        store.put_pair(Pair(id="pair", mentor=Person(name="Jo"), mentee=Person(name="Priya")))
        note = Note(id="n", text="asked what she had tried", author="both")
        store.put_session(Session(id="s", pair="pair", template="t", day="2026-01-05", notes=(note,)))
        store.draft("s", "n", note)
        paths = [Path(place, "notes", f"{name}.coach") for name in ("index", "pairs/pair/desk", "journal")]
        return [path.read_bytes() for path in [*paths, store.backup(Path(place))]]


def _with_right_checksum(data: bytes) -> bytes:
    """The same file with its first line made right, so that what lies behind the checksum is reached too."""
    import hashlib

    end = data.find(b"\n")
    if end < 78 or not data.startswith(b"coach-store "):
        return data
    first = data[: end - 64]
    return first + hashlib.sha256(first + data[end + 1 :]).hexdigest().encode() + data[end:]


@target("store", _store_files)
def open_a_store(data: bytes) -> None:
    """The bytes as index, sessions, key, journal and backup of a store, as they are and with their checksum right."""
    from coach.store import Store, look

    for variant in (data, _with_right_checksum(data)):
        place = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        try:
            for name in ("index", "pairs/pair/desk", "pairs/pair/2026", "key", "journal"):
                folder = place / name.replace("/", "-")
                _store_with(folder, name, variant)
                look(folder)
                with contextlib.suppress(CoachError), Store.open(folder) as store:
                    for pair in store.pairs():
                        store.sessions(pair.id)
                        store.glances(pair.id)
            (place / "backup").write_bytes(variant)
            with contextlib.suppress(CoachError):
                Store.restore(place / "backup", place / "restored")
        finally:
            shutil.rmtree(place)


def _store_with(folder: Path, name: str, data: bytes) -> None:
    """A store with one pair, in which the file ``name`` holds ``data``."""
    from coach.store.container import pack

    pair = b'{"pairs":{"1":{"id":"pair","body":{"id":"pair","mentor":{"name":"Jo"},"mentee":{"name":"P"}}}}}'
    (folder / "pairs" / "pair").mkdir(parents=True)
    (folder / "index.coach").write_bytes(pack("index", "index", pair, None))
    (folder / f"{name}.coach").write_bytes(data)


# -- the machine ------------------------------------------------------------------------------------------------------


def changed(seeds: list[bytes], chance: random.Random) -> bytes:
    """One of the seeds after one to six changes."""
    data = bytearray(chance.choice(seeds))
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(data) + 1)
        until = min(len(data), at + chance.choice((1, 4, 16, 64, 1024)))
        kind = chance.randrange(7)
        if kind == 0 and at < len(data):
            data[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            del data[at:]
        elif kind == 2:
            del data[at:until]
        elif kind == 3:
            data[at:at] = data[at:until] * chance.randint(1, 8)
        elif kind == 4:
            data[at:until] = chance.choice(PIECES)
        elif kind == 5:
            data[at:] = chance.choice(seeds)[at:]
        else:
            data[at:until] = chance.randbytes(until - at)
    return bytes(data)


def fuzz(name: str, seconds: float, seed: int, keep: Path) -> int:
    """Runs one target; prints what was found and how many inputs were tried; gives the number of findings."""
    chance, findings, tried = random.Random(seed), 0, 0
    seeds = [*TARGETS[name].seeds(), b""]
    with contextlib.suppress(CoachError):
        TARGETS[name].run(seeds[0])
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        data = changed(seeds, chance) if tried >= len(seeds) else seeds[tried]
        tried += 1
        try:
            TARGETS[name].run(data)
        except CoachError:
            continue
        except Exception:  # noqa: BLE001 - every other exception is what this program looks for
            findings += 1
            keep.mkdir(parents=True, exist_ok=True)
            (keep / f"{name}-{seed}-{tried}").write_bytes(data)
            print(traceback.format_exc(), file=sys.stderr)
    print(f"{name}: {tried} inputs in {seconds:.0f} s, {findings} findings")
    return findings


def follow_branches(name: str, seconds: float) -> None:
    """Runs one target under atheris until the time is over or something is found."""
    import atheris  # type: ignore[import-not-found,import-untyped,unused-ignore]

    def one(data: bytes) -> None:
        try:
            TARGETS[name].run(data)
        except CoachError:
            return

    with atheris.instrument_imports(include=["coach"]), contextlib.suppress(CoachError):
        seeds = list(TARGETS[name].seeds())
        TARGETS[name].run(seeds[0])
    corpus = tempfile.mkdtemp()
    for number, seed in enumerate(seeds):
        Path(corpus, str(number)).write_bytes(seed)
    atheris.Setup([sys.argv[0], corpus, f"-max_total_time={seconds:.0f}"], one)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("targets", nargs="*", metavar="TARGET", help=f"of: {', '.join(TARGETS)} (default: all)")
    parser.add_argument("--target", action="append", default=[], metavar="NAME", help="the same, named")
    parser.add_argument("--seconds", type=float, default=60, help="for each target")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--atheris", action="store_true", help="follow the code's branches")
    parser.add_argument("--keep", type=Path, default=Path("fuzz-findings"), help="where findings are kept")
    options = parser.parse_args()
    names = [*options.targets, *options.target] or list(TARGETS)
    unknown = set(names) - TARGETS.keys()
    if unknown:
        parser.error(f"no such target: {', '.join(sorted(unknown))}")
    if options.atheris:
        if importlib.util.find_spec("atheris") is None:
            parser.error("this needs atheris: pip install atheris")
        follow_branches(names[0], options.seconds)
        return 0
    return 1 if sum(fuzz(name, options.seconds, options.seed, options.keep) for name in names) else 0


if __name__ == "__main__":
    sys.exit(main())
