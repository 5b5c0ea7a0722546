"""Parsed arguments to the work behind each command; only what a command needs is imported."""

from __future__ import annotations

import argparse


def run(args: argparse.Namespace) -> int:
    """Do what the arguments ask; returns the exit status, raises CoachError where the person is needed."""
    if args.command == "analyze":
        from coach.analyze import analyze

        return analyze(args)
    raise NotImplementedError(args.command)
