"""Parsed arguments to the work behind each command; only what a command needs is imported."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import argparse

PLACES = {
    None: "opening", "demo": "opening", "analyze": "analyze", "prepare": "reading_aloud", "review": "reading_aloud",
    "import": "moving", "export": "moving", "backup": "moving", "restore": "moving", "guides": "library",
    "lock": "keeping", "unlock": "keeping", "doctor": "keeping",
}  # fmt: skip
"""Command -> module of this package; each holds a function of the command's name (``open_`` for none)."""


def run(args: argparse.Namespace) -> int:
    """Do what the arguments ask; returns the exit status, raises CoachError where the person is needed."""
    module = import_module(f"coach.commands.{PLACES[args.command]}")
    status: int = getattr(module, f"{args.command or 'open'}_")(args)
    return status
