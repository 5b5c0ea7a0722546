"""``coach`` and ``coach demo``: the app, on one's own pairs or on a sample pair."""

from __future__ import annotations

import asyncio
import gc
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from coach.commands.door import home_of
from coach.engine import Engine
from coach.errors import CoachError
from coach.store import look
from coach.workspace import Workspace

if TYPE_CHECKING:
    import argparse

HEAD_START_S = 0.4
"""How long the first page has the machine for itself before the reader's process begins to load."""


def terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise CoachError(
            "A terminal is needed",
            "The app needs a terminal to open in.",
            "`coach --help` shows what works without one.",
        )


def open_(args: argparse.Namespace) -> int:
    terminal()
    gc.disable()  # nothing made before the first page is garbage; the app turns it on again
    home = home_of(args)
    engine = Engine()
    engine.start_soon(HEAD_START_S)

    def opened(passphrase: str | None) -> Workspace:
        workspace = Workspace.open(home, passphrase, engine)
        engine.model_folder = workspace.setting("model_folder", "") or ""
        return workspace

    try:
        if look(home / "store") == "locked":
            show(None, opened)
        else:
            show(opened(None))
    finally:
        engine.stop()
    return 0


def show(workspace: Workspace | None, unlock: object = None) -> None:
    """Run the app until it's closed; its traceback, should there be one, shows no texts."""
    from coach.app.app import CoachApp

    app = CoachApp(workspace, unlock=unlock)  # type: ignore[arg-type]
    try:
        app.run()
    finally:
        opened = workspace or getattr(app, "_workspace", None)
        if opened is not None:
            opened.close()


def demo_(args: argparse.Namespace) -> int:
    """A sample pair whose notes are read here and now by the real reader, in a folder that goes again afterwards."""
    terminal()
    engine = Engine()
    engine.start()
    with tempfile.TemporaryDirectory(prefix="coach-demo-") as folder:
        try:
            workspace = Workspace.open(Path(folder), engine=engine)
            asyncio.run(fill(workspace))
            show(workspace)
        finally:
            engine.stop()
    return 0


async def fill(workspace: Workspace) -> None:
    """Keep the sample pair and read its sessions, with a line on standard error for each."""
    from coach.demo import load_demo

    pair, sessions = load_demo()
    workspace.keep_pair(pair)
    for number, session in enumerate(sessions, 1):
        print(
            f"\rReading the sample notes, session {number} of {len(sessions)} ...", end="", file=sys.stderr, flush=True
        )
        await workspace.read_session(session)
    print("\r\033[K", end="", file=sys.stderr, flush=True)
