"""Gaps of the app's loop, and the app's memory, while the real engine starts, a note is typed and a session is read."""

from __future__ import annotations

import asyncio
import contextlib
import json
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench import samples
from bench.measuring import ROOT, Row, child

sys.path.append(str(ROOT / "tests" / "app"))
TEXT = "I asked Priya what she wanted most. She told me that she was scared of her new boss. I said she should write to him first. "
KEYS = {" ": "space", ".": "full_stop"}
START_S, KEY_S, READ_S = 6.0, 0.07, 5.0
"""Seconds for which starting is watched, between two keys, and for which reading is watched."""


def memory_mb() -> float:
    """Resident memory of this process in MB."""
    for line in Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) / 1024
    return 0.0


async def journey(scale: float) -> dict[str, Any]:
    """The gaps in milliseconds of starting, typing and analysis, and the app's memory in MB."""
    from stalls import Recorder

    from coach.app.app import CoachApp
    from coach.commands.opening import HEAD_START_S
    from coach.engine import Engine
    from coach.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder:
        engine = Engine()
        engine.start_soon(HEAD_START_S)
        found: dict[str, Any] = {}
        with Workspace.open(Path(folder), engine=engine) as workspace:
            pair = samples.pair()
            workspace.keep_pair(pair)
            session = workspace.store.put_session(samples.session())
            app = CoachApp(workspace)
            async with app.run_test(size=(100, 30)) as pilot:
                found["start"] = await watched(Recorder(), asyncio.sleep(START_S * scale))
                found["memory"] = memory_mb()
                app.go("write", pair, samples.session(words=60, number=9))
                await pilot.pause(0.5)
                found["typing"] = await watched(Recorder(), type_in(app, TEXT[: int(len(TEXT) * scale)]))
                app.go("mirror", pair, session)
                found["analysis"] = await watched(Recorder(), asyncio.sleep(READ_S * scale))
                found["memory in use"] = memory_mb()
        return found


async def type_in(app: Any, text: str) -> None:
    for character in text:
        app.simulate_key(KEYS.get(character, character))
        await asyncio.sleep(KEY_S)


async def watched(recorder: Any, doing: Any) -> list[float]:
    """The gaps of the loop while something is done, shortest first."""
    task = asyncio.create_task(recorder.run())
    await doing
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    return sorted(recorder.gaps)


def rows(rounds: int, scale: float = 1.0) -> list[Row]:
    runs = [child("stalls", str(scale)) for _ in range(rounds)]
    found = []
    for name, what in (("start", "the start"), ("typing", "typing"), ("analysis", "analysis of 1,500 words")):
        late = [statistics.median(run[name][i] for run in runs) for i in (0, 1)]
        found += [
            Row("Stalls", f"99th percentile of the loop's gaps during {what}", late[0], "ms", bar=50),
            Row("Stalls", f"Longest gap during {what}", late[1], "ms", bar=100),
        ]
    memory = [statistics.median(run[name] for run in runs) for name in ("memory", "memory in use")]
    return [
        *found,
        Row("Memory", "App after the start", memory[0], "MB", bar=120),
        Row("Memory", "App after typing and a mirror", memory[1], "MB", bar=120),
    ]


def main() -> None:
    found = asyncio.run(journey(float(sys.argv[1])))
    for name in ("start", "typing", "analysis"):
        gaps = found[name]
        found[name] = [gaps[int(len(gaps) * 0.99)], gaps[-1]]
    print(json.dumps(found))


if __name__ == "__main__":
    main()
