"""The workspace for a command: where it lies, and the passphrase asked for on the terminal."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from coach.errors import CoachError
from coach.paths import data_home
from coach.store import look
from coach.workspace import Workspace

if TYPE_CHECKING:
    import argparse


def home_of(args: argparse.Namespace) -> Path:
    return Path(args.home).expanduser() if args.home else data_home()


def workspace_of(args: argparse.Namespace) -> Workspace:
    """Open the workspace; asks for the passphrase where there is one (or takes $COACH_PASSPHRASE)."""
    home = home_of(args)
    passphrase = asked_passphrase() if look(home / "store") == "locked" else None
    workspace = Workspace.open(home, passphrase)
    for notice in workspace.notices:
        print(notice, file=sys.stderr)
    return workspace


def asked_passphrase(question: str = "Passphrase: ") -> str:
    given = os.environ.get("COACH_PASSPHRASE")
    if given is not None:
        return given
    if not sys.stdin.isatty():
        raise CoachError(
            "A passphrase is needed",
            "Your pairs are kept under a passphrase.",
            "Run this in a terminal, where I can ask for it.",
        )
    return getpass.getpass(question)
