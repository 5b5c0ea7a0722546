"""How far long work is, and a way to stop it between two of its steps."""

from __future__ import annotations

from collections.abc import Callable

Progress = Callable[[int, int], None]
"""Called with (steps done, of how many), from any thread; raises Stopped where the person asked to stop."""


class Stopped(Exception):
    """The person stopped the work; whoever raises or passes it on leaves nothing half done behind."""


def unheard(done: int, of: int) -> None:
    """Progress that nobody looks at."""
