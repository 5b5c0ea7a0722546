"""The longest gaps of the app's loop in each journey, in milliseconds: ``python stalls.py``; the bar is p99 <= 50."""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parents[1]), str(HERE)]

BAR_MS = 50.0
BEAT_S = 0.002
"""How often the recorder asks for its turn; a gap is how much later than that it gets it."""
JOURNEYS = {
    "look around": ["t", "escape", "f1", "escape", "f8", "f8", "ctrl+p", "escape"],
    "prepare": ["enter", "t", "p", "down", "escape", "pagedown", "escape"],
    "talk": ["s", "enter", *"asked P what is hardest", "f2", *"enter", "f3", "f4", "tab", *"that sounds heavy", "f5",
             "f5", "f5", "f6", "escape", "f7", "escape", "f9", "enter", "f10", "enter", "enter", "enter", "enter"],
    "write": ["w", "enter", *"that sounds heavy and I said more", "f5", "f5", "f5", "escape"],
    "mirror": ["m", *["right"] * 7, "f", "f", "n", "right", "n", "c", "enter", "1", "s", "d", "y", "a", "escape", "enter"],
    "review": ["r", "t", "v", "v", "v", "p", "e", "escape", "enter", "tab", "tab", "escape", "escape"],
    "library": ["l", "down", "tab", "down", "slash", *"listen", "escape", "escape", "escape"],
    "settings": ["o", "enter", "down", "enter", "down", "enter", "escape"],
}  # fmt: skip


class Recorder:
    """Gaps of the loop it runs on, in milliseconds."""

    def __init__(self) -> None:
        self.gaps: list[float] = []

    async def run(self) -> None:
        before = time.perf_counter()
        while True:
            await asyncio.sleep(BEAT_S)
            now = time.perf_counter()
            self.gaps.append(max(0.0, now - before - BEAT_S) * 1000)
            before = now


async def record(keys: list[str]) -> list[float]:
    """Run one journey on the fake workspace, a key about every fifth of a second, and answer its gaps."""
    from fake import FakeWorkspace

    from coach.app.app import CoachApp

    app = CoachApp(FakeWorkspace())
    recorder = Recorder()
    async with app.run_test(size=(120, 40)) as pilot:
        await asyncio.sleep(1.0)
        task = asyncio.create_task(recorder.run())
        for press in keys:
            app.simulate_key("space" if press == " " else press)
            await asyncio.sleep(0.15 if len(press) > 1 else 0.06)
        await pilot.pause(0.3)
        task.cancel()
        with suppress(asyncio.CancelledError):
            await task
    return sorted(recorder.gaps)


def main() -> None:
    worst = 0.0
    for name, keys in JOURNEYS.items():
        gaps = asyncio.run(record(keys))
        p99 = gaps[int(len(gaps) * 0.99)]
        worst = max(worst, p99)
        print(f"{name:<12} p50 {gaps[len(gaps) // 2]:5.1f}  p99 {p99:5.1f}  longest {gaps[-1]:6.1f}")
    print(f"worst p99 {worst:.1f} ms (bar {BAR_MS:.0f})")
    sys.exit(worst > BAR_MS)


if __name__ == "__main__":
    main()
