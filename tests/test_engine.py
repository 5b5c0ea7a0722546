"""The reader in a process of its own: answers, superseding, dying, ending."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.engine import Cancel, Done, Engine, Read, Ready, receive, send
from coach.records import Pair, Person

PAIR = Pair(id="p", mentor=Person(name="Jo Brandt"), mentee=Person(name="Priya Raman", pronouns="she"))
NOTE = "I asked Priya what she wanted. She told me about her boss."
LONG = (NOTE + "\n") * 600


@pytest.fixture(scope="module")
def engine() -> Iterator[Engine]:
    found = Engine()
    found.start()
    yield found
    found.stop()


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"


def gone_within(pid: int, seconds: float) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if not alive(pid):
            return True
        time.sleep(0.05)
    return False


@pytest.mark.slow
async def test_a_note_comes_back_read_with_version_and_memory(engine: Engine) -> None:
    reading = await engine.read(NOTE, "mentor", PAIR)
    assert len(reading.acts) >= 2
    assert reading.version == engine.version
    assert engine.ready and engine.memory_mb > 50


@pytest.mark.slow
async def test_the_same_note_is_remembered(engine: Engine) -> None:
    first = await engine.read(LONG[:20_000], "mentor", PAIR)
    begin = time.perf_counter()
    assert await engine.read(LONG[:20_000], "mentor", PAIR) == first
    assert time.perf_counter() - begin < 1.0


@pytest.mark.slow
async def test_a_newer_request_takes_the_place_of_an_older_one(engine: Engine) -> None:
    older = [asyncio.create_task(engine.read(LONG + str(i), "mentor", PAIR, topic="typing")) for i in range(3)]
    await asyncio.sleep(0.05)
    newest = await engine.read(NOTE, "mentor", PAIR, topic="typing")
    assert newest.acts
    results = await asyncio.gather(*older, return_exceptions=True)
    assert all(isinstance(r, asyncio.CancelledError) for r in results)


@pytest.mark.slow
async def test_progress_is_told_and_a_cancelled_request_makes_room(engine: Engine) -> None:
    steps: list[float] = []
    task = asyncio.create_task(engine.read(LONG + "x", "mentor", PAIR, on_progress=steps.append))
    while not steps:
        await asyncio.sleep(0.05)
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    assert 0 < steps[0] < 1
    assert (await engine.read(NOTE, "mentor", PAIR)).acts


@pytest.mark.slow
async def test_a_process_that_dies_is_started_again_and_the_request_answered(engine: Engine) -> None:
    task = asyncio.create_task(engine.read(LONG + "y", "mentor", PAIR))
    await asyncio.sleep(0.3)
    assert engine._process is not None
    os.kill(engine._process.pid, signal.SIGKILL)
    assert (await task).acts
    assert engine.restarts >= 1


@pytest.mark.slow
def test_the_process_ends_with_the_engine() -> None:
    engine = Engine()
    engine.start()
    assert engine._process is not None
    pid = engine._process.pid
    engine.stop()
    assert gone_within(pid, 5)


@pytest.mark.slow
def test_the_process_ends_when_its_owner_is_killed() -> None:
    code = "import time\nfrom coach.engine import Engine\ne = Engine(); e.start(); print(e._process.pid, flush=True); time.sleep(60)"
    owner = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert owner.stdout is not None
    pid = int(owner.stdout.readline())
    owner.kill()
    owner.wait()
    assert gone_within(pid, 20)


def test_messages_go_over_a_pipe_and_back() -> None:
    source, sink = os.pipe()
    with os.fdopen(sink, "wb") as out, os.fdopen(source, "rb") as back:
        sent = [Read(1, "hé", "mentor", PAIR, (), "t"), Cancel(1)]
        for message in sent:
            send(out, message)
        send(out, Ready("1.0"))
        send(out, Done(7))
        assert [receive(back, Read | Cancel) for _ in sent] == sent
        assert receive(back, Ready | Done) == Ready("1.0")
        assert receive(back, Ready | Done) == Done(7)


@pytest.mark.slow
async def test_an_engine_that_is_to_start_later_starts_when_asked() -> None:
    engine = Engine()
    engine.start_soon(600)
    assert engine._process is None
    try:
        assert (await asyncio.wait_for(engine.read(NOTE, "mentor", PAIR), 120)).acts
    finally:
        engine.stop()
