"""Code to run in fresh interpreters to rows of a table: medians beside stated floors, and what machine it was."""

from __future__ import annotations

import json
import os
import platform
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SET_BY_HAND = ("PYTHONDONTWRITEBYTECODE", "PYTHONUNBUFFERED", "OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE")
"""Variables that a workplace may have set and a person's machine has not; they cost several times what is measured."""


@dataclass(frozen=True)
class Row:
    """One line of the table; figures are medians in ``unit``."""

    topic: str
    what: str
    value: float
    unit: str
    floor: float | None = None
    floor_is: str = ""
    ratio_bar: float | None = None
    """At most this many times the floor."""
    bar: float | None = None
    """At most this much; at least, where ``more_is_better``."""
    more_is_better: bool = False

    @property
    def ratio(self) -> float | None:
        return self.value / self.floor if self.floor else None

    @property
    def met(self) -> bool | None:
        """Whether every bar is met; None: there is none."""
        checks = []
        if self.ratio_bar is not None and self.ratio is not None:
            checks.append(self.ratio >= self.ratio_bar if self.more_is_better else self.ratio <= self.ratio_bar)
        if self.bar is not None:
            checks.append(self.value >= self.bar if self.more_is_better else self.value <= self.bar)
        return all(checks) if checks else None

    def to_json(self) -> dict[str, Any]:
        return {**asdict(self), "ratio": self.ratio, "met": self.met}


def plain_environment() -> None:
    """Change this process's environment to that of an installed program; children inherit it."""
    for name in SET_BY_HAND:
        os.environ.pop(name, None)


def seconds(call: Callable[[], object]) -> float:
    begun = time.perf_counter()
    call()
    return time.perf_counter() - begun


def median_of(call: Callable[[], float], times: int) -> float:
    return statistics.median(call() for _ in range(times))


def in_turns(calls: Sequence[Callable[[], object]], rounds: int) -> list[float]:
    """Median seconds of each call, run in turns so that all meet the same machine."""
    taken: list[list[float]] = [[] for _ in calls]
    for _ in range(rounds):
        for call, seen in zip(calls, taken, strict=True):
            seen.append(seconds(call))
    return [statistics.median(seen) for seen in taken]


def run(*arguments: str, stdin: str | None = None) -> str:
    """The standard output of this Python with these arguments, in the project's folder."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, check=True, capture_output=True, text=True, input=stdin
    )
    return done.stdout


def child(module: str, *arguments: str) -> Any:
    """What ``python -m bench.MODULE ARGUMENTS`` prints last, as JSON; it runs in an interpreter of its own."""
    return json.loads(run("-m", f"bench.{module}", *arguments).strip().rpartition("\n")[2])


def machine() -> str:
    """The machine and the versions, in one line."""
    from importlib.metadata import version

    names = ("textual", "spacy", "numpy", "torch", "sentence-transformers")
    libraries = ", ".join(f"{name} {version(name)}" for name in names)
    return (
        f"{_processor()}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}; {libraries}"
    )


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())


def load() -> float | None:
    """How many programs wanted a core over the last minute; None where the system doesn't say."""
    try:
        return round(os.getloadavg()[0], 1)
    except OSError:
        return None
