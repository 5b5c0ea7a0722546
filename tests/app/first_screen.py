"""Wall time from a fresh interpreter to the first painted page, beside an empty Textual app."""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
RUNS = 10
BAR = 1.3
"""How many times the empty app's time the first page may take."""


def empty() -> None:
    from textual.app import App

    class Empty(App[None]):
        def on_ready(self) -> None:
            self.call_after_refresh(self.exit)

    Empty().run(headless=True, size=(80, 24))


class Doorstep:
    """The least that the first page asks of a workspace, so that only the app is measured."""

    read_only = False
    notices = ()
    engine_state = "ready"
    has_passphrase = False

    def setting(self, key: str, default: Any) -> Any:
        return default

    def pairs(self) -> tuple[Any, ...]:
        from coach.records import Pair, Person

        return (Pair(id="one", mentor=Person(name="Jo"), mentee=Person(name="Priya")),)

    def sessions(self, pair_id: str) -> tuple[Any, ...]:
        return ()


def coach() -> None:
    import asyncio

    from coach.app.app import CoachApp

    class Coach(CoachApp):
        CSS_PATH = str(Path(sys.modules[CoachApp.__module__].__file__ or "").with_name("coach.tcss"))

        def _settle(self) -> None:
            """What comes after the first page isn't part of it."""

        async def on_ready(self) -> None:
            while not any(widget.region.height for widget in self.screen.query("#pairs")):
                await asyncio.sleep(0)
            self.call_after_refresh(self.exit)

    Coach(Doorstep()).run(headless=True, size=(80, 24))  # type: ignore[arg-type]


def measure(what: str) -> float:
    """Seconds of one run in a fresh interpreter."""
    begun = time.perf_counter()
    subprocess.run([sys.executable, __file__, what], check=True, stdout=subprocess.DEVNULL, cwd=HERE.parents[1])
    return time.perf_counter() - begun


def main() -> None:
    times: dict[str, list[float]] = {"empty": [], "coach": []}
    for _ in range(RUNS):
        for what, seen in times.items():
            seen.append(measure(what))
    for what, seen in times.items():
        print(f"{what}: best {min(seen):.3f} s, median {statistics.median(seen):.3f} s")
    ratio = statistics.median(times["coach"]) / statistics.median(times["empty"])
    print(f"ratio {ratio:.2f} (bar {BAR})")
    sys.exit(ratio > BAR)


if __name__ == "__main__":
    sys.path.insert(0, str(HERE.parents[1]))
    {"empty": empty, "coach": coach}[sys.argv[1]]() if len(sys.argv) > 1 else main()
