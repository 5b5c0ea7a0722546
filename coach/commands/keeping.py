"""``coach lock``, ``unlock`` and ``doctor``: the passphrase, and whether everything is in order."""

from __future__ import annotations

import argparse
import sys

from coach.commands.door import asked_passphrase, home_of, workspace_of
from coach.errors import CoachError
from coach.store import look
from coach.workspace import Workspace


def lock_(args: argparse.Namespace) -> int:
    """Set or change the passphrase."""
    home = home_of(args)
    old = asked_passphrase("Passphrase now: ") if look(home / "store") == "locked" else None
    with Workspace.open(home, old) as workspace:
        print(
            "A forgotten passphrase can't be recovered, by nobody. Write it down and keep it somewhere safe.",
            file=sys.stderr,
        )
        new = asked_passphrase("New passphrase: ")
        if len(new) < 8:
            raise CoachError(
                "Too short", "That's shorter than eight characters.", "Three or four words make a good one."
            )
        if sys.stdin.isatty() and asked_passphrase("Once more: ") != new:
            raise CoachError("Not the same", "Those two weren't the same.", "Nothing was changed; try again.")
        workspace.set_passphrase(new, old)
    print("From now on your pairs are kept under this passphrase.", file=sys.stderr)
    return 0


def unlock_(args: argparse.Namespace) -> int:
    """Take the passphrase away."""
    home = home_of(args)
    if look(home / "store") != "locked":
        print("There's no passphrase to take away.", file=sys.stderr)
        return 0
    old = asked_passphrase("Passphrase: ")
    with Workspace.open(home, old) as workspace:
        workspace.set_passphrase(None, old)
    print("There's no passphrase any more: whoever uses this account can read your notes.", file=sys.stderr)
    return 0


def doctor_(args: argparse.Namespace) -> int:
    with workspace_of(args) as workspace:
        lines = workspace.doctor()
    for line in lines:
        print(line)
    return 2 if any(line.startswith("Look:") for line in lines) else 0
